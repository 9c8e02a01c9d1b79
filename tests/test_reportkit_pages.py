"""The kit's tables and pages: nothing overlaps, nothing is lost at a page break."""

from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from pdfminer.high_level import extract_text

from reportkit import FAULTS, make
from reportkit.form import CELLS
from reportkit.pdf import render
from reportkit.renderers import RENDERERS
from reportkit.sheets import sheets_of
from reportkit.style import Style
from reportkit.wrapping import columns, wrap

ROOT = Path(__file__).parents[1]
CODES = {
    *(f"S10{n}" for n in range(1, 8)),
    *(f"P20{n}" for n in range(1, 9)),
    *("P210", "Q701", "A306", "R411", "R412", "R413", "L511"),
    *(f"{group}{n}" for group in ("A30", "R40", "L50") for n in range(1, 6)),
}
"""What the faults must cover."""


def test_cells_are_those_of_the_edition() -> None:
    form = yaml.safe_load((ROOT / "rules/editions/2021.yaml").read_text(encoding="utf-8"))
    expected = [
        f"{table['id']}.{row['id']}.{column}"
        for table in form["tables"]
        for row in table["rows"]
        for column in row.get("columns") or [column["id"] for column in table["columns"]]
    ]
    assert list(CELLS) == expected


def test_faults_cover_the_codes() -> None:
    content = make(1)
    planted = {code for fault in FAULTS.values() for code, _ in fault.plant(content).findings}
    assert planted == CODES


def test_faults_of_disjoint_areas_add_up() -> None:
    names = sorted(FAULTS)
    for first, second in zip(names, names[7:], strict=False):
        if FAULTS[first].areas & FAULTS[second].areas:
            continue
        one = FAULTS[first].plant(make(8))
        alone = FAULTS[second].plant(make(8))
        both = FAULTS[second].plant(one.content)
        assert one.findings | both.findings == one.findings | alone.findings, (first, second)


@pytest.mark.parametrize("table", ["t2", "t3", "t4"])
@pytest.mark.parametrize("line", ["none", "t2.licence", "t3.granted", "t3.:legal", "t4.review"])
def test_sheets_are_tiled_without_gap_or_overlap(table: str, line: str) -> None:
    content = make(1)
    fault = FAULTS.get(f"absent_{line}")
    for sheet in sheets_of(fault.plant(content).content if fault else content, table):
        covered = sorted(
            (row, column)
            for box in sheet.boxes
            for row in range(box.row, box.row + box.row_span)
            for column in range(box.column, box.column + box.column_span)
        )
        assert covered == [(r, c) for r in range(sheet.rows) for c in range(sheet.columns)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("编制本报告（年）。", 7, ["编制本报告", "（年）。"]),
        ("发布《报告》，统计", 5, ["发布《报", "告》，统计"]),
        ("电话0964-6492700；", 8, ["电话", "0964-6492700；"]),
        ("240359", 2, ["2403", "59"]),
    ],
)
def test_lines_begin_and_end_as_they_may(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width, columns) == lines


@pytest.mark.parametrize("name", [name for name in RENDERERS if name.startswith("pdf")])
def test_the_text_of_a_pdf_can_be_extracted(name: str) -> None:
    content = make(8)
    text = extract_text(BytesIO(RENDERERS[name](content)))
    assert content.agency in text
    assert "六、其他需要报告的事项" in text


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("split", [False, True])
@pytest.mark.parametrize("push", range(0, 640, 160))
def test_no_figure_is_lost_at_a_page_break(push: int, *, narrow: bool, split: bool) -> None:
    content = make(8)
    style = Style(push=push, narrow_heads=narrow, split_rows=split, foot="none", embedded=False)
    printed = extract_text(BytesIO(render(content, style)))
    figures = Counter(text for cell, text in content.cells.items() if cell.startswith("t3."))
    assert figures - Counter(printed.split()) == Counter()


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("wuzhong-2024.pdf", "吴忠市公安局"),
        ("zhongwei-2024.pdf", "中卫市公安局"),
        ("clean-2024.pdf", "清梧市民政局"),
    ],
)
def test_sample_pdfs_hold_text(name: str, agency: str) -> None:
    assert agency in extract_text(ROOT / "fixtures" / name)
