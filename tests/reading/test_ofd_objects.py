"""What the objects of an OFD paint, and what hides: styles, rulings, templates, composites."""

import pytest
from handmade_ofd import (
    A4,
    FRAME,
    HEADS,
    POINTS,
    SHOWN,
    body,
    box_of,
    cell,
    document,
    lines,
    ofd,
    packed,
    page,
    parts,
    path,
    read,
    resources,
    table,
    text,
    xml,
)

from gouji.reading import read_bytes

UNSEEN = "第1页有2个字看不见或看不全，没有读"
WHITE = '<FillColor Value="255 255 255"/>'
CLIP = "<Clips><Clip><Area><Path><AbbreviatedData>{}</AbbreviatedData></Path></Area></Clip></Clips>"
AWAY = CLIP.format(box_of(190, 280, 5, 5))
WHOLE = [SHOWN, ["12", "34"]]
FIGURES = cell(1, 0, "12") + cell(1, 1, "34")


def row(objects: str, res: str = "", layer: str = "") -> list[object]:
    """Return what the second row of the table shows, with these resources."""
    files = parts(FRAME + HEADS + objects, layer=layer)
    if res:
        files["Doc_0/PublicRes.xml"] = resources(res)
    (blocks, _) = read(packed(files))
    (grid,) = blocks
    assert isinstance(grid, list)
    assert grid[0] == SHOWN
    return grid[1]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        pytest.param(cell(1, 0, "12", Visible="false"), "", id="switched off"),
        pytest.param(cell(1, 0, "12", Visible="true"), "12", id="switched on"),
        pytest.param(cell(1, 0, "12", Fill="false"), "", id="neither filled nor stroked"),
        pytest.param(cell(1, 0, "12", Fill="false", Stroke="true", LineWidth="0.1"), "12", id="stroked"),
        pytest.param(cell(1, 0, "12", Stroke="true", LineWidth="0.1"), "12", id="stroked to be bold"),
        pytest.param(cell(1, 0, "12", Stroke="true", LineWidth="3"), "?", id="blotted out"),
        pytest.param(cell(1, 0, "12", Fill="false", Stroke="true", LineWidth="0"), "?", id="stroked by nothing"),
        pytest.param(cell(1, 0, "12", Fill="false", Stroke="true", DashPattern="0 100"), "?", id="stroked by gaps"),
        pytest.param(cell(1, 0, "12", Stroke="true", inner='<FillColor Value="200 0 0"/>'), "12", id="red with black outlines"),
        pytest.param(cell(1, 0, "12", Stroke="true", LineWidth="0.9", inner='<FillColor Value="200 0 0"/>'), "?", id="eaten by black outlines"),
        pytest.param(cell(1, 0, "12", Stroke="true", LineWidth="0.2", inner='<StrokeColor Value="255 255 255"/>'), "?", id="eaten by white outlines"),
        pytest.param(cell(1, 0, "12", Alpha="0"), "?", id="transparent"),
        pytest.param(cell(1, 0, "12", Alpha="255"), "12", id="opaque"),
        pytest.param(cell(1, 0, "12", Alpha="x"), "?", id="of no opacity"),
        pytest.param(cell(1, 0, "12", inner=WHITE), "?", id="white"),
        pytest.param(cell(1, 0, "12", inner='<FillColor Value="#FF #ff #FF"/>'), "?", id="white in hex"),
        pytest.param(cell(1, 0, "12", inner='<FillColor Value="0 0 0" Alpha="0"/>'), "?", id="a transparent colour"),
        pytest.param(cell(1, 0, "12", inner='<FillColor Value="#00 #00 #80"/>'), "12", id="blue in hex"),
        pytest.param(cell(1, 0, "12", inner='<FillColor Value="200 0 0"/>'), "12", id="red"),
        pytest.param(cell(1, 0, "12", inner='<FillColor Value="red"/>'), "?", id="no colour"),
        pytest.param(cell(1, 0, "12", inner="<FillColor><AxialShd/></FillColor>"), "?", id="a shading"),
        pytest.param(cell(1, 0, "12", inner="<FillColor/>"), "12", id="a colour left out"),
        pytest.param(cell(1, 0, "12", size="0.5"), "?", id="small"),
        pytest.param(cell(1, 0, "12", size="0"), "?", id="of no size"),
        pytest.param(cell(1, 0, "12", size="x"), "?", id="a size that is none"),
        pytest.param(cell(1, 0, "12", CharDirection="45"), "?", id="a direction that is none"),
        pytest.param(cell(1, 0, "12") + path(box_of(22, 31, 30, 8), Fill="true", Stroke="false", inner=WHITE), "?", id="covered"),
        pytest.param(path(box_of(22, 31, 30, 8), Fill="true", Stroke="false", inner=WHITE) + cell(1, 0, "12"), "12", id="on white"),
        pytest.param(path(box_of(22, 31, 30, 8), Fill="true", Stroke="false") + cell(1, 0, "12"), "?", id="black on black"),
        pytest.param(path(box_of(22, 31, 30, 8), Fill="true", Stroke="false") + cell(1, 0, "12", inner=WHITE), "12", id="white on black"),
        pytest.param(cell(1, 0, "12") + path("M 22 34 L 60 34", LineWidth="6", inner='<StrokeColor Value="255 255 255"/>'), "?", id="under a broad white line"),
        pytest.param(cell(1, 0, "12") + path(box_of(22, 31, 30, 8), Fill="true", Stroke="false", Visible="false"), "12", id="under what is switched off"),
        pytest.param(cell(1, 0, "12") + path("M 22 31 L x", Fill="true", box="22 31 30 8"), "?", id="under what cannot be drawn"),
        pytest.param(cell(1, 0, "12") + path("M 22 31 L x", box="22 31 30 8"), "12", id="beside a line that cannot be drawn"),
        pytest.param(cell(1, 0, "12") + '<ImageObject ID="3" Boundary="22 31 30 8" ResourceID="404"/>', "?", id="under a picture"),
        pytest.param(cell(1, 0, "12", inner='<Clips><Clip><Area><Path Boundary="100 100 5 5"><AbbreviatedData>M 0 0 L 5 0 L 5 5 C</AbbreviatedData></Path></Area></Clip></Clips>'), "?", id="clipped away"),
        pytest.param(cell(1, 0, "12") + '<ImageObject ID="3" Boundary="28 33 2 4" ResourceID="404"/>', "?12", id="beside a picture as small as a figure"),
        pytest.param('<ImageObject ID="3" Boundary="28 33 2 4" ResourceID="404"/>', "?", id="nothing but a picture"),
        pytest.param(path(box_of(0, 0, 9, 5), box="25 33 9 5", Fill="true", Stroke="false", inner="<FillColor><Pattern><CellContent>" + text("12", box="0 0 9 5") + "</CellContent></Pattern></FillColor>"), "?", id="in a pattern"),
        pytest.param(cell(1, 0, "12", inner=CLIP.format("")), "?", id="clipped by nothing"),
        pytest.param(cell(1, 0, "12", inner="<Clips><Clip><Area><Text/></Area></Clip></Clips>"), "?", id="clipped by writing"),
        pytest.param(cell(1, 0, "12") + path(box_of(22, 31, 30, 8), Fill="true", Stroke="false", inner=WHITE + AWAY), "12", id="under what is clipped away"),
        pytest.param(cell(1, 0, "12") + path("M 40 30 L 40 40", inner=AWAY) + cell(1, 0, "3", box="45 33 9 5"), "12 3", id="a ruling that is clipped away"),
        pytest.param(cell(1, 0, "12") + path("M 40 30 L 40 40", Alpha="2") + cell(1, 0, "3", box="45 33 9 5"), "12 3", id="a ruling that is not seen"),
        pytest.param(cell(1, 0, "12", inner='<Clips><Clip><Area><Path Boundary="0 0 30 8"><AbbreviatedData>M 0 0 L 30 0 L 30 8 L 0 8 C</AbbreviatedData></Path></Area></Clip></Clips>'), "12", id="in its clip"),
    ],
)  # fmt: skip
def test_what_is_seen(hidden: str, shown: str) -> None:
    assert row(hidden + cell(1, 1, "7")) == [shown, "7"]


