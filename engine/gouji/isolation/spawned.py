"""Makes a child by starting Python afresh, on every system; it is told by name what to do.

That costs its imports, about half a second: one child serves many files. The work crosses pickled,
and only from the parent to the child: functions must have names by which they can be imported.
"""

import os
import pickle
import socket
import subprocess
import sys
import threading
from time import monotonic
from typing import IO

from gouji.isolation import system
from gouji.isolation.memory import MemoryWatch
from gouji.isolation.serving import NO_MEMORY, START_SECONDS, Serving, be_child, told
from gouji.isolation.wire import CALL, receive, send

_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[2:]; from gouji.isolation.spawned import main; main()"
)


class Spawned:
    """A new process that serves one end of a pair of sockets; ``end`` is the parent's."""

    def __init__(self, serving: Serving[object, object], memory: int) -> None:
        work = pickle.dumps(serving)
        self._parent = os.getpid()
        self.end, theirs = socket.socketpair()
        self._watch: MemoryWatch | None = None
        program, environment = system.python()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [program, "-c", _PROGRAM, str(memory), *sys.path],
                env=environment,
                stdin=subprocess.PIPE,
                pass_fds=system.inherited(theirs),
                creationflags=system.APART,
                start_new_session=True,
            )
            try:
                if not system.BOUNDS_MEMORY:
                    self._watch = MemoryWatch(self._process, memory)
                place = system.passed(theirs, self._process.pid)
                self._lifeline.write(f"{place.hex()}\n".encode())
                self._lifeline.flush()
                send(self.end, CALL, work, monotonic() + START_SECONDS)
            except BaseException:
                self.end_it()
                raise

    @property
    def _lifeline(self) -> IO[bytes]:
        """What the child reads to its end, which comes with the end of this process."""
        if self._process.stdin is None:
            raise OSError("no pipe")
        return self._process.stdin

    def end_it(self) -> int:
        """Kill it; return its exit status, or minus the signal that it had died of before."""
        self.end.close()
        if os.getpid() != self._parent:
            return 0  # a child of the parent's knows of it, and it is not its own
        self._process.kill()
        status = self._process.wait()
        self._lifeline.close()
        return NO_MEMORY if self._watch is not None and self._watch.ended() else status


def main() -> None:
    """Be the child: take the socket, the limits and the work, then serve."""
    end = system.taken(bytes.fromhex(sys.stdin.readline()))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    be_child(_serve, end, int(sys.argv[1]))


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


def _serve(end: socket.socket) -> None:
    _, work = receive(end)
    try:
        serving = pickle.loads(work)  # noqa: S301 - the parent's
        serving.prepare()
    except Exception as error:  # noqa: BLE001 - the parent hears of it
        send(end, *told(error))
    else:
        serving(end)
