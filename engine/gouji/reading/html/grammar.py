"""Which values a browser takes for a property: it passes over a declaration that is none.

Only what is surely no value is told so; functions and words that may be new are left to count.
"""

from functools import lru_cache

from gouji.expressions import compiled
from gouji.reading.html.colours import is_colour
from gouji.reading.html.lengths import pixels
from gouji.reading.html.longhands import GLOBAL, UNSURE

_BARE_COLOUR = compiled(r"[0-9a-f]{6}|[0-9a-f]{3}")
_OLD_COLOUR = compiled(r"(?:rgb|hsl)a?\([^()]*,[^()]*\)")
_OTHER_COLOURS = compiled(
    r"-(?:webkit|moz|internal)-.*|accentcolor(?:text)?|active(?:border|caption|text)|appworkspace"
    r"|background|button(?:border|face|highlight|shadow)|captiontext|field(?:text)?|graytext"
    r"|highlight(?:text)?|inactive(?:border|caption|captiontext)|infobackground|linktext"
    r"|mark(?:text)?|menu|scrollbar|selecteditem(?:text)?|threed\w+|visitedtext|windowframe"
)
"""Colours of the reader's machine."""
_FUNCTIONS = compiled(
    r"(?:-webkit-)?calc|min|max|clamp|fit-content|round|mod|rem|a?sin|a?cos|a?tan2?|abs|sign|anchor"
    r"|anchor-size|calc-size|hypot|pow|sqrt|exp|log|random|progress|sibling-(?:index|count)"
    r"|color-mix|light-dark|contrast-color|device-cmyk|(?:rgb|hsl)a?|hwb|lab|lch|oklab|oklch|color"
)
_CALLED = compiled(r"([\w-]+)\(")
_SUBSTITUTED = compiled(r"(?:^|[^\w-])(?:env|attr|if|var|inherit|toggle|random-item|--[\w-]+)\(")
"""Functions that stand for any value."""
_LENGTH = compiled(r"[-+]?(?:\d+|\d*\.\d+)(?:e[-+]?\d+)?(%|[a-z]*)")
_NEW_UNITS = compiled(r"cq(?:[whib]|min|max)|[sld]v(?:min|max|[ibwh])")

_SIZES = (
    "auto min-content max-content fit-content stretch -webkit-fill-available -webkit-min-content"
    " -webkit-max-content -webkit-fit-content intrinsic min-intrinsic -moz-available"
    " -moz-fit-content -moz-min-content -moz-max-content"
)
_LENGTHS = {
    "font-size": "xx-small x-small small medium large x-large xx-large xxx-large smaller larger"
    " math",
    "line-height": "normal",
    "text-indent": "", "letter-spacing": "normal", "word-spacing": "normal",
    "vertical-align": "baseline sub super top text-top middle bottom text-bottom"
    " -webkit-baseline-middle",
    "top": "auto", "right": "auto", "bottom": "auto", "left": "auto",
    **dict.fromkeys(("margin-top", "margin-right", "margin-bottom", "margin-left"), "auto"),
    **dict.fromkeys(("padding-top", "padding-left", "padding-right", "padding-bottom"), ""),
    **dict.fromkeys(("width", "height", "min-width", "min-height"), _SIZES),
    **dict.fromkeys(("max-width", "max-height"), _SIZES.replace("auto", "none")),
    "border-left-width": "thin medium thick", "border-top-width": "thin medium thick",
}  # fmt: skip
_UNSIGNED = compiled(r"padding|(?:max-|min-)?(?:width|height)|font-size|line-height|border")
_SIDED = compiled(r"margin|padding|(?:min-|max-)?(?:width|height)|top|right|bottom|left|font-size"
                    r"|text-indent|letter-spacing|word-spacing|vertical-align|border")  # fmt: skip
"""What old pages may give without a unit."""

