"""Fonts of a document: which draw signs, or what only the file itself knows, for digits."""

from collections.abc import Iterator

from lxml.etree import _Element

from gouji.reading.docx.names import A, W, value

_SIGNS = frozenset({
    "symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "marlett", "mt extra",
    "zapfdingbats", "zapf dingbats", "itc zapf dingbats", "opensymbol", "starsymbol",
    "standard symbols ps",
    "ms outlook", "ms reference specialty", "bookshelf symbol 7", "dingbats", "d050000l",
    "segoe mdl2 assets", "segoe fluent icons", "monotype sorts",
})  # fmt: skip
_SYMBOL_CHARSETS = frozenset({"02", "2"})
_INSTALLED = frozenset({
    "宋体", "simsun", "新宋体", "nsimsun", "仿宋", "fangsong", "楷体", "kaiti", "黑体", "simhei",
    "微软雅黑", "microsoft yahei", "等线", "dengxian", "times new roman", "arial", "calibri",
    "cambria", "courier new", "verdana", "tahoma", "georgia",
})  # fmt: skip
"""Families that every Windows has: a program takes its own before a file's."""
_THEME_SLOTS = {"ascii": "latin", "hAnsi": "latin", "eastAsia": "ea", "cs": "cs"}
_THEME_NAMES = {
    "ascii": "asciiTheme",
    "hAnsi": "hAnsiTheme",
    "eastAsia": "eastAsiaTheme",
    "cs": "cstheme",
}


class Fonts:
    """The fonts of one document, by its theme and its table of fonts."""

    def __init__(self, theme: _Element | None, table: _Element | None) -> None:
        self._theme = theme
        listed = [] if table is None else table.findall(W + "font")
        self._signs = _SIGNS | {
            name
            for font in listed
            if (value(font.find(W + "charset")) or "").lower() in _SYMBOL_CHARSETS
            for name in _names(font)
        }
        self._carried = {
            name
            for font in listed
            if any(str(child.tag).startswith(W + "embed") for child in font)
            for name in _names(font)
        } - _INSTALLED

    def draws_signs(self, names: set[str]) -> bool:
        """Tell whether one of the fonts draws signs in the place of letters and digits."""
        return any(name.lower() in self._signs for name in names)

    def is_carried(self, names: set[str]) -> bool:
        """Tell whether one of the fonts is known from the file alone."""
        return any(name.lower() in self._carried for name in names)

    def named(self, element: _Element | None, slots: set[str]) -> set[str]:
        """Return the families that ``w:rFonts`` may give to its ``slots`` (``ascii`` …)."""
        return set(self._named(element, slots)) if element is not None else set()

    def _named(self, element: _Element, slots: set[str]) -> Iterator[str]:
        for slot in slots:
            plain, theme = value(element, slot), value(element, _THEME_NAMES[slot])
            if plain:
                yield plain
            if theme and self._theme is not None:
                kind = "majorFont" if theme.startswith("major") else "minorFont"
                path = f".//{A}fontScheme/{A}{kind}/{A}{_THEME_SLOTS[slot]}"
                yield from (f.get("typeface") or "" for f in self._theme.iterfind(path))


def _names(font: _Element) -> set[str]:
    names = [value(font, "name"), value(font.find(W + "altName"))]
    return {part.strip().lower() for name in names if name for part in name.split(",")}
