"""The page in a browser: boxes on their cells, nothing fetched or run, everybody can read it."""

from collections.abc import Iterator
from io import BytesIO
from math import ceil, floor
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from browserkit import Requests, opened_browser, opened_page, violations
from gouji.model.audit import AuditJson
from gouji.reporting.one.selfcheck import NO_PICTURES, page_pictures
from reportpagekit import FIXTURES, audited, everywhere, fixture, numbers_changed, page_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PDF = (FIXTURES / "wuzhong-2024.pdf").read_bytes()
TEXT = (FIXTURES / "zhongwei-2024.txt").read_text(encoding="utf-8")
WRONG = "t3.total.other"
PHONE, DESK = 375, 1280


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    with opened_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the addresses of pages: of a PDF, a text, a report without faults, and so on."""
    folder = tmp_path_factory.mktemp("pages")
    drawn = page_pictures(PDF, fixture("wuzhong-2024.pdf"))
    blank = audited(numbers_changed(TEXT, lambda _: "").encode())
    pages = {
        "pdf": page_of(fixture("wuzhong-2024.pdf"), drawn),
        "text": page_of(fixture("wuzhong-2024.txt")),
        "clean": page_of(fixture("clean-2024.txt")),
        "blank": page_of(blank),
        "all": page_of(_with_all_parts(fixture("wuzhong-2024.txt"))),
        "hostile": page_of(_hostile(), drawn),
    }
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in pages}


def _with_all_parts(audit: AuditJson) -> AuditJson:
    data = audit.model_dump(by_alias=True)
    waiver = {"reason": "机构改革", "who": "李四", "until": "长期"}
    data["waived"] = [finding | waiver for finding in data["findings"][:2]]
    data["reviews"] = data["findings"]
    data["unread"] = [{"what": "表四未读出：图片", "verdicts": 27}]
    data["notes"] = ["豁免已到期"]
    data["score"] |= {"low": "70", "grade": None}
    data["score"]["open"] = [{"code": "L511", "points": "22.5", "why": "没有读出", "loci": []}]
    return AuditJson.model_validate(data)


EVIL = (
    "<script>window.ran = 1</script><img src=http://evil.example/x onerror='window.ran = 1'>"
    "</style></title></svg>\"'>\u202e\u2066<a href='javascript:window.ran=1'>点</a>"
    + "长" * 900
    + "W" * 900
)


def _hostile() -> AuditJson:
    return everywhere(fixture("wuzhong-2024.pdf"), EVIL)


@pytest.mark.parametrize("name", ["pdf", "text", "clean", "blank", "all", "hostile"])
@pytest.mark.parametrize(("width", "scheme"), [(DESK, "light"), (DESK, "dark"), (PHONE, "light")])
def test_everybody_can_read_it_and_nothing_is_fetched(
    chromium: "Browser", written: dict[str, str], name: str, width: int, scheme: str
) -> None:
    with opened_page(chromium, width=width, color_scheme=scheme) as page:
        requests = Requests(page)
        page.goto(written[name])
        assert violations(page) == []
        assert requests.abroad() == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("typeof window.ran") == "undefined"


def test_the_page_reads_the_same_without_script(
    chromium: "Browser", written: dict[str, str]
) -> None:
    texts = []
    for script in (True, False):
        with opened_page(chromium, java_script_enabled=script) as page:
            page.goto(written["pdf"])
            texts.append(page.inner_text("body"))
    assert texts[0] == texts[1]
    assert "把表三「（七）总计」行「其他」列的 3 改为 0。" in texts[0]


def test_the_box_covers_the_cell(chromium: "Browser", written: dict[str, str]) -> None:
    bbox = fixture("wuzhong-2024.pdf").cells[WRONG].bbox
    assert bbox is not None
    with opened_page(chromium) as page:
        page.goto(written["pdf"])
        figure = page.locator("#item-1 svg.page").first
        x, y, width, _ = (float(n) for n in (figure.get_attribute("viewBox") or "").split())
        whole, box = figure.bounding_box(), page.locator(f'#item-1 rect[data-cell="{WRONG}"]')
        place = box.bounding_box()
        assert whole is not None
        assert place is not None
        scale = (whole["width"] - 2) / width
        left, top = whole["x"] + 1 - x * scale, whole["y"] + 1 - y * scale
        shown = [(place["x"] - left) / scale, (place["y"] - top) / scale]
        shown += [shown[0] + place["width"] / scale, shown[1] + place["height"] / scale]
        assert shown == pytest.approx(bbox, abs=1.5)
        assert _under(page, place) < 0.3


def _under(page: "Page", place: dict[str, float] | Any) -> float:
    """Return how unlike the pixels under a box on the page and those of the cell itself are."""
    page.add_style_tag(content="svg rect { visibility: hidden }")
    left, top = floor(place["x"]), floor(place["y"])
    right, bottom = ceil(place["x"] + place["width"]), ceil(place["y"] + place["height"])
    clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    taken = Image.open(BytesIO(page.screenshot(clip=clip, full_page=True))).convert("L")
    audit = fixture("wuzhong-2024.pdf")
    cell = audit.cells[WRONG]
    picture = page_pictures(PDF, audit).pages[cell.page or 0]
    whole = Image.open(BytesIO(picture.image)).convert("L")
    scale = whole.width / picture.width
    x0, y0, x1, y1 = cell.bbox or (0, 0, 0, 0)
    across, down = (x1 - x0) / place["width"], (y1 - y0) / place["height"]
    edges = (
        *(x0 + (left - place["x"]) * across, y0 + (top - place["y"]) * down),
        *(x0 + (right - place["x"]) * across, y0 + (bottom - place["y"]) * down),
    )
    box = tuple(edge * scale for edge in edges)
    own = whole.resize(taken.size, box=box)
    # a ruling at the edge falls on one pixel or on two: what stands within is compared
    inner = [np.asarray(image)[3:-3, 3:-3].ravel() for image in (own, taken)]
    return 1 - float(np.corrcoef(*inner)[0, 1])


def test_words_of_a_document_turn_nothing_round(
    chromium: "Browser", written: dict[str, str]
) -> None:
    with opened_page(chromium, width=PHONE) as page:
        page.goto(written["hostile"])
        assert page.locator("script, img, a[href^=javascript]").count() == 0
        shown = page.locator("h1").inner_text()
        assert shown.startswith("<script>window.ran = 1</script><img src=")
        assert not set(page.inner_text("body")) & {"\u202e", "\u2066"}


def test_the_keyboard_reaches_everything(chromium: "Browser", written: dict[str, str]) -> None:
    with opened_page(chromium) as page:
        page.goto(written["pdf"])
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"
        reached = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            what = "document.activeElement.tagName + ' ' + (document.activeElement.className || '')"
            reached.add(page.evaluate(what).strip())
            if page.evaluate("document.activeElement.tagName") == "SUMMARY":
                page.keyboard.press("Enter")
                break
        assert reached >= {"A", "DIV scroll", "SUMMARY"}
        assert page.locator("details[open]").count() == 1


def test_table_three_can_be_read_on_a_phone(chromium: "Browser", written: dict[str, str]) -> None:
    """It scrolls in its own frame, and the names of the rows stay where they are."""
    with opened_page(chromium, width=PHONE) as page:
        page.goto(written["text"])
        table = page.locator("section[aria-labelledby=tables] table.t3")
        frame = table.locator("..")
        frame.evaluate("element => element.scrollLeft = 1000")
        last = table.locator("tbody tr").last
        value, label = last.locator("td").last.bounding_box(), last.locator("th").bounding_box()
        assert value is not None
        assert label is not None
        assert 0 <= label["x"] < label["x"] + label["width"] < value["x"]
        assert value["x"] + value["width"] <= PHONE


def test_no_number_is_broken_in_two(chromium: "Browser") -> None:
    """A long number takes one line, on the screen, a phone and paper alike."""
    numbers = numbers_changed(TEXT, lambda _: "1234567")
    page_text = page_of(audited(numbers.encode()))
    for width, media in ((DESK, "screen"), (PHONE, "screen"), (680, "print")):
        with opened_page(chromium, width=width) as page:
            page.emulate_media(media=media)
            page.set_content(page_text)
            cells = page.locator("section[aria-labelledby=tables] table.t3 td")
            lines = cells.evaluate_all(
                """cells => cells.map(cell => {
                    const range = document.createRange();
                    range.selectNodeContents(cell.firstChild);
                    return range.getClientRects().length;
                })"""
            )
            assert (len(lines), set(lines)) == (175, {1}), (width, media)


def test_it_prints_on_a4_with_all_that_is_folded(
    chromium: "Browser", written: dict[str, str]
) -> None:
    with opened_page(chromium) as page:
        page.goto(written["pdf"])
        printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    sizes = {tuple(float(edge) for edge in sheet.mediabox[2:]) for sheet in printed.pages}
    assert all(size == pytest.approx((595.28, 841.89), abs=1) for size in sizes)
    assert len(printed.pages) <= 8
    words = "".join("".join(sheet.extract_text().split()) for sheet in printed.pages)
    assert "标题写明机关、年度和报告名称" in words
    assert "不扣分" in words


def test_no_card_is_cut_by_the_end_of_a_sheet(chromium: "Browser", written: dict[str, str]) -> None:
    """The head of a card, and its last line, are on one sheet."""
    with opened_page(chromium) as page:
        page.goto(written["pdf"])
        ends = page.locator(".card").evaluate_all(
            """cards => cards.map((card, n) => {
                for (const where of ["afterbegin", "beforeend"]) {
                    const mark = document.createElement("p");
                    mark.textContent = `#${n}#`;
                    card.insertAdjacentElement(where, mark);
                }
                return `#${n}#`;
            })"""
        )
        printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    sheets = ["".join(sheet.extract_text().split()) for sheet in printed.pages]
    assert len(ends) == 5
    assert [sorted(sheet.count(end) for sheet in sheets)[-2:] for end in ends] == [[0, 2]] * 5


def test_nothing_is_cut_off_on_paper(chromium: "Browser", written: dict[str, str]) -> None:
    with opened_page(chromium, width=680) as page:  # 180 mm
        page.emulate_media(media="print")
        for name in ("pdf", "blank", "hostile"):
            page.goto(written[name])
            assert page.evaluate("document.documentElement.scrollWidth") <= 680, name


def test_no_pictures_no_figures() -> None:
    assert "<svg" not in page_of(fixture("wuzhong-2024.pdf"), NO_PICTURES)
