"""Options that several commands take, and what they mean: rules, the day, what stands beside."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gouji.commands.guard import complain, tell_stage
from gouji.errors import UsageError
from gouji.model.bodies import KNOWN_BODIES
from gouji.model.days import day_of

if TYPE_CHECKING:
    from gouji.isolated import IsolatedAuditor
    from gouji.model.context import Context
    from gouji.rulebook import Rulebook

F = TypeVar("F", bound=Callable[..., Any])

OUTPUT = "reports_out"
"""Where reports are written unless another place is named."""

PATH = click.Path(path_type=Path)

rules_option = click.option(
    "--rules",
    "rules",
    metavar="目录",
    type=PATH,
    multiple=True,
    help="在自带的规则上再加一套自己的规则（目录）；可写多次，后面的压过前面的",
)
profile_option = click.option(
    "--profile", metavar="名称或文件", help="另用一种评分标准（默认 default）"
)
today_option = click.option("--today", metavar="日期", help="按这一天判断豁免是否过期（默认今天）")
history_option = click.option(
    "--history",
    "where",
    metavar="文件或网址",
    envvar="GOUJI_HISTORY",
    default=f"{OUTPUT}/gouji.db",
    help=f"历史记录：SQLite 文件或 postgresql://…（默认 {OUTPUT}/gouji.db）",
)

_BODIES = "；".join(f"{kind} {name}" for kind, name in KNOWN_BODIES.items())
_BESIDE = (
    click.option("--previous", metavar="文件", type=PATH, help="上年的报告，用来核对两年的衔接"),
    click.option("--published", metavar="日期", help="公布日期，如 2025-01-20，用来核对期限"),
    click.option(
        "--members",
        metavar="清单",
        type=PATH,
        help="各成员单位的报告（manifest.json、.xlsx、CSV 或文件夹），用来核对汇总数",
    ),
    click.option(
        "--peer",
        "peers",
        metavar="文件",
        type=PATH,
        multiple=True,
        help="另一份报告，用来查雷同；可写多次",
    ),
    click.option(
        "--body",
        metavar="种类",
        type=click.Choice(tuple(KNOWN_BODIES)),
        help=f"机关的种类：{_BODIES}（不写时按机关名称判断）",
    ),
)


def beside_options(command: F) -> F:
    """Give ``command`` the options by which :func:`context_of` finds what stands beside a report.

    They arrive as ``**beside``.
    """
    for option in reversed(_BESIDE):
        command = option(command)
    return command


def context_of(
    auditor: "IsolatedAuditor",
    *,
    previous: Path | None,
    published: str | None,
    members: Path | None,
    peers: tuple[Path, ...],
    body: str | None,
) -> "Context":
    """Return what the options say stands beside a report; raises as ``companions`` does."""
    from gouji.companions import companions

    return companions(
        auditor.read_filing,
        complain,
        previous=previous,
        published=date_option(published, "--published"),
        members=members,
        peers=peers,
        body=body,
    )


def auditor_for(
    rules: Sequence[Path] = (), profile: str | None = None, today: str | None = None
) -> "IsolatedAuditor":
    """Return an auditor that works in a killable child; ``today`` is this day if not given."""
    from gouji.rulesets import chosen_rulebook

    day = date_option(today, "--today")
    return auditor_with(chosen_rulebook(rules, profile), day)


def auditor_with(book: "Rulebook", today: date | None = None) -> "IsolatedAuditor":
    """Return an auditor by ``book`` that reads in killable children."""
    from gouji.auditor import Auditor
    from gouji.isolated import IsolatedAuditor

    day = today or date.today()  # noqa: DTZ011 - the local day
    return IsolatedAuditor(Auditor(book, day), tell=tell_stage)


def date_option(text: str | None, option: str) -> date | None:
    """Return the date that an option gives, if it is there; raises :class:`UsageError`."""
    if text is None:
        return None
    try:
        return day_of(text)
    except ValueError:
        raise UsageError(f"{option} 的日期「{text}」不对，请写成 2025-01-20 的样子") from None
