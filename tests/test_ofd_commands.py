"""OFDs at the command line: alone, in folders, archives and manifests, under whatever name."""

import csv
import json
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from gouji.cli import run
from reportkit import make
from reportkit.renderers import RENDERERS

Capture = pytest.CaptureFixture[str]

FIXTURES = Path(__file__).parents[1] / "fixtures"
WUZHONG = FIXTURES / "wuzhong-2024.ofd"


def audits(capsys: Capture, *paths: Path) -> list[dict[str, Any]]:
    run(["audit", "--format", "json", *map(str, paths)])
    printed = capsys.readouterr()
    assert printed.err == ""
    return [json.loads(line) for line in printed.out.splitlines()]


def told(audit: dict[str, Any]) -> tuple[str, str, str, str]:
    """The name of a file, its format, its agency and its score."""
    document, score = audit["document"], audit["score"]
    name = document["path"].rpartition("/")[2]
    return name, document["format"], audit["report"]["agency"], score["low"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three OFDs: one under its name, one that is called ZIP, one that is called PDF."""
    there = tmp_path / "报告"
    there.mkdir()
    for seed, (name, manner) in enumerate(
        [("甲.ofd", "ofd-office"), ("乙.zip", "ofd-form"), ("丙.pdf", "ofd-driver")]
    ):
        content = make(seed, agency=f"清梧市{name[0]}局", year=2024)
        (there / name).write_bytes(RENDERERS[manner](content))
    return there


REPORTS = {
    ("甲.ofd", "ofd", "清梧市甲局", "100"),
    ("乙.zip", "ofd", "清梧市乙局", "100"),
    ("丙.pdf", "ofd", "清梧市丙局", "100"),
}


def test_a_package_is_a_report_and_no_archive_to_open(folder: Path, capsys: Capture) -> None:
    packed = folder.parent / "全部.zip"
    with ZipFile(packed, "w") as archive:
        for path in folder.iterdir():
            archive.write(path, path.name)
    for paths in ([*folder.iterdir()], [folder], [packed]):
        assert {told(audit) for audit in audits(capsys, *paths)} == REPORTS


def test_read_shows_pages(capsys: Capture) -> None:
    assert run(["read", str(WUZHONG)]) == 0
    out = capsys.readouterr().out
    assert "机关：吴忠市公安局\n" in out
    assert "（第1页）" in out


def test_the_page_shows_the_pages_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["report", str(WUZHONG), "--today", "2025-02-01"]) == 1
    page = Path("reports_out/wuzhong-2024.ofd.html").read_text("utf-8")
    assert page.count('href="data:image/svg+xml;base64,') == 3
    assert run(["report", str(FIXTURES / "wuzhong-2024.pdf"), "--today", "2025-02-01"]) == 1
    other = Path("reports_out/wuzhong-2024.pdf.html").read_text("utf-8")
    assert said(page, "ofd") == said(other, "pdf")


def said(page: str, kind: str) -> list[str]:
    """What a page says, without its pictures, its figures of the file, and the file's own name."""
    text = re.sub(r"<(style|svg)\b.*?</\1>|<[^>]*>", "\n", page, flags=re.DOTALL)
    text = text.replace(f"2024.{kind}", "2024").replace(f"{kind.upper()}，", "")
    text = re.sub(r"（SHA-256）：\s*[0-9a-f]{64}", "", text)
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_the_copy_is_an_ofd(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["annotate", str(WUZHONG)]) == 1
    assert capsys.readouterr() == (
        "已写到 reports_out/wuzhong-2024-标注.ofd（问题 7 项，请核对 0 项）\n",
        "",
    )
    before, after = audits(capsys, WUZHONG, Path("reports_out/wuzhong-2024-标注.ofd"))
    assert {key for key in before if before[key] != after[key]} == {"document", "keys"}


def test_reports_of_a_manifest_are_graded(folder: Path, capsys: Capture) -> None:
    manifest = folder / "manifest.csv"
    rows = [[name, agency] for name, _, agency, _ in sorted(REPORTS)]
    with manifest.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["文件", "机关"], *rows])
    out = folder.parent / "out"
    command = ["grade", str(manifest), "--output", str(out), "--today", "2025-02-01"]
    assert run([*command, "--office", "清梧市政务公开办"]) in {0, 1}
    assert "没能" not in capsys.readouterr().err
    pages = [path.read_text("utf-8") for path in (out / "pages").glob("*.html")]
    assert len(pages) == 3
    assert all("OFD，" in page for page in pages)
