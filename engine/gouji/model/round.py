"""A report that was returned to be mended, and what came of it."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from gouji.model.audit import AuditJson
from gouji.model.settlement import Key
from gouji.records import dataclass

Outcome = Literal["waiting", "overdue", "mended", "partly", "unmended"]

OUTCOMES: dict[Outcome, str] = {
    "waiting": "正在改",
    "overdue": "逾期未改",
    "mended": "已改正",
    "partly": "部分改正",
    "unmended": "未改正",
}


@dataclass(frozen=True, slots=True)
class Round:
    """One round: the audit that was returned, when, until when; the next file's, once it stands."""

    agency: str
    year: int
    audit: int
    """Number of the audit that was returned."""
    sha256: str
    returned: date
    due: date
    who: str
    comment: str
    mended: int | None = None
    """Number of the audit of the next file that stood."""
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round as the outputs of a year list it; the same whatever day it is."""

    agency: str
    year: int
    returned: date
    due: date
    ended: date | None
    outcome: str
    counts: str
    before: str
    after: str
    who: str
    comment: str


@dataclass(frozen=True, slots=True)
class Mending:
    """What became of the findings that a report was returned for.

    ``gone`` are found no more, ``left`` still, ``open`` cannot be told; ``new`` were not there.
    """

    gone: tuple[Key, ...]
    left: tuple[Key, ...]
    open: tuple[Key, ...]
    new: tuple[Key, ...]


def mending(before: AuditJson, after: AuditJson) -> Mending:
    """Compare the audit that was returned with that of the next file.

    Leaving out a table mends nothing that was wrong in it, nor does a page that cannot be read.
    """
    wanted, failed = _failed(before), set(_failed(after))
    absent = {locus for _, locus in failed}
    unsure = {(f.code, f.locus) for f in after.reviews} | {(o.code, o.locus) for o in after.open}
    unsure |= {key for key in wanted if _is_unread(key[1], after)}
    left = [key for key in wanted if key in failed or absent.intersection(_parts(key[1]))]
    unsure -= set(left)
    return Mending(
        gone=tuple(key for key in wanted if key not in left and key not in unsure),
        left=tuple(left),
        open=tuple(key for key in wanted if key in unsure),
        new=tuple(key for key in _failed(after) if key not in wanted),
    )


def outcome(round_: Round, mended: Mending | None, today: date) -> Outcome:
    """Return what came of a round; ``mended`` is ``None`` while no other file stands."""
    if mended is None:
        return "overdue" if today > round_.due else "waiting"
    if not mended.left and not mended.open:
        return "mended"
    return "partly" if mended.gone else "unmended"


def is_unmended(found: Outcome) -> bool:
    """Tell whether a round counts as returned and not mended."""
    return found in {"overdue", "unmended"}


def _failed(audit: AuditJson) -> Sequence[Key]:
    """Return the findings that one must mend: advice need not be taken."""
    return [(f.code, f.locus) for f in audit.findings if f.severity != "advice"]


def _parts(locus: str) -> list[str]:
    """Return the table or section that a locus is in, and its row."""
    steps = locus.split(".")
    return [".".join(steps[:end]) for end in range(1, len(steps))]


def _is_unread(locus: str, audit: AuditJson) -> bool:
    cell = audit.cells.get(locus)
    return cell is not None and cell.state == "unread"