_WORDS = {
    name: frozenset(words.split())
    for names, words in (
        (
            "display",
            (
                "none block inline inline-block flex inline-flex grid inline-grid table"
                " inline-table table-row table-cell table-row-group table-header-group"
                " table-footer-group"
                " table-column table-column-group table-caption list-item run-in flow flow-root"
                " contents ruby ruby-base ruby-text ruby-base-container ruby-text-container math"
                " -webkit-box -webkit-inline-box -webkit-flex -webkit-inline-flex -moz-box"
                " -moz-inline-box masonry grid-lanes inline-grid-lanes"
            ),
        ),
        ("visibility", "visible hidden collapse"),
        ("position", "static relative absolute fixed sticky -webkit-sticky"),
        ("float", "none left right inline-start inline-end"),
        (
            "overflow-x overflow-y",
            "visible hidden clip scroll auto overlay -moz-hidden-unscrollable",
        ),
        ("direction", "ltr rtl"),
        (
            "unicode-bidi",
            (
                "normal embed isolate bidi-override isolate-override plaintext -webkit-isolate"
                " -webkit-plaintext"
            ),
        ),
        ("content-visibility", "visible hidden auto"),
        ("-webkit-text-security", "none disc circle square"),
        ("table-layout", "auto fixed"),
        ("flex-wrap", "nowrap wrap wrap-reverse balance"),
        ("-webkit-box-direction", "normal reverse"),
        (
            "mix-blend-mode",
            (
                "normal multiply screen overlay darken lighten color-dodge color-burn hard-light"
                " soft-light difference exclusion hue saturation color luminosity plus-lighter"
                " plus-darker"
            ),
        ),
        (
            "background-clip -webkit-background-clip",
            "border-box padding-box content-box text border-area border padding content",
        ),
    )
    for name in names.split()
}
_SHAPES = {
    name: compiled(rf"(?:{pattern})\Z")
    for names, pattern in (
        ("opacity", r"[-+]?(?:\d+|\d*\.\d+)(?:e[-+]?\d+)?%?"),
        ("zoom", r"normal|reset|\+?(?:\d+|\d*\.\d+)(?:e[-+]?\d+)?%?"),
        ("z-index", r"auto|[-+]?\d+"),
        ("order -webkit-order -webkit-box-ordinal-group", r"[-+]?\d+"),
        (
            "transform -webkit-transform",
            r"none|(?:(?:matrix|translate|scale|rotate|skew)(?:x|y|z|3d)?\(.*\)|perspective\(.*\)|\s)+",
        ),
        (
            "filter -webkit-filter",
            (
                r"none|(?:(?:blur|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert|opacity"
                r"|saturate|sepia|url|src)\(.*\)|\s)+"
            ),
        ),
    )
    for name in names.split()
}
_COLOURS = frozenset({"color", "background-color", "-webkit-text-fill-color"})


@lru_cache(maxsize=8_192)
def is_valid(name: str, value: str, *, quirks: bool) -> bool:
    """Tell whether a browser may take ``value`` for a longhand.

    ``quirks`` are the ways in which it reads pages that name no document type.
    """
    if value in GLOBAL or UNSURE in value or name.startswith("--") or _SUBSTITUTED.search(value):
        return True
    if name in _COLOURS:
        return _is_colour(value, quirks=quirks)
    if name in _SHAPES:
        return bool(_SHAPES[name].match(value)) or _is_computed(value)
    if name in _WORDS:
        return not set(value.split()).isdisjoint(_WORDS[name]) and set(value.split()) <= (
            _WORDS[name] | {"inline", "block", "safe"}
        )
    return _is_length(name, value, quirks=quirks) if name in _LENGTHS else bool(value)


def _is_colour(value: str, *, quirks: bool) -> bool:
    if is_colour(value) or _OTHER_COLOURS.fullmatch(value):
        return True
    if quirks and _BARE_COLOUR.fullmatch(value):
        return True
    return not _OLD_COLOUR.fullmatch(value) and _is_computed(value)


def _is_computed(value: str) -> bool:
    """Tell whether a value hangs on a function that browsers may know."""
    called = _CALLED.findall(value)
    return bool(called) and all(map(_FUNCTIONS.fullmatch, called))


def _is_length(name: str, value: str, *, quirks: bool) -> bool:
    words = value.split()
    if not words or set(words) <= set(_LENGTHS[name].split()):
        return bool(words)
    if name == "text-indent":
        words = [word for word in words if word not in ("hanging", "each-line")]
    if len(words) != 1:
        return _is_computed(value)
    match = _LENGTH.fullmatch(words[0])
    if match is None:
        return _is_computed(value)
    length = pixels(words[0], 16.0, 100.0)
    if length is None:
        return bool(_NEW_UNITS.fullmatch(match[1]))
    if not match[1] and length and name != "line-height" and not (quirks and _SIDED.match(name)):
        return False
    return length >= 0 or not _UNSIGNED.match(name)


_ELSEWHERE = compiled(
    r"(?:^|\s)-(?:moz|ms|o)-|\b(?:min-)?intrinsic\b|^-webkit-sticky$|^(?:run-in|masonry|plus-darker)$"
    r"|grid-lanes|^ruby-(?:base|text-container|base-container)"
)


def is_told(value: str) -> bool:
    """Tell whether all browsers of today agree on whether a word is a value."""
    return not _ELSEWHERE.search(value)
