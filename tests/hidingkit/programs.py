"""Fonts of a PDF that lie, of every kind there is: dictionaries for pypdf, and codes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from types import MappingProxyType
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.basePen import BasePen, NullPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

_DIGITS = "zero one two three four five six seven eight nine".split()  # noqa: SIM905 - one line


@dataclass(frozen=True, slots=True)
class Sign:
    """A character of a font: what it draws (nothing, a sign, two) and what it says it is."""

    drawn: str
    said: str


Font = tuple[dict[str, Any], list[bytes]]
"""A font's dictionary, and the code of each sign."""
Program = Callable[[TTFont, Sequence[Sign]], Font]
"""Makes a font with the shapes of a face."""


def pdf(value: Any) -> Any:
    """Return a value as an object of pypdf; a ``str`` is a name, ``bytes`` are a stream."""
    if isinstance(value, str) and not isinstance(value, TextStringObject | NameObject):
        return NameObject(f"/{value}")
    if isinstance(value, bytes):
        return _stream(value)
    if isinstance(value, list):
        return ArrayObject([pdf(item) for item in value])
    if type(value) is dict:
        return DictionaryObject({NameObject(f"/{k}"): pdf(v) for k, v in value.items()})
    if isinstance(value, int):
        return NumberObject(value)
    return FloatObject(value) if isinstance(value, float) else value


def _stream(data: bytes, **attributes: Any) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    stream.update({NameObject(f"/{k}"): pdf(v) for k, v in attributes.items()})
    return stream


def _said(signs: Sequence[Sign], codes: Sequence[bytes]) -> bytes:
    """Return the table of meanings."""
    size = len(codes[0])
    lines = "\n".join(
        f"<{code.hex()}> <{sign.said.encode('utf-16-be').hex()}>"
        for sign, code in zip(signs, codes, strict=True)
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        f"1 begincodespacerange <{'00' * size}> <{'ff' * size}> endcodespacerange\n"
        f"{len(signs)} beginbfchar\n{lines}\nendbfchar\nendcmap end end"
    ).encode()


def _draw(face: TTFont, sign: Sign, pen: Any) -> int:
    """Draw a sign with a pen, in thousandths of the size; return its advance."""
    shapes, table, widths = face.getGlyphSet(), face.getBestCmap(), face["hmtx"]
    scale = 1000 / face["head"].unitsPerEm
    at = 0.0
    for char in sign.drawn:
        name = table[ord(char)]
        shapes[name].draw(TransformPen(pen, (scale, 0, 0, scale, at, 0)))
        at += widths[name][0] * scale
    return round(at) or 500


def _advance(face: TTFont, sign: Sign) -> int:
    return _draw(face, sign, NullPen())


def _finished(builder: FontBuilder, widths: Mapping[str, tuple[int, int]]) -> bytes:
    builder.setupHorizontalMetrics(dict(widths))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Lie", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    out = BytesIO()
    builder.font.save(out)
    return out.getvalue()


def _truetype(
    face: TTFont, signs: Sequence[Sign], cmap: Mapping[int, str], *, symbolic: bool = False
) -> bytes:
    """Return a font file whose glyphs 1, 2 … (``g1``, ``g2``) are the signs."""
    glyphs, widths = {".notdef": TTGlyphPen(None).glyph()}, {".notdef": (500, 0)}
    for index, sign in enumerate(signs, 1):
        pen = TTGlyphPen(None)
        widths[f"g{index}"] = _draw(face, sign, pen), 0
        glyphs[f"g{index}"] = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(dict(cmap))
    if symbolic:
        table = next(t for t in builder.font["cmap"].tables if t.platformID == 3)
        table.platEncID = 0
        builder.font["cmap"].tables = [table]
    builder.setupGlyf(glyphs)
    return _finished(builder, widths)


def _cff(face: TTFont, signs: Sequence[Sign], names: Sequence[str]) -> bytes:
    """Return a bare program of curves, with the shape of each sign by its name."""
    shapes, widths = {}, {}
    for name, sign in [(".notdef", Sign("", "")), *zip(names, signs, strict=True)]:
        pen = T2CharStringPen(_advance(face, sign), None)
        widths[name] = _draw(face, sign, pen), 0
        shapes[name] = pen.getCharString()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(list(shapes))
    builder.setupCharacterMap({})
    builder.setupCFF("Lie", {"FullName": "Lie"}, shapes, {})
    return bytes(TTFont(BytesIO(_finished(builder, widths))).reader["CFF "])


