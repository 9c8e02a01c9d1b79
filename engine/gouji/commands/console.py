"""The terminal that reports are shown on."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

PIPED_WIDTH = 160
"""Columns of tables that are not shown on a terminal."""


def results_console() -> "Console":
    """Return the console of the results; what is piped on is PIPED_WIDTH wide."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    width = None if terminal else PIPED_WIDTH
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=not terminal, width=width)


def progress_console() -> "Console":
    """Return the console beside the results, where progress is shown."""
    from rich.console import Console

    return Console(file=sys.stderr, highlight=False, markup=False, emoji=False)
