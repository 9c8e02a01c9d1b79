"""Page numbers: lines that belong to no sentence and no table."""

import re

from gouji.expressions import compiled

_DASH = r"[-－‐‑–—―─~～·•]"
_PAGE_NUMBER = compiled(
    rf"{_DASH}+ ?\d{{1,3}} ?{_DASH}+"
    r"|第 ?\d{1,3} ?页(?: ?[,，/|、]? ?共 ?\d{1,3} ?页)?"
    r"|共 ?\d{1,3} ?页(?: ?[,，/|、]? ?第 ?\d{1,3} ?页)?"
    r"|page ?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?",
    re.IGNORECASE,
)
_AT_MARGIN = compiled(r"\d{1,3} ?/ ?\d{1,3}|[pP]\.? ?\d{1,3}")
_BARE_NUMBER = compiled(r"\d{1,3}")


def is_page_number(text: str) -> bool:
    """Tell whether a line can be nothing but a page number (- 3 -, 第3页).

    A bare 3 may be a cell, a -3 a wrong one: a dash must stand on both sides.
    """
    return _PAGE_NUMBER.fullmatch(" ".join(text.split())) is not None


def is_marginal_number(text: str) -> bool:
    """Tell whether a line at the margin of a page is its number: 1/3 too."""
    return is_page_number(text) or _AT_MARGIN.fullmatch(" ".join(text.split())) is not None


def is_bare_number(text: str) -> bool:
    """Tell whether a line is a short number, which at the margin of pages may count them."""
    return _BARE_NUMBER.fullmatch(text.strip()) is not None
