"""Draws tables of the form by hand: aligned grids, tab text and broken lines, with known values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import yaml

from gouji.facts.tables import read_tables
from gouji.model.cells import Cell, CellState
from gouji.model.document import Block, Document, Grid, GridCell, Line, Place
from gouji.model.form import Column, Form, Row
from gouji.model.report import FoundTable

ROOT = Path(__file__).parents[3]


def load_form(edition: str = "2021") -> Form:
    text = (ROOT / f"rules/editions/{edition}.yaml").read_text(encoding="utf-8")
    return Form.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


FORM = load_form()
T2, T3, T4 = FORM.tables
OUTER = T3.heads[-1]
"""The merged label that runs down the left of table three."""

Spec = tuple[str, int, int]
"""Text, rows and columns of a cell."""
Texts = Mapping[str, str]
"""What each cell shows, by cell id; an id that is missing shows 0."""


def document(*blocks: Block) -> Document:
    return Document("test", None, blocks)


def readings(*blocks: Block, form: Form = FORM) -> dict[str, FoundTable]:
    return {table.id: table for table in read_tables(document(*blocks), form, {})}


def cells_of(reading: FoundTable) -> dict[str, Cell]:
    return {cell.id: cell for cell in reading.cells}


def layout(rows: Sequence[Sequence[Spec]], page_starts: tuple[int, ...] = ()) -> Grid:
    """Place cells as a browser does: each at the first free column of its row."""
    taken: dict[tuple[int, int], bool] = {}
    cells: list[GridCell] = []
    for index, row in enumerate(rows):
        column = 0
        for text, height, width in row:
            while taken.get((index, column)):
                column += 1
            cells.append(GridCell(index, column, text, Place(line=index + 1), height, width))
            for r in range(height):
                taken |= {(index + r, column + c): True for c in range(width)}
            column += width
    columns = max(column for _, column in taken) + 1
    return Grid(tuple(cells), len(rows), columns, Place(line=1), page_starts=page_starts)


@dataclass(frozen=True)
class Style:
    """How table three is drawn."""

    label: Callable[[str], str] = str
    subtotal: bool = False
    dropped_row: str | None = None
    dropped_column: str | None = None
    head_again_before: int | None = None
    damaged: Mapping[str, str] = field(default_factory=dict)

    def rows(self) -> list[Row]:
        return [row for row in T3.rows if row.id != self.dropped_row]

    def columns(self) -> list[Column]:
        return [column for column in T3.columns if column.id != self.dropped_column]

    def text_of(self, item: Row | Column) -> str:
        return self.damaged.get(item.id, self.label(item.label))


def t3_grid(texts: Texts, style: Style | None = None) -> Grid:
    style = style or Style()
    rows = t3_head(style)
    starts: tuple[int, ...] = ()
    body = t3_body(texts, style)
    if style.head_again_before is not None:
        at = style.head_again_before % (len(body) - 1) + 1
        starts = (len(rows) + at,)
        body = _cut(body, at, style)
    return layout([*rows, *body], starts)


def t3_head(style: Style) -> list[list[Spec]]:
    inner = [column for column in style.columns() if column.group]
    group = next(column.group for column in inner)
    span = len(inner) + style.subtotal
    outer = [column for column in style.columns() if not column.group]
    second: list[Spec] = []
    for column in outer:
        if column.id == "total":
            second.append((group or "", 1, span))
        second.append((style.text_of(column), 2, 1))
    if outer[-1].id != "total":
        second.append((group or "", 1, span))
    third = [(style.text_of(column), 1, 1) for column in inner]
    if style.subtotal:
        third.append(("小计", 1, 1))
    width = len(outer) + span
    return [[(T3.heads[0], 3, 3), (T3.heads[1], 1, width)], second, third]


def t3_body(texts: Texts, style: Style) -> list[list[Spec]]:
    rows = style.rows()
    inside = [row for row in rows if row.id not in {"new", "carried_over", "carried_out"}]
    body: list[list[Spec]] = []
    for index, row in enumerate(rows):
        cells: list[Spec] = []
        if row not in inside:
            cells.append((style.text_of(row), 1, 3))
        else:
            if row is inside[0]:
                cells.append((style.label(OUTER), len(inside), 1))
            if row.group is None:
                cells.append((style.text_of(row), 1, 2))
            else:
                siblings = [r for r in rows if r.group == row.group]
                if index == 0 or rows[index - 1].group != row.group:
                    cells.append((style.label(row.group), len(siblings), 1))
                cells.append((style.text_of(row), 1, 1))
        body.append([*cells, *t3_values(texts, row, style)])
    return body


def t3_values(texts: Texts, row: Row, style: Style) -> list[Spec]:
    shown: list[Spec] = []
    for column in style.columns():
        if column.id == "total" and style.subtotal:
            shown.append(("77", 1, 1))
        shown.append((texts.get(f"t3.{row.id}.{column.id}", "0"), 1, 1))
    return shown


def _cut(body: list[list[Spec]], at: int, style: Style) -> list[list[Spec]]:
    """Begin a new page before row ``at``: merged labels end there, and the head is repeated."""
    above, below = [list(row) for row in body[:at]], [list(row) for row in body[at:]]
    carried: list[Spec] = []
    for index, row in enumerate(above):
        for place, (text, height, width) in enumerate(row):
            if index + height > at:
                row[place] = (text, at - index, width)
                carried.append(("", height - (at - index), width))
    below[0] = [*carried, *below[0]]
    return [*above, *t3_head(style), *below]


def t2_rows(texts: Texts) -> list[list[Spec]]:
    """Return table two in its four blocks, a head before each."""
    blocks = (("regulation", "normative"), ("licence",), ("penalty", "coercion"), ("fee",))
    rows: list[list[Spec]] = []
    for block, name in zip(blocks, T2.heads[1:], strict=True):
        members = [row for row in T2.rows if row.id in block]
        columns = T2.row_columns(members[0])
        width = 3 // len(columns)
        rows.append([(name, 1, 4)])
        rows.append([(T2.heads[0], 1, 1), *((c.label, 1, width) for c in columns)])
        rows += [
            [
                (row.label, 1, 1),
                *((texts.get(f"t2.{row.id}.{c.id}", "0"), 1, width) for c in columns),
            ]
            for row in members
        ]
    return rows


def t4_rows(texts: Texts, groups: Sequence[str] = ("review", "suit")) -> list[list[Spec]]:
    """Return table four, one row of numbers under its heads."""
    outcomes = [column.label for column in T4.columns]
    review, *suits = T4.rows
    first: list[Spec] = []
    second: list[Spec] = []
    third: list[Spec] = []
    shown: list[Row] = []
    if "review" in groups:
        first.append((review.label, 1, 5))
        second += [(label, 2, 1) for label in outcomes]
        shown.append(review)
    if "suit" in groups:
        first.append((T4.heads[0], 1, 10))
        second += [(suit.label, 1, 5) for suit in suits]
        third = [(label, 1, 1) for label in outcomes] * 2
        shown += suits
    values = [
        (texts.get(f"t4.{row.id}.{column.id}", "0"), 1, 1) for row in shown for column in T4.columns
    ]
    return [first, second, third, values]


def tab_grid(text: str) -> Grid:
    """Return lines of tab-separated fields as the text reader does: one field a column."""
    rows = [line.split("\t") for line in text.splitlines()]
    cells = tuple(
        GridCell(r, c, field.strip(), Place(line=r + 1, column=c + 1))
        for r, row in enumerate(rows)
        for c, field in enumerate(row)
    )
    return Grid(cells, len(rows), max(map(len, rows)), Place(line=1), aligned=False)


def lines(*texts: str) -> list[Block]:
    return [Line(text, Place(line=n, column=1)) for n, text in enumerate(texts, 1)]


def assert_never_wrong(reading: FoundTable, texts: Texts, gone: Sequence[str] = ()) -> None:
    """Every cell is exact, or says that it is unread; a line in ``gone`` was not drawn."""
    wrong = []
    for cell in reading.cells:
        _, row, column = cell.id.split(".")
        drawn = f"{reading.id}.{row}" not in gone and f"{reading.id}.:{column}" not in gone
        if cell.state is CellState.UNREAD:
            continue
        if not drawn:
            if cell.state is not CellState.ABSENT:
                wrong.append((cell.id, "not drawn", cell.raw))
        elif (cell.state, cell.value) != _fact(texts.get(cell.id, "0")):
            wrong.append((cell.id, texts.get(cell.id, "0"), cell.state.value, cell.raw))
    assert wrong == [], wrong


def _fact(text: str) -> tuple[CellState, Decimal | None]:
    return (CellState.NUMBER, Decimal(text)) if text else (CellState.BLANK, None)


def count(reading: FoundTable, state: CellState) -> int:
    return sum(cell.state is state for cell in reading.cells)
