"""Every cell of the sample reports is as their truth says."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from drawn_tables import FORM, ROOT

from gouji.facts.sections import divide
from gouji.facts.tables import read_tables
from gouji.model.cells import CellState
from gouji.reading import read

SHARED = ROOT / "../shared"
SAMPLES = sorted((SHARED / "corpus").glob("[!s]*/report.*"))
"""All but the scans, which have no text."""
ZERO = Decimal(0)


def cells(path: Path) -> dict[str, Any]:
    document = read(path)
    inside = {found.section.id: found.blocks for found in divide(document, FORM).sections}
    return {c.id: c for table in read_tables(document, FORM, inside) for c in table.cells}


def test_there_are_samples() -> None:
    if not SAMPLES:
        pytest.skip("没有样例报告，不比对单元格")
    assert len(SAMPLES) > 20


@pytest.mark.parametrize("path", SAMPLES, ids=[path.parent.name for path in SAMPLES])
def test_cells_equal_the_truth(path: Path) -> None:
    truth = json.loads(path.with_name("truth.json").read_text(encoding="utf-8"))["cells"]
    found = cells(path)
    wanted = {cell: None if value is None else Decimal(value) for cell, value in truth.items()}
    assert {cell: fact.value for cell, fact in found.items()} == wanted
    assert [cell for cell, fact in found.items() if fact.state is CellState.UNREAD] == []


SEEDS = {
    "wuzhong-2024.txt": {
        "t2.licence.decisions": "240359",
        "t2.penalty.decisions": "532252",
        "t2.coercion.decisions": "2160",
        "t2.fee.amount": "1204.264",
        "t3.new.natural": "3",
        "t3.new.total": "3",
        "t3.granted.natural": "3",
        "t3.granted.total": "3",
        "t3.total.natural": "3",
        "t3.total.other": "3",
        "t3.total.total": "3",
    },
    "zhongwei-2024.txt": {
        "t2.normative.valid": "2",
        "t2.licence.decisions": "44597",
        "t2.penalty.decisions": "7960",
        "t2.coercion.decisions": "6703",
        "t3.new.natural": "3",
        "t3.new.total": "3",
        "t3.granted.natural": "1",
        "t3.granted.total": "1",
        "t3.refused_repeat.natural": "1",
        "t3.refused_repeat.total": "1",
        "t3.other_not_corrected.natural": "1",
        "t3.other_not_corrected.total": "1",
        "t3.total.natural": "3",
        "t3.total.total": "3",
    },
}


@pytest.mark.parametrize("name", SEEDS)
def test_published_reports_read_as_printed(name: str) -> None:
    path = SHARED / "seeds" / name
    if not path.exists():
        pytest.skip("没有公开报告的文本，不比对单元格")
    found = cells(path)
    assert len(found) == 200
    printed = {cell: str(fact.value) for cell, fact in found.items() if fact.value != ZERO}
    assert printed == SEEDS[name]
