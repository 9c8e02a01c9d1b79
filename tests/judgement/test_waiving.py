"""Waivers: what they cover costs nothing and is told; expired and unused ones are told too."""

import json
from datetime import date
from pathlib import Path

import pytest

from gouji.auditor import Audit, Auditor
from gouji.model.verdict import Verdict
from gouji.reporting.public.audit_json import to_json
from gouji.rulebook.layers import load_layered

WUZHONG = Path(__file__).parents[2] / "fixtures/wuzhong-2024.txt"
TODAY = date(2026, 6, 1)


def audited(root: Path, waivers: str, today: date | None = TODAY) -> Audit:
    (root / "ours").mkdir()
    (root / "ours/waivers.yaml").write_text(f"waivers:\n{waivers}", encoding="utf-8")
    return Auditor(load_layered([root / "ours"]), today=today).audit_file(WUZHONG, "w.txt")


def waiver(code: str, until: str = "2026-12-31", agency: str = "吴忠市公安局", **more: str) -> str:
    fields = {
        "code": code,
        "agency": agency,
        "reason": "系统升级",
        "who": "张三",
        "until": until,
    } | more
    return f"  - {json.dumps(fields, ensure_ascii=False)}\n"


TIES = waiver("R411") + waiver("R412") + waiver("R413")


def test_a_waived_finding_costs_nothing(tmp_path: Path) -> None:
    audit = audited(tmp_path, waiver("P206"))
    codes = {j.code for j in audit.with_verdict(Verdict.FAIL)}
    assert ("P206" in codes, audit.notes) == (False, ())
    assert [(w.judgement.code, w.judgement.verdict) for w in audit.waived] == [
        ("P206", Verdict.WAIVED)
    ]
    assert "P206" not in {d.code for d in audit.score.deductions}
    public = json.loads(to_json(audit))
    assert public["verdicts"]["waived"] == 1
    (told,) = public["waived"]
    assert (told["reason"], told["who"], told["until"]) == ("系统升级", "张三", "2026-12-31")
    assert told["message"]
    assert [each["name"] for each in public["rules"]["layers"]] == ["ours"]


def test_waived_ties_are_not_diagnosed(tmp_path: Path) -> None:
    audit = audited(tmp_path, TIES)
    assert [w.judgement.subject.kind for w in audit.waived] == ["tie"] * 3
    assert audit.localisation.solutions == () or not audit.localisation.solutions[0].causes


@pytest.mark.parametrize(("locus", "covered"), [("t3.row:total", 1), ("t3.row:new", 0)])
def test_a_locus_narrows_a_waiver(tmp_path: Path, locus: str, covered: int) -> None:
    assert len(audited(tmp_path, waiver("R411", locus=locus)).waived) == covered


NOTES = [
    (
        waiver("P206", "2026-05-31"),
        "豁免已过期，没有适用：P206（吴忠市公安局，张三，至 2026-05-31）",
    ),
    (
        waiver("S102"),
        "豁免没有用上，报告里没有相应的问题：S102（吴忠市公安局，张三，至 2026-12-31）",
    ),
]


@pytest.mark.parametrize(("text", "note"), NOTES)
def test_what_does_not_serve_is_noted(tmp_path: Path, text: str, note: str) -> None:
    audit = audited(tmp_path, text)
    assert (audit.waived, audit.notes) == ((), (note,))
    assert note in json.loads(to_json(audit))["notes"]


def test_the_last_day_still_counts(tmp_path: Path) -> None:
    assert len(audited(tmp_path, waiver("P206", TODAY.isoformat())).waived) == 1


def test_another_agency_is_not_covered(tmp_path: Path) -> None:
    audit = audited(tmp_path, waiver("P206", agency="吴忠市"))
    assert (audit.waived, audit.notes) == ((), ())


def test_without_a_date_nothing_is_waived(tmp_path: Path) -> None:
    audit = audited(tmp_path, waiver("P206"), None)
    assert (audit.waived, audit.notes) == ((), ("没有给出今天的日期，1 条豁免都没有适用",))


def test_a_waived_absence_forgives_what_the_table_takes_along(tmp_path: Path) -> None:
    text = (WUZHONG.parent / "clean-2024.txt").read_text(encoding="utf-8")
    start, end = text.index("（本列数据的勾稽关系为"), text.index("四、政府信息公开行政复议")
    report = tmp_path / "report.txt"
    report.write_text(text[:start] + text[end:], encoding="utf-8")
    agency = Auditor(load_layered([])).read_report(report).agency
    assert agency
    before = Auditor(load_layered([])).audit_file(report)
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours/waivers.yaml").write_text(
        f"waivers:\n{waiver('R401', agency=agency)}", encoding="utf-8"
    )
    after = Auditor(load_layered([tmp_path / "ours"]), today=TODAY).audit_file(report)
    assert "R401" in {d.code for d in before.score.deductions}
    assert [w.judgement.code for w in after.waived] == ["R401"]
    assert [d for d in after.score.deductions if "t3" in d.loci] == []
    assert after.score.high > before.score.high
