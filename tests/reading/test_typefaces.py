"""Fonts that a word processor file carries: lying ones give no number, plain ones cost nothing."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import reportlab
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from shown import shown
from word_files import cell, paragraph, row, run, table, word_file

from gouji.reading.docx import read_docx
from gouji.reading.typefaces import draws_what_it_says, revealed

VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
KEY = "{1DFE5B4E-0C3A-4C55-9B21-7A6D5E4F3021}"
HONEST: Mapping[str, str] = {}
PLAIN = {
    "OS/2", "cmap", "cvt ", "fpgm", "gasp", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name",
    "post", "prep",
}  # fmt: skip


@cache
def font(
    *, wrong: tuple[tuple[str, str], ...] = (), plain: bool = True, both: bool = True
) -> bytes:
    """Return a font that draws for some characters the glyphs of others."""
    face = TTFont(VERA)
    tables = [t for t in face["cmap"].tables if t.isUnicode()]
    for each in tables if both else tables[:1]:
        each.cmap = dict(each.cmap) | {ord(said): each.cmap[ord(drawn)] for said, drawn in wrong}
    for tag in set(face.keys()) - PLAIN - {"GlyphOrder"} if plain else ():
        del face[tag]
    return written(face)


def joining() -> bytes:
    """Return a font that draws a 9 for a 3 wherever texts are set."""
    face = TTFont(BytesIO(font()))
    builder = FontBuilder(font=face)
    builder.addOpenTypeFeatures("feature ccmp { sub three by nine; } ccmp;")
    return written(face)


def narrow() -> bytes:
    """Return a font whose 1 takes no room, so that the next digit lies over it."""
    face = TTFont(BytesIO(font()))
    face["hmtx"]["one"] = (0, face["hmtx"]["one"][1])
    return written(face)


def written(face: TTFont) -> bytes:
    out = BytesIO()
    face.save(out)
    return out.getvalue()


LYING = {
    "another digit": font(wrong=(("3", "8"),)),
    "digits turned about": font(wrong=(("3", "8"), ("8", "3"))),
    "a comma": font(wrong=((",", "9"),)),
    "a blank": font(wrong=((" ", "9"),)),
    "no room": narrow(),
}
UNSURE = {
    "tables that join": joining(),
    "other tables": font(plain=False),
    "no font": b"OTTO no font at all",
    "nothing": b"",
    "a part of a font": font()[:400],
}


@pytest.mark.parametrize("name", LYING)
def test_a_font_that_lies_is_found(name: str) -> None:
    assert draws_what_it_says(LYING[name], is_common=False) is False
    assert draws_what_it_says(LYING[name], is_common=True) is False


@pytest.mark.parametrize("name", UNSURE)
def test_a_font_that_may_lie_is_not_vouched_for(name: str) -> None:
    assert draws_what_it_says(UNSURE[name], is_common=False) is None


def test_a_plain_font_is_vouched_for() -> None:
    assert draws_what_it_says(font(), is_common=False) is True
    assert draws_what_it_says(font(plain=False), is_common=True) is True


def test_tables_of_characters_that_differ_are_believed_by_nobody() -> None:
    face = TTFont(BytesIO(font()))
    first, *_ = (t for t in face["cmap"].tables if t.isUnicode())
    other = type(first)(first.format)
    other.platformID, other.platEncID, other.language = 3, 10, 0
    other.cmap = dict(first.cmap) | {ord("3"): first.cmap[ord("8")]}
    face["cmap"].tables.append(other)
    assert draws_what_it_says(written(face), is_common=True) is None


def test_a_key_hides_the_head_of_a_font() -> None:
    assert revealed(hidden(font()), KEY) == font()
    assert revealed(font(), "") == font()


def hidden(data: bytes) -> bytes:
    return revealed(data, KEY)


def carried(data: bytes, name: str, inside: str, kind: str = "embedRegular") -> list[object]:
    """Return what a file shows that carries a font of some ``name``."""
    fonts = (
        f'<w:font w:name="{name}"><w:{kind} r:id="f1" w:fontKey="{KEY}"/></w:font>'
        '<w:font w:name="Other"/>'
    )
    return shown(read_docx(word_file(inside, font=hidden(data), fontTable=fonts)))


def named(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}"/>'


def told(text: str, name: str) -> str:
    return table(row("件数", cell(paragraph(run(text, named(name))))))


@pytest.mark.parametrize("kind", ["embedRegular", "embedBold", "embedItalic", "embedBoldItalic"])
@pytest.mark.parametrize("name", ["仿宋_GB2312", "方正小标宋简体", "宋体", "Times New Roman"])
def test_numbers_in_carried_fonts(name: str, kind: str) -> None:
    assert carried(font(), name, told("138", name), kind) == [[["件数", "138"]]]
    lying = LYING["another digit"]
    assert carried(lying, name, told("138", name), kind) == [[["件数", "?"]]]
    assert carried(lying, name, told("138", "Other"), kind) == [[["件数", "138"]]]
    line = paragraph(run("收到"), run("138", named(name)), run("件"))
    assert carried(lying, name, line, kind) == ["收到\ufffd件"]
    assert carried(font(), name, line, kind) == ["收到138件"]


@pytest.mark.parametrize("name", UNSURE)
def test_numbers_in_fonts_that_may_lie(name: str) -> None:
    assert carried(UNSURE[name], "方正小标宋简体", told("138", "方正小标宋简体")) == [
        [["件数", "?"]]
    ]


@pytest.mark.parametrize(("way", "between"), [("a comma", ","), ("a blank", " ")])
def test_what_stands_beside_digits_may_be_one(way: str, between: str) -> None:
    held = paragraph(run("1"), run(between, named("Mine")), run("2"))
    inside = table(row("件数", cell(held)))
    assert carried(LYING[way], "Mine", inside) == [[["件数", "?1\ufffd2"]]]
    sign = '<w:r><w:sym w:font="Mine" w:char="002C"/></w:r>'
    assert carried(LYING[way], "Mine", table(row("件数", cell(paragraph(sign))))) == [
        [["件数", "?"]]
    ]


def test_a_font_that_is_not_in_the_file_is_not_carried() -> None:
    fonts = f'<w:font w:name="Mine"><w:embedRegular r:id="f9" w:fontKey="{KEY}"/></w:font>'
    found = read_docx(word_file(told("138", "Mine"), fontTable=fonts))
    assert shown(found) == [[["件数", "138"]]]
