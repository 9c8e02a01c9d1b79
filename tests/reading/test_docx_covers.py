"""Shapes over a table cost the cells that they can reach, and no others."""

import pytest
from word_files import cell, paragraph, row, run, table, word_file

from gouji.model.document import Grid
from gouji.reading.docx import read_docx

ROWS = 12
HUNG = 5
FILLED = (
    '<wps:spPr><a:prstGeom prst="rect"/><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
    "</wps:spPr>"
)
EMU = 12_700


def box(*, text: str = "7", fits: str = "<a:noAutofit/>") -> str:
    """Return a text box without a fill."""
    held = f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"
    return f"<wps:spPr><a:noFill/></wps:spPr><wps:txbx>{held}</wps:txbx><wps:bodyPr>{fits}</wps:bodyPr>"


def anchor(
    inside: str, *, x: int = 0, y: int = 0, height: int = 15, by: str = "paragraph",
    hidden: str = "0", behind: str = "0", wrap: str = "wrapNone", more: str = "",
) -> str:  # fmt: skip
    """Return a floating shape, lengths in points."""
    return (
        f'<w:r><w:drawing><wp:anchor behindDoc="{behind}">'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{x * EMU}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{by}"><wp:posOffset>{y * EMU}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{40 * EMU}" cy="{height * EMU}"/><wp:{wrap}/>'
        f'<wp:docPr id="1" name="a" hidden="{hidden}"/><a:graphic><a:graphicData><wps:wsp>{more}'
        f"{inside}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def old(style: str, inside: str = "") -> str:
    """Return a floating shape as older programs write it."""
    return (
        f'<w:r><w:pict><v:rect style="position:absolute;{style}">{inside}</v:rect></w:pict></w:r>'
    )


def doubtful_rows(shape: str, *, height: int = 0, above: str = "", below: str = "") -> set[int]:
    """Return the rows that hold a cell in doubt where a shape hangs in the row ``HUNG``."""
    properties = f'<w:trHeight w:val="{height * 20}"/>' if height else ""
    rows = [
        row(f"第{n}行", cell(paragraph(run(str(n)), shape if n == HUNG else "<w:r/>")),
            properties=properties)
        for n in range(ROWS)
    ]  # fmt: skip
    body = f"{above}{table(*rows)}{below}"
    grids = [b for b in read_docx(word_file(body)).blocks if isinstance(b, Grid)]
    return {each.row for each in grids[0].cells if each.doubt}


@pytest.mark.parametrize(
    "shape",
    [
        anchor(FILLED, hidden="1"), anchor(box(), hidden="1"), anchor(box(), x=2000, hidden="1"),
        old("width:40pt;height:15pt;visibility:hidden"),
        old("width:40pt;height:15pt;display:none"),
    ],
)  # fmt: skip
def test_a_hidden_shape_costs_nothing(shape: str) -> None:
    assert doubtful_rows(shape) == set()


@pytest.mark.parametrize(
    "shape",
    [
        anchor(FILLED, x=2000), anchor(FILLED, x=-2000), anchor(FILLED, y=2000),
        anchor(FILLED, y=-2000), anchor(box(), x=2000), anchor(box(), y=3000, by="page"),
        anchor(FILLED, behind="1"), anchor(FILLED, wrap="wrapSquare"),
        old("margin-left:-2000pt;width:40pt;height:15pt"),
        old("left:30in;width:40pt;height:15pt"),
    ],
)  # fmt: skip
def test_a_shape_elsewhere_costs_its_own_cell(shape: str) -> None:
    assert doubtful_rows(shape) == {HUNG}


@pytest.mark.parametrize(
    ("shape", "height", "rows"),
    [
        (anchor(FILLED), 0, {4, 5, 6, 7}),
        (anchor(FILLED, height=9), 0, {5, 6}),
        (anchor(FILLED, height=9), 30, {5, 6}),
        (anchor(FILLED, height=25), 30, {4, 5, 6}),
        (anchor(FILLED, height=25), 12, {3, 4, 5, 6, 7, 8}),
        (anchor(FILLED, y=-25), 12, {2, 3, 4, 5}),
        (anchor(box()), 20, {4, 5, 6}),
        (old("width:40pt;height:15pt"), 20, {4, 5, 6}),
        (old("margin-top:-30pt;width:40pt;height:15pt"), 20, {3, 4, 5}),
        (old("margin-top:.5in;width:1in;height:1cm"), 20, {2, 3, 4, 5, 6, 7, 8, 9}),
    ],
)
def test_a_shape_over_cells_costs_the_rows_it_reaches(
    shape: str, height: int, rows: set[int]
) -> None:
    assert doubtful_rows(shape, height=height) == rows


TURNED = '<wps:spPr><a:xfrm rot="5400000"/><a:solidFill/></wps:spPr>'


@pytest.mark.parametrize(
    "shape",
    [
        anchor(FILLED, by="page"), anchor(FILLED, by="margin"), anchor(TURNED),
        anchor(FILLED, more="<wpg:wgp/>".replace("wpg:", "a:")),
        old("width:40pt;height:15pt;mso-position-vertical-relative:page"),
        old("width:40pt;height:15pt;mso-position-vertical:bottom"),
        old("width:40pt;height:15pt;rotation:90"), old("width:40pt"),
    ],
)  # fmt: skip
def test_a_shape_that_may_be_anywhere_costs_all(shape: str) -> None:
    assert doubtful_rows(shape) == set(range(ROWS))


def test_a_box_that_grows_reaches_all_below() -> None:
    found = doubtful_rows(anchor(box(fits="<a:spAutoFit/>")), height=20)
    assert found == set(range(ROWS))


@pytest.mark.parametrize(
    ("shape", "rows"),
    [
        (anchor(FILLED), {0}), (anchor(FILLED, height=50), {0, 1}), (anchor(FILLED, y=100), None),
        (anchor(FILLED, hidden="1"), set()), (anchor(FILLED, height=9), set()),
        (anchor(FILLED, by="page"), None),
    ],
)  # fmt: skip
def test_a_shape_above_a_table_costs_the_first_rows(shape: str, rows: set[int] | None) -> None:
    above = paragraph(run("表一"), shape)
    expected = set(range(6)) if rows is None else rows
    found = doubtful_rows("<w:r/>", height=20, above=above)
    assert found == (set(range(ROWS)) if "page" in shape else expected)


def test_a_shape_below_a_table_costs_the_last_rows() -> None:
    below = paragraph(run("备注"), anchor(FILLED, y=-30))
    assert doubtful_rows("<w:r/>", height=20, below=below) == {ROWS - 2, ROWS - 1}


def test_a_merged_cell_may_show_its_text_where_it_is_covered() -> None:
    def cells(merge: str, held: str = "") -> str:
        return row(cell("单位", merge), cell(paragraph(run("1"), held or "<w:r/>")))

    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (cells(start), *[cells(on)] * 5, cells(on, anchor(FILLED, height=9)))
    grid = read_docx(word_file(table(*rows))).blocks[0]
    assert isinstance(grid, Grid)
    assert [(c.row, c.column) for c in grid.cells if c.doubt] == [(0, 0), (6, 1)]
