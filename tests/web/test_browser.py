"""The pages as people use them, in the system's Chromium."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from pypdf import PdfReader
from servekit import PASSWORD, ROOT, Limits, Settings, accounts_file, served

from browserkit import Requests, counts, opened_browser, opened_page, violations
from gouji.model.grading import Agency
from gouji.store import open_history
from gradingkit import SAMPLE
from reportkit import FAULTS, make
from reportkit.renderers import RENDERERS
from store.kept import to_keep

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WUZHONG = ROOT / "fixtures/wuzhong-2024.pdf"


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    with opened_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server as ``gouji serve`` starts it where nothing else is said."""
    with served(Settings(limits=Limits(workers=1))) as address:
        yield address


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports in three formats with one fault each, in files as people name them."""
    folder = tmp_path_factory.mktemp("reports")
    wrong = FAULTS["sum_row_new"].plant(make(5)).content
    for name, renderer in (("报告.docx", "docx"), ("报告.html", "html"), ("报告.pdf", "pdf-lines")):
        (folder / name).write_bytes(RENDERERS[renderer](wrong))
    (folder / "改好.docx").write_bytes(RENDERERS["docx"](make(5)))
    return folder


def send(page: "Page", address: str, *files: Path) -> None:
    page.goto(address)
    page.set_input_files("#files", files)
    page.click("text=开始审核")
    page.wait_for_selector("#score, h1:has-text('没有审成')")


def report_of(page: "Page", address: str) -> str:
    link = page.get_attribute("text=看完整的审核报告", "href")
    return f"{address}{link}"


@pytest.mark.parametrize("name", ["报告.pdf", "报告.docx", "报告.html"])
def test_a_file_is_sent_in_and_its_faults_are_shown(
    chromium: "Browser", address: str, reports: Path, name: str
) -> None:
    with opened_page(chromium) as page:
        requests = Requests(page)
        send(page, address, reports / name)
        assert "勾稽不平" in page.inner_text("ol.items")
        assert violations(page) == []
        page.goto(report_of(page, address))
        assert "要改的地方" in page.inner_text("main")
        assert page.locator("table td").count() > 100
        assert requests.abroad() == []


def test_the_box_covers_the_cell(chromium: "Browser", address: str) -> None:
    with opened_page(chromium) as page:
        send(page, address, WUZHONG)
        with page.expect_download() as got:
            page.click("text=审核结果数据（JSON）")
        cell = json.loads(Path(got.value.path()).read_bytes())["cells"]["t3.total.other"]
        page.goto(report_of(page, address))
        boxes = page.locator("figure svg").evaluate_all(_BOXES)
        x0, top, x1, bottom = cell["bbox"]
        covering = [
            box for box in boxes
            if box["x"] <= x0 + 1 and box["y"] <= top + 1
            and box["x"] + box["width"] >= x1 - 1 and box["y"] + box["height"] >= bottom - 1
            and box["width"] <= (x1 - x0) + 12 and box["height"] <= (bottom - top) + 12
        ]  # fmt: skip
        assert covering
        assert all(box["shown"] for box in covering)


_BOXES = """svgs => svgs.flatMap(svg => [...svg.querySelectorAll("rect")].map(rect => {
  const [on, within] = [rect.getBoundingClientRect(), svg.getBoundingClientRect()];
  const value = name => rect[name].baseVal.value;
  return {
    x: value("x"), y: value("y"), width: value("width"), height: value("height"),
    shown: on.width > 0 && on.left >= within.left - 2 && on.right <= within.right + 2,
  };
}))"""


def test_what_is_taken_away_opens(chromium: "Browser", address: str, reports: Path) -> None:
    with opened_page(chromium) as page:
        for name, kind in (("报告.pdf", "PDF"), ("报告.docx", "Word")):
            send(page, address, reports / name)
            got = {}
            for text in (
                f"原文，问题处有批注（{kind}）",
                "修改清单（Word，可以打印）",
                "审核结果数据（JSON）",
            ):
                with page.expect_download() as download:
                    page.click(f"text={text}")
                saved = download.value
                got[saved.suggested_filename] = Path(saved.path()).read_bytes()
            end = name.rpartition(".")[2]
            assert list(got) == [f"报告-批注.{end}", "报告-修改清单.docx", "报告-审核结果.json"]
            marked, work, audit = got.values()
            if end == "pdf":
                assert any("/Annots" in p for p in PdfReader(io.BytesIO(marked)).pages)
            else:
                assert len(list(Document(io.BytesIO(marked)).comments)) > 0
            assert Document(io.BytesIO(work)).paragraphs[0].text == "修改清单"
            assert json.loads(audit)["schema_version"] == "1"


def test_the_keyboard_is_enough(chromium: "Browser", address: str, reports: Path) -> None:
    with opened_page(chromium) as page:
        page.goto(address)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "跳到正文"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "files"
        # What the keyboard opens here is the system's dialogue; it is answered for the page.
        page.set_input_files("#files", reports / "报告.docx")
        for wanted in ("SUMMARY", "BUTTON"):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.tagName") == wanted
        page.keyboard.press("Enter")
        page.wait_for_selector("#score")
        reached = []
        for _ in range(60):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.textContent.trim()"))
        for wanted in ("看完整的审核报告", "修改清单（Word", "立即删除"):
            assert any(text.startswith(wanted) for text in reached), wanted
        focused = page.evaluate(
            """() => [...document.querySelectorAll("a, button, input, select, summary")]
              .filter(e => e.tabIndex < 0).length"""
        )
        assert focused == 0


def test_without_a_script_everything_still_works(
    chromium: "Browser", address: str, reports: Path
) -> None:
    with opened_page(chromium, java_script_enabled=False) as page:
        send(page, address, reports / "报告.docx")
        old = page.url
        send(page, address, reports / "改好.docx")
        page.select_option("#earlier", old.rpartition("/")[2])
        page.click("button:has-text('比较')")
        page.wait_for_selector("h1:has-text('两稿比较')")
        assert "已改好的问题" in page.inner_text("main")
        page.goto(f"{address}/audits")
        assert page.locator("tbody tr").count() == 2
        row = page.locator("tr", has_text="改好.docx")
        row.locator("summary").click()
        assert page.locator("tbody tr").count() == 2
        row.locator("button").click()
        counts(page.locator("tbody tr"), 1)


def test_files_are_dropped_on_the_page(chromium: "Browser", address: str) -> None:
    with opened_page(chromium) as page:
        page.goto(address)
        page.evaluate(
            """() => {
              const carried = new DataTransfer();
              for (const name of ["甲.txt", "<img src=x onerror=alert(1)>.txt"])
                carried.items.add(new File(["不是年度报告"], name, {type: "text/plain"}));
              document.querySelector("h1").dispatchEvent(
                new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
            }"""
        )
        shown = page.locator("[data-chosen] li").all_inner_texts()
        assert shown == ["甲.txt（1 KB）", "<img src=x onerror=alert(1)>.txt（1 KB）"]
        page.click("text=开始审核")
        page.wait_for_url("**/audits")
        page.wait_for_selector("text=没有审成 >> nth=1")
        assert page.locator("img").count() == 0
        assert violations(page) == []


def test_too_many_files_are_told_before_they_are_sent(
    chromium: "Browser", address: str, reports: Path
) -> None:
    with opened_page(chromium) as page:
        page.goto(address)
        page.set_input_files("#files", [reports / "报告.docx"] * 11)
        page.click("text=开始审核")
        assert page.inner_text("[data-problem]") == "一次最多送 10 份文件，请分几次送"
        assert page.url == f"{address}/"


def test_script_in_a_document_does_not_run(
    chromium: "Browser", address: str, tmp_path: Path
) -> None:
    attack = "<script>document.title='ran'</script><img src=x onerror=alert(1)>"
    content = make(5)
    shown = replace(content, cells={**content.cells, "t3.granted.charity": attack})
    source = tmp_path / "<svg onload=alert(1)>.docx"
    source.write_bytes(RENDERERS["docx"](shown))
    with opened_page(chromium) as page:
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: dialogs.append(dialog.message))
        requests = Requests(page)
        send(page, address, source)
        page.goto(report_of(page, address))
        assert attack in page.inner_text("main")
        assert (page.title() == "ran", dialogs, requests.abroad()) == (False, [], [])
        assert page.locator("script, img[src=x]").count() == 0


def test_the_script_of_the_site_is_the_only_one_that_runs(
    chromium: "Browser", address: str
) -> None:
    with opened_page(chromium) as page:
        page.goto(address)
        page.evaluate(
            """() => {
              const script = document.createElement("script");
              script.textContent = "document.title = 'ran'";
              document.body.append(script);
              const style = document.createElement("style");
              style.textContent = "body { display: none }";
              document.body.append(style);
            }"""
        )
        assert page.title() == "送审——勾稽"
        assert page.is_visible("h1")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("office")
    where = str(folder / "gouji.db")
    with open_history(where) as history:
        kept = history.keep([to_keep(made) for made in SAMPLE])
        history.stand(kept)
        history.learn(2024, [Agency(e.agency, e.parent, e.body) for e in kept])
    settings = Settings(accounts=accounts_file(folder), history=where, limits=Limits(workers=1))
    with served(settings) as address:
        yield address


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (375, "light")])
def test_every_page_is_readable_by_all(
    chromium: "Browser", office: str, reports: Path, width: int, scheme: str
) -> None:
    with opened_page(chromium, width=width, color_scheme=scheme) as page:
        requests = Requests(page)
        page.goto(f"{office}/history")
        assert violations(page) == []
        page.fill("#name", "王科长")
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:has-text('历史')")
        assert violations(page) == []
        page.click("text=丹穗县财政局")
        page.wait_for_url("**/history/*")
        page.click("summary >> nth=0")
        page.fill("textarea >> nth=0", "当地另有规定")
        page.click("text=驳回：不是问题 >> nth=0")
        page.wait_for_selector(".decided")
        assert "已驳回：王科长" in page.inner_text(".decided")
        assert violations(page) == []
        send(page, office, reports / "报告.docx")
        assert violations(page) == []
        for path in ("/", "/audits", "/rules", "/rules/R412", "/api/docs", "/nothing"):
            page.goto(office + path)
            assert violations(page) == [], path
            wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            assert not wide, path
        assert requests.abroad() == []


def test_a_link_from_another_site_finds_the_visitor_still_there(
    chromium: "Browser", address: str, reports: Path
) -> None:
    with opened_page(chromium) as page:
        send(page, address, reports / "报告.docx")
        elsewhere = address.replace("127.0.0.1", "localhost")
        page.goto(f"{elsewhere}/rules")
        page.evaluate(
            """target => {
              const link = document.createElement("a");
              link.href = target;
              document.body.append(link);
              link.click();
            }""",
            f"{address}/audits",
        )
        page.wait_for_selector("tbody tr:has-text('报告.docx')")
