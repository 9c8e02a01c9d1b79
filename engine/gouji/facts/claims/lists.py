"""Wholes and the parts listed after 其中, or after a whole that is told again in parts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from gouji.facts.claims.found import ListSum
from gouji.facts.claims.grouping import Parts, regroup, told_on
from gouji.facts.claims.kit import Kit
from gouji.facts.claims.sites import Listing, Site, first_role, has_share
from gouji.facts.claims.tokens import Token
from gouji.model.prose import Prose

_ZERO = Decimal(0)
_PAIR = 2
_STRENGTH = {"": 0, "、": 1, "，": 2, "；": 3, "：": 2, "（": 2, "）": 2}


def read_lists(
    section: str,
    prose: Prose,
    listings: Sequence[Listing],
    sites: Sequence[Site],
    kit: Kit,
) -> Iterator[ListSum]:
    """Yield every list of two parts or more, with the numbers of the paragraph as hints."""
    near = _Near(sites)
    for listing in (*listings, *_unspoken(sites)):
        found = _list(section, prose, listing, near, kit)
        if found is not None and (_is_told(listing, kit) or _is_off(found)):
            yield found


def _list(section: str, prose: Prose, listing: Listing, near: "_Near", kit: Kit) -> ListSum | None:
    wholes = [w for w in _wholes(listing) if w.value]
    counted = {*kit.wording.units["parts"], *kit.wording.units["events"]}
    if not wholes or wholes[0].token.unit not in counted:
        return None
    unit = wholes[0].token.unit
    parts = _parts(listing, unit, kit)
    if len(parts.sites) < _PAIR:
        return None
    if not _exact(_admissible(wholes, kit), parts.values)[1]:
        regroup(parts, told_on(listing, unit), _admissible(wholes, kit), kit)
    shares = [has_share(site) for site in parts.sites]
    mixed = any(shares) and not all(shares[:-1])
    parts.open = parts.open or mixed
    found = _sum(wholes, parts, kit)
    if not listing.spoken and sum(found.parts, _ZERO) < found.whole and found.kind == "closed":
        found = found._replace(kind="doubtful")
    if all(shares[:-1]) and found.kind == "open":
        return None
    last = parts.sites[len(found.parts) - 1]
    return ListSum(
        section=section,
        whole=found.whole,
        parts=found.parts,
        kind=found.kind,
        quote=prose.quote(wholes[0].token.start, last.token.end),
        hint=near.hint(abs(found.whole - sum(found.parts, _ZERO)), wholes[0]),
        wholes=found.wholes,
        numbers=tuple(
            prose.quote(site.token.start, site.token.end)
            for site in (_of_value(wholes, found.whole), *parts.sites[: len(found.parts)])
        ),
        over=found.over,
    )


def _of_value(wholes: Sequence[Site], value: Decimal) -> Site:
    return next((whole for whole in wholes if whole.value == value), wholes[0])


def _wholes(listing: Listing) -> tuple[Site, ...]:
    """Return what may be the whole; where the parts are read, a whole that is read comes first."""
    wholes = listing.wholes
    if not wholes or wholes[0].frames or not any(part.frames for part in listing.parts):
        return wholes
    read = next((w for w in wholes if w.frame and w.frame.wording.whole), None)
    return (read, *(w for w in wholes if w is not read)) if read else wholes


def _is_told(listing: Listing, kit: Kit) -> bool:
    """Tell whether the list is one that speaks of itself, so that it is told when right."""
    units = kit.wording.units["parts"]
    return listing.spoken and listing.wholes[0].token.unit in units


def _is_off(found: ListSum) -> bool:
    total = sum(found.parts, _ZERO)
    return total not in found.wholes and (total > found.whole or found.kind != "open")


def _unspoken(sites: Sequence[Site]) -> Iterator[Listing]:
    """Yield the lists that no 其中 opens: 「23件，18件线上申请，5件邮寄申请」, 「N条（…）」.

    The whole is a number of its own; the parts say how, or what of it, in the same sentence.
    """
    for place, whole in enumerate(sites):
        if not (whole.frame and whole.frame.wording.whole) and not _is_bracketed(sites, place):
            continue
        parts: list[Site] = []
        after_colon = place + 1 < len(sites) and sites[place + 1].piece.before == "："
        for site in sites[place + 1 :]:
            if not _is_detail(site, whole, after_colon=after_colon):
                break
            parts.append(site)
        if len(parts) >= _PAIR:
            yield Listing((whole,), parts[0].depth, spoken=False, parts=parts)


def _is_bracketed(sites: Sequence[Site], place: int) -> bool:
    following = sites[place + 1] if place + 1 < len(sites) else None
    return (
        following is not None
        and following.depth > sites[place].depth
        and following.piece.before == "（"
        and not following.listing
    )


def _is_detail(site: Site, whole: Site, *, after_colon: bool) -> bool:
    """Tell whether a number says how much of ``whole`` came by one channel, or is one kind."""
    if site.sentence != whole.sentence or site.zero or site.listing is not None:
        return False
    if site.token.unit != whole.token.unit or site.value is None:
        return False
    own = [*site.before, *site.after]
    if site.depth > whole.depth:
        return not any(t.slot == "event" or t.role == "include" for t in own)
    return not site.frames and (first_role(own, "channel") is not None or after_colon)


def _parts(listing: Listing, unit: str, kit: Kit) -> Parts:
    """Take the parts one by one until something is said that is no part."""
    found = Parts()
    usual = -1
    for site in listing.parts:
        if site.zero or site.depth != listing.depth:
            continue
        opened = _opens(site, first=not found.sites)
        found.open = found.open or opened
        if site.value is None or not _alike(site.token.unit, unit, kit):
            found.open = found.ended = True
            break
        mark = _STRENGTH.get(_mark(site), 2)
        if found.sites:
            if _ends(site, found.sites, strong=usual >= 0 and mark > usual, kit=kit):
                break
            if usual >= 0 and mark > usual:
                found.ends.append(len(found.sites))
            usual = mark if usual < 0 else usual
        found.sites.append(site)
        if _is_open_after(site):
            found.open = found.ended = True
            break
    return found


def _alike(unit: str, whole: str, kit: Kit) -> bool:
    """Tell whether parts in ``unit`` may add up to a whole in the other."""
    return unit == whole or {unit, whole} <= set(kit.wording.units["parts"])


def _mark(site: Site) -> str:
    """Return the strongest mark between the number before and this one."""
    marks = [site.piece.before, *(lead.before for lead in site.leads)]
    return max(marks, key=lambda mark: _STRENGTH.get(mark, 2))


def _opens(site: Site, *, first: bool) -> bool:
    """Tell whether 「包括」 before the first part leaves the list open."""
    said = [*site.led, *site.before]
    return first and first_role(said, "include") is not None


def _is_open_after(site: Site) -> bool:
    return bool(site.after) and site.after[0].role == "and_more"


def _ends(site: Site, parts: Sequence[Site], *, strong: bool, kit: Kit) -> bool:
    """Tell whether ``site`` is no part any more: a comparison, another matter, another event."""
    said = [*site.led, *site.before]
    if first_role(site.before, "compare", "growth", "deny"):
        return True
    plain = kit.marks["happening"] - kit.marks["procedure"]
    events = {t.cls for t in said if t.slot == "event"} - plain
    before = {t.cls for s in parts for t in (*s.before, *s.after) if t.slot == "event"}
    if events - before and (parts[0].frames or site.frames) and not before:
        return True
    objects = {t.cls for t in said if t.slot == "object"}
    known = {t.cls for s in parts for t in (*s.before, *s.after) if t.slot == "object"}
    if site.frames and parts[0].frames and objects - known and not known:
        return True
    label = _texts(said)
    acts = any(word in label for word in kit.wording.lists.ends)
    opening = [*parts[0].led, *parts[0].before]
    acting = any(word in _texts(opening) for word in kit.wording.lists.ends)
    return strong and acts and not acting


class _Sum(NamedTuple):
    """The whole and the parts chosen, and how far they must add up."""

    whole: Decimal
    parts: tuple[Decimal, ...]
    kind: Literal["closed", "doubtful", "open"]
    wholes: tuple[Decimal, ...]
    over: Literal["wrong", "doubtful"]


def _sum(wholes: Sequence[Site], parts: Parts, kit: Kit) -> _Sum:
    """Choose the whole and the end of the list that add up, else the likeliest."""
    admissible = _admissible(wholes, kit)
    values = parts.values
    whole, count = _exact(admissible, values)
    if not count:
        whole = admissible[0]
        count = parts.ends[0] if parts.ends and parts.ends[0] > 1 else len(values)
    chosen = tuple(values[:count])
    total = sum(chosen, _ZERO)
    is_open = parts.open or (count < len(values) and total != whole)
    near = total < whole and total >= whole * kit.wording.lists.near_share and count > _PAIR
    kind = _kind(total / whole, count, is_open=is_open, kit=kit)
    if is_open and near and not parts.ended:
        kind = "doubtful"
    over: Literal["wrong", "doubtful"] = "doubtful" if total < max(admissible) else "wrong"
    return _Sum(whole, chosen, kind, tuple(admissible), over)


def _admissible(wholes: Sequence[Site], kit: Kit) -> list[Decimal]:
    """Return what the parts may add up to: the number before, sums of neighbours, those before.

    Where the number before is a part of the story only (上年结转, 行政诉讼 beside 行政复议), the
    sum is likelier than it.
    """
    first = wholes[0]
    same = [first]
    for site in wholes[1:]:
        if site.token.unit != first.token.unit:
            break
        same.append(site)
    values = [site.value or _ZERO for site in same]
    sums = [sum(values[:n], _ZERO) for n in range(2, len(values) + 1)]
    if len(same) > 1 and _together(same[1], first, kit):
        return list(dict.fromkeys([sums[0], values[0], *values[1:], *sums[1:]]))
    return list(dict.fromkeys([values[0], *sums[:1], *values[1:], *sums[1:]]))


def _together(one: Site, other: Site, kit: Kit) -> bool:
    """Tell whether two numbers are told as one: the new and the carried over, reviews and suits."""
    carried = (other.classes("event") | one.classes("event")) & kit.marks["carried_in"]
    if carried and one.classes("object") == other.classes("object") and not other.included:
        return True
    disputes = kit.marks["dispute"]
    mine, others = one.classes("object") & disputes, other.classes("object") & disputes
    return bool(mine and others) and mine != others and "outcome" not in one.filled


def _exact(wholes: Sequence[Decimal], values: Sequence[Decimal]) -> tuple[Decimal, int]:
    """Return the whole, and how many parts, that add up exactly; (0, 0) where none do."""
    for whole in wholes:
        total = _ZERO
        for count, value in enumerate(values, 1):
            total += value
            if total == whole and count > 1:
                return whole, count
    return _ZERO, 0


def _kind(
    share: Decimal, count: int, *, is_open: bool, kit: Kit
) -> Literal["closed", "doubtful", "open"]:
    """Tell how far the parts must add up, by their share of the whole."""
    if is_open or share < kit.wording.lists.doubtful_share:
        return "open"
    if share < kit.wording.lists.closed_share:
        return "doubtful" if count > _PAIR else "open"
    return "closed"


class _Near:
    """The numbers of a section by sentence, to name the one that explains a difference."""

    def __init__(self, sites: Sequence[Site]) -> None:
        self._sites: dict[int, list[Site]] = {}
        for site in sites:
            self._sites.setdefault(site.sentence, []).append(site)

    def hint(self, gap: Decimal, whole: Site) -> str:
        """Name the number close to ``whole`` that equals the difference, if there is one."""
        for sentence in range(whole.sentence - _PAIR, whole.sentence + 1):
            for site in self._sites.get(sentence, ()):
                if gap and site.value == gap and site is not whole:
                    return f"，差数正好是邻近的「{site.token.text}」"
        return ""


def _texts(found: Sequence[Token]) -> str:
    return "".join(token.text for token in found)
