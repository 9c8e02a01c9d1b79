"""Fonts within bounds: a few bytes of a font file may ask for a table of four billion codes.

pdfminer.six writes out every range that a font declares, of widths as of meanings. Here the ranges
are added up before, or counted while they are written out.
"""

import re
import struct
from collections.abc import Iterable, Mapping
from contextlib import suppress
from io import BytesIO
from typing import Any, cast

from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.pdffont import PDFCIDFont, PDFFont, TrueTypeFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1

from gouji.errors import LimitExceeded
from gouji.reading.limits import MAX_FONT_CODES
from gouji.reading.pdf.parser import whole_data

_OWN_CODES = ("Adobe-Identity", "Adobe-UCS")
"""Codes that only the font file itself can explain."""

_SINGLE_CODES = re.compile(rb"\bbeginbfchar((?:\s*<(?:[0-9A-Fa-f]{2})+>)*)\s*endbfchar\b")
_CODE_AND_TEXT = re.compile(rb"<(\w+)>\s*<(\w+)>")
_OTHER_CODES = re.compile(rb"bfchar|bfrange|cidchar|cidrange|usecmap|%")


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
        font: Any = super().get_font(objid, bounded)
        if isinstance(meanings, PDFStream):
            font.unicode_map = _to_unicode(meanings)
        elif meanings is not None and isinstance(font, PDFCIDFont) and font.cidcoding in _OWN_CODES:
            font.unicode_map = _from_font_file(font.basefont, meanings)
        return cast("PDFFont", font)


def _check_widths(spec: Mapping[str, object]) -> None:
    for key, size in (("W", 3), ("W2", 5)):
        if _codes(list_value(spec.get(key, [])), size) > MAX_FONT_CODES:
            raise _too_many()


def _too_many() -> LimitExceeded:
    return LimitExceeded(f"PDF 里有一种字体的编码超过 {MAX_FONT_CODES} 个，文件可能已损坏")


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
        bounded["ToUnicode"] = PDFStream({}, b"")
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

    def add_cid2unichr(self, cid: int, code: Any) -> None:  # noqa: ANN401 - pdfminer's signature
        self._written += 1
        if self._written > MAX_FONT_CODES:
            raise _too_many()
        super().add_cid2unichr(cid, code)


def _to_unicode(stream: PDFStream) -> FileUnicodeMap:
    """Return what codes mean.

    Blocks of single codes, as most producers write them, are read by a regular expression; maps
    with anything else in them wholly by pdfminer, which gives the same result more slowly.
    """
    meanings = _CountedMap()
    data = whole_data(stream)
    rest = _SINGLE_CODES.sub(b" ", data)
    if _OTHER_CODES.search(rest) or b"begin" in data.partition(b"endcmap")[2]:
        rest = data
    else:
        for block in _SINGLE_CODES.finditer(data):
            for code, text in _CODE_AND_TEXT.findall(block[1]):
                meanings.add_cid2unichr(int(code, 16), bytes.fromhex(text.decode()))
    CMapParser(meanings, BytesIO(rest)).run()
    return meanings


class _CountedCodes(dict[int, int]):
    written = 0

    def __setitem__(self, code: int, glyph: int) -> None:
        self.written += 1
        if self.written > MAX_FONT_CODES:
            raise _too_many()
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


def _from_font_file(name: str, file: bytes) -> FileUnicodeMap | None:
    with suppress(TrueTypeFont.CMapNotFound):
        return _BoundedTrueType(name, BytesIO(file)).create_unicode_map()
    return None
