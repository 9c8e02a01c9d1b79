"""What declarations do to text beside its colour and size: move it, cut it, turn it, replace it.

Three kinds: what surely puts text out of sight, what holds for all letters inside (they inherit
it), and what *may* cover, move or change letters, named by the values that surely do not.
"""

import re
from collections.abc import Collection

from gouji.expressions import compiled
from gouji.reading.html.cascade import Values
from gouji.reading.html.lengths import pixels
from gouji.reading.html.longhands import GLOBAL, UNSURE
from gouji.reading.html.pictures import picture_of
from gouji.reading.shown import CLIPPED, REVERSED, UNRESOLVED

_FAR = 200.0
"""Pixels; text moved so far is not where its cell is. Indents of paragraphs have some 30."""
_HANGING = 1.0
"""Pixels beyond the edge that rounding makes of hanging indents."""
_OVERLAP = 0.12
"""Of the size of the letters, by which neighbours may run into each other."""
_CELL_PULL = 10.0
"""Pixels; word processors pull paragraphs of cells by some 7 into the margin of the cell."""
_TIGHT = -1.0
_APART = 1.5
"""Of the size of the letters; digits further apart are no number to a reader."""
_FLAT = 0.6
"""Of the size of the letters; lines set closer than this run into each other."""

_FAINT = r"-?(?:[0-3](?:\.\d+)?|\.\d+)(?:px|pt)?\b"
_SOFT = r"-?(?:1?\d(?:\.\d+)?|\.\d+)(?:px|pt)?\b"
_HUE = r"(?:#[0-9a-f]+|[a-z]+a?\([^()]*\)|(?!inset)[a-z]+)"
"""Lengths and colours of shadows that cover nothing."""
_HARMLESS = {
    name: compiled(rf"(?:{pattern})\Z")
    for names, pattern in (
        (
            (
                "clip-path -webkit-clip-path mask-image -webkit-mask -webkit-mask-image "
                "-webkit-mask-box-image mask-border mask-border-source "
                "offset offset-path font-size-adjust "
                "-webkit-line-clamp line-clamp text-emphasis "
                "text-emphasis-style border-image border-image-source -webkit-box-reflect "
                "grid grid-template grid-template-columns grid-template-rows"
            ),
            "none",
        ),
        ("columns column-count column-width grid-auto-columns", "auto(?: auto)?"),
        ("container container-type", "none|normal|scroll-state"),
        (
            "filter -webkit-filter",
            r"none|(?:(?:grayscale|sepia|saturate|hue-rotate)\([^()]*\)\s*)+",
        ),
        ("text-shadow", rf"none|(?:{_FAINT}|{_HUE}|[\s,])+"),
        ("box-shadow", rf"none|(?:(?!inset){_SOFT}|{_HUE}|[\s,]|inset(?=(?: {_HUE})? {_FAINT}))+"),
        ("tab-size", "[0-8]"),
        ("clip grid-area grid-row grid-column grid-row-start grid-column-start", "auto"),
        ("mix-blend-mode content font-variant-position initial-letter", "normal|none"),
        ("content-visibility", "visible|auto"),
        ("order -webkit-order", "0"),
        ("-webkit-box-ordinal-group", "1"),
        ("flex-direction -webkit-flex-direction", r"(?:row|column)?(?: ?(?:no)?wrap)?"),
        ("-webkit-box-direction", "normal"),
        ("float", "none"),
        ("all", "(?!)"),
        ("flex-wrap", "(?:no)?wrap"),
        ("contain", "none|layout|style|paint|content"),
        ("text-decoration-thickness", r"auto|from-font|[0-3](?:\.\d+)?px"),
        ("-webkit-text-stroke -webkit-text-stroke-width", r"none|0(?:px)?(?: .*)?"),
        ("font-feature-settings", r"normal|(?:\"(?:tnum|lnum|kern|liga|palt)\"[ 01on,]*)+"),
        ("outline-width", r"none|0(?:px)?|(?:.* )?none(?: .*)?|(?:.* )?[0-3](?:\.\d+)?px(?: .*)?"),
        ("outline-offset", r"\d.*"),
        ("z-index", r"auto|\d+"),
        ("background-clip -webkit-background-clip", "(?:border|padding|content)-box"),
    )
    for name in names.split()
}
"""Properties that may cover, move or change letters: the values with which they do not."""

