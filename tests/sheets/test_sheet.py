"""One reader of lists: the same rows out of whatever form an office keeps them in."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

import sheetkit as made
from gouji.errors import UsageError
from gouji.sheets import Heads, Sheet, read_sheet, sheet_of

HEADS: Heads = {
    "agency": ("机关", "单位名称", "agency"),
    "year": ("年度", "year"),
    "day": ("公布日期", "发布时间"),
    "points": ("分值",),
}
PLAIN = "机关,年度,公布日期,分值\n清梧市水利局,2024,2025-01-20,1.5\n清梧市民政局,2024,,\n"
ROWS = [
    ("清梧市水利局", 2024, date(2025, 1, 20), Decimal("1.5")),
    ("清梧市民政局", 2024, None, None),
]


def values(sheet: Sheet) -> list[tuple[object, ...]]:
    return [
        (r.name("agency"), r.year("year"), r.day("day"), r.decimal("points")) for r in sheet.rows
    ]


TABS = PLAIN.replace(",", "\t")
ENCODED = [
    (PLAIN, "utf-8"),
    (PLAIN, "utf-8-sig"),
    (PLAIN, "gbk"),
    (PLAIN, "gb18030"),
    (PLAIN, "utf-16"),
    (PLAIN, "utf-16-le"),
    (PLAIN.replace("\n", "\r\n"), "gbk"),
    (PLAIN.replace(",", ";"), "utf-8"),
    (PLAIN.replace(",", "，"), "gbk"),
    (PLAIN.replace(",", "；"), "utf-8"),
    (TABS, "utf-16"),
    (TABS, "gbk"),
    ("sep=;\n" + PLAIN.replace(",", ";"), "utf-8"),
    ('"' + PLAIN.replace(",", '","').replace("\n", '"\n"')[:-1], "utf-8"),
    ("清梧市2024年年报清单,,,\n\n填报单位：市政府办,,,\n" + PLAIN, "utf-8"),
    (PLAIN.replace("\n", "\n\n,,,\n"), "utf-8"),
    (PLAIN.replace("机关", " 单 位 名 称（全称）*"), "utf-8"),
    (PLAIN.replace("2024", "２０２４ 年度"), "utf-8"),
    (PLAIN.replace("2024", "2024.0").replace("2025-01-20", "2025.1.20"), "utf-8"),
    (PLAIN.replace("2025-01-20", "20250120"), "utf-8"),
    (PLAIN.replace("2025-01-20", "45677"), "utf-8"),
    (PLAIN.replace("2025-01-20", "45677.396"), "utf-8"),
    (PLAIN.replace("2025-01-20", "2025年1月20日 上午9:30"), "utf-8"),
    (PLAIN.replace("2025-01-20", "2025/1/20 17:05"), "utf-8"),
    (PLAIN.replace("1.5", "１．５"), "utf-8"),
    (PLAIN.replace("清梧市水利局", '"清梧市\n水利局"'), "utf-8"),
    (PLAIN.replace("清梧市水利局", "\u200b清梧市 水利局\u3000"), "utf-8"),
    (PLAIN.replace("清梧市民政局", "机关,年度,公布日期,分值\n清梧市民政局"), "utf-8"),
]


@pytest.mark.parametrize(("text", "encoding"), ENCODED)
def test_csv_in_any_usual_form(text: str, encoding: str) -> None:
    assert values(sheet_of("a.csv", text.encode(encoding), HEADS, needed=["agency"])) == ROWS


TYPED = [
    ("机关", "年度", "公布日期", "分值"),
    ("清梧市水利局", 2024, date(2025, 1, 20), 1.5),
    ("清梧市民政局", "2024"),
]
WORKBOOKS = [
    made.workbook(TYPED),
    made.workbook([("清梧市年报清单",), (), *TYPED], "A1:D1"),
    made.workbook(
        [
            TYPED[0],
            (),
            ("清梧市水利局", 2024.0, datetime.fromisoformat("2025-01-20T09:30"), "1.50"),
            (),
            TYPED[2],
        ]
    ),
    made.workbook([TYPED[0], ("清梧市水利局", "2024", 20250120, 1.5), TYPED[2]]),
    made.workbook([TYPED[0], ("清梧市水利局", 2024, 45677, 1.5), TYPED[2]]),
    made.workbook([TYPED[0], ("清梧市水利局", 2024, "2025.1.20", 1.5), ("清梧市民政局",)], "B2:B3"),
    made.workbook(
        [("机关", "年度", "情况"), ("", "", "公布日期", "分值"), *TYPED[1:]],
        "A1:A2",
        "B1:B2",
        "C1:D1",
    ),
]


@pytest.mark.parametrize("data", WORKBOOKS)
def test_workbooks(data: bytes) -> None:
    assert values(sheet_of("a.xlsx", data, HEADS)) == ROWS


def test_rows_are_named_as_excel_counts_them(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(made.workbook([("标题",), (), TYPED[0], (), ("甲局", "二四")], "A1:D1"))
    (row,) = read_sheet(path, HEADS).rows
    assert (row.at, row.number) == (f"{path} 第 5 行", 5)
    with pytest.raises(UsageError) as error:
        row.year("year")
    assert str(error.value) == f"{path} 第 5 行：「年度」一栏写的是「二四」，请写成 2024 的样子"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("24", "写的是「24」，请写成"),
        ("2024.5", "写的是「2024.5」，请写成"),
        ("1899", "写的是「1899」，请写成"),
    ],
)
def test_years_that_are_none(text: str, sentence: str) -> None:
    data = f"机关,年度\n甲局,{text}\n".encode()
    with pytest.raises(UsageError, match=f"a.csv 第 2 行：「年度」一栏{sentence}"):
        sheet_of("a.csv", data, HEADS).rows[0].year("year")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.50", "1234.50"),
        ("-3", "-3"),
        ("+０．５", "0.5"),
        ("12，345", "12345"),
        ("0.10", "0.10"),
    ],
)
def test_numbers_are_exact(text: str, number: str) -> None:
    data = f"机关\t分值\n甲局\t{text}\n".encode()
    assert str(sheet_of("a.csv", data, HEADS).rows[0].decimal("points")) == number


@pytest.mark.parametrize("text", ["3分", "1,23", "--1", "1e3", "½"])
def test_no_numbers(text: str) -> None:
    data = f"机关\t分值\n甲局\t{text}\n".encode()
    with pytest.raises(UsageError, match="一栏写的是「.+」，不是数"):
        sheet_of("a.csv", data, HEADS).rows[0].decimal("points")


def test_rows_counted_in_words_are_rows() -> None:
    data = "序号,机关,年度\n一、,市直部门,\n一、,甲局,2024\n（二）,乙局,2024\n".encode()
    sheet = sheet_of("a.csv", data, HEADS)
    assert [row.name("agency") for row in sheet.rows] == ["甲局", "乙局"]
    assert sheet.notes[1:] == ("a.csv 第 2 行「一、」：不是清单的一行，没有用",)


REFUSED = [
    (b"", "没有找到列名一行，要有 「机关」"),
    ("名字\n甲局\n".encode(), "没有找到列名一行，要有 「机关」"),
    ("年度\n2024\n".encode(), "没有「机关」一列（列名可以写 机关、单位名称、agency）"),
    ('机关,年度\n甲局,2024\n"乙局,2024\n丙局,2024\n'.encode(), "第 3 行的引号没有成对，请检查"),
    (bytes(range(256)) * 40, "既不是 Excel 工作簿（.xlsx），也不是文本（CSV）"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "是旧版 Excel（.xls）"),
    ("<html><table><tr><td>机关</td></tr></table>".encode(), "其实是网页，不是表格文件"),
    (made.workbook(TYPED)[:3000], "已损坏，打不开"),
    (b"PK\x03\x04" + bytes(100), "已损坏，打不开"),
    (made.handmade("<sheetData><row><c></sheetData>"), "已损坏，打不开"),
    (
        made.handmade('<sheetData><row r="1"><c t="s"><v>7</v></c></row></sheetData>'),
        "已损坏，打不开",
    ),
]


@pytest.mark.parametrize(("data", "sentence"), REFUSED)
def test_what_is_no_list_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UsageError) as error:
        sheet_of("清单", data, HEADS, needed=["agency"])
    assert str(error.value).startswith(f"清单：{sentence}")


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path, sentence in ((tmp_path / "a.csv", "没有这个清单文件"), (tmp_path, "清单打不开")):
        with pytest.raises(UsageError, match=f"^{path}：{sentence}"):
            read_sheet(path, HEADS)


def test_lines_that_are_no_rows_are_told() -> None:
    text = (
        "机关,年度,电话\n一、市直部门（2个）,,\n甲局,2024,1\n乙局,2024,2\n（二）县区,,\n丙县,2024,3\n"
        ",,4\n合计,3,\n注：本表由办公室填,,\n"
    )
    sheet = sheet_of("a.csv", text.encode(), HEADS)
    assert [row.name("agency") for row in sheet.rows] == ["甲局", "乙局", "丙县"]
    assert sheet.notes == (
        "a.csv：没有用到的列：电话",
        "a.csv 第 2 行「一、市直部门（2个）」：不是清单的一行，没有用",
        "a.csv 第 5 行「（二）县区」：不是清单的一行，没有用",
        "a.csv 第 8 行「合计」：不是清单的一行，没有用",
        "a.csv 第 9 行「注：本表由办公室填」：不是清单的一行，没有用",
    )


def test_one_list_on_several_tabs() -> None:
    book = Workbook()
    for title, state, rows in (
        ("说明", "visible", [("填写要求",)]),
        ("市直", "visible", [("机关", "年度"), ("甲局", 2024)]),
        ("县区", "visible", [("各县区",), ("机关", "年度"), ("乙县", 2024)]),
        ("旧", "hidden", [("机关", "年度", "分值"), ("丙县", 2023, 1)]),
        ("字典", "visible", [("年度",), (2024,)]),
    ):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    sheet = sheet_of("a.xlsx", made.written(book), HEADS)
    assert [(row.at, row.name("agency")) for row in sheet.rows] == [
        ("a.xlsx「市直」 第 2 行", "甲局"),
        ("a.xlsx「县区」 第 3 行", "乙县"),
    ]
    assert sheet.notes == ("a.xlsx：没有用到的工作表：说明、字典",)


TEXTS = st.text("甲乙,;\t，；\"'\n 0a", min_size=1, max_size=6).filter(
    lambda text: text.strip() == text
)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5), st.sampled_from(",;\t，；"))
def test_what_programs_write_is_read_back(rows: list[tuple[str, str]], delimiter: str) -> None:
    import csv
    import io

    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(
        [("编号", "机关", "年度"), *(("1", *r) for r in rows)]
    )
    sheet = sheet_of("a.csv", file.getvalue().encode(), HEADS)
    assert [(r.text("agency"), r.text("year")) for r in sheet.rows] == [*rows]
