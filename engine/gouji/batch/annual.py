"""The annual summary: a year of a history, as a page, a document and a workbook."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from gouji.batch.comparing import last_year
from gouji.batch.profiles import in_force
from gouji.batch.selection import ALL, Part, of_year
from gouji.errors import UsageError
from gouji.model.grading import Grading
from gouji.model.received import told
from gouji.reporting.many.annual.annual_page import to_html
from gouji.reporting.many.annual.document import to_docx
from gouji.reporting.many.annual.story import story
from gouji.reporting.many.annual.workbook import to_xlsx
from gouji.rulebook import Rulebook
from gouji.store import History
from gouji.summary.annual import AnnualSummary, annual


def annual_of(
    history: History, book: Rulebook, year: int, today: date, part: Part = ALL
) -> AnnualSummary | None:
    """Return the summary of what stands for ``year``, beside last year under one profile.

    ``None`` where nothing was filed. ``today`` is the day by which returned reports are overdue.
    """
    now = of_year(history, year, part)
    if not now.entries and not now.failures:
        return None
    book = in_force(history, book, year, asked=False)
    last = _year_before(history, year, part)
    notes = [*now.remarks, *told(now.several)]
    if last is not None:
        last, more = last_year(history, book, last, year, today)
        notes += more
    astray = not set(now.notes).isdisjoint(history.unplaced())
    return annual(replace(now, notes=(*now.notes, *notes)), last, book, year, astray=astray)


def _year_before(history: History, year: int, part: Part) -> Grading | None:
    """Return what stood for the year before of ``part``, as it was called then."""
    if part.under is not None:
        was = history.before(year).get(history.names(year).resolve(part.under))
        if was and was.agency is None:
            return None
        part = replace(part, under=was.agency) if was else part
    try:
        return of_year(history, year - 1, part)
    except UsageError:  # there was no such part
        return None


def annual_name(year: int, form: str) -> str:
    """Return what the file of the summary of ``year`` is called."""
    return f"annual-{year}.{form}"


def annual_files(found: AnnualSummary, office: str | None) -> Iterator[tuple[str, bytes | str]]:
    """Yield the names and contents of the files of a summary."""
    told = story(found, office)
    yield annual_name(found.year, "html"), to_html(told)
    yield annual_name(found.year, "docx"), to_docx(told)
    yield annual_name(found.year, "xlsx"), to_xlsx(told)
