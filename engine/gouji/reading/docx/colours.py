"""Colours of print and of what lies behind it, as a word processor file states them.

A colour may be stated twice (a name of the theme and its value), and programs differ in which
they believe: then both count. ``None`` stands for a colour that cannot be resolved.
"""

import re
from collections.abc import Iterator
from colorsys import hls_to_rgb, rgb_to_hls

from lxml.etree import _Element

from gouji.reading.docx.names import A, W, local_name, value
from gouji.reading.shown import BLACK, WHITE, Colour, blended

Colours = frozenset[Colour]
"""What a colour may be; none for one that is automatic, or for nothing at all."""

NOTHING: Colours = frozenset()
_HEX = re.compile(r"#?([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")
_PERCENT = re.compile(r"pct(\d{1,2})")
_NAMED: dict[str, Colour] = {
    "black": BLACK, "white": WHITE, "blue": (0, 0, 255), "cyan": (0, 255, 255),
    "green": (0, 255, 0), "magenta": (255, 0, 255), "red": (255, 0, 0), "yellow": (255, 255, 0),
    "darkblue": (0, 0, 128), "darkcyan": (0, 128, 128), "darkgreen": (0, 128, 0),
    "darkmagenta": (128, 0, 128), "darkred": (128, 0, 0), "darkyellow": (128, 128, 0),
    "darkgray": (128, 128, 128), "lightgray": (192, 192, 192), "silver": (192, 192, 192),
    "gray": (128, 128, 128), "navy": (0, 0, 128), "maroon": (128, 0, 0),
}  # fmt: skip
_USUAL_SCHEME = {
    "dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2",
    "text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2",
    "tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2", "t1": "dk1", "t2": "dk2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink", "phClr": "dk1",
}  # fmt: skip
_WHOLE = 100_000


class Palette:
    """Resolves the colours of one document, by its theme."""

    def __init__(self, theme: _Element | None, settings: _Element | None) -> None:
        scheme = None if theme is None else theme.find(f".//{A}clrScheme")
        self._theme: dict[str, Colour] = {}
        for slot in scheme if scheme is not None else ():
            colour = next((c for each in slot if (c := _stated(each))), None)
            if colour is not None:
                self._theme[local_name(slot)] = colour
        mapping = None if settings is None else settings.find(W + "clrSchemeMapping")
        self._mapped = {} if mapping is None else {
            name: value(mapping, written) or ""
            for name, written in (
                ("text1", "t1"), ("text2", "t2"), ("background1", "bg1"), ("background2", "bg2"),
            )
        }  # fmt: skip

    def ink(self, element: _Element | None) -> Colours | None:
        """Return what a ``w:color`` may be."""
        return self._of(element, "val", "theme")

    def shade(self, element: _Element | None) -> Colours | None:
        """Return what a ``w:shd`` may paint behind the text."""
        pattern = value(element) or "clear"
        fill = self._of(element, "fill", "themeFill")
        drawn = self._of(element, "color", "theme")
        if element is None or pattern == "nil":
            return NOTHING
        if fill is None or drawn is None:
            return None
        percent = _PERCENT.fullmatch(pattern)
        if pattern == "clear" or (percent and not int(percent[1])):
            return fill
        over, under = drawn or {BLACK}, fill or {WHITE}
        if pattern == "solid":
            return frozenset(over)
        if percent:
            share = int(percent[1]) / 100
            return frozenset(blended(o, u, share) for o in over for u in under)
        return frozenset({*over, *under})

    def background(self, element: _Element | None) -> Colours | None:
        """Return what a ``w:background`` may paint the page."""
        return self._of(element, "color", "theme")

    def highlight(self, element: _Element | None) -> Colours | None:
        """Return the colour of a ``w:highlight``."""
        name = (value(element) or "none").lower()
        if name == "none":
            return NOTHING
        return frozenset({_NAMED[name]}) if name in _NAMED else None

    def painted(self, fill: _Element) -> tuple[Colours | None, float]:
        """Return the colour of a solid fill (``a:`` or ``w14:``) and its opacity, 0 to 1."""
        for each in fill:
            colour = _stated(each) or self._scheme(_plain(each) or "")
            if colour is None:
                return None, 1.0
            hidden = 0.0
            for change in each:
                share = _share(change)
                if local_name(change) == "alpha":
                    # Word's own namespace counts what shows through, DrawingML what does not
                    hidden = _WHOLE - share if str(change.tag).startswith(A) else share
                else:
                    colour = _changed(colour, local_name(change), share / _WHOLE)
            return frozenset({colour}), 1 - hidden / _WHOLE
        return None, 1.0

    def _of(self, element: _Element | None, plain: str, theme: str) -> Colours | None:
        found = set(self._stated_in(element, plain, theme))
        return None if None in found else frozenset(c for c in found if c is not None)

    def _stated_in(
        self, element: _Element | None, plain: str, theme: str
    ) -> Iterator[Colour | None]:
        stated = value(element, plain)
        name = value(element, "themeColor" if theme == "theme" else theme)
        if stated is not None and stated.lower() != "auto":
            yield read_colour(stated)
        if name is not None and name != "none":
            colour = self._scheme(name)
            if colour is not None:
                colour = _toned(colour, value(element, theme + "Tint"), tint=True)
                colour = _toned(colour, value(element, theme + "Shade"), tint=False)
                yield colour
            elif stated is None or stated.lower() == "auto":
                yield None

    def _scheme(self, name: str) -> Colour | None:
        slot = self._mapped.get(name) or name
        return self._theme.get(_USUAL_SCHEME.get(slot, slot))


def read_colour(text: str) -> Colour | None:
    """Return the colour that hexadecimal digits or a name state."""
    found = _HEX.match(text.strip())
    if found is None:
        return _NAMED.get(text.split(maxsplit=1)[0].lower()) if text.strip() else None
    red, green, blue = (int(part, 16) for part in found.groups())
    return red, green, blue


def _plain(element: _Element) -> str | None:
    """Return the attribute ``val`` of an element, whatever its namespace."""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == "val"), None)


def _stated(element: _Element) -> Colour | None:
    kind = local_name(element)
    if kind == "srgbClr":
        return read_colour(_plain(element) or "")
    if kind == "sysClr":
        return read_colour(element.get("lastClr") or "")
    return _NAMED.get((_plain(element) or "").lower()) if kind == "prstClr" else None


def _share(change: _Element) -> int:
    text = _plain(change) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _changed(colour: Colour, name: str, share: float) -> Colour:
    """Return a colour after one of the changes that decide how light it is."""
    if name == "tint":
        return blended(colour, WHITE, share)
    if name == "shade":
        return blended(colour, BLACK, share)
    hue, light, saturation = rgb_to_hls(*(part / 255 for part in colour))
    light = light * share if name == "lumMod" else light + share if name == "lumOff" else light
    return _rounded(hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation))


def _toned(colour: Colour, share: str | None, *, tint: bool) -> Colour:
    """Return a colour lighter (``tint``) or darker by Word's hexadecimal share of 255."""
    if share is None or not re.fullmatch("[0-9A-Fa-f]{1,2}", share):
        return colour
    kept = int(share, 16) / 255
    hue, light, saturation = rgb_to_hls(*(part / 255 for part in colour))
    light = light * kept + (1 - kept if tint else 0)
    return _rounded(hls_to_rgb(hue, light, saturation))


def _rounded(parts: tuple[float, float, float]) -> Colour:
    red, green, blue = (round(part * 255) for part in parts)
    return red, green, blue
