"""The one guard around whatever a command does with a file, and the status it leaves with."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from gouji.errors import GoujiError, LibraryError, RuleFileError, UsageError
from gouji.libraries import unforeseen
from gouji.reporting.media.printable import printable

if TYPE_CHECKING:
    from gouji.reading.inputs import Input

T = TypeVar("T")

OK, FINDINGS, USAGE, FAILED = 0, 1, 2, 3
"""Exit statuses: clean, findings that cost points, wrong usage or rule file, not processed."""


def complain(sentence: str) -> None:
    """Tell a person what went wrong, beside the results."""
    click.echo("\n".join(map(printable, sentence.split("\n"))), err=True)


def tell_stage(stage: str) -> None:
    """Tell a person who looks at a terminal how far a file is; the next line takes its place."""
    if sys.stderr.isatty():
        click.echo(f"{stage}\x1b[K\r", nl=False, err=True)


class Guard:
    """Keeps what goes wrong with one file from the others: it costs one sentence that names it.

    ``status`` is the gravest that any file has brought, ``failures`` how many could not be
    processed. What is wrong for all of them (:class:`UsageError`, :class:`RuleFileError`,
    :class:`LibraryError`) is not held up.
    """

    def __init__(self) -> None:
        self.status = OK
        self.failures = 0

    def found(self, *, costly: bool) -> None:
        """Note whether the findings in a file cost points."""
        self.status = max(self.status, FINDINGS if costly else OK)

    def complain(self, name: str, sentence: str) -> None:
        """Say why the file ``name`` could not be processed."""
        self.status = FAILED
        self.failures += 1
        complain(f"{name}：{sentence}")

    @contextmanager
    def over(self, name: str) -> Iterator[None]:
        """Give up what is done inside where it fails, and say so of the file ``name``."""
        try:
            yield
        except (UsageError, RuleFileError, LibraryError):
            raise
        except GoujiError as error:
            self.complain(name, str(error))
        except Exception as error:  # the last guard before a person: no traceback
            fault = unforeseen(error)
            if isinstance(fault, LibraryError):
                raise fault from error
            self.complain(name, str(fault))

    def each(self, paths: Iterable[Path], work: "Callable[[Input], Iterable[T]]") -> Iterator[T]:
        """Yield what ``work`` makes of every file behind ``paths`` (files, folders, archives)."""
        from gouji.reading.inputs import opened

        with opened(paths) as inputs:
            for item in inputs:
                with self.over(item.name):
                    if item.error is not None:
                        raise item.error
                    yield from work(item)
