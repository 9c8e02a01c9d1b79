"""What another profile does to a year's ranking: who moves, whose grade changes, how many."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gouji.model.basis import Basis
from gouji.model.filed import Filed
from gouji.rulebook.book import Rulebook
from gouji.scoring.grades import Contender, grades
from gouji.scoring.score import score, score_unfiled

OPEN = "等次待定"


@dataclass(frozen=True, slots=True)
class Known:
    """An agency's year as it can be scored by any profile; no ``basis``, no report."""

    name: str
    filed: Filed
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an agency stands: its rank in its league by what it has for certain, and its grade."""

    league: str
    rank: int
    low: Decimal
    high: Decimal
    grade: str


@dataclass(frozen=True, slots=True)
class Moved:
    """An agency whose score, rank, league or grade another profile changes."""

    name: str
    before: Place
    after: Place


@dataclass(frozen=True, slots=True)
class Changes:
    """All of it. ``before`` and ``after`` count the agencies by league and grade."""

    moved: tuple[Moved, ...]
    before: Mapping[tuple[str, str], int]
    after: Mapping[tuple[str, str], int]
    notes: tuple[str, ...] = ()

    @property
    def regraded(self) -> tuple[Moved, ...]:
        """Those whose grade changes."""
        return tuple(each for each in self.moved if each.before.grade != each.after.grade)


def changes(known: Sequence[Known], old: Rulebook, new: Rulebook) -> Changes:
    """Return what ``new`` does to what ``old`` gives.

    Rules that only ``new`` asks were not judged: they are said, and cost nothing here.
    """
    before, _ = standings(known, old)
    after, notes = standings(known, new)
    pairs = [Moved(each.name, before[each.name], after[each.name]) for each in known]
    unasked = sorted(set(new.rules) - set(old.rules))
    if unasked:
        codes = "、".join(unasked)
        notes = (f"规则 {codes} 现在没有用，这次比较没有计入；启用后要重新审核", *notes)
    return Changes(
        tuple(each for each in pairs if each.before != each.after),
        _counted(before),
        _counted(after),
        notes,
    )


def _counted(places: Mapping[str, Place]) -> Mapping[tuple[str, str], int]:
    return Counter((place.league, place.grade) for place in places.values())


def standings(known: Sequence[Known], book: Rulebook) -> tuple[dict[str, Place], tuple[str, ...]]:
    """Return where each stands under the profile of ``book``, and what is to be said."""
    contenders = [_contender(each, book) for each in known]
    graded = grades(contenders, book.profile)
    ranks = _ranks(contenders)
    places = {
        each.name: Place(each.league, rank, each.low, each.high, grade or OPEN)
        for each, rank, grade in zip(contenders, ranks, graded.grades, strict=True)
    }
    return places, graded.notes


def _contender(each: Known, book: Rulebook) -> Contender:
    if each.basis is None:
        found = score_unfiled(book.profile, each.filed)
    else:
        found = score(each.basis, book.rules, book.profile, each.filed)
    return Contender(each.name, found.league, found.low, found.high)


def _ranks(contenders: Sequence[Contender]) -> list[int]:
    lows = Counter((each.league, each.low) for each in contenders)
    above: dict[tuple[str, Decimal], int] = {}
    for league in {each.league for each in contenders}:
        rank = 1
        for low in sorted((low for name, low in lows if name == league), reverse=True):
            above[league, low] = rank
            rank += lows[league, low]
    return [above[each.league, each.low] for each in contenders]
