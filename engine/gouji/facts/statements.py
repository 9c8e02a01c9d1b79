"""The sentences that every report owes its reader; which ones, the wording lists.

A new one is written in ``rules/wording.yaml`` and judged by a rule with its ``id``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal, NamedTuple

from gouji.facts.fact import SAMPLE, Fact, Scene, quoted
from gouji.facts.phrases import Phrase
from gouji.facts.report import Report
from gouji.model.form import Strict
from gouji.model.names import Defines, Names, Refers, Text, Words
from gouji.model.prose import Prose, Quote
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, Value, flag, word

STATEMENT: Final = Names("statement", "这句交代")
StatementId = Annotated[str, Refers(STATEMENT)]


class StatementWording(Strict):
    """An owed sentence: how it is said.

    Any of ``sure`` says it, but not in a sentence with one of ``except_words``. ``citations`` are
    names of rules: naming them says nothing yet; ``ignored`` are texts that say nothing at all.
    It is looked for in the whole text, or ``where: preamble`` in the preamble, if there is one.
    ``quote: sentence`` quotes the whole sentence even where a single word says it.
    """

    id: Annotated[str, Defines(STATEMENT)]
    title: Text
    sure: tuple[Phrase, ...]
    except_words: Words = ()
    citations: Words = ()
    ignored: Words = ()
    where: Literal["text", "preamble"] = "text"
    quote: Literal["phrase", "sentence"] = "phrase"


@dataclass(frozen=True, slots=True)
class Statement:
    """What was found of an owed sentence; ``only_cited`` where it merely names the rules."""

    id: str
    title: str
    quote: Quote | None
    only_cited: bool = False


def read_statements(report: Report, wordings: Sequence[StatementWording]) -> tuple[Statement, ...]:
    """Return one :class:`Statement` for each wording, in order."""
    found = []
    for wording in wordings:
        preamble = wording.where == "preamble" and report.preamble.text
        found.append(read_statement(report.preamble if preamble else report.text, wording))
    return tuple(found)


def read_statement(prose: Prose, wording: StatementWording) -> Statement:
    """Return what ``prose`` says of it: the first sentence that is sure, else one that cites."""
    cited: Quote | None = None
    for start, end in prose.sentences():
        sentence = prose.text[start:end]
        if any(each in sentence for each in wording.except_words):
            continue
        span = _said(sentence, wording)
        if span is not None:
            quote = prose.quote(start + span.start, start + span.end)
            return Statement(wording.id, wording.title, quote)
        if cited is None and any(citation in sentence for citation in wording.citations):
            cited = prose.quote(start, end)
    return Statement(wording.id, wording.title, cited, only_cited=cited is not None)


class _Span(NamedTuple):
    start: int
    end: int


def _said(sentence: str, wording: StatementWording) -> _Span | None:
    """Return where ``sentence`` says it: a single word, or the sentence for several of them."""
    telling = sentence
    for citation in (*wording.citations, *wording.ignored):
        telling = telling.replace(citation, "")
    said = next((p for p in wording.sure if all(each in telling for each in p)), None)
    if said is None:
        return None
    if len(said) > 1 or wording.quote == "sentence":
        return _Span(0, len(sentence))
    at = max(sentence.find(said[0]), 0)
    return _Span(at, at + len(said[0]))


def statement(report: Report, statement_id: str) -> Statement | None:
    """Return the owed sentence ``statement_id``, or ``None`` where the wording has none such."""
    return next((s for s in STATEMENTS.of(report) if s.id == statement_id), None)


def _subjects(
    scene: Scene[Sequence[StatementWording], tuple[Statement, ...]],
) -> Iterator[Subject]:
    for found in scene.value:
        quote = found.quote
        yield Subject(
            "statement",
            found.id,
            {
                "statement": found.id,
                "stated": quote is not None,
                "only_cited": found.only_cited,
            },
            {"title": found.title, "text": quote.text if quote else ""},
            quoted(quote),
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
            },
            {"title": "这句交代的名称", "text": "原文"},
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
