"""The sentences that every report owes its reader; which ones, the wording lists.

A new one is written in ``rules/wording.yaml`` and judged by a rule with its ``id``.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Annotated, Final, Literal

from gouji.facts.fact import SAMPLE, Fact, Scene, quoted, text_of
from gouji.facts.phrases import Phrase, holds, mentions, sentences, span_of
from gouji.facts.presenting import PRESENTING
from gouji.facts.report import Report
from gouji.model.form import Strict
from gouji.model.names import Defines, Names, Refers, SectionId, Text, Words
from gouji.model.prose import Quote
from gouji.model.verdict import Subject
from gouji.model.vocabulary import SEEN, Kind, Value, flag, perhaps, word
from gouji.model.written import before
from gouji.records import dataclass


def _as_net(value: object) -> object:
    return {"anywhere": value} if isinstance(value, list | tuple) else value


class Net(Strict):
    """Phrases by the place where they count: in any sentence, or in certain ones.

    ``presenting`` are the sentences that present the report, ``in_section`` those of the section
    of the statement, ``opening`` the first of a report that presents itself nowhere.
    """

    anywhere: tuple[Phrase, ...] = ()
    presenting: tuple[Phrase, ...] = ()
    in_section: tuple[Phrase, ...] = ()
    opening: tuple[Phrase, ...] = ()


_PlacedNet = Annotated[Net, before(_as_net)]
"""A list of phrases counts anywhere."""

STATEMENT: Final = Names("statement", "这句交代")
StatementId = Annotated[str, Refers(STATEMENT)]


class StatementWording(Strict):
    """An owed sentence: how it is said.

    Any of ``sure`` says it, any of ``perhaps`` may say it, but not in a sentence with one of
    ``except_words``. ``citations`` are names of rules: naming them says nothing yet; ``ignored``
    are texts that say nothing at all. A sentence on one of ``others`` and on none of
    ``own`` speaks of another thing: it may be meant, never surely. ``section`` is where it must be
    said, if anywhere.
    ``quote: sentence`` quotes the whole sentence even where a single word says it.
    """

    id: Annotated[str, Defines(STATEMENT)]
    title: Text
    sure: _PlacedNet
    perhaps: _PlacedNet = Net()
    section: SectionId | None = None
    except_words: tuple[Phrase, ...] = ()
    citations: Words = ()
    ignored: Words = ()
    others: tuple[Phrase, ...] = ()
    own: tuple[Phrase, ...] = ()
    quote: Literal["phrase", "sentence"] = "phrase"


@dataclass(frozen=True, slots=True)
class Statement:
    """What was found of an owed sentence; ``only_cited`` where it merely names the rules.

    ``perhaps`` is what may be that sentence where ``quote`` is ``None``.
    """

    id: str
    title: str
    quote: Quote | None
    only_cited: bool = False
    perhaps: Quote | None = None


def read_statements(report: Report, wordings: Sequence[StatementWording]) -> tuple[Statement, ...]:
    """Return one :class:`Statement` for each wording, in order."""
    return tuple(_read(report, wording) for wording in wordings)


def _read(report: Report, wording: StatementWording) -> Statement:
    """Return what is sure, else what merely cites the rules, else what may be it."""
    said = next(_caught(report, wording, wording.sure, sure=True), None)
    if said is not None:
        return Statement(wording.id, wording.title, said)
    cited = next(
        (
            sentence.quote()
            for sentence in sentences(report.text)
            if any(citation in sentence.text for citation in wording.citations)
        ),
        None,
    )
    perhaps = None if cited else next(_caught(report, wording, wording.perhaps), None)
    return Statement(wording.id, wording.title, cited, cited is not None, perhaps)


def _caught(
    report: Report, wording: StatementWording, net: Net, *, sure: bool = False
) -> Iterator[Quote]:
    """Yield what the net catches, place by place; nothing ``sure`` of what is on another thing."""
    presenting = PRESENTING.of(report)
    inside = (s.prose for s in report.sections if s.id == wording.section)
    for among, phrases in (
        (presenting.surely, net.presenting),
        (sentences(report.text), net.anywhere),
        (chain.from_iterable(map(sentences, inside)), net.in_section),
        (presenting.perhaps, net.opening),
    ):
        for sentence in among if phrases else ():
            if sure and _is_on_another(sentence.text, wording):
                continue
            span = _said(sentence.text, phrases, wording)
            if span is not None:
                yield sentence.quote(*span)


def _is_on_another(sentence: str, wording: StatementWording) -> bool:
    return mentions(sentence, wording.others) and not mentions(sentence, wording.own)


def _said(
    sentence: str, phrases: Sequence[Words], wording: StatementWording
) -> tuple[int, int] | None:
    """Return where ``sentence`` says it: a single word, or the sentence for several of them."""
    telling = sentence
    for silent in (*wording.citations, *wording.ignored):
        telling = telling.replace(silent, "")
    words = next((words for words in phrases if holds(telling, words)), None)
    if words is None or mentions(sentence, wording.except_words):
        return None
    if wording.quote == "sentence":
        return 0, len(sentence)
    return span_of(sentence, words)


def statement(report: Report, statement_id: str) -> Statement | None:
    """Return the owed sentence ``statement_id``, or ``None`` where the wording has none such."""
    return next((s for s in STATEMENTS.of(report) if s.id == statement_id), None)


def _subjects(
    scene: Scene[Sequence[StatementWording], tuple[Statement, ...]],
) -> Iterator[Subject]:
    for found in scene.value:
        quote, seen = found.quote, found.perhaps
        yield Subject(
            "statement",
            found.id,
            {
                "statement": found.id,
                "stated": quote is not None,
                "only_cited": found.only_cited,
                "perhaps": seen is not None,
            },
            {"title": found.title, "text": text_of(quote), "seen": text_of(seen)},
            quoted(quote or seen),
        )


def _is_lacking(fields: Mapping[str, Value]) -> bool:
    return not fields["stated"] or bool(fields["only_cited"])


STATEMENTS: Fact[Sequence[StatementWording], tuple[Statement, ...]] = Fact(
    name="statements",
    loci={"statement": "{statements}"},
    kinds=(
        Kind(
            "statement",
            "须有的一句交代，各句见 rules/wording.yaml。",
            {
                "statement": word("哪一句", of="statements"),
                "stated": flag("有这句交代"),
                "only_cited": flag("只提到了有关办法的名称，没有作出交代", default=False),
                "perhaps": perhaps("这句交代"),
            },
            {"title": "这句交代的名称", "text": "原文", "seen": SEEN},
            accuses_by_lack=_is_lacking,
        ),
    ),
    wording=tuple[StatementWording, ...],
    listed=lambda words: tuple(each.id for each in words),
    read=read_statements,
    subjects=_subjects,
    shown=lambda statements: [(each.title, each.quote) for each in statements],
    sample=lambda words: tuple(Statement(each.id, each.title, SAMPLE) for each in words),
)
