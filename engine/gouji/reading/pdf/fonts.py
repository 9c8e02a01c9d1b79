"""Fonts within bounds: a few bytes of a font file may ask for a table of four billion codes.

pdfminer.six writes out every range that a font declares, of widths as of meanings. Here the ranges
are added up before, or counted while they are written out.
"""

import struct
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from typing import Any, cast

from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.pdffont import (
    PDFCIDFont,
    PDFFont,
    PDFType1Font,
    TrueTypeFont,
    Type1FontHeaderParser,
)
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, int_value, list_value, resolve1
from pdfminer.psparser import LIT, literal_name

from gouji.expressions import compiled_bytes
from gouji.reading.limits import MAX_FONT_CODES
from gouji.reading.pdf.cmaps import code_map, too_many
from gouji.reading.pdf.composite import CompositeFont
from gouji.reading.pdf.encodings import Encoding, encoding_of
from gouji.reading.pdf.objects import UnusualError
from gouji.reading.pdf.parser import whole_data

_OWN_CODES = ("Adobe-Identity", "Adobe-UCS")
"""Codes that only the font file itself can explain."""
_PARTS = ("CIDFontType0", "CIDFontType2")

_BLOCKS = compiled_bytes(
    rb"(?:\b[0-9]{1,9}\s+)?\bbegin(?P<kind>bfchar|bfrange)"
    rb"(?P<codes>(?:\s*<(?:[0-9A-Fa-f]{2})+>)*)\s*end(?P=kind)\b"
)
_CODE_AND_TEXT = compiled_bytes(rb"<(\w+)>\s*<(\w+)>")
_RANGE = compiled_bytes(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>")
_OTHER_CODES = compiled_bytes(rb"bfchar|bfrange|cidchar|cidrange|usecmap|%")
_BLANK = "\u00a0"
_LONGEST_CODE = 8
"""Hexadecimal digits of a code or a text of a range that is counted here."""


class BoundedFonts(PDFResourceManager):
    """Makes fonts of bounded size; ``specs`` are what the file says of each."""

    def __init__(self) -> None:
        super().__init__()
        self.specs: dict[PDFFont, Mapping[str, object]] = {}

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """Return a font; raises :class:`LimitExceeded` for one that declares too many codes."""
        if objid and objid in self._cached_fonts:
            return self._cached_fonts[objid]
        _check_widths(spec)
        font = self._made(objid, spec)
        self.specs[font] = spec
        return font

    def _made(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        if "DescendantFonts" in spec:
            return super().get_font(objid, spec)
        bounded, meanings = _without_meanings(spec)
        program, encoding = _take_program(bounded), _take_encoding(bounded)
        widths = _take_widths(bounded)
        font: Any = self._composite(bounded) or super().get_font(objid, bounded)
        if program is not None and _looks_at_its_file(font, bounded):
            font.cid2unicode = _own_encoding(program)
        elif encoding is not None:
            font.cid2unicode = encoding
        if widths is not None and not font.widths:  # the standard fonts have their own
            font.widths = widths
        if isinstance(meanings, PDFStream):
            font.unicode_map = _to_unicode(meanings)
        elif meanings is not None and isinstance(font, PDFCIDFont) and font.cidcoding in _OWN_CODES:
            glyphs = resolve1(spec.get("CIDToGIDMap"))
            font.unicode_map = _from_font_file(font.basefont, meanings, glyphs)
        return cast("PDFFont", font)

    def _composite(self, spec: Mapping[str, object]) -> CompositeFont | None:
        """Return the font of a part of a composite one, where its codes must be looked up."""
        if literal_name(spec.get("Subtype")) not in _PARTS:
            return None
        codes = code_map(resolve1(spec.get("Encoding")))
        by_code = "ToUnicode" in spec
        return None if codes is None else CompositeFont(self, spec, codes, by_code=by_code)


def _take_encoding(spec: dict[str, Any]) -> Encoding | None:
    """Take the encoding of a simple font out of ``spec``."""
    encoding = encoding_of(dict(spec))
    if encoding is not None:
        spec["Encoding"] = LIT("StandardEncoding")
    return encoding


def _take_program(spec: dict[str, Any]) -> PDFStream | None:
    """Take a font file that says what codes mean out of ``spec``."""
    descriptor = dict_value(spec.get("FontDescriptor", {}))
    program = resolve1(descriptor.get("FontFile"))
    if "Encoding" in spec or not isinstance(program, PDFStream):
        return None
    spec["FontDescriptor"] = {k: v for k, v in descriptor.items() if k != "FontFile"}
    return program


def _looks_at_its_file(font: PDFFont, spec: Mapping[str, Any]) -> bool:
    """Tell whether a font is a Type 1 font, and none of the standard ones."""
    return isinstance(font, PDFType1Font) and font.descriptor is spec["FontDescriptor"]


def _own_encoding(program: PDFStream) -> Encoding:
    """Return what the head of a font file says of codes."""
    head = whole_data(program, may_be_cut=True)[: int_value(program["Length1"])]
    return Encoding(lambda: Type1FontHeaderParser(BytesIO(head)).get_encoding())


def _take_widths(spec: dict[str, Any]) -> dict[int, float] | None:
    """Take the widths of a simple font out of ``spec`` where they are plain numbers."""
    if "Widths" not in spec or literal_name(spec.get("Subtype")) in _PARTS:
        return None
    widths = list_value(spec.get("Widths", []))
    if not {*map(type, widths)} <= {int, float}:
        return None
    spec["Widths"] = []
    return dict(enumerate(widths, int_value(spec.get("FirstChar", 0))))


def _check_widths(spec: Mapping[str, object]) -> None:
    for key, size in (("W", 3), ("W2", 5)):
        if _codes(list_value(spec.get(key, [])), size) > MAX_FONT_CODES:
            raise too_many()


def _codes(widths: Iterable[object], size: int) -> int:
    """Count the codes of a width table: ``first last width``, ``size`` numbers a range."""
    total = 0
    numbers: list[float] = []
    for item in widths:
        if isinstance(item, int | float):
            numbers.append(item)
        if isinstance(item, list):
            total, numbers = total + len(item), []
        elif len(numbers) == size:
            total, numbers = total + max(int(numbers[1] - numbers[0]) + 1, 0), []
    return total


def _without_meanings(
    spec: Mapping[str, object],
) -> tuple[dict[str, Any], PDFStream | bytes | None]:
    """Return ``spec`` without what says its codes' meanings, and that: a map or a font file."""
    bounded = dict(spec)
    to_unicode = resolve1(spec.get("ToUnicode"))
    if isinstance(to_unicode, PDFStream):
        if "CIDSystemInfo" in spec:  # without a map, pdfminer takes one of its own
            bounded["ToUnicode"] = PDFStream({}, b"")
        else:
            del bounded["ToUnicode"]
        return bounded, to_unicode
    descriptor = dict_value(spec.get("FontDescriptor", {}))
    file = resolve1(descriptor.get("FontFile2"))
    if to_unicode is None and "CIDSystemInfo" in spec and isinstance(file, PDFStream):
        bounded["FontDescriptor"] = {k: v for k, v in descriptor.items() if k != "FontFile2"}
        return bounded, whole_data(file, may_be_cut=True)
    program = resolve1(descriptor.get("FontFile"))
    if isinstance(program, PDFStream):
        whole_data(program, may_be_cut=True)  # it may say what the codes mean
    return bounded, None


class _CountedMap(FileUnicodeMap):
    """Codes and their meanings; ranges that overlap count each time."""

    def __init__(self) -> None:
        super().__init__()
        self._written = 0

    def count(self, codes: int) -> None:
        """Count codes that are added."""
        self._written += codes
        if self._written > MAX_FONT_CODES:
            raise too_many()

    def add_cid2unichr(self, cid: int, code: Any) -> None:  # noqa: ANN401 - pdfminer's signature
        self.count(1)
        super().add_cid2unichr(cid, code)

    def get_unichr(self, cid: int) -> str:
        """Return what a code means, as pdfminer does, which writes it in its log, too."""
        return self.cid2unichr[cid]

    def add(self, code: int, text: str) -> None:
        """Add a code that is counted already, as pdfminer does it."""
        if text != _BLANK or self.cid2unichr.get(code) != " ":
            self.cid2unichr[code] = text


def _to_unicode(stream: PDFStream) -> FileUnicodeMap:
    """Return what codes mean.

    Blocks of codes and of ranges, as most producers write them, are read by a regular expression;
    maps with anything else in them wholly by pdfminer, which gives the same result more slowly.
    """
    data = whole_data(stream)
    parts = _BLOCKS.split(data)
    rest, kinds, blocks = b" 1 ".join(parts[::3]), parts[1::3], parts[2::3]
    meanings = _CountedMap()
    if _OTHER_CODES.search(rest) or b"begin" in data.partition(b"endcmap")[2]:
        CMapParser(meanings, BytesIO(data)).run()
        return meanings
    try:
        for kind, block in zip(kinds, blocks, strict=True):
            _BLOCK_KINDS[kind](meanings, block)
    except UnusualError:
        meanings = _CountedMap()
        CMapParser(meanings, BytesIO(data)).run()
        return meanings
    _run_through(rest)
    return meanings


def _add_codes(meanings: _CountedMap, block: bytes) -> None:
    pairs = _CODE_AND_TEXT.findall(block)
    meanings.count(len(pairs))
    for code, text in pairs:
        meanings.add(int(code, 16), _text(text))


def _add_ranges(meanings: _CountedMap, block: bytes) -> None:
    """Add ranges of codes, which count up from a text in its last four bytes."""
    for first, last, text in _RANGE.findall(block):
        if len(first) != len(last):
            continue
        if max(len(first), len(text)) > _LONGEST_CODE:
            raise UnusualError
        start, base, digits = int(first, 16), int(text, 16), len(text)
        codes = max(int(last, 16) - start + 1, 0)
        meanings.count(codes)
        for step in range(codes):
            if base + step >> 4 * digits:
                raise UnusualError
            meanings.add(start + step, _text(b"%0*x" % (digits, base + step)))


_BLOCK_KINDS = {b"bfchar": _add_codes, b"bfrange": _add_ranges}


@lru_cache(maxsize=16_384)
def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("UTF-16BE", "ignore")


@lru_cache(maxsize=64)
def _run_through(rest: bytes) -> None:
    """Have pdfminer read what stands around the codes of a map, which it may refuse.

    All maps of a producer have the same around their codes.
    """
    CMapParser(_CountedMap(), BytesIO(rest)).run()


class _CountedCodes(dict[int, int]):
    written = 0

    def __setitem__(self, code: int, glyph: int) -> None:
        self.written += 1
        if self.written > MAX_FONT_CODES:
            raise too_many()
        super().__setitem__(code, glyph)


class _BoundedTrueType(TrueTypeFont):
    """A font file whose ranges are counted; the other forms of its table have a fixed size."""

    def parse_cmap_format_4(self, fp: Any, char2gid: dict[int, int]) -> None:  # noqa: ANN401
        """Read a table of segments.

        The offset of a segment counts from where it stands itself. pdfminer counts all of them
        from where the first stands, and gives characters the meanings of their neighbours.
        """
        counted = _CountedCodes()
        _, _, double, *_ = struct.unpack(">6H", fp.read(12))
        count = double // 2
        ends = struct.unpack(f">{count}H", fp.read(double))
        fp.read(2)
        starts = struct.unpack(f">{count}H", fp.read(double))
        deltas = struct.unpack(f">{count}H", fp.read(double))
        place = fp.tell()
        offsets = struct.unpack(f">{count}H", fp.read(double))
        for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
            codes = range(start, end + 1)
            glyphs: Iterable[int] = codes
            if offsets[index]:
                fp.seek(place + 2 * index + offsets[index])
                glyphs = struct.unpack(f">{len(codes)}H", fp.read(2 * len(codes)))
            for code, glyph in zip(codes, glyphs, strict=True):
                counted[code] = (glyph + deltas[index]) & 0xFFFF
        char2gid.update(counted)

    def parse_cmap_format_12(self, fp: Any, char2gid: dict[int, int]) -> None:  # noqa: ANN401
        counted = _CountedCodes()
        super().parse_cmap_format_12(fp, counted)
        char2gid.update(counted)


def _from_font_file(name: str, file: bytes, glyphs: object) -> FileUnicodeMap | None:
    """Return what the glyphs of a font file mean, by the characters that they are drawn for."""
    with suppress(TrueTypeFont.CMapNotFound):
        meanings = _BoundedTrueType(name, BytesIO(file)).create_unicode_map()
        if isinstance(glyphs, PDFStream):
            meanings.cid2unichr = _by_character(meanings.cid2unichr, whole_data(glyphs))
        return meanings
    return None


def _by_character(meanings: Mapping[int, str], glyphs: bytes) -> dict[int, str]:
    """Return meanings of glyphs by characters, whose glyphs stand one after the other."""
    numbers = enumerate(struct.unpack(f">{len(glyphs) // 2}H", glyphs[: len(glyphs) // 2 * 2]))
    return {cid: meanings[glyph] for cid, glyph in numbers if glyph in meanings}
