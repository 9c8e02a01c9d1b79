"""A register over two years of grading: who did not report, the same in every output."""

import csv
import html
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from gouji.cli import run
from gouji.model.register import Register, Registered
from gouji.store import Imported, open_history
from reportkit import make
from reportkit.renderers import RENDERERS

CITY = "清梧市人民政府"
OLD = (
    Registered(CITY, ("清梧市",), body="government"),
    Registered("清梧市水利局", parent=CITY),
    Registered("清梧市扶贫开发办公室", parent=CITY),
    Registered("清梧市档案局", parent=CITY),
)
NEW = (
    Registered(CITY, ("清梧市",), body="government"),
    Registered("清梧市水利局", ("清梧市水务局",), parent="清梧市"),
    Registered("清梧市农业农村局", parent=CITY, formerly=("清梧市扶贫开发办公室",)),
    Registered("清梧市数据局", parent=CITY),
    Registered("清梧市供销社", parent=CITY, reports=False, reason="参照企业管理"),
    Registered("清梧市档案局", parent=CITY, until=date(2024, 9, 1)),
    Registered("清梧市公安局", parent=CITY),
    Registered("清梧市公安局（高新分局）", parent=CITY),
)


def report(agency: str, year: int, seed: int) -> bytes:
    return RENDERERS["txt-tabs"](make(seed, agency=agency, year=year))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years graded, each with its register."""
    root = tmp_path_factory.mktemp("city")
    out = root / "out"
    with open_history(out / "gouji.db") as history:
        for year, agencies in ((2023, OLD), (2024, NEW)):
            by = Imported(year, "名录.xlsx", "0" * 64, "张三", datetime(2025, 1, 1, tzinfo=UTC))
            history.import_register(Register(year, agencies, "own", year, "名录.xlsx"), by)
    filed: dict[int, Sequence[str]] = {
        2023: ("清梧市人民政府", "清梧市水利局", "清梧市扶贫开发办公室", "清梧市档案局"),
        2024: ("清梧市人民政府", "清梧市水务局", "清梧市农业农村局", "清梧市公安局（高新分局）"),
    }
    for year, agencies in filed.items():
        folder = root / str(year)
        folder.mkdir()
        for seed, agency in enumerate(agencies, 1):
            (folder / f"{agency}.txt").write_bytes(report(agency, year, seed))
        run(["grade", str(folder), "--output", str(out), "--workers", "1"])
    return out


def test_reports_stand_under_the_names_of_their_year(out: Path) -> None:
    with open_history(out / "gouji.db") as history:
        grading = history.grading(2024)
        found = {entry.agency: entry.parent for entry in grading.entries}
        before = {agency: entry.agency for (agency, _), entry in grading.before.items()}
        notes = [
            note for a in history.audits(grading.entries) for note in a.notes if "上年" in note
        ]
    assert found == {
        CITY: None,
        "清梧市水利局": CITY,
        "清梧市农业农村局": CITY,
        "清梧市公安局（高新分局）": CITY,
    }
    assert before == {
        CITY: CITY,
        "清梧市水利局": "清梧市水利局",
        "清梧市农业农村局": "清梧市扶贫开发办公室",
    }
    assert notes == []


def test_the_terminal_names_those_who_did_not_report(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["grade", str(out.parent / "2024"), "--output", str(out), "--workers", "1"])
    said = capsys.readouterr().out.splitlines()
    assert [line for line in said if "未报送" in line] == [
        "2023 年度应报送的机关 4 个，已报送 4 个，未报送 0 个",
        "2024 年度应报送的机关 6 个，已报送 4 个，未报送 2 个",
        "未报送：清梧市公安局、清梧市数据局",
    ]


def test_every_output_counts_the_same(out: Path) -> None:
    missing = ["清梧市公安局", "清梧市数据局"]
    page = html.unescape((out / "summary.html").read_text("utf-8"))
    assert "应报送的机关 6 个，已报送 4 个，未报送 2 个。" in page
    ranked = re.findall(r'<tr><td>—</td><th scope="row">(.*?)</th>', page)
    assert ranked == missing
    book = openpyxl.load_workbook(out / "summary.xlsx")
    rows = list(book["排名"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows if row[8] == "未报送"] == missing
    absent = [(row[0], row[5:8]) for row in rows if row[8] == "未报送"]
    assert absent == [(None, (0, 0, 100))] * 2
    notes = [row[1] for row in book["说明"].iter_rows(values_only=True) if row[0] == "报送"]
    assert notes[0] == "2024 年度应报送的机关 6 个，已报送 4 个，未报送 2 个。"
    run(["summary", "--year", "2024", "--history", str(out / "gouji.db"), "--output", str(out)])
    annual = openpyxl.load_workbook(out / "annual-2024.xlsx")
    assert [
        row[0] for row in annual["未报送的机关"].iter_rows(min_row=2, values_only=True)
    ] == missing
    totals = list(annual["各地各部门报送情况"].iter_rows(values_only=True))[-1]
    assert totals[:5] == ("合计", 6, 4, 0, 2)


def test_a_file_that_cannot_be_read_is_no_failure_to_report(tmp_path: Path) -> None:
    out, folder = tmp_path / "out", tmp_path / "in"
    folder.mkdir()
    with open_history(out / "gouji.db") as history:
        by = Imported(2024, "名录.xlsx", "0" * 64, "张三", datetime(2025, 1, 1, tzinfo=UTC))
        history.import_register(Register(2024, NEW[:2], "own", 2024), by)
    (folder / "a.txt").write_bytes(report(CITY, 2024, 1))
    (folder / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as file:
        lines = (("文件", "机关"), ("a.txt", CITY), ("b.pdf", "清梧市水务局"))
        csv.writer(file).writerows(lines)
    run(["grade", str(folder / "list.csv"), "--output", str(out), "--workers", "1"])
    with open_history(out / "gouji.db") as history:
        states = {one.agency: one.state for one in history.grading(2024).due}
    assert states == {CITY: "filed", "清梧市水利局": "failed"}


def test_short_names_of_two_lists_are_two_agencies(tmp_path: Path) -> None:
    """Each county sends a list of its own, in which its office of education is 教育局."""
    out = tmp_path / "out"
    for seed, county in enumerate(("云桥县", "石泉县"), 1):
        folder = tmp_path / county
        folder.mkdir()
        (folder / "1.txt").write_bytes(report(f"{county}教育局", 2024, seed))
        rows = ["单位,主管部门,附件", f"教育局,{county}人民政府,1.txt", f"体育局,{county}人民政府,"]
        (folder / "清单.csv").write_text("\n".join(rows), encoding="utf-8")
        run(["grade", str(folder / "清单.csv"), "--output", str(out), "--workers", "1"])
    with open_history(out / "gouji.db") as history:
        grading = history.grading(2024)
    standing = [entry.agency for entry in grading.entries]
    missing = [one.agency for one in grading.missing(2024)]
    assert sorted(standing) == ["云桥县教育局", "石泉县教育局"]
    assert sorted(missing) == ["云桥县体育局", "石泉县体育局"]
