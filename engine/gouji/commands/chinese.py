"""Command-line plumbing in Chinese: help pages and usage errors."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from gouji.model.nearest import nearest


class _ChineseFormatter(click.HelpFormatter):
    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}：\n")


class _ChineseContext(click.Context):
    formatter_class = _ChineseFormatter


class ChineseCommand(click.Command):
    """A command whose help page is Chinese throughout."""

    context_class = _ChineseContext

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx)).replace("[OPTIONS]", "[选项]")
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        rows = [row for option in options if (row := option.get_help_record(ctx)) is not None]
        if rows:
            with formatter.section("选项"):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help with a Chinese description."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """A group of such commands."""

    command_class = ChineseCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options, then commands."""
        super().format_options(ctx, formatter)
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("命令"):
            formatter.write_dl(
                [(name, command.get_short_help_str(60)) for name, command in found if command]
            )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Show the help page to who wrote nothing more: that is no mistake."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit()
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write nothing: ``format_options`` has done it."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the usage line."""
        return [*click.Command.collect_usage_pieces(self, ctx), "命令 …"]


class LazyGroup(ChineseGroup):
    """A group that also has commands which are imported when they are called or described.

    ``homes`` says for each name where its command stands, as ``module:command``.
    """

    def __init__(self, *arguments: Any, homes: Mapping[str, str], **settings: Any) -> None:  # noqa: ANN401 - as click gives them
        super().__init__(*arguments, **settings)
        self._homes = homes

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in order."""
        return sorted({*super().list_commands(ctx), *self._homes})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, if there is one."""
        if cmd_name not in self._homes:
            return super().get_command(ctx, cmd_name)
        module, _, name = self._homes[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


def usage_sentence(error: click.UsageError) -> str:
    """Return one Chinese sentence for a usage error, with where to find help."""
    command = error.ctx.command_path if error.ctx else "gouji"
    return f"{_problem(error)}。用法请看 {command} --help"


def _problem(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption | click.BadOptionUsage):
        return _option_problem(error)
    if isinstance(error, click.BadParameter):
        name = _name(error.param)
        if isinstance(error, click.MissingParameter):
            return f"缺少 {name}"
        choices = getattr(error.param and error.param.type, "choices", None)
        hint = f"，可用的有：{'、'.join(choices)}" if choices else _range(error.param)
        return f"{name} 的值不对{hint}"
    if "No such command" in error.message:
        return _command_problem(error.message.split("'")[1], error.ctx)
    return _plain_problem(error.message)


def _plain_problem(message: str) -> str:
    if "Missing command" in message:
        return "请写明要执行的命令"
    if "unexpected extra argument" in message:
        return f"多写了 {message.partition('(')[2].rpartition(')')[0]}"
    return f"命令写法不对（{message}）"


def _range(parameter: click.Parameter | None) -> str:
    kind = parameter.type if parameter else None
    if not isinstance(kind, click.IntRange):
        return "，应为整数" if kind is click.INT else ""
    return f"，应为 {kind.min} 到 {kind.max} 的整数"


def _command_problem(name: str, ctx: click.Context | None) -> str:
    if ctx is not None and ctx.parent is None and Path(name).exists():
        return f"没有 {name} 这个命令；要审核这份报告，请用 {ctx.command_path} audit {name}"
    known = ctx.command.list_commands(ctx) if ctx and isinstance(ctx.command, click.Group) else ()
    return f"没有 {name} 这个命令{nearest(name, known)}"


def _option_problem(error: click.NoSuchOption | click.BadOptionUsage) -> str:
    if isinstance(error, click.NoSuchOption):
        near = f"，是不是 {error.possibilities[0]}" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项{near}"
    return f"{error.option_name} 后面缺少值，或者不该有值"


def _name(parameter: click.Parameter | None) -> str:
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return parameter.human_readable_name if parameter else "参数"
