"""Made PDF files: ruled tables as producers draw them, over page breaks, with traps in cells."""

from collections.abc import Callable

import pytest
from made_pdfs import (
    HEIGHT,
    Sheet,
    dots,
    full_lines,
    hollow_frames,
    only_grid,
    open_sides,
    stroked_boxes,
    texts,
    thin_boxes,
)

from gouji.reading.flow import PICTURE_IN_CELL, SPLIT_NUMBER, STRUCK_ONLY
from gouji.reading.pages.cells import ANNOTATED, OVER_EDGE

XS = (80, 240, 320, 400)
ROWS = [["信息内容", "制发件数", "废止件数"], ["规章", "0", "12"], ["规范性文件", "1,204", ""]]
YS = (100, 120, 140, 160)


@pytest.mark.parametrize(
    "draw", [full_lines, thin_boxes, stroked_boxes, dots, hollow_frames, open_sides]
)
def test_rulings_of_every_make(draw: Callable[..., None]) -> None:
    sheet = Sheet()
    sheet.text(80, 80, "二、主动公开政府信息情况")
    sheet.table(ROWS, XS, YS, draw)
    sheet.text(80, 200, "三、其他")
    document = sheet.read()
    assert texts(only_grid(document)) == ROWS
    assert [line.text for line in document.lines()] == ["二、主动公开政府信息情况", "三、其他"]
    assert [type(block).__name__ for block in document.blocks] == ["Line", "Grid", "Line"]


@pytest.mark.parametrize("colour", ["1 g", "1 1 1 rg", "0 0 0 0 k", "1 G 1 g"])
def test_white_boxes_are_no_rulings(colour: str) -> None:
    sheet = Sheet()
    sheet.raw(colour)
    thin_boxes(sheet, XS, YS)
    sheet.raw("0 g")
    sheet.text(90, 114, "规章")
    assert not list(sheet.read().grids())


def test_shaded_head_is_no_ruling() -> None:
    sheet = Sheet()
    sheet.raw("0.8 g")
    sheet.box(XS[0], YS[0], XS[-1], YS[1], stroke=0, fill=1)
    sheet.raw("0 g")
    sheet.table(ROWS, XS, YS)
    assert texts(only_grid(sheet.read())) == ROWS


def test_merged_cells_have_spans_and_places() -> None:
    sheet = Sheet()
    for y in (100, 140):
        sheet.line(80, y, 320, y)
    sheet.line(160, 120, 320, 120)
    for x in (80, 160, 320):
        sheet.line(x, 100, x, 140)
    sheet.line(240, 120, 240, 140)
    for x, y, text in ((90, 124, "左"), (170, 114, "上"), (170, 134, "1"), (250, 134, "2")):
        sheet.text(x, y, text)
    grid = only_grid(sheet.read())
    shape = [(c.text, c.row, c.column, c.row_span, c.column_span) for c in grid.cells]
    assert shape == [("左", 0, 0, 2, 1), ("上", 0, 1, 1, 2), ("1", 1, 1, 1, 1), ("2", 1, 2, 1, 1)]
    assert grid.cells[1].place.page == 1
    assert grid.cells[1].place.box == pytest.approx((160, 100, 320, 120), abs=0.1)


def test_heads_one_character_a_line() -> None:
    sheet = Sheet()
    full_lines(sheet, (80, 100, 120), (100, 150, 170))
    for n, char in enumerate("自然人"):
        sheet.text(84, 115 + 13 * n, char)
    for n, char in enumerate("总计"):
        sheet.text(104, 115 + 13 * n, char)
    sheet.text(84, 164, "1")
    sheet.text(104, 164, "2")
    assert texts(only_grid(sheet.read())) == [["自然人", "总计"], ["1", "2"]]


