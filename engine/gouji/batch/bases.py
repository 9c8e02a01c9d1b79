"""What a year can be scored by, whatever the profile: kept bases, no document is read."""

from datetime import date

from gouji.batch.rescoring import filed_of, unpacked_basis
from gouji.model.grading import Grading
from gouji.scoring import Known
from gouji.store import History


def known_of(
    history: History, grading: Grading, year: int, today: date
) -> tuple[list[Known], tuple[str, ...]]:
    """Return the agencies of ``year`` in ``grading``, those too that filed nothing.

    And the names of those whose audit was kept without a basis: they cannot be scored anew.
    """
    entries = [entry for entry in grading.entries if entry.year == year]
    packed = history.packed_bases(entries)
    found: list[Known] = []
    without: list[str] = []
    for entry, filed in zip(entries, filed_of(history, entries, year, today), strict=True):
        if entry.audit in packed:
            found.append(Known(entry.agency, filed, unpacked_basis(packed[entry.audit])))
        else:
            without.append(entry.agency)
    found += (Known(due.agency, due.known, None) for due in grading.missing(year))
    return found, tuple(without)