def _descriptor(flags: int, **file: Any) -> dict[str, Any]:
    return {
        "Type": "FontDescriptor",
        "FontName": "Lie",
        "Flags": flags,
        "FontBBox": [0, -200, 1000, 800],
        "ItalicAngle": 0,
        "Ascent": 800,
        "Descent": -200,
        "CapHeight": 700,
        "StemV": 80,
        **file,
    }


def _wide(numbers: range) -> list[bytes]:
    return [number.to_bytes(2) for number in numbers]


def _composite(
    face: TTFont, signs: Sequence[Sign], cids: range, file: Mapping[str, Any], **more: Any
) -> Font:
    """Return a font of two bytes a code; ``more`` belongs to its descendant."""
    widths = [[cid, [_advance(face, s)]] for cid, s in zip(cids, signs, strict=True)]
    descendant = {
        "Type": "Font",
        "Subtype": "CIDFontType0" if "FontFile3" in file else "CIDFontType2",
        "BaseFont": "Lie",
        "FontDescriptor": _descriptor(4, **file),
        "CIDSystemInfo": {
            "Registry": TextStringObject("Adobe"),
            "Ordering": TextStringObject("Identity"),
            "Supplement": 0,
        },
        "W": [part for width in widths for part in width],
        **more,
    }
    font = {
        "Type": "Font",
        "Subtype": "Type0",
        "BaseFont": "Lie",
        "Encoding": "Identity-H",
        "DescendantFonts": [descendant],
        "ToUnicode": _said(signs, _wide(cids)),
    }
    return font, _wide(cids)


def _simple(
    face: TTFont, signs: Sequence[Sign], kind: str, codes: Sequence[bytes], **more: Any
) -> Font:
    """Return a font of one byte a code."""
    by_code = {code[0]: sign for code, sign in zip(codes, signs, strict=True)}
    font = {
        "Type": "Font",
        "Subtype": kind,
        "BaseFont": "Lie",
        "FirstChar": 0,
        "LastChar": 255,
        "Widths": [_advance(face, by_code[c]) if c in by_code else 0 for c in range(256)],
        **more,
    }
    return font, list(codes)


def _bytes(signs: Sequence[Sign]) -> list[bytes]:
    return [bytes([33 + index]) for index in range(len(signs))]


def _differences(names: Sequence[str]) -> dict[str, Any]:
    return {"Type": "Encoding", "Differences": [33, *names]}


def _cid_truetype(face: TTFont, signs: Sequence[Sign]) -> Font:
    """The table of meanings lies."""
    file = {"FontFile2": _truetype(face, signs, {})}
    return _composite(face, signs, range(1, len(signs) + 1), file, CIDToGIDMap="Identity")


def _cid_cff(face: TTFont, signs: Sequence[Sign]) -> Font:
    """The same over curves of the other kind."""
    program = _cff(face, signs, [f"g{index}" for index in range(1, len(signs) + 1)])
    file = {"FontFile3": _stream(program, Subtype="CIDFontType0C")}
    return _composite(face, signs, range(1, len(signs) + 1), file)


def _cid_to_gid(face: TTFont, signs: Sequence[Sign]) -> Font:
    """A table puts other shapes in the places of a font file."""
    cids = range(33, 33 + len(signs))
    table = bytes(66) + b"".join(_wide(range(1, len(signs) + 1)))
    return _composite(
        face, signs, cids, {"FontFile2": _truetype(face, signs, {})}, CIDToGIDMap=table
    )


def _font_cmap(face: TTFont, signs: Sequence[Sign]) -> Font:
    """There is no table of meanings; the font file's own one lies."""
    cmap = {ord(sign.said): f"g{index}" for index, sign in enumerate(signs, 1)}
    cids = range(1, len(signs) + 1)
    file = {"FontFile2": _truetype(face, signs, cmap)}
    font, codes = _composite(face, signs, cids, file, CIDToGIDMap="Identity")
    return {k: v for k, v in font.items() if k != "ToUnicode"}, codes


