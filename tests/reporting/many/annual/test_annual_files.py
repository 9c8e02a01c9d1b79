"""The summary as page, document and workbook: opened by independent readers."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from lxml import html
from told import told

from browserkit import Requests, opened_browser, opened_page, violations
from gouji.reporting.many.annual.annual_page import to_html
from gouji.reporting.many.annual.content import Story, Table, shown
from gouji.reporting.many.annual.document import to_docx
from gouji.reporting.many.annual.workbook import to_xlsx

if TYPE_CHECKING:
    from playwright.sync_api import Browser

STORY = told()
PLAIN = "=1+1<script>{{7*7}}局"


def tables(story: Story) -> Iterator[Table]:
    return (table for chapter in story.parts for table in chapter.tables)


def as_read(table: Table) -> list[list[str]]:
    return [[shown(value) for value in row] for row in (table.head, *table.rows)]


def test_the_page_has_every_sentence_and_table() -> None:
    page = html.fromstring(to_html(STORY))
    assert page.xpath("string(//h1)") == "2024年政府信息公开工作年度报告审核总结"
    assert page.xpath("//main//h2/text()") == [chapter.title for chapter in STORY.parts]
    assert page.xpath("//main//section/p/text()") == [
        sentence for chapter in STORY.parts for sentence in chapter.sentences
    ]
    found = [
        [
            ["".join(cell.itertext()).strip() for cell in row.xpath("th|td")]
            for row in t.xpath(".//tr")
        ]
        for t in page.xpath("//main//table")
    ]
    assert found == [as_read(table) for table in tables(STORY)]


def test_bars_are_as_long_as_their_shares() -> None:
    page = html.fromstring(to_html(STORY))
    (grades,) = page.xpath("//table[caption='等次分布']")
    assert grades.xpath(".//rect[not(@class)]/@width") == ["50.00", "0.00", "0.00", "0.00", "50.00"]


def test_the_page_asks_nobody_for_anything() -> None:
    text = to_html(STORY)
    assert re.findall(r"(?:src|href)=\"(?!#)[^\"]*", text) == []
    assert re.findall(r"url\(|@import|<script", text) == []
    assert "&lt;script&gt;" in text


@pytest.fixture(scope="module")
def chromium() -> "Iterator[Browser]":
    with opened_browser() as browser:
        yield browser


def test_the_page_is_accessible_and_fits_a_phone(chromium: "Browser", tmp_path: Path) -> None:
    path = tmp_path / "annual.html"
    path.write_text(to_html(STORY), encoding="utf-8")
    with opened_page(chromium, width=390) as page:
        requests = Requests(page)
        page.goto(path.as_uri())
        assert violations(page) == []
        assert requests.abroad() == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_document_has_every_sentence_and_table() -> None:
    paper = docx.Document(io.BytesIO(to_docx(STORY)))
    heads = [p.text for p in paper.paragraphs if p.style and p.style.name == "Heading 1"]
    assert heads == [chapter.title for chapter in STORY.parts]
    texts = [p.text for p in paper.paragraphs]
    assert {s for chapter in STORY.parts for s in chapter.sentences} <= set(texts)
    captions = [p.text for p in paper.paragraphs if p.style and p.style.name == "表名"]
    assert captions == [f"表{n}　{table.title}" for n, table in enumerate(tables(STORY), 1)]
    found = [[[cell.text for cell in row.cells] for row in table.rows] for table in paper.tables]
    assert found == [as_read(table) for table in tables(STORY)]
    signed = texts.index("清梧市人民政府办公室")
    assert [text for text in texts[signed:] if text][2] == "附：表三各格合计"


def test_heads_of_tables_are_repeated_and_pages_numbered() -> None:
    paper = docx.Document(io.BytesIO(to_docx(STORY)))
    body = paper.element.body.xml
    assert body.count("<w:tblHeader/>") == len(paper.tables)
    for footer in (paper.sections[0].footer, paper.sections[0].even_page_footer):
        assert "PAGE" in footer.part.element.xml


def test_a_document_does_not_print_thousands_of_rows() -> None:
    long = Table("很长", ("行",), tuple((f"第{n}行",) for n in range(301)))
    story = replace(STORY, chapters=(replace(STORY.chapters[0], tables=(long,)),), annexes=())
    paper = docx.Document(io.BytesIO(to_docx(story)))
    assert len(paper.tables[0].rows) == 301
    assert "（还有 1 行，见同名的工作簿。）" in [p.text for p in paper.paragraphs]
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(story)))
    assert book["很长"].max_row == 302


def test_the_workbook_has_a_sheet_for_each_table() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(STORY)))
    assert book.sheetnames == ["总结", *(table.title for table in tables(STORY))]
    for table in tables(STORY):
        sheet = book[table.title]
        assert [cell.value for cell in sheet[1]] == list(table.head)
        assert (sheet.freeze_panes, sheet.max_row) == ("B2", len(table.rows) + 1)
        assert sheet.auto_filter.ref.startswith("A1:")
    text = [row[0] for row in book["总结"].iter_rows(values_only=True)]
    assert {s for chapter in STORY.parts for s in chapter.sentences} <= set(text)


def test_numbers_stay_numbers_and_names_stay_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(STORY)))
    penalty, fee = (
        next(row for row in book["主动公开合计"].iter_rows() if row[0].value == name)
        for name in ("行政处罚", "行政事业性收费")
    )
    assert (penalty[2].value, penalty[2].number_format) == (30, '"≥"0')
    assert (fee[2].value, fee[2].number_format) == (1204.264, "0.000")
    turnout = book["各地各部门报送情况"]
    assert (turnout["F4"].value, turnout["F4"].number_format) == (0.5, "0.0%")
    missing = book["未报送的机关"]["A2"]
    assert (missing.value, missing.data_type) == (PLAIN, "s")
    formulas = [
        c.coordinate for s in book for row in s.iter_rows() for c in row if c.data_type == "f"
    ]
    assert formulas == []


@pytest.mark.parametrize("write", [to_docx, to_xlsx])
def test_the_same_story_gives_the_same_bytes(write: Callable[[Story], bytes]) -> None:
    first = write(STORY)
    assert write(told()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_workbook_does_not_say_when_it_was_made() -> None:
    made = openpyxl.load_workbook(io.BytesIO(to_xlsx(STORY))).properties
    assert (str(made.created), str(made.modified)) == ("2000-01-01 00:00:00",) * 2


def test_an_unsigned_summary_has_no_place_to_sign() -> None:
    story = told(office=None)
    assert "清梧市人民政府办公室" not in to_html(story)
    paper = docx.Document(io.BytesIO(to_docx(story)))
    assert [p.text for p in paper.paragraphs if p.style and p.style.name == "落款"] == []