def test_what_is_not_seen_is_named() -> None:
    assert read(table(cell(1, 0, "12", Alpha="0")))[1] == (UNSEEN,)


def test_text_off_the_page_is_none() -> None:
    away = text("12", box="300 40 20 5") + text("34", box="20 -40 20 5")
    note = "第1页有4个字看不见或看不全，没有读"
    assert read(table(FIGURES + away)) == ([WHOLE], (note,))


SPACES = (
    '<ColorSpaces><ColorSpace ID="90" Type="CMYK"/><ColorSpace ID="91" Type="GRAY"/>'
    '<ColorSpace ID="92" Type="RGB"><Palette><CV>255 255 255</CV><CV>0 0 0</CV></Palette>'
    '</ColorSpace><ColorSpace ID="93" Type="RGB" BitsPerComponent="16"/>'
    '<ColorSpace ID="94" Type="RGB" BitsPerComponent="0"/></ColorSpaces>'
)


@pytest.mark.parametrize(
    ("colour", "shown"),
    [
        ('Value="0 0 0 255" ColorSpace="90"', "12"),
        ('Value="0 0 0 0" ColorSpace="90"', "?"),
        ('Value="0" ColorSpace="91"', "12"),
        ('Value="255" ColorSpace="91"', "?"),
        ('Value="0 0 0" ColorSpace="91"', "?"),
        ('Index="1" ColorSpace="92"', "12"),
        ('Index="0" ColorSpace="92"', "?"),
        ('Value="255 255 255" ColorSpace="93"', "12"),
        ('Value="65535 65535 65535" ColorSpace="93"', "?"),
        ('Value="1 1 1" ColorSpace="94"', "?"),
        ('Value="0 0 0 255"', "12"),
    ],
)
def test_colours_of_every_space(colour: str, shown: str) -> None:
    assert row(cell(1, 0, "12", inner=f"<FillColor {colour}/>"), SPACES) == [shown, ""]


