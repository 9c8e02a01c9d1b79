"""The annual summary: one year's reports, beside last year's."""

from collections.abc import Sequence

from gouji.model.form import Form, nature_of
from gouji.model.grading import Due, Entry, Grading
from gouji.records import dataclass
from gouji.rulebook import Rulebook
from gouji.summary.amounts import Amount
from gouji.summary.applications import Applications, Disputes, applications, disputes
from gouji.summary.broken import Broken, broken
from gouji.summary.figures import Figures, RollUp
from gouji.summary.reports import Passed, one_each, passed
from gouji.summary.scores import Marks, Scores, marks, scores
from gouji.summary.tree import Tree, tree
from gouji.summary.turnout import Participation, participation


@dataclass(frozen=True, slots=True)
class LastYear:
    """What this year is compared with."""

    year: int
    edition: str
    marks: Marks
    totals: dict[str, Amount]


@dataclass(frozen=True, slots=True)
class AnnualSummary:
    """A year in figures. All sums are over reports on ``form``, the one in force that year.

    ``strangers`` names the agencies that reported on another form, with its edition; ``several``
    those of which only the report audited last counts. ``blanks`` counts the blank cells that
    stand for 0. ``mixed`` tells that governments and departments stand at the top side by side,
    so that a consolidated report may be added to its own members'. ``notes`` are the grading's;
    ``astray`` tells that among them are files of which the year is not known.
    """

    year: int
    form: Form
    participation: Participation
    scores: Scores
    broken: tuple[Broken, ...]
    totals: dict[str, Amount]
    applications: Applications
    disputes: tuple[Disputes, ...]
    roll_ups: tuple[RollUp, ...]
    last: LastYear | None
    strangers: dict[str, str]
    several: tuple[str, ...]
    blanks: int
    loops: tuple[str, ...]
    mixed: bool
    notes: tuple[str, ...]
    astray: bool = False


def annual(
    grading: Grading,
    before: Grading | None,
    book: Rulebook,
    year: int | None = None,
    *,
    astray: bool = False,
) -> AnnualSummary:
    """Sum up the reports of ``year`` (by default the newest) in ``grading``.

    ``before`` has last year's reports. The audits of both years are read once, one after
    another. Raises :class:`ValueError` where no report has a year.
    """
    year = year if year is not None else grading.year()
    if year is None:
        raise ValueError("no report has a year")
    entries, several = one_each(grading, year)
    due = _due(grading, year)
    placed = tree(due, entries)
    counted = passed(grading, entries, year, book)
    titles = tuple(grade.title for grade in book.profile.grades)
    last_entries = one_each(before, year - 1)[0] if before else ()
    last = passed(before, last_entries, year - 1, book) if before and last_entries else None
    failures = [f for f in grading.failures if f.year in {None, year}]
    figures = _figures(counted, placed)
    totals = figures.totals()
    return AnnualSummary(
        year=year,
        form=counted.form,
        participation=participation(due, entries, failures, placed),
        scores=scores(entries, titles, placed),
        broken=broken(counted, book, last),
        totals=totals,
        applications=applications(counted.form, totals),
        disputes=disputes(counted.form, totals),
        roll_ups=figures.roll_ups(),
        last=_last_year(last, last_entries, before, titles, year - 1) if last and before else None,
        strangers=dict(sorted(counted.strangers.items())),
        several=several,
        blanks=counted.blanks,
        loops=placed.loops,
        mixed=_mixed(placed),
        notes=grading.notes,
        astray=astray,
    )


def _due(grading: Grading, year: int) -> tuple[Due, ...]:
    return tuple(one for one in grading.due if one.year == year)


def _figures(counted: Passed, placed: Tree) -> Figures:
    cells = tuple(cell for table in counted.form.tables for cell in table.cell_ids())
    return Figures(
        placed=placed,
        values=counted.values,
        doubts=counted.doubts,
        cells=cells,
        natures={cell: nature_of(counted.form, cell) for cell in cells},
    )


def _last_year(
    counted: Passed,
    entries: Sequence[Entry],
    before: Grading,
    titles: tuple[str, ...],
    year: int,
) -> LastYear:
    return LastYear(
        year=year,
        edition=counted.form.edition,
        marks=marks(None, entries, titles),
        totals=_figures(counted, tree(_due(before, year), entries)).totals(),
    )


def _mixed(placed: Tree) -> bool:
    top = [placed.agencies[name].body for name in placed.roots if name in placed.agencies]
    return "government" in top and any(body != "government" for body in top)
