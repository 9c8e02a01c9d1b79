"""An audit as a reader is told it: causes first, then what is left, the heaviest first.

Every report for people (page, notice, workbook, marks on the original) is built on these items,
so that they all name and number the same things.
"""

from collections.abc import Iterable, Iterator, Sequence

from gouji.model.audit import AuditJson, EditInfo, Finding, InstructionInfo
from gouji.model.instruction import MOST_LISTED
from gouji.model.verdict import Severity
from gouji.records import dataclass

_WEIGHT: list[Severity] = ["error", "warning", "advice"]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to mend an item: the sentence that orders it, and what speaks for or against it."""

    text: str
    why: str
    sound: bool

    @property
    def told(self) -> str:
        """The sentence with what speaks for or against it."""
        return f"{self.text}（{self.why}）" if self.why else self.text


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to mend: a finding, or all findings that one cause explains.

    ``instruction`` says what to do, the same in every output, ``where`` where. ``ways`` are the
    ways that there are, the likeliest first; ``certain`` tells that the first is the only one that
    agrees with all the report says.
    """

    number: int
    severity: Severity
    headline: str
    findings: tuple[Finding, ...]
    instruction: str
    where: str
    ways: tuple[Way, ...] = ()
    certain: bool = False
    edits: tuple[EditInfo, ...] = ()
    """What the first way changes."""

    @property
    def changes(self) -> tuple[tuple[str, str], ...]:
        """What the first way makes of cells, by their ids."""
        return tuple((edit.cell, edit.after) for edit in self.edits if edit.cell is not None)

    @property
    def cells(self) -> tuple[str, ...]:
        """Ids of the cells that the first way changes."""
        return tuple(cell for cell, _ in self.changes)

    @property
    def is_cause(self) -> bool:
        """Whether it is what several things come from, or sums that do not agree.

        What a finding read and expected is then not that of the cell to change.
        """
        cells = {evidence.cell for evidence in self.findings[0].evidence}
        return len(self.findings) > 1 or (bool(self.changes) and len(cells) > 1)

    @property
    def orders(self) -> tuple[str, ...]:
        """The instruction, then the ways that one must choose from, numbered, each with its why."""
        ways = (f"改法{number}：{way.told}" for number, way in enumerate(self.listed, 1))
        return (self.instruction, *ways)

    @property
    def listed(self) -> tuple[Way, ...]:
        """The ways, where a person must choose between a few; of many the instruction tells."""
        return self.ways if not self.certain and 1 < len(self.ways) <= MOST_LISTED else ()


def items(audit: AuditJson) -> tuple[Item, ...]:
    """Return what is to be mended in ``audit``, numbered from 1, in the order of work.

    An audit kept from before there were instructions has the remedies of its findings.
    """
    found = {(f.code, f.locus): f for f in audit.findings}
    kept = [
        (instruction, tuple(found.pop(p) for p in instruction.findings if p in found))
        for instruction in audit.instructions
    ]
    orders = ((instruction, findings) for instruction, findings in kept if findings)
    told = [item_of(number, *order) for number, order in enumerate(orders, 1)]
    rest = enumerate(by_weight(found.values()), len(told) + 1)
    return (*told, *(plain(number, finding) for number, finding in rest))


def by_finding(audit: AuditJson) -> dict[tuple[str, str], Item]:
    """Return the item that each finding (code, locus) of ``audit`` belongs to."""
    return {(f.code, f.locus): item for item in items(audit) for f in item.findings}


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with the heaviest first, else in their order."""
    return sorted(findings, key=lambda finding: _WEIGHT.index(finding.severity))


def item_of(number: int, told: InstructionInfo, findings: tuple[Finding, ...]) -> Item:
    """Return ``findings`` as the thing to mend that an instruction tells of."""
    return Item(
        number=number,
        severity=told.severity,
        headline=told.headline,
        findings=findings,
        instruction=told.text,
        where=told.where,
        ways=tuple(Way(c.text, c.why, c.sound) for c in told.candidates),
        certain=told.certain,
        edits=tuple(told.candidates[0].edits) if told.candidates else (),
    )


def plain(number: int, finding: Finding) -> Item:
    """Return a finding by itself, to be mended as its rule says."""
    place = places([finding])
    return Item(number, finding.severity, finding.message, (finding,), f"{finding.remedy}。", place)


def places(findings: Sequence[Finding]) -> str:
    """Return the places of the evidence, each once."""
    return "；".join(dict.fromkeys(_places(findings)))


def _places(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        yield from (e.where for e in finding.evidence if e.where)