STYLES = (
    '<DrawParams><DrawParam ID="50" LineWidth="0.2"><FillColor Value="255 255 255"/></DrawParam>'
    '<DrawParam ID="51" Relative="50"/><DrawParam ID="52" Relative="51">'
    '<FillColor Value="0 0 0"/></DrawParam><DrawParam ID="53" Relative="54"/>'
    '<DrawParam ID="54" Relative="53"/>'
    + "".join(f'<DrawParam ID="{n}" Relative="{n + 1}"/>' for n in range(60, 70))
    + '<DrawParam ID="70"><FillColor Value="255 255 255"/></DrawParam>'
    '<DrawParam ID="80"><FillColor Value="255 255 255"/></DrawParam><DrawParam ID="80"/>'
    '<DrawParam ID="81" Relative="80"/>' + '<DrawParam ID="82"/>' * 2 + "</DrawParams>"
)


@pytest.mark.parametrize(
    ("own", "layer", "inner", "shown"),
    [
        pytest.param("50", "", "", "?", id="own"),
        pytest.param("51", "", "", "?", id="relative"),
        pytest.param("52", "", "", "12", id="nearer"),
        pytest.param("50", "", '<FillColor Value="0 0 0"/>', "12", id="the object's"),
        pytest.param("52", "50", "", "12", id="own before the layer's"),
        pytest.param("53", "", "", "12", id="a loop"),
        pytest.param("404", "", "", "12", id="not there"),
        pytest.param("60", "", "", "?", id="too long"),
        pytest.param("80", "", "", "?", id="two of one number"),
        pytest.param("81", "", "", "?", id="relative to two of one number"),
        pytest.param("82", "", "", "12", id="stated twice"),
    ],
)
def test_styles(own: str, layer: str, inner: str, shown: str) -> None:
    how = {"DrawParam": own} if own else {}
    objects = cell(1, 0, "12", inner=inner, **how)
    files = parts(FRAME + HEADS)
    files["Doc_0/PublicRes.xml"] = resources(STYLES)
    files["Doc_0/Pages/Page_0/Content.xml"] = xml(
        "Page",
        f'<Content><Layer ID="4">{FRAME}{HEADS}</Layer>'
        f'<Layer ID="5"{f" DrawParam={layer!r}" if layer else ""}>{objects}</Layer></Content>',
    )
    assert read(packed(files))[0] == [[SHOWN, [shown, ""]]]


