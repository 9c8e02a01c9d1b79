"""What a table of the form prints, and how much a text reads like it.

Every cell of every grid is held against every label, and most cells show what the cell of another
row, or of another report, showed: what was found of a text is kept.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from gouji.facts.tables.labels import bare, likeness, names, numbering, similarity, whole
from gouji.model.form import Column, Row, Table
from gouji.once import once

_KEPT = 1_000
"""Texts of which is kept what they read like in one table."""
_GROUP = 0.8

T = TypeVar("T")


class Printed:
    """The labels of one table, and what is asked of a text beside them."""

    def __init__(self, table: Table) -> None:
        items: tuple[Row | Column, ...] = (*table.rows, *table.columns)
        self.rows = frozenset(whole(name) for row in table.rows for name in names(row))
        """The labels of rows without marks and blanks (:func:`whole`)."""
        self.labels = frozenset(bare(name) for item in items for name in names(item))
        self.labels |= {bare(head) for head in table.heads}
        """All labels and heads without numbering and notes (:func:`bare`)."""
        self.like_rows = _kept(lambda text: _like(text, table.rows))
        """How much a text reads like the label of each row, 0 to 1."""
        self.like_row = _kept(lambda text: max(self.like_rows(text), default=0.0))
        """How much it reads like the row that it is most like."""
        self.like_columns = _kept(lambda text: _like(text, table.columns))
        self.like_column = _kept(lambda text: max(self.like_columns(text), default=0.0))
        heads = [whole(name) for column in table.columns for name in names(column)]
        self.like_whole_column = _kept(
            lambda text: max((similarity(whole(text), head) for head in heads), default=0.0)
        )
        """How much it reads like a column's label with its numbering and notes."""
        groups = sorted({row.group for row in table.rows if row.group})
        labelled = (*table.rows, *(Row(id="group", label=group) for group in groups))
        self.like_label = _kept(lambda text: max(_like(text, labelled), default=0.0))
        """How much it reads like the label of a row, or of a group of rows."""
        self.is_group = _kept(lambda text: _nearest(text, groups) >= _GROUP)
        """Whether it is the label of a group of rows, to the left of several."""
        over = _over(table)
        self.like_over = _kept(lambda text: _nearest(text, over))
        """How much it reads like a head over several columns, or over none."""
        merged = sorted({whole(text) for text in (*table.heads, *groups)})
        self.is_piece_of_merged = _kept(lambda text: any(whole(text) in each for each in merged))
        """Whether it is what a page break left of a label that runs down several rows."""


printed = once(Printed)


def _kept(of_text: Callable[[str], T]) -> Callable[[str], T]:
    return lru_cache(maxsize=_KEPT)(of_text)


def _like(text: str, items: tuple[Row | Column, ...]) -> tuple[float, ...]:
    return tuple(likeness(text, item) for item in items)


def _nearest(text: str, labels: list[str]) -> float:
    return max((similarity(bare(text), bare(label)) for label in labels), default=0.0)


def _over(table: Table) -> list[str]:
    """Return texts of the head that stand over several columns, or over none.

    A numbered one (三、本年度办理结果) runs down beside rows; it is no part of the head.
    """
    groups = [c.group for c in table.columns if c.group]
    return [*dict.fromkeys(groups), *(head for head in table.heads if not numbering(head))]
