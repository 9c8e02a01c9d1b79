"""A row of a sheet under its heads: what a cell says as text, name, year, day, number or choice.

What cannot be is refused by the row's number and the column's head, as they stand in the sheet.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from gouji.errors import UsageError
from gouji.model.days import day_of
from gouji.model.prose import fold
from gouji.records import dataclass
from gouji.sheets.cells import Cell, Fault

Heads = Mapping[str, tuple[str, ...]]
"""Columns by the key that a program knows them by, each with the heads that offices give it.

The first is what the column is called where it is missing.
"""

Made = TypeVar("Made")

_MOST_TOLD = 20
_STROKES = ("/", "／", "-", "—", "——", "－", "–")
_YEARS = range(2008, 2100)
_YEAR = re.compile(r"(\d{4})(?:\.0+)?(?:年度|年)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_EPOCH = date(1899, 12, 30)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?|[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``at`` names it in a sentence, ``number`` is what Excel counts it by.

    ``cells`` are by the key of their column, of which ``heads`` has what is printed above.
    """

    at: str
    number: int
    cells: Mapping[str, Cell]
    heads: Mapping[str, str]

    def text(self, key: str) -> str | None:
        """Return what stands there, ``None`` for nothing; raises where that cannot be told."""
        cell = self.cells.get(key, "")
        if isinstance(cell, Fault):
            raise self.refused(key, cell.why)
        return cell or None

    def name(self, key: str) -> str | None:
        """Return a name: a text without the white space that was put in to fit or spread it."""
        text = self.text(key)
        return "".join(text.split()) if text else None

    def year(self, key: str) -> int | None:
        """Return a year: 2024, 2024.0, 2024年, 2024年度, in digits of any width."""
        text = self._bare(key)
        if text is None:
            return None
        match = _YEAR.fullmatch(text)
        if match is None or int(match[1]) not in _YEARS:
            raise self.refused(key, f"写的是「{text}」，请写成 2024 的样子")
        return int(match[1])

    def day(self, key: str) -> date | None:
        """Return a day as people write it (:func:`gouji.model.days.day_of`); a stroke is none.

        Five figures are what Excel counts it by, where the cell has lost the format of a day.
        """
        text = self.text(key)
        if text is None or "".join(text.split()) in _STROKES:
            return None
        try:
            return _counted(text) or day_of(text)
        except ValueError:
            raise self.refused(key, f"写的是「{text}」，请写成 2025-01-20 的样子") from None

    def decimal(self, key: str) -> Decimal | None:
        """Return a number, exactly as it is written; thousands may be parted by commas."""
        text = self._bare(key)
        if text is None:
            return None
        if _NUMBER.fullmatch(text) is None:
            raise self.refused(key, f"写的是「{text}」，不是数")
        return Decimal(text.replace(",", ""))

    def refused(self, key: str, why: str) -> UsageError:
        """Return the refusal of what a column says here; ``why`` is the rest of the sentence."""
        return UsageError(f"{self.at}：「{self.heads.get(key, key)}」一栏{why}")

    def _bare(self, key: str) -> str | None:
        text = self.text(key)
        return fold("".join(text.split())).replace("，", ",") if text else None


def every(rows: Iterable[Row], make: Callable[[Row], Made]) -> list[Made]:
    """Return what ``make`` makes of all rows; raises one refusal that names each bad row."""
    made: list[Made] = []
    refused: list[str] = []
    for row in rows:
        try:
            made.append(make(row))
        except UsageError as error:
            told = str(error)
            refused.append(told if told.startswith(row.at) else f"{row.at}：{told}")
    if refused:
        more = len(refused) - _MOST_TOLD
        rest = [f"这样的还有 {more} 行"] if more > 0 else []
        raise UsageError("\n".join([*refused[:_MOST_TOLD], *rest]))
    return made


def _counted(text: str) -> date | None:
    """Return the day that Excel counts so, ``None`` for one that no list of reports names."""
    bare = fold(text.strip())
    if _SERIAL.fullmatch(bare) is None:
        return None
    day = _EPOCH + timedelta(int(bare.partition(".")[0]))
    return day if day.year in _YEARS else None
