"""Numbers that some offices want stated in the general part: each is there, or may be, or is not.

Which ones, the wording lists. A sentence of the part that names the thing and holds a number (or
says that there is none) states it. Where the thing is named without a number, or elsewhere, a
person must look; only where it is named nowhere is the number plainly not stated.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Final, Literal, get_args

from gouji.expressions import compiled
from gouji.facts.fact import SAMPLE, Fact, Scene
from gouji.facts.mentioned import Mentioned, mentioned
from gouji.facts.phrases import Phrase, find, mentions, sentences, standing
from gouji.facts.report import FoundSection, Report
from gouji.model.form import Strict
from gouji.model.names import Defines, Names, SectionId, Text
from gouji.model.prose import Quote
from gouji.model.verdict import Subject
from gouji.model.vocabulary import SEEN, Kind, flag, lacking, perhaps, word
from gouji.records import dataclass

COUNT: Final = Names("count", "这个数")
_DAY = compiled(
    r"\d{4}年(?:度|初|底|末)?|\d{1,2}月(?:\d{1,2}日)?|第[\d一二三四五六七八九十]+[号条款批届次]"
)
_NUMBER = compiled(
    r"\d|[一二两三四五六七八九十百千万零〇]+(?:余|多)?[个条件篇期次份项处家种类场部块]"
    r"|无|没有|未|均为零|为零"
)


About = Literal["channels", "answers", "documents", "platforms"]


class CountWording(Strict):
    """A number that ``section`` must state: ``words`` name what is counted.

    ``about`` says which of them a rule judges together.
    """

    id: Annotated[str, Defines(COUNT)]
    section: SectionId
    about: About
    title: Text
    words: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class StatedCount(Mentioned):
    """A number that a section must state; ``about`` says what rule asks for it."""

    about: str = ""


def read_counts(report: Report, wording: Sequence[CountWording]) -> tuple[StatedCount, ...]:
    """Return one :class:`StatedCount` for each that ``wording`` lists, in order."""
    sections = {section.id: section for section in report.sections}
    return tuple(_read(report, sections.get(each.section), each) for each in wording)


def _read(report: Report, section: FoundSection | None, wording: CountWording) -> StatedCount:
    quote = None if section is None else _stated(section, wording)
    seen = None if quote else find(report.text, wording.words)
    return StatedCount(wording.id, wording.section, wording.title, quote, seen, wording.about)


def _stated(section: FoundSection, wording: CountWording) -> Quote | None:
    there = standing(section.prose.text, wording.words)
    named = (s for s in sentences(section.prose) if mentions(s.text, there)) if there else ()
    return next((s.quote() for s in named if _NUMBER.search(_DAY.sub("", s.text))), None)


def _subjects(
    scene: Scene[Sequence[CountWording], tuple[StatedCount, ...]],
) -> Iterator[Subject]:
    for count in scene.value:
        stated = count.quote is not None
        yield mentioned("count", count, scene.report, {"about": count.about, "stated": stated})


COUNTS: Fact[Sequence[CountWording], tuple[StatedCount, ...]] = Fact(
    name="counts",
    listed=lambda words: tuple(each.id for each in words),
    loci={"count": "{counts}"},
    kinds=(
        Kind(
            "count",
            "总体情况里有的地方要求写明的一个数，各个数见 rules/wording.yaml。",
            {
                "count": word("哪一个数", of="counts"),
                "section": word("所在部分", of="sections"),
                "about": word("哪一类", "channels", choices=get_args(About)),
                "stated": flag("写明了"),
                "perhaps": perhaps("在说它"),
            },
            {"title": "这个数的名称", "heading": "所在部分的标题", "seen": SEEN},
            accuses_by_lack=lacking("stated"),
        ),
    ),
    wording=tuple[CountWording, ...],
    read=read_counts,
    subjects=_subjects,
    sample=lambda words: tuple(
        StatedCount(w.id, w.section, w.title, SAMPLE, about=w.about) for w in words
    ),
)
