"""Workbooks as Excel and others write them: what a cell shows, and what of hostile files is read."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from gouji.errors import UsageError
from gouji.reading import limits
from gouji.sheets.cells import Cell, Fault, Line
from gouji.sheets.workbook import workbook
from sheetkit import NAMESPACE, STRICT, handmade, inline

NO_RESULT = Fault("是公式，文件里没有存下结果，请用 Excel 打开并保存一次")
NUMBERS: list[tuple[str, str, Cell]] = [
    # value, format, what is shown
    ("2024", "General", "2024"),
    ("2024.0", "General", "2024"),
    ("0.10000000000000001", "General", "0.1"),
    ("0.30000000000000004", "0.00", "0.3"),
    ("20250120", "0", "20250120"),
    ("1E+3", "0.00E+00", "1000"),
    ("0", "0", "0"),
    ("-0.5", "#,##0.00;[Red]-#,##0.00", "-0.5"),
    ("0.2", "0%", "20%"),
    ("45677", "yyyy-mm-dd", "2025-01-20"),
    ("45677", "yyyy/m/d;@", "2025-01-20"),
    ("45677", '[$-804]yyyy"年"m"月"d"日"', "2025-01-20"),
    ("45677", "[DBNum1][$-804]yyyy\\年m\\月d\\日", "2025-01-20"),
    ("45677.395833333336", "yyyy-mm-dd hh:mm", "2025-01-20 09:30:00"),
    ("45677.395833333336", "yyyy-mm-dd", "2025-01-20 09:30:00"),
    ("45677", 'yyyy"年"m"月"', "2025年1月"),
    ("45292", 'yyyy"年"', "2024年"),
    ("45677", 'm"月"d"日"', "2025-01-20"),
    ("0.395833333333333", "h:mm", "09:30:00"),
    ("60", "yyyy-mm-dd", "1900-02-28"),
    ("59", "yyyy-mm-dd", "1900-02-28"),
    ("45677", '"第"0"号"', "45677"),
    ("45677", "0_d", "45677"),
    ("-1", "yyyy-mm-dd", Fault("不是日期")),
    ("9999999", "yyyy-mm-dd", Fault("不是日期")),
    ("1E999999999", "0", Fault("不是数")),
    ("NaN", "0", Fault("不是数")),
    ("１x", "0", Fault("不是数")),
]


def styles(*codes: str) -> str:
    formats = "".join(
        f'<numFmt numFmtId="{n}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for n, code in enumerate(codes, 164)
    )
    xfs = "".join(f'<xf numFmtId="{n}"/>' for n, _ in enumerate(codes, 164))
    return f'<styleSheet xmlns="{NAMESPACE}"><numFmts>{formats}</numFmts><cellXfs>{xfs}</cellXfs></styleSheet>'


def cells(body: str, **options: Any) -> tuple[Cell, ...]:
    (table,) = workbook(handmade(f"<sheetData>{body}</sheetData>", **options))
    (line,) = table.lines
    return line.cells


@pytest.mark.parametrize(("value", "code", "shown"), NUMBERS)
def test_numbers_as_shown(value: str, code: str, shown: Cell) -> None:
    row = f'<row r="1"><c r="A1" s="0"><v>{value}</v></c></row>'
    assert cells(row, parts={"xl/styles.xml": styles(code)}) == (shown,)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (14, "2025-01-20"),
        (31, "2025-01-20"),
        (57, "2025年1月"),
        (58, "2025-01-20"),
        (22, "2025-01-20"),
        (9, "4567700%"),
        (4, "45677"),
    ],
)
def test_formats_that_chinese_excel_names_by_number_alone(number: int, shown: str) -> None:
    sheet = (
        f'<styleSheet xmlns="{NAMESPACE}"><cellXfs><xf numFmtId="{number}"/></cellXfs></styleSheet>'
    )
    row = '<row r="1"><c r="A1" s="0"><v>45677</v></c></row>'
    assert cells(row, parts={"xl/styles.xml": sheet}) == (shown,)


def test_days_counted_from_1904() -> None:
    row = '<row r="1"><c r="A1" s="0"><v>44215</v></c></row>'
    parts = {"xl/styles.xml": styles("yyyy-mm-dd")}
    assert cells(row, parts=parts, book='<workbookPr date1904="1"/>') == ("2025-01-20",)


KINDS: list[tuple[str, Cell]] = [
    ('<c t="s"><v>0</v></c>', "甲局"),
    ('<c t="s"><v>1</v></c>', "清梧市水利局"),
    ('<c t="str"><f>A1</f><v>甲局</v></c>', "甲局"),
    ('<c t="str"><f>A1</f><v></v></c>', ""),
    ("<c><f>1+1</f><v>2</v></c>", "2"),
    ("<c><f>1+1</f><v></v></c>", NO_RESULT),
    ("<c><f>1+1</f></c>", NO_RESULT),
    ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', Fault("是错误值 #DIV/0!")),
    ('<c t="b"><v>1</v></c>', "TRUE"),
    ('<c t="d"><v>2025-01-20T00:00:00</v></c>', "2025-01-20T00:00:00"),
    ('<c t="inlineStr"><is><r><t>清梧</t></r><r><t>市</t></r></is></c>', "清梧市"),
    ('<c t="inlineStr"><is><t xml:space="preserve"> 甲_x000D_\n\u200b局 </t></is></c>', "甲\n局"),
]


@pytest.mark.parametrize("namespace", [NAMESPACE, STRICT])
@pytest.mark.parametrize(("cell", "shown"), KINDS)
def test_kinds_of_cells(cell: str, shown: Cell, namespace: str) -> None:
    shared = (
        f'<sst xmlns="{namespace}"><si><t>甲局</t></si><si><r><t>清梧市</t></r><r><t>水利局</t></r>'
        "<rPh><t>qingwu</t></rPh></si></sst>"
    )
    row = f'<row><c t="inlineStr"><is><t>一</t></is></c>{cell}<c><v>3</v></c></row>'
    parts = {"xl/sharedStrings.xml": shared}
    assert cells(row, namespace=namespace, parts=parts) == ("一", shown, "3")


def test_what_is_merged_over_rows_is_said_in_each_that_says_something() -> None:
    rows = (
        inline("市政府", "甲局")
        + inline("", "乙局", row=2)
        + inline("", "", row=3)
        + inline("", "丙局", row=4)
        + inline("", "丁局", row=5)
    )
    merges = '<mergeCells><mergeCell ref="A1:A4"/><mergeCell ref="B1:C1"/><mergeCell ref="A2:A1048576"/></mergeCells>'
    (table,) = workbook(handmade(f"<sheetData>{rows}</sheetData>{merges}"))
    assert table.lines == (
        Line(1, ("市政府", "甲局")),
        Line(2, ("市政府", "乙局")),
        Line(4, ("市政府", "丙局")),
        Line(5, ("", "丁局")),
    )


def test_rows_and_cells_without_references_and_far_apart() -> None:
    body = '<row><c/><c><v>1</v></c></row><row r="9"><c r="C9"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row><row r="1048576"><c r="XFD1048576"><v>5</v></c><c r="A1048576"><v>6</v></c></row>'
    (table,) = workbook(handmade(f"<sheetData>{body}</sheetData>"))
    assert table.lines == (
        Line(1, ("", "1")),
        Line(9, ("", "", "2", "3")),
        Line(10, ("4",)),
        Line(1048576, ("6",)),
    )


def test_a_hundred_thousand_blank_rows_say_nothing() -> None:
    body = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 100_002))
    (table,) = workbook(handmade(f"<sheetData>{inline('机关')}{body}</sheetData>"))
    assert table.lines == (Line(1, ("机关",)),)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


def test_entities_are_not_followed() -> None:
    body = (
        '<row><c t="inlineStr"><is><t>甲</t></is></c><c t="inlineStr"><is><t>&f;</t></is></c></row>'
    )
    data = handmade(
        "",
        parts={
            "xl/worksheets/sheet1.xml": f'{ENTITIES}<worksheet xmlns="{NAMESPACE}"><sheetData>{body}</sheetData></worksheet>'
        },
    )
    with pytest.raises(UsageError, match="已损坏，打不开"):
        workbook(data)


@pytest.mark.parametrize(
    ("limit", "most", "sentence"),
    [
        ("gouji.sheets.package.MAX_SHEET_PART_BYTES", 100, "解开后有一部分超过"),
        ("gouji.sheets.package.MAX_PART_BYTES", 100, "解开后有一部分超过"),
        ("gouji.sheets.package.MAX_PACKAGE_PARTS", 2, "里面超过 2 个部件"),
        ("gouji.sheets.workbook.MAX_SHEET_ROWS", 2, "表格超过 100000 行或 2000000 格"),
        ("gouji.sheets.workbook.MAX_SHEET_CELLS", 5, "表格超过 100000 行或 2000000 格"),
    ],
)
def test_what_is_too_large_is_refused(
    limit: str, most: int, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = handmade(
        "<sheetData>" + "".join(inline("甲", "乙", row=n) for n in (1, 2, 3)) + "</sheetData>"
    )
    assert len(workbook(data)[0].lines) == 3
    monkeypatch.setattr(limit, most)
    with pytest.raises(UsageError, match=sentence):
        workbook(data)
    assert limits.MAX_SHEET_ROWS >= 100_000


def by_xlsxwriter() -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("年报")
    day = book.add_format({"num_format": "yyyy/m/d"})
    sheet.merge_range("A1:C1", "标题")
    sheet.write_row("A2", ["机关", "公布日期", "编号"])
    sheet.write("A3", "甲局")
    sheet.write_number("B3", 45677, day)
    sheet.write_formula("C3", "=1+1", None, 2)
    book.close()
    return file.getvalue()


SHOWN = (
    Line(1, ("标题",)),
    Line(2, ("机关", "公布日期", "编号")),
    Line(3, ("甲局", "2025-01-20", "2")),
)


def test_of_another_program() -> None:
    (table,) = workbook(by_xlsxwriter())
    assert (table.name, table.lines) == ("年报", SHOWN)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice makes the files")
def test_of_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(by_xlsxwriter())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for kind in ("ods", "xlsx"):
        source = "a.ods" if kind == "xlsx" else "a.xlsx"
        subprocess.run(
            [
                "soffice",
                profile,
                "--headless",
                "--convert-to",
                kind,
                "--outdir",
                tmp_path,
                tmp_path / source,
            ],
            check=True,
            capture_output=True,
        )
    (table,) = workbook((tmp_path / "a.xlsx").read_bytes())
    assert (table.name, table.lines) == ("年报", SHOWN)
    with pytest.raises(UsageError, match=r"不是 Excel 工作簿（\.xlsx）"):
        workbook((tmp_path / "a.ods").read_bytes())
