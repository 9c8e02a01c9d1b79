"""What was read in a report, for a person to check against the page, or as JSON."""

import json
from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.table import Table as Drawn
from rich.text import Text

from gouji.facts.places import at, own_words
from gouji.facts.registry import FACTS, left_over
from gouji.facts.report import FoundTable, Report
from gouji.model.cells import Cell, CellState, Presence
from gouji.model.document import Place
from gouji.model.prose import Quote

_PRESENCE = {Presence.PRESENT: "有", Presence.ABSENT: "没有找到", Presence.UNREAD: "没有读出"}
_STATES = {CellState.BLANK: "（空）", CellState.ABSENT: "缺", CellState.UNREAD: "？"}


def show_reading(report: Report, console: Console) -> None:
    """Print what was read: title, statements, sections, and the tables as grids."""
    for title, text in statements(report):
        console.print(Text.assemble((f"{title}：", "bold"), text))
    console.print(Text("六个部分", style="bold"))
    for line in _sections(report):
        console.print(Text(f"  {line}"))
    for reading in report.tables:
        for part in _table(reading, report):
            console.print(part)
    left = list(left_over(report))
    if left:
        console.print(Text(f"第一部分里没有用上的数字（{len(left)}处）", style="bold"))
    for each in left:
        console.print(Text(f"  {_quoted(each.quote, report)}　{each.reason}"))
    for note in (*(n for t in report.tables for n in t.notes), *report.unread):
        console.print(Text(f"注意：{note}", style="yellow"))


def statements(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the title and every statement that a report owes, as read."""
    yield "机关", report.agency or "（没有读出）"
    yield "年度", str(report.year) if report.year else "（没有读出）"
    yield "格式", f"{report.form.title}（{report.form.instrument}）"
    for fact in FACTS:
        for title, quote in fact.shown(fact.of(report)):
            yield title, _quoted(quote, report)


def _quoted(quote: Quote | None, report: Report) -> str:
    return _in_place(quote.text, at(report, quote.place)) if quote else "没有找到"


def _in_place(text: str, place: str) -> str:
    return f"「{text}」　{place}" if place else f"「{text}」"


def _sections(report: Report) -> Iterator[str]:
    for section, form in zip(report.sections, report.form.sections, strict=True):
        wanted = f"{form.ordinal}、{form.heading}"
        if section.heading is None:
            yield f"{wanted}　没有找到"
            continue
        heading = _in_place(section.heading.text, own_words(report, section.heading.place))
        yield f"{wanted}　{heading}{'' if section.filled else '，下面没有内容'}"


def _table(reading: FoundTable, report: Report) -> Iterator[RenderableType]:
    table, start = report.form.table(reading.id), own_words(report, reading.place)
    place = f"（{start}起）" if start else ""
    yield Text(f"\n{table.title}：{_PRESENCE[reading.presence]}{place}", style="bold")
    if reading.reason:
        yield Text(f"  {reading.reason}", style="yellow")
    if reading.presence is not Presence.PRESENT:
        return
    cells = {cell.id: cell for cell in reading.cells}
    drawn = Drawn()
    drawn.add_column("", overflow="fold")
    for column in table.columns:
        drawn.add_column(column.label, justify="right", overflow="fold")
    for row in table.rows:
        ids = [f"{table.id}.{row.id}.{column.id}" for column in table.columns]
        shown = (_shown(cells[i]) if i in cells else Text() for i in ids)
        drawn.add_row(row.label, *shown)
    yield drawn


def _shown(cell: Cell) -> Text:
    if cell.state in _STATES:
        return Text(_STATES[cell.state], style="yellow")
    return Text((cell.raw or "").strip(), style="red" if cell.decorated else "")


def reading_json(report: Report) -> str:
    """Return what was read as one line of JSON; places as in the audit JSON."""
    data = {
        "agency": report.agency,
        "year": report.year,
        "edition": report.form.edition,
        "statements": dict(statements(report)),
        "sections": [
            {
                "id": section.id,
                "heading": section.heading.text if section.heading else None,
                "place": _place(section.heading.place if section.heading else None),
                "text": section.prose.text,
            }
            for section in report.sections
        ],
        "tables": [_table_json(reading) for reading in report.tables],
        "unused_numbers": [
            {"text": each.quote.text, "reason": each.reason, "place": _place(each.quote.place)}
            for each in left_over(report)
        ],
        "unread": list(report.unread),
    }
    return json.dumps(data, ensure_ascii=False)


def _table_json(reading: FoundTable) -> dict[str, object]:
    return {
        "id": reading.id,
        "presence": reading.presence.value,
        "reason": reading.reason,
        "notes": list(reading.notes),
        "place": _place(reading.place),
        "cells": {
            cell.id: {
                "state": cell.state.value,
                "raw": cell.raw,
                "value": None if cell.value is None else f"{cell.value:f}",
                "reason": cell.reason,
                "place": _place(cell.place),
            }
            for cell in reading.cells
        },
    }


def _place(place: Place | None) -> dict[str, object] | None:
    if place is None:
        return None
    box = [round(edge, 2) for edge in place.box] if place.box else None
    return {"page": place.page, "bbox": box, "line": place.line, "column": place.column}
