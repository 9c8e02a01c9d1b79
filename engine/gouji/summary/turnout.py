"""Who reported and who did not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gouji.model.grading import Due, Entry, Failure
from gouji.records import dataclass
from gouji.summary.tree import Tree


@dataclass(frozen=True, slots=True)
class Turnout:
    """Agencies below one name (``None``: those at the top), and how many of them reported.

    ``failed`` have filed something that could not be processed; of ``missing`` nothing is known.
    """

    name: str | None
    listed: int
    filed: int
    failed: int
    missing: int


@dataclass(frozen=True, slots=True)
class Participation:
    """Turnout of the agencies on the list. ``unlisted`` filed a report and are not on it.

    ``failures`` are the files that kept an agency from reporting; ``stray`` those of which nobody
    can say whose they are, so that an agency that is missing may be among them.
    """

    whole: Turnout
    by_parent: tuple[Turnout, ...]
    missing: tuple[Due, ...]
    failures: tuple[Failure, ...]
    stray: tuple[Failure, ...]
    unlisted: tuple[str, ...]


def participation(
    due: Sequence[Due], entries: Sequence[Entry], failures: Iterable[Failure], placed: Tree
) -> Participation:
    """Return what became of those that are ``due``; ``placed`` says under whom they stand."""
    filed = {entry.agency for entry in entries}
    hindered = [f for f in failures if f.agency is None or f.agency not in filed]
    status = {one.agency: one.state for one in due}
    parents = {placed.agencies[name].parent for name in status}
    return Participation(
        whole=_turnout(None, status.values()),
        by_parent=tuple(
            _turnout(parent, _below(parent, status, placed))
            for parent in sorted(parents, key=lambda p: (p is not None, p or ""))
        ),
        missing=tuple(
            replace(one, parent=placed.agencies[one.agency].parent)
            for one in due
            if one.state == "missing"
        ),
        failures=tuple(f for f in hindered if f.agency is not None),
        stray=tuple(f for f in hindered if f.agency is None),
        unlisted=tuple(sorted(filed - status.keys())),
    )


def _below(parent: str | None, status: Mapping[str, str], placed: Tree) -> list[str]:
    return [what for name, what in status.items() if placed.agencies[name].parent == parent]


def _turnout(name: str | None, statuses: Iterable[str]) -> Turnout:
    found = list(statuses)
    return Turnout(
        name, len(found), *(found.count(what) for what in ("filed", "failed", "missing"))
    )
