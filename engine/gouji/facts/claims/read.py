"""The narrative's statements as claims that can be held against the tables."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from gouji.facts.claims.body import Body
from gouji.facts.claims.clauses import Sentence, sentences
from gouji.facts.claims.denials import Denial
from gouji.facts.claims.found import (
    Claim,
    Claims,
    ListSum,
    NumberTrace,
    OtherYear,
    Percent,
    UnusedNumber,
)
from gouji.facts.claims.frames import Frame, Frames
from gouji.facts.claims.kit import Kit
from gouji.facts.claims.lists import read_lists
from gouji.facts.claims.marks import Marks
from gouji.facts.claims.percentages import read_percents
from gouji.facts.claims.reader import Passage, Reader
from gouji.facts.claims.sites import Site
from gouji.facts.claims.trace import filled_slots, traced, unused
from gouji.facts.claims.wording import ClaimWording
from gouji.facts.claims.years import OtherYears
from gouji.facts.report import FoundSection, Report
from gouji.model.cells import Presence
from gouji.model.prose import Prose, Quote
from gouji.once import Same, once

_MOST = 6
_MOST_KEPT = 20_000
"""Characters of a section whose reading is kept; no office writes more."""
_SECTIONS = 8
"""Sections whose reading is kept: those of one report."""


def narrated(report: Report) -> tuple[FoundSection, ...]:
    """Return the sections whose sentences are read.

    A table that was not read may have left its rows among the sentences of its section.
    """
    lacking = (t.id for t in report.tables if t.presence is not Presence.PRESENT)
    broken = {report.form.table(table).section for table in lacking}
    return tuple(section for section in report.sections if section.id not in broken)


def read_claims(
    sections: Sequence[FoundSection], year: int | None, agency: str | None, wording: ClaimWording
) -> Claims:
    """Return what the running text of a report of ``year`` states.

    The wording says what each section is read for. Without a year nothing can be said of other
    years.
    """
    kit = kit_for(year, agency, wording)
    claims: list[Claim] = []
    lists: list[ListSum] = []
    percents: list[Percent] = []
    years: list[OtherYear] = []
    unused_numbers: list[UnusedNumber] = []
    uses = {use.section: use for use in wording.sections}
    for section in sections:
        use = uses.get(section.id)
        if use is None:
            continue
        prose = section.prose
        found = _sentences(prose.text, kit)
        own: list[Claim] = []
        if use.tables:
            passage = _passage(prose.text, kit)
            own = list(_claims(section.id, prose, passage, kit))
            claims += [c for c in own if c.table in use.tables]
            if use.lists:
                unused_numbers += unused(section.id, passage)
                lists += read_lists(section.id, prose, passage.listings, passage.sites, kit)
        if use.percents:
            read = read_percents(section.id, prose, found, wording)
            percents += [percent for _, percent in read if percent is not None]
        if year is not None and use.years:
            reader = OtherYears(wording.years, year, agency or "")
            years += reader.read(use, prose, [s.tokens for s in found], own)
    return Claims(tuple(claims), tuple(lists), tuple(percents), tuple(years), tuple(unused_numbers))


def read_trace(
    sections: Sequence[FoundSection], year: int | None, agency: str | None, wording: ClaimWording
) -> tuple[NumberTrace, ...]:
    """Return what every number of the text was taken for, and why; as :func:`read_claims` reads."""
    kit = kit_for(year, agency, wording)
    uses = {use.section: use for use in wording.sections}
    trace: list[NumberTrace] = []
    for section in sections:
        use = uses.get(section.id)
        if use is not None and use.tables:
            found, passage = _sentences(section.prose.text, kit), _passage(section.prose.text, kit)
            shares = read_percents(section.id, section.prose, found, wording)
            trace += traced(section.id, section.prose, passage, found, shares, kit)
    return tuple(trace)


def kit_for(year: int | None, agency: str | None, wording: ClaimWording) -> Kit:
    """Return what the sentences of a report of ``agency`` are read with."""
    return _kit(year, agency or "", Same(wording))


@lru_cache(maxsize=1)
def _kit(year: int | None, agency: str, same: Same[ClaimWording]) -> Kit:
    wording = same.thing
    return Kit(wording, _frames(wording), _marks(wording), Body(agency, wording.body), year)


_frames, _marks = once(Frames), once(Marks)


def _sentences(text: str, kit: Kit) -> list[Sentence]:
    kept = len(text) <= _MOST_KEPT
    return _sentences_of(text, Same(kit)) if kept else sentences(text, kit)


def _passage(text: str, kit: Kit) -> Passage:
    kept = len(text) <= _MOST_KEPT
    return _passage_of(text, Same(kit)) if kept else Reader(kit).read(sentences(text, kit))


@lru_cache(maxsize=_SECTIONS)
def _sentences_of(text: str, same: Same[Kit]) -> list[Sentence]:
    return sentences(text, same.thing)


@lru_cache(maxsize=_SECTIONS)
def _passage_of(text: str, same: Same[Kit]) -> Passage:
    """Read a section; trials of repairs read all of a report again, and change one of them."""
    return Reader(same.thing).read(_sentences_of(text, same))


def _claims(section: str, prose: Prose, passage: Passage, kit: Kit) -> Iterator[Claim]:
    """Yield the statements in the order of the text."""
    stated: list[tuple[int, Claim]] = []
    for site in passage.sites:
        quote = _quote(site)
        stated += [
            (quote[0], _claim(section, site, frame, prose, kit))
            for frame in site.frames
            if site.value is not None
        ]
    for denial in passage.denials:
        start, end = denial.tokens[0].start, denial.tokens[-1].end
        stated += [
            (start, _zero(section, denial, frame, prose.quote(start, end)))
            for frame in denial.frames
        ]
    yield from (claim for _, claim in sorted(stated, key=lambda pair: pair[0]))


def _quote(site: Site) -> tuple[int, int]:
    """Return the span that shows what the number counts: its own words, or those it leans on."""
    spoken = [*site.before, *site.after]
    start = site.before[0].start if site.before else site.token.start
    if site.zero:
        return spoken[0].start, spoken[-1].end
    named = any(t.slot for t in site.before)
    end = site.token.end if named or not site.after else site.after[-1].end
    return start, end


def _claim(section: str, site: Site, frame: Frame, prose: Prose, kit: Kit) -> Claim:
    assert site.value is not None  # noqa: S101
    quote = prose.quote(*_quote(site))
    value, step = site.value, site.token.step
    factor = kit.wording.amounts.get(site.token.unit)
    if factor is not None:
        places = len(site.token.text.partition(".")[2].rstrip("万亿元"))
        step = (step or Decimal(1).scaleb(-places)) * factor
        value *= factor
    return replace(
        _of_frame(section, site, frame, quote, value),
        step=step,
        number=None if site.zero else prose.quote(site.token.start, site.token.end),
        slots=filled_slots(site, kit),
        quiet=frame.wording.quiet,
        spare=_spare(site),
        least=frame.least,
        most=frame.most,
    )


def _of_frame(
    section: str, said: Site | Denial, frame: Frame, quote: Quote, value: Decimal
) -> Claim:
    """Return what ``frame`` makes of a number or of a denial."""
    return Claim(
        subject=frame.id,
        table=frame.table,
        locus=frame.locus,
        title=frame.title,
        section=section,
        value=value,
        step=Decimal(0),
        loose=frame.wording.loose or said.loose,
        year=said.year,
        readings=frame.readings,
        quote=quote,
    )


def _spare(site: Site) -> tuple[Decimal, ...]:
    """Return the numbers of the list that nothing was made of, or what the sentence leaves out."""
    listing = site.listing
    if listing is None or "outcome" not in site.filled:
        return site.spare
    unread = [s for s in listing.parts if not s.frames and s.value and s.sentence == site.sentence]
    return tuple(s.value for s in unread[:_MOST] if s.value)


def _zero(section: str, denial: Denial, frame: Frame, quote: Quote) -> Claim:
    """Return a denial as a statement of 0; other ways of counting do not excuse it."""
    claim = _of_frame(section, denial, frame, quote, Decimal(0))
    return replace(claim, readings=tuple(r for r in claim.readings if r.usual))
