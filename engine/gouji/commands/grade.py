"""``gouji grade``: a folder, an archive or a list of reports is graded."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.commands.chinese import ChineseCommand
from gouji.commands.console import progress_console
from gouji.commands.guard import FAILED, FINDINGS, OK
from gouji.commands.options import OUTPUT, PATH, profile_option, rules_option
from gouji.commands.running import (
    HISTORY,
    READINGS,
    letter_of,
    letter_options,
    workers_of,
    working_options,
)
from gouji.extras import extra
from gouji.records import dataclass

if TYPE_CHECKING:
    from gouji.batch.crossing import Letter
    from gouji.batch.jobs import Jobs
    from gouji.batch.spread import Workers
    from gouji.model.grading import Grading
    from gouji.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class _Asked:
    """How reports are to be graded, and where to; ``renew`` has every notice name its day."""

    output: Path
    history: str | None
    rules: tuple[Path, ...]
    profile: str | None
    seconds: int | None
    letter: "Letter"
    renew: bool


@click.command(cls=ChineseCommand)
@click.argument("source", metavar="文件夹、压缩包或清单", type=PATH)
@click.option(
    "--list",
    "manifest",
    metavar="清单",
    type=PATH,
    help="文件夹或压缩包的清单（.xlsx 或 CSV），也可以是压缩包里的一个文件",
)
@click.option(
    "--files",
    metavar="文件夹或压缩包",
    type=PATH,
    help="清单所列的报告在哪里（默认在清单所在的文件夹）",
)
@click.option(
    "--output", metavar="目录", type=PATH, default=OUTPUT, help=f"结果写到哪里（默认 {OUTPUT}/）"
)
@click.option(
    "--history",
    metavar="文件或网址",
    envvar="GOUJI_HISTORY",
    help=f"历史记录：SQLite 文件或 postgresql://…（默认是输出目录里的 {HISTORY}）",
)
@working_options
@rules_option
@profile_option
@letter_options
def grade(
    source: Path,
    manifest: Path | None,
    files: Path | None,
    output: Path,
    history: str | None,
    workers: int | None,
    scheduler: str | None,
    seconds: int | None,
    rules: tuple[Path, ...],
    profile: str | None,
    today: str | None,
    office: str | None,
    deadline: str | None,
    template: Path | None,
) -> int:
    """批量评定：审核文件夹、zip 压缩包或清单（.xlsx、CSV）里的全部报告，给出排名、通知和汇总。

    清单的列：文件、机关、上级、种类、年度、公布日期，可以只写一部分；没有文件一列的，按报告里的机关名称对上。
    中途停下的，再运行一次就接着做。
    """
    from gouji.batch.executors import ready
    from gouji.batch.jobs import jobs_in

    letter = letter_of(today=today, office=office, deadline=deadline, template=template)
    renew = bool(today or deadline)
    with (
        jobs_in(source, manifest=manifest, files=files, apart=output) as jobs,
        workers_of(workers, scheduler) as busy,
    ):
        if not (output / READINGS).exists():  # else there may be nothing to read
            busy.begin(ready, len(jobs.jobs))  # they load for as long as this process does
        asked = _Asked(output, history, rules, profile, seconds, letter, renew)
        own, whole, book = _graded(jobs, busy, asked)
    from gouji.commands.graded import graded_lines
    from gouji.reporting.media.printable import printable

    for line in graded_lines(own, whole, book, output):
        click.echo(printable(line))
    return _status(own)


def _graded(jobs: "Jobs", busy: "Workers", asked: _Asked) -> "tuple[Grading, Grading, Rulebook]":
    """Return the grading of ``jobs``, all that stands now, and the rules that they were judged by.

    What stands is written.
    """
    from gouji.rulesets import chosen_rulebook

    plain = chosen_rulebook(asked.rules, None)
    given = plain if asked.profile is None else chosen_rulebook(asked.rules, asked.profile)
    with extra("office"):
        from gouji.batch.grade import Run
        from gouji.batch.outputs import Asked, Outputs
        from gouji.store import open_history
    from gouji.batch.place import lasting
    from gouji.batch.profiles import in_force
    from gouji.batch.progress import TerminalProgress
    from gouji.batch.readings import Readings
    from gouji.batch.tasks import kit

    with (
        lasting(asked.output, history=asked.history is None),
        open_history(asked.history or asked.output / HISTORY) as kept,
        TerminalProgress(progress_console()) as progress,
    ):
        chosen = asked.profile is not None
        newest = max(kept.years(), default=None)
        book = given if chosen else in_force(kept, plain, newest, asked=False)
        packed = kit(book, asked.letter.issued, asked.seconds)
        readings = Readings(asked.output / READINGS, packed.reading)
        own = Run(
            jobs,
            packed,
            workers=busy,
            history=kept,
            readings=readings,
            progress=progress,
            book=given,
            profile_asked=chosen,
        ).grade()
        outputs = Outputs(
            asked.output, packed, plain, workers=busy, history=kept, progress=progress
        )
        whole = outputs.write(Asked(own.years(), renew=asked.renew), asked.letter, own.notes)
    return own, whole, book


def _status(grading: "Grading") -> int:
    if grading.failures:
        return FAILED
    costly = any(entry.high < entry.out_of for entry in grading.entries)
    return FINDINGS if costly else OK
