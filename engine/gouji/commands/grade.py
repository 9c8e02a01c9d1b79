"""``gouji grade``: a folder, an archive or a list of reports is graded."""

from collections import Counter
from collections.abc import Iterator, Sequence
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

if TYPE_CHECKING:
    from gouji.model.grading import Grading
    from gouji.rulebook import Rulebook

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
    with (
        jobs_in(source, manifest=manifest, files=files, apart=output) as jobs,
        workers_of(workers, scheduler) as busy,
    ):
        if not (output / READINGS).exists():  # else there may be nothing to read
            busy.begin(ready, len(jobs.jobs))  # they load for as long as this process does
        from gouji.rulesets import chosen_rulebook

        plain = chosen_rulebook(rules, None)
        given = plain if profile is None else chosen_rulebook(rules, profile)
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
            lasting(output, history=history is None),
            open_history(history or output / HISTORY) as kept,
            TerminalProgress(progress_console()) as progress,
        ):
            asked_for = profile is not None
            newest = max(kept.years(), default=None)
            book = given if asked_for else in_force(kept, plain, newest, asked=False)
            packed = kit(book, letter.issued, seconds)
            readings = Readings(output / READINGS, packed.reading)
            run = Run(
                jobs,
                packed,
                workers=busy,
                history=kept,
                readings=readings,
                progress=progress,
                book=given,
                profile_asked=asked_for,
            )
            own = run.grade()
            outputs = Outputs(output, packed, plain, workers=busy, history=kept, progress=progress)
            asked = Asked(own.years(), renew=bool(today or deadline))
            whole = outputs.write(asked, letter, own.notes)
    from gouji.reporting.media.printable import printable

    for line in _told(own, whole, book, output):
        click.echo(printable(line))
    return _status(own)


def _told(grading: "Grading", whole: "Grading", book: "Rulebook", output: Path) -> Iterator[str]:
    """Yield what a person wants to know at the end of a run, and of all that stands now."""
    from gouji.reporting.wording import OPEN_GRADE, grade_text

    for failure in grading.failures[:_MOST_TOLD]:
        yield f"未能处理：{failure.name}：{failure.reason}"
    if len(grading.failures) > _MOST_TOLD:
        rest = len(grading.failures) - _MOST_TOLD
        yield f"……另有 {rest} 份未能处理，见 {output / 'failures.csv'}"
    yield from (f"注意：{note}" for note in whole.notes)
    standing = {entry.audit for entry in whole.entries}
    counted = [entry for entry in grading.entries if entry.audit in standing]
    grades = Counter(grade_text(entry.grade) for entry in counted)
    order = [*(grade.title for grade in book.profile.grades), OPEN_GRADE]
    shares = "，".join(f"{name} {grades[name]}" for name in order if grades[name])
    aside = f"，算数的 {len(counted)} 份" if len(counted) < len(grading.entries) else ""
    yield f"评定 {len(grading.entries)} 份{aside}" + (f"：{shares}" if shares else "")
    yield f"未能处理 {len(grading.failures)} 份"
    yield from written_lines(whole, output)


def written_lines(whole: "Grading", output: Path) -> Iterator[str]:
    """Yield what the outputs tell of, who did not report, and where they are."""
    counts = sorted(Counter(entry.year or 0 for entry in whole.entries).items())
    named = "、".join(
        f"{f'{year} 年度' if year else '年度未读出的'} {number} 份" for year, number in counts
    )
    yield f"算数的报告：{named}" if named else "没有算数的报告"
    yield from _owing(whole)
    files = "summary.html、summary.xlsx、pages/、notices/、audit.jsonl、failures.csv"
    yield f"结果在 {output}/：{files}"


def _owing(grading: "Grading") -> Iterator[str]:
    """Yield for each year who had to report, and who of them did not."""
    from gouji.reporting.wording import NOT_FILED, owing_text

    for year in sorted({one.year for one in grading.due}):
        yield f"{year} 年度{owing_text(grading.owing(year))}"
        missing = [one.agency for one in grading.missing(year)]
        if missing:
            yield f"{NOT_FILED}：{_listed(missing)}"
        if beside := grading.beside(year):
            hint = f"是不是简称、别名，可用 gouji register check --year {year} 查看"
            yield f"不在应报送之列而有报告：{_listed(beside)}；{hint}"


def _listed(agencies: Sequence[str]) -> str:
    more = f"等 {len(agencies)} 个" if len(agencies) > _MOST_TOLD else ""
    return f"{'、'.join(agencies[:_MOST_TOLD])}{more}"


def _status(grading: "Grading") -> int:
    if grading.failures:
        return FAILED
    costly = any(entry.high < entry.out_of for entry in grading.entries)
    return FINDINGS if costly else OK
