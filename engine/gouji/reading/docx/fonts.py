"""Fonts of a document: which draw signs, or something else than they say, for digits."""

from collections.abc import Callable, Iterator

from lxml.etree import _Element

from gouji.reading.docx.names import A, R, W, value
from gouji.reading.typefaces import draws_signs, draws_what_it_says, revealed

_SYMBOL_CHARSETS = frozenset({"02", "2"})
_INSTALLED = frozenset({
    "宋体", "simsun", "新宋体", "nsimsun", "仿宋", "fangsong", "楷体", "kaiti", "黑体", "simhei",
    "微软雅黑", "microsoft yahei", "等线", "dengxian", "times new roman", "arial", "calibri",
    "cambria", "courier new", "verdana", "tahoma", "georgia",
})  # fmt: skip
"""Families that every Windows has: a program takes its own before a file's.

A file that carries one carries it as it is sold, with all its tables."""
_EMBEDDED = ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")
_THEME_SLOTS = {"ascii": "latin", "hAnsi": "latin", "eastAsia": "ea", "cs": "cs"}
_THEME_NAMES = {
    "ascii": "asciiTheme",
    "hAnsi": "hAnsiTheme",
    "eastAsia": "eastAsiaTheme",
    "cs": "cstheme",
}


Carried = Callable[[str], bytes | None]
"""Gives the font that a table of fonts points to by an identifier, if the file has it."""


class Fonts:
    """The fonts of one document, by its theme and its table of fonts."""

    def __init__(
        self, theme: _Element | None, table: _Element | None, carried: Carried = lambda _: None
    ) -> None:
        self._theme = theme
        listed = [] if table is None else table.findall(W + "font")
        self._signs = {
            name
            for font in listed
            if (value(font.find(W + "charset")) or "").lower() in _SYMBOL_CHARSETS
            for name in _names(font)
        }
        self._part = carried
        self._carried: dict[str, list[_Element]] = {}
        for font in listed:
            for name in _names(font):
                self._carried.setdefault(name, []).append(font)
        self._known: dict[str, bool | None] = {}
        self._of_theme: dict[tuple[str, str], list[str]] = {}

    def draws_signs(self, names: set[str]) -> bool:
        """Tell whether one of the fonts draws signs in the place of letters and digits."""
        return any(name.lower() in self._signs or draws_signs(name) for name in names)

    def draw_what_they_say(self, names: set[str]) -> bool | None:
        """Tell whether the fonts draw the digits that they are told, ``None`` where it is unknown.

        Those that the file does not carry do.
        """
        found = {self._draws_what_it_says(name.lower()) for name in names}
        return False if False in found else None if None in found else True

    def _draws_what_it_says(self, name: str) -> bool | None:
        if name not in self._known:
            files = [file for font in self._carried.get(name, []) for file in self._files(font)]
            found = {draws_what_it_says(file, is_common=name in _INSTALLED) for file in files}
            self._known[name] = False if False in found else None if None in found else True
        return self._known[name]

    def _files(self, font: _Element) -> Iterator[bytes]:
        for embedded in (e for kind in _EMBEDDED for e in font.findall(W + kind)):
            data = self._part(embedded.get(R + "id") or "")
            if data is not None:
                yield revealed(data, value(embedded, "fontKey") or "")

    def named(self, element: _Element | None, slots: set[str]) -> set[str]:
        """Return the families that ``w:rFonts`` may give to its ``slots`` (``ascii`` …)."""
        return set(self._named(element, slots)) if element is not None else set()

    def _named(self, element: _Element, slots: set[str]) -> Iterator[str]:
        for slot in slots:
            plain, theme = value(element, slot), value(element, _THEME_NAMES[slot])
            if plain:
                yield plain
            if theme:
                kind = "majorFont" if theme.startswith("major") else "minorFont"
                yield from self._themed(kind, _THEME_SLOTS[slot])

    def _themed(self, kind: str, slot: str) -> list[str]:
        """Return the families that the theme has for headings or for text in a script."""
        if (kind, slot) not in self._of_theme:
            path = f".//{A}fontScheme/{A}{kind}/{A}{slot}"
            found = () if self._theme is None else self._theme.iterfind(path)
            self._of_theme[kind, slot] = [font.get("typeface") or "" for font in found]
        return self._of_theme[kind, slot]


def _names(font: _Element) -> set[str]:
    names = [value(font, "name"), value(font.find(W + "altName"))]
    return {part.strip().lower() for name in names if name for part in name.split(",")}
