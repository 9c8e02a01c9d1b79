"""The workbook: every sheet says what the audits say, exactly, and nothing in it is a formula."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.escape import unescape
from overviews import FAILURE, LAST_YEAR, opened, rows, small, small_book

from gouji.model.audit import CellInfo
from gouji.model.grading import Failure, Grading
from gouji.reporting.many.overview.workbook import workbook, write_workbook
from gouji.reporting.many.overview.years import years_of
from gouji.reporting.one.items import by_finding
from gouji.rulebook import load_rulebook
from gradingkit import BOOK, SAMPLE, Made, audited, crowd, graded
from reportkit.form import CELLS
from waiting import PATIENCE

BY_NAME = {made.name: made for made in (*SAMPLE, LAST_YEAR)}
SHEETS = ["排名", "问题", "扣分", "单元格", "规则统计", "未能处理", "说明"]
CITY, COUNTY = "清梧市", "丹穗县"


def test_the_sheets_are_there_and_the_first_is_the_ranking() -> None:
    assert small_book().sheetnames == SHEETS


def test_the_ranking_has_every_report_with_its_rank_in_its_year() -> None:
    """Errors, warnings, advice, reviews, unread, waived are those of the faults in the sample."""
    head, *body = rows(small_book(), "排名")
    assert head == [
        *("名次", "机关", "年度", "上级机关", "机关种类", "最低得分", "最高得分", "满分", "等次"),
        *("错误", "警告", "建议", "需人工核对", "未读出", "已豁免", "比上年", "组别", "文件"),
    ]
    none = ["0"] * 6
    office = "政府办公厅、办公室"
    expected = [
        ["1", "清梧市水利局", "2024", CITY, "政府部门", "100", "100", "100", "优秀"],
        ["2", "清梧市民政局", "2024", CITY, "政府部门", "95", "95", "100", "优秀"],
        ["3", "丹穗县财政局", "2024", COUNTY, "政府部门", "90.5", "98.5", "100", "优秀"],
        ["4", "丹穗县民政局", "2024", COUNTY, "政府部门", "76", "100", "100", "等次待定"],
        ["5", "丹穗县人民政府办公室", "2024", COUNTY, office, "74", "74", "100", "合格"],
        ["1", "清梧市水利局", "2023", None, "政府部门", "99.5", "99.5", "100", "优秀"],
    ]
    counts = [
        none,
        ["2", "1", "0", "0", "0", "0"],
        ["0", "2", "0", "0", "0", "0"],
        ["0", "0", "0", "0", "7", "0"],
        ["3", "0", "0", "0", "0", "0"],
        ["0", "1", "0", "0", "0", "0"],
    ]
    changes = ["0.5", None, None, "−23.5 至 +0.5", None, None]
    names = [
        *("qingwu/shuili.txt", "qingwu/minzheng.txt", "dansui/caizheng.txt"),
        *("dansui/minzheng.txt", "dansui/bangongshi.txt", "shuili-2023.txt"),
    ]
    assert body == [
        [*start, *count, change, None, name]
        for start, count, change, name in zip(expected, counts, changes, names, strict=True)
    ]


def test_a_report_without_a_year_has_no_rank() -> None:
    grading = graded(SAMPLE[0])
    lost = replace(grading, entries=tuple(replace(e, year=None) for e in grading.entries))
    assert rows(opened(lost), "排名")[1][:3] == [None, "清梧市水利局", "未读出"]
    assert years_of(lost) == (None,)


def test_each_finding_has_a_row_and_causes_come_first() -> None:
    _, *body = rows(small_book(), "问题")
    told = [(row[0], row[2], row[3], row[5], row[13]) for row in body]
    assert told == [
        ("丹穗县人民政府办公室", "1", "S105", "错误", "s5"),
        ("丹穗县人民政府办公室", "2", "L501", "错误", "t4"),
        ("丹穗县人民政府办公室", "3", "P206", "错误", "contact"),
        ("丹穗县财政局", "1", "R404", "警告", "t3.granted.charity"),
        ("丹穗县财政局", "2", "S103", "警告", "s5"),
        ("清梧市民政局", "1", "R411", "错误", "t3.row:new"),
        ("清梧市民政局", "1", "R413", "错误", "t3.balance:total"),
        ("清梧市民政局", "2", "P203", "警告", "basis"),
        ("清梧市水利局", "1", "R404", "警告", "t3.new.total"),
    ]
    order = "把表三「一、本年新收政府信息公开申请数量」行「总计」列的 53 改为 52。"
    assert [row[11] for row in body if row[2] == "1" and row[0] == "清梧市民政局"] == [order] * 2


def test_a_finding_is_told_in_the_words_of_its_audit() -> None:
    head, *body = rows(small_book(), "问题")
    assert head[3:12] == ["编号", "规则", "性质", "位置", "问题", "读到", "应为", "依据", "怎么改"]
    told = {(r[14], r[3], r[13]): [r[4], *r[7:12]] for r in body}
    assert told == {
        (name, *pair): [f.title, f.message, f.actual, f.expected, f.basis, item.instruction]
        for name, made in BY_NAME.items()
        for pair, item in by_finding(audited(made)).items()
        for f in item.findings
        if (f.code, f.locus) == pair
    }


def test_what_a_person_must_look_at_is_marked_as_such() -> None:
    grading = graded(SAMPLE[1])
    audit = audited(SAMPLE[1])
    doubtful = audit.model_copy(update={"reviews": audit.findings[:1], "findings": []})
    grading = replace(
        grading, audits=lambda _: iter([doubtful.model_copy(update={"diagnoses": []})])
    )
    _, row = rows(opened(grading), "问题")
    assert (row[2], row[3], row[5]) == (None, "P203", "需人工核对")


def expected_cell(made: Made, cell: str) -> str:
    """Return what must stand in a cell, by what was made and not by what was read."""
    content = made.content()
    text = content.cells[cell]
    if content.lacks(cell):
        return "〈没有这一格〉"
    if made.torn and cell.startswith("t3.granted."):
        return "〈未读出〉"
    if not text.strip():
        return "〈空白〉"
    return f"「{text}」" if text == "/" else text.removesuffix("件")


def test_cells_are_those_that_were_written() -> None:
    blank = replace(
        SAMPLE[0], name="blank.txt", cells=(("t3.new.legal", ""), ("t2.fee.amount", "12.50"))
    )
    word = replace(SAMPLE[0], name="word.txt", cells=(("t3.new.legal", "/"), ("t3.new.other", "0")))
    grading = graded(*SAMPLE, blank, word)
    table = rows(opened(grading), "单元格")
    made = {m.name: m for m in (*SAMPLE, blank, word)}
    assert [row[:4] for row in table[3:]] == [
        [e.agency, "2024", e.parent, e.name] for e in grading.entries
    ]
    assert {row[3]: row[4:] for row in table[3:]} == {
        name: [expected_cell(m, cell) for cell in CELLS] for name, m in made.items()
    }


def test_the_heads_of_cells_are_those_of_the_form() -> None:
    tables, lines, columns = rows(small_book(), "单元格")[:3]
    assert columns[:6] == ["机关", "年度", "上级机关", "文件", "本年制发件数", "本年废止件数"]
    assert len(columns) == 4 + len(CELLS)
    assert (lines[4], lines[-1], lines[-5]) == ("规章", None, "行政诉讼·复议后起诉")
    assert [t for t in tables if t] == [t.title for t in BOOK.forms["2021"].tables]


def test_reports_of_another_form_have_a_sheet_of_their_own() -> None:
    """The older form has other cells; here they are all blank."""
    blank = CellInfo(value=None, raw="", page=None, bbox=None, state="blank")
    form = BOOK.forms["2019"]
    cells = {cell: blank for table in form.tables for cell in table.cell_ids()}
    new, old = audited(SAMPLE[0]), audited(SAMPLE[1])
    rules = old.rules.model_copy(update={"edition": "2019"})
    old = old.model_copy(update={"rules": rules, "cells": cells, "diagnoses": []})
    grading = graded(SAMPLE[0], SAMPLE[1])
    audits = dict(zip(grading.entries, (old, new), strict=True))
    book = opened(replace(grading, audits=lambda some: (audits[entry] for entry in some)))
    assert book.sheetnames == [*SHEETS, "单元格（2019年格式）"]
    older = rows(book, "单元格（2019年格式）")[3:]
    assert older == [["清梧市民政局", "2024", CITY, SAMPLE[1].name, *["〈空白〉"] * len(cells)]]
    assert [row[3] for row in rows(book, "单元格")[3:]] == [SAMPLE[0].name]


def test_a_deduction_is_a_row_with_its_arithmetic() -> None:
    head, *body = rows(small_book(), "扣分")
    assert head[3:12] == [
        "编号",
        "组",
        "性质",
        "算式",
        "应扣",
        "本组上限",
        "上限还剩",
        "实扣",
        "原因",
    ]
    deductions = [
        d for e in small().entries for a in small().audits([e]) for d in a.score.deductions
    ]
    assert [row[3] for row in body if row[5] == "扣分"] == [d.code for d in deductions]
    assert [row[10] for row in body if row[5] == "扣分"] == [d.points for d in deductions]


def test_rules_are_counted_by_year() -> None:
    """Five reports of 2024: a report without table four has no cells of it to judge."""
    head, *body = rows(small_book(), "规则统计")
    assert head[4:] == [
        *("判定", "符合", "不符合", "需人工核对", "无法判定", "已豁免"),
        *("能判定的报告", "有问题的报告", "占比"),
    ]
    assert [(r[0], r[1]) for r in body] == [(y, c) for y in ("2024", "2023") for c in BOOK.rules]
    told = {(r[0], r[1]): r[4:] for r in body}
    assert told["2024", "L501"] == ["5", "4", "1", "0", "0", "0", "5", "1", "—"]
    assert told["2024", "L511"] == ["12", "12", "0", "0", "0", "0", "4", "0", "—"]
    assert told["2024", "R404"] == ["868", "867", "1", "0", "7", "0", "5", "1", "—"]
    assert told["2023", "R404"] == ["175", "174", "1", "0", "0", "0", "1", "1", "—"]


def test_a_share_is_told_of_thirty_reports_or_more() -> None:
    for count, share in ((29, "—"), (30, "20.0%")):
        told = {row[1]: row[10:] for row in rows(opened(crowd(count)), "规则统计")}
        assert told["L501"] == [str(count), str((count + 2) // 5), share]


def test_failures_are_told_with_their_reason() -> None:
    head, *body = rows(small_book(), "未能处理")
    assert head == ["文件", "机关", "年度", "上级机关", "原因"]
    assert body == [[FAILURE.name, FAILURE.agency, "2024", FAILURE.parent, FAILURE.reason]]


def test_notes_tell_the_rules_and_what_must_be_said_of_the_grading() -> None:
    told = rows(small_book(), "说明")
    assert told[1] == ["范围", "评分的报告 6 份；未能处理的文件 1 个，见「未能处理」。"]
    assert BOOK.sha256 in told[2][1]
    assert told[-1] == ["注意", "没有给出公布日期"]


HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    ' =HYPERLINK("http://a.example")',
    "＝1+1",
    "https://a.example/",
    "internal:排名!A1",
    "{=1}",
    "_x0041_\x07\u202e\ud800\r\n第二行",
    "字" * 40_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(text[:12]) for text in HOSTILE])
def test_text_stays_text(text: str) -> None:
    grading = graded(SAMPLE[0], failures=[Failure(text, None, text)])
    grading = replace(grading, entries=tuple(replace(e, agency=text) for e in grading.entries))
    book = opened(grading)
    cells = [
        book["排名"]["B2"],
        book["单元格"]["A4"],
        book["未能处理"]["A2"],
        book["未能处理"]["E2"],
    ]
    risky = text.lstrip()[0] in "=+-@＝"
    assert {(c.data_type, c.hyperlink, c.quotePrefix) for c in cells} == {("s", None, risky)}
    shown = (
        text.replace("\x07", "")
        .replace("\u202e", "")
        .replace("\ud800", "\ufffd")
        .replace("\r\n", "\n")
    )
    if len(text) > 32_767:
        assert len(cells[0].value) == 32_767
        assert cells[0].value.endswith("字……（过长，未全部列出）")
    else:
        assert {unescape(c.value) for c in cells} == {shown}


def test_no_cell_of_any_sheet_is_a_formula_or_a_link() -> None:
    book = small_book()
    kinds = {c.data_type for sheet in book for row in sheet.iter_rows() for c in row}
    assert kinds <= {"s", "n"}
    assert [
        c.hyperlink for sheet in book for row in sheet.iter_rows() for c in row if c.hyperlink
    ] == []


def test_a_full_sheet_goes_on_in_the_next() -> None:
    book = opened(small(), limit=6)
    whole = small_book()
    assert [n for n in book.sheetnames if n.startswith("问题")] == ["问题", "问题（续1）"]
    head, *first = rows(book, "问题")
    again, *second = rows(book, "问题（续1）")
    assert head == again
    assert [*first, *second] == rows(whole, "问题")[1:]
    notes = [row for n in book.sheetnames if n.startswith("说明") for row in rows(book, n)]
    assert ["接续的表", "「问题」一张表放不下，接在「问题（续1）」等表中。"] in notes


def test_heads_stay_filters_are_set_and_pages_are_a4_across() -> None:
    book = small_book()
    fixed = {
        "排名": "C2",
        "问题": "B2",
        "扣分": "B2",
        "单元格": "C4",
        "规则统计": "D2",
        "未能处理": "B2",
        "说明": "A2",
    }
    assert {sheet.title: sheet.freeze_panes for sheet in book} == fixed
    assert {(s.page_setup.orientation, s.page_setup.paperSize) for s in book} == {("landscape", 9)}
    assert book["排名"].auto_filter.ref == "A1:R7"
    assert book["单元格"].auto_filter.ref == "A3:GV9"
    assert {s.title: s.print_title_rows for s in book}["单元格"] == "$1:$3"
    assert {cell.font.name for row in book["问题"].iter_rows() for cell in row} == {"宋体"}


def test_the_same_grading_gives_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "out" / "summary.xlsx"
    write_workbook(small(), BOOK, path)
    assert path.read_bytes() == b"".join(workbook(small(), load_rulebook())[0])


def test_only_audits_with_findings_or_deductions_are_read_and_these_once_one_after_another() -> (
    None
):
    read: list[str] = []
    grading = crowd(7)

    def watched(entries: Any) -> Any:
        for one, audit in zip(entries, grading.audits(entries), strict=True):
            read.append(one.name)
            yield audit

    workbook(Grading(grading.entries, (), watched, digests=grading.digested), BOOK)
    found = [e for e in grading.entries if e.errors + e.warnings + e.advice + e.reviews]
    cost = [e for e in grading.entries if e.low < e.out_of]
    assert read == [e.name for e in grading.entries if e in found or e in cost]
    assert 0 < len(read) < 7


def test_nothing_graded_still_makes_a_workbook() -> None:
    book = opened(Grading((), (FAILURE,), lambda _: iter(())))
    assert [len(rows(book, sheet)) for sheet in SHEETS[:6]] == [1, 1, 1, 3, 1, 2]


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    calc = list(Path("/usr/lib/libreoffice/program").glob("libscfiltlo.so"))
    if soffice is None or not calc:
        pytest.skip("LibreOffice Calc is not installed, so that nothing opens the workbook")
    path = tmp_path / "summary.xlsx"
    write_workbook(small(), BOOK, path)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
        "--outdir",
        str(tmp_path),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    first = (tmp_path / "summary.csv").read_text(encoding="utf-8").splitlines()[1]
    assert first.startswith("1,清梧市水利局,2024,清梧市,政府部门,100,100,100,优秀")
