"""A database that holds a history: its transactions, and what is said where they fail."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from gouji.errors import HistoryError
from gouji.store.writing import writing


class Database:
    """One that is open, at ``place``; ``file`` is where it lies, where it is a file.

    Files people move and delete.
    """

    def __init__(self, engine: Engine, place: str, file: Path | None = None) -> None:
        self.engine = engine
        self._place = place
        self._file = file
        self._identity = _identity(file)

    def close(self) -> None:
        """Let go of it."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection in a transaction; raises :class:`HistoryError` where it fails."""
        with self._told("读不了"), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give one that waited for its turn to write, so that it loses nothing to another."""
        with self._told("写不进"), writing(self.engine) as connection:
            yield connection
            self._refuse_moved()

    def _refuse_moved(self) -> None:
        """Say so where the file went away: what is written into it would be lost without a word."""
        if self._file is not None and _identity(self._file) != self._identity:
            raise HistoryError(
                f"历史记录 {self._place} 在使用中被移走、删掉或换掉了；请放回原处，再运行一次"
            )

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        self._refuse_moved()
        try:
            yield
        except SQLAlchemyError as error:
            raise HistoryError(
                f"历史记录 {self._place} {what}"
                "（磁盘可能已满，数据库可能已停止或损坏，或者别的程序一直占着它）"
            ) from error


def _identity(file: Path | None) -> tuple[int, int] | None:
    """Return what tells a file from another that takes its place; nothing where it is gone."""
    try:
        found = file.stat() if file else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None
