"""Counts what a client does in a stretch of time, and says when it is too much."""

from collections import OrderedDict, deque
from collections.abc import Callable
from time import monotonic

_MOST_CLIENTS = 10_000
"""Clients remembered; beyond that the one that was silent longest is forgotten."""


class Rate:
    """At most ``most`` events of a client in any ``window`` seconds."""

    def __init__(self, most: int, window: float, clock: Callable[[], float] = monotonic) -> None:
        self._most = most
        self._window = window
        self._clock = clock
        self._events: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Return the seconds until ``client`` may go on; 0 where it may at once."""
        events = self._events.get(client)
        if not events:
            return 0.0
        now = self._clock()
        while events and events[0] <= now - self._window:
            events.popleft()
        if len(events) < self._most:
            return 0.0
        return events[0] + self._window - now

    def count(self, client: str) -> None:
        """Count one event of ``client``."""
        events = self._events.setdefault(client, deque(maxlen=self._most))
        events.append(self._clock())
        self._events.move_to_end(client)
        if len(self._events) > _MOST_CLIENTS:
            self._events.popitem(last=False)

    def forgive(self, client: str) -> None:
        """Take back the newest event of ``client``."""
        events = self._events.get(client)
        if events:
            events.pop()
