"""A group that stands as one row: its rows are absent, its numbers count for their sum."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gouji.auditor import Auditor
from gouji.model.verdict import Verdict
from gouji.reading import read_bytes
from gouji.rulebook import load_rulebook

REPORT = (Path(__file__).parents[3] / "fixtures/clean-2024.txt").read_text(encoding="utf-8")
SHARED = Path(__file__).parents[3] / "../shared/cases"
OTHER = ("t3.other_not_corrected", "t3.other_unpaid", "t3.other_other")
RIGHT = ("3", "0", "0", "0", "0", "1", "4")
"""What the three rows of 其他处理 add up to in the report."""
WRONG = ("3", "0", "0", "0", "0", "2", "5")


def one_row(values: tuple[str, ...]) -> str:
    """Return the report with one row for 其他处理 in place of three."""
    lines = REPORT.split("\n")
    first = next(i for i, line in enumerate(lines) if "（六）其他处理" in line)
    row = "\t".join(["", "（六）其他处理", "", *values])
    return "\n".join([*lines[:first], row, *lines[first + 3 :]])


def each_table_line(change: Callable[[list[str]], str]) -> Callable[[str], str]:
    return lambda text: "\n".join(
        change(line.split("\t")) if "\t" in line else line for line in text.split("\n")
    )


WAYS: dict[str, Callable[[str], str]] = {
    "tabs": lambda text: text,
    "tabs without fields for merged cells": each_table_line(
        lambda cells: "\t".join(filter(None, cells))
    ),
    "a cell a line": each_table_line(lambda cells: "\n".join(filter(None, cells))),
    "a row a line": each_table_line(lambda cells: " ".join(filter(None, cells))),
    "Markdown": each_table_line(lambda cells: f"| {' | '.join(cells)} |"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("values", "stated", "broken"),
    [(RIGHT, [], []), (WRONG, ["t3.other.total"], ["t3.column:other", "t3.column:total"])],
)
def test_one_row_counts_for_the_group(
    way: str, values: tuple[str, ...], stated: list[str], broken: list[str]
) -> None:
    """The text says 其他处理4件, which the right row has."""
    text = WAYS[way](one_row(values))
    audit = Auditor(load_rulebook()).audit_document(read_bytes(text.encode()))
    failed = [(j.code, j.locus) for j in audit.with_verdict(Verdict.FAIL)]
    told = [("N601", locus) for locus in stated]
    absent = [("R402", row) for row in OTHER]
    assert failed == [*told, *absent, *(("R412", locus) for locus in broken)]
    found = [cell.raw for cell in audit.report.table("t3").wholes]
    assert found == list(values)


@pytest.mark.parametrize("name", ["other_colspan.html", "other_empty.html"])
def test_pages_that_print_one_row(name: str) -> None:
    if not SHARED.is_dir():
        pytest.skip("the published cases are not there")
    audit = Auditor(load_rulebook()).audit_file(SHARED / name)
    failed = [(j.code, j.locus) for j in audit.with_verdict(Verdict.FAIL)]
    assert failed == [("R402", row) for row in OTHER]
    assert [str(cell.value) for cell in audit.report.table("t3").wholes] == ["0"] * 7
