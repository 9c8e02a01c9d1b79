"""Open items settled on paper: what counts then, what is told of it, and what is refused."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.appeals.cases import Case
from gouji.appeals.settling import Witness, open_cells, open_verdicts, settlement
from gouji.errors import UsageError
from gouji.model.audit import AuditJson
from gouji.model.context import Context
from gouji.model.settlement import Key, Settlement, with_settled
from gouji.reading import read_bytes
from gouji.reporting.public.audit_json import to_public
from gradingkit import BOOK, SAMPLE, Made, audited, auditor

WHEN = datetime(2026, 5, 1, tzinfo=UTC)
TORN = SAMPLE[-1]
WHOSE = (TORN.agency, TORN.year)
FORM = BOOK.forms["2021"]
BY = Witness("李四", "对照纸质原件", "原件第3页", WHEN)
TRUE = {name: raw for name, raw in TORN.content().cells.items() if name.startswith("t3.granted.")}


def settled(value: str, cell: str, code: str = "", by: Witness = BY, of: Made = TORN) -> Settlement:
    return settlement(Case(*WHOSE, audited(of), FORM), (code, cell), value, by)


def after(*made: Settlement, of: Made = TORN) -> AuditJson:
    document = read_bytes(of.data())
    context = Context(settlements=made)
    return to_public(auditor().audit_document(document, of.name, context))


def test_a_report_settled_on_paper_is_judged_as_if_it_had_been_read() -> None:
    audit = after(*(settled(raw, cell) for cell, raw in TRUE.items()))
    clean = audited(replace(TORN, torn=False, renderer="txt-broken"))
    assert audit.score == clean.score
    assert (audit.findings, audit.open, audit.unread) == (clean.findings, [], clean.unread)
    assert audit.verdicts == clean.verdicts


def test_it_is_told_everywhere_that_a_person_settled_it() -> None:
    cell = "t3.granted.natural"
    audit = after(settled("90210", cell))
    told = {
        "code": None,
        "locus": cell,
        "value": "90210",
        "who": "李四",
        "reason": "对照纸质原件",
        "evidence": "原件第3页",
        "day": "2026-05-01",
        "where": "表三「（一）予以公开」行「自然人」列",
    }
    public = json.loads(audit.to_json())
    assert public["settled"] == [told]
    assert {k: public["cells"][cell][k] for k in ("value", "raw", "state", "settled")} == {
        "value": "90210",
        "raw": "90210",
        "state": "number",
        "settled": told,
    }
    note = "表三「（一）予以公开」行「自然人」列没有读出，人工核定为90210（李四，对照纸质原件，见原件第3页）"
    assert [n for n in audit.notes if "核定" in n] == [note]


CELL = "t3.granted.natural"


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("3", "3"),
        (" ３ ", "3"),
        ("1,204", "1204"),
        ("1，204", "1204"),
        ("007", "7"),
        ("3.0", "3"),
        ("空白", "空白"),
        ("空", "空白"),
    ],
)
def test_a_value_as_people_write_it(value: str, kept: str) -> None:
    assert settled(value, CELL).value == kept


NOTHING_THERE = [
    (Made("空.txt", cells=((CELL, ""),)), f"{CELL} 读出的是空白，不能另行核定"),
    (Made("缺.txt", faults=("section_empty_s3",)), f"{CELL} 这一格报告里没有，不能另行核定"),
    (Made("字.txt", cells=((CELL, "无"),)), f"{CELL} 读出了「无」，不能另行核定"),
]


@pytest.mark.parametrize(("made", "said"), NOTHING_THERE)
def test_what_stands_in_a_cell_that_cannot_be_settled_is_told_as_it_is(
    made: Made, said: str
) -> None:
    with pytest.raises(UsageError) as refused:
        settled("3", CELL, of=made)
    assert str(refused.value) == said


NO_EVIDENCE = replace(BY, evidence="")


@pytest.mark.parametrize(
    ("cell", "code", "value", "by", "said"),
    [
        ("t3.new.total", "", "3", BY, "t3.new.total 读出了「"),
        (CELL, "", "三", BY, "t3.granted.natural 要写纸上的数，空着的写「空白」，写的是「三」"),
        (CELL, "", "符合", BY, "要写纸上的数"),
        (CELL, "", "3件", BY, "要写纸上的数"),
        (CELL, "", "1e5", BY, "要写纸上的数"),
        (CELL, "", "", BY, "要写纸上的数"),
        (CELL, "", "NaN", BY, "要写纸上的数"),
        (CELL, "", "-1", NO_EVIDENCE, "是件数，一般不会是 -1；纸上确实这样写的，请写明依据"),
        (CELL, "", "1.5", NO_EVIDENCE, "是件数，一般不会是 1.5"),
        (CELL, "", "3", replace(BY, who=""), "请写明谁核定的"),
        (CELL, "", "3", replace(BY, reason=""), "请写明谁核定的"),
        ("t3.new.totl", "", "3", BY, "没有 t3.new.totl 这一格（是不是「t3.new.total」？）"),
        ("t3.row:granted", "R411", "3", BY, "要写「符合」或「不符合」，写的是「3」"),
        ("t3.row:new", "R411", "符合", BY, "没有待定，不能核定（R411 待定的位置有：t3.row:granted"),
        ("nowhere", "P206", "符合", BY, "P206 nowhere 没有待定，不能核定"),
        (CELL, "", "撤回", BY, "没有核定过"),
    ],
)
def test_what_is_of_another_kind_is_refused(
    cell: str, code: str, value: str, by: Witness, said: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        settled(value, cell, code, by)


def test_a_verdict_is_settled_as_seen() -> None:
    rows = [("R411", "t3.row:granted"), ("R412", "t3.column:other")]
    audit = after(settled("符合", rows[0][1], rows[0][0]), settled("fail", rows[1][1], rows[1][0]))
    assert not {(o.code, o.locus) for o in audit.open} & set(rows)
    (found,) = [f for f in audit.findings if (f.code, f.locus) == rows[1]]
    assert found.message == (
        "各列（七）总计等于（一）至（六）之和：人工核定不符合（李四，对照纸质原件，见原件第3页）"
    )
    assert (found.settled and found.settled.value, found.severity) == ("fail", "error")
    assert [(s.code, s.value) for s in audit.settled] == [("R411", "pass"), ("R412", "fail")]
    assert any(i.findings == [rows[1]] for i in audit.instructions)


CELL_RULES = {"R403", "R404", "R405"}


def verdicts(made: Made) -> list[Key]:
    return list(open_verdicts(audited(made)))


@pytest.mark.parametrize("made", [TORN, SAMPLE[3]], ids=lambda made: made.name)
@pytest.mark.parametrize("value", ["pass", "fail"])
def test_whatever_is_open_can_be_settled(made: Made, value: str) -> None:
    some = [settled(value, locus, code, of=made) for code, locus in verdicts(made)]
    audit = after(*some, of=made)
    assert (audit.open, audit.reviews) == ([], [])
    failed = {(f.code, f.locus) for f in audit.findings}
    assert failed >= set(verdicts(made)) if value == "fail" else not failed & set(verdicts(made))
    assert made is not TORN or value == "fail" or {o.code for o in audit.score.open} == CELL_RULES


def test_another_file_must_be_settled_again() -> None:
    made = replace(settled("3", CELL), sha256="0" * 64)
    audit = after(made)
    assert (audit.cells, audit.score, audit.settled) == (
        audited(TORN).cells,
        audited(TORN).score,
        [],
    )
    assert (
        "表三「（一）予以公开」行「自然人」列没有读出；此前核定的是另一份文件，请按这份重新核定"
        in audit.notes
    )


def test_the_last_settlement_counts_and_can_be_taken_back() -> None:
    first, second = settled("3", CELL), settled("4", CELL)
    audit = after(first, second)
    assert audit.cells[CELL].value == "4"
    taken_back = settlement(Case(*WHOSE, audit, FORM), ("", CELL), "撤回", BY)
    assert after(first, second, taken_back).cells == audited(TORN).cells
    again = settlement(Case(*WHOSE, audit, FORM), ("", CELL), "5", BY)
    assert after(first, second, again).cells[CELL].value == "5"


def test_what_is_read_by_now_stays_as_it_is_read() -> None:
    clean = replace(TORN, torn=False)
    made = replace(settled("90210", CELL), sha256=audited(clean).document.sha256)
    audit = after(made, of=clean)
    assert audit.cells == audited(clean).cells
    told = "表三「（一）予以公开」行「自然人」列曾人工核定为90210"
    assert [n for n in audit.notes if "核定" in n] == [
        f"{told}（李四，对照纸质原件，见原件第3页），现在读出了，以读出的为准，请核对"
    ]


CELLS = sorted(audited(TORN).cells)


@given(
    values=st.dictionaries(st.sampled_from(CELLS), st.integers(0, 10**6), max_size=20),
    blank=st.sets(st.sampled_from(CELLS), max_size=5),
)
@settings(max_examples=20, deadline=None)
def test_no_settlement_changes_a_cell_that_was_read(
    values: dict[str, int], blank: set[str]
) -> None:
    said = {cell: str(value) for cell, value in values.items()} | dict.fromkeys(blank, "空白")
    before = audited(TORN)
    sha256 = before.document.sha256
    made = [Settlement(*WHOSE, sha256, "", c, v, "r", "w", "", WHEN) for c, v in said.items()]
    audit = after(*made)
    unread = {name for name, cell in before.cells.items() if cell.state == "unread"}
    changed = {name for name, cell in audit.cells.items() if cell != before.cells[name]}
    assert changed == unread & said.keys()
    assert {s.locus for s in audit.settled} == changed
    assert set(open_cells(audit)) == unread


def filing(**more: Any) -> Any:
    document = read_bytes(TORN.data())
    return replace(auditor().filing(auditor().recognise(document)), **more)


def test_neighbours_see_what_was_settled() -> None:
    own = filing()
    known = {cell: value for cell, value in own.values.items() if value is not None}
    read = next(iter(known))
    sha256 = own.sha256
    made = [
        Settlement(*WHOSE, sha256, "", CELL, "3", "r", "w", "", WHEN),
        Settlement(*WHOSE, sha256, "", read, "90210", "r", "w", "", WHEN),
    ]
    seen = with_settled(own, made)
    assert (seen.values[CELL], seen.values[read]) == (Decimal(3), known[read])
    assert list(seen.values) == list(own.values)
    assert with_settled(filing(sha256="other"), made) == filing(sha256="other")
