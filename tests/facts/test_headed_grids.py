"""Headings of sections in rows of tables: lines like others, and the tables between them whole."""

from dataclasses import replace

import pytest

from facts.say import BOOK, FORM
from gouji.auditor import Auditor
from gouji.facts.headed_grids import headings_set_free
from gouji.model.document import Block, Document, Grid, GridCell, Line, Place
from gouji.model.verdict import Verdict
from gouji.reading import read_bytes
from gouji.reading.html import read_html
from reportkit import make, truth
from reportkit.web import page

Row = list[tuple[str, int]]
"""The texts of a row, and how many columns each covers."""

TWO, FIVE = "二、主动公开政府信息情况", "五、存在的主要问题及改进情况"


def grid(rows: list[Row], *page_starts: int) -> Grid:
    cells: list[GridCell] = []
    for number, row in enumerate(rows):
        column = 0
        for text, span in row:
            place = Place(line=len(cells) + 1, column=1)
            cells.append(GridCell(number, column, text, place, 1, span))
            column += span
    return Grid(tuple(cells), len(rows), column, cells[0].place, page_starts=page_starts)


def shown(blocks: tuple[Block, ...]) -> list[object]:
    """Return lines as texts, grids as rows of texts with their column and width."""
    return [
        block.text
        if isinstance(block, Line)
        else [[(c.text, c.column, c.column_span) for c in row] for row in block.by_row()]
        if isinstance(block, Grid)
        else "FIGURE"
        for block in blocks
    ]


def freed(*blocks: Block) -> list[object]:
    return shown(headings_set_free(Document("html", None, blocks), FORM).blocks)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [[(TWO, 2)], [("规章", 1), ("0", 1)]],
            [TWO, [[("规章", 0, 1), ("0", 1, 1)]]],
        ),
        (  # the columns of what stands below are its own
            [[(TWO, 15)], [("规章", 5), ("0", 10)], [(FIVE, 15)], [("人手不足。", 15)]],
            [TWO, [[("规章", 0, 1), ("0", 1, 1)]], FIVE, "人手不足。"],
        ),
        (  # a heading beside blank cells
            [[("", 1), (TWO, 1)], [("规章", 1), ("0", 1)]],
            [TWO, [[("规章", 0, 1), ("0", 1, 1)]]],
        ),
        (  # what the form prints across a table stays in it
            [[(TWO, 2)], [("第二十条第（一）项", 2)], [("规章", 1), ("0", 1)]],
            [TWO, [[("第二十条第（一）项", 0, 2)], [("规章", 0, 1), ("0", 1, 1)]]],
        ),
        (  # names without their numeral, and the form's own ordinals, are no headings
            [[("概况", 2)], [("三、本年度办理结果", 2)], [("规章", 1), ("0", 1)]],
            None,
        ),
        (  # the numeral in a cell of its own
            [[("二、", 1), (TWO[2:], 1)], [("规章", 1), ("0", 1)]],
            [TWO, [[("规章", 0, 1), ("0", 1, 1)]]],
        ),
        ([[("一、", 1), ("见下表", 1)], [("规章", 1), ("0", 1)]], None),
        ([[(TWO, 1), ("见下表", 1)], [("规章", 1), ("0", 1)]], None),
        ([[("规章", 1), ("0", 1)]], None),
    ],
)
def test_what_is_set_free(rows: list[Row], expected: list[object] | None) -> None:
    table = grid(rows)
    assert freed(table) == (shown((table,)) if expected is None else expected)


def test_breaks_of_pages_stay_where_they_are() -> None:
    rows: list[Row] = [[("规章", 1), ("0", 1)], [(TWO, 2)], *[[("行政许可", 1), ("1", 1)]] * 3]
    first, heading, second = headings_set_free(Document("pdf", 2, (grid(rows, 1, 3),)), FORM).blocks
    assert isinstance(first, Grid)
    assert isinstance(heading, Line)
    assert isinstance(second, Grid)
    assert (first.rows, first.page_starts) == (1, ())
    assert (second.rows, second.page_starts) == (3, (1,))


def test_a_row_that_a_merged_cell_crosses_is_no_heading() -> None:
    place = Place(line=1, column=1)
    cells = (
        GridCell(0, 0, "", place, 2, 1),
        GridCell(0, 1, "甲", place),
        GridCell(1, 1, TWO, place),
    )
    crossed = Grid(cells, 2, 2, place)
    assert freed(crossed) == shown((crossed,))


def labelled(*parts: tuple[str, list[Row]]) -> Grid:
    """Return a grid with headings in the first column, each over the rows that stand beside it."""
    cells: list[GridCell] = []
    top = 0
    for heading, rows in parts:
        cells.append(GridCell(top, 0, heading, Place(line=len(cells) + 1, column=1), len(rows)))
        beside = grid(rows).cells
        cells += [replace(cell, row=top + cell.row, column=cell.column + 1) for cell in beside]
        top += len(rows)
    columns = max(cell.column + cell.column_span for cell in cells)
    return Grid(tuple(cells), top, columns, cells[0].place)


SIX = "六、其他需要报告的事项"
BOTH: list[Row] = [[("规章", 1), ("0", 3)], [("行政许可", 1), ("1", 3)]]


def test_headings_in_the_first_column_head_what_stands_beside_them() -> None:
    table = labelled((TWO, BOTH), (FIVE, [[("人手不足。", 4)]]), (SIX, [[("无。", 4)]]))
    figures = [[("规章", 0, 1), ("0", 1, 1)], [("行政许可", 0, 1), ("1", 1, 1)]]
    assert freed(table) == [TWO, figures, FIVE, "人手不足。", SIX, "无。"]


def test_one_heading_in_a_column_may_be_a_label() -> None:
    table = labelled((TWO, BOTH), ("其他", BOTH))
    assert freed(table) == shown((table,))


def in_one_table(web: str) -> str:
    """Return a page whose second to fourth sections are rows of one table."""
    for heading in FORM.sections[1:4]:
        title = f"<p><strong>{heading.ordinal}、{heading.heading}</strong></p>"
        row = f"<tr><td colspan=15>{heading.ordinal}、{heading.heading}</td></tr>"
        before, after = web.split(title)
        start, rest = after.split("<tbody>", 1)
        web = f"{before}{start}<tbody>{row}{rest}"
    first, *middle, last = web.split("</tbody></table>")
    joined = [part.split("<tbody>")[-1] for part in middle]
    return "".join((first, *joined, "</tbody></table>", last))


AUDITOR = Auditor(BOOK)
SEEDS = (3, 11, 26)


@pytest.mark.parametrize("seed", SEEDS)
def test_three_sections_in_one_table_are_read_and_accused_of_nothing(seed: int) -> None:
    content = make(seed)
    web = in_one_table(page(content).decode())
    assert len([*read_html(web.encode()).grids()]) == 1
    audit = AUDITOR.audit_document(read_bytes(web.encode()))
    plain = AUDITOR.audit_document(read_bytes(page(content)))
    assert {c.id: c.value for c in audit.report.cells().values()} == {
        c.id: c.value for c in plain.report.cells().values()
    }
    assert len(truth(content)) == len(audit.report.cells())
    assert audit.with_verdict(Verdict.FAIL) == plain.with_verdict(Verdict.FAIL)