_GONE_CLIP = compiled(
    r"rect\(\s*(?:0|1px|0px)?[\s,]+.*\)|inset\(\s*(?:[5-9]\d|100)%.*\)|circle\(0.*"
    r"|polygon\(0 0, ?0 0.*"
)
_GONE_SCALE = compiled(r"(?:.*\b)?scale(?:x|y|3d)?\(\s*0(?:\.0\d*)?\s*(?:,.*)?\).*|0(?:\.0\d*)?")
_NO_CLIP = compiled(
    r"rect\((?:\s*[01](?:px)?\s*,?){4}\)|inset\(\s*(?:[5-9]\d|100)%\s*\)"
    r"|circle\(0(?:px|%)?(?: at [^()]*)?\)|polygon\((?:0 0[\s,]*)+\)"
)
"""Clips that leave nothing."""
_OFF = 1_000.0
"""Pixels; what is moved so far up or to the left stands on no page."""
_UNBOXED = frozenset({"", "inline", "contents", UNSURE, *GLOBAL})
_SPECK = 2.0
"""Pixels; a box of this size covers nothing."""
_PUSHING = ("padding-left", "padding-top", "text-indent")
_LASTING = frozenset({"infinite", "forwards", "backwards", "both", "paused"})
_SOON = 5.0
"""Seconds, after which an animation is over when a page is read."""
_OFFSETS = ("top", "right", "bottom", "left")
_SIDES = ("width", "max-width", "height", "max-height")


def misplaced(values: Values, size: float | None, *, block: bool, letters: int) -> str | None:
    """Return a reason where the declarations surely put an element's text out of sight."""
    out = (
        _far_away(values, size)
        or _boxed_in(values, size, letters)
        or (block and _hangs_out(values, size))
        or _GONE_CLIP.fullmatch(values.get("clip", ""))
        or _GONE_CLIP.fullmatch(values.get("clip-path", ""))
        or any(_GONE_SCALE.fullmatch(values.get(n, "")) for n in ("transform", "scale"))
        or values.get("content-visibility") == "hidden"
    )
    return CLIPPED if out else None


def is_nowhere(values: Values, size: float | None, *, block: bool) -> bool:
    """Tell whether an element is off the page, or cut to nothing, with the ground that it has."""
    out = values.get("position") in ("absolute", "fixed")
    boxed = block or out or values.get("display", "") not in _UNBOXED
    moved = _moved(values, size, "margin-left", *(("margin-top",) if boxed else ()))
    return (
        any(length < -_OFF for length in moved)
        or bool(_NO_CLIP.fullmatch(values.get("clip-path", "")))
        or (out and bool(_NO_CLIP.fullmatch(values.get("clip", ""))))
        or (boxed and _is_shut(values, size))
    )


def _is_shut(values: Values, size: float | None) -> bool:
    """Tell whether a box shows nothing: it is as small as a speck, or its content is hidden."""
    cut = any(values.get(f"overflow-{axis}", "visible") in ("hidden", "clip") for axis in "xy")
    lengths = [pixels(values.get(name, ""), size) for name in _SIDES] if cut else []
    return (
        any(length is not None and length <= _SPECK for length in lengths)
        or any(_GONE_SCALE.fullmatch(values.get(name, "")) for name in ("transform", "scale"))
        or values.get("content-visibility") == "hidden"
    )


def _far_away(values: Values, size: float | None) -> bool:
    moved = _moved(values, size, "margin-left", "margin-top", "text-indent")
    return any(length < -_FAR for length in moved)


def _moved(values: Values, size: float | None, *names: str) -> list[float]:
    """Return by how much an element is moved: by its offsets, and by what has other names."""
    placed = values.get("position", "static") not in ("static", *GLOBAL)
    lengths = [
        pixels(values[name], size, 1280.0)
        for name in (*(_OFFSETS if placed else ()), *names)
        if name in values
    ]
    return [length for length in lengths if length is not None]


def _boxed_in(values: Values, size: float | None, letters: int) -> bool:
    """Tell whether the box of an element cuts its text: it is too narrow or too low."""
    if all(values.get(f"overflow-{axis}", "visible") in ("visible", *GLOBAL) for axis in "xy"):
        return False
    letter = size or 16.0
    narrow = min(max(letters, 1), 4) * letter / 2.5
    return any(
        (length := pixels(values.get(name, ""), size, 800.0)) is not None and length < least
        for name, least in (
            ("width", narrow),
            ("max-width", narrow),
            ("height", 0.7 * letter),
            ("max-height", 0.7 * letter),
        )
    ) or any((pixels(values.get(name, ""), size, 800.0) or 0) > _FAR for name in _PUSHING)


def _hangs_out(values: Values, size: float | None) -> bool:
    """Tell whether a hanging indent begins left of its box."""
    return _hanging(values, size) < -(size or 16.0) / 2 - _HANGING


