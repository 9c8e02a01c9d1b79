"""The report's own body: its names, resolved once from the agency's name, and all other bodies."""

from collections.abc import Iterator
from itertools import product

from gouji.expressions import compiled
from gouji.facts.claims.tokens import any_of
from gouji.facts.claims.wording import BodyWording

_NOTE = compiled("（[^）]*）")
_SHORTEST = 2


class Body:
    """Knows the names by which a text speaks of ``agency`` itself."""

    def __init__(self, agency: str, wording: BodyWording) -> None:
        self._endings = wording.endings
        self._agency = agency
        self.governs = agency.endswith(wording.governs)
        self._names = sorted(_names(agency, wording), key=len)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where ``text`` names the body itself, by the longest name that stands there.

        Every report has a body of its own: a pattern would be compiled for one report.
        """
        ends: dict[int, int] = {}
        for name in self._names:
            start = text.find(name)
            while start >= 0:
                ends[start] = start + len(name)
                start = text.find(name, start + 1)
        end = 0
        for start in sorted(ends):
            if start >= end:
                end = ends[start]
                yield start, end

    def is_other(self, name: str) -> bool:
        """Tell whether ``name``, unknown text, ends as another body's name does."""
        if not name.endswith(self._endings) or len(name) < _SHORTEST:
            return False
        return not _within(name, self._agency)


def _names(agency: str, wording: BodyWording) -> tuple[str, ...]:
    """Return the full name and the short ones: from each place on, shortened, without place."""
    bare = _NOTE.sub("", agency)
    places, rest = _split(bare, wording)
    kinds = _shortened(rest, wording)
    level = [p for p in (_level(place, wording) for place in places[-1:]) if p]
    leads = ["".join(places[i:]) for i in range(len(places))] + level
    found = {bare, *("".join(pair) for pair in product(leads, kinds))}
    if places and (not rest or rest.startswith(_POWERS)):
        found |= {places[-1], *(f"{lead}{short}" for lead in leads for short in _POWERS)}
    found |= _inner(rest, wording)
    if agency.endswith(wording.governs):
        offices = [short for key in wording.offices for short in wording.short[key]]
        found |= {f"{name}{office}" for name in set(found) for office in offices}
    parts = compiled(any_of(wording.short)).findall(rest)
    shorts = {short for part in parts for short in wording.short[part]}
    found |= {name for name in kinds | shorts if name in wording.alone}
    found |= {kind for kind in kinds if _has_stem(kind, rest, wording)}
    return tuple(sorted(name for name in found if len(name) >= _SHORTEST))


def _inner(rest: str, wording: BodyWording) -> set[str]:
    """Return what stands behind another body in the name: 「公安局雁湖分局」."""
    found = compiled(f"(?:{any_of(wording.inner)})(?=.)").split(rest)
    return {found[-1]} if len(found) > 1 and len(found[-1]) > _SHORTEST + 1 else set()


_POWERS = ("人民政府", "政府")


def _split(name: str, wording: BodyWording) -> tuple[list[str], str]:
    """Part the places at the start of ``name`` from the rest."""
    ends = any_of(wording.places)
    places: list[str] = []
    while match := compiled(f".{{{2 if places else 1},12}}?(?:{ends})").match(name):
        if match.end() == len(name) and places and not name.endswith(("市", "县", "区", "旗")):
            break
        places.append(match.group())
        name = name[match.end() :]
    return places, name


def _level(place: str, wording: BodyWording) -> str:
    ends = [end for end in wording.places if place.endswith(end)]
    return max(ends, key=len, default="")


def _shortened(rest: str, wording: BodyWording) -> set[str]:
    """Return ``rest`` with every long part as it is and shortened."""
    parts = compiled(f"({any_of(wording.short)})").split(rest)
    choices = [wording.short.get(part, (part,)) for part in parts if part]
    return {rest, *("".join(choice) for choice in product(*choices[:6]))} if choices else set()


def _has_stem(kind: str, rest: str, wording: BodyWording) -> bool:
    """Tell whether the name says more than what every office is called."""
    stem = compiled(any_of(wording.short)).sub("", rest)
    return len(stem) > 1 and len(kind) > _SHORTEST


def _within(short: str, long: str) -> bool:
    """Tell whether the characters of ``short`` stand in ``long`` in that order."""
    rest = iter(long)
    return all(char in rest for char in short)
