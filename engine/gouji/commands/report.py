"""The command that makes the self-check page of a report."""

from pathlib import Path
from typing import Any

import click

from gouji.commands.chinese import ChineseCommand
from gouji.commands.guard import Guard
from gouji.commands.options import (
    OUTPUT,
    PATH,
    auditor_for,
    beside_options,
    context_of,
    profile_option,
    rules_option,
    today_option,
)
from gouji.extras import extra


@click.command(name="report", cls=ChineseCommand)
@click.argument("file", metavar="文件", type=PATH)
@click.option(
    "-o", "--output", metavar="网页", type=PATH, help=f"写到这个文件（默认写到 {OUTPUT}/）"
)
@click.option(
    "--checklist",
    is_flag=True,
    help="另写一份修改清单（Word），写在网页旁边，可以打印出来逐条改",
)
@beside_options
@rules_option
@profile_option
@today_option
def report(
    file: Path,
    output: Path | None,
    checklist: bool,  # noqa: FBT001 - as click gives it
    rules: tuple[Path, ...],
    profile: str | None,
    today: str | None,
    **beside: Any,  # noqa: ANN401 - as beside_options give them
) -> int:
    """把一份报告的审核结果做成网页：问题标在原文上，写明依据和改法，可以打印。

    网页只有一个文件，不用联网，用浏览器打开就能看。有问题时退出码为 1。
    """
    from gouji.reading import file_bytes
    from gouji.reporting.media.files import safe_name, write_whole
    from gouji.reporting.one.checklist import TITLE
    from gouji.reporting.one.checklist import checklist as work_list

    with extra("report"):
        from gouji.reporting.one.selfcheck import page_pictures, report_page

    auditor = auditor_for(rules, profile, today)
    context = context_of(auditor, **beside)
    guard = Guard()
    with guard.over(str(file)):
        result = auditor.audit_file(file, context=context)
        target = output or Path(OUTPUT) / f"{safe_name(file.name)}.html"
        audit, book = result.audit, auditor.rulebook
        form = book.forms[audit.report.edition]
        pictures = page_pictures(file_bytes(file), audit)
        page = report_page(audit, form, book.rules, book.profile, pictures)
        write_whole(target, page)
        click.echo(f"自查结果已写到 {target}，请用浏览器打开")
        if checklist:
            beside_it = target.with_name(f"{target.stem}-{TITLE}.docx")
            write_whole(beside_it, work_list(audit))
            click.echo(f"{TITLE}已写到 {beside_it}")
        guard.found(costly=result.costly)
    return guard.status
