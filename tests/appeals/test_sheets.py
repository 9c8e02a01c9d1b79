"""Sheets for many decisions: written, filled in by people, read back whole or not at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gouji.appeals.cases import cases
from gouji.appeals.sheets import Said, findings_sheet, open_sheet, read_said
from gouji.errors import UsageError
from gouji.store import History, open_history
from gradingkit import BOOK, SAMPLE
from store.kept import to_keep

WHEN = datetime(2026, 5, 1, tzinfo=UTC)
WATER, CIVIL, OFFICE, MONEY, TORN = SAMPLE

Fill = Callable[[Worksheet], None]


@pytest.fixture
def history(tmp_path: Path):  # noqa: ANN201
    with open_history(tmp_path / "gouji.db") as opened:
        opened.stand(opened.keep([to_keep(made) for made in SAMPLE]))
        yield opened


def column(sheet: Worksheet, head: str) -> int:
    return [cell.value for cell in sheet[1]].index(head) + 1


def put(row: int, **values: str) -> Fill:
    def fill(sheet: Worksheet) -> None:
        for head, value in values.items():
            sheet.cell(row, column(sheet, head), value)

    return fill


def sheet_of(history: History, tmp_path: Path, kind: str, *fills: Fill) -> Path:
    entries = history.entries(year=2024)
    write = findings_sheet if kind == "findings" else open_sheet
    path = tmp_path / "表.xlsx"
    path.write_bytes(write(cases(history, entries, BOOK.forms)))
    book = openpyxl.load_workbook(path)
    for fill in fills:
        fill(book.worksheets[0])
    book.save(path)
    return path


def rows(path: Path) -> list[dict[str, object]]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    heads, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in body]


def row_of(path: Path, **wanted: str) -> int:
    found = [n for n, row in enumerate(rows(path), 2) if wanted.items() <= row.items()]
    return found[0]


def said(history: History, path: Path) -> Said:
    return read_said(path, history, BOOK.forms, WHEN)


DISMISS = {"认定": "不成立", "说明": "来文已更正", "认定人": "李四"}
SETTLE = {"核定": "3", "说明": "对照纸质原件", "核定人": "李四"}


def test_a_cause_is_one_row_and_decides_all_its_findings(history: History, tmp_path: Path) -> None:
    path = sheet_of(history, tmp_path, "findings")
    number, cause = max(
        enumerate(rows(path), 2), key=lambda each: str(each[1]["规则和位置"]).count("；")
    )
    keys = [tuple(part.split(" ")) for part in str(cause["规则和位置"]).split("；")]
    assert len(keys) > 1
    path = sheet_of(history, tmp_path, "findings", put(number, **DISMISS))
    decisions = said(history, path).decisions
    assert [(d.agency, d.code, d.locus) for d in decisions] == [(cause["机关"], *k) for k in keys]
    assert {(d.ruling, d.comment, d.who, d.when) for d in decisions} == {
        ("dismissed", "来文已更正", "李四", WHEN)
    }
    assert all(d.digest for d in decisions)


def test_every_finding_of_the_year_has_a_row(history: History, tmp_path: Path) -> None:
    listed = {
        (str(row["机关"]), key)
        for row in rows(sheet_of(history, tmp_path, "findings"))
        for key in str(row["规则和位置"]).split("；")
    }
    expected = {
        (case.agency, " ".join(key))
        for case in cases(history, history.entries(year=2024), BOOK.forms)
        for key in case.findings
    }
    assert listed == expected


def test_open_items_are_settled(history: History, tmp_path: Path) -> None:
    path = sheet_of(history, tmp_path, "open")
    cell = row_of(path, 位置="t3.granted.natural")
    verdict = row_of(path, 规则="R412", 位置="t3.column:charity")
    path = sheet_of(
        history,
        tmp_path,
        "open",
        put(cell, **SETTLE, 依据="原件第3页"),
        put(verdict, **SETTLE | {"核定": "符合"}),
    )
    told = [
        (s.agency, s.code, s.locus, s.value, s.evidence) for s in said(history, path).settlements
    ]
    assert sorted(told) == sorted(
        [
            (TORN.agency, "", "t3.granted.natural", "3", "原件第3页"),
            (rows(path)[verdict - 2]["机关"], "R412", "t3.column:charity", "pass", ""),
        ]
    )


def test_nothing_filled_in_says_nothing(history: History, tmp_path: Path) -> None:
    assert said(history, sheet_of(history, tmp_path, "findings")) == Said()
    assert said(history, sheet_of(history, tmp_path, "open")) == Said()


REFUSED = [
    ("findings", [put(3, **DISMISS | {"认定": "不对"})], ["第 3 行：「认定」一栏写的是「不对」，请写「属实」或「不成立」"]),
    ("findings", [put(3, **DISMISS | {"说明": " "})], ["第 3 行：「说明」一栏空着，请写明"]),
    ("findings", [put(3, **DISMISS | {"认定人": ""})], ["第 3 行：「认定人」一栏空着，请写明"]),
    ("findings", [put(3, 说明="只写了说明")], ["第 3 行：「认定」一栏写的是「None」"]),
    ("findings", [put(3, **DISMISS, 核对码="0" * 12)], ["第 3 行：「规则和位置」一栏说的问题，报告里没有，或者读到的已经不同"]),
    ("findings", [put(3, **DISMISS, 规则和位置="R411 t3.row:none")], ["第 3 行：「规则和位置」一栏说的问题"]),
    ("findings", [put(3, **DISMISS, 机关="海洋局")], ["第 3 行：历史记录里没有「海洋局」2024 年的报告"]),
    ("findings", [put(2, **DISMISS), put(3, **DISMISS, 机关="海洋局"), put(4, 认定="x")], ["第 3 行", "第 4 行"]),
    ("open", [put(3, **SETTLE | {"核定": "三"})], ["第 3 行"]),
    ("open", [put(3, **SETTLE, 核对码="0" * 12)], ["第 3 行：「核对码」一栏对不上：现在算数的是另一份文件"]),
    ("open", [put(2, **SETTLE), put(3, **SETTLE | {"核定人": ""})], ["第 3 行：「核定人」一栏空着"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "fills", "expected"), REFUSED)
def test_one_bad_row_and_none_is_taken(
    history: History, tmp_path: Path, kind: str, fills: list[Fill], expected: list[str]
) -> None:
    with pytest.raises(UsageError) as refused:
        said(history, sheet_of(history, tmp_path, kind, *fills))
    first, *lines = str(refused.value).splitlines()
    assert first == "一行也没有收下："
    assert len(lines) == len(expected)
    assert all(part in line for part, line in zip(expected, lines, strict=True))


def test_what_was_read_otherwise_since_is_refused(history: History, tmp_path: Path) -> None:
    path = sheet_of(history, tmp_path, "findings")
    number = row_of(path, 机关=CIVIL.agency)
    path = sheet_of(history, tmp_path, "findings", put(number, **DISMISS))
    assert said(history, path).decisions
    again = replace(CIVIL, faults=(), name="again.txt")
    history.stand(history.keep([to_keep(again)]))
    with pytest.raises(UsageError, match=f"第 {number} 行"):
        said(history, path)


def test_another_sheet_is_refused(history: History, tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text("机关,年度,说明,核对码\n甲局,2024,x,y\n", encoding="utf-8")
    with pytest.raises(UsageError, match="不是 gouji appeals 写出的认定表或者待定表"):
        said(history, path)
