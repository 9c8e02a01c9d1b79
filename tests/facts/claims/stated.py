"""Holds a text against tables and tells what was found in it."""

from dataclasses import replace
from decimal import Decimal

from gouji.facts.claims import read_claims
from gouji.facts.claims.subjects import CLAIMS
from gouji.facts.report import Report
from gouji.facts.subjects import subjects_of
from gouji.model.document import Line, Place
from gouji.model.prose import join
from scoring import make

KINDS = {kind.name for kind in CLAIMS.kinds}
AGENCY = "清梧市民政局"
ZEROS = dict.fromkeys(make.IDS, Decimal(0))
TABLES = ZEROS | {
    name: Decimal(value)
    for name, value in {
        "t3.new.natural": "32",
        "t3.new.business": "4",
        "t3.new.total": "36",
        "t3.carried_over.natural": "2",
        "t3.carried_over.total": "2",
        "t3.granted.total": "13",
        "t3.partly_granted.total": "3",
        "t3.denied_law.total": "2",
        "t3.unavailable_not_held.total": "7",
        "t3.unavailable_unclear.total": "2",
        "t3.refused_repeat.total": "3",
        "t3.other_not_corrected.total": "4",
        "t3.other_other.total": "1",
        "t3.total.natural": "31",
        "t3.total.total": "35",
        "t3.carried_out.total": "3",
        "t4.review.upheld": "2",
        "t4.review.corrected": "1",
        "t4.review.other": "1",
        "t4.review.pending": "1",
        "t4.review.total": "5",
        "t4.direct_suit.total": "2",
        "t4.after_review_suit.total": "1",
        "t2.normative.made": "4",
        "t2.normative.repealed": "1",
        "t2.normative.valid": "20",
        "t2.licence.decisions": "40275",
        "t2.penalty.decisions": "6673",
        "t2.coercion.decisions": "160",
        "t2.fee.amount": "1265.0325",
    }.items()
}


def telling(text: str, values: dict[str, Decimal] = TABLES, section: str = "s1") -> Report:
    """A right report of 2024 whose ``section`` consists of ``text``, a paragraph a line."""
    made = make.report(values)
    lines = [Line(line, Place(line=n, column=1)) for n, line in enumerate(text.split("\n"), 1)]
    prose = join(lines, breaks_before=lines)
    sections = tuple(replace(s, prose=prose) if s.id == section else s for s in made.sections)
    claims = read_claims(sections, 2024, AGENCY, CLAIMS.words(make.BOOK.wording))
    return CLAIMS.put(replace(made, agency=AGENCY, year=2024, sections=sections), claims)


def found(report: Report) -> dict[str, str]:
    """What each statement comes to, by locus."""
    told = (s for s in subjects_of(report, make.BOOK.wording) if s.kind in KINDS)
    return {s.locus: str(s.fields["fits"]) if s.readable else "unread" for s in told}
