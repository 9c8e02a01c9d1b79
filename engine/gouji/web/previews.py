"""Registers that were sent in to be looked at, until they are confirmed; a few, for a while."""

import secrets
from collections import OrderedDict
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from gouji.records import dataclass

if TYPE_CHECKING:
    from gouji.register.excel import Read

_MOST = 8
_SECONDS = 1800.0


@dataclass(frozen=True, slots=True)
class Sent:
    """A register as read, the hash of its file, and who sent it."""

    read: "Read"
    sha256: str
    owner: str
    until: float


class Previews:
    """Keeps what was sent in by a key that nobody guesses; the oldest makes room."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Sent] = OrderedDict()
        self._lock = Lock()

    def keep(self, read: "Read", sha256: str, owner: str) -> str:
        """Keep a register that was read; return its key."""
        key = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[key] = Sent(read, sha256, owner, monotonic() + _SECONDS)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return key

    def take(self, key: str, owner: str) -> Sent | None:
        """Return what ``owner`` sent under ``key``, once; ``None`` where it is gone."""
        with self._lock:
            sent = self._kept.get(key)
            if sent is None or sent.owner != owner or sent.until < monotonic():
                return None
            return self._kept.pop(key)
