"""Sheets that offices keep, in Excel or CSV: lists of reports, registers, items, decisions.

:func:`read_sheet` finds the line of heads by the names that a caller gives its columns, and gives
the rows below it with their numbers, so that whatever is refused is refused by its row.
"""

from gouji.sheets.rows import Heads, Row, every
from gouji.sheets.sheet import Sheet, read_sheet, sheet_of

__all__ = ["Heads", "Row", "Sheet", "every", "read_sheet", "sheet_of"]
