"""The command that marks findings on the document itself."""

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


@click.command(name="annotate", cls=ChineseCommand)
@click.argument("file", metavar="文件", type=PATH)
@click.option(
    "-o",
    "--output",
    metavar="文件",
    type=PATH,
    help=f"写到这个文件（不写就写到 {OUTPUT}/ 下，文件名加「-标注」）",
)
@beside_options
@rules_option
@profile_option
@today_option
def annotate(
    file: Path,
    output: Path | None,
    rules: tuple[Path, ...],
    profile: str | None,
    today: str | None,
    **beside: Any,  # noqa: ANN401 - as beside_options give them
) -> int:
    """审核一份 PDF 或 Word 报告，把问题用高亮和批注标在原件的副本上。

    原件不改。没有要扣分的问题时退出码为 0，有为 1，读不了为 3。
    """
    from gouji.reading import file_bytes
    from gouji.reporting.media.files import safe_name, write_whole

    with extra("report"):
        from gouji.annotation.isolation import annotate_isolated

    auditor = auditor_for(rules, profile, today)
    context = context_of(auditor, **beside)
    guard = Guard()
    with guard.over(str(file)):
        result = auditor.audit_file(file, context=context)
        audit = result.audit
        form = auditor.rulebook.forms[audit.report.edition]
        copy = annotate_isolated(file_bytes(file), audit, form)
        suffix = f".{audit.document.format}"
        target = output or Path(OUTPUT) / f"{safe_name(file.stem)}-标注{suffix}"
        write_whole(target, copy)
        count, reviews = len(audit.findings), len(audit.reviews)
        click.echo(f"已写到 {target}（问题 {count} 项，请核对 {reviews} 项）")
        guard.found(costly=result.costly)
    return guard.status
