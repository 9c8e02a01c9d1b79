"""Media queries: whether a sheet is for the screen on which a report is read."""

import re

_WIDTHS = (1280.0, 1920.0)
"""Pixels; a desk's screens. A query on which they differ is not told."""

_FEATURE = re.compile(r"\(\s*(min|max)-(?:device-)?(width|height)\s*:\s*([\d.]+)(px|em|rem)?\s*\)")
_SHAPES = {"screen": True, "all": True, "print": False, "speech": False, "tty": False, "tv": False}
_HEIGHTS = (700.0, 1100.0)


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
    match = _FEATURE.fullmatch(part)
    if match is None:
        return _SHAPES.get(part)
    bound = float(match[3]) * (16 if match[4] in ("em", "rem") else 1)
    sizes = _WIDTHS if match[2] == "width" else _HEIGHTS
    held = {size >= bound if match[1] == "min" else size <= bound for size in sizes}
    return held.pop() if len(held) == 1 else None
