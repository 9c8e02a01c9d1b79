"""The list of addresses: a row for each agency."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gouji.errors import UsageError
from gouji.sheets import Row, read_sheet

_HEADS = {
    "url": (
        "网址", "网页", "链接", "网页地址", "链接地址", "年报网址", "年报链接", "公开网址", "url",
    ),
    "agency": ("机关", "单位", "机关名称", "单位名称", "部门", "部门名称", "报送单位", "agency"),
    "parent": ("上级", "上级机关", "上级单位", "主管部门", "parent"),
    "body": ("种类", "机关种类", "机关类别", "单位类别", "kind of body", "body"),
    "year": ("年度", "年份", "报告年度", "year"),
}  # fmt: skip


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
