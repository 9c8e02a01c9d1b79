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
    parent, body = above(entry.agency, (entry.parent, entry.body), names)
    called = names.resolve(entry.agency)
    if (called, parent, body) == (entry.agency, entry.parent, entry.body):
        return entry  # as nearly all: another one would take as much room again
    return replace(entry, agency=called, parent=parent, body=body)


def above(agency: str, kept: tuple[str | None, str], names: Names) -> tuple[str | None, str]:
    """Return the agency above ``agency`` and its kind of body, as ``kept`` if not registered."""
    parent, body = kept
    known = names.agency(agency)
    if known is not None:
        parent = known.parent or parent
        body = known.body if known.body != UNKNOWN_BODY else body
    return None if parent is None else names.resolve(parent), body


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