@pytest.mark.parametrize(
    ("name", "shown"), [("../../PublicRes.xml", "12"), ("Copy.xml", "12"), ("Other.xml", "?")]
)
def test_resources_that_a_page_declares_once_more(name: str, shown: str) -> None:
    style = (
        '<DrawParams><DrawParam ID="50"><FillColor Value="{0} {0} {0}"/></DrawParam></DrawParams>'
    )
    res = f"<PageRes>{name}</PageRes>"
    files = parts(FRAME + HEADS + cell(1, 0, "12", DrawParam="50"), before=res)
    files["Doc_0/PublicRes.xml"] = resources(style.format(0))
    files["Doc_0/Pages/Page_0/Copy.xml"] = resources(style.format(0))
    files["Doc_0/Pages/Page_0/Other.xml"] = resources(style.format(9))
    assert read(packed(files))[0] == [[SHOWN, [shown, ""]]]


def test_the_style_of_a_layer() -> None:
    files = parts(FRAME + HEADS)
    files["Doc_0/PublicRes.xml"] = resources(STYLES)
    files["Doc_0/Pages/Page_0/Content.xml"] = xml(
        "Page",
        f'<Content><Layer ID="4">{FRAME}{HEADS}</Layer><Layer ID="5" DrawParam="51">'
        f"{cell(1, 0, '12')}{cell(1, 1, '34', DrawParam='52')}</Layer></Content>",
    )
    assert read(packed(files))[0] == [[SHOWN, ["?", "34"]]]


def test_layers_lie_by_their_kind() -> None:
    """A white sheet of the foreground covers, though it is written first."""
    sheet = path(box_of(22, 31, 30, 8), Fill="true", Stroke="false", inner=WHITE)
    files = parts()
    for kind, shown in (("Foreground", "?"), ("Background", "12"), ("Body", "12")):
        files["Doc_0/Pages/Page_0/Content.xml"] = xml(
            "Page",
            f'<Content><Layer ID="4" Type="{kind}">{sheet}</Layer>'
            f'<Layer ID="5">{FRAME}{HEADS}{cell(1, 0, "12")}</Layer></Content>',
        )
        assert read(packed(files))[0] == [[SHOWN, [shown, ""]]], kind


# rulings


def bars(**how: str) -> str:
    """Return the rulings of the table as thin filled boxes."""
    across = [box_of(20, 20 + 10 * n, 80, 0.2) for n in range(3)]
    down = [box_of(20 + 40 * n, 20, 0.2, 20) for n in range(3)]
    return "".join(path(data, Fill="true", Stroke="false", **how) for data in (*across, *down))


FRAMES = {
    "one path": FRAME,
    "a path a line": "".join(map(path, lines())),
    "opened by S": FRAME.replace("M ", "S "),
    "in tight boxes": "".join(
        path("M 0.1 0.1 L 80.1 0.1", box=f"19.9 {19.9 + 10 * n} 80.2 0.2", LineWidth="0.2")
        for n in range(3)
    )
    + "".join(
        path("M 0.1 0.1 L 0.1 20.1", box=f"{19.9 + 40 * n} 19.9 0.2 20.2", LineWidth="0.2")
        for n in range(3)
    ),
    "filled bars": bars(),
    "filled bars of a style": bars(DrawParam="404"),
    "a box a cell": "".join(
        path(box_of(20 + 40 * c, 20 + 10 * r, 40, 10)) for r in range(2) for c in range(2)
    ),
    "stroked by default": path(" ".join(lines()), Fill="false"),
    "dashes": "".join(
        path(" ".join(f"M {x / 2} {y} L {x / 2 + 0.3} {y}" for x in range(40, 200)))
        for y in (20, 30, 40)
    )
    + "".join(
        path(" ".join(f"M {x} {y / 2} L {x} {y / 2 + 0.3}" for y in range(40, 80)))
        for x in (20, 60, 100)
    ),
    "points": path(
        " ".join(
            " ".join(part if part in "ML" else str(float(part) / 0.3528) for part in line.split())
            for line in lines()
        ),
        CTM=POINTS,
    ),
}


