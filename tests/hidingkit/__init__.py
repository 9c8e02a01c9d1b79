"""Makes reports with text that the page does not show, and counts how their cells are read.

``traps_in`` chooses cells of a report (see ``reportkit``) and, for each, digits to hide beside
those that show. A format's module puts them into a file by each of its ways, and ``read`` says
of every cell of the file whether it was read right, left unread or misread. What a page shows is
its truth: the report's own figures, or nothing where a way hides those too.

    content = make(seed)
    traps = traps_in(content, rng)
    outcome = read(write(content, traps), content, traps)
    assert not outcome.misread

A writer may draw ``marked(content, traps)`` and put what it likes in place of each ``mark``.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from random import Random

from gouji.auditor import Auditor
from gouji.errors import DocumentError
from gouji.reading import read_bytes
from gouji.reporting.public.audit_json import to_json
from gouji.rulebook import load_rulebook
from reportkit import Content, truth

AUDITOR = Auditor(load_rulebook())
CELLS_A_REPORT = 6
LONGEST_HIDDEN = 2


@dataclass(frozen=True, slots=True)
class Trap:
    """A cell that holds more than it shows: ``shown`` (maybe nothing) and the digits ``hidden``."""

    cell: str
    shown: str
    hidden: str
    mark: str
    """Stands for the cell's content in a report that is ``marked``; found nowhere else."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the cells of a file were read, by their ids."""

    right: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    misread: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    """What was read (the state, where it is no number) and what the page shows."""

    accused: frozenset[tuple[str, str]] = frozenset()
    """Findings that cost points: none is right of a report that shows what it should."""

    refused: str | None = None
    """Why the file was not read at all."""


def traps_in(
    content: Content, rng: Random, *, count: int = CELLS_A_REPORT, nothing_shows: bool = False
) -> tuple[Trap, ...]:
    """Return ``count`` traps at random cells; half of them where the figures are not 0."""
    drawn = [cell for cell in content.cells if not content.lacks(cell) and content.cells[cell]]
    filled = [cell for cell in drawn if content.cells[cell] != "0"]
    chosen = rng.sample(filled, min(count // 2, len(filled)))
    chosen += rng.sample([cell for cell in drawn if cell not in chosen], count - len(chosen))
    return tuple(
        Trap(
            cell,
            "" if nothing_shows else content.cells[cell],
            "".join(rng.choices("123456789", k=rng.randint(1, LONGEST_HIDDEN))),
            f"\ue000{chr(0xE100 + number)}\ue001",
        )
        for number, cell in enumerate(chosen)
    )


def marked(content: Content, traps: Iterable[Trap]) -> Content:
    """Return the report with the mark of each trap in its cell."""
    return replace(content, cells=dict(content.cells) | {trap.cell: trap.mark for trap in traps})


def shown(content: Content, traps: Iterable[Trap]) -> Content:
    """Return the report as the page shows it."""
    return replace(content, cells=dict(content.cells) | {trap.cell: trap.shown for trap in traps})


def read(data: bytes, content: Content, traps: Iterable[Trap]) -> Outcome:
    """Audit a file that shows ``content`` but for the traps, and say how its cells were read."""
    try:
        document = read_bytes(data)
    except DocumentError as error:
        return Outcome(refused=str(error))
    audit = json.loads(to_json(AUDITOR.audit_document(document)))
    page = shown(content, traps)
    unread, misread = set(), {}
    for cell, value in truth(page).items():
        found = audit["cells"][cell]
        expected = (_state(page, cell, value), value)
        if found["state"] == "unread":
            unread.add(cell)
        elif (found["state"], found["value"]) != expected:
            misread[cell] = (found["value"] or found["state"], value)
    accused = {(f["code"], f["locus"]) for f in audit["findings"] if f["severity"] != "advice"}
    right = frozenset(audit["cells"]) - unread - set(misread)
    return Outcome(right, frozenset(unread), misread, frozenset(accused))


def _state(page: Content, cell: str, value: str | None) -> str:
    if page.lacks(cell):
        return "absent"
    if value is not None:
        return "number"
    return "word" if page.cells[cell].strip() else "blank"