def _table(name: str, space: str, codes: Sequence[bytes], cids: Sequence[bytes]) -> Any:
    """Return a table of codes."""
    lines = "\n".join(
        f"<{code.hex()}> {int.from_bytes(cid)}" for code, cid in zip(codes, cids, strict=True)
    )
    table = (
        f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /{name} def\n"
        "/CIDSystemInfo 3 dict dup begin /Registry (Adobe) def /Ordering (Identity) def"
        " /Supplement 0 def end def\n"
        f"1 begincodespacerange {space} endcodespacerange\n"
        f"{len(codes)} begincidchar\n{lines}\nendcidchar\nendcmap end end"
    )
    return _stream(table.encode(), Type="CMap", CMapName=name)


def _font_cmap_moved(face: TTFont, signs: Sequence[Sign]) -> Font:
    """The same, and a table puts the shapes in other places."""
    count = len(signs)
    table = bytes(2) + b"".join(_wide(range(count, 0, -1)))
    font, codes = _font_cmap(face, signs)
    (part,) = font["DescendantFonts"]
    widths = [[count - n, [_advance(face, sign)]] for n, sign in enumerate(signs)]
    part |= {"CIDToGIDMap": table, "W": [one for width in widths for one in width]}
    return font, list(reversed(codes))


def _encoding_stream(face: TTFont, signs: Sequence[Sign]) -> Font:
    """A table of codes is called the identity and is another."""
    font, cids = _cid_truetype(face, signs)
    codes = _wide(range(33, 33 + len(signs)))
    encoding = _table("Identity-H", "<0000> <ffff>", codes, cids)
    return font | {"Encoding": encoding, "ToUnicode": _said(signs, codes)}, codes


def _own_codes(face: TTFont, signs: Sequence[Sign]) -> Font:
    """A font has a table of codes of one byte, of a name that nobody else knows."""
    font, cids = _cid_truetype(face, signs)
    codes = _bytes(signs)
    encoding = _table("Own", "<00> <ff>", codes, cids)
    return font | {"Encoding": encoding, "ToUnicode": _said(signs, codes)}, codes


def _known_codes(face: TTFont, signs: Sequence[Sign]) -> Font:
    """The codes are those of a table that readers know; the table of meanings lies."""
    cids = range(814, 814 + len(signs))  # drawn for 21, 22 … by GBK-EUC-H
    table = bytes(2 * 814) + b"".join(_wide(range(1, len(signs) + 1)))
    file = {"FontFile2": _truetype(face, signs, {})}
    font, _ = _composite(face, signs, cids, file, CIDToGIDMap=table)
    codes = _bytes(signs)
    return font | {"Encoding": "GBK-EUC-H", "ToUnicode": _said(signs, codes)}, codes


def _simple_truetype(face: TTFont, signs: Sequence[Sign]) -> Font:
    """A symbolic font, whose table of meanings lies."""
    codes = _bytes(signs)
    cmap = {0xF000 + code[0]: f"g{index}" for index, code in enumerate(codes, 1)}
    descriptor = _descriptor(4, FontFile2=_truetype(face, signs, cmap, symbolic=True))
    more = {"FontDescriptor": descriptor, "ToUnicode": _said(signs, codes)}
    return _simple(face, signs, "TrueType", codes, **more)


def _encoding_cmap(face: TTFont, signs: Sequence[Sign]) -> Font:
    """The encoding says what it means, and the font file has another shape for that."""
    codes = [sign.said.encode("ascii") for sign in signs]
    cmap = {code[0]: f"g{index}" for index, code in enumerate(codes, 1)}
    descriptor = _descriptor(32, FontFile2=_truetype(face, signs, cmap))
    more = {"FontDescriptor": descriptor, "Encoding": "WinAnsiEncoding"}
    return _simple(face, signs, "TrueType", codes, **more)


