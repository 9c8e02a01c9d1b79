"""CSV files that spreadsheets open as they are meant: in Chinese, and as text, never formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PLAIN = frozenset("0123456789.-")


def spreadsheet_text(text: str) -> str:
    """Return ``text`` so that a spreadsheet shows it and does not compute it."""
    return f"'{text}" if text.startswith(_FORMULA) and not _PLAIN.issuperset(text) else text


def csv_bytes(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a CSV file with a mark of UTF-8, by which spreadsheets know its Chinese."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(heads)
    for row in rows:
        writer.writerow(["" if v is None else spreadsheet_text(str(v)) for v in row])
    return buffer.getvalue().encode("utf-8-sig")
