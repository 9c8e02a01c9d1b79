"""Reads a list from a file: the tables in it, of these the one that is meant, of this the rows."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from gouji.errors import UsageError
from gouji.oserrors import not_read
from gouji.reading.evidence import ZIP
from gouji.reading.limits import MAX_SHEET_BYTES
from gouji.records import dataclass
from gouji.sheets.cells import Cell, Line, Table
from gouji.sheets.delimited import delimited
from gouji.sheets.heads import Found, find_heads
from gouji.sheets.package import check_kind
from gouji.sheets.rows import Heads, Row
from gouji.sheets.workbook import workbook

SUFFIXES = (".csv", ".xlsx", ".xlsm", ".tsv")
"""What the names of sheets end in."""

_GROUP = re.compile("[一二三四五六七八九十]{1,3}[、．.]|（[一二三四五六七八九十]{1,3}）")
"""How lines begin that head a group of rows, unless they say as much as a row does."""
_FEW = 2
_ASIDE = re.compile(
    r"(?:注[：:]|备注[：:]|说明[：:]|填表说明|"
    r"填[报表]人|审[核批]人|联系[人电]|制表|合\s*计|总\s*计|小\s*计|共\s*计|共\s*\d+)"
)
"""How lines begin that are no rows of the list: sums, notes, who filled it in."""
_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as read. ``columns`` are the keys of those that it has, ``notes`` what to tell."""

    columns: frozenset[str]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def read_sheet(path: Path, heads: Heads, *, needed: Sequence[str] = ()) -> Sheet:
    """Read the list at ``path`` (.xlsx or CSV), whose columns have one of the names in ``heads``.

    Raises :class:`UsageError`, one sentence that begins with the path, where it cannot be read or
    lacks a column of ``needed``.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_SHEET_BYTES + 1)
    except FileNotFoundError:
        raise UsageError(f"{path}：没有这个清单文件") from None
    except OSError as error:
        raise UsageError(f"{path}：清单打不开（{not_read(error)}）") from None
    return sheet_of(str(path), data, heads, needed=needed)


def sheet_of(name: str, data: bytes, heads: Heads, *, needed: Sequence[str] = ()) -> Sheet:
    """Read the list ``data``, which the user knows by ``name``; raises as :func:`read_sheet`."""
    try:
        found = [find_heads(table, heads) for table in _tables(data)]
        best = _best(found, heads, needed)
    except UsageError as error:
        raise UsageError(f"{name}：{error}") from None
    return _sheet(name, best, found)


def _best(found: Sequence[Found], heads: Heads, needed: Sequence[str]) -> Found:
    """Return the table with most of the columns; raises where even that lacks one of ``needed``."""
    best = max(found, key=lambda each: len(each.columns), default=None)
    if best is None or not best.columns:
        asked = (
            f"要有 {_asked(heads, needed)}" if needed else f"可以有 {_asked(heads, tuple(heads))}"
        )
        raise UsageError(f"没有找到列名一行，{asked}")
    for key in needed:
        if key not in best.columns:
            raise UsageError(f"没有「{heads[key][0]}」一列（列名可以写 {_or(heads[key])}）")
    if best.table.broken:
        raise UsageError(best.table.broken)
    return best


def _tables(data: bytes) -> tuple[Table, ...]:
    if len(data) > MAX_SHEET_BYTES:
        raise UsageError(f"清单超过 {MAX_SHEET_BYTES // 1_000_000} MB")
    check_kind(data)
    return workbook(data) if data.startswith(ZIP) else delimited(data)


def _sheet(name: str, best: Found, found: Sequence[Found]) -> Sheet:
    """Put together the best table and those that have the same columns: one list on many tabs."""
    if best.table.name is None:
        tables, others = [best], []
    else:
        tables = [each for each in found if each.columns.keys() == best.columns.keys()]
        others = [each.table.name for each in found if each not in tables and each.table.lines]
    rows: list[Row] = []
    aside: list[str] = []
    for each in tables:
        where = f"{name}「{each.table.name}」" if len(found) > 1 and each.table.name else name
        kept, left = _sorted(each)
        rows += _rows(where, each, kept)
        aside += (f"{where} 第 {line.number} 行「{line.texts()[0][:20]}」" for line in left)
    return Sheet(frozenset(best.columns), tuple(rows), tuple(_notes(name, best, others, aside)))


def _sorted(found: Found) -> tuple[list[Line], list[Line]]:
    """Part the lines under the heads into rows, and those that are something else.

    Heads repeated on a new page are neither, nor are lines that say nothing in a known column.
    """
    rows: list[Line] = []
    aside: list[Line] = []
    heads = _known(found, found.table.lines[found.line])
    for line in found.below:
        cells = _known(found, line)
        texts = line.texts()
        if texts and (_ASIDE.match(texts[0]) or _heads_group(texts[0], cells)):
            aside.append(line)
        elif any(cells) and cells != heads:
            rows.append(line)
    return rows, aside


def _heads_group(first: str, cells: Sequence[Cell]) -> bool:
    """Tell whether a line that begins so, with these known ``cells``, heads a group of rows."""
    more = sum(1 for cell in cells if cell and cell != first)
    return _GROUP.match(first) is not None and more < _FEW


def _known(found: Found, line: Line) -> list[Cell]:
    """Return the cells of a line in the known columns."""
    return [line.cells[n] if n < len(line.cells) else "" for n in found.columns.values()]


def _rows(where: str, found: Found, lines: Sequence[Line]) -> Iterator[Row]:
    heads = found.printed()
    for line in lines:
        cells = dict(zip(found.columns, _known(found, line), strict=True))
        yield Row(f"{where} 第 {line.number} 行", line.number, cells, heads)


def _notes(
    name: str, best: Found, others: Sequence[str | None], aside: Sequence[str]
) -> Iterator[str]:
    if unknown := best.unknown():
        yield f"{name}：没有用到的列：{'、'.join(unknown)}"
    if others:
        yield f"{name}：没有用到的工作表：{'、'.join(str(other) for other in others)}"
    for each in aside[:_MOST_TOLD]:
        yield f"{each}：不是清单的一行，没有用"
    if len(aside) > _MOST_TOLD:
        yield f"{name}：这样的还有 {len(aside) - _MOST_TOLD} 行"


def _asked(heads: Heads, keys: Sequence[str]) -> str:
    return "、".join(f"「{heads[key][0]}」" for key in keys)


def _or(names: Sequence[str]) -> str:
    return "、".join(names[:8])
