"""The reports of one year, one for each agency, and what was counted while they passed by."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from decimal import Decimal
from functools import lru_cache

from gouji.facts.wholes import Admissible
from gouji.model.digest import Digest, Shown
from gouji.model.form import Form, Nature, nature_of
from gouji.model.grading import Entry, Grading
from gouji.records import dataclass
from gouji.rulebook import Rulebook

_NO_NUMBER = "-"
_NOTHING: Shown = ("absent", None)

Values = tuple[Decimal | None, ...]
"""What each cell of a report counts for, in the form's order; ``None`` where it has no number."""
PackedValues = str
"""The same as a text: of thousands of reports each has to be there until all are known."""


@dataclass(slots=True)
class Passed:
    """What was counted while the audits of one year went by once.

    ``values`` has the cells of every report on the form in force, by agency, ``doubts`` those that
    its own ties contradict; ``strangers`` names
    the agencies that used another form, with its edition. ``broken``, ``findings`` and ``open``
    count by rule the reports with a finding, the findings, and the reports without one in which
    the rule could not be judged; ``judged`` the reports in which it could. ``blanks`` counts blank
    cells, which stand for 0.
    """

    form: Form
    values: dict[str, PackedValues] = field(default_factory=dict)
    doubts: dict[str, Mapping[str, Admissible]] = field(default_factory=dict)
    strangers: dict[str, str] = field(default_factory=dict)
    broken: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    open: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    blanks: int = 0


def unpacked(values: PackedValues) -> Values:
    """Return the values of a report."""
    return tuple(map(_number, values.split(" ")))


def one_each(grading: Grading, year: int | None) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Return the reports of ``year``, of each agency the one audited last, in order of name.

    Second come the agencies that had several.
    """
    own = [entry for entry in grading.entries if entry.year == year]
    last: dict[str, Entry] = {}
    for entry in own:
        if entry.agency not in last or entry.audit > last[entry.agency].audit:
            last[entry.agency] = entry
    chosen = tuple(entry for entry in own if last[entry.agency] is entry)
    count = Counter(entry.agency for entry in own)
    return chosen, tuple(sorted(name for name, times in count.items() if times > 1))


def passed(
    grading: Grading, entries: tuple[Entry, ...], year: int | None, book: Rulebook
) -> Passed:
    """Go through the audits of ``entries`` once and count."""
    counted = Passed(book.form_for(year))
    cells = tuple(_cells(counted.form))
    for entry, digest in zip(entries, grading.digested(entries), strict=True):
        _count_rules(counted, digest)
        if digest.edition == counted.form.edition:
            _take_cells(counted, cells, entry.agency, digest)
        else:
            counted.strangers[entry.agency] = digest.edition
    return counted


def _count_rules(counted: Passed, digest: Digest) -> None:
    for code, (passed, failed, review, _, not_assessable, waived) in digest.rules.items():
        counted.judged[code] += passed + failed + review + waived > 0
        if failed:
            counted.broken[code] += 1
            counted.findings[code] += failed
        elif not_assessable:
            counted.open[code] += 1


def _take_cells(
    counted: Passed, cells: Iterable[tuple[str, Nature]], agency: str, digest: Digest
) -> None:
    shown = digest.cells
    counted.values[agency] = " ".join(
        _value(*shown.get(cell, _NOTHING), nature) for cell, nature in cells
    )
    if digest.doubts:
        counted.doubts[agency] = digest.doubts
    counted.blanks += sum(state == "blank" for state, _ in digest.cells.values())


def _cells(form: Form) -> Iterator[tuple[str, Nature]]:
    """Yield the cells of ``form``, and what the numbers of each are."""
    for table in form.tables:
        yield from ((cell, nature_of(form, cell)) for cell in table.cell_ids())


@lru_cache(maxsize=4096)
def _value(state: str, shown: str | None, nature: Nature) -> str:
    """Return what a cell adds: blank stands for 0, as in the ties; what is no count for none."""
    if state == "blank":
        return "0"
    if state != "number" or shown is None or not nature.admits(Decimal(shown)):
        return _NO_NUMBER
    return shown


@lru_cache(maxsize=4096)
def _number(shown: str) -> Decimal | None:
    return None if shown == _NO_NUMBER else Decimal(shown)