@pytest.mark.parametrize("name", FRAMES)
def test_rulings_of_every_make(name: str) -> None:
    assert read(ofd(FRAMES[name] + HEADS + FIGURES)) == ([WHOLE], ())


@pytest.mark.parametrize(
    "frame",
    [
        path(" ".join(lines()), Stroke="false"),
        path(" ".join(lines()), inner='<StrokeColor Value="255 255 255"/>'),
        path(" ".join(lines()), Visible="false"),
        path(" ".join(lines()), Alpha="0"),
        path(" ".join(lines()), CTM="0 0 0 0 0 0"),
        path("M 20 20 L"),
        path("X 20 20"),
        path("M 20 20 L 1e9 20"),
        path(""),
    ],
)
def test_lines_that_do_not_show_make_no_table(frame: str) -> None:
    assert read(ofd(frame + HEADS + FIGURES)) == (["收件 办结", "12 34"], ())


# templates


def templated(uses: str, listed: str, template: str, objects: str) -> bytes:
    files = parts(objects, before=uses)
    files["Doc_0/Document.xml"] = document(common=listed)
    files["Doc_0/Tpls/T.xml"] = page(template)
    files["Doc_0/Tpls/U.xml"] = page(HEADS)
    return packed(files)


T = '<TemplatePage ID="7" BaseLoc="Tpls/T.xml"/>'
U = '<TemplatePage ID="8" BaseLoc="Tpls/U.xml"/>'
USE = '<Template TemplateID="7"/>'
SHEET = path(box_of(22, 31, 30, 8), Fill="true", Stroke="false", inner=WHITE)


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        pytest.param(templated(USE, T, FRAME, HEADS + FIGURES), WHOLE, id="one"),
        pytest.param(templated(USE + USE, T, FRAME + HEADS, FIGURES), WHOLE, id="one used twice"),
        pytest.param(templated(USE + '<Template TemplateID="8"/>', T + U, FRAME, FIGURES), WHOLE, id="two"),
        pytest.param(templated(USE, T, FRAME + HEADS + SHEET, FIGURES), WHOLE, id="below"),
        pytest.param(
            templated('<Template TemplateID="7" ZOrder="Foreground"/>', T, FRAME + HEADS + SHEET, FIGURES),
            [SHOWN, ["?", "34"]],
            id="above",
        ),
        pytest.param(
            templated(USE, T.replace("/>", ' ZOrder="Foreground"/>'), FRAME + HEADS + SHEET, FIGURES),
            [SHOWN, ["?", "34"]],
            id="above by its list",
        ),
        pytest.param(
            templated('<Template TemplateID="7" ZOrder="Background"/>', T.replace("/>", ' ZOrder="Foreground"/>'), FRAME + HEADS + SHEET, FIGURES),
            WHOLE,
            id="below by its use",
        ),
    ],
)  # fmt: skip
def test_templates(data: bytes, shown: list[object]) -> None:
    assert read(data)[0] == [shown]


def test_two_pages_of_one_template() -> None:
    files = parts(FIGURES, before=USE)
    files["Doc_0/Document.xml"] = document(["Pages/Page_0/Content.xml", "P.xml"], common=T)
    files["Doc_0/Tpls/T.xml"] = page(FRAME + HEADS)
    files["Doc_0/P.xml"] = page(cell(1, 0, "56"), before=USE)
    grids = [grid for grid in read(packed(files))[0] if isinstance(grid, list)]
    assert [row for grid in grids for row in grid if row != SHOWN] == [["12", "34"], ["56", ""]]


def test_a_template_that_is_not_there_costs_itself_and_is_named() -> None:
    data = templated('<Template TemplateID="404"/>', T, "", FRAME + HEADS + FIGURES)
    note = "第1页套用的模板页缺失或损坏，其中的内容没有读"
    assert read(data) == ([WHOLE], (note,))
    assert read_bytes(data).lost == (1,)


# composites

UNIT = (
    '<CompositeGraphicUnits><CompositeGraphicUnit ID="70" Width="210" Height="297">'
    "<Content>{}</Content></CompositeGraphicUnit></CompositeGraphicUnits>"
)


def composite(number: str = "70", box: str = A4, **how: str) -> str:
    more = "".join(f' {name}="{value}"' for name, value in how.items())
    return f'<CompositeObject ID="6" Boundary="{box}" ResourceID="{number}"{more}/>'


