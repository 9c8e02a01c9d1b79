"""The subjects that the three tables give: tables, rows and columns, cells and ties."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Self

from gouji.expressions import compiled
from gouji.facts.fact import Fact, Scene, in_cells
from gouji.facts.report import FoundTable, Report
from gouji.facts.tables.numbers import has_parted_digits
from gouji.facts.tables.ties import ties_of
from gouji.model.cells import Cell, CellState, Presence, tie_value
from gouji.model.form import Form, Table, Term, Tie, cell_name
from gouji.model.numbers import decimal_text, gap_units
from gouji.model.verdict import Evidence, LazyTexts, Subject
from gouji.model.vocabulary import Kind, Value, flag, lacking, whole_number, word
from gouji.once import once
from gouji.records import dataclass

_ZERO = Decimal(0)
_MOST_NAMES = 3
_YUAN = Decimal(10_000)
_IN_YUAN = compiled(r"(?<!万)元")
_Values = Mapping[str, Decimal | None]
"""What each cell counts for in a tie, by the cell's id."""
_Sums = tuple[Decimal, Decimal]
"""Of the left and of the right side."""


def _subjects(scene: Scene[None, None]) -> Iterator[Subject]:
    """Yield the subjects of every table, then the ties."""
    report = scene.report
    counted = _Counted.of(report)
    for reading in report.tables:
        table = report.form.table(reading.id)
        yield _table(reading, table)
        yield from _lines(reading, table)
        yield from _cells(reading, table, counted)
    tables = {reading.id: reading for reading in report.tables}
    for tie in ties_of(report):
        yield _tie(tie, counted, report.form, tables[tie.table])


@dataclass(frozen=True, slots=True)
class _Counted:
    """The cells of one report by id: what each counts for in a tie, and its evidence."""

    cells: Mapping[str, Cell]
    values: _Values
    evidence: Mapping[str, Evidence]

    @classmethod
    def of(cls, report: Report) -> Self:
        """Return those of ``report``."""
        cells = report.counted()
        values = {name: tie_value(cell) for name, cell in cells.items()}
        return cls(cells, values, dict(zip(cells, in_cells(*cells.values()), strict=True)))


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
    evidence = (Evidence(table.title, reading.place),) if reading.place else ()
    texts = _line_texts(table)
    for locus, presence in reading.lines:
        yield Subject(
            kind="line",
            locus=locus,
            fields={
                "table": table.id,
                "line": locus.rsplit(".", 1)[1],
                "present": presence is not Presence.ABSENT,
            },
            shows=texts[locus],
            evidence=evidence,
            readable=presence is not Presence.UNREAD and reading.presence is not Presence.UNREAD,
            absent=reading.presence is Presence.ABSENT,
            reason=reading.reason,
        )


