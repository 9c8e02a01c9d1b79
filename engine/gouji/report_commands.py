"""The command that makes the self-check page of a report."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gouji.commands import ChineseCommand
from gouji.errors import UsageError
from gouji.model.bodies import KNOWN_BODIES

if TYPE_CHECKING:
    from gouji.audit import Audit, Auditor
    from gouji.model.context import Context

OK, FINDINGS = 0, 1

OUTPUT = Path("reports_out")
"""Where pages are written unless another place is named."""

_PATH = click.Path(path_type=Path)


def add_report_commands(group: click.Group) -> None:
    """Add the commands of this module to ``group``."""
    group.add_command(report)


@click.command(name="report", cls=ChineseCommand)
@click.argument("file", metavar="文件", type=_PATH)
@click.option(
    "-o", "--output", metavar="网页", type=_PATH, help=f"写到这个文件（默认写到 {OUTPUT}/）"
)
@click.option("--previous", metavar="文件", type=_PATH, help="上年的报告，用来核对两年的衔接")
@click.option("--published", metavar="日期", help="公布日期，写成 2025-01-20，用来核对期限")
@click.option("--members", metavar="清单", type=_PATH, help="各成员单位的报告，用来核对汇总数")
@click.option(
    "--peer", "peers", metavar="文件", type=_PATH, multiple=True, help="另一份报告，用来查雷同"
)
@click.option(
    "--body",
    metavar="种类",
    type=click.Choice(tuple(KNOWN_BODIES)),
    help="机关的种类（不写时按机关名称判断）",
)
@click.option(
    "--rules", metavar="目录", type=_PATH, multiple=True, help="在自带的规则上再加一套自己的规则"
)
@click.option("--profile", metavar="名称或文件", help="另用一种评分标准（默认 default）")
@click.option("--today", metavar="日期", help="按这一天判断豁免是否过期（默认今天）")
def report(
    file: Path,
    output: Path | None,
    rules: tuple[Path, ...],
    profile: str | None,
    today: str | None,
    **beside: Any,  # noqa: ANN401 - as click gives them; see _context
) -> int:
    """把一份报告的审核结果做成网页：问题标在原文上，写明依据和改法，可以打印。

    网页只有一个文件，不用联网，用浏览器打开就能看。有问题时退出码为 1。
    """
    from gouji.audit import Auditor
    from gouji.reading.isolation import read_isolated
    from gouji.reporting.files import safe_name, write_whole
    from gouji.rulesets import chosen_rulebook

    day = _date(today, "--today") or date.today()  # noqa: DTZ011 - the local day
    auditor = Auditor(chosen_rulebook(rules, profile), read_isolated, day)
    audit = auditor.audit_file(file, context=_context(auditor, **beside))
    target = output or OUTPUT / f"{safe_name(file.name)}.html"
    write_whole(target, _page(audit, file))
    click.echo(f"自查结果已写到 {target}，请用浏览器打开")
    return FINDINGS if audit.has_costly_findings else OK


def _page(audit: "Audit", file: Path) -> str:
    from gouji.reporting.audit_json import to_public
    from gouji.reporting.page import page_pictures, report_page

    public, book = to_public(audit), audit.rulebook
    pictures = page_pictures(_bytes(file), public)
    return report_page(public, audit.report.form, book.rules, book.profile, pictures)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}：文件打不开（{error.strerror}）") from error


def _context(
    auditor: "Auditor",
    *,
    previous: Path | None,
    published: str | None,
    members: Path | None,
    peers: tuple[Path, ...],
    body: str | None,
) -> "Context":
    from gouji.companions import companions

    return companions(
        auditor.read_report,
        lambda sentence: click.echo(sentence, err=True),
        previous=previous,
        published=_date(published, "--published"),
        members=members,
        peers=peers,
        body=body,
    )


def _date(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} 的日期「{text}」不对，请写成 2025-01-20 的样子") from None
