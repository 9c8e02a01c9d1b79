"""Tables drawn with pipes are the tables that tabs would draw; menus and contacts stay lines."""

from pathlib import Path

import pytest
from shown import shown

from gouji.facts.recognise import recognise
from gouji.reading.text import read_text
from gouji.rulebook import load_rulebook

ROOT = Path(__file__).parents[2]
REPORT = (ROOT / "fixtures/clean-2024.txt").read_text(encoding="utf-8")

WAYS = {
    "pipes between": " | ".join,
    "wide pipes": "｜".join,
    "Markdown": lambda cells: f"| {' | '.join(cells)} |",
    "Markdown without fields for merged cells": lambda cells: (
        f"| {' | '.join(filter(None, cells))} |"
    ),
    "a cell a line, its tab behind": lambda cells: "\t\n\n".join(cells) + "\n",
    "a cell a line, its tab before": lambda cells: "\n\n\t".join(cells) + "\n",
    "a cell a line, tabs alone": lambda cells: "\n\n\t\n\n".join(cells) + "\n",
}


def copied(way: str) -> str:
    return "\n".join(
        WAYS[way](line.split("\t")) if "\t" in line else line for line in REPORT.split("\n")
    )


def ruled(text: str) -> str:
    """Put the line that Markdown asks for under the first row of each table."""
    rows = text.split("\n")
    out = []
    for before, row in zip(["", *rows], rows, strict=False):
        out.append(row)
        if row.startswith("|") and not before.startswith("|"):
            out.append("|" + ":---|" * (row.count("|") - 1))
    return "\n".join(out)


def cells(text: str) -> dict[str, tuple[object, object]]:
    book = load_rulebook()
    report = recognise(read_text(text.encode()), book.forms, book.form_for, book.wording)
    return {name: (cell.state, cell.value) for name, cell in report.cells().items()}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_copying_gives_the_same_cells(way: str) -> None:
    assert cells(copied(way)) == cells(REPORT)


def test_a_ruled_markdown_table_gives_the_same_cells() -> None:
    assert cells(ruled(copied("Markdown"))) == cells(REPORT)


LINES = {
    "a menu": "首页 | 机构 | 公开 | 服务",
    "contacts": "地址：云台路1号 | 电话：0531-0000000 | 邮编：250000",
    "a menu in three lines": "首页 | 机构 | 公开\n服务 | 互动 | 数据\n专题 | 视频 | 地图",
}


@pytest.mark.parametrize("text", LINES.values(), ids=LINES)
def test_lines_with_pipes_stay_lines(text: str) -> None:
    assert shown(read_text(text.encode())) == text.split("\n")
