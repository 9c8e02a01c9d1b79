"""Reports made of facts alone, for judging and scoring without any document."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from gouji.auditor import Audit, Auditor
from gouji.model.cells import Cell, CellState, Presence
from gouji.model.document import Document, Line, Place
from gouji.model.prose import Quote, join
from gouji.model.report import (
    Citation,
    Contact,
    FoundSection,
    FoundTable,
    Period,
    Report,
    Statement,
    Title,
    Topic,
)
from gouji.rulebook import load_rulebook

BOOK = load_rulebook()
FORM = BOOK.form_for(2024)
AUDITOR = Auditor(BOOK)
IDS = [cell for table in FORM.tables for cell in table.cell_ids()]
COLUMNS = [c.id for c in FORM.table("t3").columns]
RESULTS = [
    r.id
    for r in FORM.table("t3").rows
    if r.id not in ("new", "carried_over", "total", "carried_out")
]

_WHERE = Place(line=1, column=1)
_QUOTE = Quote("有", _WHERE)
_PROSE = join([Line("内容。", _WHERE)])


def consistent(leaves: Mapping[str, int]) -> dict[str, Decimal]:
    """Fill the tables so that every tie holds; ``leaves`` gives results by ``row.column``."""
    values = dict.fromkeys(IDS, Decimal(0))
    for key, count in leaves.items():
        row, column = key.split(".")
        for r in (row, "total", "new"):
            for c in (column, "total"):
                values[f"t3.{r}.{c}"] += count
    return values


def cell(cell_id: str, value: Decimal | str | None) -> Cell:
    """A cell that shows ``value``; ``None`` is a blank one, a text one that is no number."""
    if value is None:
        return Cell(cell_id, CellState.BLANK, "", place=_WHERE)
    if isinstance(value, str):
        return Cell(cell_id, CellState.WORD, value, decorated=True, place=_WHERE)
    return Cell(cell_id, CellState.NUMBER, str(value), value, place=_WHERE)


def report(values: Mapping[str, Decimal | str | None]) -> Report:
    """A report that is right in everything but what ``values`` puts into its tables."""
    tables = tuple(
        FoundTable(
            id=table.id,
            presence=Presence.PRESENT,
            cells=tuple(cell(i, values[i]) for i in table.cell_ids()),
            lines=tuple((f"{table.id}.{row.id}", Presence.PRESENT) for row in table.rows),
        )
        for table in FORM.tables
    )
    sections = tuple(
        FoundSection(s.id, Presence.PRESENT, _QUOTE, True, n, True, False, _PROSE)
        for n, s in enumerate(FORM.sections)
    )
    return Report(
        document=Document("txt", None, ()),
        form=FORM, due=FORM, agency="某局", year=2024,
        title=Title(_QUOTE, "某局", 2024, named=True),
        preamble=_PROSE, text=_PROSE, sections=sections,
        topics=tuple(Topic(w.id, w.section, w.title, _QUOTE) for w in BOOK.wording.topics),
        period=Period(_QUOTE, date(2024, 1, 1), date(2024, 12, 31)),
        basis=Statement(_QUOTE),
        notice=Citation(_QUOTE, "right", "", "right", "", "right", ""),
        contact=Contact(_QUOTE, _QUOTE, None),
        fee_disclosure=Statement(_QUOTE), download=Statement(_QUOTE),
        leftovers=(), tables=tables,
    )  # fmt: skip


def audit(made: Report) -> Audit:
    return AUDITOR.audit_report(made)


def without_table(made: Report, table_id: str) -> Report:
    return _with_table(made, table_id, Presence.ABSENT, CellState.ABSENT)


def unread_table(made: Report, table_id: str) -> Report:
    return _with_table(made, table_id, Presence.UNREAD, CellState.UNREAD)


def _with_table(made: Report, table_id: str, presence: Presence, state: CellState) -> Report:
    tables = tuple(
        replace(
            table,
            presence=presence,
            cells=tuple(Cell(c.id, state) for c in table.cells),
            reason="看不清",
        )
        if table.id == table_id
        else table
        for table in made.tables
    )
    return replace(made, tables=tables)


def unread_cells(made: Report, cells: Collection[str]) -> Report:
    tables = tuple(
        replace(
            table,
            cells=tuple(
                Cell(c.id, CellState.UNREAD, reason="看不清") if c.id in cells else c
                for c in table.cells
            ),
        )
        for table in made.tables
    )
    return replace(made, tables=tables)


def without_section(made: Report, section_id: str) -> Report:
    """Delete a section with all that stands in it: its table and its topics."""
    sections = tuple(
        replace(s, presence=Presence.ABSENT, heading=None, exact=False, position=None, filled=False)
        if s.id == section_id
        else s
        for s in made.sections
    )
    topics = tuple(replace(t, quote=None) if t.section == section_id else t for t in made.topics)
    smaller = replace(made, sections=sections, topics=topics)
    table = next(s.table for s in FORM.sections if s.id == section_id)
    return without_table(smaller, table) if table else smaller
