"""The commands for what an office writes: the annual summary, the template of its notices."""

from datetime import date
from pathlib import Path

import click

from gouji.commands.chinese import ChineseCommand
from gouji.commands.options import OUTPUT, PATH, history_option, profile_option, rules_option
from gouji.errors import UsageError


@click.command(cls=ChineseCommand)
@click.option("--year", metavar="年度", type=int, required=True, help="哪一年度的报告")
@history_option
@click.option(
    "--output", metavar="目录", type=PATH, default=OUTPUT, help=f"写到哪里（默认 {OUTPUT}/）"
)
@click.option("--office", metavar="名称", help="总结的落款")
@rules_option
@profile_option
def summary(
    year: int,
    where: str,
    output: Path,
    office: str | None,
    rules: tuple[Path, ...],
    profile: str | None,
) -> None:
    """写一个年度的审核总结：报送、得分、主要问题、申请办理、汇总核对、与上年比较。

    一份内容写成网页（HTML）、文档（DOCX）和工作簿（XLSX）三个文件。
    """
    from gouji.batch.annual import annual_files, annual_of
    from gouji.batch.ledger import Ledger
    from gouji.rulesets import chosen_rulebook
    from gouji.store import open_history

    book = chosen_rulebook(rules, profile)
    with open_history(where, create=False) as kept:
        found = annual_of(kept, book, year, date.today())  # noqa: DTZ011 - the local day
        if found is None:
            raise UsageError(f"历史记录里没有 {year} 年度的报告{_known(kept.years())}")
    with Ledger(output) as ledger:
        paths = [ledger.settled(*each) for each in annual_files(found, office)]
        notes = ledger.finish(ledger.scope)
    for path in paths:
        click.echo(f"已写到 {output / path}")
    for note in notes:
        click.echo(f"注意：{note}")


def _known(years: tuple[int, ...]) -> str:
    listed = "、".join(str(year) for year in sorted(years))
    return f"（有的年度：{listed}）" if listed else ""


@click.command(name="notice-template", cls=ChineseCommand)
@click.argument("file", metavar="文件", type=PATH)
def notice_template(file: Path) -> None:
    """写出自带的整改通知模板（DOCX），改成自己的样子后用 grade --template 选用。"""
    from gouji.reporting.media.files import write_whole
    from gouji.reporting.one.notice.shipped import shipped_template

    if file.exists():
        raise UsageError(f"{file} 已经有了，不覆盖（请换一个文件名）")
    write_whole(file, shipped_template())
    click.echo(f"已写到 {file}")
