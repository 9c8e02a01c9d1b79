"""Measures what an install takes, by extra, and writes it into docs/install.md with the licences.

Needs the network, to get the wheels; installing them is measured without. The figures are those of
this machine, on this day.
"""

import re
import subprocess
import sys
import tempfile
import time
import venv
from dataclasses import dataclass
from pathlib import Path

from gouji.installing import BUILD

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts/bundle"))

from wheels import Wheel  # noqa: E402 - a script, not a package

PAGE = ROOT / "docs/install.md"
MARKED = re.compile(r"(<!-- 量得的，开始.*?-->\n).*?(<!-- 量得的，结束 -->)", re.DOTALL)
EXTRAS = {
    "": "核心：审核、读报告、比较、导出",
    "report": "自查网页、在原件上标注",
    "office": "批量评定、工作簿、整改通知、历史记录、年度总结",
    "web": "网页服务",
    "ocr": "读扫描件和图片",
    "collect": "按网址清单归集报告",
    "postgres": "历史记录放在 PostgreSQL",
    "cluster": "多台机器一起批量评定",
}
"""What is measured, and what it is for."""


@dataclass
class Taken:
    """What the core, or the core with an extra, takes."""

    extra: str
    wheels: list[Wheel]
    installed: int
    seconds: float


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        wheels = Path(work) / "wheels"
        _gather(Path(work) / "builder", wheels)
        taken = [_taken(extra, Path(work) / f"with-{extra}", wheels) for extra in EXTRAS]
        text = f"{_sizes(taken)}\n{_licences(taken)}\n"
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(MARKED.sub(lambda m: f"{m[1]}\n{text}{m[2]}", page), encoding="utf-8")


def _gather(builder: Path, wheels: Path) -> None:
    venv.create(builder, with_pip=True)
    named = f"{ROOT}[{','.join(filter(None, EXTRAS))}]"
    gather = [str(builder / "bin/pip"), "wheel", "--quiet", "--wheel-dir", str(wheels), named]
    subprocess.run(["/usr/bin/env", BUILD, *gather], check=True)


def _taken(extra: str, place: Path, wheels: Path) -> Taken:
    """Install the core with an extra into an environment of its own."""
    venv.create(place, with_pip=True)
    python, before = str(place / "bin/python"), _size(place)
    named = f"gouji[{extra}]" if extra else "gouji"
    start = time.monotonic()
    install = [python, "-m", "pip", "install", "--quiet", "--no-index", "--find-links", str(wheels)]
    subprocess.run([*install, named], check=True)
    seconds = time.monotonic() - start
    listed = subprocess.run(
        [python, "-m", "pip", "list", "--format", "freeze"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    names = {_plain(line.partition("==")[0]) for line in listed.splitlines()}
    held = [w for w in map(Wheel, sorted(wheels.glob("*.whl"))) if _plain(w.name) in names]
    return Taken(extra, held, _size(place) - before, seconds)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _size(folder: Path) -> int:
    return sum(p.lstat().st_size for p in folder.rglob("*") if p.is_file())


def _sizes(taken: list[Taken]) -> str:
    core = taken[0]
    version = "{}.{}".format(*sys.version_info)
    lines = [
        f"Python {version}，{time.strftime('%Y-%m-%d')} 量得；附加组件的一行是连同核心的。",
        "秒数是从本地的安装文件装的，不含下载；下载和装好的大小不含 pip 自己。",
        "",
        "| 附加组件 | 用来做什么 | 软件包 | 下载 MB | 装好 MB | 秒 |",
        "|---|---|---|---|---|---|",
    ]
    for each in taken:
        name = f"`{each.extra}`" if each.extra else "（无）"
        download = sum(w.path.stat().st_size for w in each.wheels) / 1e6
        more = "" if each is core else f"（+{(each.installed - core.installed) / 1e6:.0f}）"
        lines.append(
            f"| {name} | {EXTRAS[each.extra]} | {len(each.wheels)} | {download:.0f} "
            f"| {each.installed / 1e6:.0f}{more} | {each.seconds:.0f} |"
        )
    return "\n".join(lines) + "\n"


def _licences(taken: list[Taken]) -> str:
    """Return the table of licences; a package stands with the first that brings it."""
    lines = ["| 软件包 | 许可 | 随着什么来 |", "|---|---|---|"]
    seen: set[str] = set()
    for each in taken:
        for wheel in each.wheels:
            if wheel.name not in seen and wheel.name != "gouji":
                brought = f"`{each.extra}`" if each.extra else "核心"
                lines.append(f"| {wheel.name} | {wheel.licence} | {brought} |")
            seen.add(wheel.name)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
