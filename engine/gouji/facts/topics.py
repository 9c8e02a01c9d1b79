"""Whether a section speaks of what it must: the five aspects, problems and improvements."""

from collections.abc import Sequence

from gouji.facts.phrases import find, mentions
from gouji.model.prose import Quote
from gouji.model.report import FoundSection, Topic
from gouji.model.wording import TopicWording


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
