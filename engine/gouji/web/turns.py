"""Whose turn it is: clients one after another, what each sent in the order it came."""

from collections import OrderedDict, deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Turns(Generic[T]):
    """Things that wait, by client; a client with many makes no other wait longer than for one."""

    def __init__(self) -> None:
        self._lines: OrderedDict[str, deque[T]] = OrderedDict()

    def put(self, client: str, thing: T) -> None:
        """Let ``thing`` wait behind what ``client`` sent before."""
        self._lines.setdefault(client, deque()).append(thing)

    def take(self) -> T | None:
        """Return what is next, or ``None`` where nothing waits."""
        if not self._lines:
            return None
        client, line = self._lines.popitem(last=False)
        thing = line.popleft()
        if line:
            self._lines[client] = line
        return thing

    def ahead(self, client: str, thing: T) -> int:
        """Return how many are taken before ``thing``; 0 also where it does not wait."""
        line = self._lines.get(client, deque())
        if thing not in line:
            return 0
        rounds = line.index(thing)
        clients = list(self._lines)
        place = clients.index(client)
        return rounds + sum(
            min(len(self._lines[other]), rounds + (at < place))
            for at, other in enumerate(clients)
            if at != place
        )
