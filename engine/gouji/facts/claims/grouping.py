"""The parts of a list, and how they may be grouped: parts of parts, and what is carried out."""

from collections.abc import Iterator, Sequence
from dataclasses import field
from decimal import Decimal

from gouji.facts.claims.kit import Kit
from gouji.facts.claims.sites import Listing, Site
from gouji.records import dataclass

_ZERO = Decimal(0)
_PAIR = 2
_MOST = 24
"""Numbers after 其中 that are grouped; a longer list is taken as it stands."""


@dataclass(slots=True)
class Parts:
    """The parts of one list, up to where something is said that is no part.

    ``ends`` are the counts after which another level or matter may begin; ``open`` tells that the
    list need not be complete.
    """

    sites: list[Site] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    open: bool = False
    ended: bool = False
    """「等」 or a rough number ends it: it says itself that it is not complete."""

    def take(self, sites: Sequence[Site]) -> None:
        """Let ``sites`` be all the parts."""
        self.sites, self.ends = list(sites), []

    @property
    def values(self) -> list[Decimal]:
        """The numbers of the parts."""
        return [site.value or _ZERO for site in self.sites]


def told_on(listing: Listing, unit: str) -> list[Site]:
    """Return the numbers told after 其中 in the unit of the whole, up to any that is not read."""
    found: list[Site] = []
    for site in listing.parts[:_MOST]:
        if site.zero or site.depth != listing.depth:
            continue
        if site.value is None or site.token.unit != unit:
            break
        found.append(site)
    return found


def regroup(parts: Parts, told: Sequence[Site], wholes: Sequence[Decimal], kit: Kit) -> None:
    """Let parts that do not add up be those among ``told`` that may, if there are any.

    What is carried out closes the sum of what was answered: 「43件，其中公开39件，结转下年4件」.
    What follows a part and adds up to it is the part's own: 「复议7件，维持5件，未审结2件」.
    """
    if closed := _with_carried(parts.sites, told, wholes, kit):
        parts.take(closed)
    elif groups := next(_groupings(told, len(parts.sites), wholes, kit), None):
        parts.take(groups)
    elif len(heads := _heads(told, kit)) >= _PAIR:
        parts.take(heads)


def _with_carried(
    parts: Sequence[Site], told: Sequence[Site], wholes: Sequence[Decimal], kit: Kit
) -> list[Site]:
    """Return the parts with what is carried out behind them, if they add up with it."""
    open_ = kit.marks.any("carried_out", "unfinished")
    following = told[len(parts) : len(parts) + 1]
    found = [*parts, *following]
    said = [t for site in following for t in site.own]
    carried = any(t.cls in open_ or t.role == "carry" for t in said)
    total = sum((site.value or _ZERO for site in found), _ZERO)
    return found if carried and total in wholes else []


def _groupings(
    told: Sequence[Site], least: int, wholes: Sequence[Decimal], kit: Kit
) -> Iterator[list[Site]]:
    """Yield the parts of every grouping of ``least`` numbers or more that adds up."""
    reached: dict[int, dict[Decimal, list[Site]]] = {0: {_ZERO: []}}
    for start, head in enumerate(told):
        for total, heads in reached.get(start, {}).items():
            for end in _ends(told, start, kit):
                if (sum_ := total + (head.value or _ZERO)) <= max(wholes):
                    reached.setdefault(end, {}).setdefault(sum_, [*heads, head])
    for end in range(least, len(told) + 1):
        for whole in wholes:
            heads = reached.get(end, {}).get(whole, [])
            if _PAIR <= len(heads) < end:
                yield heads


def _ends(told: Sequence[Site], start: int, kit: Kit) -> Iterator[int]:
    """Yield where the part at ``start`` may end: at once, or after numbers that are its own."""
    yield start + 1
    value = told[start].value or _ZERO
    total = _ZERO
    for end in range(start + 1, len(told)):
        total += told[end].value or _ZERO
        if total > value:
            return
        inner = _is_dispute(told[start], kit) and _says_outcome(told[start + 1 : end + 1])
        if (total == value and end > start + 1) or inner:
            yield end + 1


def _heads(told: Sequence[Site], kit: Kit) -> list[Site]:
    """Return the reviews and suits told with their outcomes behind them, else nothing."""
    heads = [site for site in told if _is_dispute(site, kit)]
    inner = [site for site in told if site not in heads]
    plain = not inner or not heads or told[0] is not heads[0] or not _says_outcome(inner)
    return [] if plain else heads


def _is_dispute(site: Site, kit: Kit) -> bool:
    """Tell whether reviews or suits are named at the number, without how they came out."""
    disputed = any(t.cls in kit.marks["dispute"] for t in site.own)
    return disputed and not any(t.slot == "outcome" for t in site.own)


def _says_outcome(sites: Sequence[Site]) -> bool:
    """Tell whether all of ``sites`` are outcomes, of no object of their own."""
    return all(
        any(t.slot == "outcome" for t in site.own) and not any(t.slot == "object" for t in site.own)
        for site in sites
    )
