"""What a file says, short enough to be kept beside it: whether two files say the same."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Self

from gouji.records import dataclass

_UNREAD = "----"
_DIGITS = len(_UNREAD)
_WORDS = 16
_PARTS = 3
_KEPT = 4096
"""Figures whose hashes are kept: four of five are the noughts of the same few cells."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The hashes of a file's own text, of all its text outside tables, and of each cell.

    ``cells`` stand in the order of their ids; of a cell without a value there is no hash.
    """

    own: str
    text: str
    cells: tuple[str, ...]

    @classmethod
    def of(cls, values: Mapping[str, Decimal | None], own: str, text: str) -> Self:
        """Return those of a file with these ``values`` and texts."""
        told = (
            _UNREAD if value is None else _digits(cell, str(value))
            for cell, value in sorted(values.items())
        )
        return cls(letters(own), text, tuple(told))

    @classmethod
    def unpacked(cls, packed: str) -> Self | None:
        """Return those that were packed; ``None`` of what an older version kept."""
        parts = packed.split(" ")
        if len(parts) != _PARTS:
            return None
        own, text, cells = parts
        each = (cells[at : at + _DIGITS] for at in range(0, len(cells), _DIGITS))
        return cls(own, text, tuple(each))

    @property
    def said(self) -> tuple[str, tuple[str, ...]]:
        """What it says, in whatever format: its own text, its figures."""
        return self.own, self.cells

    def packed(self) -> str:
        """Return them as one line."""
        return f"{self.own} {self.text} {''.join(self.cells)}"

    def is_more_than(self, other: "Figures", *, whatever_text: bool) -> bool:
        """Tell whether ``other`` is the same file, with fewer figures read.

        All that can be read of it agrees, and it is most of what there is; its text, too, unless
        that is of no account: letters of a scanned page are never all right.
        """
        if len(self.cells) != len(other.cells) or not (whatever_text or self.text == other.text):
            return False
        pairs = zip(self.cells, other.cells, strict=True)
        common = sum(theirs != _UNREAD for _, theirs in pairs)
        agree = all(b in (_UNREAD, a) for a, b in zip(self.cells, other.cells, strict=True))
        known = sum(mine != _UNREAD for mine in self.cells)
        return agree and common < known <= 2 * common


def letters(text: str) -> str:
    """Return a hash of the letters and digits of ``text``, however it is broken into lines."""
    return _hash("".join(filter(str.isalnum, text)))[:_WORDS]


@lru_cache(_KEPT)
def _digits(cell: str, value: str) -> str:
    return _hash(f"{cell} {Decimal(value).normalize()}")[:_DIGITS]


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
