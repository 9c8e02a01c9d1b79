"""The sentence by which the preamble presents the report, held against the title."""

from collections.abc import Iterator
from dataclasses import replace

from gouji.expressions import compiled
from gouji.facts.accords.accord import accord, accord_kind
from gouji.facts.fact import Fact, Scene
from gouji.facts.names import names_agree
from gouji.facts.title import TITLE, Title, agency_in
from gouji.model.edit import Edit, Repair
from gouji.model.prose import Prose, Quote
from gouji.model.verdict import Subject
from gouji.records import dataclass

_PRESENTED = compiled(
    r"(?:现|特)(?:将|予以?|向社会)*(?:公布|发布|公开|编制|将)(?:的|了|如下)?[：]?《?"
    r"(?P<agency>[^《》。，；：\n]{0,40}?)(?P<year>20\d\d)年?度?"
    r"政府信息公开(?:工作)?年(?:度)?报(?:告)?(?!格式)"
)
"""The sentence by which the preamble presents the report itself, not another document."""
_OWN = compiled("^(?:本|我)")


@dataclass(frozen=True, slots=True)
class Presented:
    """Whose report of what year the preamble presents, as printed."""

    agency: str
    year: str
    quote: Quote


def read_presented(preamble: Prose) -> Presented | None:
    """Return what the preamble presents as the report itself, or ``None``."""
    match = _PRESENTED.search(preamble.text)
    if match is None:
        return None
    return Presented(match["agency"], match["year"], preamble.quote(match.start(), match.end()))


def _subjects(scene: Scene[None, Presented | None]) -> Iterator[Subject]:
    """Hold agency and year of the presenting sentence against those of the title."""
    title, presented = TITLE.of(scene.report), scene.value
    if presented is None:
        return
    quotes = (presented.quote, title.quote) if title.quote else (presented.quote,)
    named = agency_in(presented.agency, TITLE.words(scene.wording))
    if named and title.agency and not _OWN.search(named):
        fits = names_agree(title.agency, named)
        yield accord("agency", "agency", fits, title.agency, named, *quotes)
    if title.year is not None:
        fits = "right" if int(presented.year) == title.year else "wrong"
        own = accord("year", "year", fits, str(title.year), presented.year, *quotes)
        yield own if fits == "right" else replace(own, repairs=_repairs(presented, title))


def _repairs(presented: Presented, title: Title) -> tuple[Repair, ...]:
    """Return the ways to bring both years together: the preamble's first, then the title's."""
    text, own = presented.quote.text, f"{presented.year}年"
    ways = title.with_year(int(presented.year))
    if text.count(own) != 1:
        return ways
    edit = Edit(own, f"{title.year}年", quote=text, place=presented.quote.place)
    return ((edit,), *ways)


PRESENTED: Fact[None, Presented | None] = Fact(
    name="presented",
    loci={"accord": "`agency` · `year`"},
    kinds=(accord_kind("agency", "year"),),
    read=lambda report, _: read_presented(report.preamble),
    subjects=_subjects,
)
