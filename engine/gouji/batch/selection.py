"""What stands, as a grading: of some years, of all agencies or of one region or league."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from gouji.appeals.rounds import listed
from gouji.errors import UsageError
from gouji.facts.agencies import same_agency
from gouji.model.grading import Due, Entry, Failure, Grading
from gouji.model.nearest import nearest
from gouji.records import dataclass
from gouji.store import History
from gouji.summary.tree import Tree, tree


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a year: an agency and all below it, a league, or both; else all."""

    under: str | None = None
    league: str | None = None

    def __bool__(self) -> bool:
        """Tell whether it is less than all."""
        return self.under is not None or self.league is not None


ALL = Part()


def of_year(history: History, year: int, part: Part = ALL) -> Grading:
    """Return what stands for ``year``; of a part, without what belongs to no agency of it.

    Raises :class:`UsageError` where there is no such agency or league.
    """
    whole = replace(
        history.grading(year),
        several=history.several(year),
        rounds=tuple(listed(history, year)),
    )
    if not part:
        return replace(whole, remarks=history.remarks(whole.entries))
    placed = tree(whole.due, whole.entries)
    wanted = set(_below(history, year, part.under, placed)) if part.under else set(placed.agencies)
    if part.league is not None:
        wanted &= _league(whole.due, part.league, year)
    unplaced = history.unplaced()
    entries = tuple(entry for entry in whole.entries if entry.agency in wanted)
    return replace(
        whole,
        entries=entries,
        remarks=history.remarks(entries),
        failures=tuple(f for f in whole.failures if _is_of(f, wanted, history, year)),
        before={whose: e for whose, e in whole.before.items() if whose[0] in wanted},
        notes=tuple(note for note in whole.notes if note not in unplaced),
        due=tuple(one for one in whole.due if one.agency in wanted),
        several=tuple(one for one in whole.several if one.counts.agency in wanted),
        rounds=tuple(one for one in whole.rounds if one.agency in wanted),
    )


def as_registered(history: History, years: Iterable[int], part: Part) -> Part:
    """Return ``part`` with its agency as the newest of ``years`` that has it calls it."""
    if part.under is None:
        return part
    for year in sorted(years, reverse=True):
        whole = history.grading(year)
        placed = tree(whole.due, whole.entries)
        try:
            top = _top(history, year, part.under, {*placed.agencies, *placed.members})
        except UsageError:
            continue
        return replace(part, under=top)
    return part  # it is refused, with the reason, where it is looked for


def together(history: History, years: Iterable[int], part: Part = ALL) -> Grading:
    """Return what stands for ``years``; of all agencies, with what is of no year, too."""
    found = list(_found(history, sorted(set(years)), part))
    if not part:
        found.append(history.yearless())
    unplaced = history.unplaced()
    notes = chain.from_iterable(one.notes for one in found)
    entries: list[Entry] = [entry for one in found for entry in one.entries]
    return Grading(
        entries=tuple(sorted(entries, key=lambda entry: (entry.name, entry.audit))),
        failures=tuple(
            sorted((f for one in found for f in one.failures), key=lambda f: (f.name, f.year or 0))
        ),
        audits=history.audits,
        before={whose: e for one in found for whose, e in one.before.items()},
        notes=tuple(n for n in dict.fromkeys(notes) if n not in unplaced),
        due=tuple(due for one in found for due in one.due),
        digests=history.digests,
        remarks=tuple(text for one in found for text in one.remarks),
        several=tuple(each for one in found for each in one.several),
        rounds=tuple(row for one in found for row in one.rounds),
    )


def _found(history: History, years: Sequence[int], part: Part) -> Iterator[Grading]:
    """Yield what stands for ``years``; a part need not be there in each, but in one."""
    errors: list[UsageError] = []
    for year in years:
        try:
            yield of_year(history, year, part)
        except UsageError as error:
            errors.append(error)
    if errors and len(errors) == len(years):
        raise errors[-1]


def _below(history: History, year: int, agency: str, placed: Tree) -> Iterator[str]:
    """Yield ``agency`` and all that stand below it."""
    waiting = [_top(history, year, agency, {*placed.agencies, *placed.members})]
    while waiting:
        name = waiting.pop()
        yield name
        waiting += placed.members.get(name, ())


def _top(history: History, year: int, agency: str, names: set[str]) -> str:
    """Return which of ``names`` a person means; a place is its government."""
    top = history.names(year).resolve(agency)
    same = [top] if top in names else [n for n in names if same_agency(agency, n) == "same"]
    if len(same) != 1:
        raise UsageError(f"{year} 年度没有叫「{agency}」的机关{nearest(agency, names)}")
    return same[0]


def _league(due: Iterable[Due], league: str, year: int) -> set[str]:
    by_league: dict[str, set[str]] = {}
    for one in due:
        by_league.setdefault(one.league or "", set()).add(one.agency)
    if league not in by_league or not league:
        known = nearest(league, (name for name in by_league if name))
        raise UsageError(f"{year} 年度没有叫「{league}」的考核组别{known}")
    return by_league[league]


def _is_of(failure: Failure, wanted: set[str], history: History, year: int) -> bool:
    names = history.names(year)
    called = (name for name in (failure.agency, failure.parent) if name)
    return any(names.resolve(name) in wanted for name in called)