@pytest.mark.parametrize(
    ("objects", "unit", "shown"),
    [
        pytest.param(composite(), cell(1, 0, "12"), ["12", ""], id="as it is"),
        pytest.param(composite(box="40 0 10 10"), cell(1, 0, "12"), ["", "12"], id="moved"),
        pytest.param(composite(box="0 -10 1 1", CTM="1 0 0 1 40 10"), cell(1, 0, "12"), ["", "12"], id="moved twice"),
        pytest.param(composite(CTM="2 0 0 2 0 0"), text("12", 0, 2, box="11 16 9 3", size="2"), ["12", ""], id="enlarged"),
        pytest.param(composite(Alpha="0"), cell(1, 0, "12"), ["?", ""], id="transparent"),
        pytest.param(composite(Visible="false"), cell(1, 0, "12"), ["", ""], id="switched off"),
        pytest.param(composite("404", box="22 31 30 8"), "", ["?", ""], id="not there"),
        pytest.param(composite(box="22 31 30 8"), '</Content></CompositeGraphicUnit><CompositeGraphicUnit ID="70"><Content>', ["?", ""], id="two of one number"),
        pytest.param(composite().replace("/>", f">{AWAY}</CompositeObject>"), cell(1, 0, "12"), ["?", ""], id="clipped away"),
        pytest.param(composite(box="22 31 30 8", CTM="x"), "", ["?", ""], id="nowhere"),
        pytest.param("<PageBlock><PageBlock>" + FIGURES + "</PageBlock></PageBlock>", "", ["12", "34"], id="blocks"),
        pytest.param('<PageBlock Visible="false">' + FIGURES + "</PageBlock>", "", ["", ""], id="a block that is off"),
    ],
)  # fmt: skip
def test_composites(objects: str, unit: str, shown: list[str]) -> None:
    assert row(objects, UNIT.format(unit)) == shown


def test_all_of_a_page_in_a_composite() -> None:
    files = parts(composite())
    files["Doc_0/PublicRes.xml"] = resources(UNIT.format(FRAME + HEADS + FIGURES))
    assert read(packed(files)) == ([WHOLE], ())


def test_a_unit_of_a_page_that_is_not_there_may_hold_anything() -> None:
    files = parts(composite("404") + FRAME + HEADS)
    files["Doc_0/P.xml"] = page(FRAME + HEADS + FIGURES)
    files["Doc_0/Document.xml"] = document(["Pages/Page_0/Content.xml", "P.xml"])
    lost = "第1页的内容有损坏或画法异常，这一页没有读"
    assert read(packed(files)) == (["FIGURE", WHOLE], (lost,))


# annotations


def annotated(inner: str, kind: str = "Stamp", more: str = "", objects: str = FIGURES) -> bytes:
    files = parts(FRAME + HEADS + objects)
    files["Doc_0/Document.xml"] = document(more="<Annotations>Annots/A.xml</Annotations>")
    files["Doc_0/Annots/A.xml"] = xml(
        "Annotations", '<Page PageID="1"><FileLoc>Page_0/B.xml</FileLoc></Page>'
    )
    files["Doc_0/Annots/Page_0/B.xml"] = xml(
        "PageAnnot",
        f'<Annot ID="1" Type="{kind}"{more}><Appearance Boundary="20 20 80 20">{inner}</Appearance>'
        "</Annot>",
    )
    return packed(files)


OVER = path(box_of(0, 10, 40, 10), box="0 0 80 20", Fill="true", Stroke="false", inner=WHITE)
SEAL = '<ImageObject ID="3" Boundary="2 11 30 8" ResourceID="404"/>'
PALE = path(
    box_of(0, 0, 80, 20), box="0 0 80 20", Fill="true", Stroke="false", Alpha="40",
    inner='<FillColor Value="255 0 0"/>',
)  # fmt: skip
DRAWN = path(
    "M 0 0 L 2 0 L 2 4 L 1.5 4 L 1.5 1 L 0 1 C", box="9 13 2 4", Fill="true", Stroke="false"
)
COMMENT = text("9", box="3 13 30 5")
MARKS = "".join(
    text("内部资料", box=f"{x} 0 40 20", Alpha="51", CTM="0.7 -0.7 0.7 0.7 0 12")
    for x in (0, 20, 40)
)
STAMPED = "文件上有 1 处印章，其中的文字没有读"
MARKED = "文件上有 1 处水印，其中的文字没有读"
NOTED = "文件上有 1 处批注，其中的文字没有读"
OVERLAID = "第1页有批注或表单域，其中的内容没有读"


