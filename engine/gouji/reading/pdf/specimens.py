"""Draws characters of a PDF's own fonts, one beside the other, as pdfium shows them.

What a font draws for a code hangs on its file, its encoding, its table of glyphs, its kind. None
of this is worked out here: the font is copied as it is into a file of one page, a specimen sheet,
and the page is drawn. Whatever a font can be made to do, the drawing does.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from threading import Lock
from typing import Any

from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from gouji.reading.digits import SIDE, Shape, shape_of
from gouji.reading.pdf.pdfium import drawn

EM = 40
"""The size that characters are drawn at, in pixels."""
LEFT, BELOW = 12, 18
"""Where a character's origin stands in its field."""

_MOST_OBJECTS = 2_000
"""Of one font; a Type 3 font has one for each character."""
_INK = bytes(b"1"[0] if grey < 216 else b"0"[0] for grey in range(256))
_QUICK = {"FlateDecode", "Fl", "ASCII85Decode", "A85", "ASCIIHexDecode", "AHx"}
"""Filters that are undone here, within bounds; pictures and rare ones are handed on as they are."""
_PACKING = ("Length", "Filter", "F", "DecodeParms", "DP")

_SHAPES: dict[bytes, list[Shape | None]] = {}
"""What was drawn on the last sheets, by what these say."""
_MOST_SHEETS = 256

_ONE_AT_A_TIME = Lock()
"""pdfium knows no threads."""


def specimens(
    font: Mapping[str, Any], codes: Sequence[bytes], size: float = EM
) -> list[Shape | None]:
    """Return what ``font`` (as it stands in a PDF) draws for each of ``codes``.

    ``None`` stands for a code that shows nothing.
    """
    height = SIDE * len(codes)
    content = b"".join(
        b"q 0 %d %d %d re W n BT /F %.4f Tf %d %d Td <%s> Tj ET Q\n"
        % (low, SIDE, SIDE, size, LEFT, low + BELOW, code.hex().encode())
        for low, code in zip(range(height - SIDE, -1, -SIDE), codes, strict=True)
    )
    return _shapes(_Sheet(font, content, (SIDE, height)).file(), height)


def _shapes(file: bytes, height: int) -> list[Shape | None]:
    """Return the shapes on a sheet; the sheets of one office are often the same."""
    key = blake2b(file).digest()
    shapes = _SHAPES.get(key)
    if shapes is None:
        page = _drawn(file, SIDE, height)
        area = SIDE * SIDE
        shapes = [shape_of(page[start : start + area]) for start in range(0, len(page), area)]
        if len(_SHAPES) >= _MOST_SHEETS:
            _SHAPES.clear()
        _SHAPES[key] = shapes
    return shapes


def _drawn(file: bytes, width: int, height: int) -> bytes:
    """Return the one page of ``file`` as pixels, ``1`` for ink and ``0`` for paper."""
    with _ONE_AT_A_TIME:
        pixels = drawn(file, width, height)
    return bytes(pixels.translate(_INK))


class _Sheet:
    """Writes a font, and all that it refers to, into a PDF of one page."""

    def __init__(self, font: Mapping[str, Any], content: bytes, size: tuple[int, int]) -> None:
        self._waiting: list[Any] = []
        self._numbers: dict[object, int] = {}
        self._content = b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content)
        self._page = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R"
            b" /Resources << /Font << /F %s >> >> >>" % (*size, self._reference(font))
        )

    def file(self) -> bytes:
        """Return the whole file."""
        written = bytearray(b"%PDF-1.7\n")
        places = []
        for number, part in enumerate(self._objects(), 1):
            places.append(len(written))
            written += b"%d 0 obj " % number
            written += part
            written += b" endobj\n"
        size = len(places) + 1
        lines = b"".join(b"%010d 00000 n \n" % place for place in places)
        written += (
            b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\n"
            b"startxref\n%d\n%%%%EOF" % (size, lines, size, len(written))
        )
        return bytes(written)

    def _objects(self) -> Iterator[bytes]:
        yield b"<< /Type /Catalog /Pages 2 0 R >>"
        yield b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
        yield self._page
        yield self._content
        for value in self._waiting:  # more of them while they are written
            found = resolve1(value)
            yield _stream(self, found) if isinstance(found, PDFStream) else self.written(found)

    def _reference(self, value: object) -> bytes:
        key = value.objid if isinstance(value, PDFObjRef) else (id(value),)
        if key not in self._numbers:
            if len(self._waiting) == _MOST_OBJECTS:
                return b"null"
            self._waiting.append(value)
            self._numbers[key] = 4 + len(self._waiting)
        return b"%d 0 R" % self._numbers[key]

    def written(self, value: object) -> bytes:
        """Return a value as it stands in a file; what it refers to is written later."""
        write = _PLAIN.get(type(value))
        if write is not None:
            return write(value)
        if isinstance(value, list):
            return b"[%s]" % b" ".join([self.written(item) for item in value])
        if isinstance(value, PDFObjRef | PDFStream):
            return self._reference(value)
        if isinstance(value, dict):
            pairs = [b"%s %s" % (_name(k), self.written(v)) for k, v in value.items()]
            return b"<< %s >>" % b" ".join(pairs)
        return b"null"


def _stream(sheet: _Sheet, stream: PDFStream) -> bytes:
    attributes, data = _unpacked(stream)
    head = sheet.written({**attributes, "Length": len(data)})
    return b"%s stream\n%s\nendstream" % (head, data)


def _unpacked(stream: PDFStream) -> tuple[dict[str, Any], bytes]:
    """Return a stream's attributes and data, packed only where it cannot be unpacked quickly."""
    names = {literal_name(name) for name, _ in stream.get_filters()}
    if stream.rawdata is None or names <= _QUICK:
        with suppress(zlib.error):
            data = stream.get_data()
            return {k: v for k, v in stream.attrs.items() if k not in _PACKING}, data
    raw = stream.rawdata or b""
    if stream.decipher is not None and stream.objid is not None and stream.genno is not None:
        raw = stream.decipher(stream.objid, stream.genno, raw, stream.attrs)
    return dict(stream.attrs), raw


@lru_cache(maxsize=4096)
def _name(name: str | bytes) -> bytes:
    raw = name if isinstance(name, bytes) else name.encode()
    plain = (
        b"%c" % byte if chr(byte).isalnum() and byte < 128 else b"#%02x" % byte for byte in raw
    )
    return b"/" + b"".join(plain)


_PLAIN: Mapping[type, Callable[[Any], bytes]] = {
    PSLiteral: lambda value: _name(value.name),
    bool: lambda value: b"true" if value else b"false",
    int: lambda value: b"%d" % value,
    float: lambda value: b"%.10f" % value,
    bytes: lambda value: b"<%s>" % value.hex().encode(),
}
