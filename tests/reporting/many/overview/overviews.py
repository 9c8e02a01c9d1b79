"""Gradings that the overview's tests share, and a reader of workbooks."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from gouji.model.grading import Failure, Grading
from gouji.reporting.many.overview.workbook import workbook
from gradingkit import BOOK, SAMPLE, Made, graded

LAST_YEAR = Made("shuili-2023.txt", year=2023, seed=9, faults=("unit_t3.new.total",))
"""Half a point is taken off for the unit in a cell."""

FAILURE = Failure(
    "坏/空.pdf", None, "文件是空的", agency="清梧市教育局", year=2024, parent="清梧市"
)


@cache
def small() -> Grading:
    """Two years; last year's scores of two agencies, one of which now is partly unread."""
    before = (LAST_YEAR, replace(LAST_YEAR, agency="丹穗县民政局"))
    return graded(*SAMPLE, LAST_YEAR, failures=[FAILURE], before=before, notes=["没有给出公布日期"])


def opened(grading: Grading, limit: int = 2**20) -> Workbook:
    return load_workbook(BytesIO(b"".join(workbook(grading, BOOK, limit=limit)[0])))


@cache
def small_book() -> Workbook:
    return opened(small())


def rows(book: Workbook, sheet: str) -> list[list[Any]]:
    """Return the values of a sheet, head first; numbers as they are shown."""
    return [[_shown(cell) for cell in row] for row in book[sheet].iter_rows()]


def _shown(cell: Any) -> Any:
    """Return a number as Excel shows it under its format."""
    if cell.data_type != "n" or cell.value is None:
        return cell.value
    if cell.number_format.endswith("%"):
        return f"{Decimal(repr(cell.value)) * 100:.1f}%"
    places = len(cell.number_format.partition(".")[2])
    return f"{Decimal(repr(cell.value)):.{places}f}"
