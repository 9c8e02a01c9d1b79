"""What stands elsewhere than in its cell makes the cells unread that it may reach, and no others.

Each case is a table of numbers, in some cells of which something is placed or turned; ``x`` are
the cells that are in doubt then.
"""

from collections.abc import Mapping

import pytest

from gouji.reading import read_bytes

Marks = Mapping[tuple[int, int], str]
"""What stands in cells, by row and column, beside their numbers."""
SIDE = 7
EMPTY_GIF = "data:image/gif;base64,R0lGODlhAQABAIAAAP///////yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def doubts(marks: Marks, *, table: str = "", row: str = "", cell: str = "") -> tuple[str, ...]:
    """Return the doubts of a page with two tables; ``marks`` stand in the first.

    ``table``, ``row`` and ``cell`` are the attributes of all tables, rows and cells.
    """
    tables = [
        _table(some, f"<table {table}>", f"<tr {row}>", f"<td {cell}>") for some in (marks, {})
    ]
    page = (
        "<!DOCTYPE html><html><body><h1>某局2024年政府信息公开工作年度报告</h1>"
        "<p>一、总体情况</p><p>本机关认真贯彻落实条例，主动公开了各类政府信息。</p>"
        f"{tables[0]}<p>二、申请情况</p>{tables[1]}</body></html>"
    )
    grids = list(read_bytes(page.encode()).grids())
    assert [(grid.rows, grid.columns) for grid in grids] == [(SIDE, SIDE)] * 2
    drawn = ["".join(".x"[bool(cell.doubt)] for cell in grid.cells) for grid in grids]
    lines = [grid[at : at + SIDE] for grid in drawn for at in range(0, SIDE * SIDE, SIDE)]
    return tuple(lines)


def _table(marks: Marks, table: str, row: str, cell: str) -> str:
    rows = (
        row
        + "".join(f"{cell}{100 + y * SIDE + x}{marks.get((y, x), '')}</td>" for x in range(SIDE))
        for y in range(SIDE)
    )
    return table + "".join(rows) + "</table>"


NONE = ("." * SIDE,) * SIDE
ALL = ("x" * SIDE,) * SIDE

ALIKE = [
    ("<b style='position:absolute'>{}</b>", "字", "字字字"),
    ("<b style='position:absolute;left:-16px'>{}</b>", "字", "字字字"),
    ("<b style='transform:rotate(90deg)'>{}</b>", "字", "字字<br>字"),
    ("<b style='rotate:90deg'>{}</b>", "", "字字"),
    ("<b style='position:absolute'>{}</b>", "", "<img width=48 height=16>"),
    ("<b style='position:absolute'>{}</b>", "\n", "&nbsp;<i style='font-size:40px'>&nbsp;</i>"),
    ("<b style='position:absolute'>{}</b>", "<i>字</i>", "<i style='padding:16px'>字</i>"),
    ("<b style='position:relative;left:16px'>{}</b>", "字", "<i style='position:relative;left:-32px'>字</i>"),
    ("<b style='filter:invert(1)'>{}</b>", "字", "<i style='position:absolute'>字字</i>"),
    ("<b style='position:absolute;letter-spacing:-2px'>{}</b>", "字", "字字"),
    ("<b style='position:absolute;opacity:calc(1)'>{}</b>", "字", "字字"),
    ("<b style='position:fixed'>{}</b>", "字", "<i>字</i>"),
]  # fmt: skip


@pytest.mark.parametrize(("way", "small", "large"), ALIKE)
def test_of_elements_with_equal_attributes_each_reaches_as_far_as_it_does_alone(
    way: str, small: str, large: str
) -> None:
    first, last = (1, 1), (5, 5)
    for one, other in ((small, large), (large, small)):
        marks = {first: way.format(one), last: way.format(other)}
        alone = [doubts({at: mark}, cell="style='position:relative'") for at, mark in marks.items()]
        merged = tuple(map(_merged, *alone))
        assert doubts(marks, cell="style='position:relative'") == merged
    assert doubts({first: way.format(small)}) != NONE + NONE


def _merged(one: str, other: str) -> str:
    return "".join(map(max, one, other))


