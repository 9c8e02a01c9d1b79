"""What holds of all repairs: how they are ranked, what is certain, that nothing is told twice."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.auditor import Audit
from gouji.facts.report import Report
from gouji.mending.trial import with_cells
from gouji.model.edit import Repair
from gouji.model.verdict import Judgement, Verdict
from scoring import make

CELLS = [cell for cell in make.IDS if not cell.startswith("t2.")]
Pair = tuple[str, str]

SPOILT = st.dictionaries(st.sampled_from(CELLS), st.integers(0, 40), min_size=1, max_size=3)


@cache
def right() -> Mapping[str, Decimal]:
    leaves = {"granted.natural": 7, "partly.legal": 4, "no_record.other": 3, "granted.other": 5}
    known = {key: n for key, n in leaves.items() if key.partition(".")[0] in make.RESULTS}
    return make.consistent(known)


def spoilt(texts: Mapping[str, int]) -> Report:
    return make.report(right() | {cell: Decimal(n) for cell, n in texts.items()})


def spoken(judgements: tuple[Judgement, ...], *verdicts: Verdict) -> set[Pair]:
    return {(j.code, j.locus) for j in judgements if j.verdict in verdicts}


def broken_by(audit: Audit, edits: Repair) -> tuple[int, int]:
    """Return how many findings and questions come up when ``edits`` are made, audited anew."""
    changed = with_cells(audit.report, {e.cell or "": e.after for e in edits})
    again = make.AUDITOR.audit_report(changed).judgements
    before = spoken(audit.judgements, Verdict.FAIL, Verdict.REVIEW)
    fails, asks = (spoken(again, v) - before for v in (Verdict.FAIL, Verdict.REVIEW))
    return len(fails), len(asks)


@settings(max_examples=40, deadline=None)
@given(SPOILT)
def test_of_every_fault(texts: dict[str, int]) -> None:
    audit = make.AUDITOR.audit_report(spoilt(texts))
    failed = spoken(audit.judgements, Verdict.FAIL)
    told = Counter(pair for i in audit.instructions for pair in i.findings)
    assert told == Counter(dict.fromkeys(failed, 1)), "each finding is in one instruction"
    for instruction in audit.instructions:
        ways = instruction.candidates
        assert not instruction.certain or (ways and ways[0].sound), "what is certain breaks nothing"
        assert not ways or ways[0].sound or not any(way.sound for way in ways)
        assert [way.sound for way in ways] == sorted((way.sound for way in ways), reverse=True)
        assert len({way.edits for way in ways}) == len(ways), "no way is told twice"


@settings(max_examples=15, deadline=None)
@given(SPOILT)
def test_what_is_said_of_a_repair_is_what_an_audit_of_the_mended_report_finds(
    texts: dict[str, int],
) -> None:
    audit = make.AUDITOR.audit_report(spoilt(texts))
    for instruction in audit.instructions:
        for way in instruction.candidates[:3]:
            if all(edit.cell for edit in way.edits):
                assert way.sound == (broken_by(audit, way.edits) == (0, 0))


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_tables_and_statements_changes_no_instruction(seed: int) -> None:
    """Nothing hangs on the order in which cells are kept."""
    texts = {"t3.total.other": 9 + seed, "t4.review.total": 4, "t4.review.upheld": 2}
    report = spoilt(texts)
    turned = tuple(replace(t, cells=tuple(reversed(t.cells))) for t in reversed(report.tables))
    told = [make.AUDITOR.audit_report(r) for r in (report, replace(report, tables=turned))]
    assert sorted(map(repr, told[0].instructions)) == sorted(map(repr, told[1].instructions))


def test_a_certain_repair_obeyed_leaves_one_finding_less_and_none_that_is_new() -> None:
    audit = make.AUDITOR.audit_report(spoilt({"t3.total.other": 9}))
    (instruction,) = audit.instructions
    assert instruction.certain
    edits = instruction.candidates[0].edits
    mended = with_cells(audit.report, {e.cell or "": e.after for e in edits})
    assert spoken(make.AUDITOR.audit_report(mended).judgements, Verdict.FAIL) == set()
