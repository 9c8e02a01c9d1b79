"""The list of addresses: a row for each agency."""

from collections.abc import Iterator
from pathlib import Path

from gouji.errors import UsageError
from gouji.records import dataclass
from gouji.sheets import Heads, Row, read_sheet
from gouji.sheets.words import WORDS

_URLS = """
    网址 网页 链接 网页地址 网页链接 链接地址 网址链接 公开网址 公开地址 公开链接 发布网址 发布地址
    年报网址 年报地址 年报链接 年报链接地址 报告网址 报告链接 栏目网址 栏目链接 年报栏目 网站地址
    网站网址 网站链接 url
"""
_HEADS: Heads = {
    "url": tuple(_URLS.split()),
    **{key: WORDS[key] for key in ("agency", "parent", "body", "year")},
}


@dataclass(frozen=True, slots=True)
class Address:
    """One row: where the report of an agency is to be looked for; ``at`` names the row."""

    at: str
    url: str
    agency: str | None = None
    parent: str | None = None
    body: str | None = None
    year: int | None = None


def read_addresses(path: Path) -> tuple[tuple[Address, ...], tuple[str, ...]]:
    """Return the rows of the list at ``path``, and what to tell; raises :class:`UsageError`."""
    sheet = read_sheet(path, _HEADS, needed=("url",))
    rows = tuple(_addresses(sheet.rows))
    if not rows:
        raise UsageError(f"{path}：清单里没有一个网址")
    return rows, sheet.notes


def _addresses(rows: tuple[Row, ...]) -> Iterator[Address]:
    for row in rows:
        yield Address(
            at=f"第 {row.number} 行",
            url=row.text("url") or "",
            agency=row.name("agency"),
            parent=row.name("parent"),
            body=row.name("body"),
            year=row.year("year"),
        )
