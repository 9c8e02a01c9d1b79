#!/bin/sh
# openpyxl 3.1.5: a date whose format is one of the built-in ids 27-36 and 50-58 is read as a bare number.
#
# Input: a cell with the number 45677 and numFmtId 57 (or 31), without a format code of its own: so a
# Chinese Excel stores a date that was given the format 1月20日 or 2025年1月20日.
# A good guess: a date, as with id 14. ECMA-376 part 1, 18.8.30, lists these ids with their codes for
# zh-cn, among the built-in ones that a file need not spell out.
# Seen: number_format is "General", is_date is false, and the value is the integer 45677.
# Exits 1 when this changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5
cd "$work"
"$work/venv/bin/python" - <<'PYTHON'
import sys
import zipfile
from datetime import date

import openpyxl

book = openpyxl.Workbook()
book.active["A1"] = date(2025, 1, 20)
book.active["A1"].number_format = openpyxl.styles.numbers.BUILTIN_FORMATS[14]
book.save("14.xlsx")


def with_format(number):
    """Write the same workbook with another built-in format, and read the cell."""
    name = f"{number}-read.xlsx"
    with zipfile.ZipFile("14.xlsx") as source, zipfile.ZipFile(name, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            if part == "xl/styles.xml":
                assert data.count(b'numFmtId="14"') == 1
                data = data.replace(b'numFmtId="14"', b'numFmtId="%d"' % number)
            target.writestr(part, data)
    return openpyxl.load_workbook(name).active["A1"]


seen = {number: with_format(number) for number in (14, 31, 57)}
for number, cell in seen.items():
    print(f"openpyxl {openpyxl.__version__}: id {number}: {cell.value!r} {cell.number_format!r} {cell.is_date}")
told = [(cell.value, cell.number_format, cell.is_date) for cell in (seen[31], seen[57])]
sys.exit(0 if seen[14].is_date and told == [(45677, "General", False)] * 2 else 1)
PYTHON