def test_table_over_a_page_break_keeps_head_and_cut_row() -> None:
    sheet = Sheet()
    sheet.text(250, 40, "某某局年度报告")
    sheet.table([["项目", "甲", "乙"], ["三百一十四", "31", "0"]], XS, (740, 760, 780))
    sheet.text(280, 815, "- 1 -")
    sheet.page()
    sheet.text(250, 40, "某某局年度报告")
    sheet.table([["项目", "甲", "乙"], ["", "41", ""], ["合计", "3", "4"]], XS, (70, 90, 110, 130))
    sheet.text(280, 815, "- 2 -")
    document = sheet.read()
    grid = only_grid(document)
    assert grid.page_starts == (2,)
    assert texts(grid) == [
        ["项目", "甲", "乙"], ["三百一十四", "31", "0"],
        ["项目", "甲", "乙"], ["", "41", ""], ["合计", "3", "4"],
    ]  # fmt: skip
    assert [row[0].place.page for row in grid.by_row()] == [1, 1, 2, 2, 2]
    assert [line.text for line in document.furniture] == [
        "某某局年度报告",
        "- 1 -",
        "某某局年度报告",
        "- 2 -",
    ]


def test_row_cut_by_the_end_of_a_page_has_open_sides() -> None:
    sheet = Sheet()
    for y in (700, 720):
        sheet.line(80, y, 400, y)
    for x in XS:
        sheet.line(x, 700, x, 760)
    for x, text in zip(XS, ("项目", "甲", "乙"), strict=False):
        sheet.text(x + 3, 714, text)
    sheet.text(83, 734, "无法提")
    sheet.page()
    sheet.line(80, 110, 400, 110)
    for x in XS:
        sheet.line(x, 70, x, 110)
    for x, text in zip(XS, ("供", "1", "2"), strict=False):
        sheet.text(x + 3, 84, text)
    grid = only_grid(sheet.read())
    assert texts(grid) == [["项目", "甲", "乙"], ["无法提", "", ""], ["供", "1", "2"]]
    assert grid.page_starts == (2,)


