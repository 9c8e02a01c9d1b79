"""The recipes for continuous integration: right YAML, and every command of gouji's is run."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from gouji.cli import COMMANDS, run
from gouji.reading.formats import FORMATS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
RECIPES = {
    name: yaml.safe_load(text)
    for name, text in re.findall(r"^```yaml (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
}
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def commands(recipe: object) -> Iterator[list[str]]:
    """Yield every command of gouji's in a recipe, in order."""
    if isinstance(recipe, dict):
        for value in recipe.values():
            yield from commands(value)
    elif isinstance(recipe, list):
        for value in recipe:
            yield from commands(value)
    elif isinstance(recipe, str) and recipe.startswith("gouji "):
        yield shlex.split(recipe)[1:]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one report without fault and a directory of rules."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    (tmp_path / "rules/ours").mkdir(parents=True)
    (tmp_path / "rules/ours/overrides.yaml").write_text("ignore: [P206]\n", encoding="utf-8")
    shutil.copy(ROOT / "fixtures/clean-2024.txt", tmp_path / "reports/2024年度报告.txt")
    return tmp_path


@pytest.mark.parametrize("name", ["github", "gitlab", "gitee"])
@pytest.mark.usefixtures("repository")
def test_a_recipe_runs_and_finds_nothing_in_a_right_report(name: str) -> None:
    steps = list(commands(RECIPES[name]))
    assert [step[0] for step in steps] == ["rules", "export", "audit"]
    assert [run(step) for step in steps] == [0, 0, 0]


@pytest.mark.parametrize(("name", "kept"), [("github", "gouji.sarif"), ("gitlab", "gouji.xml")])
def test_what_a_recipe_hands_over_is_there(name: str, kept: str, repository: Path) -> None:
    (export,) = [step for step in commands(RECIPES[name]) if step[0] == "export"]
    run(export)
    assert (repository / kept).stat().st_size > 0
    assert kept in PAGE.partition(f"```yaml {name}")[2].partition("```")[0].replace(
        f"-o {kept}", ""
    )


def test_the_last_step_fails_where_a_report_has_faults(repository: Path) -> None:
    shutil.copy(ROOT / "fixtures/wuzhong-2024.txt", repository / "reports")
    *_, audit = commands(RECIPES["gitlab"])
    assert run(audit) == 1


@pytest.mark.usefixtures("repository")
def test_the_hooks_that_the_page_names_are_there_and_run() -> None:
    (used,) = RECIPES["pre-commit"]["repos"]
    args = {hook["id"]: hook.get("args", []) for hook in used["hooks"]}
    assert set(args) == {hook["id"] for hook in HOOKS}
    for hook in HOOKS:
        program, *entry = shlex.split(hook["entry"])
        files = [] if hook.get("pass_filenames") is False else ["reports/2024年度报告.txt"]
        assert (program, run([*entry, *args[hook["id"]], *files])) == ("gouji", 0)


def test_the_hook_takes_every_format_that_documents_have() -> None:
    (files,) = [hook["files"] for hook in HOOKS if hook["id"] == "gouji-audit"]
    suffixes = [s for each in FORMATS for s in each.suffixes if each.name != "image"]
    left = [s for s in suffixes if not re.search(files, f"某局2024年年度报告{s}")]
    assert left == []
    assert re.search(files, "README.md") is None


def test_the_page_names_no_command_that_is_not_there() -> None:
    named = set(re.findall(r"gouji ([a-z-]+)", PAGE)) - {"rules"}
    assert named <= set(COMMANDS)
