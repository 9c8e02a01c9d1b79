"""The list of reports to grade: one line an agency, in CSV; all but the path may be left out."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gouji.errors import UsageError
from gouji.model.bodies import KNOWN_BODIES
from gouji.model.days import day_of
from gouji.reading.lists import list_text

_COLUMNS = {
    "path": ("path", "file", "文件", "路径"),
    "agency": ("agency", "机关", "单位", "机关名称", "单位名称"),
    "parent": ("parent", "上级", "上级机关", "上级单位"),
    "body": ("kind of body", "body", "kind", "机关种类", "种类"),
    "year": ("year", "年度", "年份"),
    "published": ("publication date", "published", "公布日期", "发布日期"),
}
_YEARS = range(2008, 2100)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a manifest says of one report; ``path`` is ``None`` where none was filed."""

    path: Path | None = None
    agency: str | None = None
    parent: str | None = None
    body: str | None = None
    year: int | None = None
    published: date | None = None


NOT_LISTED = Listed()


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as read; ``notes`` tell of columns that were not understood."""

    listed: tuple[Listed, ...]
    notes: tuple[str, ...] = ()


def read_manifest(path: Path) -> Manifest:
    """Read the manifest at ``path``; raises :class:`UsageError` naming the line that is wrong.

    Paths in it are relative to it.
    """
    rows = csv.DictReader(io.StringIO(list_text(path), newline=""), restkey="")
    columns = _columns(path, rows.fieldnames or ())
    unknown = [name for name in rows.fieldnames or () if name and name not in columns.values()]
    notes = (f"{path}：没有用到的列：{'、'.join(unknown)}",) if unknown else ()
    try:
        listed = tuple(_lines(path, rows, columns))
    except csv.Error as error:
        raise UsageError(f"{path} 第 {rows.line_num} 行：不是 CSV（{error}）") from None
    if not listed:
        raise UsageError(f"{path}：清单里没有列出任何报告")
    return Manifest(listed, notes)


def _columns(path: Path, heads: Sequence[str]) -> dict[str, str]:
    """Return which head stands for which column; raises where there is no path."""
    bare = {head.strip().lower(): head for head in heads if head}
    found = {
        column: next((bare[name] for name in names if name in bare), None)
        for column, names in _COLUMNS.items()
    }
    if found["path"] is None:
        raise UsageError(
            f"{path}：清单第一行要写列名，至少有 path（文件）一列；"
            "还可以有 agency（机关）、parent（上级）、body（种类）、year（年度）、"
            "published（公布日期）"
        )
    return {column: head for column, head in found.items() if head is not None}


def _lines(path: Path, rows: "csv.DictReader[str]", columns: dict[str, str]) -> Iterator[Listed]:
    for row in rows:
        values = {column: (row[head] or "").strip() or None for column, head in columns.items()}
        at = f"{path} 第 {rows.line_num} 行"
        if not any(values.values()):
            continue
        if values["path"] is None and values.get("agency") is None:
            raise UsageError(f"{at}：文件和机关至少要写一个")
        yield Listed(
            path=path.parent / values["path"] if values["path"] else None,
            agency=values.get("agency"),
            parent=values.get("parent"),
            body=_body(values.get("body"), at),
            year=_year(values.get("year"), at),
            published=_date(values.get("published"), at),
        )


def _body(text: str | None, at: str) -> str | None:
    if text is None:
        return None
    for kind, name in KNOWN_BODIES.items():
        if text.lower() == kind or text in (name, *name.split("、")):
            return kind
    kinds = "、".join(f"{kind}（{name}）" for kind, name in KNOWN_BODIES.items())
    raise UsageError(f"{at}：没有「{text}」这个机关种类，可以写：{kinds}")


def _year(text: str | None, at: str) -> int | None:
    if text is None:
        return None
    number = text.removesuffix("年度").removesuffix("年")
    if not (number.isascii() and number.isdigit() and int(number) in _YEARS):
        raise UsageError(f"{at}：年度「{text}」不对，请写成 2024 的样子")
    return int(number)


def _date(text: str | None, at: str) -> date | None:
    if text is None:
        return None
    try:
        return day_of(text)
    except ValueError:
        raise UsageError(f"{at}：日期「{text}」不对，请写成 2025-01-20 的样子") from None
