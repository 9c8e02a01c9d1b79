"""Media queries: whether a sheet is for the screen on which a report is read.

That is a desk's screen, light, with a mouse, as it shows a page that nobody has touched.
"""

from gouji.expressions import compiled

_WIDTHS = (1280.0, 1920.0)
"""Pixels; a desk's screens. A query on which they differ is not told."""
_HEIGHTS = (700.0, 1100.0)

_FEATURE = compiled(r"\(\s*(min|max)-(?:device-)?(width|height)\s*:\s*([\d.]+)(px|em|rem)?\s*\)")
_RANGE = compiled(r"\(\s*(width|height)\s*([<>])=?\s*([\d.]+)(px|em|rem)?\s*\)")
_TYPES = {"screen": True, "all": True}
_TYPE = compiled(r"[a-z-]+")
_SETTING = compiled(r"\(\s*([a-z-]+)\s*(?::\s*([a-z0-9-]+)\s*)?\)")
_SETTINGS = {
    "prefers-color-scheme": ("light",),
    "prefers-reduced-motion": ("no-preference",),
    "prefers-reduced-transparency": ("no-preference",),
    "prefers-reduced-data": ("no-preference",),
    "prefers-contrast": ("no-preference",),
    "forced-colors": ("none",),
    "inverted-colors": ("none",),
    "hover": ("hover",), "any-hover": ("hover",),
    "pointer": ("fine",), "any-pointer": ("fine",),
    "orientation": ("landscape",),
    "color": (), "monochrome": None, "grid": None,
    "-ms-high-contrast": None,
}  # fmt: skip
"""What a desk's screen answers; a feature without a value holds, except where there is none."""


def applies(query: str) -> bool | None:
    """Return whether a media query holds on a screen; ``None`` where that cannot be told."""
    answers = [_applies(part.split()) for part in query.lower().split(",") if part.strip()]
    if not answers or True in answers:
        return True
    return None if None in answers else False


def _applies(words: list[str]) -> bool | None:
    """Judge one query of a list: all its parts must hold."""
    text = " ".join(words).removeprefix("only ")
    negated = text.startswith("not ")
    parts = text.removeprefix("not ").split(" and ")
    answers = [_part(part.strip()) for part in parts]
    answer = False if False in answers else None if None in answers else True
    return answer if not negated or answer is None else not answer


def _part(part: str) -> bool | None:
    if _TYPE.fullmatch(part):
        return _TYPES.get(part, False)
    if match := _FEATURE.fullmatch(part):
        return _compared(match[2], match[1], float(match[3]), match[4])
    if match := _RANGE.fullmatch(part):
        return _compared(match[1], "min" if match[2] == ">" else "max", float(match[3]), match[4])
    match = _SETTING.fullmatch(part)
    if match is None or match[1] not in _SETTINGS:
        return None
    held = _SETTINGS[match[1]]
    return held is not None and (match[2] is None or match[2] in held)


def _compared(name: str, bound: str, length: float, unit: str | None) -> bool | None:
    length *= 16 if unit in ("em", "rem") else 1
    sizes = _WIDTHS if name == "width" else _HEIGHTS
    held = {size >= length if bound == "min" else size <= length for size in sizes}
    return held.pop() if len(held) == 1 else None
