"""``gouji grade``: a folder, an archive or a list of reports is graded."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.commands.chinese import ChineseCommand
from gouji.commands.console import progress_console
from gouji.commands.guard import FAILED, FINDINGS, OK
from gouji.commands.options import OUTPUT, PATH, date_option, profile_option, rules_option
from gouji.errors import UsageError
from gouji.extras import extra

if TYPE_CHECKING:
    from gouji.batch.spread import Workers
    from gouji.model.grading import Grading
    from gouji.rulebook import Rulebook

_HISTORY = "gouji.db"
_READINGS = ".readings"
_DAYS_TO_MEND = 15
_MOST_TOLD = 10


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
    help=f"历史记录：SQLite 文件或 postgresql://…（默认是输出目录里的 {_HISTORY}）",
)
@click.option(
    "--workers",
    metavar="个数",
    type=click.IntRange(1, 256),
    help="同时工作的进程数（默认每个核一个）",
)
@click.option(
    "--scheduler", metavar="网址", help="改用 dask 集群，写成 tcp://主机:端口，加密时是 tls://"
)
@click.option(
    "--seconds", metavar="秒数", type=click.IntRange(1, 3600), help="一份报告最多处理多久"
)
@rules_option
@profile_option
@click.option("--today", metavar="日期", help="今天的日期，用来判断豁免和写通知（默认今天）")
@click.option("--office", metavar="名称", help="整改通知的落款")
@click.option("--deadline", metavar="日期", help=f"整改期限（默认 {_DAYS_TO_MEND} 天后）")
@click.option("--template", metavar="文件", type=PATH, help="整改通知的模板（DOCX）")
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
    with extra("office"):
        from gouji.batch.crossing import Letter
        from gouji.batch.grade import Run
        from gouji.batch.outputs import Outputs
        from gouji.store import open_history
    from gouji.batch.jobs import jobs_in
    from gouji.batch.progress import TerminalProgress
    from gouji.batch.readings import Readings
    from gouji.batch.tasks import kit
    from gouji.reporting.media.printable import printable
    from gouji.rulesets import chosen_rulebook

    day = date_option(today, "--today") or date.today()  # noqa: DTZ011 - the local day
    letter = Letter(
        issued=day,
        deadline=date_option(deadline, "--deadline") or day + timedelta(days=_DAYS_TO_MEND),
        office=office,
        template=_template(template),
    )
    book = chosen_rulebook(rules, profile)
    packed = kit(book, day, seconds)
    readings = Readings(output / _READINGS, packed.rules)
    with (
        jobs_in(source, manifest=manifest, files=files, apart=output) as jobs,
        open_history(history or output / _HISTORY) as kept,
        TerminalProgress(progress_console()) as progress,
        _workers(workers, scheduler) as busy,
    ):
        run = Run(
            jobs,
            packed,
            workers=busy,
            history=kept,
            readings=readings,
            progress=progress,
        )
        grading = Outputs(output, packed, book, busy, progress).write(run.grade(), kept, letter)
    readings.drop_others()
    for line in _told(grading, book, output):
        click.echo(printable(line))
    return _status(grading)


def _workers(count: int | None, scheduler: str | None) -> "Workers":
    from gouji.batch.executors import cluster_workers, local_workers

    if scheduler and count:
        raise UsageError("--workers 和 --scheduler 只能写一个：用集群时由集群决定进程数")
    return cluster_workers(scheduler) if scheduler else local_workers(count)


def _template(path: Path | None) -> bytes | None:
    if path is None:
        return None
    from gouji.reporting.one.notice import check_template

    try:
        template = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}：模板打不开（{error.strerror}）") from None
    check_template(template)
    return template


def _told(grading: "Grading", book: "Rulebook", output: Path) -> Iterator[str]:
    """Yield what a person wants to know at the end of a run."""
    from gouji.reporting.wording import OPEN_GRADE, grade_text

    for failure in grading.failures[:_MOST_TOLD]:
        yield f"未能处理：{failure.name}：{failure.reason}"
    if len(grading.failures) > _MOST_TOLD:
        rest = len(grading.failures) - _MOST_TOLD
        yield f"……另有 {rest} 份未能处理，见 {output / 'failures.csv'}"
    yield from (f"注意：{note}" for note in grading.notes)
    grades = Counter(grade_text(entry.grade) for entry in grading.entries)
    order = [*(grade.title for grade in book.profile.grades), OPEN_GRADE]
    shares = "，".join(f"{name} {grades[name]}" for name in order if grades[name])
    yield f"评定 {len(grading.entries)} 份" + (f"：{shares}" if shares else "")
    yield f"未能处理 {len(grading.failures)} 份"
    yield from _owing(grading)
    files = "summary.html、summary.xlsx、pages/、notices/、audit.jsonl、failures.csv"
    yield f"结果在 {output}/：{files}"


def _owing(grading: "Grading") -> Iterator[str]:
    """Yield for each year who had to report, and who of them did not."""
    from gouji.reporting.wording import NOT_FILED, owing_text

    for year in sorted({one.year for one in grading.due}):
        yield f"{year} 年度{owing_text(grading.owing(year))}"
        missing = [one.agency for one in grading.missing(year)]
        if missing:
            more = f"等 {len(missing)} 个" if len(missing) > _MOST_TOLD else ""
            yield f"{NOT_FILED}：{'、'.join(missing[:_MOST_TOLD])}{more}"


def _status(grading: "Grading") -> int:
    if grading.failures:
        return FAILED
    costly = any(entry.high < entry.out_of for entry in grading.entries)
    return FINDINGS if costly else OK
