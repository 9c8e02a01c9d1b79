"""The three tables as grids of merged cells, the same for every renderer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportkit import form
from reportkit.content import Content
from reportkit.form import Block, Column, Row


class Box(NamedTuple):
    """A cell of a sheet; ``kind`` is ``head``, ``label`` or ``value``."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as drawn. ``shares`` are the widths of the columns, in parts of the whole.

    The first ``head_rows`` rows are the head, to be repeated over the page if at all.
    """

    id: str
    rows: int
    columns: int
    head_rows: int
    boxes: tuple[Box, ...]
    shares: tuple[float, ...]


def sheets_of(content: Content, table: str, *, apart: bool = False) -> tuple[Sheet, ...]:
    """Return a table as one sheet, or table two as four; nothing if it is left out."""
    if table in content.omitted:
        return ()
    if table == "t3":
        return (_table_three(content),)
    if table == "t4":
        return (_table_four(content),)
    blocks = [b for block in form.T2 if (b := _present(content, block)).rows]
    if apart:
        return tuple(_table_two(content, [block]) for block in blocks)
    return (_table_two(content, blocks),)


def _drawn(content: Content, line: str) -> bool:
    return line not in content.omitted


def _rows(content: Content, table: str, rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if _drawn(content, f"{table}.{row.id}")]


def _columns(content: Content, table: str, columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if _drawn(content, f"{table}.:{column.id}")]


def _present(content: Content, block: Block) -> Block:
    columns = tuple(_columns(content, "t2", block.columns))
    return block._replace(columns=columns, rows=tuple(_rows(content, "t2", block.rows)))


def _table_two(content: Content, blocks: Sequence[Block]) -> Sheet:
    width = max(len(block.columns) for block in blocks)
    boxes: list[Box] = []
    top = 0
    for block in blocks:
        boxes.append(Box(top, 0, 1, width + 1, block.title, "head"))
        heads = [column.label for column in block.columns]
        boxes += _line(top + 1, "信息内容", heads, width, "head")
        for at, row in enumerate(block.rows, top + 2):
            values = [content.cells[f"t2.{row.id}.{column.id}"] for column in block.columns]
            boxes += _line(at, row.label, values, width, "value")
        top += 2 + len(block.rows)
    shares = (0.34, *[0.66 / width] * width)
    return Sheet("t2", top, width + 1, 0, tuple(boxes), shares)


def _line(row: int, label: str, texts: Sequence[str], width: int, kind: str) -> Iterator[Box]:
    """Yield a row of table two; a single value spans all columns but the first."""
    yield Box(row, 0, 1, 1, label, "head" if kind == "head" else "label")
    span = width if len(texts) == 1 else 1
    for column, text in enumerate(texts, 1):
        yield Box(row, column, 1, span, text, kind)


def _table_three(content: Content) -> Sheet:
    columns = _columns(content, "t3", form.T3_COLUMNS)
    rows = _rows(content, "t3", form.T3_ROWS)
    boxes = [*_head_three(columns), *_labels_three(rows)]
    for at, row in enumerate(rows, 3):
        for beside, column in enumerate(columns, 3):
            text = content.cells[f"t3.{row.id}.{column.id}"]
            boxes.append(Box(at, beside, 1, 1, text, "value"))
    boxes.sort(key=lambda box: (box.row, box.column))
    shares = (0.08, 0.1, 0.3, *[0.52 / len(columns)] * len(columns))
    return Sheet("t3", 3 + len(rows), 3 + len(columns), 3, tuple(boxes), shares)


def _head_three(columns: Sequence[Column]) -> Iterator[Box]:
    yield Box(0, 0, 3, 3, form.T3_NOTE, "head")
    yield Box(0, 3, 1, len(columns), "申请人情况", "head")
    grouped = [c for c in columns if c.id in form.ORGANISATIONS]
    for at, column in enumerate(columns, 3):
        if column.id not in form.ORGANISATIONS:
            yield Box(1, at, 2, 1, column.label, "head")
            continue
        if column == grouped[0]:
            yield Box(1, at, 1, len(grouped), "法人或其他组织", "head")
        yield Box(2, at, 1, 1, column.label, "head")


def _labels_three(rows: Sequence[Row]) -> Iterator[Box]:
    outer = {row.id for row in (*form.T3_FIRST_ROWS, form.T3_LAST_ROW)}
    inner = [row for row in rows if row.id not in outer]
    for at, row in enumerate(rows, 3):
        if row.id in outer:
            yield Box(at, 0, 1, 3, row.label, "label")
            continue
        if row == inner[0]:
            yield Box(at, 0, len(inner), 1, form.T3_RESULTS, "label")
        if not row.group:
            yield Box(at, 1, 1, 2, row.label, "label")
            continue
        members = [other for other in inner if other.group == row.group]
        if row == members[0]:
            yield Box(at, 1, len(members), 1, row.group, "label")
        yield Box(at, 2, 1, 1, row.label, "label")


def _table_four(content: Content) -> Sheet:
    columns = _columns(content, "t4", form.T4_COLUMNS)
    rows = _rows(content, "t4", form.T4_ROWS)
    wide = len(columns)
    boxes: list[Box] = []
    suits = [row for row in rows if row.group]
    for at, row in enumerate(rows):
        left, deep = at * wide, 2 if row.group else 1
        if row in suits[:1]:
            boxes.append(Box(0, left, 1, wide * len(suits), form.T4_SUIT, "head"))
        boxes.append(Box(deep - 1, left, 1, wide, row.label, "head"))
        for beside, column in enumerate(columns, left):
            boxes.append(Box(deep, beside, 3 - deep, 1, column.label, "head"))
            text = content.cells[f"t4.{row.id}.{column.id}"]
            boxes.append(Box(3, beside, 1, 1, text, "value"))
    boxes.sort(key=lambda box: (box.row, box.column))
    across = wide * len(rows)
    return Sheet("t4", 4, across, 3, tuple(boxes), (1 / across,) * across)
