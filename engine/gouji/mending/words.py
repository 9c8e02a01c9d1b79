"""Ways to mend what single findings say, as far as the rule or the fact knows what is right."""

from collections.abc import Iterator, Mapping

from gouji.facts.report import Report
from gouji.model.edit import Edit
from gouji.model.verdict import Judgement
from gouji.rulebook.rule import Mend, Rule


def ways(judgement: Judgement, rule: Rule, report: Report) -> Iterator[tuple[Edit, ...]]:
    """Yield the ways to mend a finding, the likeliest first; none where only people know."""
    yield from judgement.subject.repairs
    edits = tuple(e for mend in rule.mend if (e := _edit(judgement, mend, report)) is not None)
    if edits:
        yield edits


def _edit(judgement: Judgement, mend: Mend, report: Report) -> Edit | None:
    fill = _fill(judgement)
    put = mend.put.format_map(fill)
    find = mend.find.format_map(fill) if mend.find is not None else ""
    if not put or (mend.find is not None and (not find or find == put)):
        return None
    if mend.add_to_opening:
        line = report.preamble.sources[-1][0] if report.preamble.sources else None
        return Edit("", put, place=line.place) if line else None
    if not judgement.subject.evidence:
        return None
    evidence = judgement.subject.evidence[0]
    if evidence.cell is not None:
        return Edit(evidence.quote, put, cell=evidence.cell)
    if find not in evidence.quote:
        return None
    return Edit(find, put, quote=evidence.quote, place=evidence.place)


def _fill(judgement: Judgement) -> Mapping[str, str]:
    subject = judgement.subject
    return {name: str(value) for name, value in subject.fields.items()} | subject.shows
