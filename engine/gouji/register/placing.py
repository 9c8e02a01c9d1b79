"""Reports under the names, parents and kinds that the register of their year gives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gouji.model.bodies import UNKNOWN_BODY
from gouji.model.grading import Entry
from gouji.register.names import Names
from gouji.register.succession import Before


def placed(entries: Iterable[Entry], names: Names) -> tuple[Entry, ...]:
    """Return ``entries`` as the agencies that the register knows; others under their own names."""
    return tuple(_placed(entry, names) for entry in entries)


def _placed(entry: Entry, names: Names) -> Entry:
    agency = names.agency(entry.agency)
    parent = (agency.parent if agency else None) or entry.parent
    body = agency.body if agency and agency.body != UNKNOWN_BODY else entry.body
    return replace(
        entry,
        agency=names.resolve(entry.agency),
        parent=None if parent is None else names.resolve(parent),
        body=body,
    )


def earlier(
    entries: Sequence[Entry], before: Sequence[Entry], was: Mapping[str, Before]
) -> dict[tuple[str, int], Entry]:
    """Return last year's entry of each of ``entries``, by agency and year, where there is one."""
    last = {entry.agency: entry for entry in before}
    found = {}
    for entry in entries:
        name = was[entry.agency].agency if entry.agency in was else entry.agency
        if entry.year is not None and name in last:
            found[entry.agency, entry.year] = last[name]
    return found
