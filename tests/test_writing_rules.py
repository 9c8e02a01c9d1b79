"""The page on writing rules is followed to the letter: its files written, its commands run."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from gouji.auditor import Auditor
from gouji.cli import run
from gouji.model.verdict import Verdict
from gouji.rulebook.layers import load_layered

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/writing-rules.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(yaml|sh) ?(\S*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """A directory in which every step of the page has been taken; each command succeeds."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "fixtures/clean-2024.txt", "report.txt")
    Path("reports").mkdir()
    shutil.copy("report.txt", "reports")
    for language, name, text in BLOCKS:
        if language == "yaml":
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")
            continue
        for line in text.splitlines():
            program, *arguments = shlex.split(line)
            assert program == "gouji"
            status = run(arguments)
            assert status == 0, capsys.readouterr()
    return tmp_path


@pytest.fixture(autouse=True)
def directory(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()


def test_the_page_leads_to_a_rule_that_fires(followed: Path) -> None:
    text = (followed / "report.txt").read_text(encoding="utf-8")
    old = "四、结转下年度继续办理\t\t\t3\t0"
    assert old in text
    (followed / "report.txt").write_text(text.replace(old, old[:-3] + "300\t0"), encoding="utf-8")
    audit = Auditor(load_layered([followed / "ours"])).audit_file(followed / "report.txt")
    failed = [j for j in audit.with_verdict(Verdict.FAIL) if j.code == "R490"]
    assert [j.locus for j in failed] == ["t3.carried_within:natural"]
    assert failed[0].message.startswith(
        "表三「自然人」一列：结转下年度300件，多于新收和上年结转之和"
    )


def judged(directory: Path, code: str) -> list[str]:
    audit = Auditor(load_layered([directory / "ours"])).audit_file(directory / "report.txt")
    return [j.verdict.value for j in audit.judgements if j.code == code]


def test_the_page_leads_to_words_that_are_found(followed: Path) -> None:
    report = followed / "report.txt"
    text = report.read_text(encoding="utf-8")
    assert judged(followed, "P290") == ["fail"]
    said = "申请人对答复不服的，可以依法申请行政复议或者提起行政诉讼。\n"
    report.write_text(
        text.replace("六、其他需要报告的事项\n", f"六、其他需要报告的事项\n{said}"),
        encoding="utf-8",
    )
    assert judged(followed, "P290") == ["pass"]


def test_the_page_leads_to_labels_that_are_known(followed: Path) -> None:
    report = followed / "report.txt"
    text = report.read_text(encoding="utf-8")
    old, new = "一、总体情况\n", "一、工作开展总体情况综述\n"
    assert old in text
    report.write_text(text.replace(old, new), encoding="utf-8")
    assert judged(followed, "S102") == ["pass"] * 6
    book = load_layered([followed / "ours"])
    assert "二、上年度结转申请数量" in book.forms["2021"].table("t3").rows[1].aliases


def test_three_commands_make_a_tested_rule() -> None:
    section = PAGE.split("## 三条命令")[1].split("\n## ")[0]
    commands = [line for line in section.splitlines() if line.startswith("gouji ")]
    assert len(commands) == 3


COMMANDS = re.findall(r"gouji rules (\w+)", PAGE)


@pytest.mark.parametrize("command", sorted(set(COMMANDS)))
def test_every_command_the_page_names_exists(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rules", command, "--help"]) == 0
    assert "用法" in capsys.readouterr().out
