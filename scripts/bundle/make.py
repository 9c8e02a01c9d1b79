"""Makes the archive of ``bundle.sh``: every wheel, their list and licences, and what installs them.

What leaves here has been installed once from its own wheels alone and has audited a sample.
"""

import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import tomllib
import venv
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))

from wheels import Wheel, licences, requirements  # noqa: E402 - beside this script

CARRIED = ("install.sh", "check.py", "README.txt")


def main(extras: str) -> None:
    wanted = _checked(extras)
    version = _version()
    name = (
        f"gouji-{version}-{sysconfig.get_platform()}-py{sys.version_info[0]}{sys.version_info[1]}"
    )
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / name
        _gather(Path(work) / "builder", folder / "wheels", wanted)
        _describe(folder, version, wanted)
        _try(folder, Path(work) / "tried")
        archive = _pack(folder)
    size = archive.stat().st_size / 1e6
    print(f"{archive.relative_to(ROOT)}（{size:.0f} MB）：拷到目标机器上解开，运行 sh install.sh")


def _checked(extras: str) -> list[str]:
    """Return the extras that are asked for."""
    known = sorted(set(_project()["optional-dependencies"]) - {"dev"})
    wanted = [] if extras == "core" else [e.strip() for e in extras.split(",")]
    for extra in wanted:
        if extra not in known:
            sys.exit(f"没有「{extra}」这个附加组件，只有：core {' '.join(known)}")
    return wanted


def _project() -> dict[str, Any]:
    """Return what the project says of itself."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project: dict[str, Any] = tomllib.loads(text)["project"]
    return project


def _version() -> str:
    text = (ROOT / "engine/gouji/version.py").read_text(encoding="utf-8")
    return re.findall(r'^__version__ = "(.+)"', text, re.MULTILINE)[0]


def _gather(builder: Path, wheels: Path, extras: list[str]) -> None:
    """Put the wheels of gouji and all that it needs into ``wheels``, and pip's to install them."""
    print(f"正在收集 gouji 和附加组件（{' '.join(extras) or '无'}）的安装文件……", file=sys.stderr)
    venv.create(builder, with_pip=True)
    pip = [str(builder / "bin/python"), "-m", "pip", "--disable-pip-version-check"]
    # That of Debian 12 needs a package of the system's to make a wheel of the engine.
    _run([*pip, "install", "--quiet", "--upgrade", "pip"])
    gather = [*pip, "wheel", "--quiet", "--wheel-dir", str(wheels)]
    # What pip kept of an earlier build may have been built without the flags of setup.sh.
    _run([*gather, "--no-cache-dir", "--no-deps", _engine()])
    named = f"{ROOT}[{','.join(extras)}]" if extras else str(ROOT)
    _run([*gather, "--find-links", str(wheels), "pip", named])


def _engine() -> str:
    """Return the requirement of the rule engine, the one part that comes as source alone."""
    return next(r for r in _project()["dependencies"] if r.startswith("durable-rules"))


def _run(command: list[str]) -> None:
    done = subprocess.run(command, check=False)
    if done.returncode:
        sys.exit("收集安装文件失败，多半是网络或软件源的问题，详情见上面。")


def _describe(folder: Path, version: str, extras: list[str]) -> None:
    wheels = [Wheel(path) for path in sorted((folder / "wheels").glob("*.whl"))]
    (folder / "requirements.txt").write_text(requirements(wheels), encoding="utf-8")
    (folder / "LICENCES.txt").write_text(licences(wheels), encoding="utf-8")
    known = {
        "VERSION": version,
        "PYTHON": "{}.{}".format(*sys.version_info),
        "PLATFORM": sysconfig.get_platform(),
        "LIBC": "-".join(platform.libc_ver()),
        "EXTRAS": ",".join(extras) or "core",
    }
    lines = "".join(f"{key}={value}\n" for key, value in known.items())
    (folder / "bundle.env").write_text(lines, encoding="utf-8")
    for each in CARRIED:
        shutil.copy(HERE / each, folder / each)
    (folder / "samples").mkdir()
    for sample in (ROOT / "fixtures").glob("*-2024.pdf"):
        shutil.copy(sample, folder / "samples")
    shutil.copytree(ROOT / "deploy", folder / "deploy")
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE")


def _try(folder: Path, target: Path) -> None:
    """Install from the folder as its reader will, and audit a sample with that."""
    environment = {**os.environ, "GOUJI_PYTHON": sys.executable}
    for command in (
        ["sh", str(folder / "install.sh"), str(target)],
        [str(target / "bin/gouji"), "audit", str(folder / "samples/clean-2024.pdf")],
    ):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"做好的安装包装不上或者用不了：\n{done.stdout}{done.stderr}")


def _pack(folder: Path) -> Path:
    archive = ROOT / "dist" / f"{folder.name}.tar.gz"
    archive.parent.mkdir(exist_ok=True)
    with tarfile.open(archive, "w:gz", compresslevel=6) as packed:
        packed.add(folder, folder.name, filter=_nobodys)
    return archive


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Return a member without the owner that it has here, readable by all."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o755 if member.isdir() else 0o644
    return member


if __name__ == "__main__":
    main(sys.argv[1])
