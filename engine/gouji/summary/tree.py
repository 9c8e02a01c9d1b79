"""Which agency stands under which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gouji.model.grading import Agency, Due, Entry
from gouji.records import dataclass

_GOVERNMENT = "人民政府"


@dataclass(frozen=True, slots=True)
class Tree:
    """Agencies by name, and the direct members of each name that has some, in order of name.

    A name with members need not be an agency: an office may write 「清梧市」 as the parent of the
    city's departments. It stands for 清梧市人民政府 where that is an agency.
    """

    agencies: Mapping[str, Agency]
    members: Mapping[str, tuple[str, ...]]
    roots: tuple[str, ...]
    loops: tuple[str, ...] = ()
    """Agencies that would stand under themselves; they stand at the top instead."""

    def consolidating(self) -> tuple[str, ...]:
        """Return the agencies with members, whose report includes theirs."""
        return tuple(name for name in self.members if name in self.agencies)

    def bottom_up(self) -> tuple[str, ...]:
        """Return all names with members, each after those below it."""
        order = [name for name in self.roots if name in self.members]
        for name in order:
            order.extend(member for member in self.members[name] if member in self.members)
        return tuple(reversed(order))


def tree(due: Iterable[Due], entries: Iterable[Entry]) -> Tree:
    """Return the tree of those that are ``due`` and those that have an entry all the same."""
    known = {one.agency: Agency(one.agency, one.parent, one.body) for one in due}
    for entry in entries:
        known.setdefault(entry.agency, Agency(entry.agency, entry.parent, entry.body))
    agencies = {name: _placed(known[name], known) for name in sorted(known)}
    loops = _break_loops(agencies)
    members: dict[str, list[str]] = {}
    for agency in agencies.values():
        if agency.parent is not None:
            members.setdefault(agency.parent, []).append(agency.name)
    return Tree(
        agencies=agencies,
        members={name: tuple(members[name]) for name in sorted(members)},
        roots=_roots(agencies, members),
        loops=loops,
    )


def _placed(agency: Agency, known: Mapping[str, Agency]) -> Agency:
    """Return ``agency`` under the government that its parent's name stands for."""
    parent = agency.parent or None
    if parent is not None and parent not in known and parent + _GOVERNMENT in known:
        parent = parent + _GOVERNMENT
    return replace(agency, parent=None if parent == agency.name else parent)


def _break_loops(agencies: dict[str, Agency]) -> tuple[str, ...]:
    broken = []
    for name, agency in list(agencies.items()):
        above, parent = {name}, agency.parent
        while parent in agencies and parent not in above:
            above.add(parent)
            parent = agencies[parent].parent
        if parent == name:
            agencies[name] = replace(agency, parent=None)
            broken.append(name)
    return tuple(broken)


def _roots(agencies: Mapping[str, Agency], members: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    groups = (name for name in members if name not in agencies)
    return tuple(sorted([*groups, *(a.name for a in agencies.values() if a.parent is None)]))
