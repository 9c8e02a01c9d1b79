"""CSV files that spreadsheets open as they are meant: in Chinese, and as text, never formulas."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")
_GUARD = "'"


def csv_bytes(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a CSV file with a mark of UTF-8, by which spreadsheets know its Chinese."""
    buffer = io.StringIO(newline="")
    table = csv.writer(buffer, lineterminator="\r\n")
    table.writerow(heads)
    for row in rows:
        table.writerow("" if value is None else guarded(str(value)) for value in row)
    return buffer.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """Return ``text`` so that no spreadsheet program works it out; plain numbers stay."""
    clean = _CONTROL.sub("\ufffd", text)
    if _FORMULA.match(clean) and not _NUMBER.fullmatch(clean):
        return _GUARD + clean
    return clean
