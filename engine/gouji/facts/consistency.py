"""The subjects in which a report may contradict itself: two places that must say the same."""

import re
from collections.abc import Iterator, Mapping

from gouji.facts.names import names_agree
from gouji.facts.parts import announced_parts
from gouji.facts.title import agency_in
from gouji.model.cells import Cell, cells_like, tie_value
from gouji.model.claims import Claim
from gouji.model.form import cell_name
from gouji.model.numbers import decimal_text
from gouji.model.prose import Quote
from gouji.model.report import Report
from gouji.model.verdict import Evidence, Subject
from gouji.model.wording import Wording

_PRESENTED = re.compile(
    r"(?:现|特)(?:将|予以?|向社会)*(?:公布|发布|公开|编制|将)(?:的|了|如下)?[：]?《?"
    r"(?P<agency>[^《》。，；：\n]{0,40}?)(?P<year>20\d\d)年?度?"
    r"政府信息公开(?:工作)?年(?:度)?报(?:告)?(?!格式)"
)
"""The sentence by which the preamble presents the report itself, not another document."""
_OWN = re.compile("^(?:本|我)")
_UNPAID = "t3.other_unpaid.total"
_NEVER_ASKED = re.compile(
    "(?:未|没有)(?:向申请人)?(?:发出|制发|作出|下达)过?(?:任何)?(?:缴费|收费)"
    "|(?:未|没有)要求[^，。]{0,6}(?:缴费|缴纳)|一律(?:免费|免收|不收)"
)
"""Says that no fee was ever asked for; 「未收取」 may mean that none was paid."""
_MOST_NAMES = 3


def consistency_subjects(report: Report, wording: Wording) -> Iterator[Subject]:
    """Yield what two places of ``report`` say of one thing, in a fixed order."""
    yield from _presented(report, wording)
    yield from _parts(report)
    yield from _copies(report)
    yield from _restated(report)
    yield from _unpaid(report)


def _accord(about: str, locus: str, fits: str, one: str, other: str, *quotes: Quote) -> Subject:
    return Subject(
        kind="accord",
        locus=locus,
        fields={"about": about, "fits": fits},
        shows={"text": quotes[0].text if quotes else "", "one": one, "other": other},
        evidence=tuple(Evidence(quote.text, quote.place) for quote in quotes),
    )


def _presented(report: Report, wording: Wording) -> Iterator[Subject]:
    """Hold agency and year of the presenting sentence against those of the title."""
    title, match = report.title, _PRESENTED.search(report.preamble.text)
    if match is None:
        return
    quote = report.preamble.quote(match.start(), match.end())
    quotes = (quote, title.quote) if title.quote else (quote,)
    named = agency_in(match["agency"], wording.title)
    if named and title.agency and not _OWN.search(named):
        fits = names_agree(title.agency, named)
        yield _accord("agency", "agency", fits, title.agency, named, *quotes)
    if title.year is not None:
        fits = "right" if int(match["year"]) == title.year else "wrong"
        yield _accord("year", "year", fits, str(title.year), match["year"], *quotes)


def _parts(report: Report) -> Iterator[Subject]:
    found = announced_parts(report.preamble) or announced_parts(report.text)
    if found is not None:
        fits = "wrong" if found.named < found.announced else "right"
        one, other = str(found.announced), str(found.named)
        yield _accord("parts", "parts", fits, one, other, found.quote)


def _copies(report: Report) -> Iterator[Subject]:
    """Name the tables that are drawn more than once and differ."""
    for table in report.tables:
        cells = {cell.id: cell for cell in table.cells}
        differing = [cells[cell_id] for cell_id in table.contradicted]
        names = "、".join(f"「{cell_name(report.form, c.id)}」" for c in differing[:_MOST_NAMES])
        more = f"等{len(differing)}格" if len(differing) > _MOST_NAMES else ""
        yield Subject(
            kind="accord",
            locus=table.id,
            fields={"about": "copies", "fits": "doubtful" if differing else "right"},
            shows={"text": "", "one": report.form.table(table.id).title, "other": names + more},
            evidence=tuple(Evidence("", cell.place, cell.id) for cell in differing),
        )


def _restated(report: Report) -> Iterator[Subject]:
    """Compare the statements of one figure where the table cannot tell which one is right."""
    cells = report.cells()
    claims = [
        claim
        for claim in report.claims.claims
        if claim.year in (None, report.year) and not claim.loose and not _settled(claim, cells)
    ]
    for subject in dict.fromkeys(claim.subject for claim in claims):
        same = [claim for claim in claims if claim.subject == subject]
        other = next((claim for claim in same if _differ(same[0], claim)), None)
        if len(same) > 1:
            yield _accord(
                "restated",
                same[0].locus,
                "doubtful" if other else "right",
                decimal_text(same[0].value),
                decimal_text((other or same[0]).value),
                same[0].quote,
                (other or same[1]).quote,
            )


def _differ(one: Claim, other: Claim) -> bool:
    return abs(one.value - other.value) > max(one.step, other.step)


def _settled(claim: Claim, cells: Mapping[str, Cell]) -> bool:
    """Tell whether the cells that ``claim`` speaks of were read: then the table decides."""
    patterns = [c.lstrip("-") for reading in claim.readings if reading.usual for c in reading.cells]
    return all(
        tie_value(cells[name]) is not None
        for pattern in patterns
        for name in cells_like(pattern, cells)
    )


def _unpaid(report: Report) -> Iterator[Subject]:
    """Hold the requests dropped for an unpaid fee against the sentence that none was asked."""
    cell, quote = report.cells().get(_UNPAID), report.fee_disclosure.quote
    if cell is None or cell.value is None or quote is None:
        return
    never = _NEVER_ASKED.search(quote.text) is not None
    fits = "doubtful" if never and cell.value > 0 else "right"
    yield Subject(
        kind="accord",
        locus=cell.id,
        fields={"about": "unpaid", "fits": fits},
        shows={"text": quote.text, "one": decimal_text(cell.value), "other": quote.text},
        evidence=(
            Evidence((cell.raw or "").strip(), cell.place, cell.id),
            Evidence(quote.text, quote.place),
        ),
    )
