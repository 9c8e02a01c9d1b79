"""Where the characters of an OFD stand, and what they say: steps, matrices, blanks, glyphs."""

import pytest
from handmade_ofd import (
    FRAME,
    HEADS,
    POINTS,
    SHOWN,
    cell,
    document,
    ofd,
    packed,
    parts,
    read,
    resources,
    table,
    text,
)

TWO_LINES = "g 3 4 -12 g 3 4"


def row(objects: str) -> list[object]:
    """Return what the second row of the table shows."""
    (blocks, _) = read(table(objects))
    (grid,) = blocks
    assert isinstance(grid, list)
    assert grid[0] == SHOWN
    return grid[1]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("delta", "shown"),
    [
        pytest.param("2 2 2 2", "12345", id="n - 1"),
        pytest.param("2 2 2 2 2", "12345", id="n"),
        pytest.param("2", "12345", id="too few"),
        pytest.param("2 2 2 2 9 9 9 9", "12345", id="too many"),
        pytest.param("g 4 2", "12345", id="g alone"),
        pytest.param("g 2 2 2 2", "12345", id="g and steps"),
        pytest.param("g 2 2", "12345", id="g too short"),
        pytest.param("g 999999999 2", "12345", id="g too long"),
        pytest.param("g 99999999999999999999 2", "12345", id="g without end"),
        pytest.param("g 0 9 2", "12345", id="g of none"),
        pytest.param("g -3 9 2", "12345", id="g of less"),
        pytest.param("  2\n\t2   2 2 ", "12345", id="breaks"),
        pytest.param("2.0000 +2 2e0 .2E1", "12345", id="ways to write a number"),
        pytest.param("", "12345", id="empty"),
    ],
)
def test_steps(delta: str, shown: str) -> None:
    assert row(cell(1, 0, "12345", code=f' DeltaX="{delta}"')) == [shown, ""]


@pytest.mark.parametrize("delta", ["g", "g 4", "g x 2", "2 x", "nan", "inf", "1e9", "g 4 1e309"])
def test_steps_that_are_none_leave_the_cell_unread(delta: str) -> None:
    assert row(cell(1, 0, "12345", code=f' DeltaX="{delta}"')) == ["?", ""]


def test_without_steps_characters_stand_side_by_side() -> None:
    assert row(cell(1, 0, "12345")) == ["12345", ""]


def test_all_lines_of_a_cell_in_one_run() -> None:
    """The run goes back to the left and down: lines are made of places."""
    down = 'DeltaY="g 3 0 4 g 3 0"'
    box = f"{23} {31} 30 5"
    across = f'DeltaX="{TWO_LINES}"'
    assert row(cell(1, 0, "结转下年继续办理", box=box, code=f" {across} {down}")) == [
        "结转下年继续办理",
        "",
    ]


def test_a_number_wrapped_in_one_run_is_not_two() -> None:
    code = ' DeltaX="2 -2 2" DeltaY="0 4 0"'
    assert row(cell(1, 0, "1234", box="23 31 30 5", code=code)) == ["?1234", ""]


def test_characters_written_backwards_stand_where_they_stand() -> None:
    """The steps are negative: the page shows 321, though the file says 123."""
    assert row(cell(1, 0, "123", x="8", code=' DeltaX="-2 -2"')) == ["321", ""]


def test_a_label_down_the_page() -> None:
    objects = text("经办", box="150 60 5 20", code=' DeltaY="6"')
    turned = text("经办", box="160 60 5 20", ReadDirection="90")
    assert read(table(objects)) == read(table(turned))


@pytest.mark.parametrize(
    ("codes", "shown"),
    [
        ('<TextCode X="0" Y="4">1</TextCode><TextCode X="2">2</TextCode>', "12"),
        ('<TextCode X="2" Y="4">2</TextCode><TextCode X="0">1</TextCode>', "12"),
        ('<TextCode X="0" Y="4">结</TextCode><TextCode Y="8">转</TextCode>', "结转"),
        ('<TextCode Y="4">12</TextCode>', "12"),
        ('<TextCode X="0" Y="4"/><TextCode X="4">12</TextCode>', "12"),
    ],
)
def test_runs_that_leave_out_where_they_start(codes: str, shown: str) -> None:
    objects = f'<TextObject ID="3" Boundary="23 31 30 9" Font="1" Size="4">{codes}</TextObject>'
    assert row(objects) == [shown, ""]


