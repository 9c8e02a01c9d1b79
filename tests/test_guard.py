"""Every command that works on files: what fails is named in one sentence, and the others go on."""

from pathlib import Path

import pytest

from gouji.auditor import Auditor
from gouji.cli import run
from gouji.commands.guard import Guard
from gouji.model.document import Document
from gouji.reading import read

ROOT = Path(__file__).parents[1]
CLEAN = str(ROOT / "fixtures/clean-2024.txt")
WUZHONG = str(ROOT / "fixtures/wuzhong-2024.txt")

ONE = {
    "audit": ["audit", "{bad}"],
    "read": ["read", "{bad}"],
    "why": ["why", "R412", "{bad}"],
    "report": ["report", "{bad}", "-o", "out.html"],
    "annotate": ["annotate", "{bad}", "-o", "out.pdf"],
    "export": ["export", "csv", "{bad}"],
    "diff": ["diff", CLEAN, "{bad}"],
    "rules diff": ["rules", "diff", "builtin", "builtin", "{bad}"],
}
SEVERAL = {
    "audit": (["audit", "--format", "json", "{bad}", WUZHONG], "wuzhong-2024.txt"),
    "export": (["export", "csv", "{bad}", WUZHONG], "wuzhong-2024.txt"),
    "rules diff": (["rules", "diff", "builtin", "builtin", "{folder}"], "1 份报告，0 份的结果不同"),
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def filled(arguments: list[str], **names: str) -> list[str]:
    return [argument.format(**names) for argument in arguments]


@pytest.mark.parametrize("command", ONE)
def test_what_cannot_be_read_is_named(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(filled(ONE[command], bad="没有.pdf")) == 3
    assert capsys.readouterr().err == "没有.pdf：没有这个文件\n"


@pytest.mark.parametrize("command", ONE)
def test_a_bug_of_ours_is_a_sentence_that_names_the_file(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("bad.txt").write_bytes(Path(WUZHONG).read_bytes())
    recognise = Auditor.recognise
    good = read(Path(CLEAN))

    def breaking(self: Auditor, document: Document) -> object:
        if document.sha256 == good.sha256:
            return recognise(self, document)
        raise ZeroDivisionError("1/0")

    monkeypatch.setattr(Auditor, "recognise", breaking)
    assert run(filled(ONE[command], bad="bad.txt")) == 3
    said = "bad.txt：程序内部出错（ZeroDivisionError：1/0），请报告给开发者\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("command", SEVERAL)
def test_the_others_go_on(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    arguments, piece = SEVERAL[command]
    folder = Path("reports")
    folder.mkdir()
    bad = folder / "bad.txt"
    bad.write_text("会议通知\n" * 20, encoding="utf-8")
    (folder / "clean-2024.txt").write_bytes(Path(CLEAN).read_bytes())
    assert run(filled(arguments, bad=str(bad), folder=str(folder))) == 3
    said = capfd.readouterr()
    assert said.err.splitlines()[0].startswith(f"{bad}：这份文件不像政府信息公开工作年度报告")
    assert len(said.err.splitlines()) == 1
    assert piece in said.out


def test_last_years_report_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", CLEAN, "--previous", "上年.pdf"]) == 3
    assert capsys.readouterr() == ("", "上年.pdf：没有这个文件\n")


def test_names_move_nothing_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    Guard().complain("报告\x1b[2J\x1b]0;x\x07\u202e\x9bm\r名.txt", "文件是空的")
    told = capsys.readouterr().err
    assert told == "报告[2J]0;xm 名.txt：文件是空的\n"
