"""``gouji export`` and ``gouji diff`` as commands: inputs of every kind, status, files."""

import json
import shutil
from pathlib import Path

import pytest

from gouji.cli import run as command_line

ROOT = Path(__file__).parents[1]
WUZHONG = ROOT / "fixtures/wuzhong-2024.txt"
CLEAN = ROOT / "fixtures/clean-2024.txt"


def run(*arguments: object) -> int:
    return command_line([str(a) for a in arguments])


@pytest.fixture(scope="module")
def wuzhong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from gouji.auditor import Auditor
    from gouji.reading import read
    from gouji.reporting.public.audit_json import to_json
    from gouji.rulebook import load_rulebook

    path = tmp_path_factory.mktemp("saved") / "audit.json"
    audit = Auditor(load_rulebook()).audit_document(read(WUZHONG), str(WUZHONG))
    path.write_text(to_json(audit), "utf-8")
    return path


@pytest.mark.parametrize("style", ["sarif", "junit", "csv"])
def test_a_document_and_its_saved_audit_give_the_same(
    style: str, wuzhong: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    files = [tmp_path / "of-document", tmp_path / "new/of-audit"]
    assert run("export", style, WUZHONG, "-o", files[0]) == 0
    assert run("export", style, wuzhong, "-o", files[1]) == 0
    capfdbinary.readouterr()
    assert run("export", style, wuzhong) == 0
    shown = capfdbinary.readouterr().out
    assert files[0].read_bytes() == files[1].read_bytes() == shown


def test_a_bad_input_costs_one_sentence(
    wuzhong: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{}", "utf-8")
    target = tmp_path / "out.sarif"
    assert run("export", "sarif", bad, ROOT / "fixtures/README.md", wuzhong, "-o", target) == 3
    first, second, _ = capsys.readouterr().err.splitlines()
    assert first.startswith(f"{bad}：文件不是 gouji 的审核结果（问题在 document）")
    assert "不像政府信息公开工作年度报告" in second
    (run_,) = json.loads(target.read_bytes())["runs"]
    assert len(run_["artifacts"]) == 1


def test_folders_hold_both(wuzhong: Path, tmp_path: Path) -> None:
    shutil.copy(wuzhong, tmp_path / "a.json")
    shutil.copy(CLEAN, tmp_path / "b.txt")
    target = tmp_path / "out.csv.tmp"
    assert run("export", "csv", tmp_path, "-o", target) == 0
    assert target.read_text("utf-8-sig").count("wuzhong-2024.txt,") == 7


def test_what_cannot_be_written(wuzhong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "csv", wuzhong, "-o", wuzhong / "x.csv") == 2
    assert capsys.readouterr().err.startswith(f"写不进 {wuzhong / 'x.csv'}")


def test_diff(wuzhong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", wuzhong, CLEAN) == 0
    assert "问题：改好 7 项，没改 0 项，新出现 0 项，看不出 0 项" in capsys.readouterr().out
    assert run("diff", CLEAN, wuzhong, "--format", "json") == 1
    told = json.loads(capsys.readouterr().out)
    assert len(told["added"]) == 7
    assert told["mended"] == []


def test_diff_of_what_cannot_be_read(
    wuzhong: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("diff", wuzhong, tmp_path / "no.pdf") == 3
    assert capsys.readouterr().err == f"{tmp_path / 'no.pdf'}：没有这个文件\n"
    two = tmp_path / "two.jsonl"
    two.write_text(wuzhong.read_text("utf-8") + "\n" + wuzhong.read_text("utf-8"), "utf-8")
    assert run("diff", wuzhong, two) == 3
    assert capsys.readouterr().err == f"{two}：里面不止一份报告，比较时请只给一份\n"
