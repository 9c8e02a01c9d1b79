"""``gouji export``: findings in the formats of other programs."""

import sys
from pathlib import Path

import click

from gouji.commands.chinese import ChineseCommand
from gouji.commands.options import PATH, profile_option, rules_option
from gouji.commands.sources import Sources
from gouji.reporting.many.exports import STYLES, exporter

_HELP = f"""把审核结果转成别的程序能读的样式（{"、".join(STYLES)}）。

文件可以是报告（当场审核），也可以是 gouji 存下的审核结果（.json、.jsonl）。
"""


@click.command(name="export", cls=ChineseCommand, help=_HELP)
@click.argument("style", metavar="样式", type=click.Choice(tuple(STYLES)))
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=PATH)
@click.option("-o", "--output", metavar="文件", type=PATH, help="写到这个文件（不写就显示出来）")
@rules_option
@profile_option
def export(
    style: str,
    files: tuple[Path, ...],
    output: Path | None,
    rules: tuple[Path, ...],
    profile: str | None,
) -> int:
    """Write the audits of ``files`` in ``style``."""
    from gouji.reporting.media.files import write_whole

    sources = Sources(rules, profile)
    data = exporter(style)(sources.audits(files), sources.book)
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        write_whole(output, data)
        click.echo(f"已写到 {output}", err=True)
    return sources.guard.status
