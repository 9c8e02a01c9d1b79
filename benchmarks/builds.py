"""Builds of gouji in environments of their own: of a commit, and of the tree as it stands."""

import os
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[1]
_EXTRAS = "[ocr,office,web]"
_DROPPED_CALL = "-DPyEval_CallObject=PyObject_CallObject"
"""What durable-rules calls and Python 3.13 no longer has; ``scripts/setup.sh`` says the same."""


@dataclass(frozen=True, slots=True)
class Build:
    """An installed gouji; ``home`` holds what it keeps for its user."""

    name: str
    place: Path

    @property
    def python(self) -> str:
        """The interpreter that finds it."""
        return str(self.place / "venv/bin/python")

    @property
    def command(self) -> str:
        """The command ``gouji``."""
        return str(self.place / "venv/bin/gouji")

    @property
    def environment(self) -> dict[str, str]:
        """The variables to run it with: nothing of the caller's Python, a home of its own."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        home = str(self.place / "home")
        return kept | {"HOME": home, "XDG_CACHE_HOME": f"{home}/.cache"}


def build_of(commit: str, below: Path) -> Build:
    """Install the tree of ``commit`` below a directory, once."""
    number = _git("rev-parse", "--short=12", f"{commit}^{{commit}}").decode().strip()
    build = Build(number, below / number)
    source = build.place / "source"
    if not source.exists():
        archive = tarfile.open(fileobj=BytesIO(_git("archive", number)))  # noqa: SIM115
        archive.extractall(source, filter="data")
    return _installed(build, source)


def build_of_tree(below: Path) -> Build:
    """Install the tree as it stands, each time anew."""
    build = Build("tree", below / "tree")
    (build.place / "installed").unlink(missing_ok=True)
    return _installed(build, ROOT)


def environment_with(packages: list[str], place: Path) -> str:
    """Return the interpreter of an environment with ``packages``, made once."""
    if not (place / "installed").exists():
        _make(place, packages)
    return str(place / "venv/bin/python")


def _installed(build: Build, source: Path) -> Build:
    if not (build.place / "installed").exists():
        (build.place / "home").mkdir(parents=True, exist_ok=True)
        _make(build.place, [f"{source}{_EXTRAS}"], "--force-reinstall", "--no-deps")
    return build


def _make(place: Path, packages: list[str], *again: str) -> None:
    """Install ``packages``; with ``again``, those that are there already are replaced."""
    place.mkdir(parents=True, exist_ok=True)
    if not (place / "venv").exists():
        _run(sys.executable, "-m", "venv", str(place / "venv"))
    pip = [str(place / "venv/bin/python"), "-m", "pip", "install", "--quiet"]
    _run(*pip, *packages)
    if again:
        _run(*pip, *again, *packages)
    (place / "installed").touch()


def _run(*command: str) -> None:
    flags = f"{os.environ.get('CPPFLAGS', '')} {_DROPPED_CALL}"
    subprocess.run(command, check=True, env=os.environ | {"CPPFLAGS": flags})  # noqa: S603


def _git(*arguments: str) -> bytes:
    command = ["git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603