def test_tail_of_one_merged_row_is_mapped_to_the_common_columns() -> None:
    sheet = Sheet()
    sheet.table([["项目", "甲", "乙"]], XS, (740, 760))
    sheet.page()
    full_lines(sheet, (80, 320, 400), (70, 90))
    sheet.text(83, 84, "总计")
    sheet.text(323, 84, "7")
    grid = only_grid(sheet.read())
    assert [(c.text, c.row, c.column, c.column_span) for c in grid.cells] == [
        ("项目", 0, 0, 1), ("甲", 0, 1, 1), ("乙", 0, 2, 1), ("总计", 1, 0, 2), ("7", 1, 2, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("between", ["text", "width"])
def test_tables_that_do_not_go_on(between: str) -> None:
    sheet = Sheet()
    sheet.table([["甲", "乙"]], XS[:3], (700, 720))
    sheet.page()
    if between == "text":
        sheet.text(80, 150, "四、行政复议情况")
    shift = 0 if between == "text" else 20
    sheet.table([["丙", "丁"]], [x + shift for x in XS[:3]], (200, 220))
    assert [grid.page_starts for grid in sheet.read().grids()] == [(), ()]


def cell_of(draw: Callable[[Sheet], None]) -> tuple[str, str | None]:
    """Return text and doubt of the second cell of a table, which ``draw`` fills."""
    sheet = Sheet()
    full_lines(sheet, (80, 160, 240, 320), (100, 140))
    sheet.text(84, 120, "甲")
    draw(sheet)
    cell = only_grid(sheet.read()).cells[1]
    return cell.text, cell.doubt


def fake_bold(sheet: Sheet) -> None:
    for shift in (0, 0.3):
        sheet.text(170 + shift, 120, "3001")


def revised(sheet: Sheet) -> None:
    sheet.text(170, 120, "2999")
    sheet.line(170, 116.5, 191, 116.5)
    sheet.text(195, 120, "3001")


def struck(sheet: Sheet) -> None:
    sheet.text(170, 120, "2999")
    sheet.line(170, 116.5, 191, 116.5)


def with_note(sheet: Sheet) -> None:
    sheet.text(170, 120, "447")
    sheet.text(186, 116, "1", size=6)


def two_lines(sheet: Sheet) -> None:
    sheet.text(170, 115, "3")
    sheet.text(170, 130, "4")


def wide_number(sheet: Sheet) -> None:
    sheet.text(217.5, 120, "12345")


def wide_number_on_the_edge(sheet: Sheet) -> None:
    sheet.text(240 - 4 * 4.851, 120, "12345")


def with_unit(sheet: Sheet) -> None:
    sheet.text(165, 120, "1204.264 万元", size=8)


def full_width(sheet: Sheet) -> None:
    sheet.text(170, 120, "１２　３")


def picture(sheet: Sheet) -> None:
    sheet.raw("q 20 0 0 10 170 " + str(HEIGHT - 125) + " cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q")


def watermark(sheet: Sheet) -> None:
    sheet.text(170, 120, "5")
    sheet.raw(f"BT /F1 30 Tf 0.7 0.7 -0.7 0.7 170 {HEIGHT - 130} Tm (888) Tj ET")


def invisible(sheet: Sheet) -> None:
    sheet.text(170, 120, "5")
    sheet.raw(f"BT /F1 10 Tf 3 Tr 180 {HEIGHT - 120} Td (888) Tj 0 Tr ET")


def form_field(sheet: Sheet) -> None:
    sheet.canvas.acroForm.textfield(name="x", value="7", x=165, y=HEIGHT - 135, width=60, height=20)


def upright_writing(sheet: Sheet) -> None:
    sheet.canvas.saveState()
    sheet.canvas.translate(200, HEIGHT - 135)
    sheet.canvas.rotate(90)
    sheet.canvas.setFont("STSong-Light", 10)
    sheet.canvas.drawString(0, 0, "123")
    sheet.canvas.restoreState()


@pytest.mark.parametrize(
    ("draw", "shows"),
    [
        (fake_bold, ("3001", None)),
        (revised, ("3001", None)),
        (struck, ("", STRUCK_ONLY)),
        (with_note, ("447", None)),
        (two_lines, ("34", SPLIT_NUMBER)),
        (wide_number, ("12345", OVER_EDGE)),
        (wide_number_on_the_edge, ("1234", OVER_EDGE)),
        (with_unit, ("1204.264 万元", None)),
        (full_width, ("１２ ３", None)),
        (picture, ("", PICTURE_IN_CELL)),
        (watermark, ("5", None)),
        (invisible, ("5", None)),
        (form_field, ("", ANNOTATED)),
        (upright_writing, ("123", None)),
        (lambda _: None, ("", None)),
    ],
)
def test_what_a_cell_shows(draw: Callable[[Sheet], None], shows: tuple[str, str | None]) -> None:
    assert cell_of(draw) == shows


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_rotated_pages_are_read_as_they_are_shown(rotation: int) -> None:
    sheet = Sheet()
    canvas = sheet.canvas
    canvas.setPageRotation(rotation)
    # The canvas swaps the sides of a page that lies on its side.
    wide, tall = canvas._pagesize if rotation in (0, 180) else canvas._pagesize[::-1]
    canvas.translate(*{0: (0, 0), 90: (wide, 0), 180: (wide, tall), 270: (0, tall)}[rotation])
    canvas.rotate(rotation)
    sheet.table(ROWS, XS, YS)
    grid = only_grid(sheet.read())
    assert texts(grid) == ROWS
    assert grid.place.box == pytest.approx((80, 100, 400, 160), abs=0.1)


def test_boxes_count_from_the_corner_of_the_crop_box() -> None:
    sheet = Sheet(cropBox=(60, 0, 595, HEIGHT - 50))
    sheet.text(20, 30, "裁去的字")
    sheet.table(ROWS, XS, YS)
    document = sheet.read()
    assert only_grid(document).place.box == pytest.approx((20, 50, 340, 110), abs=0.1)
    assert not list(document.lines())
