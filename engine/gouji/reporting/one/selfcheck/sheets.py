"""The statutory tables redrawn as they were read, whole or in excerpt, with cells marked."""

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from typing import Literal, NamedTuple

from gouji.model.audit import CellInfo
from gouji.model.form import Column, Form, Row, Table
from gouji.records import dataclass
from gouji.reporting.media.shown import shortened

MAX_SHOWN = 60
"""Characters of a cell that are shown; a number has far fewer."""

_ONE_LINE = 16
"""Characters of a cell that are never broken into lines: a number broken in two is misread."""

_WORDS = {"blank": "空", "absent": "缺", "unread": "未读出"}


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a cell is marked: ``hit`` is to be mended or compared, ``seen`` is used beside it.

    ``note`` stands below the number (疑应为 0); ``refs`` are numbers of items to look at.
    """

    kind: Literal["hit", "seen"]
    note: str = ""
    refs: tuple[int, ...] = ()


class CellView(NamedTuple):
    """What a cell of the page shows; the template takes it apart, for there are hundreds.

    ``classes`` are the names by which the style sheet knows its state and its mark, ``columns``
    is how many it takes. ``settled`` tells that a person saw on paper what it shows.
    """

    text: str
    classes: str
    columns: int
    mark: Mark | None
    settled: bool


@dataclass(frozen=True, slots=True)
class HeadView:
    """A column's head, or that of a group of columns."""

    text: str
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class RowView:
    """A row; ``group`` heads ``span`` rows from this one on. ``left_out`` rows stand before it."""

    label: str
    group: str | None
    span: int
    cells: tuple[CellView, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class BlockView:
    """Rows that have the same columns, under the heads of these."""

    heads: tuple[tuple[HeadView, ...], ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class SheetView:
    """A table; ``label_columns`` is how many columns its row heads take, ``columns`` the rest."""

    id: str
    title: str
    label_columns: int
    columns: int
    blocks: tuple[BlockView, ...]
    left_out: int
    """Rows left out at the end."""


def sheets(
    form: Form, cells: Mapping[str, CellInfo], marks: Mapping[str, Mark]
) -> tuple[SheetView, ...]:
    """Return every table whole."""
    return tuple(_sheet(table, cells, marks, None) for table in form.tables)


def excerpts(
    form: Form, cells: Mapping[str, CellInfo], marks: Mapping[str, Mark]
) -> tuple[SheetView, ...]:
    """Return the tables that have a marked cell, with the rows of these cells only."""
    rows = {cell.rsplit(".", 1)[0] for cell in marks}
    touched = {row.split(".")[0] for row in rows}
    return tuple(_sheet(t, cells, marks, rows) for t in form.tables if t.id in touched)


def _sheet(
    table: Table,
    cells: Mapping[str, CellInfo],
    marks: Mapping[str, Mark],
    only: Collection[str] | None,
) -> SheetView:
    places = [
        n for n, row in enumerate(table.rows) if only is None or f"{table.id}.{row.id}" in only
    ]
    shown = [table.rows[place] for place in places]
    widest = max(len(table.row_columns(row)) for row in table.rows)
    grouped = any(row.group for row in shown)
    return SheetView(
        id=table.id,
        title=table.title,
        label_columns=2 if grouped else 1,
        columns=widest,
        blocks=tuple(_blocks(table, shown, cells, marks, widest)),
        left_out=len(table.rows) - 1 - max(places, default=-1),
    )


def _blocks(
    table: Table,
    shown: list[Row],
    cells: Mapping[str, CellInfo],
    marks: Mapping[str, Mark],
    widest: int,
) -> Iterator[BlockView]:
    """Yield the rows by their columns; ``run`` are rows of one group that follow one another."""
    places = {row.id: place for place, row in enumerate(table.rows)}
    before = -1
    for _, same in groupby(shown, key=lambda row: row.columns):
        views: list[RowView] = []
        rows = list(same)
        columns = table.row_columns(rows[0])
        wide = widest - len(columns) + 1
        for run in _runs(rows, places):
            for number, row in enumerate(run):
                names = [f"{table.id}.{row.id}.{column.id}" for column in columns]
                shows = tuple(_cell(name, cells, marks) for name in names[:-1])
                shows = (*shows, _cell(names[-1], cells, marks, wide))
                span = len(run) if row.group and number == 0 else 0
                left_out = places[row.id] - before - 1
                views.append(RowView(row.label, row.group, span, shows, left_out))
                before = places[row.id]
        yield BlockView(_heads(columns, wide), tuple(views))


def _runs(rows: list[Row], places: Mapping[str, int]) -> Iterator[list[Row]]:
    """Part ``rows`` where the group changes, and where rows between two are left out."""
    run: list[Row] = []
    for row in rows:
        if run and (row.group != run[-1].group or places[row.id] != places[run[-1].id] + 1):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _heads(columns: tuple[Column, ...], wide: int) -> tuple[tuple[HeadView, ...], ...]:
    if not any(column.group for column in columns):
        *others, last = columns
        flat = [HeadView(column.label, 1, 1) for column in others]
        return ((*flat, HeadView(last.label, wide, 1)),)
    upper: list[HeadView] = []
    for group, same in groupby(columns, key=lambda column: column.group):
        members = list(same)
        if group:
            upper.append(HeadView(group, len(members), 1))
        else:
            upper += [HeadView(column.label, 1, 2) for column in members]
    return tuple(upper), tuple(HeadView(c.label, 1, 1) for c in columns if c.group)


def _cell(
    name: str, cells: Mapping[str, CellInfo], marks: Mapping[str, Mark], columns: int = 1
) -> CellView:
    cell = cells.get(name)
    mark = marks.get(name)
    state = cell.state if cell else "unread"
    text = shortened(_WORDS.get(state) or ((cell and cell.raw) or "").strip(), MAX_SHOWN)
    settled = cell is not None and cell.settled is not None
    return CellView(text, _classes(text, state, mark), columns, mark, settled)


def _classes(text: str, state: str, mark: Mark | None) -> str:
    size = "long" if len(text) > _ONE_LINE else ""
    if state == "number" and not size and mark is None:
        return ""  # as nearly every cell
    names = ("" if state == "number" else state, size, mark.kind if mark else "")
    return " ".join(filter(None, names))
