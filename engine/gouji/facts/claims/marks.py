"""What reading relies on in the classes of words: asked by mark, never by a class's name."""

from typing import get_args

from gouji.facts.claims.wording import ClaimWording, Mark


class Marks:
    """The classes of a wording by their marks."""

    def __init__(self, wording: ClaimWording) -> None:
        self._classes = {
            mark: frozenset(name for name, cls in wording.words.items() if mark in cls.marks)
            for mark in get_args(Mark)
        }
        self._joined: dict[tuple[Mark, ...], frozenset[str]] = {}

    def __getitem__(self, mark: Mark) -> frozenset[str]:
        return self._classes[mark]

    def any(self, *marks: Mark) -> frozenset[str]:
        """Return the classes with any of ``marks``."""
        if marks not in self._joined:
            self._joined[marks] = frozenset().union(*(self._classes[mark] for mark in marks))
        return self._joined[marks]

    def only(self, mark: Mark) -> str:
        """Return the one class that has ``mark`` (the first by name where there are several)."""
        return min(self._classes[mark])
