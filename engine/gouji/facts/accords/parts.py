"""How many parts a report says that it has, and how many it then names."""

import re
from collections.abc import Iterator

from gouji.expressions import compiled
from gouji.facts.accords.accord import accord, accord_kind
from gouji.facts.fact import Fact, Scene
from gouji.model.numerals import number
from gouji.model.prose import Prose, Quote
from gouji.model.verdict import Subject
from gouji.records import dataclass

_SENTENCE = compiled(
    r"(?:报告|年报|全文)[^。；\n]{0,12}?(?:由|包括|包含|分为|分)(?P<list>[^。；\n]{4,200}?)(?P<open>等)?(?:共计?|这)?"
    r"(?P<count>[一二三四五六七八九十]|\d{1,2})个?(?:大)?部分(?:组成|构成|内容)?"
)
_JOINED = compiled(
    "收到和处理|(?:行政)?复议[、和及与](?:(?:被)?提起|被)?(?:行政)?诉讼|问题[和及与、]改进|信息公开[和及与]"
)
"""Joints inside the title of one part."""
_SPLIT = compiled("、|，|以及|和|及|与")
_SECTIONS = ("总体", "主动公开", "收到和处理|申请", "复议|诉讼", "问题", "其他|其它")
_FORM_PARTS = len(_SECTIONS)
_FAR_BELOW = 2
"""A list that ends in 「等」 and lacks more than so many was never meant to be complete."""


@dataclass(frozen=True, slots=True)
class AnnouncedParts:
    """The number announced, the number of parts named before it, and the sentence."""

    announced: int
    named: int
    quote: Quote


def announced_parts(prose: Prose) -> AnnouncedParts | None:
    """Return the first sentence that announces parts and lists them, or ``None``."""
    for match in _SENTENCE.finditer(prose.text):
        announced = int(number(match["count"]) or 0)
        named = _named(match["list"], announced)
        if named < 2 or (match["open"] and announced - named > _FAR_BELOW):
            continue
        return AnnouncedParts(announced, named, prose.quote(match.start(), match.end()))
    return None


def _named(listed: str, announced: int) -> int:
    """Count the parts listed; where the six of the form are meant, at least those named."""
    pieces = [piece for piece in _SPLIT.split(_JOINED.sub("甲", listed)) if piece]
    known = sum(re.search(words, listed) is not None for words in _SECTIONS)
    return max(len(pieces), known) if announced == _FORM_PARTS else len(pieces)


def _subjects(scene: Scene[None, AnnouncedParts | None]) -> Iterator[Subject]:
    found = scene.value
    if found is not None:
        fits = "wrong" if found.named < found.announced else "right"
        yield accord("parts", "parts", fits, str(found.announced), str(found.named), found.quote)


PARTS: Fact[None, AnnouncedParts | None] = Fact(
    name="parts",
    loci={"accord": "`parts`"},
    kinds=(accord_kind("parts"),),
    read=lambda report, _: announced_parts(report.preamble) or announced_parts(report.text),
    subjects=_subjects,
)
