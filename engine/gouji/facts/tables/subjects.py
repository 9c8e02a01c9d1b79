"""The subjects that the three tables give: tables, rows and columns, cells and ties."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from gouji.expressions import compiled
from gouji.facts.fact import Fact, Scene, in_cells
from gouji.facts.report import FoundTable
from gouji.facts.tables.ties import ties_of
from gouji.model.cells import Cell, CellState, Presence, tie_value
from gouji.model.form import Form, Table, Term, Tie, cell_name
from gouji.model.numbers import decimal_text, gap_units
from gouji.model.verdict import Evidence, Subject
from gouji.model.vocabulary import Kind, flag, lacking, whole_number, word
from gouji.once import once

_ZERO = Decimal(0)
_MOST_NAMES = 3
_YUAN = Decimal(10_000)
_IN_YUAN = compiled(r"(?<!万)元")
_Values = Mapping[str, Decimal | None]
"""What each cell counts for in a tie, by the cell's id."""


def _subjects(scene: Scene[None, None]) -> Iterator[Subject]:
    """Yield the subjects of every table, then the ties."""
    report = scene.report
    cells = report.counted()
    for reading in report.tables:
        table = report.form.table(reading.id)
        yield _table(reading, table)
        yield from _lines(reading, table)
        yield from _cells(reading, table)
    values = {name: tie_value(cell) for name, cell in cells.items()}
    for tie in ties_of(report):
        yield _tie(tie, cells, values, report.form, report.table(tie.table))


def _table(reading: FoundTable, table: Table) -> Subject:
    return Subject(
        kind="table",
        locus=reading.id,
        fields={"table": reading.id, "present": reading.presence is not Presence.ABSENT},
        shows={"title": table.title},
        evidence=(Evidence(table.title, reading.place),) if reading.place else (),
        readable=reading.presence is not Presence.UNREAD,
        reason=reading.reason,
    )


def _lines(reading: FoundTable, table: Table) -> Iterator[Subject]:
    labels = {f"{table.id}.{row.id}": (row.label, "行") for row in table.rows}
    labels |= {f"{table.id}.:{column.id}": (column.label, "列") for column in table.columns}
    for locus, presence in reading.lines:
        label, what = labels[locus]
        yield Subject(
            kind="line",
            locus=locus,
            fields={
                "table": table.id,
                "line": locus.rsplit(".", 1)[1],
                "present": presence is not Presence.ABSENT,
            },
            shows={"label": label, "what": what, "title": table.title},
            evidence=(Evidence(table.title, reading.place),) if reading.place else (),
            readable=presence is not Presence.UNREAD and reading.presence is not Presence.UNREAD,
            absent=reading.presence is Presence.ABSENT,
            reason=reading.reason,
        )


def _cells(reading: FoundTable, table: Table) -> Iterator[Subject]:
    names = _names(table)
    absent = reading.presence is Presence.ABSENT
    for cell in reading.cells:  # two hundred in a report: nothing is worked out twice
        _, row, column = cell.id.split(".")
        value, place = cell.value, f"{row}.{column}"
        told = _told((cell.raw or "").strip(), value, amount=place in table.decimals)
        state = CellState.ABSENT if cell.state is CellState.UNREAD else cell.state
        yield Subject(
            kind="cell",
            locus=cell.id,
            fields={
                "table": table.id,
                "row": row,
                "column": column,
                "state": state.value,
                "decorated": cell.decorated,
                "negative": value is not None and value < 0 and place not in table.signed,
                "fractional": told["value"] != told["rounded"],
                "amount": place in table.decimals,
            },
            shows={"name": names[cell.id], **told},
            evidence=(Evidence(told["raw"], cell.place, cell.id),),
            readable=cell.state is not CellState.UNREAD,
            absent=absent,
            reason=cell.reason or reading.reason,
        )


@lru_cache(maxsize=10_000)
def _told(raw: str, value: Decimal | None, *, amount: bool) -> Mapping[str, str]:
    """Return what stands in a cell, and where it is more than a number what is wrong with that."""
    number = "" if value is None else decimal_text(value)
    rounded = "" if value is None else decimal_text(value.to_integral_value())
    instead = _in_place(raw, value, number, amount=amount)
    return {"raw": raw, "value": number, "rounded": rounded, **instead}


def _in_place(raw: str, value: Decimal | None, plain: str, *, amount: bool) -> dict[str, str]:
    """Return what is wrong with a cell that holds more than a number, and what belongs there.

    ``plain`` is its number, as it is written.
    """
    unit = "（单位是万元，已在表头写明）" if amount else ""
    number = plain or "一个数字"
    if value is None:
        fault, instead = "不是一个数字", f"填写数字{unit}，没有的填 0"
    elif amount and _IN_YUAN.search(raw):
        fault, number, instead = "单位也不对", "一个数字", f"换算成万元，只填数字{unit}"
        plain = decimal_text(value / _YUAN)
    else:
        fault, instead = "除数字外还有别的内容", f"只填 {number}{unit}"
    return {"fault": fault, "wanted": f"{number}{unit}", "instead": instead, "plain": plain}


@once
def _names(table: Table) -> Mapping[str, str]:
    return {
        f"{table.id}.{row.id}.{column.id}": f"{table.short_title}·{row.label}·{column.label}"
        for row in table.rows
        for column in table.row_columns(row)
    }


