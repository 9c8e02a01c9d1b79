"""A folder of its own for a program that a reader starts; both are gone once the reader is."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import IO

from gouji.isolation import keeper


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
        order = {"command": list(command), "seconds": int(seconds) + 1, "memory": memory}
        self._orders.write(f"{json.dumps(order)}\n")
        self._orders.flush()
        with DefaultSelector() as selector:
            selector.register(self._words, EVENT_READ)
            if not selector.select(seconds):
                raise TimeoutError
        return self._words.readline().strip() == "0"


@contextmanager
def lodging() -> Iterator[Lodging]:
    """Give a folder of its owner only; at the end it is removed, with all that runs in it."""
    command = [sys.executable, "-I", "-S", str(keeper.__file__)]
    with subprocess.Popen(  # noqa: S603 - our own program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise OSError("no pipes")
        with process.stdin, process.stdout:
            yield Lodging(Path(process.stdout.readline().strip()), process.stdin, process.stdout)
