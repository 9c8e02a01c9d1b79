"""Every command that the READMEs show is run, in a checkout that nobody has used before."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from bundlekit import offline

from ports import free_port
from reportkit import make
from reportkit.renderers import RENDERERS
from sheetkit import workbook

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")
SHOWN = re.compile(r"^    ((?:sh |\.venv/)[^#\n]+)|`((?:sh scripts/|\.venv/)[^`]+)`", re.MULTILINE)

Runs = Callable[..., "subprocess.CompletedProcess[str]"]

TRY = "sh scripts/try.sh"
ADD = ".venv/bin/pip install -e '.[web]'"
NAMES = re.compile(r"[./\u4e00-\u9fff]")
NETWORKED = {
    TRY: "run below",
    ADD: "run below",
    "sh scripts/try.sh web": "run below",
    "sh scripts/bundle.sh": "run by test_bundle.py",
    "sh scripts/test.sh": "what runs this",
}
"""Those that install, for which the network is needed."""

PDF = ("report", "last", "county", "报告", "上年", "县政府")
DOCX = ("report", "draft", "final", "报告", "另一份", "上一稿", "这一稿")
MANIFESTS = ("manifest", "清单")
FOLDERS = ("reports", "报告文件夹")
REGISTERS = ("register", "名录")
REGION = "某市人民政府"
HEALTH = """
import subprocess, sys, time, urllib.request
address, *command = sys.argv[1:]
with subprocess.Popen(command) as server:
    while server.poll() is None:
        try:
            print(urllib.request.urlopen(address).read().decode(), end="")
            break
        except OSError:
            time.sleep(0.1)
    server.terminate()
"""


def shown(readme: str) -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    return [(block or inline).strip() for block, inline in SHOWN.findall(text)]


def networked(checkout: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """Run a command as a user would who has never used gouji: with the network and their pip."""
    mine = {"PYTHONPATH", "VIRTUAL_ENV"}
    environment = {k: v for k, v in os.environ.items() if k not in mine}
    return subprocess.run(
        command, cwd=checkout, env=environment | {"HOME": str(checkout.parent)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def alone(checkout: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """Run a command without the network."""
    return offline(list(command), checkout)


@pytest.fixture(scope="module")
def tried(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, "subprocess.CompletedProcess[str]"]:
    """A checkout, and what the first command said."""
    checkout = tmp_path_factory.mktemp("home") / "gouji"
    shutil.copytree(ROOT, checkout, ignore=shutil.ignore_patterns(".*", "dist", "reports_out"))
    return checkout, networked(checkout, *shlex.split(TRY))


@pytest.fixture(scope="module")
def checkout(tried: tuple[Path, object]) -> Path:
    """The same with the extra, and with the files that the commands name."""
    checkout, _ = tried
    added = networked(checkout, *shlex.split(ADD))
    assert added.returncode == 0, added.stderr
    fixtures = ROOT / "fixtures"
    for name in PDF:
        shutil.copy(fixtures / "wuzhong-2024.pdf", checkout / f"{name}.pdf")
    for seed, name in enumerate(DOCX):
        (checkout / f"{name}.docx").write_bytes(RENDERERS["docx"](make(seed)))
    for name in FOLDERS:
        (checkout / name).mkdir()
        shutil.copy(fixtures / "zhongwei-2024.pdf", checkout / name)
        region = RENDERERS["docx"](make(7, agency=REGION, year=2024))
        (checkout / name / "region.docx").write_bytes(region)
    for name in REGISTERS:
        register = workbook([["机关名称"], ["中卫市公安局"], [REGION]])
        (checkout / f"{name}.xlsx").write_bytes(register)
    for name in MANIFESTS:
        (checkout / f"{name}.csv").write_text(
            "agency,path\n吴忠市公安局,report.pdf\n", encoding="utf-8"
        )
    return checkout


def test_every_command_that_installs_is_known() -> None:
    commands = {command for readme in READMES for command in shown(readme)}
    assert {c for c in commands if " gouji " not in c and "bin/gouji" not in c} == set(NETWORKED)
    assert len(commands) > 30


def test_what_is_tried_is_told_on_a_page(
    tried: tuple[Path, "subprocess.CompletedProcess[str]"],
) -> None:
    _, done = tried
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) + len(done.stderr.splitlines()) <= 60
    assert [line for line in lines if line.startswith("  得分")] == [
        line.replace("得分", "  得分", 1) for line in lines if line.startswith("得分")
    ]
    assert "没有发现问题。" in lines
    assert lines[-5] == "接下来："
    for line in lines[-4:]:
        named = [word for word in line.split() if "/" in word and "报告" not in word]
        assert all((ROOT / word).exists() or word.startswith(".venv/") for word in named)


def shape(command: str) -> str:
    """Return a command without its files and names, in which the READMEs differ."""
    return " ".join(Path(word).suffix if NAMES.search(word) else word for word in command.split())


def once() -> list[str]:
    """Return the commands of both READMEs, those that differ in names alone once."""
    commands = [command for readme in reversed(READMES) for command in shown(readme)]
    return list({shape(each): each for each in reversed(commands)}.values())[::-1]


def test_the_commands_run(checkout: Path) -> None:
    for command in once():
        if command in NETWORKED or command.endswith(" serve"):
            continue
        done = alone(checkout, "/bin/sh", "-c", command)
        judged = re.search(r"gouji (audit|grade|report|annotate)", command)
        assert done.returncode in ({0, 1} if judged else {0}), (command, done.stderr)
        assert done.stdout or done.stderr


@pytest.mark.parametrize(
    ("command", "runs"), [("sh scripts/try.sh web", networked), (".venv/bin/gouji serve", alone)]
)
def test_the_page_is_served(command: str, runs: Runs, checkout: Path) -> None:
    # Another server of this machine may have taken the port that it is by default.
    port = str(free_port())
    asked = [f"http://127.0.0.1:{port}/healthz", *shlex.split(command), "--port", port]
    done = runs(checkout, str(checkout / ".venv/bin/python"), "-c", HEALTH, *asked)
    assert done.stdout == "ok\n", done.stderr