@once
def _line_texts(table: Table) -> Mapping[str, Mapping[str, str]]:
    """Return what is shown of each row and column."""
    across = "栏" if table.transposed else "行"
    rows = {f"{table.id}.{row.id}": (row.label, across) for row in table.rows}
    columns = {f"{table.id}.:{column.id}": (column.label, "列") for column in table.columns}
    return {
        locus: {"label": label, "what": what, "title": table.title}
        for locus, (label, what) in (rows | columns).items()
    }


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A cell of the form; each is itself alone."""

    table: str
    row: str
    column: str
    name: str
    amount: bool
    signed: bool


@once
def _places(table: Table) -> Mapping[str, _Place]:
    """Return the cells of a table by their ids."""
    return {
        f"{table.id}.{row.id}.{column.id}": _Place(
            table.id,
            row.id,
            column.id,
            f"{table.short_title}·{row.label}·{column.label}",
            f"{row.id}.{column.id}" in table.decimals,
            f"{row.id}.{column.id}" in table.signed,
        )
        for row in table.rows
        for column in table.row_columns(row)
    }


def _cells(reading: FoundTable, table: Table, counted: _Counted) -> Iterator[Subject]:
    places = _places(table)
    absent = reading.presence is Presence.ABSENT
    for cell in reading.cells:  # two hundred in a report
        place, evidence = places[cell.id], counted.evidence[cell.id]
        readable = cell.state is not CellState.UNREAD
        state = cell.state if readable else CellState.ABSENT
        yield Subject(
            kind="cell",
            locus=cell.id,
            fields=_fields(place, state, cell.value, decorated=cell.decorated),
            shows=LazyTexts(_texts, place, evidence.quote, cell.value),
            evidence=(evidence,),
            readable=readable,
            absent=absent,
            reason=cell.reason or reading.reason,
        )


@lru_cache(maxsize=10_000)
def _fields(
    place: _Place, state: CellState, value: Decimal | None, *, decorated: bool
) -> Mapping[str, Value]:
    """Return what rules may ask of a cell; in most reports most cells hold what others hold."""
    return {
        "table": place.table,
        "row": place.row,
        "column": place.column,
        "state": state.value,
        "decorated": decorated,
        "negative": value is not None and value < 0 and not place.signed,
        "fractional": value is not None and value != value.to_integral_value(),
        "amount": place.amount,
    }


def _texts(place: _Place, raw: str, value: Decimal | None) -> Mapping[str, str]:
    """Return what stands in a cell, and where it is more than a number what is wrong with that."""
    number = "" if value is None else decimal_text(value)
    rounded = "" if value is None else decimal_text(value.to_integral_value())
    instead = _in_place(raw, value, number, amount=place.amount)
    return {"name": place.name, "raw": raw, "value": number, "rounded": rounded, **instead}


def _in_place(raw: str, value: Decimal | None, plain: str, *, amount: bool) -> dict[str, str]:
    """Return what is wrong with a cell that holds more than a number, and what belongs there.

    ``plain`` is its number, as it is written.
    """
    unit = "（单位是万元，已在表头写明）" if amount else ""
    number = plain or "一个数字"
    if value is None and has_parted_digits(raw):
        fault = "数字中间有空格，不能确定是一个数还是几个数"
        instead = f"只填一个数字，中间不留空格{unit}"
    elif value is None:
        fault, instead = "不是一个数字", f"填写数字{unit}，没有的填 0"
    elif amount and _IN_YUAN.search(raw):
        fault, number, instead = "单位也不对", "一个数字", f"换算成万元，只填数字{unit}"
        plain = decimal_text(value / _YUAN)
    else:
        fault, instead = "除数字外还有别的内容", f"只填 {number}{unit}"
    return {"fault": fault, "wanted": f"{number}{unit}", "instead": instead, "plain": plain}


def _tie(tie: Tie, counted: _Counted, form: Form, reading: FoundTable) -> Subject:
    values, evidence = counted.values, counted.evidence
    unread = [cell for _, cell in (*tie.left, *tie.right) if values[cell] is None]
    sums = None if unread else (_sum(tie.left, values), _sum(tie.right, values))
    return Subject(
        kind="tie",
        locus=tie.locus,
        fields={
            "tie": tie.kind,
            "table": tie.table,
            "row": tie.row or "",
            "column": tie.column or "",
            "gap": gap_units(*sums) if sums else 0,
        },
        shows=LazyTexts(_sides, tie, form, values, sums),
        evidence=tuple(evidence[cell] for _, cell in _telling(tie, values)),
        readable=not unread,
        absent=reading.presence is Presence.ABSENT,
        reason=_reason(unread, counted.cells, form, reading),
    )


def _telling(tie: Tie, values: _Values) -> Iterator[Term]:
    """Yield the terms worth showing: the stated side, then every term that is not 0."""
    yield from tie.right
    yield from (term for term in tie.left if values[term.cell] != _ZERO)


def _sum(terms: Sequence[Term], values: _Values) -> Decimal:
    total = _ZERO
    for sign, cell in terms:
        if value := values[cell]:  # most are 0
            total = total + value if sign > 0 else total - value
    return total


def _sides(tie: Tie, form: Form, values: _Values, sums: _Sums | None) -> dict[str, str]:
    """Return what a tie is called, and both of its sides where they were read."""
    rows, columns = _line_labels(form.table(tie.table))
    labels = {"row_label": rows.get(tie.row, ""), "column_label": columns.get(tie.column, "")}
    if sums is None:
        return labels
    left, right = sums
    return labels | {
        "left": decimal_text(left),
        "right": decimal_text(right),
        "left_sum": _arithmetic(tie.left, values),
        "right_sum": _arithmetic(tie.right, values),
        "difference": decimal_text(abs(right - left)),
    }


@once
def _line_labels(table: Table) -> tuple[Mapping[str | None, str], Mapping[str | None, str]]:
    return {row.id: row.label for row in table.rows}, {c.id: c.label for c in table.columns}


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
            {"label": "规定的行名或列名", "what": "「行」「栏」或「列」", "title": "表的名称"},
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
