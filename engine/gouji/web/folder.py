"""The directory of a server: its own alone, and rid of what is passing when the server ends."""

import os
import shutil
import subprocess
import sys
import weakref
from pathlib import Path
from tempfile import mkdtemp

from gouji.errors import UsageError
from gouji.isolation import system
from gouji.oserrors import not_written

_LOCK = "lock"
_PASSING = "tmp"
_WATCH = """
import shutil, sys
sys.stdin.buffer.read()
shutil.rmtree(sys.argv[1], ignore_errors=True)
"""
"""Waits until the server is gone, however it went, and takes away what it left."""


class Folder:
    """The directory at ``data``, or one that goes when the server ends, killed or not.

    Raises :class:`UsageError` where another server works in it. What lies in ``passing`` goes when
    the server ends, or at the latest when the next one starts.
    """

    def __init__(self, data: Path | None) -> None:
        self.root = data if data is not None else Path(mkdtemp(prefix="gouji-"))
        self.passing = self.root / _PASSING
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = os.open(self.root / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
            self._take()
            shutil.rmtree(self.passing, ignore_errors=True)
            self.passing.mkdir(mode=0o700)
        except OSError as error:
            raise UsageError(f"目录 {self.root} 用不了（{not_written(error)}）") from None
        passing = self.passing if data else self.root
        watch = subprocess.Popen(  # noqa: S603 - a few lines of our own
            [sys.executable, "-I", "-S", "-c", _WATCH, passing],
            stdin=subprocess.PIPE,
            creationflags=system.APART,  # an interrupt from the terminal is not for it
            start_new_session=True,
        )
        self.close = weakref.finalize(self, _let_go, watch, passing, self._lock)
        """Takes away what is passing and lets go of the directory; called again, does nothing."""

    def _take(self) -> None:
        """Lock the directory until this process is gone."""
        if not system.lock(self._lock, wait=False):
            os.close(self._lock)
            raise UsageError(
                f"目录 {self.root} 正由另一个 gouji serve 使用，"
                "请先停掉它，或者用 --data 换一个目录"
            )


def _let_go(watch: "subprocess.Popen[bytes]", passing: Path, lock: int) -> None:
    """Do what the watch does where this process ends otherwise, and free the directory.

    A child that was forked meanwhile has the pipe and the lock, too: neither ends by closing it.
    """
    shutil.rmtree(passing, ignore_errors=True)
    watch.kill()
    watch.communicate()
    system.unlock(lock)
    os.close(lock)
