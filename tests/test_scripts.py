"""The scripts of the README say in one sentence what is missing on a bare machine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = ("sh", "dirname", "basename", "tr")
VERSION = "python{}.{}".format(*sys.version_info)
PYTHON = "没有找到 Python 3.11 至 3.14{how}；系统带的 Python 不是这几版的，另装一个，再运行一次。"
PARTS = {
    "venv": "Python 的 venv 组件",
    "compiler": "C 编译器",
    "header": "Python 头文件（Python.h）",
}
MANAGERS = {
    "apt-get": (
        "apt-get install",
        {"venv": f"{VERSION}-venv", "compiler": "gcc libc6-dev", "header": f"{VERSION}-dev"},
        "python3 python3-venv gcc libc6-dev python3-dev",
    ),
    "dnf": (
        "dnf install",
        {"venv": VERSION, "compiler": "gcc", "header": f"{VERSION}-devel"},
        "python3 gcc python3-devel",
    ),
    "yum": (
        "yum install",
        {"venv": VERSION, "compiler": "gcc", "header": f"{VERSION}-devel"},
        "python3 gcc python3-devel",
    ),
    "apk": (
        "apk add",
        {"venv": "python3", "compiler": "gcc musl-dev", "header": "python3-dev"},
        "python3 gcc musl-dev python3-dev",
    ),
    "": ("", {}, ""),
}


def sentence(missing: tuple[str, ...], manager: str) -> str:
    """What is said where parts are missing."""
    command, packages, everything = MANAGERS[manager]
    parts = " ".join(packages.get(part, "") for part in missing)
    wanted = everything if "python" in missing else parts
    how = f"，请先用管理员身份运行 {command} {wanted}" if manager else ""
    if "python" in missing:
        return PYTHON.format(how=how)
    named = "、".join(PARTS[part] for part in missing)
    return f"缺少{named}（规则引擎 durable-rules 需要编译）{how}，再运行一次。"


def machine(folder: Path, missing: tuple[str, ...], manager: str) -> dict[str, str]:
    """Return the environment of a machine that lacks what is said."""
    binaries = folder / "bin"
    binaries.mkdir()
    for tool in TOOLS:
        (binaries / tool).symlink_to(shutil.which(tool) or "")
    true = shutil.which("true") or ""
    if "python" not in missing:
        lacks = {"venv": "*ensurepip*", "header": "*Python.h*"}
        cases = "".join(f"{lacks[part]}) exit 1;; " for part in missing if part in lacks)
        text = f'#!{shutil.which("sh")}\ncase "$2" in {cases}esac\nexec {sys.executable} "$@"\n'
        (binaries / VERSION).write_text(text, encoding="utf-8")
        (binaries / VERSION).chmod(0o755)
    if "compiler" not in missing:
        (binaries / "cc").symlink_to(true)
    if manager:
        (binaries / manager).symlink_to(true)
    return {"PATH": str(binaries), "HOME": str(folder), "LANG": os.environ.get("LANG", "C.UTF-8")}


def checkout(folder: Path) -> Path:
    """A checkout that has the scripts alone."""
    copy = folder / "gouji"
    shutil.copytree(ROOT / "scripts", copy / "scripts")
    return copy


def run(script: Path, environment: dict[str, str], *words: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [shutil.which("sh") or "sh", str(script), *words],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("manager", MANAGERS)
@pytest.mark.parametrize(
    "missing",
    [("python",), ("compiler",), ("header",), ("venv", "compiler"), ("venv", "compiler", "header")],
    ids="-".join,
)
def test_what_is_missing(missing: tuple[str, ...], manager: str, tmp_path: Path) -> None:
    script = checkout(tmp_path) / "scripts/try.sh"
    told = run(script, machine(tmp_path, missing, manager))
    assert told == (1, "", f"{sentence(missing, manager)}\n")


@pytest.mark.parametrize("script", ["test.sh", "bundle.sh"])
@pytest.mark.parametrize("missing", [("python",), ("compiler", "header")], ids="-".join)
def test_every_script_says_it(script: str, missing: tuple[str, ...], tmp_path: Path) -> None:
    path = checkout(tmp_path) / "scripts" / script
    told = run(path, machine(tmp_path, missing, "apt-get"))
    assert told == (1, "", f"{sentence(missing, 'apt-get')}\n")


@pytest.mark.parametrize("named", ["/opt/python", "false"])
def test_no_other_python_is_taken_than_the_named(named: str, tmp_path: Path) -> None:
    environment = machine(tmp_path, (), "") | {"GOUJI_PYTHON": named}
    sentence = (
        f"GOUJI_PYTHON 写的是 {named}，它不是 Python 3.11 至 3.14，或者没有装；请改正，或者不写。\n"
    )
    assert run(checkout(tmp_path) / "scripts/try.sh", environment) == (1, "", sentence)


@pytest.mark.parametrize(
    ("asks", "gouji", "installs"),
    [
        ("the same", "exit 0", False),
        ("more than before", "exit 0", True),
        ("the same", "exit 127", True),
    ],
    ids=["what there is", "another pyproject.toml that is no newer", "a checkout that was moved"],
)
def test_what_is_installed_again(asks: str, gouji: str, installs: bool, tmp_path: Path) -> None:
    copy, binaries = checkout(tmp_path), tmp_path / "gouji/.venv/bin"
    binaries.mkdir(parents=True)
    log = tmp_path / "log"
    for name, does in {"gouji": gouji, "python": f'echo "$@" >> {log}'}.items():
        (binaries / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (binaries / name).chmod(0o755)
    (copy / "pyproject.toml").write_text(asks, encoding="utf-8")
    (copy / ".venv/.gouji-").write_text("the same", encoding="utf-8")
    os.utime(copy / "pyproject.toml", (0, 0))
    done = subprocess.run(
        ["sh", "-c", ". scripts/setup.sh; set_up ''"],
        cwd=copy, env=os.environ | {"GOUJI_PYTHON": sys.executable}, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    said = log.read_text(encoding="utf-8") if log.exists() else ""
    assert ("install" in said) is installs


def test_a_word_that_is_none_of_try_sh(tmp_path: Path) -> None:
    told = run(checkout(tmp_path) / "scripts/try.sh", machine(tmp_path, (), ""), "webb")
    usage = "用法：sh scripts/try.sh（审核两份样本），或者 sh scripts/try.sh web（打开自查网页）\n"
    assert told == (1, "", usage)
