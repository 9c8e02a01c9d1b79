"""Registers written down in a few words, for tests."""

from collections.abc import Sequence

from gouji.model.register import Origin, Register, Registered


def register(year: int, *agencies: Registered | str, origin: Origin = "own") -> Register:
    """Return the register of ``year``; a text is an agency of that name."""
    rows = [Registered(a) if isinstance(a, str) else a for a in agencies]
    return Register(year, tuple(rows), origin, year)


def names(agencies: Sequence[Registered]) -> list[str]:
    """Return what ``agencies`` are called."""
    return [agency.name for agency in agencies]
