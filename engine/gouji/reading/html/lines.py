"""What is to be read of a line whose parts look different, and why it cannot be trusted."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from gouji.expressions import compiled
from gouji.model.invisible import is_turned
from gouji.reading.flow import Text
from gouji.reading.html.looks import is_sure
from gouji.reading.marks import tidy
from gouji.reading.shown import REVERSED, UNSEEN

_SHORT = 40
"""Characters; lines of fewer are found again in other cells and reports."""
_DIGIT = compiled(r"\d")


class Piece(NamedTuple):
    """Text of one look in a line."""

    text: str
    doubt: str | None = None


def line(pieces: Sequence[Piece]) -> tuple[str, str | None]:
    """Return what is to be read of a line, and why it cannot be trusted."""
    doubt = next((piece.doubt for piece in pieces if piece.doubt), None)
    if doubt is None:
        written = "".join([piece.text for piece in pieces])
        return (_short if len(written) < _SHORT else _plain)(written)
    return tidy(_seen(pieces)), doubt


def plain_items(written: str) -> tuple[Text, ...]:
    """Return what a cell holds whose only text shows as it is written."""
    return (_short_items if len(written) < _SHORT else _items)(written)


def _plain(written: str) -> tuple[str, str | None]:
    return tidy(written), REVERSED if is_turned(written) else None


def _items(written: str) -> tuple[Text, ...]:
    text, doubt = _plain(written)
    return (Text(text, doubt=doubt),) if text or doubt else ()


_short = lru_cache(maxsize=4_096)(_plain)
_short_items = lru_cache(maxsize=4_096)(_items)
"""Cells hold the same again and again: labels and noughts."""


def _seen(pieces: Sequence[Piece]) -> str:
    """Join the pieces of a line; what does not show is one mark, beside what does."""
    shown = any(piece.text.strip() and not is_sure(piece.doubt) for piece in pieces)
    mixed = any(piece.text.strip() and not piece.doubt for piece in pieces)
    counted = any(_DIGIT.search(piece.text) for piece in pieces)
    seen = ""
    for piece in pieces:
        if is_sure(piece.doubt):
            seen += UNSEEN if shown else ""
        elif piece.doubt and mixed and counted:
            seen += f"{UNSEEN}{piece.text}{UNSEEN}"
        else:
            seen += piece.text
    return seen
