"""``gouji grade`` as an office uses it: what lies in the output directory, and what survives."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import docx
import jsonschema
import openpyxl
import province
import pytest

from gouji.cli import run
from waiting import until

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "engine/gouji/schema/audit.schema.json").read_text(encoding="utf-8"))
DAY = ("--today", "2026-01-05")
KEPT = ("gouji.db", ".readings", ".outputs")

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return province.build(tmp_path_factory.mktemp("province"))


@pytest.fixture(scope="module")
def out(manifest: Path) -> Path:
    """The output of one run with two workers."""
    directory = manifest.parent.parent / "out"
    command = ["grade", str(manifest), "--output", str(directory), *DAY]
    assert run([*command, "--workers", "2", "--office", "清梧市政务公开办"]) == 3
    return directory


def files(directory: Path) -> dict[str, str]:
    """Every file that an office is given, by name, with the hash of its bytes."""
    return {
        str(path.relative_to(directory)): sha256(path.read_bytes()).hexdigest()
        for path in directory.rglob("*")
        if path.is_file() and not str(path.relative_to(directory)).startswith(KEPT)
    }


def faulty() -> set[str]:
    return {f"{f.agency}-{f.year}" for f in province.ALL if f.codes}


def test_every_report_has_a_page_and_every_faulty_one_a_notice(out: Path) -> None:
    assert set(files(out)) == {
        "summary.html",
        "summary.xlsx",
        "audit.jsonl",
        "failures.csv",
        *(f"pages/{f.agency}-{f.year}.html" for f in province.ALL),
        *(f"notices/{whose}-整改通知.docx" for whose in faulty()),
    }


def test_audits_are_lines_of_valid_json_in_the_order_of_names(out: Path) -> None:
    lines = (out / "audit.jsonl").read_text(encoding="utf-8").splitlines()
    audits = [json.loads(line) for line in lines]
    for audit in audits:
        jsonschema.validate(audit, SCHEMA)
    assert {a["document"]["path"]: tuple(f["code"] for f in a["findings"]) for a in audits} == {
        f.name: f.codes for f in province.ALL
    }
    assert [a["document"]["path"] for a in audits] == sorted(f.name for f in province.ALL)


def test_failures_are_told_for_a_spreadsheet(out: Path) -> None:
    text = (out / "failures.csv").read_bytes().decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert head == ["文件", "机关", "年度", "上级机关", "原因"]
    assert [row[:3] for row in rows] == sorted(
        [name, agency, "2024"]
        for name, agency in [
            *((name, agency) for name, (_, agency, _) in province.BROKEN.items()),
            province.MISSING[:2],
        ]
    )


def test_the_workbook_ranks_as_planted(out: Path) -> None:
    sheet = openpyxl.load_workbook(out / "summary.xlsx")["排名"]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(i for i, row in enumerate(rows) if "名次" in row)
    columns = [rows[head].index(name) for name in ("年度", "名次", "机关")]
    ranked = [tuple(row[i] for i in columns) for row in rows[head + 1 :] if row[columns[0]]]
    now, before = (
        [(year, rank, agency) for rank, agency, _, _ in province.expected(year)]
        for year in (2024, 2023)
    )
    assert ranked == [*now, (2024, None, province.NOT_FILED), *before]


def test_the_overview_leads_to_every_page(out: Path) -> None:
    html = (out / "summary.html").read_text(encoding="utf-8")
    linked = {unquote(link) for link in re.findall(r'href="./(pages/[^"]+)"', html)}
    assert linked == {name for name in files(out) if name.startswith("pages/")}
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', html)


def test_a_notice_names_what_to_mend_and_until_when(out: Path) -> None:
    notice = docx.Document(str(out / "notices/丹穗县卫生健康局-2024-整改通知.docx"))
    text = "\n".join(paragraph.text for paragraph in notice.paragraphs)
    for piece in (
        "丹穗县卫生健康局",
        "联系方式",
        "2026年1月20日",
        "清梧市政务公开办",
        "2026年1月5日",
    ):
        assert piece in text


def test_one_worker_gives_the_same_bytes_as_two(manifest: Path, out: Path, tmp_path: Path) -> None:
    command = ["grade", str(manifest), "--output", str(tmp_path), *DAY, "--workers", "1"]
    assert run([*command, "--office", "清梧市政务公开办"]) == 3
    assert files(tmp_path) == files(out)


KILLED = """
import os, signal
from gouji.batch.readings import Readings
from gouji.cli import main

keep, kept = Readings.keep, []

def keep_four(*given):
    keep(*given)
    kept.append(given)
    if len(kept) == 4:
        os.kill(os.getpid(), signal.SIGKILL)

Readings.keep = keep_four
main()
"""
"""``gouji``, killed as soon as four documents were read."""


def killed(command: list[str], readings: Path) -> set[str]:
    """Run ``command``, killed on the way; return what was kept, once its workers have ended."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, *command],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert process.wait() == -signal.SIGKILL
    until(lambda: not alive(process.pid))
    return kept(readings)


def alive(group: int) -> bool:
    """Tell whether any process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def kept(readings: Path) -> set[str]:
    return {path.name for path in readings.rglob("*") if len(path.name) == 64 and path.is_file()}


def test_killed_in_the_middle_it_goes_on_from_there(
    manifest: Path, out: Path, tmp_path: Path
) -> None:
    command = ["grade", str(manifest), "--output", str(tmp_path), *DAY, "--workers", "1"]
    command += ["--office", "清梧市政务公开办"]
    first = killed(command, tmp_path / ".readings")
    assert len(first) == 4
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / ".readings").rglob("*") if p.is_file()}
    assert run(command) == 3
    assert files(tmp_path) == files(out)
    after = {p: p.stat().st_mtime_ns for p in before if p.exists()}
    assert {p for p in after if len(p.name) == 64} == {p for p in before if len(p.name) == 64}
    assert {p: t for p, t in before.items() if p in after} == after


WRONG = [
    (["--scheduler", "tcp://127.0.0.1:9", "--workers", "2"], 2, "只能写一个"),
    (["--today", "昨天"], 2, "--today 的日期「昨天」不对，请写成 2025-01-20 的样子"),
    (["--workers", "0"], 2, "--workers 的值不对"),
    (["--template", "no.docx"], 2, "no.docx：模板打不开"),
    (["--profile", "no.yaml"], 2, "no.yaml"),
    (["--history", "postgresql://127.0.0.1:9/x"], 2, "历史"),
]


@pytest.mark.parametrize(("options", "status", "sentence"), WRONG)
def test_wrong_usage_is_one_sentence(
    options: list[str], status: int, sentence: str, manifest: Path, tmp_path: Path, capsys: Capture
) -> None:
    command = ["grade", str(manifest), "--output", str(tmp_path), *options]
    assert run(command) == status
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert len(printed.err.splitlines()) == 1


def test_nothing_there_is_one_sentence(tmp_path: Path, capsys: Capture) -> None:
    assert run(["grade", str(tmp_path / "no"), "--output", str(tmp_path / "out")]) == 3
    assert capsys.readouterr().err == f"{tmp_path / 'no'}：没有这个文件或文件夹\n"
