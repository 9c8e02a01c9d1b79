"""The command line: parses arguments, wires the parts together, sets the exit status.

Heavy parts are imported inside the commands, so that ``gouji --version`` answers at once.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gouji import __version__
from gouji.commands.annotate import add_annotate_commands
from gouji.commands.chinese import ChineseCommand, ChineseGroup, usage_sentence
from gouji.commands.export import add_export_commands
from gouji.commands.grade import add_grade_commands
from gouji.commands.history import add_history_commands
from gouji.commands.options import (
    FAILED,
    FINDINGS,
    OK,
    OUTPUT,
    USAGE,
    auditor_for,
    beside_options,
    complain,
    context_of,
    profile_option,
    rules_option,
    today_option,
)
from gouji.commands.report import add_report_commands
from gouji.commands.rules import add_rule_commands
from gouji.commands.serve import add_serve_commands
from gouji.commands.summary import add_summary_commands
from gouji.errors import GoujiError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from gouji.auditor import Audit, Auditor
    from gouji.model.context import Context
    from gouji.reading.inputs import Input
    from gouji.rulebook import Rulebook

PIPED_WIDTH = 160
"""Columns of tables that are not shown on a terminal."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit status."""
    sys.exit(run(argv))


def run(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0 clean, 1 findings, 2 usage or rule file, 3 not processed."""
    try:
        status = gouji.main(
            args=None if argv is None else list(argv), prog_name="gouji", standalone_mode=False
        )
    except click.UsageError as error:
        click.echo(usage_sentence(error), err=True)
        return USAGE
    except GoujiError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中止", err=True)
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last guard before a person: no traceback
        click.echo(_internal(error), err=True)
        return FAILED
    return status if isinstance(status, int) else OK


def _internal(error: Exception) -> str:
    return f"程序内部出错（{type(error).__name__}：{error}），请报告给开发者"


def _print_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value:
        click.echo(f"gouji {__version__}")
        ctx.exit()


def _explain_and_leave(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        explain_rule(value, ())
        ctx.exit()


_explain_option = click.option(
    "--explain",
    metavar="规则编号",
    is_eager=True,
    expose_value=False,
    callback=_explain_and_leave,
    help="说明一条规则：依据、扣分和例子",
)


@click.group(cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="显示版本号",
)
@_explain_option
def gouji() -> None:
    """勾稽：审核政府信息公开工作年度报告。"""


@gouji.command(cls=ChineseCommand)
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
@_explain_option
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
    from gouji.reading.inputs import opened
    from gouji.reporting.one.saving import Saver

    if len(files) > 1 and (beside["previous"] or beside["published"] or beside["members"]):
        raise UsageError("--previous、--published、--members 一次只能用于一份报告")
    auditor = auditor_for(rules, profile, today)
    context = context_of(auditor, **beside)
    saver = Saver(output) if output else None
    status = OK
    agencies: set[str | None] = set()
    with opened(files) as inputs:
        for item in inputs:
            result = _audited(auditor, item, context)
            if result is None:
                status = FAILED
                continue
            agencies.add(result.report.agency)
            _show(result, style)
            if saver:
                saver.save(result)
            status = max(status, FINDINGS if result.has_costly_findings else OK)
    if note := strangers(auditor.rulebook.waivers, agencies):
        complain(note)
    return status


@gouji.command(cls=ChineseCommand)
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    help="输出样式：text 供人核对（默认），json 供程序使用",
)
@rules_option
def read(file: Path, style: str, rules: tuple[Path, ...]) -> None:
    """显示从一份报告里读到了什么：各项交代、六个部分、三张表，供人对照原文核对。"""
    from gouji.reporting.one.reading import reading_json, show_reading

    report = auditor_for(rules).read_report(file)
    if style == "json":
        click.echo(reading_json(report))
    else:
        show_reading(report, _console())


@gouji.command(cls=ChineseCommand)
@click.argument("code", metavar="规则编号")
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@rules_option
@profile_option
def why(code: str, file: Path, rules: tuple[Path, ...], profile: str | None) -> int:
    """说明一条规则在一份报告上读到了什么、怎样判定（符合的也说）。"""
    from gouji.auditor import NO_CONTEXT
    from gouji.reading.inputs import Input
    from gouji.reporting.rules.explanation import why as tell_why

    auditor = auditor_for(rules, profile)
    code = _known(code, auditor.rulebook)
    result = _audited(auditor, Input(str(file), file), NO_CONTEXT)
    if result is None:
        return FAILED
    tell_why(code, result, _console())
    return OK


@gouji.group(name="rules", cls=ChineseGroup)
def rules_group() -> None:
    """查看、编写和检验规则。"""


add_rule_commands(rules_group)
for add in (
    add_report_commands,
    add_annotate_commands,
    add_grade_commands,
    add_history_commands,
    add_summary_commands,
    add_export_commands,
    add_serve_commands,
):
    add(gouji)


@rules_group.command(name="explain", cls=ChineseCommand)
@click.argument("code", metavar="规则编号")
@rules_option
def rules_explain(code: str, rules: tuple[Path, ...]) -> None:
    """说明一条规则：依据、扣分和例子。"""
    explain_rule(code, rules)


@rules_group.command(name="list", cls=ChineseCommand)
@rules_option
def rules_list(rules: tuple[Path, ...]) -> None:
    """列出全部规则。"""
    from gouji.reporting.wording import SEVERITIES

    for rule in _rulebook(rules).rules.values():
        click.echo(f"{rule.code}  {SEVERITIES[rule.severity]}  {rule.title}")


def explain_rule(code: str, rules: tuple[Path, ...]) -> None:
    """Print the explanation of the rule ``code``; raises :class:`UsageError` if unknown."""
    from gouji.reporting.rules.explanation import explain

    book = _rulebook(rules)
    explain(book.rules[_known(code, book)], book, _console())


def _rulebook(layers: Sequence[Path], profile: str | None = None) -> "Rulebook":
    from gouji.rulesets import chosen_rulebook

    return chosen_rulebook(layers, profile)


def _known(code: str, book: "Rulebook") -> str:
    from gouji.rulebook.faults import nearest

    if code.upper() not in book.rules:
        raise UsageError(f"没有规则「{code}」{nearest(code.upper(), book.rules)}")
    return code.upper()


def _audited(auditor: "Auditor", item: "Input", context: "Context") -> "Audit | None":
    """Audit one file; a file that cannot be processed costs one sentence, never the others."""
    if item.error is not None:
        complain(f"{item.name}：{item.error}")
        return None
    try:
        return auditor.audit_file(item.path, item.name, context)
    except GoujiError as error:
        complain(f"{item.name}：{error}")
    except Exception as error:  # noqa: BLE001 - the last guard before a person: no traceback
        complain(f"{item.name}：{_internal(error)}")
    return None


def _show(result: "Audit", style: str) -> None:
    if style == "json":
        from gouji.reporting.public.audit_json import to_json

        click.echo(to_json(result))
    else:
        from gouji.reporting.one.terminal import show

        show(result, _console())
        for note in result.notes:
            complain(f"{result.path}：{note}")


def _console() -> "Console":
    from rich.console import Console

    terminal = sys.stdout.isatty()
    width = None if terminal else PIPED_WIDTH
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=not terminal, width=width)
