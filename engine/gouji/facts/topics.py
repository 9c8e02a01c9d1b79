"""Whether a section speaks of what it must: the five aspects, problems and improvements."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from gouji.facts.fact import SAMPLE, Fact, Scene, quoted
from gouji.facts.phrases import Phrase, find, mentions
from gouji.facts.report import FoundSection
from gouji.model.cells import Presence
from gouji.model.form import Form, Strict
from gouji.model.names import Defines, Loc, Names, SectionId, Text, Words
from gouji.model.prose import Quote
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, flag, lacking, word

TOPIC: Final = Names("topic", "这个方面")


class TopicWording(Strict):
    """Something a section must speak of.

    ``words`` always count. ``hints`` count in a sub-heading, and anywhere in a section that is
    not divided by sub-headings, but not in a sentence with one of ``except_words``.
    """

    id: Annotated[str, Defines(TOPIC)]
    section: SectionId
    title: Text
    words: tuple[Phrase, ...]
    hints: tuple[Phrase, ...] = ()
    except_words: Words = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """Whether a section speaks of something; ``quote`` is where it does."""

    id: str
    section: str
    title: str
    quote: Quote | None


def read_topics(
    sections: Sequence[FoundSection], wordings: Sequence[TopicWording]
) -> tuple[Topic, ...]:
    """Return one :class:`Topic` for each wording, in order."""
    by_id = {section.id: section for section in sections}
    return tuple(
        Topic(w.id, w.section, w.title, _where(by_id[w.section], w, _divided(by_id, w, wordings)))
        for w in wordings
    )


def _divided(
    by_id: dict[str, FoundSection], wording: TopicWording, all_wordings: Sequence[TopicWording]
) -> bool:
    """Tell whether the section is divided by topic: two of its sub-headings name topics of it."""
    heads = by_id[wording.section].subheadings
    siblings = [w for w in all_wordings if w.section == wording.section]
    return sum(any(mentions(head, w.words) for head in heads) for w in siblings) > 1


def _where(section: FoundSection, wording: TopicWording, divided: bool) -> Quote | None:  # noqa: FBT001
    quote = find(section.prose, wording.words)
    if quote is not None or not wording.hints:
        return quote
    if not divided:
        return find(section.prose, wording.hints, wording.except_words)
    heads = (h for h in section.subheadings if not any(w in h for w in wording.except_words))
    head = next((h for h in heads if mentions(h, wording.hints)), None)
    return find(section.prose, [(head,)]) if head else None


def _subjects(scene: Scene[Sequence[TopicWording], tuple[Topic, ...]]) -> Iterator[Subject]:
    report = scene.report
    headings = {section.id: section.printed for section in report.form.sections}
    for topic in scene.value:
        section = report.section(topic.section)
        unread = section.pictures and topic.quote is None
        yield Subject(
            kind="topic",
            locus=topic.id,
            fields={
                "topic": topic.id,
                "section": topic.section,
                "mentioned": topic.quote is not None,
            },
            shows={"title": topic.title, "heading": headings[topic.section]},
            evidence=quoted(topic.quote or section.heading),
            readable=not unread,
            absent=section.presence is Presence.ABSENT or not (section.filled or section.pictures),
            reason="这一部分有图片，其中的文字没有读" if unread else None,
        )


def _check(wordings: Sequence[TopicWording], _: Mapping[str, Form]) -> Iterator[tuple[Loc, str]]:
    """Yield a fault for every topic that is not named after its section."""
    for index, wording in enumerate(wordings):
        if not wording.id.startswith(f"{wording.section}."):
            hint = f"（应以「{wording.section}.」开头）"
            yield (index, "id"), f"方面的编号「{wording.id}」与所在部分不符{hint}"


TOPICS: Fact[Sequence[TopicWording], tuple[Topic, ...]] = Fact(
    name="topics",
    listed=lambda words: tuple(each.id for each in words),
    loci={"topic": "{topics}"},
    kinds=(
        Kind(
            "topic",
            "某部分应当说到的一个方面。",
            {
                "topic": word("方面的编号", of="topics"),
                "section": word("所在部分", of="sections"),
                "mentioned": flag("说到了"),
            },
            {"title": "方面的名称", "heading": "所在部分的标题"},
            accuses_by_lack=lacking("mentioned"),
        ),
    ),
    wording=tuple[TopicWording, ...],
    check=_check,
    read=lambda report, words: read_topics(report.sections, words),
    subjects=_subjects,
    sample=lambda words: tuple(Topic(w.id, w.section, w.title, SAMPLE) for w in words),
)
