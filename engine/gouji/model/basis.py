"""What a score rests on, free of any profile: a changed profile scores anew from it alone."""

from gouji.model.packing import Packing
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Ground:
    """One verdict as scoring needs it.

    ``table`` and ``section`` are the parts of the report that its subject belongs to, ``title``
    what that subject is called, ``reason`` why it could not be read; each empty where it has none.
    """

    code: str
    locus: str
    kind: str
    message: str = ""
    table: str = ""
    section: str = ""
    title: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A diagnosed cause: how many cells must change, and the ties that they mend."""

    cells: int
    explains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """All verdicts that may cost points, each in the order it was judged in.

    ``lost`` are rules that have nothing to judge because a part of the report is absent; the
    absent parts themselves are among ``failed``. ``causes`` are those of the likeliest repair.
    """

    failed: tuple[Ground, ...] = ()
    unread: tuple[Ground, ...] = ()
    lost: tuple[Ground, ...] = ()
    causes: tuple[Repaired, ...] = ()


BASIS_TYPES = (Basis, Ground, Repaired)
"""The closed list of what a packed basis may be made of."""

BASIS_PACKING = Packing(BASIS_TYPES)
"""Packs a :class:`Basis` for keeping."""