@pytest.mark.parametrize(
    ("says", "delta", "shown"),
    [
        pytest.param("  12", "g 3 2", "12", id="blanks before"),
        pytest.param("\u3000\u300012", "4 4 2", "12", id="broad blanks before"),
        pytest.param("\n    12\n  ", "2", "12", id="breaks around"),
        pytest.param("\n\u3000\u300012\n", "4 4 2", "12", id="blanks after a break"),
        pytest.param("收\n     到", "4 4", "收 到", id="a break within"),
        pytest.param("收\\0020到", "4 4", "收 到", id="a blank by its code"),
        pytest.param("\\65365", "4 4", "收5", id="an ideograph by its code"),
        pytest.param("12\\0033", "2 2", "?12\ufffd", id="a figure by its code"),
        pytest.param("12\\D83D", "2 2", "?12\ufffd", id="half a character by its code"),
        pytest.param("1\\000A2", "2 2", "1 2", id="a break by its code"),
        pytest.param("1\u00a42", "2 2", "?1\ufffd2", id="a glyph without a code"),
        pytest.param("1\u200b2", "2 2", "1 2", id="nothing to see"),
        pytest.param("⼊", "", "入", id="a radical"),
    ],
)
def test_what_a_run_says(says: str, delta: str, shown: str) -> None:
    code = f' DeltaX="{delta}"' if delta else ""
    assert row(cell(1, 0, says, code=code)) == [shown, ""]


@pytest.mark.parametrize(
    ("size", "ctm", "x", "delta"),
    [
        pytest.param("4", "", "0", "2 2", id="millimetres"),
        pytest.param("11.34", POINTS, "0", "5.67 5.67", id="points"),
        pytest.param("209", "0.0176 0 0 0.0176 0 0", "0", "113.4 113.4", id="twentieths"),
        pytest.param("1", "4 0 0 4 0 0", "0", "0.5 0.5", id="a size of one"),
        pytest.param("0.3528", "11.34 0 0 11.34 0 -3", "0", "0.1764 0.1764", id="a small size"),
        pytest.param("4", "1 0 0 1 5 0", "-5", "2 2", id="moved"),
    ],
)
def test_matrices(size: str, ctm: str, x: str, delta: str) -> None:
    y = str(4 / float(ctm.split()[3])) if ctm else "4"
    how = {"CTM": ctm} if ctm else {}
    written = cell(1, 0, "123", size=size, x=x, y=y, code=f' DeltaX="{delta}"', **how)
    assert row(written + cell(1, 1, "7")) == ["123", "7"]


@pytest.mark.parametrize(
    ("ctm", "shown"),
    [
        pytest.param("-1 0 0 -1 8 8", "?123", id="upside down"),
        pytest.param("0 0 0 0.3528 0 0", "?", id="singular"),
        pytest.param("0 0 0 0 0 0", "?", id="nothing"),
        pytest.param("-1 0 0 1 8 0", "?", id="mirrored"),
        pytest.param("0.7 0.7 -0.7 0.7 4 0", "?", id="aslant"),
        pytest.param("0.2 0 0 0.2 0 0", "?", id="tiny"),
        pytest.param("1 0 0", "?", id="half a matrix"),
        pytest.param("1 0 0 1 x 0", "?", id="no numbers"),
    ],
)
def test_matrices_that_leave_figures_unread(ctm: str, shown: str) -> None:
    assert row(cell(1, 0, "123", CTM=ctm) + cell(1, 1, "7")) == [shown, "7"]


def test_figures_on_their_side_are_read_along_their_way() -> None:
    assert row(cell(1, 0, "123", CTM="0 1 -1 0 4 0")) == ["123", ""]


def test_singular_blanks_cost_nothing() -> None:
    blank = cell(1, 0, " ", CTM="0 0 0 0.3528 0 0")
    assert row(blank + cell(1, 0, "12")) == ["12", ""]


@pytest.mark.parametrize(
    "box",
    ["23 31 1 1", "23 31 0 0", "23 31 -3 5", "23 36 30 -5", "23 31 0.0001 4", "23 31 900 900"],
)
def test_text_is_not_cut_at_its_boundary(box: str) -> None:
    y = "-1" if "36" in box else "4"
    assert row(cell(1, 0, "123", box=box, y=y)) == ["123", ""]


def test_an_amount_set_to_the_left_of_its_boundary() -> None:
    assert row(cell(1, 0, "123", box="53 31 -3 5", x="-6")) == ["123", ""]


@pytest.mark.parametrize(("squeeze", "shown"), [("0.64", "123"), ("1.2", "123"), ("0.1", "?")])
def test_squeezed_characters_keep_their_steps(squeeze: str, shown: str) -> None:
    assert row(cell(1, 0, "123", HScale=squeeze, code=' DeltaX="2 2"')) == [shown, ""]


def test_the_same_characters_twice_are_bold() -> None:
    assert row(cell(1, 0, "123") + cell(1, 0, "123", x="0.1")) == ["123", ""]


