"""A rulebook that was kept is the one that was loaded; what does not load is told every time."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from gouji import caching, rulesets
from gouji.auditor import Auditor
from gouji.caching import SETTING
from gouji.errors import RuleFileError
from gouji.isolated import _explained
from gouji.rulebook import Rulebook, builtin_directory, load_rulebook
from gouji.rulebook.compiled import kept_rulebook, rulebook_key
from gouji.rulebook.layers import load_layered
from gouji.rulesets import chosen_rulebook

FIXTURES = Path(__file__).parents[1] / "fixtures"
TODAY = date(2026, 1, 5)
OWN = {
    "overrides.yaml": "ignore: [S103]\nchange: {A301: {points: 3}}\n",
    "waivers.yaml": "waivers:\n  - {code: A301, agency: 某局, reason: 甲, who: 乙, until: 2026-12-31}\n",
}
"""A layer of an office."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(SETTING, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    own = tmp_path / "own"
    own.mkdir()
    for name, text in OWN.items():
        (own / name).write_text(text, encoding="utf-8")
    return own


def kept(layers: tuple[Path, ...] = (), profile: str = "default") -> Rulebook | None:
    key = rulebook_key(layers, profile)
    return kept_rulebook(key) if key else None


def whole(book: Rulebook) -> list[str]:
    """Return all that ``book`` holds, types included."""
    return [repr(getattr(book, field.name)) for field in fields(book)]


def audits(book: Rulebook) -> list[str]:
    auditor = Auditor(book, TODAY)
    paths = sorted(FIXTURES.glob("[cw]*-2024.txt"))
    return [_explained(auditor, path).model_dump_json() for path in paths]


def test_what_ships_comes_back_as_it_was_and_judges_alike() -> None:
    rulesets._shipped.cache_clear()
    first = chosen_rulebook()
    again = kept()
    assert again is not None
    assert whole(again) == whole(first) == whole(load_rulebook())
    told = audits(load_rulebook())
    assert len(told) == 2
    assert audits(again) == told


def test_layers_come_back_as_they_were(layer: Path) -> None:
    book = chosen_rulebook([layer])
    again = kept((layer,))
    assert again is not None
    assert whole(again) == whole(book) == whole(load_layered([layer]))
    assert kept((layer, layer)) is None
    assert kept((layer,), "strict") is None


def test_every_change_of_a_file_is_another_rulebook(layer: Path, tmp_path: Path) -> None:
    (layer / "rules").mkdir()
    changes: list[Callable[[], object]] = [
        lambda: None,
        lambda: (layer / "overrides.yaml").write_text("ignore: [S102]\n", encoding="utf-8"),
        lambda: (layer / "overrides.yaml").rename(layer / "override.yaml"),
        lambda: (layer / "rules/a.yml").write_text("rules: []\n", encoding="utf-8"),
    ]
    keys = {rulebook_key((), "default")}
    for change in changes:
        change()
        keys.add(rulebook_key((layer,), "default"))
    keys.add(rulebook_key((layer.rename(tmp_path / "other"),), "default"))
    assert len(keys) == 6


@pytest.mark.parametrize("spoilt", [b"", b"junk", "older"])
def test_a_spoilt_entry_is_made_again(spoilt: bytes | str, layer: Path, folder: Path) -> None:
    whole_before = whole(chosen_rulebook([layer]))
    key = str(rulebook_key((layer,), "default"))
    content = caching.kept("programs", entry_key(folder)) if spoilt == "older" else spoilt
    assert isinstance(content, bytes)
    caching.keep("rulebook", key, content)
    assert kept((layer,)) is None
    assert whole(chosen_rulebook([layer])) == whole_before
    assert kept((layer,)) is not None


def entry_key(folder: Path) -> str:
    (place,) = folder.glob("programs-*")
    return place.name.partition("-")[2]


def test_faults_are_told_every_time_with_their_place(layer: Path, folder: Path) -> None:
    chosen_rulebook([layer])
    (layer / "overrides.yaml").write_text("ignore: [S999]\n", encoding="utf-8")
    told = []
    for _ in range(2):
        with pytest.raises(RuleFileError) as error:
            chosen_rulebook([layer])
        told.append(str(error.value))
    assert told[0] == told[1]
    assert told[0].startswith("own/overrides.yaml:1:10: ")
    assert len(list(folder.glob("rulebook-*"))) == 1


def test_what_cannot_be_said_in_advance_is_left_to_loading(layer: Path, tmp_path: Path) -> None:
    assert rulebook_key((tmp_path / "nowhere",), "default") is None
    assert rulebook_key((), str(tmp_path / "none.yaml")) is None
    (layer / "rules").mkdir()
    (layer / "rules/a.yaml").mkdir()
    assert rulebook_key((layer,), "default") is None


def test_a_profile_is_known_by_what_it_says(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_bytes((builtin_directory() / "profiles/default.yaml").read_bytes())
    first = whole(chosen_rulebook(profile=str(own)))
    again = kept((), str(own))
    assert again is not None
    assert whole(again) == first
    own.write_bytes(own.read_bytes() + b"# changed\n")
    assert kept((), str(own)) is None


def test_what_checks_files_is_not_loaded_where_none_is_read() -> None:
    code = (
        "import sys; from gouji.cli import run; "
        f"run(['audit', {str(FIXTURES / 'clean-2024.txt')!r}]); print('pydantic' in sys.modules)"
    )
    told = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert [run.stdout.split()[-1] for run in told] == ["True", "False"]
