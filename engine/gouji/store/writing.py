"""Transactions that write: one at a time on each database, so that none loses to another."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

WRITES = "gouji_writes"
"""The execution option by which ``opening`` knows a transaction that writes."""


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction that waited for its turn to write."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        yield connection
