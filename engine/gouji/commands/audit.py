"""``gouji audit``: what is wrong with reports, on what ground, how to mend it, what it costs."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gouji.commands.chinese import ChineseCommand
from gouji.commands.console import show_lines
from gouji.commands.explain import explain_option
from gouji.commands.guard import Guard, complain
from gouji.commands.options import (
    OUTPUT,
    auditor_for,
    beside_options,
    context_of,
    profile_option,
    rules_option,
    today_option,
)
from gouji.errors import UsageError

if TYPE_CHECKING:
    from gouji.model.audit import AuditJson
    from gouji.reporting.one.saving import Saver
    from gouji.rulebook import Rulebook


@click.command(cls=ChineseCommand)
@click.argument("files", nargs=-1, required=True, metavar="文件…", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    help="输出样式：text 供人阅读（默认），json 供程序使用，每份报告一行",
)
@click.option(
    "--output",
    metavar="目录",
    is_flag=False,
    flag_value=OUTPUT,
    type=click.Path(path_type=Path),
    help=f"把审核结果存成文件（只写 --output 时存到 {OUTPUT}/）",
)
@beside_options
@rules_option
@profile_option
@today_option
@explain_option
def audit(
    files: tuple[Path, ...],
    style: str,
    output: Path | None,
    rules: tuple[Path, ...],
    profile: str | None,
    today: str | None,
    **beside: Any,  # noqa: ANN401 - as beside_options give them
) -> int:
    """审核年度报告（文件、文件夹或 zip 压缩包）：哪里有问题、依据、怎么改、得多少分。"""
    from gouji.judgement.waiving import strangers

    if len(files) > 1 and (beside["previous"] or beside["published"] or beside["members"]):
        raise UsageError("--previous、--published、--members 一次只能用于一份报告")
    auditor = auditor_for(rules, profile, today)
    context = context_of(auditor, **beside)
    saver = _saver(output, auditor.rulebook) if output else None
    guard = Guard()
    agencies: set[str | None] = set()
    costly: list[bool] = []
    for result in guard.each(files, lambda f: [auditor.audit_file(f.path, f.name, context)]):
        told = result.audit
        agencies.add(told.report.agency)
        _show(told, auditor.rulebook, style)
        if style == "text":
            for note in result.notes:
                complain(f"{told.document.path}：{note}")
        if saver:
            saver.save(told)
        costly.append(result.costly)
        guard.found(costly=costly[-1])
    if style == "text" and len(costly) + guard.failures > 1:
        click.echo(f"\n{_sum(costly, guard.failures)}")
    if unmet := strangers(auditor.rulebook.waivers, agencies):
        complain(unmet)
    return guard.status


def _saver(output: Path, book: "Rulebook") -> "Saver":
    from gouji.reporting.one.saving import Saver

    return Saver(output, book)


def _sum(costly: Sequence[bool], failures: int) -> str:
    """Return in one line how several reports came off."""
    counts = {
        "没有要扣分的问题": costly.count(False),
        "有要扣分的问题": costly.count(True),
        "没有审成": failures,
    }
    told = "，".join(f"{what} {count} 份" for what, count in counts.items() if count)
    return f"{len(costly) + failures} 份：{told}。"


def _show(audit: "AuditJson", book: "Rulebook", style: str) -> None:
    if style == "json":
        click.echo(audit.to_json())
    else:
        from gouji.reporting.one.terminal import told

        show_lines(told(audit, book))
