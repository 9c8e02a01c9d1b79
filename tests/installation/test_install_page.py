"""The page on installing lists what there is, and names every licence with strings attached."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/install.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MEASURED = re.findall(r"^\| (?:`(\w+)`|（无）) \|", PAGE, re.MULTILINE)
LICENCES = dict(re.findall(r"^\| ([\w.-]+) \| (.+?) \| (?:核心|`\w+`) \|$", PAGE, re.MULTILINE))
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def plain(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement)[0]).lower()


def test_every_extra_is_measured() -> None:
    assert set(MEASURED) - {""} == set(PROJECT["optional-dependencies"]) - {"dev"}


def test_the_licence_of_every_requirement_is_told() -> None:
    extras = [v for k, v in PROJECT["optional-dependencies"].items() if k != "dev"]
    required = {plain(r) for group in (PROJECT["dependencies"], *extras) for r in group}
    assert required - {plain(name) for name in LICENCES} == {"gouji"}


def test_licences_with_strings_attached_are_named() -> None:
    told = PAGE[PAGE.index("许可附有条件") :]
    strict = {name for name, licence in LICENCES.items() if re.search("GPL|MPL|Lesser", licence)}
    assert {"docxtpl", "psycopg"} <= strict
    assert {name for name in strict if name not in told} == set()


@pytest.mark.parametrize("block", BLOCKS)
def test_the_commands_are_shell(block: str) -> None:
    done = subprocess.run(["sh", "-n"], input=block, text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
