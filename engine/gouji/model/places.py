"""Where something stands, in words."""

from typing import Protocol


class Placed(Protocol):
    """What stands somewhere: on a page, or in a line where there are no pages."""

    @property
    def page(self) -> int | None:
        """The page, counted from 1."""

    @property
    def line(self) -> int | None:
        """The line, counted from 1."""


def place_text(place: Placed | None) -> str:
    """Return where something stands, as a reader would look for it; empty where unknown."""
    if place is None:
        return ""
    if place.page is not None:
        return page_text(place.page)
    return f"第{place.line}行" if place.line is not None else ""


def page_text(number: int) -> str:
    """Return the page of a ``number`` as it is told everywhere."""
    return f"第{number}页"
