"""``gouji why``: how one rule was judged in one report."""

from pathlib import Path

import click

from gouji.commands.chinese import ChineseCommand
from gouji.commands.console import results_console
from gouji.commands.explain import known_code
from gouji.commands.guard import Guard
from gouji.commands.options import auditor_for, profile_option, rules_option


@click.command(cls=ChineseCommand)
@click.argument("code", metavar="规则编号")
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@rules_option
@profile_option
def why(code: str, file: Path, rules: tuple[Path, ...], profile: str | None) -> int:
    """说明一条规则在一份报告上读到了什么、怎样判定（符合的也说）。"""
    from gouji.reporting.one.why import show_why

    auditor = auditor_for(rules, profile)
    book = auditor.rulebook
    rule = book.rules[known_code(code, book)]
    guard = Guard()
    with guard.over(str(file)):
        audit = auditor.explain_file(file)
        show_why(rule, audit, book, results_console())
    return guard.status
