"""The command that marks findings on the document itself."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from gouji.model.audit import AuditJson


@click.command(name="annotate", cls=ChineseCommand)
@click.argument("file", metavar="文件", type=PATH)
@click.option(
    "-o",
    "--output",
    metavar="文件",
    type=PATH,
    help=f"写到这个文件（不写就写到 {OUTPUT}/ 下，文件名加「-标注」）",
)
@click.option(
    "--correct",
    is_flag=True,
    help="写一份修订稿（只用于 Word）：有把握的改动写成修订，接受后再报，其余写成批注",
)
@beside_options
@rules_option
@profile_option
@today_option
def annotate(
    file: Path,
    output: Path | None,
    correct: bool,  # noqa: FBT001 - as click gives it
    rules: tuple[Path, ...],
    profile: str | None,
    today: str | None,
    **beside: Any,  # noqa: ANN401 - as beside_options give them
) -> int:
    """审核一份 PDF、OFD 或 Word 报告，把问题用高亮和批注标在原件的副本上。

    原件不改。加 --correct 写的是修订稿，写完马上再审一遍。
    没有要扣分的问题时退出码为 0，有为 1，读不了为 3。
    """
    from gouji.reading import file_bytes
    from gouji.reporting.media.files import safe_name, write_whole

    with extra("report"):
        from gouji.annotation.isolation import (
            annotate_isolated,
            caution_isolated,
            correct_isolated,
        )

    auditor = auditor_for(rules, profile, today)
    context = context_of(auditor, **beside)
    guard = Guard()
    with guard.over(str(file)):
        result = auditor.audit_file(file, context=context)
        audit = result.audit
        form = auditor.rulebook.forms[audit.report.edition]
        suffix = f"{'修订' if correct else '标注'}.{audit.document.format}"
        target = output or Path(OUTPUT) / f"{safe_name(file.stem)}-{suffix}"
        if correct:
            made = correct_isolated(file_bytes(file), audit, form)
            write_whole(target, made.data)
            again = auditor.audit_file(target, context=context).audit
            click.echo(_told(target, len(made.mended), audit, again))
        else:
            data = file_bytes(file)
            copy = annotate_isolated(data, audit, form)
            write_whole(target, copy)
            count, reviews = len(audit.findings), len(audit.reviews)
            click.echo(f"已写到 {target}（问题 {count} 项，请核对 {reviews} 项）")
            broken = caution_isolated(data) if copy != data else ""
            if broken:
                click.echo(f"请注意：{broken}", err=True)
        guard.found(costly=result.costly)
    return guard.status


def _told(target: Path, mended: int, before: "AuditJson", after: "AuditJson") -> str:
    """Say what a corrected draft mends, what it leaves, and what it makes new, audited again."""
    old, new = ({(f.code, f.locus) for f in a.findings} for a in (before, after))
    fresh = f"，其中 {len(new - old)} 个是改动带来的，请核对" if new - old else ""
    return (
        f"已写到 {target}：{mended} 处写成修订，其余写成批注。"
        f"接受全部修订后再审：原有 {len(old)} 个问题，还有 {len(new)} 个{fresh}"
    )
