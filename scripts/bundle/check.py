"""Tells in one sentence why this Python cannot install the bundle; says nothing where it can.

Kept to what Python 3.6 understands, for it may be run by one that is too old.
"""

import importlib.util
import platform
import sys
import sysconfig
from pathlib import Path

HERE = Path(__file__).resolve().parent


def described() -> "dict[str, str]":
    lines = (HERE / "bundle.env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


def objection(bundle: "dict[str, str]") -> str:
    python = "{}.{}".format(*sys.version_info)
    if python != bundle["PYTHON"]:
        return (
            f"这个安装包要用 Python {bundle['PYTHON']}，本机的是 {python}；"
            f"请安装 Python {bundle['PYTHON']}，或者换一个按 Python {python} 做的安装包。"
        )
    machine, libc = sysconfig.get_platform(), "-".join(platform.libc_ver())
    if machine != bundle["PLATFORM"]:
        made_for = bundle["PLATFORM"]
        return f"这个安装包是给 {made_for} 做的，本机是 {machine}；请换一个按本机做的安装包。"
    if not new_enough(libc, bundle["LIBC"]):
        return (
            f"这个安装包要用 C 库 {bundle['LIBC']} 或更新的，本机是 {libc}；"
            "请在不比本机新的系统上另做一个安装包。"
        )
    if importlib.util.find_spec("venv") is None:
        return "缺少 Python 的 venv 组件，请先安装（Debian、Ubuntu 在软件包 python3-venv 里）。"
    return ""


def new_enough(here: str, built: str) -> bool:
    name, _, number = here.partition("-")
    wanted, _, least = built.partition("-")
    return name == wanted and numbers(number) >= numbers(least)


def numbers(version: str) -> "list[int]":
    return [int(part) for part in version.split(".") if part.isdigit()]


if __name__ == "__main__":
    said = objection(described())
    # The terminal may be of another encoding; the sentence is not to fail on that.
    sys.stdout.buffer.write(said.encode("utf-8"))
    sys.exit(1 if said else 0)
