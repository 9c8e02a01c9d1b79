"""The scripts of the README say in one sentence what is missing on a bare machine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = ("sh", "dirname", "tr")
SENTENCES = {
    "python": "没有找到 Python 3.11 或 3.12，请先安装其中一个，再运行一次。",
    "compiler": "缺少 C 编译器，规则引擎 durable-rules 需要编译，"
    "请先安装（Debian/Ubuntu：apt-get install gcc），再运行一次。",
    "header": "缺少 Python 头文件（Python.h），请先安装（Debian/Ubuntu：apt-get install python3-dev），再运行一次。",
}


def machine(folder: Path, *, python: str | None, compiler: bool) -> dict[str, str]:
    """Return the environment of a machine that has nothing but what is said."""
    binaries = folder / "bin"
    binaries.mkdir()
    for tool in TOOLS:
        (binaries / tool).symlink_to(shutil.which(tool) or "")
    if python is not None:
        (binaries / "python3.11").write_text(f"#!{shutil.which('sh')}\n{python}", encoding="utf-8")
        (binaries / "python3.11").chmod(0o755)
    if compiler:
        (binaries / "cc").symlink_to(shutil.which("true") or "")
    return {"PATH": str(binaries), "HOME": str(folder)}


REAL = f'exec {sys.executable} "$@"\n'
HEADLESS = f'case "$2" in *Python.h*) exit 1;; esac\n{REAL}'


@pytest.mark.parametrize(
    ("missing", "python", "compiler"),
    [("python", None, True), ("compiler", REAL, False), ("header", HEADLESS, True)],
)
@pytest.mark.parametrize("script", ["try.sh", "test.sh"])
def test_what_is_missing(
    script: str, missing: str, python: str | None, compiler: bool, tmp_path: Path
) -> None:
    copy = tmp_path / "gouji"
    (copy / "scripts").mkdir(parents=True)
    for path in (ROOT / "scripts").glob("*.sh"):
        shutil.copy(path, copy / "scripts")
    done = subprocess.run(
        [shutil.which("sh") or "sh", str(copy / "scripts" / script)],
        env=machine(tmp_path, python=python, compiler=compiler)
        | {"LANG": os.environ.get("LANG", "C.UTF-8")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{SENTENCES[missing]}\n")
