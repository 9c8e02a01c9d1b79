"""Watches how much memory a process has, where the system does not bound it, and kills it."""

import subprocess
import threading
from contextlib import suppress

_EVERY = 0.1
"""Seconds between two looks: what a process can take meanwhile, a machine has to spare."""


class MemoryWatch:
    """Kills ``process`` once it holds more than ``memory`` bytes."""

    def __init__(self, process: "subprocess.Popen[bytes]", memory: int) -> None:
        import psutil  # a dependency where it is needed: not on Linux

        self._process = process
        self._seen = psutil.Process(process.pid)
        self._gone = psutil.Error
        self._memory = memory
        self._over = threading.Event()
        self._killed = False
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def ended(self) -> bool:
        """Stop watching; return whether it was this that ended the process."""
        self._over.set()
        self._thread.join()
        return self._killed

    def _look(self) -> None:
        with suppress(self._gone):
            while not self._over.wait(_EVERY):
                if self._seen.memory_info().rss > self._memory:
                    self._killed = True
                    self._process.kill()
                    return
