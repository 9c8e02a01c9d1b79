"""Looks at pages as people see them: in the system's Chromium, which reaches nothing but this host.

A module of tests opens one browser for itself::

    @pytest.fixture(scope="module")
    def chromium() -> Iterator[Browser]:
        with opened_browser() as browser:
            yield browser


    def test_a_page(chromium: Browser) -> None:
        with opened_page(chromium, width=390) as page:
            requests = Requests(page)
            page.goto(url)
            assert violations(page) == []
            assert requests.abroad() == []
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from waiting import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
_HERE = {"127.0.0.1", "localhost", "[::1]", "::1"}
_WITHOUT_HOST = {"about", "blob", "data", "file"}
_PATIENCE = PATIENCE * 1000
"""In milliseconds, as playwright counts."""


def chromium_path() -> str:
    """Return the path of the system's Chromium; skips the test where there is none."""
    if find_spec("playwright") is None:
        pytest.skip("playwright is not installed, so that no browser can be driven")
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("there is no Chromium on this system")
    return found


@contextmanager
def opened_browser() -> Iterator["Browser"]:
    """Open a headless Chromium with a profile of its own, which is gone with it.

    Only one can be open at a time in a thread.
    """
    path = chromium_path()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, headless=True, args=_QUIET, timeout=_PATIENCE
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened_page(
    browser: "Browser", *, width: int = 1280, height: int = 900, **options: Any
) -> Iterator["Page"]:
    """Open an empty page in a context (cookies, storage) of its own.

    ``options`` go to ``Browser.new_context``, such as ``java_script_enabled=False``.
    """
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", **options
    )
    context.set_default_timeout(_PATIENCE)
    try:
        yield context.new_page()
    finally:
        context.close()


def counts(found: "Locator", number: int) -> None:
    """Wait until so many elements are found, also on the page that is about to come."""
    from playwright.sync_api import expect

    expect(found).to_have_count(number, timeout=_PATIENCE)


class Requests:
    """Every request that a page, its frames and what it opens make from now on."""

    def __init__(self, page: "Page") -> None:
        self.urls: list[str] = []
        page.context.on("request", lambda request: self.urls.append(request.url))

    def abroad(self) -> list[str]:
        """Return those that leave this host."""
        return [url for url in self.urls if not _stays(url)]


def _stays(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in _WITHOUT_HOST or (parts.hostname or "") in _HERE


def violations(page: "Page", rules: tuple[str, ...] = ()) -> list[str]:
    """Return what axe-core finds wrong with a page: one line for each rule and element.

    ``rules`` restricts it to some of its rules; by default all run, best practices too.
    """
    package = find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        pytest.skip("axe-playwright-python, which brings axe-core, is not installed")
    script = Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8")
    page.evaluate(script)
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
