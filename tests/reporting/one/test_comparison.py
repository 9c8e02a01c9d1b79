"""What was mended, what remains, what is new; nothing is called mended that was not judged."""

import pytest

from gouji.model.audit import AuditJson, Finding
from gouji.reporting.one.comparison import Comparison, compare
from gouji.reporting.one.comparison_text import comparison_lines
from spokenkit import BOOK, UNREAD, audited, counted, finding, saying, waived

WUZHONG = audited("wuzhong-2024.txt")
MENDED = saying(
    WUZHONG,
    findings=[f for f in WUZHONG.findings if f.code not in {"R411", "R412", "R413"}],
    diagnoses=[],
)


def compared(old: AuditJson, new: AuditJson) -> Comparison:
    return compare(old, new, BOOK.forms)


def keys(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(f.code, f.locus) for f in findings]


def test_findings_by_key() -> None:
    late = finding("D001", "published")
    found = compared(WUZHONG, saying(MENDED, findings=[*MENDED.findings, late]))
    assert keys(found.mended) == [
        ("R411", "t3.row:total"), ("R412", "t3.column:other"), ("R413", "t3.balance:other")
    ]  # fmt: skip
    assert keys(found.remaining) == keys(MENDED.findings)
    assert keys(found.added) == [("D001", "published")]
    assert found.undecided == []


def unread(audit: AuditJson, cell: str) -> AuditJson:
    changed = audit.cells[cell].model_copy(update={"state": "unread", "raw": None, "value": None})
    return saying(audit, cells={**audit.cells, cell: changed})


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (saying(MENDED, reviews=[finding("R411", "t3.row:total")]), "这一稿要人工核对"),
        (saying(MENDED, waived=[waived("R411", "t3.row:total")]), "这一稿已豁免"),
        (counted(MENDED, "R411", not_assessable=3), "这条规则这一稿有 3 项无法判定"),
        (unread(MENDED, "t3.total.natural"), "这一稿没有这一格，或者没有读出"),
        (
            counted(MENDED, "R411", passed=0, not_applicable=25),
            "这一稿没有可以按这条规则判定的内容",
        ),
        (
            saying(MENDED, by_rule={c: n for c, n in MENDED.by_rule.items() if c != "R411"}),
            "这一稿没有按这条规则审核",
        ),
    ],
)
def test_not_mended_unless_it_was_judged(new: AuditJson, why: str) -> None:
    found = compared(WUZHONG, new)
    assert ("R411", "t3.row:total") not in keys(found.mended)
    assert [u.why for u in found.undecided if u.finding.code == "R411"] == [why]


def test_reviews_and_unread() -> None:
    one, two, three = finding("N601", "t3.new.total"), finding("N602"), finding("N603")
    old = saying(WUZHONG, reviews=[one, two], unread=UNREAD)
    found = compared(old, saying(WUZHONG, reviews=[two, three]))
    assert (keys(found.reviews_gone), keys(found.reviews_remaining), keys(found.reviews_added)) == (
        keys([one]), keys([two]), keys([three])
    )  # fmt: skip
    assert (found.unread_gone, found.unread_remaining, found.unread_added) == (
        [UNREAD[0].what], [], []
    )  # fmt: skip
    assert compared(saying(WUZHONG, reviews=[finding()]), WUZHONG).reviews_gone == []


def test_cells_by_name() -> None:
    cell = WUZHONG.cells["t3.total.other"]
    changed = cell.model_copy(update={"raw": "0", "value": "0"})
    blank = cell.model_copy(update={"raw": "", "value": None, "state": "blank"})
    new = saying(
        WUZHONG, cells={**WUZHONG.cells, "t3.total.other": changed, "t3.total.natural": blank}
    )
    told = [(c.cell, c.name, c.before, c.after) for c in compared(WUZHONG, new).cells]
    assert told == [
        ("t3.total.natural", "表三·（七）总计·自然人", "3", "（空白）"),
        ("t3.total.other", "表三·（七）总计·其他", "3", "0"),
    ]


def test_what_speaks_against_comparing() -> None:
    clean = audited("clean-2024.txt")
    report = clean.report.model_copy(update={"year": 2023})
    rules = clean.rules.model_copy(update={"profile": "strict"})
    assert compared(WUZHONG, saying(clean, report=report, rules=rules)).notes == [
        "两份报告的机关不同：吴忠市公安局、清梧市民政局，请确认没有拿错文件",
        "两份报告的年度不同：2024、2023，各格数字的变化不是改动",
        "两次审核用的规则或评分标准不同，得分和问题的增减不全是改动所致",
    ]
    assert compared(clean, clean).notes == ["两份文件的内容完全相同"]


def test_costly() -> None:
    clean = audited("clean-2024.txt")
    assert compared(clean, WUZHONG).is_costly
    assert not compared(WUZHONG, clean).is_costly


def test_text() -> None:
    found = compared(WUZHONG, saying(MENDED, document=audited("wuzhong-2024.pdf").document))
    lines = list(comparison_lines(found))
    assert lines[:4] == [
        "上一稿：吴忠市公安局 2024年（fixtures/wuzhong-2024.txt）",
        "这一稿：吴忠市公安局 2024年（fixtures/wuzhong-2024.pdf）",
        "得分：92.5 / 100 优秀 → 92.5 / 100 优秀",
        "问题：改好 3 项，没改 4 项，新出现 0 项，看不出 0 项",
    ]
    assert "还没有改的问题（4）" in lines
    assert "已改好的问题（3）" in lines
    assert (
        "  [错误] P206 报告全文没有联系方式（地址、电话、电子邮箱都没有）\n"
        "    写明联系单位、地址、电话，便于公众咨询。"
    ) in lines
