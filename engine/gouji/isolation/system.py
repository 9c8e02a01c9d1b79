"""All that gouji asks of an operating system beyond what they have in common.

Nothing else imports what only some systems have. It stands on the standard library alone, for the
keeper of a folder starts with nothing else.
"""

import ctypes
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path
from time import process_time
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import Popen

if sys.platform == "win32":
    import msvcrt
    import subprocess
else:
    import fcntl
    import resource

CAN_FORK = sys.platform == "linux"
"""Elsewhere libraries of the system do not live through a fork, or there is none."""

BOUNDS_MEMORY = sys.platform == "linux"
"""Elsewhere a process must be watched."""

if sys.platform == "win32":
    APART = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    KILLED = SPENT = None
else:
    APART = 0
    """Flags for a process that an interrupt from the terminal is not for; beside a new session."""
    KILLED = -signal.SIGKILL
    """The exit status of a process that was killed."""
    SPENT = -signal.SIGXCPU
    """The exit status of a process that had no more processor time."""

_PR_SET_PDEATHSIG = 1
_EXCEPTION = 0xC0000000
_WAITED_FOR = 61
"""Processes that a pool can wait for on Windows."""


def limit(
    *, memory: int | None = None, seconds: float | None = None, file: int | None = None
) -> None:
    """Bound this process and those that it starts, as far as the system can; never dump a core.

    ``memory`` is the address space in bytes, ``seconds`` those of the processor from now on,
    ``file`` the bytes of a file that is written. Windows bounds none of it, macOS not the memory.
    """
    if sys.platform != "win32":
        _lower(resource.RLIMIT_CORE, 0)  # a core holds the document
        if memory is not None:
            _lower(resource.RLIMIT_AS, memory)
        if file is not None:
            _lower(resource.RLIMIT_FSIZE, file)
        if seconds is not None:
            _, hard = resource.getrlimit(resource.RLIMIT_CPU)
            resource.setrlimit(resource.RLIMIT_CPU, (int(process_time() + seconds) + 1, hard))


def address_space() -> int:
    """Return the bytes of address space that this process has taken, where they are bounded."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="utf-8").split()[0]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize() if sys.platform != "win32" else 0


if sys.platform != "win32":

    def _lower(kind: int, most: int) -> None:
        """Set a limit for good; one that is lower stays."""
        _, hard = resource.getrlimit(kind)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # macOS names limits that it does not take
            resource.setrlimit(kind, (least, least))


def crash(status: int) -> str:
    """Return by what a process was ended that has this exit status; nothing if by itself."""
    if status < 0:
        names = {each.value: each.name for each in signal.Signals}
        return names.get(-status, f"信号 {-status}")
    return f"0x{status:08X}" if status >= _EXCEPTION else ""


def die_with_parent() -> None:
    """Let this process end when the thread (elsewhere: the process) that started it does.

    Where the system does not do it, it holds for processes of :mod:`multiprocessing`.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def held(file: "IO[bytes]") -> bool:
    """Take ``file`` for this process until it is closed; tell whether no other has it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def kill_tree(program: "Popen[bytes]") -> None:
    """Kill a program that was started in a session of its own, with all that it has started."""
    if sys.platform == "win32":
        kill = ["taskkill", "/T", "/F", "/PID", str(program.pid)]
        subprocess.run(kill, capture_output=True, check=False)  # noqa: S603 - a number is added
        program.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)


def processors() -> int:
    """Return how many processes can work at once here."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return min(os.cpu_count() or 1, _WAITED_FOR)


def python() -> tuple[str, dict[str, str] | None]:
    """Return the program that is Python itself, and the environment that it needs.

    In a virtual environment of Windows the usual one only starts another process, which cannot be
    passed anything by the number of the first.
    """
    itself: str = getattr(sys, "_base_executable", sys.executable)
    if sys.platform == "win32" and itself != sys.executable:
        return itself, {**os.environ, "__PYVENV_LAUNCHER__": sys.executable}
    return sys.executable, None


def inherited(end: socket.socket) -> tuple[int, ...]:
    """Return the descriptors that a new process must be started with to be passed ``end``."""
    return () if sys.platform == "win32" else (end.fileno(),)


def passed(end: socket.socket, pid: int) -> bytes:
    """Return what tells process ``pid``, started with what is inherited, of the socket ``end``."""
    if sys.platform == "win32":
        return end.share(pid)
    return str(end.fileno()).encode()


def taken(told: bytes) -> socket.socket:
    """Return the socket that this process was passed."""
    if sys.platform == "win32":
        return socket.fromshare(told)
    return socket.socket(fileno=int(told))


def lock(file: int, *, wait: bool) -> bool:
    """Lock an open file for this process until it is unlocked or closed; return whether it was.

    Without ``wait`` it is not where another has it.
    """
    while True:
        try:
            if sys.platform == "win32":
                msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except (BlockingIOError, PermissionError):
            if not wait:
                return False
        else:
            return True


def unlock(file: int) -> None:
    """Unlock a file, also where a child that was forked meanwhile has it, too."""
    if sys.platform == "win32":
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_UN)
