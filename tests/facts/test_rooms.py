"""Each kind of fact has one home: the list of facts and what is summed over it agree."""

import ast
from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from pydantic import ValidationError

from gouji.facts.registry import FACTS
from gouji.facts.subjects import subjects_of
from gouji.facts.vocabulary import KINDS
from gouji.facts.wording import WORDING_FILES
from gouji.model.context import Context, Member
from gouji.rulebook import load_rulebook
from scoring import make

PACKAGE = Path(__file__).parents[2] / "engine/gouji/facts"
BOOK = load_rulebook()


def modules() -> dict[str, Path]:
    """Every module of facts/ by its dotted name."""
    root = PACKAGE.parents[1]
    names = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return names


def test_no_module_of_facts_imports_itself_in_a_circle() -> None:
    known = modules()
    graph = {
        name: {
            node.module
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module in known
        }
        for name, path in known.items()
    }
    assert set(TopologicalSorter(graph).static_order()) == set(known)


def test_every_fact_has_a_name_of_its_own_and_is_listed_once() -> None:
    assert {name: n for name, n in Counter(f.name for f in FACTS).items() if n > 1} == {}
    homes = [
        path for path in PACKAGE.rglob("*.py") if ": Fact[" in path.read_text(encoding="utf-8")
    ]
    assert len(homes) == len(FACTS)


def test_the_wording_has_a_part_for_every_fact_that_wants_one() -> None:
    assert set(BOOK.wording) == {fact.name for fact in FACTS if fact.wording}


@pytest.mark.parametrize("file", WORDING_FILES)
def test_a_key_of_no_fact_is_refused(file: str) -> None:
    with pytest.raises(ValidationError, match="fee_disclosed"):
        WORDING_FILES[file].model_validate({"fee_disclosed": []})


def test_subjects_have_the_fields_and_texts_that_rules_are_promised() -> None:
    report = make.report(make.consistent({"granted.natural": 3}))
    past = make.AUDITOR.filing(report)
    context = Context(previous=past, members=(Member("甲局", past),))
    for subject in subjects_of(report, BOOK.wording, context):
        kind = KINDS[subject.kind]
        assert set(subject.fields) == set(kind.fields), subject.locus
        assert set(subject.shows) <= set(kind.shows), subject.locus


def test_choices_of_fields_come_from_the_forms_and_the_wording() -> None:
    assert BOOK.kinds["cell"].fields["table"].choices == ("t2", "t3", "t4")
    statements = tuple(each.id for each in BOOK.wording["statements"])
    assert BOOK.kinds["statement"].fields["statement"].choices == statements
    assert BOOK.kinds["accord"].fields["about"].choices == (
        "agency", "year", "parts", "copies", "restated", "unpaid",
    )  # fmt: skip
