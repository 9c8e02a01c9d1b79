"""Keeps one program and its folder, and leaves nothing of them, whatever ends whoever asked.

A process of its own, run by its path and without gouji, in a session of its own. It makes a folder
and prints its name. It is then told on its standard input, as one line of JSON, what to run there;
it prints how that ended. Whoever asked holds the other end of the input: once that is closed (by a
time-out, Ctrl-C, any death) the program is killed with all it has started, and the folder removed.
"""

import json
import os
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile

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


def _run(command: list[str], seconds: int, memory: int) -> None:
    for limit, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, _FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (most if hard < 0 else min(most, hard), hard))
    quiet = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - what gouji asked for
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    ) as program:
        ended = os.pidfd_open(program.pid)
        ready, *_ = select.select([ended, sys.stdin], [], [])
        os.killpg(program.pid, signal.SIGKILL)
    if ended in ready:
        _say(str(program.returncode))
        sys.stdin.read()  # until what it made was taken


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
