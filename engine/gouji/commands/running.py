"""Options of the commands that work on thousands of reports: who works, what notices say."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gouji.commands.options import PATH, date_option
from gouji.errors import UsageError
from gouji.oserrors import not_read

if TYPE_CHECKING:
    from gouji.batch.crossing import Letter
    from gouji.batch.spread import Workers

F = TypeVar("F", bound=Callable[..., Any])

HISTORY = "gouji.db"
READINGS = ".readings"
_DAYS_TO_MEND = 15

_WORKING = (
    click.option(
        "--workers",
        metavar="个数",
        type=click.IntRange(1, 256),
        help="同时工作的进程数（默认每个核一个）",
    ),
    click.option(
        "--scheduler", metavar="网址", help="改用 dask 集群，写成 tcp://主机:端口，加密时是 tls://"
    ),
    click.option(
        "--seconds", metavar="秒数", type=click.IntRange(1, 3600), help="一份报告最多处理多久"
    ),
)
_LETTER = (
    click.option("--today", metavar="日期", help="今天的日期，用来判断豁免和写通知（默认今天）"),
    click.option("--office", metavar="名称", help="整改通知的落款"),
    click.option("--deadline", metavar="日期", help=f"整改期限（默认 {_DAYS_TO_MEND} 天后）"),
    click.option("--template", metavar="文件", type=PATH, help="整改通知的模板（DOCX）"),
)


def working_options(command: F) -> F:
    """Give ``command`` the options of :func:`workers_of`, and how long a report may take."""
    return _with(command, _WORKING)


def letter_options(command: F) -> F:
    """Give ``command`` the options of :func:`letter_of`."""
    return _with(command, _LETTER)


def _with(command: F, options: tuple[Callable[[F], F], ...]) -> F:
    for option in reversed(options):
        command = option(command)
    return command


def day_of_work(today: str | None) -> date:
    """Return the day that ``--today`` gives, by default this one."""
    return date_option(today, "--today") or date.today()  # noqa: DTZ011 - the local day


def letter_of(
    *, today: str | None, office: str | None, deadline: str | None, template: Path | None
) -> "Letter":
    """Return what the notices say; raises :class:`UsageError` where that cannot be."""
    from gouji.batch.crossing import Letter

    day = day_of_work(today)
    return Letter(
        issued=day,
        deadline=date_option(deadline, "--deadline") or day + timedelta(days=_DAYS_TO_MEND),
        office=office,
        template=_template(template),
    )


def workers_of(count: int | None, scheduler: str | None) -> "Workers":
    """Return ``count`` workers of this machine, or those of a cluster."""
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
        raise UsageError(f"{path}：模板打不开（{not_read(error)}）") from None
    check_template(template)
    return template
