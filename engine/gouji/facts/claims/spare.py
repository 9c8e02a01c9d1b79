"""Numbers beside a number that may make up what its table holds more, or less."""

from collections.abc import Sequence
from decimal import Decimal

from gouji.facts.claims.kit import Kit
from gouji.facts.claims.sites import Site
from gouji.facts.claims.wording import Mark

_PARTS: tuple[Mark, ...] = ("left_out", "passed_on", "lapsed", "refused")
_Parts = Sequence[tuple[str, Decimal]]
"""Numbers, each with the class of a word that says which part it is."""
_UNNAMED = ("no_words", "no_frame", "same_number")


def spare(sites: Sequence[Site], kit: Kit) -> None:
    """Note at the numbers of one sentence what others beside them may make up."""
    marked = kit.marks.any(*_PARTS)
    parts = [(t.cls, s.value) for s in sites if s.value for t in s.own if t.cls in marked]
    _leave_out(sites, parts, kit)
    _count_in(sites, parts, kit)


def _leave_out(sites: Sequence[Site], parts: _Parts, kit: Kit) -> None:
    """Let the table hold either of 「收到40件，退回2件，受理38件」, and what others passed on."""
    counted = [(s, s.value) for s in sites if s.value is not None and _is_whole(s)]
    if not counted:
        return
    left, more = (_of(parts, mark, kit) for mark in ("left_out", "passed_on"))
    more += _of_others(sites) if kit.body.governs else ()
    intakes = [(s, v) for s, v in counted if _is_intake(s, kit)]
    for site, value in counted:
        others = [v - value for s, v in intakes if s.classes("event") != site.classes("event")]
        taken = _is_intake(site, kit)
        site.spare = (*(-v for v in left), *more, *others) if taken else (*left, *more)


def _of_others(sites: Sequence[Site]) -> list[Decimal]:
    """Return the numbers of other bodies: a government's may be the sum of all."""
    return [s.value for s in sites if s.value and s.bar is not None and s.bar.kind == "other_body"]


def _count_in(sites: Sequence[Site], parts: _Parts, kit: Kit) -> None:
    """Let the table count what stands beside a number under the number's own name.

    What has lapsed (「宣布失效2件、废止2件」) is among what was repealed, what was refused among
    what was decided, 「驳回1件」 among the reviews that were upheld, 「非本机关职责2件」 among the
    requests for what is not held.
    """
    lapsed, refused = (_of(parts, mark, kit) for mark in ("lapsed", "refused"))
    unread = [s for s in sites if s.value and s.bar is not None and s.bar.kind in _UNNAMED]
    for site in sites:
        if site.classes("event") & kit.marks["ended"]:
            site.spare = (*site.spare, *lapsed)
        elif site.classes("object") & kit.marks["table_two"]:
            site.spare = (*site.spare, *refused)
        elif "outcome" in site.filled:
            beside = (s.value for s in unread if s.depth == site.depth)
            site.spare = (*site.spare, *(v for v in beside if v))


def _of(parts: _Parts, mark: Mark, kit: Kit) -> list[Decimal]:
    """Return the numbers whose own words have ``mark``."""
    return [value for cls, value in parts if cls in kit.marks[mark]]


def _is_whole(site: Site) -> bool:
    return site.frame is not None and site.frame.wording.whole and "event" in site.filled


def _is_intake(site: Site, kit: Kit) -> bool:
    """Tell whether a number counts all requests that came in, were accepted or registered."""
    marks = kit.marks
    return site.classes("event") <= marks["procedure"] - marks.any("handled", "answered")
