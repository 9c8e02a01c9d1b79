"""Tables in text that are drawn with pipes: Markdown, and rows like 「甲 | 0 | 0」."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from gouji.expressions import compiled

_PIPE = compiled(r"[|｜│]")
_OUTER = compiled(r"^(\s*)[|｜│]|[|｜│](\s*)$")
_RULE = compiled(r"[\s|｜│:+—-]+")
"""The line between head and body of a Markdown table, or of a table drawn with signs."""
_VALUE = compiled(r"\d[\d,.]*|/|—|无|")
_FEWEST_ROWS = 3
_HEADS_PER_VALUE = 4
"""Table two has a head of two rows over each row or two of values."""


def tabs_for_pipes(rows: Sequence[str]) -> list[str]:
    """Return ``rows`` with tabs between the cells of tables drawn with pipes.

    Every character keeps its column; ruling lines become blank. A line or two with pipes are a
    menu or details of contact: a table has three in a run, some of them with a value or a blank.
    """
    shown = list(rows)
    for run in _runs(rows):
        if sum(_has_value(rows[i]) for i in run) * _HEADS_PER_VALUE >= len(run):
            for index in run:
                shown[index] = _row(rows[index])
    return shown


def _runs(rows: Sequence[str]) -> Iterator[list[int]]:
    """Yield the runs of lines with two pipes at least; blank lines do not end one."""
    filled = [i for i, row in enumerate(rows) if row.strip()]
    for is_drawn, run in groupby(filled, key=lambda i: len(_PIPE.findall(rows[i])) > 1):
        lines = list(run)
        if is_drawn and len(lines) >= _FEWEST_ROWS:
            yield lines


def _has_value(row: str) -> bool:
    return any(_VALUE.fullmatch(cell.strip()) for cell in _row(row).split("\t")[1:])


def _row(row: str) -> str:
    if _RULE.fullmatch(row):
        return ""
    return _PIPE.sub("\t", _OUTER.sub(lambda m: f"{m[1] or ''} {m[2] or ''}", row))
