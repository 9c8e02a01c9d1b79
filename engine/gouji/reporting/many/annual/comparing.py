"""Chapters: consolidated reports against their members, this year against last."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from gouji.model.form import cell_name
from gouji.reporting.many.annual.content import Chapter, Figure, Mean, Table, Value
from gouji.reporting.many.annual.turnout import mean_text
from gouji.reporting.many.annual.wording import figure, names, share
from gouji.reporting.many.annual.work import compared_cells
from gouji.reporting.media.printable import printable
from gouji.summary import AnnualSummary
from gouji.summary.amounts import Amount
from gouji.summary.annual import LastYear
from gouji.summary.figures import Line, RollUp


def roll_up_chapter(summary: AnnualSummary) -> Chapter:
    """Return where consolidated reports and the sums of their members differ."""
    found = summary.roll_ups
    if not found:
        return Chapter("汇总核对", ("名录没有注明上下级，没有可以核对的汇总报告。",))
    head = (
        "汇总机关",
        "直接下级",
        "没有可计报告的下级",
        "相符（格）",
        "不符（格）",
        "无法核对（格）",
    )
    tables = [Table("汇总报告与下级核对", head, tuple(_roll_up_row(r) for r in found))]
    if lacking := tuple(_lacking_rows(found)):
        tables.append(Table("下级缺数情况", ("汇总机关", "下级", "缺什么"), lacking))
    lines = tuple(_line_row(r, line, summary) for r in found if not r.own for line in r.lines)
    if lines:
        heads = ("汇总机关", "格", "汇总报告", "下级合计", "下级合计减汇总")
        tables.append(Table("汇总数与下级合计不符的格", heads, lines, wide=1))
    return Chapter("汇总核对", tuple(_roll_up_sentences(found)), tuple(tables))


def _roll_up_sentences(found: Sequence[RollUp]) -> Iterable[str]:
    compared = [r for r in found if r.filed and not r.own]
    differing = [r for r in compared if r.lines]
    if compared:
        told = f"{len(differing)} 个有不符的格" if differing else "没有发现不符的格"
        yield f"{len(compared)} 个机关的汇总报告逐格与其直接下级之和核对（规则 H901），{told}。"
    if unfiled := [r.agency for r in found if not r.filed]:
        yield f"以下机关有下级而没有可以核对的汇总报告：{names(unfiled)}。"
    if own := [r.agency for r in found if r.own]:
        yield (
            "以下机关的报告多数数字少于下级之和，看来只是本机关自己的报告，没有包含下级；"
            f"不逐格核对，合计时与下级相加，请核实：{names(own)}。"
        )
    if unlisted := [r.agency for r in compared if r.unlisted]:
        yield (
            "以下机关的报告多数数字与下级之和不同，名录多半没有列全下级；只看汇总数是否小于下级之和："
            f"{names(unlisted)}。"
        )
    if any(r.absent or r.partial for r in found):
        yield "有的下级没有报告或有的格没有数字，下级合计因此只是读到的部分，见「下级缺数情况」。"


def _lacking_rows(found: Iterable[RollUp]) -> Iterable[tuple[Value, ...]]:
    for roll_up in found:
        lacking = dict.fromkeys(roll_up.absent, "没有可计的报告")
        lacking |= {member: f"{gaps} 格没有数字" for member, gaps in roll_up.partial}
        for member, what in lacking.items():
            yield printable(roll_up.agency), printable(member), what


def _roll_up_row(roll_up: RollUp) -> tuple[Value, ...]:
    counts: tuple[Value, ...] = (roll_up.equal, len(roll_up.lines), roll_up.open)
    return (
        printable(roll_up.agency),
        len(roll_up.members),
        len(roll_up.absent),
        *(counts if roll_up.filed and not roll_up.own else (None, None, None)),
    )


def _line_row(roll_up: RollUp, line: Line, summary: AnnualSummary) -> tuple[Value, ...]:
    whole = line.whole if line.whole is not None else Decimal(0)
    gap = Amount(line.parts.value - whole, line.parts.missing)
    return (
        printable(roll_up.agency),
        cell_name(summary.form, line.cell),
        Figure(whole),
        figure(line.parts),
        figure(gap),
    )


def last_year_chapter(summary: AnnualSummary) -> Chapter:
    """Return this year beside last year."""
    last = summary.last
    if last is None:
        return Chapter("与上年比较", (f"历史里没有{summary.year - 1}年度的报告，不作比较。",))
    now, then = summary.scores.whole, last.marks
    means = (
        f"{last.year}年审核 {then.reports} 份，平均得 {mean_text(then)} 分；"
        f"{summary.year}年审核 {now.reports} 份，平均得 {mean_text(now)} 分。"
    )
    said = [means]
    head = ("项目", f"{last.year}年", f"{summary.year}年", "增减", "增减率")
    rows: list[tuple[Value, ...]] = [
        ("审核的报告", then.reports, now.reports, now.reports - then.reports,
         share(now.reports - then.reports, then.reports)),
        ("平均分（确定）", Mean(then.low), Mean(now.low), Mean(now.low - then.low), None),
    ]  # fmt: skip
    if last.edition == summary.form.edition:
        said.append(
            "两年的报告数不同，或者有的数没有读到时，合计数不能直接相比；没有读全的不算增减。"
        )
        cells = compared_cells(summary.form)
        rows += [_change_row(cell, label, last, summary) for cell, label in cells.items()]
    else:
        said.append("两年的报告用的是不同的格式，各格的数不作比较。")
    return Chapter("与上年比较", tuple(said), (Table("与上年比较", head, tuple(rows)),))


def _change_row(cell: str, label: str, last: LastYear, summary: AnnualSummary) -> tuple[Value, ...]:
    then, now = last.totals[cell], summary.totals[cell]
    if not (then.complete and now.complete):
        return label, figure(then), figure(now), None, None
    change = now.value - then.value
    rate = share(Fraction(change), Fraction(then.value))
    return label, figure(then), figure(now), Figure(change), rate
