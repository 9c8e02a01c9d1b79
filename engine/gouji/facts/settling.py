"""Cells that could not be read take the values that a person saw on paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from gouji.facts.places import cell_words
from gouji.facts.report import FoundTable, Report
from gouji.model.cells import Cell, CellState, Presence
from gouji.model.numbers import decimal_text
from gouji.model.settlement import BLANK, Settlement, in_force

_Settled = Mapping[str, Settlement]

_ANOTHER_FILE = "没有读出；此前核定的是另一份文件，请按这份重新核定"


def with_settled_cells(report: Report, made: Sequence[Settlement]) -> Report:
    """Return ``report`` with the cells settled that were not read; what was read stays as it is."""
    settled = _cells(report, made)
    if not settled:
        return report
    return replace(report, tables=tuple(_table(table, settled) for table in report.tables))


def settling_notes(report: Report, made: Sequence[Settlement]) -> Iterator[str]:
    """Say of ``report``, as it was read, which settlements count, and which do not and why."""
    cells = report.counted()
    own = _cells(report, made)
    for locus, each in own.items():
        where = cell_words(report.form, locus)
        cell = cells[locus]
        if cell.state is CellState.UNREAD:
            yield f"{where}没有读出，人工核定为{each.value}（{each.told}）"
        elif not _agrees(cell, each):
            yield f"{where}{_read_now(each)}"
    other = {each.locus for each in made if not each.code and each.sha256 != _sha256(report)}
    for locus, cell in cells.items():
        if locus in other - own.keys() and cell.state is CellState.UNREAD:
            yield f"{cell_words(report.form, locus)}{_ANOTHER_FILE}"


def _read_now(settled: Settlement) -> str:
    return f"曾人工核定为{settled.value}（{settled.told}），现在读出了，以读出的为准，请核对"


def _cells(report: Report, made: Sequence[Settlement]) -> dict[str, Settlement]:
    found = in_force(made, _sha256(report))
    known = report.counted() if found else {}
    return {locus: s for (code, locus), s in found.items() if not code and locus in known}


def _sha256(report: Report) -> str:
    return report.document.sha256


def _agrees(cell: Cell, settled: Settlement) -> bool:
    if settled.value == BLANK:
        return cell.state is CellState.BLANK
    return cell.value == Decimal(settled.value)


def _table(table: FoundTable, settled: _Settled) -> FoundTable:
    """Return ``table`` with its settled cells; where one is, there is its row, column and table."""
    own = {
        cell.id
        for cell in (*table.cells, *table.wholes)
        if cell.id in settled and cell.state is CellState.UNREAD
    }
    if not own:
        return table
    lines = {line for cell in own for line in _lines(cell)}
    unread = table.presence is Presence.UNREAD
    return replace(
        table,
        presence=Presence.PRESENT if unread else table.presence,
        cells=tuple(_cell(cell, settled) for cell in table.cells),
        wholes=tuple(_cell(cell, settled) for cell in table.wholes),
        lines=tuple(
            (line, _presence(presence, seen=line in lines, table_unread=unread))
            for line, presence in table.lines
        ),
    )


def _lines(cell: str) -> tuple[str, str]:
    table, row, column = cell.split(".")
    return f"{table}.{row}", f"{table}.:{column}"


def _presence(presence: Presence, *, seen: bool, table_unread: bool) -> Presence:
    if presence is Presence.PRESENT or seen:
        return Presence.PRESENT
    return Presence.UNREAD if table_unread else presence


def _cell(cell: Cell, settled: _Settled) -> Cell:
    made = settled.get(cell.id)
    if made is None or cell.state is not CellState.UNREAD:
        return cell
    if made.value == BLANK:
        return replace(cell, state=CellState.BLANK, raw="", reason=None, settled=made)
    value = Decimal(made.value)
    return replace(
        cell,
        state=CellState.NUMBER,
        raw=decimal_text(value),
        value=value,
        reason=None,
        settled=made,
    )
