"""Fonts that a file carries: whether they draw what their characters say.

The digits of a font, and what numbers are written with beside them, are drawn and looked at as
those of a PDF are. A font can still draw others in a text than by themselves (its tables may join,
replace and move characters): only a plain one is vouched for, unless its family is on every
machine, where programs take that one.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from gouji.reading.numerals import CHECKED
from gouji.reading.sfnt import UNICODE, UNTOLD, kinds_of, tables_of

if TYPE_CHECKING:
    from gouji.reading.digits import Shape

_SIGNS = frozenset({
    "symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "marlett", "mt extra",
    "zapfdingbats", "zapf dingbats", "itc zapf dingbats", "opensymbol", "starsymbol",
    "standard symbols ps",
    "ms outlook", "ms reference specialty", "bookshelf symbol 7", "dingbats", "d050000l",
    "segoe mdl2 assets", "segoe fluent icons", "monotype sorts",
})  # fmt: skip
"""Families that draw signs in the place of letters and digits."""
_OBFUSCATED = 32
"""Bytes at the head of a font that are written with a key."""
_PLAIN = frozenset({
    b"OS/2", b"cmap", b"cvt ", b"fpgm", b"gasp", b"glyf", b"head", b"hhea", b"hmtx", b"loca",
    b"maxp", b"name", b"post", b"prep", b"DSIG", b"vhea", b"vmtx", b"hdmx", b"VDMX", b"LTSH",
    b"PCLT", b"meta", b"FFTM",
})  # fmt: skip
"""Tables that draw every character by itself, the same wherever it stands."""
_APPLE_ROMAN = (1, 0)
_APPLE = 1
_NATIONAL = frozenset({(3, 2), (3, 3), (3, 4), (3, 5), (3, 6)})
"""Tables of old encodings, which nothing takes that knows Unicode."""
_SYMBOLS = (3, 0)
_PRIVATE = 0xF000
"""Where a table of symbols has its characters, if not at their own codes."""
_VARIATIONS = (0, 5)
"""A table of what characters become before a selector of variations."""
_BYTEWISE = frozenset({_SYMBOLS, _APPLE_ROMAN})
_ASCII = 128
_NARROWEST = 0.2
"""In sizes: a digit that takes less is overlaid by the next."""
_OUTLINES = b"glyf"


class _Glyph(NamedTuple):
    number: int
    advance: float
    """In sizes."""


def draws_signs(family: str) -> bool:
    """Tell whether a family of fonts draws signs in the place of letters and digits."""
    return family.strip().lower() in _SIGNS


def revealed(data: bytes, key: str) -> bytes:
    """Return a font as it was before it was written with the ``key`` of a table of fonts."""
    digits = "".join(c for c in key if c in "0123456789abcdefABCDEF")
    mask = bytes.fromhex(digits)[::-1] if len(digits) == 32 else bytes(16)
    head = bytes(b ^ m for b, m in zip(data[:_OBFUSCATED], mask * 2, strict=False))
    return head + data[_OBFUSCATED:]


def draws_what_it_says(font: bytes, *, is_common: bool) -> bool | None:
    """Tell whether a font draws the digits it has as such, and nothing else like one.

    ``None`` if that cannot be told. Those of a ``common`` family need not be plain.
    """
    try:
        tables = tables_of(font)
        glyphs = _glyphs(tables, CHECKED)
    except UNTOLD:
        return None
    if _OUTLINES not in tables:
        return None
    if any(_misdrawn(font, glyphs)):
        return False
    varies = any(kind == _VARIATIONS for kind, _ in kinds_of(tables[b"cmap"]))
    return True if is_common or (_PLAIN.issuperset(tables) and not varies) else None


def glyphs_of(font: bytes, signs: frozenset[str]) -> dict[str, int | None]:
    """Return the numbers of the glyphs of those ``signs`` that a font has.

    ``None`` stands for what cannot be told: all where its tables of characters differ, or what a
    font without a table of Unicode has no glyph for.
    """
    untold: dict[str, int | None] = dict.fromkeys(signs)
    try:
        tables = tables_of(font)
        if {kind for kind, _ in kinds_of(tables[b"cmap"])} <= _BYTEWISE:
            return untold | _bytewise(tables[b"cmap"], signs)
        return {sign: glyph.number for sign, glyph in _glyphs(tables, signs).items()}
    except UNTOLD:
        return untold


def drawn(font: bytes, glyphs: Sequence[int]) -> "list[Shape | None]":
    """Return what a font draws for the numbers of glyphs; ``None`` stands for nothing."""
    from gouji.reading.pdf.specimens import specimens

    return specimens(_for_pdf(font), [g.to_bytes(2) for g in glyphs]) if glyphs else []


def _misdrawn(font: bytes, glyphs: Mapping[str, _Glyph]) -> Iterator[bool]:
    from gouji.reading.pdf.drawn import misdrawn
    from gouji.reading.pdf.specimens import EM

    shapes = drawn(font, [glyph.number for glyph in glyphs.values()])
    for (sign, glyph), shape in zip(glyphs.items(), shapes, strict=True):
        yield misdrawn(shape, sign, glyph.advance * EM) or (
            sign.isdecimal() and glyph.advance < _NARROWEST
        )


def _for_pdf(font: bytes) -> dict[str, Any]:
    """Return a font as a PDF holds one whose codes are the numbers of its glyphs."""
    from pdfminer.pdftypes import PDFStream
    from pdfminer.psparser import LIT

    descriptor = {
        "Type": LIT("FontDescriptor"), "FontName": LIT("F"), "Flags": 4, "ItalicAngle": 0,
        "Ascent": 900, "Descent": -200, "CapHeight": 700, "StemV": 80,
        "FontBBox": [-1000, -1000, 2000, 2000], "FontFile2": PDFStream({}, font),
    }  # fmt: skip
    part = {
        "Type": LIT("Font"), "Subtype": LIT("CIDFontType2"), "BaseFont": LIT("F"), "DW": 1000,
        "CIDSystemInfo": {"Registry": b"Adobe", "Ordering": b"Identity", "Supplement": 0},
        "CIDToGIDMap": LIT("Identity"), "FontDescriptor": descriptor,
    }  # fmt: skip
    return {
        "Type": LIT("Font"), "Subtype": LIT("Type0"), "BaseFont": LIT("F"),
        "Encoding": LIT("Identity-H"), "DescendantFonts": [part],
    }  # fmt: skip


def _glyphs(tables: Mapping[bytes, bytes], signs: frozenset[str]) -> dict[str, _Glyph]:
    """Return the glyphs of those ``signs`` that a font has."""
    wanted = frozenset(map(ord, signs))
    maps = list(_maps(tables[b"cmap"], wanted))
    if not maps or any(each != maps[0] for each in maps):
        raise ValueError("the tables of characters differ")
    (size,) = struct.unpack_from(">H", tables[b"head"], 18)
    (full,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    return {
        chr(code): _Glyph(
            glyph, struct.unpack_from(">H", tables[b"hmtx"], 4 * min(glyph, full - 1))[0] / size
        )
        for code, glyph in maps[0].items()
    }


def _maps(table: bytes, wanted: frozenset[int]) -> Iterator[dict[int, int]]:
    """Yield the glyphs of ``wanted`` characters in each Unicode table of a font."""
    for kind, start in kinds_of(table):
        if kind[0] == _APPLE or kind in _NATIONAL or kind == _VARIATIONS:
            continue
        if kind not in UNICODE:
            raise ValueError(kind)
        yield {code: glyph for code, glyph in sorted(_read(table[start:], wanted)) if glyph}


def _read(table: bytes, wanted: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield ``wanted`` characters of a table and their glyphs."""
    (form,) = struct.unpack_from(">H", table)
    if form not in _READERS:
        raise ValueError(form)
    return _READERS[form](table, wanted)


