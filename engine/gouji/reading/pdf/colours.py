"""What the colours of a PDF look like: device, calibrated, ICC, indexed and spot colours.

The result only tells print from its ground, so that profiles count as the device colours they
describe. A colour that is not resolved is ``None``.
"""

import zlib
from collections.abc import Callable, Mapping, Sequence

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.psparser import PSLiteral, literal_name

from gouji.reading.pdf.functions import function_of
from gouji.reading.pdf.parser import whole_data
from gouji.reading.shown import Colour

_IMPOSSIBLE = (PDFException, zlib.error, ArithmeticError, LookupError, TypeError, ValueError)
"""What a colour space or a tint function that cannot be makes this module raise."""

_DEEPEST = 4
_GAMMAS = (1.0, 3.0)
_LINEAR_SRGB = (
    (3.2406, -1.5372, -0.4986),
    (-0.9689, 1.8758, 0.0415),
    (0.0557, -0.2040, 1.0570),
)
_D65 = (0.9505, 1.0, 1.089)
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}

Look = Callable[[Sequence[float]], Colour]


class _Looks(dict[tuple[object, ...], Colour | None]):
    """What the colours of a space look like, each worked out once."""

    def __init__(self, work_out: Callable[[Sequence[object]], Colour | None]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, operands: tuple[object, ...]) -> Colour | None:
        found = self[operands] = self._work_out(operands)
        return found


class Space(PDFColorSpace):
    """A colour space: how many numbers a colour has, and what they look like."""

    def __init__(self, name: str, count: int, look: Look | None, initial: Sequence[float]) -> None:
        super().__init__(name, count)
        self._look = look
        self.looks = _Looks(self._resolved)
        self.initial = self.colour(initial)

    def colour(self, operands: Sequence[object]) -> Colour | None:
        """Return what a colour looks like, ``None`` if that is not known."""
        return self.looks[tuple(operands)]

    def _resolved(self, operands: Sequence[object]) -> Colour | None:
        numbers = [float(n) for n in operands if isinstance(n, int | float)]
        if self._look is None or len(numbers) != len(operands) or len(numbers) != self.ncomponents:
            return None
        try:
            return self._look(numbers)
        except _IMPOSSIBLE:
            return None


def _part(number: float) -> int:
    return round(255 * min(max(number, 0.0), 1.0))


def _grey(numbers: Sequence[float]) -> Colour:
    (level,) = map(_part, numbers)
    return level, level, level


def _rgb(numbers: Sequence[float]) -> Colour:
    red, green, blue = map(_part, numbers)
    return red, green, blue


def _cmyk(numbers: Sequence[float]) -> Colour:
    cyan, magenta, yellow, black = (min(max(number, 0.0), 1.0) for number in numbers)
    return _rgb([(1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)])


def _xyz(x: float, y: float, z: float) -> Colour:
    """Return a colour given relative to its own white."""
    place = [part * white for part, white in zip((x, y, z), _D65, strict=True)]
    linear = [sum(a * b for a, b in zip(row, place, strict=True)) for row in _LINEAR_SRGB]
    return _rgb([max(part, 0.0) ** (1 / 2.2) for part in linear])


GREY = Space("DeviceGray", 1, _grey, [0.0])
RGB = Space("DeviceRGB", 3, _rgb, [0.0, 0.0, 0.0])
CMYK = Space("DeviceCMYK", 4, _cmyk, [0.0, 0.0, 0.0, 1.0])
PATTERN = Space("Pattern", 1, None, [])
UNKNOWN = Space("Unknown", 1, None, [])

DEVICE: dict[str, Space] = {space.name: space for space in (GREY, RGB, CMYK, PATTERN)}
_BY_COUNT = {1: GREY, 3: RGB, 4: CMYK}


def spaces_of(resources: Mapping[str, object]) -> dict[str, Space]:
    """Return the colour spaces by name that content with these ``resources`` may use."""
    found = dict(DEVICE)
    own = resolve1(resources.get("ColorSpace"))
    if isinstance(own, dict):
        for name, spec in own.items():
            found[name] = space_of(spec, DEVICE)
    return found


def space_of(spec: object, named: Mapping[str, Space], depth: int = 0) -> Space:
    """Return a colour space, :data:`UNKNOWN` where it is of no known kind."""
    try:
        return _space_of(spec, named, depth)
    except _IMPOSSIBLE:
        return UNKNOWN


