"""Ways to mend what single findings say, as far as rule, fact or ties know what is right."""

from collections.abc import Iterator

from gouji.facts.report import Report
from gouji.mending import cells
from gouji.model.edit import Edit
from gouji.model.verdict import Evidence, Judgement
from gouji.rulebook.rule import Mend, Rule


def ways(judgement: Judgement, rule: Rule, report: Report) -> Iterator[tuple[Edit, ...]]:
    """Yield the ways to mend a finding, the likeliest first; none where only people know."""
    if judgement.subject.kind == "cell":
        solved = list(cells.ways(judgement.locus, report))
        if solved:
            yield from solved
            return
    edits = tuple(e for mend in rule.mend if (e := _edit(judgement, mend, report)) is not None)
    if edits:
        yield edits
    yield from judgement.subject.repairs


def _edit(judgement: Judgement, mend: Mend, report: Report) -> Edit | None:
    """Return the edit that ``mend`` orders; ``None`` where it is for another case."""
    subject = judgement.subject
    if any(subject.fields.get(name) != value for name, value in mend.where.items()):
        return None
    fill = subject.texts()
    put = mend.put.format_map(fill)
    if mend.add_to_opening:
        lines = report.preamble.lines
        return Edit("", put, place=lines[-1].place) if lines else None
    evidence = subject.evidence[0] if subject.evidence else None
    find = mend.find.format_map(fill) if mend.find is not None else ""
    return None if evidence is None or not put else _within(evidence, mend, find, put)


def _within(evidence: Evidence, mend: Mend, find: str, put: str) -> Edit | None:
    """Return the edit of what the finding quotes."""
    if evidence.cell is not None:
        return Edit(evidence.quote, put, cell=evidence.cell)
    if mend.add_behind:
        return Edit("", put, quote=evidence.quote, place=evidence.place)
    if not find or find == put or find not in evidence.quote:
        return None
    return Edit(find, put, quote=evidence.quote, place=evidence.place)
