"""Fonts of an OFD that draw other digits than the text says: the cell is unread.

The fonts are made of an installed one: its table of characters, or its glyphs, are exchanged.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import reportlab
from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from handmade_ofd import FRAME, HEADS, SHOWN, cell, packed, parts, read, resources

from gouji.reading.digits import Shape, examples
from gouji.reading.pdf.drawn import misdrawn

VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
DIGITS = "0123456789"
OTHER = str.maketrans("38", "83")
MISDRAWN = "第1页有2个字的字形与文字编码不符，没有读"
CARRIED = "第1页有2个字用了文件自带的字体，不能确定画的是什么，没有读"
SIGNS = "第1页有2个字用了符号字体，没有读"


def small() -> TTFont:
    font = TTFont(VERA)
    options = subset.Options()
    options.notdef_outline = True
    options.glyph_names = True
    chosen = subset.Subsetter(options)
    chosen.populate(text=DIGITS + ",.")
    chosen.subset(font)
    return font


def saved(font: TTFont) -> bytes:
    out = BytesIO()
    font.save(out)
    return out.getvalue()


@cache
def honest() -> bytes:
    return saved(small())


@cache
def by_characters() -> bytes:
    """Return a font whose table of characters exchanges 3 and 8."""
    font = small()
    for table in font["cmap"].tables:
        names = dict(table.cmap)
        for digit in "38":
            table.cmap[ord(digit)] = names[ord(digit.translate(OTHER))]
    return saved(font)


@cache
def compact(*, lying: bool) -> bytes:
    """Return a font of PostScript outlines."""
    old = small()
    glyphs, names = old.getGlyphSet(), old.getBestCmap()
    drawn = {}
    for name in old.getGlyphOrder():
        pen = T2CharStringPen(old["hmtx"][name][0], glyphs)
        glyphs[name].draw(pen)
        drawn[name] = pen.getCharString()
    if lying:
        drawn["three"], drawn["eight"] = drawn["eight"], drawn["three"]
    made = FontBuilder(old["head"].unitsPerEm, isTTF=False)
    made.setupGlyphOrder(old.getGlyphOrder())
    made.setupCharacterMap(names)
    made.setupCFF("Made", {}, drawn, {})
    made.setupHorizontalMetrics({name: old["hmtx"][name] for name in old.getGlyphOrder()})
    made.setupHorizontalHeader(ascent=1_900, descent=-500)
    made.setupNameTable({"familyName": "Made", "styleName": "Regular"})
    made.setupOS2()
    made.setupPost()
    return saved(made.font)


@cache
def with_maps(*maps: tuple[int, int, int, int]) -> bytes:
    """Return a font of other tables of characters.

    Each is a platform, an encoding, a format, and how far from their own codes characters stand.
    """
    font = small()
    old = font.getBestCmap()
    font["cmap"].tables = []
    for platform, encoding, form, shift in maps:
        table = CmapSubtable.newSubtable(form)
        table.platformID, table.platEncID, table.language = platform, encoding, 0
        table.cmap = {code + shift: name for code, name in old.items()}
        font["cmap"].tables.append(table)
    return saved(font)


@cache
def collection(*, lying: bool) -> bytes:
    """Return a collection of two fonts, of which the second draws what it says."""
    out = BytesIO()
    made = TTCollection()
    made.fonts = [
        TTFont(BytesIO(by_characters() if lying else honest())),
        TTFont(BytesIO(honest())),
    ]
    made.save(out)
    return out.getvalue()


@cache
def of_variations() -> bytes:
    """Return a font with a table of variations beside that of characters."""
    font = small()
    table = CmapSubtable.newSubtable(14)
    table.platformID, table.platEncID, table.language, table.cmap = 0, 5, 0xFF, {}
    table.uvsDict = {0xFE00: [(ord("3"), font.getBestCmap()[ord("8")])]}
    font["cmap"].tables.append(table)
    return saved(font)


def number_of(digit: str) -> int:
    font = TTFont(BytesIO(honest()))
    return int(font.getGlyphID(font.getBestCmap()[ord(digit)]))


def carried(font: bytes | None, inner: str = "", says: str = "38", name: str = "宋体") -> bytes:
    files = parts(FRAME + HEADS + cell(1, 0, says, inner=inner))
    file = "" if font is None else "<FontFile>a.ttf</FontFile>"
    files["Doc_0/PublicRes.xml"] = resources(
        f'<Fonts><Font ID="1" FontName="{name}">{file}</Font></Fonts>'
    )
    if font is not None:
        files["Doc_0/a.ttf"] = font
    return packed(files)


def glyphs(*numbers: object) -> str:
    count = len(numbers)
    return (
        f'<CGTransform CodePosition="0" CodeCount="{count}" GlyphCount="{count}">'
        f"<Glyphs>{' '.join(map(str, numbers))}</Glyphs></CGTransform>"
    )


RIGHT = glyphs(number_of("3"), number_of("8"))
WRONG = glyphs(number_of("8"), number_of("3"))


@pytest.mark.parametrize(
    ("data", "shown", "notes"),
    [
        pytest.param(carried(honest()), "38", (), id="honest"),
        pytest.param(carried(honest(), RIGHT), "38", (), id="honest numbers"),
        pytest.param(carried(by_characters()), "?", (MISDRAWN,), id="other characters"),
        pytest.param(carried(by_characters(), RIGHT), "38", (), id="numbers count, not characters"),
        pytest.param(carried(honest(), WRONG), "?", (MISDRAWN,), id="other numbers"),
        pytest.param(carried(honest(), glyphs(9_999, 70_000)), "?", (MISDRAWN,), id="numbers beyond the font"),
        pytest.param(carried(honest(), glyphs(-1, -2)), "?", (MISDRAWN,), id="numbers below nought"),
        pytest.param(carried(compact(lying=False)), "38", (), id="PostScript outlines"),
        pytest.param(carried(compact(lying=True)), "?", (MISDRAWN,), id="other PostScript outlines"),
        pytest.param(carried(compact(lying=True), WRONG), "38", (), id="numbers of PostScript outlines"),
        pytest.param(carried(with_maps((3, 0, 4, 0))), "38", (), id="symbols at their codes"),
        pytest.param(carried(with_maps((3, 0, 4, 0xF000))), "38", (), id="symbols at private codes"),
        pytest.param(carried(with_maps((3, 0, 4, 0xF100))), "?", (CARRIED,), id="symbols elsewhere"),
        pytest.param(carried(with_maps((3, 0, 4, 0xF100)), RIGHT), "38", (), id="symbols not asked"),
        pytest.param(carried(with_maps((1, 0, 0, 0))), "38", (), id="bytes"),
        pytest.param(carried(with_maps((1, 0, 6, 0))), "38", (), id="a range"),
        pytest.param(carried(with_maps((1, 0, 0, 1))), "?", (MISDRAWN,), id="other bytes"),
        pytest.param(carried(with_maps((1, 0, 0, 0), (3, 0, 4, 0xF000))), "38", (), id="bytes and symbols"),
        pytest.param(carried(with_maps((1, 0, 0, 0), (3, 0, 4, 0xF001))), "?", (CARRIED,), id="bytes against symbols"),
        pytest.param(carried(collection(lying=False)), "38", (), id="a collection"),
        pytest.param(carried(collection(lying=True)), "?", (MISDRAWN,), id="a collection of another first"),
        pytest.param(carried(of_variations()), "38", (), id="variations"),
        pytest.param(carried(with_maps((3, 1, 4, 0), (1, 1, 6, 5), (3, 3, 4, 7))), "38", (), id="tables of old encodings beside Unicode"),
        pytest.param(carried(with_maps((3, 3, 4, 0))), "?", (CARRIED,), id="nothing but an old encoding"),
        pytest.param(carried(with_maps()), "?", (CARRIED,), id="no characters"),
        pytest.param(carried(with_maps(), RIGHT), "38", (), id="no characters, but numbers"),
        pytest.param(carried(b"no font"), "?", (CARRIED,), id="no font"),
        pytest.param(carried(honest()[:2_000]), "?", (MISDRAWN,), id="a broken font"),
        pytest.param(carried(None), "38", (), id="not carried"),
        pytest.param(carried(None, name="Wingdings"), "?", (SIGNS,), id="a font of signs"),
        pytest.param(carried(None, name='a" Charset="symbol'), "?", (SIGNS,), id="signs by their kind"),
    ],
)  # fmt: skip
def test_what_a_font_draws(data: bytes, shown: str, notes: tuple[str, ...]) -> None:
    assert read(data) == ([[SHOWN, [shown, ""]]], notes)


@pytest.mark.parametrize(
    ("file", "shown"), [("", SHOWN), ("<FontFile>a.ttf</FontFile>", ["?", "?"])]
)
def test_two_fonts_of_one_number(file: str, shown: list[str]) -> None:
    files = parts(FRAME + HEADS)
    files["Doc_0/a.ttf"] = honest()
    files["Doc_0/PublicRes.xml"] = resources(
        f'<Fonts><Font ID="1" FontName="宋体">{file}</Font><Font ID="1" FontName="黑体"/></Fonts>'
    )
    assert read(packed(files))[0] == [[shown, ["", ""]]]


def test_a_comma_that_draws_a_digit() -> None:
    inner = glyphs(number_of("3"), number_of("8"), number_of("8"))
    note = "第1页有1个字的字形与文字编码不符，没有读"
    assert read(carried(honest(), inner, "3,8")) == ([[SHOWN, ["?3 8", ""]]], (note,))


def _shape(sign: str, height: int, width: int) -> Shape:
    return Shape(
        12, 46 - height, width, height, next(e.points for e in examples() if e.digit == int(sign))
    )


@pytest.mark.parametrize(
    ("text", "shape", "differs"),
    [
        pytest.param(",", _shape("1", 16, 8), False, id="a bold comma is much like a 1"),
        pytest.param(",", _shape("1", 20, 8), True, id="a comma that is as high as a digit"),
        pytest.param("。", _shape("0", 14, 13), False, id="a stop is much like a nought"),
        pytest.param("个", _shape("0", 38, 20), True, id="a unit that is a digit"),
        pytest.param("8", _shape("8", 15, 10), False, id="a small digit"),
        pytest.param("8", _shape("8", 13, 10), True, id="a digit as small as a comma"),
    ],
)
def test_how_high_signs_are(text: str, shape: Shape, differs: bool) -> None:
    assert misdrawn(shape, text, 0.0) == differs
