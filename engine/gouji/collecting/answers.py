"""What a server answered."""

from collections.abc import Mapping

from gouji.records import dataclass

_MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: ``headers`` are the few that matter, by their names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def moved_to(self) -> str | None:
        """Where the server sends whoever asks, as it writes it."""
        return self.headers.get("location") if self.status in _MOVED else None
