"""Whether a section speaks of what it must: the five aspects, problems and improvements."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Final

from gouji.facts.fact import SAMPLE, Fact, Scene
from gouji.facts.mentioned import Mentioned, mentioned
from gouji.facts.phrases import Phrase, find, mentions
from gouji.facts.report import FoundSection, Subheading
from gouji.model.form import Form, Strict
from gouji.model.names import Defines, Loc, Names, SectionId, Text, Words
from gouji.model.prose import Quote
from gouji.model.verdict import Subject
from gouji.model.vocabulary import SEEN, Kind, flag, lacking, perhaps, word
from gouji.records import dataclass

TOPIC: Final = Names("topic", "这个方面")


class TopicWording(Strict):
    """Something a section must speak of.

    ``words`` always count. ``hints`` count in a sub-heading, and anywhere in a section that is
    not divided by sub-headings, but not in a sentence with one of ``except_words``. ``heads``
    count in a sub-heading that stands where this topic has its place. ``perhaps`` is the wide
    net for sections that are not divided.
    """

    id: Annotated[str, Defines(TOPIC)]
    section: SectionId
    title: Text
    words: tuple[Phrase, ...]
    hints: tuple[Phrase, ...] = ()
    heads: tuple[Phrase, ...] = ()
    perhaps: tuple[Phrase, ...] = ()
    except_words: tuple[Phrase, ...] = ()


class TopicsWording(Strict):
    """All of them, and what is none of them.

    Sentences that say one of ``part_lists`` merely list the parts of the report; sub-headings
    that say one of ``other_heads`` stand for none of the topics.
    """

    part_lists: tuple[Phrase, ...]
    other_heads: tuple[Phrase, ...]
    each: tuple[TopicWording, ...]


@dataclass(frozen=True, slots=True)
class Topic(Mentioned):
    """Something that a section must speak of."""


def read_topics(sections: Sequence[FoundSection], wording: TopicsWording) -> tuple[Topic, ...]:
    """Return one :class:`Topic` for each that ``wording`` lists, in order."""
    ids = {each.section for each in wording.each}
    readings = {s.id: _Reading(s, wording) for s in sections if s.id in ids}
    return tuple(readings[each.section].topic(each) for each in wording.each)


class _Reading:
    """One section, asked for its topics."""

    def __init__(self, section: FoundSection, wording: TopicsWording) -> None:
        self.section = section
        self.part_lists = wording.part_lists
        self.siblings = [each for each in wording.each if each.section == section.id]
        self.heads = _main_heads(section, self.siblings)
        self.named = [self._named(wording) for wording in self.siblings]
        self.divided = sum(at is not None for at in self.named) > 1
        known = [words for w in self.siblings for words in (*w.words, *w.hints)]
        self.known = (*known, *wording.other_heads)

    def topic(self, wording: TopicWording) -> Topic:
        """Return whether the section speaks of ``wording``, or may."""
        quote, perhaps = self._where(wording), None
        if quote is None:
            free = self._in_place(self.siblings.index(wording))
            quote = next((q for head in free if (q := self._under(head, wording))), None)
            perhaps = self._quote(free[0]) if free and quote is None else None
        if quote is None and perhaps is None and not self.divided:
            perhaps = self._find(wording.perhaps, wording.except_words)
        return Topic(wording.id, wording.section, wording.title, quote, perhaps)

    def _named(self, wording: TopicWording) -> int | None:
        """Return the index of the first sub-heading that names the topic."""
        heads = enumerate(self.heads)
        return next((i for i, head in heads if mentions(head.text, wording.words)), None)

    def _where(self, wording: TopicWording) -> Quote | None:
        quote = self._find(wording.words)
        if quote is not None or not wording.hints:
            return quote
        if not self.divided:
            return self._find(wording.hints, wording.except_words)
        named = (h for h in self.section.subheadings if not mentions(h.text, wording.except_words))
        head = next((h for h in named if mentions(h.text, wording.hints)), None)
        return self._quote(head) if head else None

    def _in_place(self, index: int) -> list[Subheading]:
        """Return the sub-headings in free words that stand where topic ``index`` has its place.

        Where none names a topic, places are known only if there are as many as topics.
        """
        if not any(at is not None for at in self.named) and len(self.heads) < len(self.siblings):
            return []
        before = [at for at in self.named[:index] if at is not None]
        behind = [at for at in self.named[index + 1 :] if at is not None]
        left, right = max(before, default=-1), min(behind, default=len(self.heads))
        inside = range(left + 1, right) if left < right else range(len(self.heads))
        return [h for i in inside if not mentions((h := self.heads[i]).text, self.known)]

    def _under(self, head: Subheading, wording: TopicWording) -> Quote | None:
        """Return where a sub-heading in free words, or the text under it, names the topic."""
        later = (h.start for h in self.section.subheadings if h.start > head.start)
        end = next(later, len(self.section.prose.text))
        text = self.section.prose.text[head.start : end]
        return self._quote(head) if mentions(text, wording.heads) else None

    def _find(self, phrases: Sequence[Words], never: Sequence[Words] = ()) -> Quote | None:
        return find(self.section.prose, phrases, (*never, *self.part_lists))

    def _quote(self, head: Subheading) -> Quote:
        return self.section.prose.quote(head.start, head.end)


def _main_heads(section: FoundSection, siblings: Sequence[TopicWording]) -> list[Subheading]:
    """Return the sub-headings numbered like the first that names a topic, else like the first."""
    known = [words for wording in siblings for words in wording.words]
    heads = section.subheadings
    named = (head.level for head in heads if mentions(head.text, known))
    level = next(named, heads[0].level if heads else "")
    return [head for head in heads if head.level == level]


def _subjects(scene: Scene[TopicsWording, tuple[Topic, ...]]) -> Iterator[Subject]:
    for topic in scene.value:
        said = topic.quote is not None
        yield mentioned("topic", topic, scene.report, {"mentioned": said})


def _check(wording: TopicsWording, _: Mapping[str, Form]) -> Iterator[tuple[Loc, str]]:
    """Yield a fault for every topic that is not named after its section."""
    for index, each in enumerate(wording.each):
        if not each.id.startswith(f"{each.section}."):
            hint = f"（应以「{each.section}.」开头）"
            yield ("each", index, "id"), f"方面的编号「{each.id}」与所在部分不符{hint}"


TOPICS: Fact[TopicsWording, tuple[Topic, ...]] = Fact(
    name="topics",
    listed=lambda words: tuple(each.id for each in words.each),
    loci={"topic": "{topics}"},
    kinds=(
        Kind(
            "topic",
            "某部分应当说到的一个方面。",
            {
                "topic": word("方面的编号", of="topics"),
                "section": word("所在部分", of="sections"),
                "mentioned": flag("说到了"),
                "perhaps": perhaps("在说它"),
            },
            {"title": "方面的名称", "heading": "所在部分的标题", "seen": SEEN},
            accuses_by_lack=lacking("mentioned"),
        ),
    ),
    wording=TopicsWording,
    check=_check,
    read=lambda report, words: read_topics(report.sections, words),
    subjects=_subjects,
    sample=lambda words: tuple(Topic(w.id, w.section, w.title, SAMPLE) for w in words.each),
)
