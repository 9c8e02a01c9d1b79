"""CSV: everything said once, and nothing that a spreadsheet would work out."""

import csv
import io

import pytest

from gouji.model.audit import AuditJson
from gouji.reporting.many.exports.findings_csv import HEADS, findings_csv
from gouji.reporting.media.spreadsheet import guarded
from spokenkit import BOOK, UNREAD, audited, finding, saying, waived

WUZHONG = audited("wuzhong-2024.txt")


def rows(*audits: AuditJson) -> list[dict[str, str]]:
    data = findings_csv(audits, BOOK)
    assert data.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    assert all(tuple(row) == HEADS for row in table)
    return table


def test_a_real_report() -> None:
    table = rows(WUZHONG, audited("clean-2024.txt"))
    assert [(r["序号"], r["规则"], r["位置编号"], r["在原文何处"]) for r in table] == [
        ("1", "R411", "t3.row:total", "表三「（七）总计」行「总计」列（第278行）"),
        ("1", "R412", "t3.column:other", "表三「（七）总计」行「其他」列（第278行）"),
        ("1", "R413", "t3.balance:other", "表三「（七）总计」行「其他」列（第278行）"),
        ("2", "P206", "contact", ""),
        (
            "3",
            "A304",
            "t2.fee.amount",
            "表二「行政事业性收费」行「本年收费金额（单位：万元）」列（第128行）",
        ),
        ("4", "P205", "notice", "开头部分（第7行）"),
        ("5", "P210", "download", ""),
    ]
    assert {r["怎么改"] for r in table[:3]} == {"把表三「（七）总计」行「其他」列的 3 改为 0。"}
    assert {(r["机关"], r["年度"], r["结论"]) for r in table} == {("吴忠市公安局", "2024", "问题")}


def test_what_is_no_finding() -> None:
    audit = saying(WUZHONG, findings=[], diagnoses=[], reviews=[finding("N601")], waived=[waived()])
    table = rows(saying(audit, unread=UNREAD))
    assert [(r["结论"], r["规则"], r["备注"]) for r in table] == [
        ("请核对", "N601", "不扣分"),
        ("已豁免", "P206", "网站改版（张三，至 长期）"),
        ("未读出", "", "200 项因此无法判定"),
    ]
    assert table[2]["说明"] == "表三未读出：表格线不全"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("\t=1", "\ufffd=1"),
        ("-5", "-5"),
        ("-0.50", "-0.50"),
        ("3件", "3件"),
        ("—", "—"),
        ("a\x00\x1b", "a\ufffd\ufffd"),
    ],
)
def test_no_formulas(text: str, safe: str) -> None:
    assert guarded(text) == safe
    (row,) = rows(saying(WUZHONG, diagnoses=[], findings=[finding(actual=text)]))
    assert row["读到"] == safe
