"""Copies drawn tables as text in the ways programs do: tidy, ragged, bare, stripped, line by line."""

from collections.abc import Callable, Mapping

from drawn_tables import lines, tab_grid

from gouji.facts.tables.numbers import is_value_like
from gouji.model.document import Block, Grid, GridCell, Place


def tidy(grid: Grid) -> str:
    """Return a field for every column."""
    fields = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        fields[cell.row][cell.column] = cell.text
    return "\n".join("\t".join(row) for row in fields)


def ragged(grid: Grid) -> str:
    """Return one field for each cell, and an empty one below it where it goes on."""
    rows = [
        sorted((c for c in grid.cells if c.row <= row < c.row + c.row_span), key=lambda c: c.column)
        for row in range(grid.rows)
    ]
    return "\n".join(
        "\t".join(cell.text if cell.row == index else "" for cell in row)
        for index, row in enumerate(rows)
    )


def bare(grid: Grid) -> str:
    """Return one field for each cell, nothing below it."""
    return "\n".join("\t".join(cell.text for cell in row) for row in grid.by_row())


def cut_right(text: str) -> str:
    return "\n".join(line.rstrip("\t") for line in text.splitlines())


def stripped(text: str) -> str:
    return "\n".join(line.strip("\t") for line in text.splitlines())


COPIES: Mapping[str, Callable[[Grid], str]] = {
    "tidy": tidy,
    "tidy, cut": lambda grid: cut_right(tidy(grid)),
    "ragged": ragged,
    "ragged, cut": lambda grid: cut_right(ragged(grid)),
    "bare": bare,
    "bare, cut": lambda grid: cut_right(bare(grid)),
    "stripped": lambda grid: stripped(tidy(grid)),
}
TIDY = ("tidy", "tidy, cut")


def copied(grid: Grid, way: str) -> Grid:
    return tab_grid(COPIES[way](grid))


def printed(grid: Grid) -> list[Block]:
    """Return the table as lines: heads and outer labels broken, a row's values on one line."""
    texts: list[str] = []
    for row in grid.by_row():
        filled = [cell.text for cell in row if cell.text]
        words = [index for index, text in enumerate(filled) if not is_value_like(text)]
        labels, values = filled[: words[-1] + 1], filled[words[-1] + 1 :]
        outer, own = (labels[:-1], labels[-1:]) if values else (labels, [])
        texts += [text[at : at + 4] for text in outer for at in range(0, len(text), 4)]
        if values:
            texts.append(" ".join([*own, *values]))
    return lines(*texts)


def beside(grid: Grid, head: str, values: Callable[[int], str], *, left: bool) -> Grid:
    """Return the grid with one more column left or right of it, under a head of three rows."""
    column = 0 if left else grid.columns
    cells = [
        GridCell(c.row, c.column + left, c.text, c.place, c.row_span, c.column_span)
        for c in grid.cells
    ]
    cells.append(GridCell(0, column, head, Place(line=1), row_span=3))
    cells += [
        GridCell(row, column, values(row), Place(line=row + 1)) for row in range(3, grid.rows)
    ]
    ordered = sorted(cells, key=lambda c: (c.row, c.column))
    return Grid(tuple(ordered), grid.rows, grid.columns + 1, Place(line=1))
