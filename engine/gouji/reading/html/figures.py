"""Tables of figures on a page, told apart from tables that only lay it out."""

from collections.abc import Iterable

from lxml.etree import _Element

from gouji.expressions import compiled

_NUMBER = compiled(r"[\d.,，．０-９]+")
_NUMBERS = 8
"""Cells with numbers that make a table of figures; the smallest of the form has ten."""


def are_figures(cells: Iterable[str]) -> bool:
    """Tell whether the texts of the cells of a table are those of a table of figures."""
    return sum(_NUMBER.fullmatch(text) is not None for text in cells) >= _NUMBERS


def bare_text(element: _Element) -> str:
    """Return all text in an element without its blanks, whether or not it shows."""
    return "".join(str(element.xpath("string()")).split())
