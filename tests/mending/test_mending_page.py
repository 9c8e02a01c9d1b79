"""The table of docs/mending.md: how many smallest repairs each kind of mistake leaves, counted."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

from gouji.diagnosis import localise
from gouji.model.ties import expand
from scoring import make

PAGE = Path(__file__).parents[2] / "docs/mending.md"
TIES = expand(make.FORM)
COLUMNS = make.COLUMNS[:-1]
ROWS = [row.id for row in make.FORM.table("t3").rows]
GROUPS = ("review", "direct_suit", "after_review_suit")
RESULTS = ("upheld", "corrected", "other", "pending")

Values = Mapping[str, Decimal]


@cache
def filled(seed: int) -> Values:
    """A right report with a small number in every cell of its tables three and four."""
    random = Random(seed)  # noqa: S311 - not for secrets
    values = dict.fromkeys(make.IDS, Decimal(0))
    for column in COLUMNS:
        for row in (*make.RESULTS, "carried_over", "carried_out"):
            values[f"t3.{row}.{column}"] = Decimal(random.randint(1, 9))
        done = sum(values[f"t3.{row}.{column}"] for row in make.RESULTS)
        over, out = (values[f"t3.{row}.{column}"] for row in ("carried_over", "carried_out"))
        values |= {f"t3.total.{column}": done, f"t3.new.{column}": done + out - over}
    for row in ROWS:
        values[f"t3.{row}.total"] = sum((values[f"t3.{row}.{c}"] for c in COLUMNS), Decimal(0))
    for n, group in enumerate(GROUPS):
        # The first group has one result only, the others more.
        results = {r: random.randint(1, 9) * (r == "upheld" or n > 0) for r in RESULTS}
        values |= {f"t4.{group}.{r}": Decimal(count) for r, count in results.items()}
        values[f"t4.{group}.total"] = Decimal(sum(results.values()))
    return values


def repairs(wrong: Values) -> int:
    """Return how many smallest repairs the one fault in ``wrong`` leaves."""
    found = localise(TIES, wrong)
    assert found.complete
    (fault,) = found.faults
    return len(fault)


def slips(table: str) -> Iterator[int]:
    """Count the repairs of every single wrong cell of ``table``."""
    for cell in make.FORM.table(table).cell_ids():
        for more in (1, 40):
            yield repairs({**filled(0), cell: filled(0)[cell] + more})


def swaps(row: str, pairs: list[tuple[str, str]]) -> Iterator[int]:
    """Count the repairs of every swap of two cells in a row, in two reports."""
    for values in map(filled, range(2)):
        for left, right in pairs:
            one, other = f"t3.{row}.{left}", f"t3.{row}.{right}"
            if values[one] != values[other]:
                yield repairs({**values, one: values[other], other: values[one]})


def told() -> dict[str, tuple[int, int]]:
    """Return the fewest and the most repairs of each kind of mistake, as the page has them."""
    row = re.compile(r"^\| (表.*) \| (\d+)(?: 至 (\d+))? \|$", re.MULTILINE)
    rows = row.findall(PAGE.read_text("utf-8"))
    return {kind: (int(least), int(most or least)) for kind, least, most in rows}


def test_the_table_is_what_the_diagnosis_gives() -> None:
    beside = list(pairwise(COLUMNS))
    last = [(COLUMNS[-1], "total")]
    counted = {
        "表三（25 行 7 列）任何一格写错": list(slips("t3")),
        "表四一组（四种结果和总计）里一格写错": list(slips("t4")),
        "表三「一、本年新收」行相邻两栏对调": list(swaps("new", beside)),
        "表三「二、上年结转」行相邻两栏对调": list(swaps("carried_over", beside)),
        "表三一个办理结果行相邻两栏对调": [n for row in make.RESULTS for n in swaps(row, beside)],
        "表三「（七）总计」行相邻两栏对调": list(swaps("total", beside)),
        "表三「四、结转下年度继续办理」行相邻两栏对调": list(swaps("carried_out", beside)),
        "表三任何一行最后一栏与总计栏对调": [n for row in ROWS for n in swaps(row, last)],
    }
    assert told() == {kind: (min(found), max(found)) for kind, found in counted.items()}
