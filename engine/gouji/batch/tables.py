"""The workbook and the page over all reports: made in a thread while pages are being written."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from itertools import chain, islice
from threading import Thread
from typing import TypeVar

from gouji.batch.ledger import Ledger
from gouji.batch.papers import hashed
from gouji.keys import telling_key
from gouji.model.grading import Grading
from gouji.rulebook import Rulebook
from gouji.rulebook.profile import Profile

T = TypeVar("T")

_WORKBOOK, _PAGE = "summary.xlsx", "summary.html"
_Made = tuple[Iterator[bytes], Iterator[str]]


class Tables:
    """Makes the tables of a grading as it is foreseen; anew where it came otherwise.

    ``books`` has the rules of each year, ``plain`` those of reports without one; ``contents`` is
    the hash of all audits.
    """

    def __init__(
        self, plain: Rulebook, books: Mapping[int, Rulebook], ledger: Ledger, contents: str
    ) -> None:
        self._book = books[max(books)] if books else plain
        self._profiles: dict[int | None, Profile] = {y: b.profile for y, b in books.items()}
        tellings = tuple(telling_key(book) for book in (*books.values(), self._book))
        self._made_from = tellings, contents
        self._ledger = ledger
        self._begun: tuple[str, Future[_Made]] | None = None

    def key(self, told: Grading) -> str:
        """Return the key of all that is made of ``told`` as a whole."""
        before = tuple(sorted(told.before.items()))
        parts = (told.failures, before, told.notes, told.due, told.several, told.rounds)
        return hashed(*self._made_from, told.entries, *parts)

    def begin(self, told: Grading) -> None:
        """Begin to make the tables of ``told``, unless they are there."""
        key = self.key(told)
        if not all(self._there(key).values()):
            self._begun = key, _beside(lambda: self._made(told))

    def written(self, told: Grading, key: str) -> set[str]:
        """Write the tables of ``told`` that are not there; return where all lie."""
        found = self._there(key)
        if not all(found.values()):
            pieces, parts = self._of(told, key)
            found[_WORKBOOK] = found[_WORKBOOK] or self._ledger.write(_WORKBOOK, pieces, key)
            found[_PAGE] = found[_PAGE] or self._ledger.write(_PAGE, parts, key)
        return {path for path in found.values() if path}

    def _of(self, told: Grading, key: str) -> _Made:
        """Return what was begun; anew where it came otherwise, once the first drew its charts."""
        foreseen, begun = self._begun or (None, None)
        made = begun.result() if begun else None
        return made if made and foreseen == key else self._made(told)

    def _there(self, key: str) -> dict[str, str | None]:
        return {name: self._ledger.current(name, key) for name in (_WORKBOOK, _PAGE)}

    def _made(self, told: Grading) -> _Made:
        """Return the parts of both; the page needs what the workbook counts."""
        from gouji.reporting.many.overview.overview_page import overview_parts
        from gouji.reporting.many.overview.workbook import workbook

        pieces, counts = workbook(told, self._book, profiles=self._profiles)
        parts = overview_parts(told, self._book, counts, self._profiles)
        return _under_way(pieces), _under_way(parts)


def _under_way(parts: Iterator[T]) -> Iterator[T]:
    """Return ``parts`` with the first one made, which is most of the work."""
    return chain([*islice(parts, 1)], parts)


def _beside(make: Callable[[], T]) -> "Future[T]":
    """Return what a thread will have made; a run that ends before does not wait for it."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(make())
        except BaseException as error:  # noqa: BLE001 - whoever asks for the result has it
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future
