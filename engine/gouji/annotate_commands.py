"""The command that marks findings on the document itself."""

from datetime import date
from pathlib import Path

import click

from gouji.commands import ChineseCommand

OK, FINDINGS = 0, 1

DEFAULT_OUTPUT = Path("reports_out")

_PATH = click.Path(path_type=Path)


def add_annotate_commands(group: click.Group) -> None:
    """Add the command of this module to ``group``."""
    group.add_command(annotate)


@click.command(name="annotate", cls=ChineseCommand)
@click.argument("file", metavar="文件", type=_PATH)
@click.option(
    "-o",
    "--output",
    metavar="文件",
    type=_PATH,
    help=f"写到这个文件（不写就写到 {DEFAULT_OUTPUT}/ 下，文件名加「-标注」）",
)
@click.option(
    "--rules",
    "rules",
    metavar="目录",
    type=_PATH,
    multiple=True,
    help="在自带的规则上再加一套自己的规则（目录）；可写多次，后面的压过前面的",
)
@click.option("--profile", metavar="名称或文件", help="另用一种评分标准（默认 default）")
def annotate(file: Path, output: Path | None, rules: tuple[Path, ...], profile: str | None) -> int:
    """审核一份 PDF 或 Word 报告，把问题用高亮和批注标在原件的副本上。

    原件不改。没有要扣分的问题时退出码为 0，有为 1，读不了为 3。
    """
    from gouji.annotation.isolation import annotate_isolated
    from gouji.audit import Auditor
    from gouji.reading.isolation import read_isolated
    from gouji.reporting.audit_json import to_public
    from gouji.reporting.files import safe_name, write_whole
    from gouji.rulesets import chosen_rulebook

    book = chosen_rulebook(rules, profile)
    today = date.today()  # noqa: DTZ011 - the local day
    result = Auditor(book, read_isolated, today).audit_file(file)
    audit = to_public(result)
    copy = annotate_isolated(file.read_bytes(), audit, book.forms[audit.report.edition])
    suffix = f".{audit.document.format}"
    target = output or DEFAULT_OUTPUT / f"{safe_name(file.stem)}-标注{suffix}"
    write_whole(target, copy)
    count, reviews = len(audit.findings), len(audit.reviews)
    click.echo(f"已写到 {target}（问题 {count} 项，请核对 {reviews} 项）")
    return FINDINGS if result.has_costly_findings else OK
