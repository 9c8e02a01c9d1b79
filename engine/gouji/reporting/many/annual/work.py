"""Chapters: what the tables of all reports add up to."""

from collections.abc import Iterable, Mapping

from gouji.model.form import Form
from gouji.model.form import Table as FormTable
from gouji.reporting.many.annual.content import Chapter, Figure, Table, Value
from gouji.reporting.many.annual.wording import figure, portion, said, sentence
from gouji.summary import AnnualSummary
from gouji.summary.amounts import Amount, added

_LACKING = "没有数字的机关"


def disclosure_chapter(summary: AnnualSummary) -> Chapter:
    """Return table two in total."""
    table = summary.form.table("t2")
    rows = tuple(_disclosure_rows(table, summary.totals))
    lacking = [row[0] for row in rows if row[-1]]
    text = "下表是各机关报告表二的合计。"
    if lacking:
        text += "有的机关没有数字，这些项目只合计了读到的数。"
    return Chapter(
        "主动公开情况", (text,), (Table("主动公开合计", ("项目", "内容", "合计", _LACKING), rows),)
    )


def _disclosure_rows(table: FormTable, totals: Mapping[str, Amount]) -> Iterable[tuple[Value, ...]]:
    for row in table.rows:
        for column in table.row_columns(row):
            amount = totals[f"{table.id}.{row.id}.{column.id}"]
            signed = f"{row.id}.{column.id}" in table.signed
            yield row.label, column.label, figure(amount, signed=signed), len(amount.missing)


def applications_sentence(summary: AnnualSummary) -> str:
    """Return what came and what was handled."""
    told = summary.applications
    return sentence(
        f"全年新收政府信息公开申请 {said(told.new)}",
        f"上年结转 {said(told.carried_over)}",
        f"办结 {said(told.handled)}",
        f"结转下年度继续办理 {said(told.carried_out)}",
    )


def applications_chapter(summary: AnnualSummary) -> Chapter:
    """Return the applications: from whom they came, what came of them."""
    told = summary.applications
    return Chapter(
        "收到和处理申请情况",
        tuple(_applications_sentences(summary)),
        (
            _parts("新收申请的来源", "申请人", told.applicants),
            _parts("办理结果", "结果", [(o.label, o.amount) for o in told.outcomes]),
        ),
    )


def _applications_sentences(summary: AnnualSummary) -> Iterable[str]:
    told = summary.applications
    yield applications_sentence(summary)
    main = sorted(told.outcomes, key=lambda o: -o.amount.value)[:1]
    if main and main[0].amount.value:
        label, part = main[0].label, portion(main[0].amount, told.outcome_sum)
        yield f"办理结果中最多的是「{label}」，{said(main[0].amount)}，占 {part}。"
    applicants = added(amount for _, amount in told.applicants)
    yield from _gap("各类申请人", applicants, told.new)
    yield from _gap("各类结果", told.outcome_sum, told.handled)


def _gap(what: str, parts: Amount, whole: Amount) -> Iterable[str]:
    if parts.complete and whole.complete and parts.value != whole.value:
        yield (
            f"{what}之和 {Figure(parts.value)} 件与总计栏合计 {Figure(whole.value)} 件不等，"
            "是因为有的报告表三不平。"
        )


def _parts(title: str, first: str, parts: Iterable[tuple[str, Amount]]) -> Table:
    listed = list(parts)
    whole = added([amount for _, amount in listed])
    rows = [_part_row(label, amount, whole) for label, amount in (*listed, ("合计", whole))]
    return Table(title, (first, "件数", "占比", _LACKING), tuple(rows), bar=2)


def _part_row(label: str, amount: Amount, whole: Amount) -> tuple[Value, ...]:
    return label, figure(amount), portion(amount, whole), len(amount.missing)


def disputes_chapter(summary: AnnualSummary) -> Chapter:
    """Return reviews and suits by outcome."""
    rows = tuple(
        _figures_row(kind.label, (amount for _, amount in kind.outcomes))
        for kind in summary.disputes
    )
    labels = tuple(label for label, _ in summary.disputes[0].outcomes)
    clauses = (f"{kind.label} {said(kind.outcomes[-1][1])}" for kind in summary.disputes)
    table = Table("行政复议、行政诉讼结果", ("种类", *labels), rows)
    return Chapter("行政复议、行政诉讼情况", (sentence(*clauses),), (table,))


def form_chapter(summary: AnnualSummary) -> Chapter:
    """Return table three in total, laid out as the form is."""
    table = summary.form.table("t3")
    head = ("项目", *(column.label for column in table.columns))
    rows = (
        _figures_row(
            f"{row.group}：{row.label}" if row.group else row.label,
            (summary.totals[f"t3.{row.id}.{column.id}"] for column in table.columns),
        )
        for row in table.rows
    )
    return Chapter("附：表三各格合计", (), (Table("表三各格合计", head, tuple(rows)),))


def _figures_row(label: str, amounts: Iterable[Amount]) -> tuple[Value, ...]:
    return label, *(figure(amount) for amount in amounts)


def compared_cells(form: Form) -> Mapping[str, str]:
    """Return what last year and this year are compared by: cells and what to call them."""
    rows = {row.id: row.label for row in form.table("t3").rows}
    disputes = {row.id: row.label for row in form.table("t4").rows}
    flow = ("new", "carried_over", "total", "carried_out")
    return {f"t3.{row}.total": rows[row] for row in flow} | {
        f"t4.{row}.total": label for row, label in disputes.items()
    }
