"""How many are here at once: in all, and of each client."""

from collections import Counter


class Crowd:
    """At most ``most`` at once, and ``each`` of one client."""

    def __init__(self, most: int, each: int) -> None:
        self._most = most
        self._each = each
        self._inside: Counter[str] = Counter()
        self._all = 0

    def enter(self, client: str) -> bool:
        """Let one more of ``client`` in, or tell that there is no room."""
        if self._all >= self._most or self._inside[client] >= self._each:
            return False
        self._all += 1
        self._inside[client] += 1
        return True

    def leave(self, client: str) -> None:
        """Tell that one of ``client`` who was let in is gone."""
        self._all -= 1
        self._inside[client] -= 1
        if not self._inside[client]:
            del self._inside[client]