@pytest.mark.parametrize(
    ("data", "figures", "notes"),
    [
        pytest.param(annotated(OVER), ["?", "34"], (UNSEEN, STAMPED), id="opaque white"),
        pytest.param(annotated(SEAL), ["?", "34"], (UNSEEN, STAMPED), id="a seal over figures"),
        pytest.param(annotated(SEAL.replace("2 11 30 8", "9 13 2 4")), ["?12", "34"], (STAMPED,), id="a picture beside figures"),
        pytest.param(annotated(SEAL, objects=""), ["?", ""], (STAMPED,), id="a picture in an empty cell"),
        pytest.param(annotated(DRAWN, "Path"), ["?12", "34"], (NOTED,), id="a figure that is drawn"),
        pytest.param(annotated(PALE), ["12", "34"], (STAMPED,), id="pale"),
        pytest.param(annotated(MARKS, "Watermark"), ["12", "34"], (MARKED,), id="a watermark"),
        pytest.param(annotated(COMMENT, "FreeText"), ["?12", "34"], (OVERLAID, NOTED), id="a comment among figures"),
        pytest.param(annotated(OVER, more=' Visible="false"'), ["12", "34"], (), id="switched off"),
        pytest.param(annotated("", "Link"), ["12", "34"], (), id="a link"),
        pytest.param(annotated("", "Highlight"), ["12", "34"], (NOTED,), id="a comment that shows nothing"),
    ],
)  # fmt: skip
def test_annotations(data: bytes, figures: list[str], notes: tuple[str, ...]) -> None:
    assert read(data) == ([[SHOWN, figures]], notes)


def test_annotations_that_are_not_there_are_named() -> None:
    files = parts(FRAME + HEADS + FIGURES)
    files["Doc_0/Document.xml"] = document(more="<Annotations>Annots/A.xml</Annotations>")
    lost = "文件里有 1 个批注部件缺失或损坏，没有读"
    assert read(packed(files)) == ([WHOLE], (lost,))


def test_a_document_says_what_stands_beside_it() -> None:
    files = parts(FRAME + HEADS + FIGURES)
    files["OFD.xml"] = xml("OFD", body(more="<Signatures>/Signs/S.xml</Signatures>"))
    files["Signs/S.xml"] = xml("Signatures", '<Signature ID="1" BaseLoc="a"/>' * 2)
    files["Doc_0/Document.xml"] = document(more="<Attachments>A.xml</Attachments>")
    files["Doc_0/A.xml"] = xml("Attachments", '<Attachment ID="1"/>')
    assert read(packed(files)) == (
        [WHOLE],
        ("文件有 2 个电子签章，没有核验其是否有效", "文件带有 1 个附件，附件没有读"),
    )


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ('PageRef="1" Boundary="22 31 30 8"', ["?12", "34"]),
        ('PageRef="1" Boundary="22 31 70 8" Clip="40 0 30 8"', ["12", "?34"]),
        ('PageRef="1" Boundary="120 200 42 42"', ["12", "34"]),
        ('PageRef="2" Boundary="22 31 30 8"', ["12", "34"]),
        ('PageRef="1"', ["12", "34"]),
    ],
)
def test_figures_under_a_seal(place: str, shown: list[str]) -> None:
    files = parts(FRAME + HEADS + FIGURES)
    files["OFD.xml"] = xml("OFD", body(more="<Signatures>/Signs/S.xml</Signatures>"))
    files["Signs/S.xml"] = xml("Signatures", '<Signature ID="1" BaseLoc="0/A.xml"/>')
    files["Signs/0/A.xml"] = xml("Signature", f"<SignedInfo><StampAnnot {place}/></SignedInfo>")
    assert read(packed(files))[0] == [[SHOWN, shown]]
