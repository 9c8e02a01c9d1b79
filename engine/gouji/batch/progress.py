"""How far a run has come; told on the terminal: done, rate, time left, failures."""

from typing import Protocol, Self

from rich import progress
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class Progress(Protocol):
    """Is told how far a run has come."""

    def begin(self, stage: str, total: int) -> None:
        """Tell that a stage of ``total`` steps begins."""

    def step(self, *, failed: bool = False) -> None:
        """Tell that one more is done."""


class _Rate(ProgressColumn):
    """Reports a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f} 份/秒" if speed else "")


class TerminalProgress:
    """A bar for each stage, on the standard error of a terminal; silent elsewhere."""

    def __init__(self, console: Console) -> None:
        self._progress = progress.Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TextColumn("剩余"),
            TimeRemainingColumn(),
            TextColumn("未能处理 {task.fields[failed]}"),
            console=console,
            disable=not console.is_terminal,
        )
        self._task = self._progress.add_task("", total=0, failed=0, visible=False)
        self._failed = 0

    def begin(self, stage: str, total: int) -> None:
        """Tell that a stage of ``total`` steps begins."""
        self._task = self._progress.add_task(stage, total=total, failed=0)
        self._failed = 0

    def step(self, *, failed: bool = False) -> None:
        """Tell that one more is done."""
        self._failed += failed
        self._progress.update(self._task, advance=1, failed=self._failed)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()
