"""Lengths of style sheets in pixels."""

from functools import lru_cache

from gouji.expressions import compiled

_LENGTH = compiled(r"([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(%|[a-z]*)")
_PIXELS = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "q": 0.945,
    "rem": 16.0, "vw": 12.8, "vh": 7.2, "vmin": 7.2, "vmax": 12.8,
    "vi": 12.8, "vb": 7.2, "dvw": 12.8, "dvh": 7.2, "svw": 12.8, "svh": 7.2, "lvw": 12.8,
    "lvh": 7.2, "rlh": 19.2, "rex": 8.0, "rch": 8.0, "ric": 16.0, "rcap": 11.0,
}  # fmt: skip
_OF_FONT = {"em": 1.0, "ex": 0.5, "ch": 0.5, "ic": 1.0, "lh": 1.2, "cap": 0.7}
_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0,
    "x-large": 24.0, "xx-large": 32.0, "xxx-large": 48.0,
}  # fmt: skip
_LEAST = compiled(r"min\((.*,.*)\)")
_STEPS = {"smaller": 1 / 1.2, "larger": 1.2}


@lru_cache(maxsize=4_096)
def pixels(text: str, font: float | None, whole: float | None = None) -> float | None:
    """Return a length in pixels; ``None`` where it is none, or hangs on what is not known.

    ``font`` is the size of the letters, ``whole`` what a percentage is a part of.
    """
    match = _LENGTH.fullmatch(text)
    if match is None:
        return None
    unit = match[2]
    if unit == "%":
        scale = None if whole is None else whole / 100
    elif unit in _OF_FONT:
        scale = None if font is None else font * _OF_FONT[unit]
    else:
        scale = _PIXELS.get(unit)
    return None if scale is None else float(match[1]) * scale


def font_size(text: str, around: float | None) -> float | None:
    """Return the size of letters in pixels, inside letters of the size ``around``."""
    if match := _LEAST.fullmatch(text):
        sizes = [font_size(part.strip(), around) for part in match[1].rsplit(",", 1)]
        known = [size for size in sizes if size is not None]
        return min(known) if len(known) == len(sizes) else None
    if text in _STEPS:
        return None if around is None else around * _STEPS[text]
    return _SIZES[text] if text in _SIZES else pixels(text, around, around)
