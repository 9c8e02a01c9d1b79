"""Where something stands, as the people who mend it look for it in their own file."""

from gouji.facts.report import Report
from gouji.model.document import Place
from gouji.model.form import Form
from gouji.model.places import page_text

_NEAR = 1.0
"""Points by which the tops of two boxes on one printed line may differ."""
OPENING = "开头部分"


def where(report: Report, cell: str | None, place: Place | None) -> str:
    """Return where a cell or a piece of text stands; empty where nobody can tell.

    On pages the page is told beside; in a text file the line.
    """
    if cell is None:
        return at(report, place)
    page = "" if place is None or place.page is None else f"（{page_text(place.page)}）"
    return f"{cell_words(report.form, cell)}{page}"


def at(report: Report, place: Place | None) -> str:
    """Return the part of the report that ``place`` is in, and its page, or its line in a text."""
    if place is None or (place.line is None and place.page is None):
        return ""
    part = next((n for s, n in _parts(report) if _holds(report, s, place)), OPENING)
    if place.page is not None:
        return f"{part}（{page_text(place.page)}）"
    return f"{part}（第{place.line}行）" if report.document.format == "txt" else part


def _parts(report: Report) -> list[tuple[str, str]]:
    return [(section.id, f"第{section.ordinal}部分") for section in report.form.sections]


def _holds(report: Report, section_id: str, place: Place) -> bool:
    section = report.section(section_id)
    heading = [section.heading.place] if section.heading else []
    lines = (line.place for line, _ in section.prose.sources)
    return any(_same_line(place, own) for own in (*heading, *lines))


def _same_line(one: Place, other: Place) -> bool:
    if one.page is None or one.box is None or other.box is None:
        return one.line is not None and one.line == other.line
    return one.page == other.page and abs(one.box[1] - other.box[1]) < _NEAR


def cell_words(form: Form, cell_id: str) -> str:
    """Return where a cell is found in its table: table, row and column."""
    table_id, row_id, column_id = cell_id.split(".")
    table = form.table(table_id)
    labels = {g.id: g.label for g in table.groups} | {row.id: row.label for row in table.rows}
    column = next(column.label for column in table.columns if column.id == column_id)
    across = "栏" if table.transposed else "行"
    return f"{table_words(form, table_id)}「{labels[row_id]}」{across}「{column}」列"


def table_words(form: Form, table_id: str) -> str:
    """Return the short name of a table: 表三."""
    return form.table(table_id).title.partition("（")[0]
