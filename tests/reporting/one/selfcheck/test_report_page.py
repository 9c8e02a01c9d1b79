"""The page says what the audit says: all of it, in order, and nothing worse."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from gouji.model.audit import AuditJson, CellInfo, Unread, WaivedInfo
from gouji.reporting.one.selfcheck import report_view
from gouji.reporting.one.selfcheck.sheets import Mark, excerpts, sheets
from reportpagekit import (
    BOOK,
    FIXTURES,
    FORM,
    audited,
    everywhere,
    fixture,
    numbers_changed,
    page_of,
    parsed,
    said,
)

NAMES = [
    "wuzhong-2024.txt",
    "wuzhong-2024.pdf",
    "zhongwei-2024.txt",
    "zhongwei-2024.pdf",
    "clean-2024.txt",
    "clean-2024.pdf",
]
CLEAN = (FIXTURES / "clean-2024.txt").read_text(encoding="utf-8")
TEXT = (FIXTURES / "zhongwei-2024.txt").read_text(encoding="utf-8")


def sections(audit: AuditJson) -> list[str]:
    return [said(head) for head in parsed(page_of(audit)).iter("h2")]


def test_what_is_to_be_mended_stands_in_order_with_its_cost() -> None:
    view = report_view(fixture("wuzhong-2024.pdf"), FORM, BOOK.rules, BOOK.profile)
    assert [(e.numbers, e.severity, e.cost, e.headline) for e in view.items] == [
        ("1", "error", "扣 4 分", "表三有 3 条勾稽不平，改一处即可都平"),
        ("2", "error", "扣 3 分", "报告全文没有联系方式（地址、电话、电子邮箱都没有）"),
        (
            "3",
            "warning",
            "扣 0.5 分",
            "「表二·行政事业性收费·本年收费金额（单位：万元）」写作「1204.264 万元」，除数字外还有别的内容",
        ),
        ("4", "advice", "不扣分", "没有写明格式通知的文号国办公开办函〔2021〕30号（报告上：未写）"),
        ("5", "advice", "不扣分", "报告没有说明电子版可以从哪里下载"),
    ]
    assert view.items[0].instructions == ("把表三「（七）总计」行「其他」列的 3 改为 0。",)
    assert [d.code for d in view.items[0].details] == ["R411", "R412", "R413"]


def test_the_parts_of_the_page() -> None:
    assert sections(fixture("wuzhong-2024.txt")) == [
        "要改的地方",
        "得分",
        "读到的三张表",
        "全部规则",
        "得分的算法",
    ]
    audit = fixture("wuzhong-2024.txt")
    finding = audit.findings[0]
    waived = WaivedInfo(**finding.model_dump(), reason="机构改革", who="李四", until="长期")
    full = audit.model_copy(
        update={
            "reviews": [finding],
            "unread": [Unread(what="表四未读出：图片", verdicts=27)],
            "waived": [waived],
            "notes": ["豁免已到期"],
        }
    )
    assert sections(full) == [
        "要改的地方",
        "请核对",
        "没有读出的内容",
        "已豁免",
        "说明",
        "得分",
        "读到的三张表",
        "全部规则",
        "得分的算法",
    ]
    words = said(parsed(page_of(full)))
    for text in ("机构改革", "李四", "长期", "表四未读出：图片", "27 项因此没有判定", "豁免已到期"):
        assert text in words


@pytest.mark.parametrize("name", NAMES)
def test_every_finding_is_told_with_clause_remedy_and_title(name: str) -> None:
    audit = fixture(name)
    words = said(parsed(page_of(audit)))
    for finding in audit.findings:
        assert finding.code in words
        for text in (finding.title, finding.message, finding.basis):
            assert " ".join(text.split()) in words
    if not audit.findings:
        assert "没有发现要改的地方" in words


@pytest.mark.parametrize("name", NAMES)
def test_the_same_audit_gives_the_same_page(name: str) -> None:
    assert page_of(fixture(name)) == page_of(fixture(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_score_is_the_sum_on_the_page(name: str) -> None:
    table = parsed(page_of(fixture(name))).xpath('//table[contains(@class, "sum-table")]')[0]
    numbers = [said(row.xpath("./td")[0]) for row in table.xpath("./tbody/tr")]
    taken = sum(Decimal(n.replace("−", "-")) for n in numbers[:-1])
    assert Decimal(numbers[-1]) == taken == Decimal(fixture(name).score.low)


def test_an_open_score_is_an_interval_without_a_grade() -> None:
    lines = TEXT.split("\n")
    lost = [line for line in lines if "4.无正当理由大量反复申请" not in line]
    audit = audited("\n".join(lost).encode())
    low, high = audit.score.low, audit.score.high
    assert Decimal(low) < Decimal(high)
    assert audit.score.grade is None
    words = said(parsed(page_of(audit)))
    assert f"{low}–{high} / 100 分" in words
    assert "等次待定" in words
    assert "最高得分：已经确定的扣分都扣过" in words
    assert "最低得分：判定不了的都算不符合" in words
    assert "4.无正当理由大量反复申请" in words


def test_where_text_and_table_disagree_neither_is_called_right() -> None:
    text = CLEAN.replace("一、总体情况", "一、总体情况\n共收到政府信息公开申请8888件。", 1)
    audit = audited(text.encode())
    entries = report_view(audit, FORM, BOOK.rules, BOOK.profile).items
    words = {d.code: d.words for entry in entries for d in entry.details}
    assert words["N601"] == ("文字说的", "表中写的")
    mark = parsed(page_of(audit)).xpath("//blockquote//mark")[0]
    assert said(mark) == "8888"


def test_a_figure_that_is_worked_out_is_not_called_the_right_one() -> None:
    text = CLEAN.replace(
        "一、总体情况", "一、总体情况\n全年公开信息331条，其中工作动态221条、通知公告100条。", 1
    )
    entries = report_view(audited(text.encode()), FORM, BOOK.rules, BOOK.profile).items
    told = {d.code: (d.words, d.actual, d.expected) for e in entries for d in e.details}
    assert told["N604"] == (("写的是", "核对得"), "331", "321")


def test_what_a_full_group_spares_is_not_called_free() -> None:
    """Table three costs 24 points at most; its 175 negative cells would cost 2 points each."""
    audit = audited(numbers_changed(CLEAN, lambda _: "-1").encode())
    view = report_view(audit, FORM, BOOK.rules, BOOK.profile)
    told = {e.details[0].code: e.cost for e in view.items}
    assert told["R405"] == "扣 24 分"
    assert told["R411"] == "这一组已扣到上限"
    lines = [(c.code, c.points, c.why) for c in view.score.charges if c.code == "R405"]
    assert lines == [("R405", "24", "有 12 处不符合")]


STATES = {
    "t4.review.upheld": CellInfo(value="0", raw="0", page=None, bbox=None, state="number"),
    "t4.review.corrected": CellInfo(value=None, raw="", page=None, bbox=None, state="blank"),
    "t4.review.other": CellInfo(value=None, raw="/", page=None, bbox=None, state="word"),
    "t4.review.pending": CellInfo(value=None, raw=None, page=None, bbox=None, state="absent"),
    "t4.review.total": CellInfo(value=None, raw=None, page=None, bbox=None, state="unread"),
}


def test_the_five_states_of_a_cell_look_different() -> None:
    sheet = sheets(FORM, STATES, {})[2]
    cells = sheet.blocks[0].rows[0].cells
    assert [(cell.text, cell.classes) for cell in cells] == [
        ("0", ""),
        ("空", "blank"),
        ("/", "word"),
        ("缺", "absent"),
        ("未读出", "unread"),
    ]


def test_an_excerpt_has_the_marked_rows_and_says_what_it_leaves_out() -> None:
    marks = {
        "t3.denied_state_secret.other": Mark("hit", "疑应为 0"),
        "t3.denied_security.total": Mark("seen"),
        "t3.total.other": Mark("seen"),
    }
    (sheet,) = excerpts(FORM, {}, marks)
    shown = [
        (row.label, row.group, row.span, row.left_out, [c.classes for c in row.cells])
        for row in sheet.blocks[0].rows
    ]
    plain = ["unread"] * 7
    assert shown == [
        ("1.属于国家秘密", "（三）不予公开", 1, 4, [*plain[:5], "unread hit", "unread"]),
        ("3.危及“三安全一稳定”", "（三）不予公开", 1, 1, [*plain[:6], "unread seen"]),
        ("（七）总计", None, 0, 16, [*plain[:5], "unread seen", "unread"]),
    ]
    assert sheet.left_out == 1


@pytest.mark.parametrize("name", [*NAMES, "of the edition before"])
def test_every_table_is_whole(name: str) -> None:
    """Every row has as many columns as the others, spans counted; every table has a caption."""
    audit = fixture(name) if name in NAMES else _of_the_edition_before()
    page = parsed(page_of(audit))
    for table in page.iter("table"):
        assert table.find("caption") is not None
        assert len(set(_widths(table))) == 1


def _of_the_edition_before() -> AuditJson:
    audit = fixture("clean-2024.txt")
    rules = audit.rules.model_copy(update={"edition": "2019"})
    return audit.model_copy(update={"rules": rules, "cells": {}})


def _widths(table: Any) -> list[int]:
    hanging: list[tuple[int, int]] = []
    widths = []
    for row in table.iter("tr"):
        spans = [(int(c.get("colspan", 1)), int(c.get("rowspan", 1))) for c in row]
        widths.append(sum(columns for columns, _ in (*spans, *hanging)))
        hanging = [(columns, rows - 1) for columns, rows in (*hanging, *spans) if rows > 1]
    return widths


WORST = [
    ("every tie is broken", lambda cell: str(int(cell) * 7 + len(cell) * 3 + 1)),
    ("every cell is wrong", lambda _: "-1.5件"),
    ("every cell is blank", lambda _: ""),
    ("every cell is a word", lambda _: "/"),
]


@pytest.mark.parametrize(("what", "change"), WORST)
def test_hundreds_of_findings_make_a_short_page(what: str, change: Callable[[str], str]) -> None:
    audit = audited(numbers_changed(TEXT, change).encode())
    page = page_of(audit)
    assert len(audit.findings) > 20, what
    assert len(page.encode()) <= 150_000
    told = parsed(page).xpath('//section[@aria-labelledby="items"]//article')
    assert 1 <= len(told) <= 30


def test_numbers_of_items_are_links_that_lead_somewhere() -> None:
    blank = audited(numbers_changed(TEXT, lambda _: "").encode())
    for audit in (fixture("wuzhong-2024.txt"), blank):
        tree = parsed(page_of(audit))
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert set(tree.xpath("//a/@href")) <= {f"#{name}" for name in ids}


def test_what_a_document_says_stays_text() -> None:
    evil = "</style></title><script>x</script><img src=x onerror=x>\"'\u202e&amp;"
    page = page_of(everywhere(fixture("wuzhong-2024.txt"), evil))
    tree = parsed(page)
    assert list(tree.iter("script", "img", "iframe", "object", "embed", "link")) == []
    assert tree.xpath("//@*[starts-with(name(), 'on')] | //@style") == []
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert "\u202e" not in page
    assert said(tree.xpath("//h1")[0]).startswith("</style></title><script>x</script><img")


def test_a_page_holds_no_path_of_the_machine() -> None:
    audit = fixture("wuzhong-2024.txt")
    there = audit.document.model_copy(update={"path": "/srv/secret/uploads/年报.txt"})
    page = page_of(audit.model_copy(update={"document": there}))
    assert "年报.txt" in page
    assert "secret" not in page
