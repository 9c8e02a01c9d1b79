"""Keeps one program and its folder, and leaves nothing of them, whatever ends whoever asked.

A process of its own, started without what is installed, in a session of its own. It makes a folder
and prints its name. It is then told on its standard input, as one line of JSON, what to run there;
it prints how that ended. Whoever asked holds the other end of the input: once that is closed (by a
time-out, Ctrl-C, any death) the program is killed with all it has started, and the folder removed.
"""

import json
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress

from gouji.isolation import system

LATE = "late"
"""Printed for a program that did not end in its time."""

_FILE_BYTES = 400_000_000


def main() -> None:
    """Keep one program."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    folder = tempfile.mkdtemp(prefix="gouji-")
    try:
        _say(folder)
        line = sys.stdin.readline()
        if line:
            _run(**json.loads(line))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str], seconds: float, memory: int) -> None:
    system.limit(seconds=seconds, memory=memory, file=_FILE_BYTES)
    quiet = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - what gouji asked for
        command,
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
        creationflags=system.APART,
        start_new_session=True,
    ) as program:
        watch = threading.Thread(target=_end_with_parent, args=(program,))
        watch.start()
        word = LATE
        with suppress(subprocess.TimeoutExpired):
            word = str(program.wait(seconds))
        system.kill_tree(program)
    with suppress(OSError):  # nobody is there any more
        _say(word)
    watch.join()  # until what it made was taken


def _end_with_parent(program: "subprocess.Popen[bytes]") -> None:
    sys.stdin.read()
    if program.poll() is None:
        system.kill_tree(program)


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()