@pytest.mark.parametrize(
    ("transform", "shown"),
    [
        pytest.param('CodePosition="0" CodeCount="3" GlyphCount="3"', "123", id="as many"),
        pytest.param('CodePosition="1" CodeCount="1" GlyphCount="1"', "123", id="one of them"),
        pytest.param('CodePosition="0" CodeCount="3" GlyphCount="2"', "?\ufffd\ufffd\ufffd", id="fewer glyphs"),
        pytest.param('CodePosition="0" CodeCount="1" GlyphCount="3"', "?\ufffd\ufffd\ufffd", id="more glyphs"),
        pytest.param('CodePosition="0" CodeCount="2" GlyphCount="1"', "?\ufffd\ufffd\ufffd", id="one for two figures"),
        pytest.param('CodePosition="0" CodeCount="9" GlyphCount="9"', "?\ufffd\ufffd\ufffd", id="of a longer text"),
        pytest.param('CodePosition="-1" CodeCount="3" GlyphCount="3"', "?\ufffd\ufffd\ufffd", id="before the text"),
        pytest.param('CodePosition="0" CodeCount="x" GlyphCount="3"', "?", id="no number"),
    ],
)  # fmt: skip
def test_glyphs_by_their_numbers(transform: str, shown: str) -> None:
    inner = f"<CGTransform {transform}><Glyphs>11 12 13</Glyphs></CGTransform>"
    assert row(cell(1, 0, "123", inner=inner)) == [shown, ""]


def test_a_ligature_counts_as_one_step() -> None:
    inner = '<CGTransform CodePosition="1" CodeCount="2" GlyphCount="1"><Glyphs>7</Glyphs></CGTransform>'
    objects = cell(1, 0, "offi", inner=inner, code=' DeltaX="2 4"')
    assert row(objects) == ["offi", ""]


def test_glyphs_behind_the_text_are_of_no_text() -> None:
    late = cell(1, 0, "123").replace(
        "</TextObject>", "<CGTransform><Glyphs>1</Glyphs></CGTransform></TextObject>"
    )
    assert row(late) == ["?123", ""]


def test_text_as_one_object_a_character() -> None:
    signs = "".join(cell(1, 0, sign, box=f"{23 + 2 * n} 31 2 4") for n, sign in enumerate("3,456"))
    assert row(signs) == ["3,456", ""]


def test_a_landscape_page() -> None:
    area = "<Area><PhysicalBox>0 0 297 210</PhysicalBox></Area>"
    wide = cell(1, 0, "12") + text("附注", box="250 180 20 5")
    whole = [[SHOWN, ["12", ""]], "附注"]
    assert read(ofd(FRAME + HEADS + wide, before=area)) == (whole, ())


def test_a_page_turned_by_its_matrices() -> None:
    """Everything stands on its side: the page is read upright."""
    note = "本表所列数据均以机关登记的申请为准并与上一年度结转的数量相互衔接不含口头咨询"
    drawn = FRAME + HEADS + cell(1, 0, "12") + text(note, box="20 60 180 5")
    unit = f'<CompositeGraphicUnit ID="70"><Content>{drawn}</Content></CompositeGraphicUnit>'
    files = parts(
        '<CompositeObject ID="4" Boundary="0 0 210 297" ResourceID="70" CTM="0 1 -1 0 200 0"/>'
    )
    files["Doc_0/PublicRes.xml"] = resources(
        f"<CompositeGraphicUnits>{unit}</CompositeGraphicUnits>"
    )
    assert read(packed(files)) == ([[SHOWN, ["12", ""]], note], ())


def test_the_origin_of_a_page_need_not_be_its_corner() -> None:
    area = "<Area><PhysicalBox>-10 -20 210 297</PhysicalBox></Area>"
    assert read(table(cell(1, 0, "12"), before=area)) == read(table(cell(1, 0, "12")))


@pytest.mark.parametrize("stated", ["0 0 0 0", "0 0 -210 297", "0 0 nan 297", "A4", ""])
def test_a_page_without_a_size_is_of_the_documents(stated: str) -> None:
    area = f"<Area><PhysicalBox>{stated}</PhysicalBox></Area>"
    assert read(table(cell(1, 0, "12"), before=area)) == ([[SHOWN, ["12", ""]]], ())


def test_two_pages_of_one_part() -> None:
    files = parts(FRAME + HEADS + cell(1, 0, "12"))
    files["Doc_0/Document.xml"] = document(["Pages/Page_0/Content.xml"] * 2)
    whole = [SHOWN, ["12", ""]]
    assert read(packed(files)) in (([whole, whole], ()), ([[*whole, *whole]], ()))
