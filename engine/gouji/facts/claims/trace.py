"""Tells of every number what it was taken for, and why, or why nothing was made of it."""

from collections.abc import Iterable, Iterator, Sequence

from gouji.facts.claims.clauses import Sentence
from gouji.facts.claims.denials import Denial
from gouji.facts.claims.found import FilledSlot, NumberTrace, Percent, UnusedNumber
from gouji.facts.claims.kit import Kit
from gouji.facts.claims.reader import Passage
from gouji.facts.claims.sites import Site
from gouji.facts.claims.tokens import Token
from gouji.facts.claims.wording import SLOTS
from gouji.model.prose import Prose

_NO_BASE = "旁边没有可以核对它的数"
_UNCOUNTED = {
    "digits": "没有单位，不知道数的是什么",
    "time": "是时间、日期或者编号",
    "bodies": "数的是机关、单位",
}


def traced(  # noqa: PLR0917
    section: str,
    prose: Prose,
    passage: Passage,
    sentences: Sequence[Sentence],
    shares: Iterable[tuple[Token, Percent | None]],
    kit: Kit,
) -> Iterator[NumberTrace]:
    """Yield one trace for each number and denial of a section, in the order of the text."""
    listed = {id(part) for listing in passage.listings for part in listing.parts}
    found = [
        (site.token.start, _of_site(section, prose, site, kit, listed=id(site) in listed))
        for site in passage.sites
    ]
    found += [(d.tokens[0].start, _of_denial(section, prose, d)) for d in passage.denials]
    found += [(t.start, _of_share(section, prose, t, share)) for t, share in shares]
    bare = [t for s in sentences for t in s.tokens if t.kind in _UNCOUNTED]
    found += [(t.start, _plain(section, prose, t, _UNCOUNTED[t.kind])) for t in bare]
    yield from (trace for _, trace in sorted(found, key=lambda pair: pair[0]))


def _of_share(section: str, prose: Prose, token: Token, share: Percent | None) -> NumberTrace:
    if share is None:
        return _plain(section, prose, token, _NO_BASE)
    title = "比上年增减" if share.growth else "占比"
    locus = f"percent:{share.figure}"
    return NumberTrace(section, token.text, share.quote, "percent", title, locus)


def _plain(section: str, prose: Prose, token: Token, reason: str) -> NumberTrace:
    quote = prose.quote(token.start, token.end)
    return NumberTrace(section, token.text, quote, "none", reason=reason)


def unused(section: str, passage: Passage) -> Iterator[UnusedNumber]:
    """Yield the numbers that became neither a statement nor part of a list nor of a share."""
    listed = {id(part) for listing in passage.listings for part in listing.parts}
    for site in passage.sites:
        if not site.frames and site.bar is not None and id(site) not in listed:
            start, end = span(site)
            yield UnusedNumber(section, start, end, str(site.bar))


def span(site: Site) -> tuple[int, int]:
    """Return where the clause of a number begins and ends."""
    own = [*site.before, site.token, *site.after]
    return min(t.start for t in own), max(t.end for t in own)


def filled_slots(site: Site, kit: Kit) -> tuple[FilledSlot, ...]:
    """Return what fills the slots of a number, in words."""
    return tuple(_slots(site, kit))


def _of_site(section: str, prose: Prose, site: Site, kit: Kit, *, listed: bool) -> NumberTrace:
    start, end = span(site)
    frames = site.frames
    return NumberTrace(
        section=section,
        text=site.token.text,
        quote=prose.quote(start, end),
        taken="claim" if frames else "part" if listed else "none",
        title="、".join(frame.title for frame in frames),
        locus=" ".join(frame.locus for frame in frames),
        slots=filled_slots(site, kit),
        reason=str(site.bar) if site.bar else "",
    )


def _slots(site: Site, kit: Kit) -> Iterator[FilledSlot]:
    for name in SLOTS:
        if (filled := site.filled.get(name)) is not None:
            titles = (kit.wording.words[cls].title for cls in sorted(filled.classes))
            yield FilledSlot(name, filled.words, "＋".join(titles), filled.source)


def _of_denial(section: str, prose: Prose, denial: Denial) -> NumberTrace:
    quote = prose.quote(denial.tokens[0].start, denial.tokens[-1].end)
    return NumberTrace(
        section=section,
        text=quote.text,
        quote=quote,
        taken="denial" if denial.frames else "none",
        title="、".join(frame.title for frame in denial.frames),
        locus=" ".join(frame.locus for frame in denial.frames),
        reason=str(denial.bar) if denial.bar else "",
    )