REACHES = [
    ("<b>字</b>", (NONE, NONE)),
    ("<b style='position:absolute'>字</b>", (
        ".......", ".......", "..xxx..", "..xxx..", "..xxx..", ".......", ".......",
    )),
    ("<b style='position:absolute'>字字</b>", (
        ".......", ".xxxxx.", ".xxxxx.", ".xxxxx.", ".xxxxx.", ".xxxxx.", ".......",
    )),
    ("<b style='position:absolute;font-size:32px'>字</b>", (
        ".......", ".xxxxx.", ".xxxxx.", ".xxxxx.", ".xxxxx.", ".xxxxx.", ".......",
    )),
    ("<b style='position:absolute'><img width=48 height=16></b>", (
        ".......", ".......", "xxxxxxx", "xxxxxxx", "xxxxxxx", ".......", ".......",
    )),
    ("<b style='position:relative;left:32px'>字字字字</b>", (
        ".......", ".......", ".......", ".xxxxx.", ".......", ".......", ".......",
    )),
    ("<b style='position:relative;left:16px'><i style='position:relative;left:32px'>字</i></b>", (
        ".......", ".......", ".......", "xxxxxxx", ".......", ".......", ".......",
    )),
    ("<b style='position:absolute;left:-9999px'>字字字</b>", (
        ".......", ".......", ".......", "...x...", ".......", ".......", ".......",
    )),
    ("<b style='position:absolute'><ul><li>字</ul></b>", ALL),
    (f"<b style='position:absolute'><img src={EMPTY_GIF}></b>", ALL),
    ("<b style='position:absolute'>" + "<i></i>" * 60 + "</b>", ALL),
]  # fmt: skip


@pytest.mark.parametrize(("mark", "reached"), REACHES)
def test_what_is_large_reaches_far(mark: str, reached: tuple[str, ...]) -> None:
    assert doubts({(3, 3): mark}, cell="style='position:relative'") == (
        *(reached if len(reached) == SIDE else NONE), *NONE
    )  # fmt: skip


PLACED = "<b style='position:absolute;left:0'>字</b>"
POSITIONED = "style='position:relative'"
NEAR = (".......", ".......", "..xxx..", "..xxx..", "..xxx..", ".......", ".......")


@pytest.mark.parametrize(
    ("attributes", "reached"),
    [
        ({"cell": POSITIONED}, NEAR),
        ({"row": POSITIONED}, ALL),
        ({"table": POSITIONED}, ALL),
        ({"table": POSITIONED, "cell": POSITIONED}, NEAR),
        ({}, ALL),
    ],
)
def test_offsets_count_from_what_is_positioned_around_an_element(
    attributes: dict[str, str], reached: tuple[str, ...]
) -> None:
    assert doubts({(3, 3): PLACED}, **attributes) == (*reached, *NONE)


COVER = "<style>.c::after{{content:'';position:{};left:-40px;width:80px;background:#fff}}</style>"


def test_a_pseudo_element_reaches_as_an_element_does() -> None:
    found = [
        doubts({(3, 3): COVER.format(position) + "<b class=c></b>"}, cell=POSITIONED)
        for position in ("static", "relative", "absolute")
    ]
    assert found == [
        (*NONE[:3], "...x...", *NONE[:3], *NONE), (*NONE[:3], "xxxxxxx", *NONE[:3], *NONE),
        (*NONE[:3], "xxxxxxx", *NONE[:3], *NONE),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("style", "text", "everywhere"),
    [
        ("position:absolute;left:0", "7", True),
        ("position:fixed;top:0", "7", True),
        ("position:relative;top:300px", "7", True),
        ("position:relative;top:-300px", "7", True),
        ("position:relative;top:300px", "字", False),
        ("position:relative;top:300px;background:#fff;height:9px", "", True),
        ("position:relative;top:300px", "", False),
        ("position:relative;top:20px", "7", False),
        ("position:relative;left:300px", "7", False),
    ],
)
def test_figures_that_leave_their_table_may_stand_in_another(
    style: str, text: str, *, everywhere: bool
) -> None:
    found = doubts({(3, 3): f"<b style='{style}'>{text}</b>"})
    assert (found[SIDE:] == ALL, found[SIDE:] == NONE) == (everywhere, not everywhere)


def test_figures_in_a_table_that_lays_out_the_page_may_stand_in_another() -> None:
    inner = _table({}, "<table>", "<tr>", "<td>")
    text = "<p>本机关认真贯彻落实条例，主动公开了各类政府信息。</p>"
    page = (
        "<table><tr><td><b style='position:relative;top:20px'>{}</b></td></tr>"
        f"<tr><td><p>一、总体情况</p>{text}{inner}<p>二、其他</p>{text}</td></tr></table>"
    )
    found = [
        {bool(cell.doubt) for grid in read_bytes(page.format(mark).encode()).grids() for cell in grid.cells}
        for mark in ("7", "字")
    ]  # fmt: skip
    assert found == [{True}, {False}]


def test_of_very_many_figures_none_is_passed_over() -> None:
    moved = "<b style='position:relative;top:99px'>7</b>"
    still = "<b style='position:relative;top:9px'></b>" * 500
    assert [doubts({(0, 0): still, (3, 3): last})[SIDE:] for last in (moved, "字")] == [ALL, NONE]
