"""What is given beside a report and does not belong there: nothing is judged by it, and it is told."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gouji.facts.fitting import fitting
from gouji.facts.report import Report
from gouji.model.context import Context, Member
from gouji.model.filing import Filing
from gouji.model.verdict import Verdict
from scoring import make

OWN = "云岭县财政局"
WORDS = "\n".join(f"第{chr(0x4E00 + n)}项工作围绕{chr(0x5E00 + n)}领域推进建设" for n in range(90))


def own(agency: str | None = OWN, year: int | None = 2024, sha256: str = "own") -> Report:
    made = make.report(make.consistent({}))
    return replace(made, agency=agency, year=year, document=replace(made.document, sha256=sha256))


def filed(agency: str | None = OWN, year: int | None = 2023, sha256: str = "") -> Filing:
    """A report whose own ties hold, and which left seven of everything for the next year."""
    made = make.AUDITOR.filing(own(agency, year, sha256))
    documents = dict.fromkeys((cell for cell in made.values if cell.startswith("t2.")), Decimal(7))
    applications = make.consistent({}) | {
        f"t3.{row}.{column}": Decimal(7)
        for row in ("new", "carried_out")
        for column in ("natural", "total")
    }
    return replace(made, narrative=WORDS, values=applications | documents)


_NOT = "，没有与上年核对；请换成本机关2023年度的报告"
LAST_YEARS = [
    (filed(), None),
    (filed("财政局"), None),
    (filed(sha256="own"), f"作为上年报告的文件与这份报告是同一个文件{_NOT}"),
    (filed(year=2024), f"作为上年报告的文件是2024年度的，不是2023年度的{_NOT}"),
    (filed(year=2021), f"作为上年报告的文件是2021年度的，不是2023年度的{_NOT}"),
    (
        filed("云岭县教育局"),
        f"作为上年报告的文件是「云岭县教育局」的，不是「云岭县财政局」的{_NOT}",
    ),
    (
        filed("柏川县财政局", 2021),
        f"作为上年报告的文件是「柏川县财政局」的，不是「云岭县财政局」的{_NOT}",
    ),
    (
        filed("云岭县财政局（国资办）"),
        "上年的报告写的机关是「云岭县财政局（国资办）」，这份报告写的是「云岭县财政局」，已按同一机关核对，请核对是不是",
    ),
    (filed(None), "没有都认出两年的机关名称，已按同一机关核对，请核对上年的报告是不是本机关的"),
    (
        filed(year=None),
        "没有都认出两份报告的年度，已按相邻的两年核对，请核对上年的报告是不是上年度的",
    ),
]


@pytest.mark.parametrize(("last", "note"), LAST_YEARS)
def test_last_years_report(last: Filing, note: str | None) -> None:
    audit = make.AUDITOR.audit_report(own(), context=Context(previous=last))
    assert audit.notes == (() if note is None else (note,))
    found = {
        (j.code, j.verdict, j.subject.reason)
        for j in audit.judgements
        if j.code in ("Y801", "Y802", "Y803", "Q702")
    }
    if note is None or "已按" in note:
        assert {code for code, verdict, _ in found if verdict is Verdict.FAIL} == {"Y801", "Y802"}
    else:
        reason = note.partition("；")[0]
        unread = Verdict.NOT_ASSESSABLE
        assert found == {(code, unread, reason) for code in ("Y801", "Y802")}


def test_what_is_shared_with_the_wrong_report_is_not_told() -> None:
    made = own()
    ours = make.AUDITOR.filing(made)
    for other in (
        Context(previous=replace(ours, narrative=WORDS)),
        Context(peers=(replace(ours, narrative=WORDS),)),
    ):
        fitted, notes = fitting(made, other)
        assert [f.unfit != "" for f in (*fitted.peers, fitted.previous) if f] == [True]
        assert len(notes) == 1


def test_a_report_on_another_form_is_told_as_well() -> None:
    """Where nothing could be compared anyhow, the wrong file must not pass for a right one."""
    last = replace(filed("云岭县教育局"), edition="2008", values={})
    audit = make.AUDITOR.audit_report(own(), context=Context(previous=last))
    assert {j.verdict for j in audit.judgements if j.code in ("Y801", "Y802")} == {
        Verdict.NOT_ASSESSABLE
    }


_PEER = "没有用来查雷同；请换成另一份报告"
PEERS = [
    ((filed("柏川县财政局", 2024),), [False], []),
    ((filed("柏川县财政局", 2024, "x"), filed("柏川县财政局", 2024, "x")), [False], []),
    ((filed(year=2023),), [False], []),
    (
        (filed("柏川县财政局", 2024, "own"),),
        [True],
        [f"用来比较的「柏川县财政局2024年度报告」与这份报告是同一个文件，{_PEER}"],
    ),
    (
        (filed(year=2024), filed(None, None, "y")),
        [True, False],
        [f"用来比较的「云岭县财政局2024年度报告」与这份报告属于同一机关、同一年度，{_PEER}"],
    ),
]


@pytest.mark.parametrize(("peers", "unfit", "notes"), PEERS)
def test_peers(peers: tuple[Filing, ...], unfit: list[bool], notes: list[str]) -> None:
    fitted, told = fitting(own(), Context(peers=peers))
    assert [bool(peer.unfit) for peer in fitted.peers] == unfit
    assert list(told) == notes


_OUT = "没有计入汇总的核对；请换成各单位本年度的报告"
WHOLE = "云岭县人民政府"
MEMBERS = [
    ((filed("云岭县教育局", 2024, "a"), filed("云岭县财政局", 2024, "b")), []),
    ((filed("云岭县人民政府办公室", 2024),), []),
    ((filed(None, None), filed(None, None)), []),
    ((filed("云岭县教育局", 2023),), [f"成员单位「0」的报告是2023年度的，不是2024年度的，{_OUT}"]),
    (
        (filed("云岭县", 2024),),
        [f"成员单位「0」的报告写的机关就是汇总的「云岭县人民政府」，{_OUT}"],
    ),
    ((filed("某局", 2024, "own"),), [f"成员单位「0」的报告与这份汇总报告是同一个文件，{_OUT}"]),
    (
        (filed("云岭县教育局", 2024, "a"), filed("云岭县教育局", 2024, "a")),
        [f"成员单位「1」的报告与成员单位「0」的是同一个文件，{_OUT}"],
    ),
    (
        tuple(filed("云岭县教育局", 2020, str(n)) for n in range(7)),
        [f"成员单位「0」「1」「2」「3」「4」等 7 个的报告是2020年度的，不是2024年度的，{_OUT}"],
    ),
]


@pytest.mark.parametrize(("filings", "notes"), MEMBERS)
def test_members(filings: tuple[Filing, ...], notes: list[str]) -> None:
    nothing = dict.fromkeys(filings[0].values, Decimal(0))
    members = tuple(Member(str(n), replace(f, values=nothing)) for n, f in enumerate(filings))
    audit = make.AUDITOR.audit_report(own(WHOLE), context=Context(members=members))
    assert list(audit.notes) == notes
    found = {(j.verdict, j.subject.reason or "") for j in audit.judgements if j.code == "H901"}
    if not notes:
        assert found == {(Verdict.PASS, "")}
    else:
        ((verdict, reason),) = found
        assert verdict is Verdict.NOT_ASSESSABLE
        told = notes[0].partition("」")[0], notes[0].partition("的报告")[2].partition("，没有")[0]
        assert reason == f"{told[0]}」的报告{told[1]}，没有计入"


def test_a_member_above_the_whole_is_told_beside_one_that_does_not_belong() -> None:
    much = make.consistent({"granted.natural": 9})
    members = (
        Member("甲", replace(filed("云岭县教育局", 2024), values=much)),
        Member("乙", filed("云岭县财政局", 2020)),
    )
    audit = make.AUDITOR.audit_report(own(WHOLE), context=Context(members=members))
    failed = [j.locus for j in audit.judgements if j.code == "H901" and j.verdict is Verdict.FAIL]
    assert failed == [cell for cell, value in much.items() if value]


def test_a_list_may_name_the_report_itself_otherwise() -> None:
    """Where a list says whose a report is, that is held against the others' names."""
    fitted, notes = fitting(own("财务局"), Context(agency=OWN, year=2024, previous=filed()))
    assert (fitted.previous is not None and fitted.previous.unfit, notes) == ("", ())
