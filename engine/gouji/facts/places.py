"""Where something stands, as the people who mend it look for it in their own file."""

from gouji.facts.report import Report
from gouji.model.document import Place
from gouji.model.form import Form, cell_labels
from gouji.model.places import page_text
from gouji.reading.formats import named

_NEAR = 1.0
"""Points by which the tops of two boxes on one printed line may differ."""
OPENING = "开头部分"
SETTLED = "人工核定"


def where(report: Report, cell: str | None, place: Place | None) -> str:
    """Return where a cell or a piece of text stands; empty where nobody can tell.

    On pages the page is told beside; in a text file the line; of a cell that was not read, that a
    person settled it.
    """
    if cell is None:
        return at(report, place)
    own = SETTLED if _is_settled(report, cell) else own_words(report, place)
    return f"{cell_words(report.form, cell)}（{own}）" if own else cell_words(report.form, cell)


def _is_settled(report: Report, cell_id: str) -> bool:
    table = report.table_of(cell_id)
    return any(c.id == cell_id and c.settled for c in (*table.cells, *table.wholes))


def at(report: Report, place: Place | None) -> str:
    """Return the part of the report that ``place`` is in, and its page, or its line in a text."""
    if place is None or (place.line is None and place.page is None):
        return ""
    part, own = _part(report, place), own_words(report, place)
    return f"{part}（{own}）" if part and own else part or own


def own_words(report: Report, place: Place | None) -> str:
    """Return the page of ``place``, or its line in a text; empty for any other format.

    Only a text file shows its reader lines that can be counted.
    """
    if place is None:
        return ""
    if place.page is not None:
        return page_text(place.page)
    return f"第{place.line}行" if place.line and named(report.document.format).lines else ""


def _part(report: Report, place: Place) -> str:
    """Return the part that ``place`` is in; empty where it is behind the first, but in none."""
    for section in report.form.sections:
        if _holds(report, section.id, place):
            return f"第{section.ordinal}部分"
    headings = [s.heading.place for s in report.sections if s.heading]
    return OPENING if all(_order(place) < _order(heading) for heading in headings) else ""


def _order(place: Place) -> tuple[float, ...]:
    return place.page or 0, place.box[1] if place.box else 0, place.line or 0, place.column or 0


def _holds(report: Report, section_id: str, place: Place) -> bool:
    section = report.section(section_id)
    heading = [section.heading.place] if section.heading else []
    lines = (line.place for line in section.prose.lines)
    return any(_same_line(place, own) for own in (*heading, *lines))


def _same_line(one: Place, other: Place) -> bool:
    if one.page is None or one.box is None or other.box is None:
        return one.line is not None and one.line == other.line
    return one.page == other.page and abs(one.box[1] - other.box[1]) < _NEAR


def cell_words(form: Form, cell_id: str) -> str:
    """Return where a cell is found in its table: table, row and column."""
    table, row, column = cell_labels(form, cell_id)
    across = "栏" if form.table(cell_id.partition(".")[0]).transposed else "行"
    return f"{table}「{row}」{across}「{column}」列"


def locus_words(form: Form, locus: str) -> str:
    """Return what people call ``locus``: a cell by its place, anything else as it is."""
    cells = {cell for table in form.tables for cell in table.cell_ids()}
    return cell_words(form, locus) if locus in cells else locus
