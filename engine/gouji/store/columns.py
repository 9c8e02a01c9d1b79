"""What columns hold, kept the same on every database."""

# ruff: noqa: ARG002 - the signatures are SQLAlchemy's

from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from sqlalchemy import Dialect, LargeBinary, Text, TypeDecorator

from gouji.model.kept import compressed, expanded
from gouji.model.spelling import storable

TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is compared by code point everywhere, whatever the language of the database."""


class Words(TypeDecorator[str]):
    """Text of any origin; see :func:`gouji.model.spelling.storable`."""

    impl = TEXT
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return what is stored."""
        return None if value is None else storable(value)


class Exact(TypeDecorator[Decimal]):
    """A decimal number, stored as text, so that not a digit is lost."""

    impl = TEXT
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Return what is stored."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Return the number."""
        return None if value is None else _number(value)


@lru_cache(maxsize=4096)
def _number(text: str) -> Decimal:
    """Return a number, one for all rows that have it: thousands have the same score."""
    return Decimal(text)


class Moment(TypeDecorator[datetime]):
    """A point in time with its offset, stored as ISO 8601."""

    impl = TEXT
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Return what is stored."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Return the point in time."""
        return None if value is None else datetime.fromisoformat(value)


class Packed(TypeDecorator[str]):
    """A long text, compressed: by whoever made it, or here."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | bytes | None, dialect: Dialect) -> bytes | None:
        """Return what is stored."""
        return compressed(value) if isinstance(value, str) else value

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Return the text."""
        return None if value is None else expanded(value)
