"""A rule explained: ``gouji rules explain`` and the option ``--explain``."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.commands.chinese import ChineseCommand
from gouji.commands.console import results_console
from gouji.commands.options import rules_option
from gouji.errors import UsageError

if TYPE_CHECKING:
    from gouji.rulebook import Rulebook


@click.command(name="explain", cls=ChineseCommand)
@click.argument("code", metavar="规则编号")
@rules_option
def explain(code: str, rules: tuple[Path, ...]) -> None:
    """说明一条规则：依据、扣分和例子。"""
    explain_rule(code, rules)


def explain_rule(code: str, rules: Sequence[Path] = ()) -> None:
    """Print the explanation of the rule ``code``; raises :class:`UsageError` if unknown."""
    from gouji.reporting.rules.explanation import show_rule
    from gouji.rulesets import chosen_rulebook

    book = chosen_rulebook(rules)
    show_rule(book.rules[known_code(code, book)], book, results_console())


def known_code(code: str, book: "Rulebook") -> str:
    """Return ``code`` as ``book`` writes it; raises :class:`UsageError` if it has no such rule."""
    from gouji.model.nearest import nearest

    if code.upper() not in book.rules:
        raise UsageError(f"没有规则「{code}」{nearest(code.upper(), book.rules)}")
    return code.upper()


def _explain_and_leave(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        explain_rule(value)
        ctx.exit()


explain_option = click.option(
    "--explain",
    metavar="规则编号",
    is_eager=True,
    expose_value=False,
    callback=_explain_and_leave,
    help="说明一条规则：依据、扣分和例子",
)
