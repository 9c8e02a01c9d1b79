"""Keys: the same for the same sources and words, another for another; nothing is forgotten."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gouji import keys
from gouji.keys import judging_key, profile_key, reading_key, rules_key
from gouji.model.context import Context
from gouji.rulebook import Rulebook, load_rulebook
from gouji.rulebook.layers import load_layered
from test_no_circles import imports

BOOK = load_rulebook()


def closure(*packages: str) -> set[str]:
    """Return all modules that ``packages`` are made of and import."""
    graph = imports()
    found: set[str] = set()
    todo = [m for m in graph if any(m == p or m.startswith(f"{p}.") for p in packages)]
    while todo:
        module = todo.pop()
        if module not in found:
            found.add(module)
            todo += graph[module]
    return found


def test_the_reading_key_covers_all_of_the_model_that_reading_uses() -> None:
    used = {m for m in closure("gouji.reading", "gouji.facts") if m.startswith("gouji.model.")}
    assert sorted(used) == [f"gouji.model.{name}" for name in sorted(keys._MODEL)]


def test_the_judging_key_covers_all_that_judging_uses() -> None:
    covered = [*keys._READING, *keys._JUDGING, *keys._SCORING]
    parts = tuple(f"gouji.{part.removesuffix('.py').replace('/', '.')}" for part in covered)
    aside = [
        "caching",
        "errors",
        "expressions",
        "fingerprint",
        "installing",
        "isolation",
        "keys",
        "libraries",
        "oserrors",
    ]
    outside = tuple(f"gouji.{name}" for name in aside)
    used = closure("gouji.auditor", "gouji.reporting.public")
    assert [m for m in sorted(used) if not m.startswith((*parts, *outside))] == []


def three(book: Rulebook) -> tuple[str, str, str]:
    return reading_key(book), rules_key(book, date(2026, 1, 1)), profile_key(book)


LAYERS = [
    ("profiles/own.yaml", None, (False, False, True)),
    ("overrides.yaml", "change:\n  P203: {severity: error}\n", (False, True, False)),
    ("overrides.yaml", "change:\n  P203: {points: 5}\n", (False, True, True)),
]


@pytest.mark.parametrize(("name", "text", "changed"), LAYERS)
def test_a_layer_changes_the_keys_it_touches(
    name: str, text: str | None, changed: tuple[bool, ...], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if text is None:
        shipped = Path(__file__).parents[1] / "rules/profiles/default.yaml"
        text = shipped.read_text("utf-8").replace("name: default", "name: own")
        text = text.replace("cap: 60", "cap: 50")
        path.write_text(text, encoding="utf-8")
        book = load_layered((tmp_path,), "own")
    else:
        path.write_text(text, encoding="utf-8")
        book = load_layered((tmp_path,))
    pairs = zip(three(BOOK), three(book), strict=True)
    assert tuple(before != after for before, after in pairs) == changed


def test_what_stands_beside_a_document_is_in_its_key() -> None:
    rules = rules_key(BOOK)
    plain = Context()
    made = [
        judging_key(rules, "a" * 64, "x.pdf", plain),
        judging_key(rules, "b" * 64, "x.pdf", plain),
        judging_key(rules, "a" * 64, "y.pdf", plain),
        judging_key(rules, "a" * 64, "x.pdf", replace(plain, published=date(2025, 1, 1))),
        judging_key("other", "a" * 64, "x.pdf", plain),
    ]
    assert len(set(made)) == len(made)
    assert judging_key(rules, "a" * 64, "x.pdf", Context()) == made[0]
