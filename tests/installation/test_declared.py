"""Whatever is imported is declared, in the extra that the importing part belongs to."""

import ast
import functools
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PARTS = {
    "annotation": "report",
    "batch/executors.py": "cluster",
    "batch/peers.py": "office",
    "collecting": "collect",
    "reading/ofd/scans.py": "ocr",
    "reading/scan": "ocr",
    "reporting/media": "report",
    "reporting/one/selfcheck": "report",
    "reporting/one/notice/shipped.py": "report",
    "reporting/one/notice/filling.py": "office",
    "reporting/one/notice/paper.py": "office",
    "reporting/many/overview": "office",
    "reporting/many/annual": "office",
    "register/excel.py": "office",
    "store": "office",
    "web": "web",
}
"""The extra of every part that the core install cannot run."""
DATA = {"rapidocr": "its model is read as a file", "psycopg": "SQLAlchemy loads it by its name"}
"""What is declared and never imported."""
BY_DISTRIBUTION = {"opencv-python": "opencv-python-headless"}
"""Distributions that hold the same modules as the declared one."""


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def named(requirement: str) -> tuple[str, list[str]]:
    """Return the distribution that a requirement names, and the extras of it."""
    found = re.match(r"([\w.-]+)(?:\[([\w,]+)\])?", requirement)
    assert found, requirement
    return normal(found[1]), (found[2] or "").split(",")


def declared(extra: str) -> set[str]:
    """Return what an extra brings, the core (``""``) and the extras that it includes with it."""
    required = PROJECT["dependencies"] if extra == "" else PROJECT["optional-dependencies"][extra]
    found = {named(requirement)[0] for requirement in required} - {"gouji"}
    included = [each for name, extras in map(named, required) if name == "gouji" for each in extras]
    return found.union(*map(declared, included), declared("") if extra else ())


def extra_of(path: Path) -> str:
    place = path.relative_to(ROOT / "engine/gouji").as_posix()
    fits = [part for part in PARTS if place == part or place.startswith(f"{part}/")]
    return PARTS[max(fits, key=len)] if fits else ""


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module).partition(".")[0]


@functools.cache
def providers() -> Mapping[str, list[str]]:
    """Return the distributions that hold each module: looked up once, for it takes seconds."""
    return packages_distributions()


def distributions(path: Path, own: set[str]) -> set[str]:
    """Return the distributions that a file imports from; ``own`` are names that are ours."""
    known = providers()
    names = {*imported(path)} - own - {*sys.stdlib_module_names} - {"__future__", "gouji"}
    found = {normal(each) for name in names for each in known.get(name, [name])}
    return {BY_DISTRIBUTION.get(each, each) for each in found}


@pytest.mark.parametrize("extra", ["", *sorted(set(PARTS.values()))])
def test_the_engine_imports_what_it_declares(extra: str) -> None:
    files = [path for path in (ROOT / "engine/gouji").rglob("*.py") if extra_of(path) == extra]
    wrong = {
        str(path.relative_to(ROOT)): beyond
        for path in files
        if (beyond := distributions(path, set()) - declared(extra))
    }
    assert files
    assert wrong == {}


def brought(name: str, seen: set[str]) -> set[str]:
    """Return a distribution and all that it requires in turn, as far as it is installed."""
    if name not in seen:
        seen.add(name)
        with suppress(PackageNotFoundError):
            for requirement in requires(name) or ():
                if "extra ==" not in requirement:
                    brought(named(requirement)[0], seen)
    return seen


def test_no_library_of_windows_and_buttons_comes_with_ocr() -> None:
    """``opencv-python`` holds the same modules, and needs what servers do not have."""
    all_of_it: set[str] = set().union(*(brought(each, set()) for each in declared("ocr")))
    found = {each for each in all_of_it if each.startswith("opencv")}
    assert found == {"opencv-python-headless"}


def test_nothing_is_declared_in_vain() -> None:
    used = {each for p in (ROOT / "engine").rglob("*.py") for each in distributions(p, set())}
    extras = set(PROJECT["optional-dependencies"]) - {"dev"}
    assert set().union(*map(declared, ["", *extras])) - used == set(DATA) | {"python-multipart"}


def test_the_tests_import_what_they_declare() -> None:
    folders = [ROOT / "tests", ROOT / "scripts"]
    files = [path for folder in folders for path in folder.rglob("*.py")]
    own = {path.stem for path in files} | {path.name for f in folders for path in f.rglob("*/")}
    wrong = {
        str(path.relative_to(ROOT)): beyond
        for path in files
        if (beyond := distributions(path, own | {"scan", "documents"}) - declared("dev"))
    }
    assert wrong == {}
