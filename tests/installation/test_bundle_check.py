"""Where a bundle does not fit the machine, one sentence says what is missing."""

import platform
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts/bundle"))

import check  # noqa: E402 - a script, not a package

HERE = "{}.{}".format(*sys.version_info)
LIBC = "-".join(platform.libc_ver())
FITTING = {
    "VERSION": "9.9", "PYTHON": HERE, "PLATFORM": sysconfig.get_platform(), "LIBC": LIBC,
    "EXTRAS": "web",
}  # fmt: skip

MISFITS = [
    (
        {"PYTHON": "3.99"},
        f"这个安装包要用 Python 3.99，本机的是 {HERE}；请安装 Python 3.99，或者换一个按 Python {HERE} 做的安装包。",
    ),
    (
        {"PLATFORM": "linux-vax"},
        f"这个安装包是给 linux-vax 做的，本机是 {sysconfig.get_platform()}；请换一个按本机做的安装包。",
    ),
    (
        {"LIBC": "glibc-2.999"},
        f"这个安装包要用 C 库 glibc-2.999 或更新的，本机是 {LIBC}；请在不比本机新的系统上另做一个安装包。",
    ),
]


def folder(at: Path, **changed: str) -> Path:
    """A bundle without its wheels."""
    at.mkdir()
    for name in ("install.sh", "check.py"):
        shutil.copy(ROOT / "scripts/bundle" / name, at)
    lines = "".join(f"{key}={value}\n" for key, value in (FITTING | changed).items())
    (at / "bundle.env").write_text(lines, encoding="utf-8")
    return at


def install(bundle: Path, binaries: Path, **environment: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [shutil.which("sh") or "sh", str(bundle / "install.sh"), str(bundle / "target")],
        env={"PATH": str(binaries), "HOME": str(bundle), **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert not (bundle / "target").exists()
    return done.returncode, done.stdout, done.stderr


def binaries(at: Path, *pythons: tuple[str, str]) -> Path:
    """What a machine has; each Python is a name and what it runs."""
    at.mkdir()
    (at / "dirname").symlink_to(shutil.which("dirname") or "")
    for name, runs in pythons:
        (at / name).write_text(f'#!{shutil.which("sh")}\n{runs} "$@"\n', encoding="utf-8")
        (at / name).chmod(0o755)
    return at


@pytest.mark.parametrize(("changed", "sentence"), MISFITS)
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_a_machine_that_it_was_not_made_for(
    changed: dict[str, str], sentence: str, locale: str, tmp_path: Path
) -> None:
    machine = binaries(tmp_path / "bin", ("python3", sys.executable))
    told = install(folder(tmp_path / "bundle", **changed), machine, LC_ALL=locale)
    assert told == (1, "", f"{sentence}\n")


def test_a_machine_without_python(tmp_path: Path) -> None:
    machine = binaries(tmp_path / "bin")
    sentence = f"没有找到 Python {HERE}，请先安装，再运行一次。\n"
    assert install(folder(tmp_path / "bundle"), machine) == (1, "", sentence)


def test_a_python_that_is_named_and_not_there(tmp_path: Path) -> None:
    machine = binaries(tmp_path / "bin", ("python3", sys.executable))
    sentence = "没有找到 /opt/python，请先安装，再运行一次。\n"
    told = install(folder(tmp_path / "bundle"), machine, GOUJI_PYTHON="/opt/python")
    assert told == (1, "", sentence)


def test_a_python_that_is_too_old_to_be_asked(tmp_path: Path) -> None:
    machine = binaries(tmp_path / "bin", ("python", "exit 1; :"))
    sentence = f"没有找到 Python {HERE}，请先安装，再运行一次。\n"
    assert install(folder(tmp_path / "bundle"), machine) == (1, "", sentence)


def test_a_python_without_venv() -> None:
    assert check.objection(FITTING) == ""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("importlib.util.find_spec", lambda _name: None)
        assert check.objection(FITTING) == (
            "缺少 Python 的 venv 组件，请先安装（Debian、Ubuntu 在软件包 python3-venv 里）。"
        )


@pytest.mark.parametrize(
    ("here", "built", "enough"),
    [
        ("glibc-2.36", "glibc-2.36", True),
        ("glibc-2.100", "glibc-2.36", True),
        ("glibc-2.31", "glibc-2.36", False),
        ("musl-1.2.5", "glibc-2.36", False),
        ("-", "glibc-2.36", False),
        ("-", "-", True),
    ],
)
def test_the_c_library(here: str, built: str, enough: bool) -> None:
    assert check.new_enough(here, built) is enough
