"""The terminal that reports are shown on."""

import os
import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from gouji.reporting.media.styled import Styled

_COLOURED = ("FORCE_COLOR", "TTY_COMPATIBLE")
"""Variables of the environment by which rich takes a pipe for a terminal."""
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
PIPED_WIDTH = 160
"""Columns of tables that are not shown on a terminal."""


def results_console() -> "Console":
    """Return the console of the results; what is piped on is PIPED_WIDTH wide."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    width = None if terminal else PIPED_WIDTH
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=not terminal, width=width)


def show_lines(lines: "Iterable[Styled]") -> None:
    """Print lines of results; those piped on, which are as they are, need nothing of rich."""
    told = list(lines)
    if _is_plain(told):
        click.echo("\n".join(line.plain for line in told))
        return
    from gouji.reporting.media.indented import rendered

    console = results_console()
    for line in told:
        console.print(rendered(line))


def _is_plain(lines: "Iterable[Styled]") -> bool:
    """Tell whether rich would print ``lines`` as they are: it changes blanks that are controls."""
    asked = any(os.environ.get(name) for name in _COLOURED)
    return not (asked or sys.stdout.isatty() or any(_CONTROL.search(line.plain) for line in lines))


def progress_console() -> "Console":
    """Return the console beside the results, where progress is shown."""
    from rich.console import Console

    return Console(file=sys.stderr, highlight=False, markup=False, emoji=False)
