"""An audit as the history keeps it, made where the audit was made: rows, and texts compressed.

Making them is most of the work of keeping; whoever keeps it then only adds the audit's number.
"""

import zlib

from gouji.model.audit import AuditJson
from gouji.model.spelling import storable
from gouji.records import dataclass

_LEVEL = 3
"""How hard texts are compressed: a tenth larger than at the usual level, in a third of the time."""
Columns = tuple[tuple[str | None, ...], ...]
"""Rows by columns, which cross between processes as they are."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An audit without what its agency and year are.

    ``reading``, ``judging`` and ``scoring`` are its keys. ``document`` is its JSON, ``narrative``
    what other reports are compared with, ``digest`` what sums need of it: all texts compressed.
    ``basis`` is what it can be scored anew by, packed. ``findings`` are verdict, code, locus,
    severity and message, ``cells`` name, state, value and what stands there.
    """

    edition: str
    league: str
    reading: str
    judging: str
    scoring: str
    findings: Columns
    cells: Columns
    document: bytes
    narrative: bytes
    digest: bytes | None = None
    basis: bytes | None = None


def kept(
    audit: AuditJson,
    document: str,
    narrative: str,
    digest: str | None = None,
    basis: bytes | None = None,
) -> Kept:
    """Return ``audit`` as the history keeps it, with its JSON ``document``."""
    keys = audit.keyed
    return Kept(
        edition=audit.report.edition,
        league=audit.score.league,
        reading=keys.reading if keys else "",
        judging=keys.judging if keys else "",
        scoring=keys.scoring if keys else "",
        findings=_findings(audit),
        cells=_cells(audit),
        document=compressed(document),
        narrative=compressed(narrative),
        digest=None if digest is None else compressed(digest),
        basis=basis,
    )


def compressed(text: str) -> bytes:
    """Return a long text as the history keeps it; any text comes back as it was."""
    return zlib.compress(text.encode(errors="surrogatepass"), _LEVEL)


def expanded(data: bytes) -> str:
    """Return the text that was compressed."""
    return zlib.decompress(data).decode(errors="surrogatepass")


def _findings(audit: AuditJson) -> Columns:
    verdicts = (("fail", audit.findings), ("review", audit.reviews), ("waived", audit.waived))
    found = [(verdict, each) for verdict, several in verdicts for each in several]
    return (
        tuple(verdict for verdict, _ in found),
        tuple(each.code for _, each in found),
        tuple(storable(each.locus) for _, each in found),
        tuple(each.severity for _, each in found),
        tuple(storable(each.message) for _, each in found),
    )


def _cells(audit: AuditJson) -> Columns:
    cells = audit.cells.values()
    return (
        tuple(audit.cells),
        tuple(cell.state for cell in cells),
        tuple(cell.value for cell in cells),
        tuple(None if cell.raw is None else storable(cell.raw) for cell in cells),
    )
