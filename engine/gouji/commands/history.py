"""The commands for the history: history, decide, decisions."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, cast

import click

from gouji.commands.chinese import ChineseCommand
from gouji.commands.options import history_option
from gouji.errors import UsageError
from gouji.reporting.media.printable import printable

if TYPE_CHECKING:
    from gouji.model.audit import AuditJson, Finding
    from gouji.model.decision import Decision, Ruling
    from gouji.model.grading import Entry, Grading
    from gouji.store import History

_RULINGS = {"confirmed": "属实", "dismissed": "不成立"}

_year_option = click.option("--year", metavar="年度", type=int, help="只看这一年度的")
_agency_option = click.option("--agency", metavar="名称", help="只看名称里有这几个字的机关")


@click.command(cls=ChineseCommand)
@_year_option
@_agency_option
@history_option
def history(year: int | None, agency: str | None, where: str) -> None:
    """查看历史记录：各年度有多少份报告、等次如何；写了 --year 或 --agency 时逐份列出。"""
    with _opened(where) as kept:
        if year is None and agency is None:
            years = [
                line for each in kept.years() for line in _year_lines(kept.grading(each), each)
            ]
            lines = [*years, *_notes(kept)] or ["历史记录里还没有报告"]
        else:
            listed = kept.entries(year=year, agency=agency, limit=max(kept.count(), 1))
            lines = [_entry_line(entry) for entry in listed] or ["没有这样的报告"]
    for line in lines:
        click.echo(line)


@click.command(cls=ChineseCommand)
@click.argument("agency", metavar="机关")
@click.argument("year", metavar="年度", type=int)
@click.argument("code", metavar="规则编号")
@click.argument("locus", metavar="位置")
@click.option("--confirm", "ruling", flag_value="confirmed", help="问题属实")
@click.option(
    "--dismiss", "ruling", flag_value="dismissed", help="问题不成立：读到的不变，以后审核就不再扣分"
)
@click.option("--comment", metavar="说明", default="", help="为什么这样认定（必写）")
@click.option("--who", metavar="姓名", default="", help="谁认定的（必写）")
@history_option
def decide(
    agency: str,
    year: int,
    code: str,
    locus: str,
    ruling: str | None,
    comment: str,
    who: str,
    where: str,
) -> None:
    """认定一个问题属实（--confirm）或不成立（--dismiss）；读到的不变，重新审核时认定仍然有效。

    规则编号和位置见审核结果（JSON 里的 code 和 locus），如 R412 t3.column:other。
    """
    from gouji.model.decision import decision_on

    if ruling is None:
        raise UsageError("请写明 --confirm（属实）或 --dismiss（不成立）")
    if not comment.strip() or not who.strip():
        raise UsageError("请写明 --comment（为什么这样认定）和 --who（谁认定的）")
    with _opened(where) as kept:
        named, finding = _finding(kept, agency, year, code.upper(), locus)
        decision = decision_on(
            finding,
            (named, year),
            cast("Ruling", ruling),
            (comment.strip(), who.strip()),
            datetime.now().astimezone().replace(microsecond=0),
        )
        kept.decide(decision)
    click.echo(f"已记下：{_decision_line(decision)}")
    if ruling == "dismissed":
        click.echo(
            "下次审核这份报告时，只要读到的还是这些，这个问题就不再扣分，仍会列出；读到别的会重新提出。"
        )


@click.command(cls=ChineseCommand)
@_year_option
@_agency_option
@history_option
def decisions(year: int | None, agency: str | None, where: str) -> None:
    """列出对问题的认定，先后有序；同一个问题以最后一次认定为准。"""
    with _opened(where) as kept:
        made = kept.all_decisions(year=year, agency=agency)
    for decision in made:
        click.echo(_decision_line(decision))
    if not made:
        click.echo("没有这样的认定" if year or agency else "还没有认定过问题")


def _opened(where: str) -> "History":
    from gouji.store import open_history

    return open_history(where, create=False)


def _year_lines(grading: "Grading", year: int) -> Iterator[str]:
    """Yield a year's counts; grades stand in the order of the best scores they were given for."""
    from gouji.reporting.wording import grade_text

    best = sorted(grading.entries, key=lambda e: (e.grade is None, -e.low / e.out_of))
    grades = Counter(grade_text(entry.grade) for entry in best)
    told = "、".join(f"{grade} {count}" for grade, count in grades.items())
    failed = f"，另有 {len(grading.failures)} 份没能审核" if grading.failures else ""
    yield f"{year} 年：{len(grading.entries)} 份报告（{told}）{failed}"


def _notes(kept: "History") -> tuple[str, ...]:
    return tuple(printable(note) for note in kept.unplaced())


def _entry_line(entry: "Entry") -> str:
    from gouji.model.numbers import decimal_text
    from gouji.reporting.wording import grade_text, score_text

    return "　".join(
        (
            "年度未读出" if entry.year is None else f"{entry.year} 年",
            printable(entry.agency),
            f"{score_text(entry.low, entry.high)} / {decimal_text(entry.out_of)}",
            grade_text(entry.grade),
            f"错误 {entry.errors}、警告 {entry.warnings}、建议 {entry.advice}",
            printable(entry.name),
        )
    )


def _decision_line(decision: "Decision") -> str:
    return "　".join(
        (
            f"{decision.when:%Y-%m-%d %H:%M}",
            f"{printable(decision.agency)} {decision.year} 年",
            printable(f"{decision.code} {decision.locus}"),
            _RULINGS[decision.ruling],
            printable(f"{decision.comment}（{decision.who}）"),
        )
    )


def _finding(
    kept: "History", agency: str, year: int, code: str, locus: str
) -> "tuple[str, Finding]":
    """Return the agency as the history calls it, and the finding of the report that counts.

    Raises :class:`UsageError` where it does not have the finding.
    """
    entry = kept.standing(agency, year)
    if entry is None:
        hint = f"机关名称可用 gouji history --year {year} 查看"
        raise UsageError(f"历史记录里没有「{agency}」{year} 年的报告（{hint}）")
    loci = _loci(next(kept.audits([entry])), code)
    if locus not in loci:
        where = f"{code} 的位置有：{'、'.join(loci)}" if loci else f"它没有 {code} 的问题"
        raise UsageError(f"「{agency}」{year} 年的报告没有 {code} {locus} 这个问题（{where}）")
    return entry.agency, loci[locus]


def _loci(audit: "AuditJson", code: str) -> "dict[str, Finding]":
    """Return the findings of ``code`` by locus, also those for review and those waived."""
    found = (*audit.findings, *audit.reviews, *audit.waived)
    return {finding.locus: finding for finding in found if finding.code == code}
