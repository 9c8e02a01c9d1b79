"""Makes a child by forking: at once, and it knows all that its parent had loaded.

By hand, for the workers of a cluster are daemons, and those may have no children by way of
:mod:`multiprocessing`.
"""

import os
import signal
import socket
import sys

from gouji.isolation.serving import Serving, be_child

if sys.platform == "win32":
    raise ImportError("nothing forks here")


class Forked:
    """A forked child that serves one end of a pair of sockets; ``end`` is the parent's."""

    def __init__(self, serving: Serving[object, object], memory: int) -> None:
        serving.prepare()  # once, for this child and those after it
        self.end, theirs = socket.socketpair()
        self._parent = os.getpid()
        self._pid = os.fork()
        if self._pid == 0:
            self.end.close()
            be_child(serving, theirs, memory)
        theirs.close()

    def end_it(self) -> int:
        """Kill it; return its exit status, or minus the signal that it had died of before."""
        self.end.close()
        if os.getpid() != self._parent:
            return 0  # a child of the parent's knows of it, and it is not its own
        os.kill(self._pid, signal.SIGKILL)  # changes nothing for one that is dying already
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
