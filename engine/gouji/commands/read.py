"""``gouji read``: what was read in a report, for a person to check."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.commands.chinese import ChineseCommand
from gouji.commands.console import results_console
from gouji.commands.guard import Guard
from gouji.commands.options import auditor_for, rules_option

if TYPE_CHECKING:
    from gouji.auditor import Auditor


@click.command(cls=ChineseCommand)
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    help="输出样式：text 供人核对（默认），json 供程序使用",
)
@click.option(
    "--sentences",
    is_flag=True,
    help="逐个说明文字里的每个数字被当作什么、为什么，没有用上的是因为什么",
)
@rules_option
def read(file: Path, style: str, sentences: bool, rules: tuple[Path, ...]) -> int:  # noqa: FBT001
    """显示从一份报告里读到了什么：各项交代、六个部分、三张表，供人对照原文核对。"""
    auditor = auditor_for(rules)
    guard = Guard()
    with guard.over(str(file)):
        click.echo(auditor.do(_told, file, style, sentences), nl=False)
    return guard.status


def _told(auditor: "Auditor", file: Path, style: str, sentences: bool) -> str:  # noqa: FBT001
    """Return what was read, as it is to be printed; in the child, for the report stays there."""
    from gouji.reporting.one.reading import reading_json, show_reading
    from gouji.reporting.one.sentences import sentences_json, show_sentences, traced

    report = auditor.read_report(file)
    trace = traced(report, auditor.rulebook.wording) if sentences else ()
    if style == "json":
        return f"{sentences_json(trace) if sentences else reading_json(report)}\n"
    console = results_console()
    with console.capture() as shown:
        if sentences:
            show_sentences(trace, report, console)
        else:
            show_reading(report, console)
    return shown.get()
