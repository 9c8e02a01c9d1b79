"""Grades that hang on the whole league: quotas, and shares of the best.

A grade is given only where it is certain: the same whatever the unknown parts of all scores turn
out to be. Each condition of a grade gets easier the better one's own score is and the worse the
others' are; so it is certain where it holds with one's own lowest and the others' highest scores,
and certainly not given where it fails the other way round.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.model.numbers import decimal_text
from gouji.records import dataclass
from gouji.rulebook.profile import Profile
from gouji.rulebook.sheet import Grade

_HUNDRED = Decimal(100)
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Contender:
    """An agency in its league, with what it has for certain and at most.

    Shares are of all of a league. Those that have not ``filed`` a report have no grade, and take
    no seat from others, whatever points a profile leaves them.
    """

    name: str
    league: str
    low: Decimal
    high: Decimal
    filed: bool = True


@dataclass(frozen=True, slots=True)
class Grades:
    """The grade of each contender, in order, ``None`` where it is open; and what is to be said."""

    grades: tuple[str | None, ...]
    notes: tuple[str, ...] = ()


def grades(contenders: Sequence[Contender], profile: Profile) -> Grades:
    """Return the grades of all; each league is graded by itself."""
    leagues: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(contenders):
        leagues[each.league].append(place)
    found: list[str | None] = [None] * len(contenders)
    notes: list[str] = []
    for name in sorted(leagues):
        places = leagues[name]
        league = _League([contenders[p] for p in places], profile.sheet_of(name).grades)
        for place, grade in zip(places, league.grades(), strict=True):
            found[place] = grade
        notes += (f"「{name}」{note}" if name else note for note in league.notes())
        if profile.classes and not name:
            notes.append(_of_none([contenders[p].name for p in places], profile))
    return Grades(tuple(found), tuple(notes))


def _of_none(names: Sequence[str], profile: Profile) -> str:
    """Say who is of no class of the profile."""
    shown = "、".join(names[:_NAMED]) + (f"等 {len(names)} 家" if len(names) > _NAMED else "")
    classes = "、".join(each.title for each in profile.classes)
    return f"{shown}不属于评分标准的任何一类（{classes}），另排一组，按其余的标准计分"


class _League:
    """Those who are graded together."""

    def __init__(self, all_: Sequence[Contender], grades: Sequence[Grade]) -> None:
        self._all = all_
        self._grades = grades
        self._filed = [each for each in all_ if each.filed]
        self._lows = sorted(each.low for each in self._filed)
        self._highs = sorted(each.high for each in self._filed)

    def grades(self) -> Iterator[str | None]:
        """Yield the grade of each, in order."""
        for each in self._all:
            if not each.filed:
                yield None
                continue
            worst = next(g for g in self._grades if self._sure(each, g) or g is self._grades[-1])
            best = next(g for g in self._grades if self._open(each, g) or g is self._grades[-1])
            yield best.title if best is worst else None

    def _sure(self, own: Contender, grade: Grade) -> bool:
        """Return whether ``own`` earns the grade at its worst, the others at their best."""
        reach = len(self._filed) - bisect_left(self._highs, own.low)  # itself among them
        above = len(self._filed) - bisect_right(self._highs, own.low) - (own.high > own.low)
        return self._earns(own.low, grade, reach, above)

    def _open(self, own: Contender, grade: Grade) -> bool:
        """Return whether ``own`` earns the grade at its best, the others at their worst."""
        reach = len(self._filed) - bisect_left(self._lows, own.high) + (own.low < own.high)
        above = len(self._filed) - bisect_right(self._lows, own.high)
        return self._earns(own.high, grade, reach, above)

    def _earns(self, score: Decimal, grade: Grade, reach: int, above: int) -> bool:
        """Tell of one of whom ``reach`` with itself score as much, ``above`` score more."""
        return (
            score >= grade.lowest
            and (grade.quota is None or reach <= self._seats(grade.quota))
            and (grade.top is None or above < self._seats(grade.top, up=True))
        )

    def _seats(self, share: Decimal, *, up: bool = False) -> int:
        """Return how many a share is: a quota is never exceeded, the top is rounded up."""
        exact = share * len(self._all) / _HUNDRED
        whole = int(exact)
        return whole + (up and exact != whole)

    def notes(self) -> Iterator[str]:
        """Say how many each share is, and where equals met its end."""
        for grade in self._grades:
            if grade.quota is not None:
                seats = self._seats(grade.quota)
                share = decimal_text(grade.quota)
                yield (
                    f"「{grade.title}」连同更高等次不超过 {len(self._all)} 家的 {share}%，"
                    f"即 {seats} 家{self._equals(grade, seats)}"
                )
            if grade.top is not None:
                seats = self._seats(grade.top, up=True)
                share = decimal_text(grade.top)
                yield f"「{grade.title}」是 {len(self._all)} 家的前 {share}%，即前 {seats} 名"

    def _equals(self, grade: Grade, seats: int) -> str:
        """Say which equals would together exceed a quota."""
        settled = Counter(e.low for e in self._filed if e.low == e.high and e.low >= grade.lowest)
        for score, count in settled.items():
            above = len(self._filed) - bisect_right(self._lows, score)
            if count > 1 and above < seats < above + count:
                return f"；{decimal_text(score)} 分的 {count} 家并列，都算上就超过名额，都不计入"
        return ""
