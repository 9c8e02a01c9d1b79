"""Page furniture: page numbers and running heads, which belong to no sentence and no table."""

import re

_PAGE_NUMBER = re.compile(
    r"[-—–－―─·•\s]+\d{1,3}[-—–－―─·•\s]+|第\s*\d{1,3}\s*页(?:\s*[，,/共]*\s*共?\s*\d{1,3}\s*页)?"
    r"|\d{1,3}\s*/\s*\d{1,3}"
)
_BARE_NUMBER = re.compile(r"\d{1,3}")


def is_page_number(text: str) -> bool:
    """Tell whether a line can be nothing but a page number (- 3 -, 第3页); a bare 3 may be a cell."""
    return _PAGE_NUMBER.fullmatch(text.strip() + " ") is not None or (
        _PAGE_NUMBER.fullmatch(text.strip()) is not None
    )


def is_bare_number(text: str) -> bool:
    """Tell whether a line is a short number, which at a page's margin is the page's number."""
    return _BARE_NUMBER.fullmatch(text.strip()) is not None