def _tie(
    tie: Tie, cells: Mapping[str, Cell], values: _Values, form: Form, reading: FoundTable
) -> Subject:
    terms = (*tie.left, *tie.right)
    unread = [term.cell for term in terms if values[term.cell] is None]
    left = right = _ZERO
    if not unread:
        left, right = _sum(tie.left, values), _sum(tie.right, values)
    return Subject(
        kind="tie",
        locus=tie.locus,
        fields={
            "tie": tie.kind,
            "table": tie.table,
            "row": tie.row or "",
            "column": tie.column or "",
            "gap": gap_units(left, right),
        },
        shows=_labels(tie, form) | ({} if unread else _sums(tie, values, left, right)),
        evidence=in_cells(*(cells[t.cell] for t in _telling(tie, values))),
        readable=not unread,
        absent=reading.presence is Presence.ABSENT,
        reason=_reason(unread, cells, form, reading),
    )


def _telling(tie: Tie, values: _Values) -> Iterator[Term]:
    """Yield the terms worth showing: the stated side, then every term that is not 0."""
    yield from tie.right
    yield from (term for term in tie.left if values[term.cell] != _ZERO)


def _sum(terms: Sequence[Term], values: _Values) -> Decimal:
    total = _ZERO
    for sign, cell in terms:
        value = values[cell] or _ZERO
        total = total + value if sign > 0 else total - value
    return total


def _labels(tie: Tie, form: Form) -> dict[str, str]:
    rows, columns = _line_labels(form.table(tie.table))
    return {
        "row_label": rows.get(tie.row, ""),
        "column_label": columns.get(tie.column, ""),
    }


@once
def _line_labels(table: Table) -> tuple[Mapping[str | None, str], Mapping[str | None, str]]:
    return {row.id: row.label for row in table.rows}, {c.id: c.label for c in table.columns}


def _sums(tie: Tie, values: _Values, left: Decimal, right: Decimal) -> dict[str, str]:
    return {
        "left": decimal_text(left),
        "right": decimal_text(right),
        "left_sum": _arithmetic(tie.left, values),
        "right_sum": _arithmetic(tie.right, values),
        "difference": decimal_text(abs(right - left)),
    }


def _arithmetic(terms: Sequence[Term], values: _Values) -> str:
    """Write a sum out, as 2+1−1; a long one leaves its zeros out."""
    parts = [(term.sign, values[term.cell] or _ZERO) for term in terms]
    if len(parts) > 7:
        parts = [(sign, value) for sign, value in parts if value != 0] or parts[:1]
    text = "".join(f"{'+' if sign > 0 else '−'}{decimal_text(value)}" for sign, value in parts)
    return text.removeprefix("+")


def _reason(
    unread: Sequence[str], cells: Mapping[str, Cell], form: Form, reading: FoundTable
) -> str | None:
    if not unread:
        return None
    if reading.presence is Presence.UNREAD:
        return reading.reason
    names = "、".join(f"「{cell_name(form, cell)}」" for cell in unread[:_MOST_NAMES])
    more = f"等{len(unread)}格" if len(unread) > _MOST_NAMES else ""
    first = cells[unread[0]]
    why = first.reason or {
        CellState.WORD: f"写的是「{(first.raw or '').strip()}」，不是数字",
        CellState.ABSENT: "表中没有这一行或列",
    }.get(first.state, "没有读出")
    return f"{names}{more}：{why}"


TABLES: Fact[None, None] = Fact(
    name="tables",
    loci={
        "table": "{tables}",
        "line": "`表.行`（如 `{row}`）；列写作 `表.:列`（如 `{column}`）",
        "cell": "格的编号 `表.行.列`（如 `{cell}`）",
        "tie": "{ties}",
    },
    kinds=(
        Kind(
            "table",
            "三张表，每张一个。",
            {"table": word("表的编号", of="tables"), "present": flag("有这张表")},
            {"title": "表的名称"},
            accuses_by_lack=lacking("present"),
        ),
        Kind(
            "line",
            "表中规定的一行或一列。",
            {
                "table": word("表的编号", of="tables"),
                "line": word("行或列的编号", of="lines"),
                "present": flag("有这一行或列"),
            },
            {"label": "规定的行名或列名", "what": "「行」或「列」", "title": "表的名称"},
            accuses_by_lack=lacking("present"),
        ),
        Kind(
            "cell",
            "表中的一格。",
            {
                "table": word("表的编号", of="tables"),
                "row": word("行的编号", of="rows"),
                "column": word("列的编号", of="columns"),
                "state": word("格内是什么", "number", ("number", "blank", "word", "absent")),
                "decorated": flag("除数字外还有别的", default=False),
                "negative": flag("是负数", default=False),
                "fractional": flag("有小数", default=False),
                "amount": flag("是金额（可以有小数）", default=False),
            },
            {
                "name": "格的名称（表、行、列）",
                "raw": "格内原文",
                "value": "读出的数",
                "rounded": "不带小数的数",
                "fault": "不只是一个数字时，哪里不对",
                "wanted": "应当填的",
                "instead": "改成什么",
                "plain": "不只是一个数字时，其中的数（以元为单位的换算成万元），没有的为空",
            },
            accuses_by_lack=lambda fields: fields["state"] == "absent",
            by_number=True,
        ),
        Kind(
            "tie",
            "一条勾稽关系。",
            {
                "tie": word("勾稽关系的编号，见 rules/editions", of="ties"),
                "table": word("表的编号", of="tables"),
                "row": word("行的编号", of="rows"),
                "column": word("列的编号", of="columns"),
                "gap": whole_number("右边减左边之差，以万分之一为单位的整数，不等于零即不平"),
            },
            {
                "row_label": "行名",
                "column_label": "列名",
                "left": "左边的合计",
                "right": "右边的合计",
                "left_sum": "左边的算式",
                "right_sum": "右边的算式",
                "difference": "相差多少（不带正负号）",
            },
            by_number=True,
        ),
    ),
    subjects=_subjects,
)
