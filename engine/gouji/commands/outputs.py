"""``gouji outputs``: what stands in the history is written, whole or of one region."""

from pathlib import Path

import click

from gouji.commands.chinese import ChineseCommand
from gouji.commands.console import progress_console
from gouji.commands.options import OUTPUT, PATH, history_option, profile_option, rules_option
from gouji.commands.running import letter_of, letter_options, workers_of, working_options
from gouji.errors import UsageError


@click.command(cls=ChineseCommand)
@click.option(
    "--year", "years", metavar="年度", type=int, multiple=True, required=True,
    help="哪一年度的报告；可写多次",
)  # fmt: skip
@click.option("--under", metavar="机关", help="只写这个机关和它下面的，如某市人民政府")
@click.option("--league", metavar="组别", help="只写机关名录里这个考核组别的")
@history_option
@click.option(
    "--output",
    metavar="目录",
    type=PATH,
    help=f"写到哪里（默认 {OUTPUT}/；写了 --under 或 --league 时是它下面以此为名的目录）",
)
@working_options
@rules_option
@profile_option
@letter_options
def outputs(
    years: tuple[int, ...],
    under: str | None,
    league: str | None,
    where: str,
    output: Path | None,
    workers: int | None,
    scheduler: str | None,
    seconds: int | None,
    rules: tuple[Path, ...],
    profile: str | None,
    today: str | None,
    office: str | None,
    deadline: str | None,
    template: Path | None,
) -> None:
    """从历史记录写出一个年度的结果：排名、工作簿、总览、页面、通知、年度总结，全部的或一个地区的。

    没有变化的页面和通知不重做；别人放进来的、或者写出以后改过的文件不动。
    """
    from gouji.batch.outputs import Asked, Outputs
    from gouji.batch.place import lasting
    from gouji.batch.profiles import in_force
    from gouji.batch.progress import TerminalProgress
    from gouji.batch.rescoring import rescore
    from gouji.batch.selection import Part, as_registered, together
    from gouji.batch.tasks import kit
    from gouji.commands.graded import written_lines
    from gouji.reporting.media.files import safe_name
    from gouji.reporting.media.printable import printable
    from gouji.rulesets import chosen_rulebook
    from gouji.store import open_history

    letter = letter_of(today=today, office=office, deadline=deadline, template=template)
    plain = chosen_rulebook(rules, None)
    given = plain if profile is None else chosen_rulebook(rules, profile)
    with open_history(where, create=False) as kept:
        part = as_registered(kept, years, Part(under, league))
        named = (safe_name(name) for name in (part.under, part.league) if name)
        place = output or Path(OUTPUT, *named)
        _refuse_nothing(together(kept, years, part).years(), years, kept.years())
        notes: list[str] = []
        asked_for = profile is not None
        for year in sorted(years):
            own = in_force(kept, given, year, asked=asked_for)
            notes += rescore(kept, own, year, letter.issued)
        packed = kit(own, letter.issued, seconds)
        with (
            lasting(place, history=False),
            TerminalProgress(progress_console()) as progress,
            workers_of(workers, scheduler) as busy,
        ):
            writing = Outputs(place, packed, plain, workers=busy, history=kept, progress=progress)
            asked = Asked(years, part, annual=True, renew=bool(today or deadline))
            told = writing.write(asked, letter, notes)
    for line in (*(f"注意：{note}" for note in told.notes), *written_lines(told, place)):
        click.echo(printable(line))


def _refuse_nothing(found: tuple[int, ...], years: tuple[int, ...], known: tuple[int, ...]) -> None:
    for year in years:
        if year not in found:
            listed = "、".join(map(str, sorted(known)))
            told = f"（有的年度：{listed}）" if listed else ""
            raise UsageError(f"历史记录里没有 {year} 年度的报告{told}")