def _type1c(face: TTFont, signs: Sequence[Sign]) -> Font:
    """The names of shapes lie."""
    names = [
        _DIGITS[int(sign.said)] if sign.said.isdigit() else f"g{index}"
        for index, sign in enumerate(signs)
    ]
    program = _stream(_cff(face, signs, names), Subtype="Type1C")
    more = {"FontDescriptor": _descriptor(4, FontFile3=program), "Encoding": _differences(names)}
    return _simple(face, signs, "Type1", _bytes(signs), **more)


class _Path(BasePen):
    """Writes outlines as a content stream does."""

    def __init__(self) -> None:
        super().__init__(None)
        self.lines: list[str] = []

    def _moveTo(self, pt: Any) -> None:  # noqa: N802 - fontTools' own name
        self.lines.append("{:.1f} {:.1f} m".format(*pt))

    def _lineTo(self, pt: Any) -> None:  # noqa: N802 - fontTools' own name
        self.lines.append("{:.1f} {:.1f} l".format(*pt))

    def _curveToOne(self, pt1: Any, pt2: Any, pt3: Any) -> None:  # noqa: N802 - fontTools' own name
        self.lines.append("{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f} c".format(*pt1, *pt2, *pt3))

    def _closePath(self) -> None:  # noqa: N802 - fontTools' own name
        self.lines.append("h")


def _outline(face: TTFont, sign: Sign) -> bytes:
    pen = _Path()
    width = _draw(face, sign, pen)
    return f"{width} 0 0 -300 2000 1000 d1 {' '.join(pen.lines)} f".encode()


def _bitmap(face: TTFont, sign: Sign) -> bytes:
    """Return the shape of a sign as a picture of points, as old TeX makes them."""
    font = ImageFont.truetype(BytesIO(_file(face)), 100)
    width = -(-_advance(face, sign) // 10)
    picture = Image.new("1", (width, 130), 1)
    ImageDraw.Draw(picture).text((0, 100), sign.drawn, fill=0, font=font, anchor="ls")
    head = (
        f"{width * 10} 0 0 -300 2000 1000 d1 q {width * 10} 0 0 1300 0 -300 cm "
        f"BI /W {width} /H 130 /IM true /BPC 1 ID "
    )
    return head.encode() + picture.tobytes() + b"\nEI Q"


@cache
def _file(face: TTFont) -> bytes:
    out = BytesIO()
    face.save(out)
    return out.getvalue()


def _type3(draw: Callable[[TTFont, Sign], bytes]) -> Program:
    """Drawings in place of a font file."""

    def program(face: TTFont, signs: Sequence[Sign]) -> Font:
        codes = _bytes(signs)
        names = [f"g{index}" for index in range(len(signs))]
        more = {
            "FontMatrix": [0.001, 0, 0, 0.001, 0, 0],
            "FontBBox": [0, -300, 2000, 1000],
            "Resources": {},
            "CharProcs": {name: draw(face, sign) for name, sign in zip(names, signs, strict=True)},
            "Encoding": _differences(names),
            "ToUnicode": _said(signs, codes),
        }
        return _simple(face, signs, "Type3", codes, **more)

    return program


def _not_embedded(_face: TTFont, signs: Sequence[Sign]) -> Font:
    """A font that every reader has, with a table of meanings that lies."""
    codes = [sign.drawn.encode("ascii") for sign in signs]
    font = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
    return font | {"ToUnicode": _said(signs, codes)}, codes


PROGRAMS: Mapping[str, Program] = MappingProxyType(
    {
        "cid-truetype": _cid_truetype,
        "cid-cff": _cid_cff,
        "cid-to-gid": _cid_to_gid,
        "encoding-stream": _encoding_stream,
        "own-codes": _own_codes,
        "known-codes": _known_codes,
        "simple-truetype": _simple_truetype,
        "type3": _type3(_outline),
        "type3-bitmap": _type3(_bitmap),
        "font-cmap": _font_cmap,
        "font-cmap-moved": _font_cmap_moved,
        "encoding-cmap": _encoding_cmap,
        "type1c": _type1c,
        "not-embedded": _not_embedded,
    }
)
ONE_TO_ONE = frozenset({"font-cmap", "font-cmap-moved", "encoding-cmap", "type1c"})
"""Programs without a table of meanings: no two of their signs can say the same."""
