"""Pages that a browser prints: tables in tables, pages laid out in tables, figures moved by styles."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from browserkit import opened_browser
from gouji.facts.recognise import recognise
from gouji.facts.report import Report
from gouji.reading import read_bytes
from gouji.rulebook import load_rulebook
from reportkit import make
from reportkit.web import page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PLAIN = page(make(3)).decode()
TABLE = r'<table border="1">.*?</table>'
FIGURE = r"<td><p>(\d+)</p></td>"


def around_all(html: str) -> str:
    """Put the whole report into a table in a table, as sites of the first years did."""
    begin, end = '<table border="1"><tr><td>', "</td></tr></table>"
    return re.sub(
        r'(<div id="zoom">)(.*)(</div></div>\s*<div class="footer">)',
        lambda m: m[1] + begin * 2 + m[2] + end * 2 + m[3],
        html,
        flags=re.DOTALL,
    )


WAYS: dict[str, Callable[[str], str]] = {
    "as it is": lambda html: html,
    "the report in tables": around_all,
    "each table in a table": lambda html: re.sub(
        TABLE, r'<table border="1"><tr><td>\g<0></td></tr></table>', html, flags=re.DOTALL
    ),
    "figures in tables": lambda html: re.sub(
        FIGURE,
        r'<td><table border="1" style="border-collapse:collapse"><tr><td><p>\1</p></td></tr></table></td>',
        html,
    ),
    "figures in tables without lines": lambda html: re.sub(
        FIGURE, r"<td><table><tr><td><p>\1</p></td></tr></table></td>", html
    ),
    "first figures drawn last": lambda html: re.sub(
        r"<p>(\d)(\d+)</p>", r'<p><span style="position:relative">\1</span>\2</p>', html
    ),
}
IN_PART: dict[str, Callable[[str], str]] = {
    "figures of a row in a table": lambda html: re.sub(
        rf"({FIGURE}){{7}}",
        r'<td colspan="7" style="padding:0"><table border="1" style="width:100%"><tr>\g<0></tr></table></td>',
        html,
    ),
    "two figures in a table": lambda html: re.sub(
        FIGURE, r'<td><table border="1"><tr><td>\1</td><td>\1</td></tr></table></td>', html
    ),
}


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with opened_browser() as opened:
        yield opened


def printed(browser: "Browser", html: str) -> Report:
    tab = browser.new_page()
    tab.set_content(html)
    data = tab.pdf(format="A4")
    tab.close()
    book = load_rulebook()
    return recognise(read_bytes(data), book.forms, book.form_for, book.wording)


def cells(report: Report) -> dict[str, tuple[object, object]]:
    return {name: (cell.state.value, cell.value) for name, cell in report.cells().items()}


@pytest.fixture(scope="module")
def truth() -> dict[str, tuple[object, object]]:
    book = load_rulebook()
    document = read_bytes(PLAIN.encode())
    return cells(recognise(document, book.forms, book.form_for, book.wording))


@pytest.mark.parametrize("way", WAYS)
def test_every_cell_and_section_is_read(
    browser: "Browser", truth: dict[str, tuple[object, object]], way: str
) -> None:
    report = printed(browser, WAYS[way](PLAIN))
    assert cells(report) == truth
    assert [section.presence.value for section in report.sections] == ["present"] * 6


@pytest.mark.parametrize("way", IN_PART)
def test_what_cannot_be_told_is_unread(
    browser: "Browser", truth: dict[str, tuple[object, object]], way: str
) -> None:
    found = cells(printed(browser, IN_PART[way](PLAIN)))
    wrong = {name: got for name, got in found.items() if got != truth[name]}
    assert {state for state, _ in wrong.values()} <= {"unread"}
