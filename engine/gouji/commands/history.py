"""The command for the history."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from gouji.commands.chinese import ChineseCommand
from gouji.commands.options import history_option
from gouji.reporting.media.printable import printable

if TYPE_CHECKING:
    from gouji.model.grading import Entry, Grading
    from gouji.store import History

year_option = click.option("--year", metavar="年度", type=int, help="只看这一年度的")
agency_option = click.option("--agency", metavar="名称", help="只看名称里有这几个字的机关")


@click.command(cls=ChineseCommand)
@year_option
@agency_option
@history_option
def history(year: int | None, agency: str | None, where: str) -> None:
    """查看历史记录：各年度有多少份报告、等次如何；写了 --year 或 --agency 时逐份列出。"""
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
