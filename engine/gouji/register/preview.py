"""What a register that was read would mean, told before it is imported."""

from typing import TYPE_CHECKING

from gouji.model.register import Register
from gouji.records import dataclass
from gouji.register.changes import Change, changes
from gouji.register.check import check

if TYPE_CHECKING:
    from gouji.register.excel import Read


@dataclass(frozen=True, slots=True)
class Preview:
    """What is ``wrong`` keeps a register out; ``asked`` is for a person to look at."""

    wrong: tuple[str, ...]
    asked: tuple[str, ...]
    changes: tuple[Change, ...]
    notes: tuple[str, ...]


def preview(read: "Read", before: Register) -> Preview:
    """Return what is to be said of ``read``, beside the register of the year ``before``.

    With one that was learned nothing is compared: who is not in it may have been there.
    """
    known = None if before.origin == "learned" else before
    remarks = check(read.register, known)
    place = read.register.place
    return Preview(
        wrong=(*read.refused, *(r.told(place) for r in remarks if r.wrong)),
        asked=tuple(r.told(place) for r in remarks if not r.wrong),
        changes=changes(known, read.register) if known else (),
        notes=read.notes,
    )
