"""The page over all reports: what it tells, and that it is one safe file that asks for nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html
from overviews import FAILURE, small

from browserkit import Requests, opened_browser, opened_page, violations
from gouji.model.grading import Failure, Grading
from gouji.reporting.many.overview.overview_page import overview_page
from gouji.reporting.many.overview.workbook import workbook
from gouji.rulebook import load_rulebook
from gradingkit import BOOK, SAMPLE, crowd, graded

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Page = html.HtmlElement


def told(grading: Grading) -> Page:
    return html.document_fromstring(overview_page(grading, BOOK))


def table(page: Page, caption: str) -> list[list[str]]:
    """Return the texts of the rows of a table, head first."""
    [found] = [t for t in page.iter("table") if t.findtext("caption") == caption]
    return [[cell.text_content().strip() for cell in row] for row in found.iter("tr")]


@pytest.fixture(scope="module")
def page() -> Page:
    return told(small())


def test_the_head_tells_who_took_part(page: Page) -> None:
    lead = re.sub(r"\s+", " ", page.find(".//header/p").text_content())
    assert lead == (
        "2024 年度评分的报告 5 份（5 个机关），其他年度 1 份，未能处理的文件 1 个。 "
        "平均得分 87.1–93.5（满分 100），有错误的报告 2 份。"
    )
    assert [p.text_content() for p in page.find_class("note")] == ["注意：没有给出公布日期"]


def test_the_spread_of_scores_keeps_what_is_open_apart(page: Page) -> None:
    """Scores are 74, 76–100, 90.5–98.5, 95 and 100."""
    assert table(page, "各分数段的份数") == [
        ["分数段", "得分确定", "得分未定"],
        ["95 至 100", "2", "0"],
        ["90 至不足 95", "0", "1"],
        ["85 至不足 90", "0", "0"],
        ["80 至不足 85", "0", "0"],
        ["75 至不足 80", "0", "1"],
        ["70 至不足 75", "1", "0"],
    ]


def test_the_ranking_links_to_the_reports(page: Page) -> None:
    head, *body = table(page, "2024 年度各报告的名次")
    assert head[:6] == ["名次", "机关", "上级机关", "种类", "得分", "等次"]
    assert [[*row[:6], row[11]] for row in body] == [
        ["1", "清梧市水利局", "清梧市", "政府部门", "100", "优秀", "+0.5"],
        ["2", "清梧市民政局", "清梧市", "政府部门", "95", "优秀", ""],
        ["3", "丹穗县财政局", "丹穗县", "政府部门", "90.5–98.5", "优秀", ""],
        ["4", "丹穗县民政局", "丹穗县", "政府部门", "76–100", "等次待定", "−23.5 至 +0.5"],
        ["5", "丹穗县人民政府办公室", "丹穗县", "政府办公厅、办公室", "74", "合格", ""],
    ]
    links = [a.get("href") for a in page.iter("a") if a.getparent().tag == "th"]
    assert links[0] == "./%E6%B8%85%E6%A2%A7%E5%B8%82%E6%B0%B4%E5%88%A9%E5%B1%80-2024.html"
    assert len(links) == len(SAMPLE)


def test_an_earlier_year_comes_after_the_newest(page: Page) -> None:
    titles = [h.text for h in page.iter("h2")]
    assert titles == [
        *("得分和等次", "问题最多的规则", "按上级机关", "按机关种类", "与上年相比", "排名"),
        *("2023 年度", "未能处理的文件"),
    ]
    _, row = table(page, "2023 年度各报告的名次")
    assert row[:6] == ["1", "清梧市水利局", "", "政府部门", "99.5", "优秀"]


def test_cities_bodies_changes_and_failures_are_told(page: Page) -> None:
    grades = ["优秀", "良好", "合格", "不合格", "等次待定"]
    assert table(page, "按上级机关统计") == [
        ["上级机关", "报告", "平均得分", *grades, "有错误的报告", "占比"],
        ["丹穗县", "3", "80.2–90.8", "1", "0", "1", "0", "1", "1", "—"],
        ["清梧市", "2", "97.5", "2", "0", "0", "0", "0", "1", "—"],
    ]
    assert [row[:2] for row in table(page, "按机关种类统计")[1:]] == [
        ["政府办公厅、办公室", "1"],
        ["政府部门", "4"],
    ]
    assert table(page, "得分的升降")[1:] == [
        ["上升", "1"],
        ["持平", "0"],
        ["下降", "0"],
        ["不能断定", "1"],
        ["没有可比的上年得分", "3"],
    ]
    assert table(page, "未能处理的文件和原因")[1:] == [
        [FAILURE.name, "清梧市教育局", "2024", "文件是空的"]
    ]


def test_no_percentages_for_few_and_some_for_many(page: Page) -> None:
    assert "%" not in page.find(".//main").text_content()
    many = told(crowd(60))
    assert table(many, "各等次的份数") == [
        ["等次", "份数", "占比"],
        ["优秀", "36", "60.0%"],
        ["良好", "0", "0.0%"],
        ["合格", "12", "20.0%"],
        ["不合格", "0", "0.0%"],
        ["等次待定", "12", "20.0%"],
    ]
    assert table(many, "按上级机关统计")[1][-1] == "33.3%"
    assert table(many, "按上级机关统计")[2][-1] == "—"
    assert {row[5] for row in table(many, "有问题的规则")[1:]} == {"20.0%"}


def test_every_chart_is_named_and_its_numbers_stand_in_text(page: Page) -> None:
    charts = list(page.iter("svg"))
    assert len(charts) == 6
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for chart in charts:
        assert chart.get("role") == "img"
        title, description = (
            page.get_element_by_id(i) for i in chart.get("aria-labelledby").split()
        )
        assert re.search("[一-鿿]", title.text)
        assert re.search("[0-9]", description.text)
    texts = {text.text for chart in charts for text in chart.iter("text")}
    assert {"优秀", "3 份", "80.2–90.8", "L501 有表四"} <= texts


def test_hostile_text_stays_text() -> None:
    """A name may even hold bytes that are no text, or characters that no page may hold."""
    raw = "</script><img src=x onerror=alert(1)>\"'&$x$\x07\udcff"
    bad = raw.replace("\x07", "").replace("\udcff", "\ufffd")
    grading = graded(*SAMPLE, failures=[Failure(raw, None, raw, raw)], notes=[raw])
    entries = [
        replace(e, agency=raw, name=raw, parent=f"{raw}{n}", page=raw)
        for n, e in enumerate(grading.entries)
    ]
    page = told(replace(grading, entries=tuple(entries)))
    assert list(page.iter("img")) == []
    assert len(list(page.iter("script"))) == 1
    assert table(page, "未能处理的文件和原因")[1] == [bad, bad, "", bad]
    assert {row[1] for row in table(page, "2024 年度各报告的名次")[1:]} == {bad}
    assert {a.get("href")[:2] for a in page.iter("a") if a.getparent().tag == "th"} == {"./"}


@pytest.mark.parametrize(
    ("grading", "says"),
    [
        (Grading((), (), lambda _: iter(())), "没有一份报告能够评分"),
        (Grading((), (FAILURE,), lambda _: iter(())), "未能处理的文件 1 个"),
        (graded(SAMPLE[0]), "没有发现问题"),
        (graded(replace(SAMPLE[0], parent=None)), "清单没有写明上级机关"),
    ],
)
def test_little_is_told_too(grading: Grading, says: str) -> None:
    assert says in told(grading).text_content()


def test_reports_without_a_year_are_told_without_a_rank() -> None:
    grading = graded(SAMPLE[0])
    lost = replace(grading, entries=tuple(replace(e, year=None) for e in grading.entries))
    assert table(told(lost), "年度未读出的报告")[1][:2] == ["—", "清梧市水利局"]


def test_the_same_grading_gives_the_same_bytes() -> None:
    text = overview_page(small(), BOOK)
    assert text == overview_page(small(), load_rulebook(), workbook(small(), BOOK)[1])
    assert "http" not in text.replace("http://www.w3.org/", "")


def test_thousands_of_reports_fit_in_a_few_megabytes() -> None:
    text = overview_page(crowd(5000), BOOK)
    assert text.count("<tr>") > 5000
    assert len(text.encode()) < 3_000_000


@pytest.fixture(scope="module")
def chromium() -> "Iterator[Browser]":
    with opened_browser() as browser:
        yield browser


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "summary.html"
    path.write_text(overview_page(small(), BOOK), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_can_be_used_by_all(chromium: "Browser", file: str, width: int) -> None:
    with opened_page(chromium, width=width) as page:
        requests = Requests(page)
        page.goto(file)
        assert violations(page) == []
        assert requests.abroad() == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_tables_sort_by_any_column_and_empty_comes_last(chromium: "Browser", file: str) -> None:
    with opened_page(chromium) as page:
        page.goto(file)
        ranking = page.locator("table.ranking").first

        def column(number: int, clicks: int) -> list[str]:
            head = ranking.locator("thead th").nth(number)
            for _ in range(clicks):
                head.locator("button").press("Enter")
            sorts = [th.get_attribute("aria-sort") for th in ranking.locator("thead th").all()]
            assert [s for s in sorts if s] == [head.get_attribute("aria-sort")]
            assert head.get_attribute("aria-sort") == ("descending" if clicks == 2 else "ascending")
            return [
                t.inner_text()
                for t in ranking.locator(f"tbody tr > :nth-child({number + 1})").all()
            ]

        assert column(4, 1) == ["74", "76–100", "90.5–98.5", "95", "100"]
        assert column(6, 2) == ["3", "2", "0", "0", "0"]
        assert column(11, 2)[:1] == ["+0.5"]
        assert column(11, 1)[:1] == ["+0.5"]
        assert column(1, 1)[0].startswith("丹穗县财政局")


def test_without_scripts_nothing_pretends_to_sort(chromium: "Browser", file: str) -> None:
    with opened_page(chromium, java_script_enabled=False) as page:
        page.goto(file)
        assert page.locator("button").count() == 0
        assert page.get_by_text("点表头可以重新排序").is_hidden()
        assert page.locator("table.ranking").first.is_visible()


def _province(count: int) -> Grading:
    """So many reports in 160 counties."""
    made = crowd(count)
    entries = (replace(e, parent=f"第{n % 160:03}县") for n, e in enumerate(made.entries))
    return replace(made, entries=tuple(entries))


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("long") / "summary.html"
    path.write_text(overview_page(_province(3000), BOOK), encoding="utf-8")
    return path.as_uri()


def test_a_long_table_is_searched_filtered_and_turned(chromium: "Browser", long: str) -> None:
    with opened_page(chromium) as page:
        page.goto(long)
        assert page.evaluate("document.querySelectorAll('*').length") <= 3000
        ranking = page.locator("table.ranking")
        tools = page.locator(".tools", has=page.get_by_label("等次"))
        status = tools.get_by_role("status")
        assert (status.inner_text(), ranking.locator("tbody tr").count()) == (
            "第 1–50 行，共 3000 行",
            50,
        )
        tools.get_by_role("button", name="下一页").click()
        assert status.inner_text() == "第 51–100 行，共 3000 行"
        tools.get_by_label("等次").select_option("等次待定")
        assert status.inner_text() == "第 1–50 行，共 600 行（全部 3000 行）"
        assert set(ranking.locator("tbody td:nth-child(6)").all_inner_texts()) == {"等次待定"}
        last = ranking.locator("tbody th").last.inner_text()
        tools.get_by_label("查找").fill(last[:7])
        assert ranking.locator("tbody th").all_inner_texts() == [last]
        tools.get_by_label("查找").fill("没有这个机关")
        assert status.inner_text() == "没有找到（全部 3000 行）"
        assert violations(page) == []


def test_sorting_goes_over_all_pages_and_all_are_printed(chromium: "Browser", long: str) -> None:
    with opened_page(chromium) as page:
        page.goto(long)
        ranking = page.locator("table.ranking")
        ranking.locator("thead button").nth(1).click()
        ranking.locator("thead button").nth(1).click()
        assert ranking.locator("tbody th").first.inner_text().startswith("第03000号")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert ranking.locator("tbody tr").count() == 3000
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert ranking.locator("tbody tr").count() == 50


def test_hostile_names_in_a_long_table_stay_text(chromium: "Browser", tmp_path: Path) -> None:
    raw = "</script><tr><img src=x onerror=\"document.title='x'\">&lt;"
    grading = _province(60)
    entries = tuple(replace(e, agency=raw, parent=raw) for e in grading.entries)
    path = tmp_path / "summary.html"
    path.write_text(overview_page(replace(grading, entries=entries), BOOK), encoding="utf-8")
    with opened_page(chromium) as page:
        page.goto(path.as_uri())
        tools = page.locator(".tools", has=page.get_by_label("等次"))
        tools.get_by_role("button", name="下一页").click()
        assert page.locator("table.ranking tbody th").all_inner_texts() == [raw] * 10
        assert page.locator("img").count() == 0
        assert page.title() != "x"
