"""Opens a history: an SQLite file or a PostgreSQL database, brought to the newest schema."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import cast

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from gouji.errors import UsageError
from gouji.extras import extra
from gouji.store.database import Database
from gouji.store.history import History
from gouji.store.schema import upgrade
from gouji.store.writing import WRITES

_PATIENCE = 60
"""Seconds to wait for another writer of the same SQLite file."""
_CONNECT_SECONDS = 10
_WRITER = 0x676F756A69
"""The lock that the writers of one PostgreSQL database take in turn."""
_DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


def open_history(where: str | Path, *, create: bool = True) -> History:
    """Open the history at ``where``: a file or a database's URL.

    A file that is not there is made, with its folder, unless ``create`` is false. An older schema
    is migrated. Raises :class:`UsageError` where the history cannot be opened or was written by a
    newer gouji; no message has a password.
    """
    url = _url(where)
    is_file = url.get_backend_name() == "sqlite"
    place = str(url.database) if is_file else f"{url.host or '本机'} 上的数据库 {url.database}"
    if is_file and not create and not Path(place).exists():
        raise UsageError(
            f"还没有历史记录 {place}（先用 gouji grade 评定一批报告，或用 --history 指明）"
        )
    try:
        engine = _sqlite(url) if is_file else _postgresql(url)
        upgrade(engine)
    except (DBAPIError, OSError, ValueError):
        raise UsageError(_advice(place, is_file=is_file)) from None
    return History(Database(engine, place, Path(place) if is_file else None))


def _url(where: str | Path) -> URL:
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(where))
    scheme, rest = where.split("://", 1)
    backend = scheme.split("+")[0]
    try:
        url = make_url(f"{_DRIVERS.get(backend, backend)}://{rest}")
        if backend in _DRIVERS and url.database and url.database != ":memory:":
            return url
    except (ArgumentError, ValueError):
        pass  # told below; the error's own words may have the password
    raise UsageError(
        "历史记录的网址不对，应写成文件名、sqlite:///文件名，"
        "或者 postgresql://用户:口令@主机:端口/数据库"
    )


def _advice(place: str, *, is_file: bool) -> str:
    if is_file:
        return f"历史记录 {place} 打不开（请核对路径和权限；它应是 gouji 建立的文件）"
    return f"历史记录打不开：连不上{place}（请核对网址、用户和口令，并看看数据库是否已经启动）"


def _sqlite(url: URL) -> Engine:
    _make_private(Path(str(url.database)))
    engine = create_engine(url, connect_args={"timeout": _PATIENCE}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_private(path: Path) -> None:
    """Make a file that is not there for its owner only; SQLite makes its further files like it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _prepare_sqlite(connection: object, _record: ConnectionPoolEntry) -> None:
    driver = cast("sqlite3.Connection", connection)
    driver.isolation_level = None  # _begin_sqlite begins, not the driver
    # Where two open a new file at once, one may be refused while the other does it for both.
    with suppress(sqlite3.OperationalError):
        driver.execute("PRAGMA journal_mode = WAL")
    driver.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    """Let a writer wait for its turn at once, rather than fail when it first writes."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(url: URL) -> Engine:
    with extra("postgres"):
        engine = create_engine(
            url,
            connect_args={"connect_timeout": _CONNECT_SECONDS},
            isolation_level="REPEATABLE READ",  # a method reads one state, as on SQLite
            pool_pre_ping=True,
            hide_parameters=True,
        )
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _begin_postgresql(connection: Connection) -> None:
    """Let a writer wait for its turn, and then see what it waited for."""
    if connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")
