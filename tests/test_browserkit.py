"""The kit that looks at pages sees what is wrong with them, and lets nothing out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from browserkit import Requests, opened_browser, opened_page, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    with opened_browser() as browser:
        yield browser


def test_a_page_that_calls_out_is_noticed(chromium: "Browser") -> None:
    with opened_page(chromium) as page:
        requests = Requests(page)
        page.set_content(
            '<img src="https://example.com/a.png"><img src="data:image/gif;base64,R0lGODlh">'
        )
        assert requests.abroad() == ["https://example.com/a.png"]
        failed = page.evaluate("document.images[0].naturalWidth === 0")
    assert failed


def test_a_page_that_some_cannot_read_is_noticed(chromium: "Browser") -> None:
    with opened_page(chromium) as page:
        page.set_content('<html lang="zh-CN"><title>t</title><main><h1>t</h1><input></main>')
        assert [line.split(":")[0] for line in violations(page)] == ["label"]


def test_a_page_without_script_can_be_looked_at(chromium: "Browser") -> None:
    with opened_page(chromium, java_script_enabled=False, width=390) as page:
        page.set_content("<script>document.title = 'ran'</script>")
        assert page.title() == ""
        assert page.evaluate("innerWidth") == 390
