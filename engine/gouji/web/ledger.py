"""What a server remembers of its visitors over a restart: ended sessions, and who came whence."""

import os
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

_KNOWN_SECONDS = 60 * 86400
"""How long a network is known as one whence an account's holder came."""
_TABLES = """
CREATE TABLE IF NOT EXISTS ended (sid TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS came (
    name TEXT NOT NULL, network TEXT NOT NULL, until REAL NOT NULL, PRIMARY KEY (name, network)
) WITHOUT ROWID;
"""


class Ledger:
    """Kept in the file at ``path``, readable by its owner only, or for this run alone."""

    def __init__(self, path: Path | None = None, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        if path is not None:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        self._database = sqlite3.connect(
            path or ":memory:", check_same_thread=False, isolation_level=None
        )
        self._database.executescript(_TABLES)
        for table in ("ended", "came"):
            self._do(f"DELETE FROM {table} WHERE until < ?", clock())  # noqa: S608 - a name of ours

    def end(self, sid: str, until: float) -> None:
        """Remember that a session is over, for as long as its cookie would open it."""
        self._do("INSERT OR REPLACE INTO ended VALUES (?, ?)", sid, until)

    def is_ended(self, sid: str) -> bool:
        """Tell whether a session was ended."""
        return bool(self._do("SELECT 1 FROM ended WHERE sid = ?", sid))

    def welcome(self, name: str, network: str) -> None:
        """Remember that the holder of ``name`` came from ``network``."""
        until = self._clock() + _KNOWN_SECONDS
        self._do("INSERT OR REPLACE INTO came VALUES (?, ?, ?)", name, network, until)

    def knows(self, name: str, network: str) -> bool:
        """Tell whether the holder of ``name`` came from ``network`` before."""
        asked = "SELECT 1 FROM came WHERE name = ? AND network = ? AND until >= ?"
        return bool(self._do(asked, name, network, self._clock()))

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._database.close()

    def _do(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        with self._lock:
            return self._database.execute(statement, values).fetchall()
