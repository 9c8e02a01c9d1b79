"""Tables without cells: the lines that a PDF's text extraction leaves, or a table without rulings.

A row is a label, perhaps over several lines, and then exactly as many values as the row has
columns. Any other count is named, never guessed.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from gouji.expressions import compiled
from gouji.facts.tables.labels import names, tail_likeness, whole
from gouji.facts.tables.line_heads import head_doubt
from gouji.facts.tables.numbers import is_value_like, parse_cell
from gouji.facts.tables.record import Record, Value
from gouji.facts.tables.transposed import Key, keys
from gouji.model.document import Line, Place
from gouji.model.form import Row, Table
from gouji.records import dataclass

_KNOWN = 0.6
_UNITS = ("万元", "元", "件", "起", "个", "项", "宗")
_STRANGE = "这一行的名称认不出"
_SHIFTED = "数字排在名称之前，分不清各是哪一行的"
_TOKEN = compiled(r"\S+")


@dataclass(frozen=True, slots=True)
class _Run:
    """Label text, the values that follow it line by line, and the label text behind them.

    ``own`` is the last line of the label.
    """

    label: str
    own: str
    by_line: tuple[tuple[Value, ...], ...]
    after: str

    @property
    def values(self) -> tuple[Value, ...]:
        """Return the values of all lines."""
        return tuple(chain.from_iterable(self.by_line))

    def holds(self, count: int) -> bool:
        """Tell whether there are exactly ``count`` values, on one line or each on its own.

        On any other lines a number may have been wrapped, and a blank made up for it.
        """
        lines = len(self.by_line)
        return len(self.values) == count and lines in {1, count}


def line_records(lines: Sequence[Line], table: Table) -> Iterator[Record]:
    """Yield the rows of ``table`` found in the lines of its section.

    Between them may stand rows whose label is unknown; these are in doubt.
    """
    runs = list(_runs(lines))
    rows = [_row_of(run, table) for run in runs]
    known = [index for index, row in enumerate(rows) if row is not None]
    if not known:
        return
    before, end = max(known[0] - 1, 0), known[-1] + 2
    shifted = _shift(runs[before : known[-1] + 1], rows[before : before + 2], table)
    heads: dict[tuple[str, ...], str | None] = {}
    for run, row in zip(runs[before:end], rows[before:end], strict=True):
        if row is None:
            if run.holds(len(table.columns)):
                yield Record(run.own, (), doubt=_STRANGE, after=run.after)
            continue
        columns = table.row_columns(row)
        key = tuple(column.id for column in columns)
        if key not in heads:
            heads[key] = head_doubt(run.label, row, table)
        doubt = shifted or heads[key]
        if doubt is None and not run.holds(len(columns)):
            doubt = _count_reason(run, row, len(columns))
        values = {} if doubt else dict(zip(key, run.values, strict=True))
        yield Record(run.label, (), values, doubt=doubt, after=run.after)


def _row_of(run: _Run, table: Table) -> Row | None:
    if run.own and not whole(run.own):
        return None
    row = max(table.rows, key=lambda r: tail_likeness(run.label, r, run.after))
    if tail_likeness(run.label, row, run.after) >= _KNOWN:
        return row
    own = whole(run.own)
    return next((r for r in table.rows if r.group and own == whole(r.group)), None)


def _shift(runs: Sequence[_Run], first: Sequence[Row | None], table: Table) -> str | None:
    """Say so where numbers stand before their labels.

    Then the first of them stand behind the heads, and the last label has none.
    """
    tail = whole(runs[-1].after)
    left = any(tail.startswith(whole(name)) for row in table.rows for name in names(row))
    places = [-1 if row is None else table.rows.index(row) for row in first]
    ahead = len(places) > 1 and (places[0] < 0 or places[0] > places[1])
    return _SHIFTED if left and ahead and len(runs[0].values) > 1 else None


def _count_reason(run: _Run, row: Row, wanted: int) -> str:
    return f"「{row.label}」一行读到 {len(run.values)} 个数，应有 {wanted} 个，分不清各是哪一格"


def line_transposed(lines: Sequence[Line], table: Table) -> dict[Key, Value]:
    """Return the values of a transposed table, where exactly one run of them is complete."""
    wanted = keys(table)
    heads = whole("".join(line.text for line in lines))
    if not all(whole(row.label) in heads for row in table.rows):
        return {}
    runs = [run for run in _runs(lines) if run.holds(len(wanted))]
    if len(runs) != 1:
        return {}
    return {
        (row.id, column.id): value
        for (row, column), value in zip(wanted, runs[0].values, strict=True)
    }


def _runs(lines: Sequence[Line]) -> Iterator[_Run]:
    """Split lines into labels and the values behind them."""
    labels: list[list[str]] = [[]]
    values: list[list[tuple[Value, ...]]] = [[]]
    for line in lines:
        text, found = _split(line)
        if text and values[-1]:
            labels.append([])
            values.append([])
        if text:
            labels[-1].append(text)
        if found:
            values[-1].append(tuple(found))
    for label, run, after in zip(labels, values, [*labels[1:], []], strict=True):
        if run:
            own = label[-1] if label else ""
            yield _Run("".join(label), own, tuple(run), "".join(after))


def _split(line: Line) -> tuple[str, list[Value]]:
    """Split one line into the text before its closing run of values, and those values."""
    tokens = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(line.text)]
    first = len(tokens)
    while first > 0 and _is_value(tokens, first - 1):
        first -= 1
    values: list[Value] = []
    for start, end, text in tokens[first:]:
        if text in _UNITS and values:
            values[-1] = Value(f"{values[-1].text} {text}", values[-1].place)
        else:
            values.append(Value(text, _place(line, start, end)))
    head = line.text[: tokens[first][0]] if first < len(tokens) else line.text
    return "".join(head.split()), values


def _is_value(tokens: Sequence[tuple[int, int, str]], index: int) -> bool:
    text = tokens[index][2]
    if text in _UNITS:
        return index > 0 and parse_cell(tokens[index - 1][2]).value is not None
    return is_value_like(text)


def _place(line: Line, start: int, end: int) -> Place:
    return line.place_of(start, end)
