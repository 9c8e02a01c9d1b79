"""The command for the history, and its rounds of mending."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from gouji.commands.chinese import LazyGroup
from gouji.commands.options import date_option, history_option
from gouji.reporting.media.printable import printable

if TYPE_CHECKING:
    from gouji.appeals.rounds import Told
    from gouji.model.grading import Entry, Grading
    from gouji.store import History

year_option = click.option("--year", metavar="年度", type=int, help="只看这一年度的")
agency_option = click.option("--agency", metavar="名称", help="只看名称里有这几个字的机关")


_HOMES = {
    "prune": "gouji.commands.standing:prune",
    "stand": "gouji.commands.standing:stand",
}
"""Commands of this group that stand elsewhere."""


class _History(LazyGroup):
    """A group that does something by itself, too."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take no arguments for what they are: nothing more was asked."""
        return click.Group.parse_args(self, ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the usage line."""
        return [*click.Command.collect_usage_pieces(self, ctx), "[命令 …]"]


@click.group(cls=_History, homes=_HOMES, invoke_without_command=True)
@year_option
@agency_option
@history_option
@click.pass_context
def history(ctx: click.Context, year: int | None, agency: str | None, where: str) -> None:
    """查看历史记录：各年度有多少份报告、等次如何；写了 --year 或 --agency 时逐份列出。"""
    if ctx.invoked_subcommand is not None:
        return
    with opened(where) as kept:
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


@history.command("return")
@click.argument("agency", metavar="机关")
@click.argument("year", metavar="年度", type=int)
@click.option("--on", metavar="日期", help="哪一天退回的，如 2025-02-10（默认今天）")
@click.option("--due", metavar="日期", required=True, help="改正的期限，如 2025-03-01")
@click.option("--who", metavar="姓名", default="", help="谁退回的（必写）")
@click.option("--comment", metavar="说明", default="", help="要补充说的话")
@history_option
def return_command(
    agency: str, year: int, on: str | None, due: str, who: str, comment: str, where: str
) -> None:
    """记下一份报告退回改正；以后这个机关的另一份文件算数了，这一轮就结束。"""
    from gouji.appeals.rounds import send_back

    dates = (_day(on, "--on"), _day(due, "--due"))
    with opened(where) as kept:
        begun = send_back(kept, (agency, year), dates, (who.strip(), comment.strip()))
    click.echo(
        f"已记下：{printable(begun.agency)} {year} 年的报告 {begun.returned} 退回，"
        f"{begun.due} 前改正（{printable(begun.who)}）"
    )


@history.command("rounds")
@year_option
@agency_option
@click.option("--today", metavar="日期", help="按这一天判断是否逾期（默认今天）")
@history_option
def rounds_command(year: int | None, agency: str | None, today: str | None, where: str) -> None:
    """列出退回改正的各轮：何时退回、何时改好、改好了哪些、前后各多少分。"""
    from gouji.appeals.rounds import told

    day = _day(today, "--today")
    with opened(where) as kept:
        lines = [
            _round_line(each) for each in told(kept, kept.rounds(year=year, agency=agency), day)
        ]
    for line in lines or ["没有退回改正的报告"]:
        click.echo(line)


def _day(text: str | None, option: str) -> date:
    return date_option(text, option) or date.today()  # noqa: DTZ011 - the local day


def _round_line(each: "Told") -> str:
    round_ = each.round
    ended = f"，{round_.ended} 报来" if round_.ended else ""
    parts = (
        f"{printable(round_.agency)} {round_.year} 年",
        f"{round_.returned} 退回，{round_.due} 前改正{ended}",
        each.word,
        each.counts,
        f"{each.points} 分",
        printable(round_.who),
    )
    return "　".join(filter(None, parts))


def opened(where: str) -> "History":
    """Open the history at ``where``, which must be there."""
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