def _space_of(spec: object, named: Mapping[str, Space], depth: int) -> Space:
    spec = resolve1(spec)
    if depth > _DEEPEST:
        return UNKNOWN
    if isinstance(spec, PSLiteral):
        name = str(literal_name(spec))
        return named.get(_SHORT.get(name, name), UNKNOWN)
    parts = [resolve1(part) for part in list_value(spec)]
    name = str(literal_name(parts[0]))
    name = _SHORT.get(name, name)
    if name in _MAKERS:
        return _MAKERS[name](parts, named, depth + 1)
    return named.get(name, UNKNOWN)


def _profile(parts: Sequence[object], named: Mapping[str, Space], depth: int) -> Space:
    stream = stream_value(parts[1])
    alternate = resolve1(stream.get("Alternate"))
    if alternate is not None:
        space = space_of(alternate, named, depth)
        if space.name == "Lab":
            return space
    return _BY_COUNT.get(int(resolve1(stream["N"])), UNKNOWN)


def _calibrated_grey(parts: Sequence[object], _: Mapping[str, Space], __: int) -> Space:
    gamma = float(resolve1(dict_value(parts[1]).get("Gamma", 1.0)))
    return GREY if _GAMMAS[0] <= gamma <= _GAMMAS[1] else UNKNOWN


def _calibrated_rgb(parts: Sequence[object], _: Mapping[str, Space], __: int) -> Space:
    keys = dict_value(parts[1])
    gamma = _floats(keys.get("Gamma", [1.0, 1.0, 1.0]))
    matrix = _floats(keys.get("Matrix", [1, 0, 0, 0, 1, 0, 0, 0, 1]))
    white = _floats(keys["WhitePoint"])

    def look(numbers: Sequence[float]) -> Colour:
        linear = [min(max(n, 0.0), 1.0) ** g for n, g in zip(numbers, gamma, strict=True)]
        sums = [sum(linear[i] * matrix[3 * i + row] for i in range(3)) for row in range(3)]
        x, y, z = (part / full for part, full in zip(sums, white, strict=True))
        return _xyz(x, y, z)

    return Space("CalRGB", 3, look, [0.0, 0.0, 0.0])


def _lab(parts: Sequence[object], _: Mapping[str, Space], __: int) -> Space:
    dict_value(parts[1])

    def back(value: float) -> float:
        return value**3 if value >= 6 / 29 else 108 / 841 * (value - 4 / 29)

    def look(numbers: Sequence[float]) -> Colour:
        lightness, a, b = numbers
        middle = (lightness + 16) / 116
        return _xyz(back(middle + a / 500), back(middle), back(middle - b / 200))

    return Space("Lab", 3, look, [0.0, 0.0, 0.0])


def _indexed(parts: Sequence[object], named: Mapping[str, Space], depth: int) -> Space:
    base = space_of(parts[1], named, depth)
    table = whole_data(parts[3]) if isinstance(parts[3], PDFStream) else parts[3]
    if not isinstance(table, bytes) or base.name in ("Lab", "Indexed", "Pattern"):
        return UNKNOWN
    highest, wide = int(str(parts[2])), base.ncomponents

    def look(numbers: Sequence[float]) -> Colour:
        index = min(max(int(numbers[0]), 0), highest)
        entry = table[index * wide : index * wide + wide]
        return _known(base.colour([part / 255 for part in entry]))

    return Space("Indexed", 1, look, [0.0])


def _known(colour: Colour | None) -> Colour:
    if colour is None:
        raise ValueError("a colour that is not known")
    return colour


def _spot(parts: Sequence[object], named: Mapping[str, Space], depth: int) -> Space:
    """Return a space of one or several inks, seen through the colours given in their place."""
    inks = parts[1] if isinstance(parts[1], list) else [parts[1]]
    names = {str(literal_name(resolve1(ink))) for ink in inks}
    if names <= {"None"}:
        return Space("Separation", len(inks), None, [])
    if names == {"All"}:
        return Space("Separation", 1, lambda tint: _grey([1 - tint[0]]), [1.0])
    alternate, tint = space_of(parts[2], named, depth), function_of(parts[3])
    return Space(
        "Separation",
        len(inks),
        lambda numbers: _known(alternate.colour(tint(numbers))),
        [1.0] * len(inks),
    )


def _pattern(_: Sequence[object], __: Mapping[str, Space], ___: int) -> Space:
    return PATTERN


def _floats(value: object) -> list[float]:
    return [float(resolve1(number)) for number in list_value(value)]


_MAKERS: dict[str, Callable[[Sequence[object], Mapping[str, Space], int], Space]] = {
    "ICCBased": _profile,
    "CalGray": _calibrated_grey,
    "CalRGB": _calibrated_rgb,
    "Lab": _lab,
    "Indexed": _indexed,
    "Separation": _spot,
    "DeviceN": _spot,
    "Pattern": _pattern,
}
