"""Counts what a client does in a stretch of time, and says when it is too much."""

from collections import OrderedDict, deque
from collections.abc import Callable
from time import monotonic

_MOST_CLIENTS = 10_000
"""Clients remembered; beyond that the one that was silent longest is forgotten."""
_MOST_DOUBLINGS = 30


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


class Delay:
    """Lets a client fail ``free`` times; then each failure doubles the wait, up to ``longest``.

    Failures are forgotten after ``window`` seconds without one.
    """

    def __init__(
        self, free: int, longest: float, window: float, clock: Callable[[], float] = monotonic
    ) -> None:
        self._free = free
        self._longest = longest
        self._window = window
        self._clock = clock
        self._failures: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Return the seconds until ``client`` may try again; 0 where it may at once."""
        failures, last = self._failures.get(client, (0, 0.0))
        since = self._clock() - last
        if failures < self._free or since > self._window:
            return 0.0
        doubled = 2.0 ** min(failures - self._free, _MOST_DOUBLINGS)
        return max(0.0, min(doubled, self._longest) - since)

    def count(self, client: str) -> None:
        """Count one failure of ``client``."""
        now = self._clock()
        failures, last = self._failures.get(client, (0, now))
        self._failures[client] = (1 if now - last > self._window else failures + 1, now)
        self._failures.move_to_end(client)
        if len(self._failures) > _MOST_CLIENTS:
            self._failures.popitem(last=False)

    def forgive(self, client: str) -> None:
        """Forget the failures of ``client``."""
        self._failures.pop(client, None)