def _bytes(table: bytes, wanted: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield characters and glyphs of a table of 256 bytes (format 0)."""
    yield from ((code, table[6 + code]) for code in wanted if code < 256)


def _trimmed(table: bytes, wanted: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield characters and glyphs of a table of one range (format 6)."""
    first, count = struct.unpack_from(">6xHH", table)
    for code in (c for c in wanted if first <= c < first + count):
        yield code, struct.unpack_from(">H", table, 10 + 2 * (code - first))[0]


def _bytewise(table: bytes, signs: frozenset[str]) -> dict[str, int]:
    """Return the glyphs of a font that has a table of symbols, or of Apple's, and none of Unicode.

    Only ASCII is taken, which means the same in both; raises ``ValueError`` where they differ.
    """
    wanted = frozenset(code for code in map(ord, signs) if code < _ASCII)
    found: dict[str, int] = {}
    for kind, start in kinds_of(table):
        for base in (0, _PRIVATE) if kind == _SYMBOLS else (0,):
            for code, glyph in _read(table[start:], frozenset(base + code for code in wanted)):
                if glyph and found.setdefault(chr(code - base), glyph) != glyph:
                    raise ValueError("the tables of characters differ")
    return found


def _segments(table: bytes, wanted: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield characters and glyphs of a table of segments (format 4)."""
    (double,) = struct.unpack_from(">6xH", table)
    columns = [struct.unpack_from(f">{double // 2}H", table, 14 + n * double + 2 * (n > 0))
               for n in range(4)]  # fmt: skip
    last = -1
    for at, (end, start, delta, offset) in enumerate(zip(*columns, strict=True)):
        if not last < start <= end:
            raise ValueError("segments overlap")
        last = end
        for code in (c for c in wanted if start <= c <= end):
            glyph = code
            if offset:
                place = 16 + 3 * double + 2 * at + offset + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", table, place)
            yield code, (glyph + delta) & 0xFFFF if glyph or not offset else 0


def _groups(table: bytes, wanted: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield characters and glyphs of a table of groups (format 12)."""
    (count,) = struct.unpack_from(">12xI", table)
    last = -1
    for n in range(count):
        start, end, glyph = struct.unpack_from(">3I", table, 16 + 12 * n)
        if not last < start <= end:
            raise ValueError("groups overlap")
        last = end
        yield from ((c, glyph + c - start) for c in wanted if start <= c <= end)


_READERS = {0: _bytes, 4: _segments, 6: _trimmed, 12: _groups}