def _hanging(values: Values, size: float | None) -> float:
    """Return by how much a hanging indent begins left of its box, below 0; 0 where it does not."""
    indent = pixels(values.get("text-indent", ""), size, 100.0)
    if indent is None or indent >= 0:
        return 0.0
    room = [pixels(values.get(name, ""), size, 100.0) for name in ("margin-left", "padding-left")]
    return min(indent + sum(length or 0.0 for length in room), 0.0)


def letters_risk(values: Values, size: float | None, *, in_table: bool) -> str | None:
    """Return a reason where letters inside are set so that they cannot be read as written."""
    if values.get("direction", "ltr") not in ("ltr", *GLOBAL):
        return REVERSED
    if values.get("-webkit-text-security", "none") not in ("none", *GLOBAL):
        return UNRESOLVED
    for name in ("letter-spacing", "word-spacing"):
        if _below(values.get(name, "normal"), size, _TIGHT):
            return CLIPPED
        apart = pixels(values.get(name, "normal"), size, size)
        if in_table and apart is not None and apart > _APART * (size or 16.0):
            return CLIPPED
    spacing = values.get("line-height", "normal")
    if spacing not in ("normal", *GLOBAL):
        bare = re.fullmatch(r"\d*\.?\d+", spacing)
        height = float(spacing) * (size or 16.0) if bare else pixels(spacing, size, size)
        if height is None or height < _FLAT * (size or 16.0):
            return UNRESOLVED
    return UNRESOLVED if _below(values.get("text-indent", "0"), size, None) else None


def _below(value: str, size: float | None, least: float | None) -> bool:
    """Tell whether a length is, or may be, less than ``least``."""
    if value in ("normal", *GLOBAL):
        return False
    length = pixels(value, size, size)
    return length is None or (least is not None and length < least)


def risk_of(
    values: Values, tag: str, size: float | None, frames: Collection[str], *, moved: bool
) -> str | None:
    """Return a reason where declarations may cover, move or change letters.

    ``frames`` are the animations that the page has; ``moved`` tells that it stands elsewhere.
    """
    if values.get("unicode-bidi", "normal") not in ("normal", "isolate", "embed", *GLOBAL):
        return REVERSED
    risky = (
        moved
        or any(_is_risky(name, value) for name, value in values.items())
        or UNSURE in map(values.get, _MATTERING)
        or picture_of(values.get("background-image", "none")) is None
        or _is_animated(values, frames)
        or _is_pulled(values, tag, size)
    )
    return UNRESOLVED if risky else None


def _is_animated(values: Values, frames: Collection[str]) -> bool:
    """Tell whether an animation that the page has leaves what it does behind, or does not end."""
    given = " ".join(values[name] for name in values if "animation" in name)
    words = set(re.findall(r"[\w-]+", given))
    if UNSURE in given or words.isdisjoint(frames):
        return UNSURE in given
    seconds = sum(float(m[1]) for m in re.finditer(r"(?<![\w.])(\d*\.?\d+)s\b", given))
    return seconds > _SOON or not words.isdisjoint(_LASTING) or "animation-fill-mode" in values


def _is_risky(name: str, value: str) -> bool:
    harmless = _HARMLESS.get(name)
    return harmless is not None and value not in GLOBAL and not harmless.match(value)


def _is_pulled(values: Values, tag: str, size: float | None) -> bool:
    """Tell whether an element is drawn over its neighbours, or away from its line."""
    least = (-_CELL_PULL if tag in _PULLED else 0.0) - max(_HANGING, _OVERLAP * (size or 16.0))
    margins = (f"margin-{side}" for side in _OFFSETS)
    if any(_is_length(values, name) and _below(values[name], size, least) for name in margins):
        return True
    if -_OFF < _hanging(values, size) < -_INDENTED * (size or 16.0):
        return True
    raised = values.get("vertical-align", "")
    return abs(pixels(raised, size, size) or 0.0) > _LIFT


def _is_length(values: Values, name: str) -> bool:
    return values.get(name, "auto") not in ("auto", *GLOBAL)


_INDENTED = 2.0
"""Letters by which text may hang out of its box and not reach the next cell."""
_LIFT = 8.0
"""Pixels; raised and lowered characters are moved by less."""
_PULLED = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "table"})
_MATTERING = (
    "display", "visibility", "position", "float", "direction", "unicode-bidi", "font-family",
    "overflow-x", "overflow-y", "vertical-align", "text-decoration-line",
)  # fmt: skip
