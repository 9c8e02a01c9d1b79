"""What another profile does to a year's ranking: who moves, whose grade changes, how many."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from gouji.model.basis import Basis
from gouji.model.filed import Filed
from gouji.records import dataclass
from gouji.rulebook.book import Rulebook
from gouji.scoring.grades import Contender, grades
from gouji.scoring.score import score, score_unfiled

OPEN, UNFILED = "等次待定", "未报送"


@dataclass(frozen=True, slots=True)
class Known:
    """An agency's year as it can be scored by any profile; no ``basis``, no report."""

    name: str
    filed: Filed
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an agency stands: its rank in its league by what it has for certain, and its grade.

    Who filed no report has no rank.
    """

    league: str
    rank: int | None
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
    """All of it. ``before`` and ``after`` count the agencies by league and grade.

    ``open`` counts those whose score is no single number, before and after.
    """

    moved: tuple[Moved, ...]
    before: Mapping[tuple[str, str], int]
    after: Mapping[tuple[str, str], int]
    open: tuple[int, int]
    notes: tuple[str, ...] = ()

    @property
    def regraded(self) -> tuple[Moved, ...]:
        """Those whose grade changes."""
        return tuple(each for each in self.moved if each.before.grade != each.after.grade)


def changes(
    known: Sequence[Known],
    old: Rulebook,
    new: Rulebook,
    among: Collection[str] | None = None,
) -> Changes:
    """Return what ``new`` does to what ``old`` gives; told is only of those ``among``.

    All of ``known`` are graded and ranked: a part of them may not be all of a league. Rules that
    only ``new`` asks were not judged: they are said, and cost nothing here.
    """
    before, _ = standings(known, old)
    after, notes = standings(known, new)
    names = [each.name for each in known if among is None or each.name in among]
    pairs = [Moved(name, before[name], after[name]) for name in names]
    unasked = sorted(set(new.rules) - set(old.rules))
    if unasked:
        codes = "、".join(unasked)
        notes = (f"规则 {codes} 现在没有用，这次比较没有计入；启用后要重新审核", *notes)
    moved = sorted((each for each in pairs if each.before != each.after), key=_in_order)
    return Changes(
        tuple(moved),
        _counted(each.before for each in pairs),
        _counted(each.after for each in pairs),
        (_open(each.before for each in pairs), _open(each.after for each in pairs)),
        notes,
    )


def _in_order(each: Moved) -> tuple[str, bool, int, str]:
    """Return an order by league, and in it by rank as it was; who filed nothing comes last."""
    before = each.before
    return before.league, before.rank is None, before.rank or 0, each.name


def _open(places: Iterable[Place]) -> int:
    return sum(place.low < place.high for place in places)


def _counted(places: Iterable[Place]) -> Mapping[tuple[str, str], int]:
    return Counter((place.league, place.grade) for place in places)


def standings(known: Sequence[Known], book: Rulebook) -> tuple[dict[str, Place], tuple[str, ...]]:
    """Return where each stands under the profile of ``book``, and what is to be said."""
    contenders = [_contender(each, book) for each in known]
    graded = grades(contenders, book.profile)
    ranks = _ranks([each for each in contenders if each.filed])
    places = {
        each.name: Place(
            each.league,
            ranks.get(each.name),
            each.low,
            each.high,
            (grade or OPEN) if each.filed else UNFILED,
        )
        for each, grade in zip(contenders, graded.grades, strict=True)
    }
    return places, graded.notes


def _contender(each: Known, book: Rulebook) -> Contender:
    if each.basis is None:
        found = score_unfiled(book.profile, each.filed)
    else:
        found = score(each.basis, book.rules, book.profile, each.filed)
    filed = each.basis is not None
    return Contender(each.name, found.league, found.low, found.high, filed=filed)


def _ranks(contenders: Sequence[Contender]) -> dict[str, int]:
    """Return the rank of each in its league; equals share one."""
    lows: dict[str, list[Decimal]] = defaultdict(list)
    for each in contenders:
        lows[each.league].append(each.low)
    for some in lows.values():
        some.sort()
    return {
        each.name: len(lows[each.league]) - bisect_right(lows[each.league], each.low) + 1
        for each in contenders
    }
