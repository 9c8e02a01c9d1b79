"""Every cell of the DOCX and HTML samples, and what surrounds the reports, compared with the truth."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gouji.auditor import Auditor
from gouji.model.cells import CellState
from gouji.reading import read
from gouji.rulebook import load_rulebook

CORPUS = Path(__file__).parents[2] / "../shared/corpus"
REPORTS = sorted(
    path
    for pattern in ("docx-*/report.docx", "html-*/report.html", "multi-*/report.*")
    for path in CORPUS.glob(pattern)
)

if not REPORTS:
    pytest.skip("the corpus is not there", allow_module_level=True)


@cache
def auditor() -> Auditor:
    return Auditor(load_rulebook())


def truth(report: Path) -> dict[str, Any]:
    return json.loads((report.parent / "truth.json").read_text("utf-8"))


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.parent.name)
def test_all_cells_equal_the_truth(report: Path) -> None:
    cells = auditor().audit_file(report).report.cells()
    found = {id_: None if cell.value is None else str(cell.value) for id_, cell in cells.items()}
    assert found == truth(report)["cells"]
    assert not [id_ for id_, cell in cells.items() if cell.state is CellState.UNREAD]


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.parent.name)
def test_the_site_is_not_part_of_the_report(report: Path) -> None:
    document = read(report)
    text = "\n".join(line.text for line in document.lines())
    for mark in ("网站标识码", "备案号", "主办单位", "版权所有", "当前位置", "发布时间", "字体"):
        assert mark not in text


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.parent.name)
def test_title_comes_first(report: Path) -> None:
    lines = [line.text for line in read(report).lines()][:2]
    about = truth(report)["report"]
    assert about["agency"] in lines[0]
    assert f"{about['year']}年政府信息公开工作年度报告" in "".join(lines).replace(" ", "")


def test_date_of_publication() -> None:
    report = CORPUS / "multi-c/report.html"
    assert read(report).published == date.fromisoformat(truth(report)["options"]["published"])
