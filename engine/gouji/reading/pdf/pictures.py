"""What a picture looks like where print stands on it, or under it: its pixels, looked at in places.

Most pages show print on no picture, so that nothing is unpacked before it is asked for. Pictures of
a kind that only recognition takes apart (JPEG and the like) are of unknown colour.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any, NamedTuple

from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import PDFStream, list_value, resolve1
from pdfminer.psparser import literal_name

from gouji.model.document import Rect
from gouji.reading.limits import IMPOSSIBLE
from gouji.reading.pages.content import Paint
from gouji.reading.pages.strokes import Matrix, box_of
from gouji.reading.pdf.colours import GREY, UNKNOWN, Space, space_of
from gouji.reading.pdf.parser import whole_data
from gouji.reading.shown import BLACK, WHITE, Colour
from gouji.records import dataclass

_ACROSS = 8
"""So many pixels are looked at in each direction of a box."""
_PLAIN = ("FlateDecode", "Fl", "LZWDecode", "LZW", "ASCII85Decode", "A85", "ASCIIHexDecode", "AHx",
          "RunLengthDecode", "RL")  # fmt: skip

Place = tuple[float, float]


class _Pixels(NamedTuple):
    """The samples of a picture; ``decode`` carries them over to the numbers of a colour."""

    data: bytes
    width: int
    height: int
    bits: int
    parts: int
    decode: tuple[tuple[float, float], ...]

    def at(self, place: Place) -> tuple[float, ...]:
        """Return the numbers at a place from (0, 0), top left, to (1, 1)."""
        column = min(max(int(place[0] * self.width), 0), self.width - 1)
        row = min(max(int(place[1] * self.height), 0), self.height - 1)
        start = row * ((self.width * self.parts * self.bits + 7) // 8)
        first = column * self.parts
        return tuple(
            low + self._sample(start, first + part) * (high - low) / (2**self.bits - 1)
            for part, (low, high) in enumerate(self.decode)
        )

    def _sample(self, start: int, index: int) -> int:
        bit = index * self.bits
        byte: int = self.data[start + bit // 8]
        return byte >> (8 - self.bits - bit % 8) & ((1 << self.bits) - 1)


def _key(stream: PDFStream, *names: str) -> Any:  # noqa: ANN401 - whatever the file says
    return resolve1(stream.get_any(names))


def _pixels(stream: PDFStream, space: Space) -> _Pixels | None:
    """Return the samples of a picture, ``None`` where they are not plain numbers."""
    names = [literal_name(name) for name, _ in stream.get_filters()]
    bits = 1 if _is_stencil(stream) else _key(stream, "BitsPerComponent", "BPC")
    if any(name not in _PLAIN for name in names) or bits not in (1, 2, 4, 8):
        return None
    parts = space.ncomponents
    top = float(2**bits - 1) if space.name == "Indexed" else 1.0
    given = [float(resolve1(n)) for n in list_value(_key(stream, "Decode", "D") or [])]
    decode = tuple(zip(given[::2], given[1::2], strict=True)) or ((0.0, top),) * parts
    if len(decode) != parts or space.name == "Lab":
        return None
    width, height = int(_key(stream, "Width", "W")), int(_key(stream, "Height", "H"))
    return _Pixels(whole_data(stream), width, height, bits, parts, decode)


def _is_stencil(stream: PDFStream) -> bool:
    return _key(stream, "ImageMask", "IM") is True


@dataclass(frozen=True)
class Look:
    """Tells what a picture paints in a box of its page."""

    stream: PDFStream = field(compare=False)
    ctm: Matrix
    paint: Paint
    spaces: Mapping[str, Space] = field(compare=False)

    def __call__(self, box: Rect) -> Sequence[Paint]:
        """Return the different paints in a box, in no order."""
        try:
            masked_by_colours = isinstance(_key(self.stream, "Mask"), list)
            return [Paint(None)] if masked_by_colours else list(self._paints(box))
        except (*IMPOSSIBLE, PDFException, TypeError, zlib.error):
            return [Paint(None)]

    def _paints(self, box: Rect) -> Iterator[Paint]:
        for place in self._places(box):
            colour, opacity = self._colour(place), self._opacity(place) * self.paint.opacity
            darkens = self.paint.darkens
            if colour is None and opacity < 1:
                # Of whatever colour: what lies below is seen through black as through white.
                yield Paint(BLACK, opacity, darkens)
                yield Paint(WHITE, opacity, darkens)
            else:
                yield Paint(colour, opacity, darkens)

    def _places(self, box: Rect) -> Iterator[Place]:
        a, b, c, d, e, f = self.ctm
        area = a * d - b * c
        back = (
            d / area,
            -b / area,
            -c / area,
            a / area,
            (c * f - d * e) / area,
            (b * e - a * f) / area,
        )
        x0, y0, x1, y1 = box_of(((box[0], box[1]), (box[2], box[3]), (box[0], box[3])), back)
        for column in range(_ACROSS):
            for row in range(_ACROSS):
                x = x0 + (column + 0.5) * (x1 - x0) / _ACROSS
                y = y0 + (row + 0.5) * (y1 - y0) / _ACROSS
                yield x, 1 - y

    @cached_property
    def _space(self) -> Space:
        spec = self.stream.get_any(("ColorSpace", "CS"))
        return space_of(spec, self.spaces) if spec is not None else UNKNOWN

    @cached_property
    def _own(self) -> _Pixels | None:
        return None if self._space is UNKNOWN else _pixels(self.stream, self._space)

    @cached_property
    def _mask(self) -> tuple[PDFStream, _Pixels | None] | None:
        """Return what says where the picture is painted: a soft mask, a stencil, or itself."""
        for stream in (_key(self.stream, "SMask"), _key(self.stream, "Mask"), self.stream):
            if isinstance(stream, PDFStream) and (stream is not self.stream or _is_stencil(stream)):
                return stream, _pixels(stream, GREY)
        return None

    def _colour(self, place: Place) -> Colour | None:
        if self.paint.colour is None or _is_stencil(self.stream):
            return self.paint.colour
        return None if self._own is None else self._space.colour(self._own.at(place))

    def _opacity(self, place: Place) -> float:
        if self._mask is None:
            return 1.0
        stream, pixels = self._mask
        if pixels is None:
            raise ValueError("a mask of no plain numbers")
        (value,) = pixels.at(place)
        return 1 - value if _is_stencil(stream) else value
