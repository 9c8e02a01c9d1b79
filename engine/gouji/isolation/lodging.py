"""A folder of its own for a program that a reader starts; both are gone once the reader is."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from gouji.isolation import system
from gouji.isolation.keeper import LATE
from gouji.records import dataclass

_ENGINE = Path(__file__).parents[2]
_PROGRAM = (
    "import sys; sys.path.append(sys.argv[1]); from gouji.isolation.keeper import main; main()"
)

_HELD: set[IO[str]] = set()
"""Our ends of the inputs of keepers, which no child that is forked may hold open after us."""


def _let_go() -> None:
    for orders in _HELD:
        orders.close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


@dataclass(frozen=True, slots=True)
class Lodging:
    """A folder that a keeper watches over."""

    folder: Path
    _orders: IO[str]
    _words: IO[str]

    def run(self, command: Sequence[str], *, seconds: float, memory: int) -> bool:
        """Run a program, once; return whether it ended by itself and well.

        Raises ``TimeoutError`` after ``seconds``, of which its processor may use as many.
        """
        order = {"command": list(command), "seconds": seconds, "memory": memory}
        self._orders.write(f"{json.dumps(order)}\n")
        self._orders.flush()
        word = self._words.readline().strip()
        if word == LATE:
            raise TimeoutError
        return word == "0"


@contextmanager
def lodging() -> Iterator[Lodging]:
    """Give a folder of its owner only; at the end it is removed, with all that runs in it."""
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", _PROGRAM, str(_ENGINE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        creationflags=system.APART,
        start_new_session=True,
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise OSError("no pipes")
        _HELD.add(process.stdin)
        try:
            with process.stdin, process.stdout:
                folder = Path(process.stdout.readline().strip())
                yield Lodging(folder, process.stdin, process.stdout)
        finally:
            _HELD.discard(process.stdin)
