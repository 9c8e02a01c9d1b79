"""Decisions: what was dismissed is waived while it reads the same, and open again when not."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.model.context import Context
from gouji.model.decision import Decision, Ruling, decision_on, holding
from gouji.reading import read_bytes
from gouji.reporting.public.audit_json import to_public
from gradingkit import Made, audited, auditor
from reportkit import FAULTS

WHEN = datetime(2026, 5, 1, tzinfo=UTC)
WHOSE = ("清梧市水利局", 2024)
CLEAN = Made("a.docx", renderer="docx")
TIE = ("R411", "t3.row:new")


def with_total(total: int | str, **more: Any) -> Made:
    return replace(CLEAN, cells=(("t3.new.total", str(total)),), **more)


def decided(made: Made, key: tuple[str, str], ruling: Ruling = "dismissed") -> Decision:
    audit = audited(made)
    found = {(f.code, f.locus): f for f in (*audit.findings, *audit.reviews)}
    return decision_on(found[key], WHOSE, ruling, ("来文已更正", "李四"), WHEN)


def after(made: Made, *decisions: Decision) -> dict[str, Any]:
    document = read_bytes(made.data())
    audit = auditor().audit_document(document, made.name, Context(decisions=decisions))
    return json.loads(to_public(audit).to_json())


def standing(audit: dict[str, Any], key: tuple[str, str]) -> str:
    """Say what became of a finding."""
    for name in ("findings", "reviews", "waived"):
        for finding in audit[name]:
            if (finding["code"], finding["locus"]) == key:
                return "reopened" if finding["reopened"] else name
    return "gone"


FAR = with_total(90210)
LACK = replace(CLEAN, faults=("contact_missing",))
CONTACT = ("P206", "contact")
SHEET = replace(CLEAN, faults=("table_absent_t4",))
PERIODS = tuple(replace(CLEAN, faults=(f"period_{how}",)) for how in ("short", "of_last_year"))
SILENT = replace(CLEAN, faults=("aspect_missing_platform",))

CASES = [
    ("the same file", FAR, FAR, TIE, "waived"),
    ("its PDF", FAR, replace(FAR, renderer="pdf-lines"), TIE, "waived"),
    ("its text", FAR, replace(FAR, renderer="txt-tabs"), TIE, "waived"),
    ("another total", FAR, with_total(90211), TIE, "reopened"),
    ("its total with separators", FAR, with_total("90,210"), TIE, "waived"),
    ("nothing wrong any more", FAR, CLEAN, TIE, "gone"),
    ("no contact in another report", LACK, replace(LACK, seed=5), CONTACT, "waived"),
    ("a table missing in another report", SHEET, replace(SHEET, seed=5), ("L501", "t4"), "waived"),
    ("still silent", SILENT, replace(SILENT, seed=5), ("S106", "s1.platform"), "waived"),
    ("a period wrong otherwise", *PERIODS, ("P202", "period"), "reopened"),
]


@pytest.mark.parametrize(
    ("made", "now", "key", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_dismissal_holds_while_the_same_is_read(
    made: Made, now: Made, key: tuple[str, str], expected: str
) -> None:
    assert standing(after(now, decided(made, key)), key) == expected


@pytest.mark.parametrize("fault", sorted(FAULTS)[::3])
def test_all_formats_of_a_report_are_dismissed_at_once(fault: str) -> None:
    made = replace(CLEAN, faults=(fault,))
    found = [(f.code, f.locus) for f in (*audited(made).findings, *audited(made).reviews)]
    decisions = [decided(made, key) for key in found]
    for renderer in ("docx", "pdf-repeated-head", "html-gbk"):
        audit = after(replace(made, renderer=renderer), *decisions)
        assert {standing(audit, key) for key in found} <= {"waived", "gone"}
        assert [audit[name] for name in ("findings", "reviews")] == [[], []]


def test_what_is_open_again_says_why_and_costs_as_before() -> None:
    audit = after(with_total(90211), decided(FAR, TIE))
    (finding,) = [f for f in audit["findings"] if (f["code"], f["locus"]) == TIE]
    then, now = (
        f"表三「一、本年新收政府信息公开申请数量」一行：六类申请人合计934（667+33+57+61+65+51），"
        f"总计写{total}，相差{total - 934}"
        for total in (90210, 90211)
    )
    assert finding["message"] == now
    assert finding["reopened"] == (f"此前认定不成立时读到的是“{then}”，现在是“{now}”，请重新认定")
    assert f"R411 t3.row:new：{finding['reopened']}" in audit["notes"]
    assert audit["score"] == json.loads(audited(with_total(90211)).to_json())["score"]


def test_sums_that_read_the_same_of_other_cells_are_open_again() -> None:
    column = ("R412", "t3.column:natural")
    parts = [name for name in audited(CLEAN).cells if name.endswith(".natural")][2:-2]
    some = dict.fromkeys(parts, "0") | {"t3.total.natural": "90210"}
    first, second = (replace(CLEAN, cells=tuple((some | {parts[n]: "5"}).items())) for n in (1, 2))
    audit = after(second, decided(first, column))
    (finding,) = [f for f in audit["findings"] if (f["code"], f["locus"]) == column]
    assert finding["reopened"].startswith(
        "此前认定不成立时读到的各格与现在不同，现在是表三「（七）总计」行「自然人」列「90210」、"
    )


def unbound(decision: Decision) -> Decision:
    return replace(decision, digest=None, words="")


def test_a_decision_bound_to_nothing_holds_once_and_says_so() -> None:
    audit = after(FAR, unbound(decided(FAR, TIE)))
    assert standing(audit, TIE) == "waived"
    (note,) = audit["notes"]
    assert note.startswith("R411 t3.row:new：李四认定不成立时没有记下读到了什么，这次仍不扣分，")


@given(made=st.integers(0, 10**7), now=st.integers(0, 10**7))
@settings(max_examples=12, deadline=None)
def test_a_dismissal_waives_no_other_figure(made: int, now: int) -> None:
    known = {"934": "gone"}
    expected = known.get(str(now), "waived" if made == now else "reopened")
    if str(made) not in known:
        assert standing(after(with_total(now), decided(with_total(made), TIE)), TIE) == expected


A, B = "a" * 64, "b" * 64
SEQUENCES: list[tuple[list[tuple[Ruling, str | None]], int | None]] = [
    ([], None),
    ([("dismissed", A)], 0),
    ([("dismissed", B)], None),
    ([("dismissed", A), ("confirmed", A)], 1),
    ([("confirmed", A), ("dismissed", A)], 1),
    ([("dismissed", A), ("confirmed", B)], 0),
    ([("dismissed", None)], 0),
    ([("dismissed", None), ("confirmed", B)], None),
    ([("dismissed", A), ("confirmed", None)], 1),
]


@pytest.mark.parametrize(("made", "expected"), SEQUENCES)
def test_the_last_decision_on_what_is_read_holds(
    made: list[tuple[Ruling, str | None]], expected: int | None
) -> None:
    decisions = [
        Decision(*WHOSE, *TIE, ruling, str(number), "李四", WHEN, digest)
        for number, (ruling, digest) in enumerate(made)
    ]
    found = holding(decisions, A)
    assert found == (None if expected is None else decisions[expected])
