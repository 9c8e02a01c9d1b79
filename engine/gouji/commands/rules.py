"""``gouji rules``: the rules listed and explained, and what people who write rules need."""

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.commands.chinese import ChineseCommand, ChineseGroup
from gouji.commands.explain import explain
from gouji.commands.guard import FINDINGS, OK, Guard
from gouji.commands.options import PATH, profile_option, rules_option
from gouji.errors import RuleFileError, UsageError
from gouji.oserrors import not_written

if TYPE_CHECKING:
    from gouji.auditor import Auditor
    from gouji.rulebook import Rulebook
    from gouji.rulebook.source import Source

DIFFERENT = FINDINGS
"""Exit status where two sets of rules, or a rule and its examples, disagree."""

BUILTIN = "builtin"
"""Stands for the rules that ship with gouji where a directory is asked for."""

_directory = click.argument("directory", metavar="[目录]", required=False, type=PATH)


@click.group(name="rules", cls=ChineseGroup)
def rules() -> None:
    """查看、编写和检验规则。"""


rules.add_command(explain)


@rules.command(name="list", cls=ChineseCommand)
@click.option(
    "--format",
    "style",
    metavar="样式",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text（默认）或 json（给别的程序）",
)
@rules_option
@profile_option
def list_rules(style: str, rules: tuple[Path, ...], profile: str | None) -> None:
    """列出全部规则。"""
    from gouji.reporting.rules.listing import listed
    from gouji.reporting.wording import SEVERITIES
    from gouji.rulesets import chosen_rulebook

    book = chosen_rulebook(rules, profile)
    if style == "json":
        click.echo(json.dumps(listed(book), ensure_ascii=False, indent=2))
        return
    for rule in book.rules.values():
        click.echo(f"{rule.code}  {SEVERITIES[rule.severity]}  {rule.title}")


@rules.command(name="test", cls=ChineseCommand)
@_directory
def test(directory: Path | None) -> int:
    """用规则自己的例子检验规则，并列出没有规则用到的事实（例子都相合时退出码为 0）。"""
    from gouji.judgement.examples import wrong_examples
    from gouji.reporting.rules.examples import examples_report

    book = _book(directory)
    wrong = wrong_examples(book)
    for line in examples_report(book, wrong):
        click.echo(line)
    return DIFFERENT if wrong else OK


@rules.command(name="lint", cls=ChineseCommand)
@_directory
def lint(directory: Path | None) -> int:
    """检查规则文件，列出全部错误，例子与规则不合的也算（有错误时退出码为 2）。"""
    from gouji.judgement.examples import wrong_examples
    from gouji.reporting.rules.examples import example_faults

    book = _book(directory)
    if faults := list(example_faults(wrong_examples(book), _sources(directory))):
        raise RuleFileError("\n".join(faults))
    click.echo(f"规则文件没有错误：{len(book.rules)} 条规则，{len(book.waivers)} 条豁免")
    return OK


@rules.command(name="new", cls=ChineseCommand)
@click.argument("code", metavar="规则编号")
@click.option("--judges", metavar="事实", default="cell", help="判定哪一类事实（默认 cell）")
@click.option("--output", metavar="文件", type=PATH, help="写到这个文件（不写就显示出来）")
@click.option(
    "--rules", "rules", metavar="目录", multiple=True, type=PATH, help="规则要放进的规则目录"
)
def new(code: str, judges: str, output: Path | None, rules: tuple[Path, ...]) -> int:
    """给出一条新规则的样子：可以装载，例子相合，列明能用的字段，改成自己的即可。"""
    from gouji.reporting.rules.template import rule_template
    from gouji.rulesets import chosen_rulebook

    text = rule_template(code.upper(), judges, chosen_rulebook(rules))
    if output is None:
        click.echo(text, nl=False)
        return OK
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with output.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{output} 已经有了，不覆盖（请换一个文件名）") from None
    except OSError as error:
        raise UsageError(f"写不进 {output}（{not_written(error)}）") from error
    click.echo(f"已写到 {output}")
    return OK


@rules.command(name="diff", cls=ChineseCommand)
@click.argument("before", metavar="目录甲", type=PATH)
@click.argument("after", metavar="目录乙", type=PATH)
@click.argument("folder", metavar="报告文件夹", type=PATH)
def diff(before: Path, after: Path, folder: Path) -> int:
    """用两套规则审核同一批报告，列出哪些判定和扣分不同（builtin 指自带的规则）。

    没有不同时退出码为 0，有不同为 1，有报告读不了为 3。
    """
    from gouji.isolation.child import Child
    from gouji.model.packing import Packing
    from gouji.reading.limits import MAX_MEMORY_BYTES, MAX_WORK_SECONDS

    pair = (_auditor(before), _auditor(after))
    child = Child(partial(_changes, pair), packing=Packing(()), memory=MAX_MEMORY_BYTES)
    guard = Guard()
    count, changed = 0, 0
    for lines in guard.each(
        [folder], lambda file: [child((file.path, file.name), MAX_WORK_SECONDS)]
    ):
        count += 1
        changed += bool(lines)
        for line in lines:
            click.echo(line)
    click.echo(f"{count} 份报告，{changed} 份的结果不同")
    return max(guard.status, DIFFERENT if changed else OK)


def _changes(pair: "tuple[Auditor, Auditor]", file: tuple[Path, str]) -> list[str]:
    from gouji.reading import read
    from gouji.reporting.public.audit_json import to_explained
    from gouji.reporting.rules.diff import audit_changes

    path, name = file
    document = read(path)
    before, after = (to_explained(a.audit_document(document, name)) for a in pair)
    return list(audit_changes(name, before, after))


def _book(directory: Path | None) -> "Rulebook":
    from gouji.rulesets import chosen_rulebook

    shipped = directory is None or str(directory) == BUILTIN
    return chosen_rulebook(() if shipped or directory is None else (directory,))


def _sources(directory: Path | None) -> "list[Source]":
    """Return the files of rules that are checked, those that ship behind an office's own."""
    from gouji.rulebook.book import builtin_directory
    from gouji.rulebook.files import sources_in
    from gouji.rulebook.layer_files import read_layer

    own = () if directory is None or str(directory) == BUILTIN else read_layer(directory).rules
    return [*own, *sources_in(builtin_directory(), "rules/*.yaml")]


def _auditor(directory: Path) -> "Auditor":
    from gouji.auditor import Auditor

    return Auditor(_book(directory))
