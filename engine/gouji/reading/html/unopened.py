"""Parts of a report that a page shows only when something is opened: tabs, folded panels.

They are not read: a page may keep last year's report there. But what was not found may stand in
them, and then nothing is said to be missing.
"""

from collections.abc import Iterator
from itertools import chain

from lxml.etree import _Element

from gouji.expressions import compiled
from gouji.reading.html.appearance import Appearance
from gouji.reading.html.figures import are_figures, bare_text
from gouji.reading.html.visible import BLOCKS, tag_of

UNOPENED = "网页上要点开才显示的部分"

_NEVER_SHOWN = frozenset(
    {"script", "style", "template", "noscript", "head", "textarea", "select", "svg", "dialog"}
)
_HEADING = compiled(r"[一二三四五六][、.．]\S{2}")
_LONGEST_HEADING = 48
_MOST = 200
"""So many headings and tables are looked for among what shows; a report has ten."""


def keeps_back(appearance: Appearance, shown: str) -> bool:
    """Tell whether headings or tables are switched off that are not among what is ``shown``.

    A copy that is made ready for printing keeps nothing back.
    """
    shown = "".join(shown.split())
    return any(
        count >= _MOST or text not in shown for count, text in enumerate(_evidence(appearance))
    )


def _evidence(appearance: Appearance) -> Iterator[str]:
    """Yield the headings, and the tables of figures, in what is switched off."""
    parts = (part for part in appearance.gone if tag_of(part) not in _NEVER_SHOWN)
    for element in chain.from_iterable(part.iter("*") for part in parts):
        if element.tag == "table":
            if _is_of_figures(element):
                yield bare_text(element)
        elif _ends_in_text(element):
            text = bare_text(element)
            if len(text) <= _LONGEST_HEADING and _HEADING.match(text):
                yield text


def _is_of_figures(table: _Element) -> bool:
    cells = (cell for cell in table.iter("td", "th") if cell.find(".//td") is None)
    return are_figures(map(bare_text, cells))


def _ends_in_text(element: _Element) -> bool:
    """Tell whether an element is a block that no other block stands in."""
    return tag_of(element) in BLOCKS and sum(tag_of(e) in BLOCKS for e in element.iter("*")) == 1
