"""What a class of words is called changes nothing: slot, role and marks say what it does."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from passagekit import load
from stated import AGENCY, telling

from gouji.facts.claims import read_claims
from gouji.facts.claims.checks import check_claims
from gouji.facts.claims.subjects import CLAIMS
from gouji.facts.claims.wording import ClaimWording
from gouji.rulebook import builtin_directory
from scoring import make

BANKS = sorted(path.name for path in Path(__file__).parent.glob("passages*.yaml"))
SHIPPED = CLAIMS.words(make.BOOK.wording)
SHIFT = "zz_"
"""Put before a name it also turns the order of names, which must not matter either."""


def renamed(classes: Mapping[str, str]) -> ClaimWording:
    """Return the shipped wording with ``classes`` called otherwise wherever they are named."""
    text = (builtin_directory() / "claims.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    data["words"] = {classes.get(name, name): cls for name, cls in data["words"].items()}
    for name, new in classes.items():
        data["words"][new].setdefault("cell", name)
    for cls in data["words"].values():
        if "stands_for" in cls:
            cls["stands_for"] = classes.get(cls["stands_for"], cls["stands_for"])
    for told in (*data["frames"], *data["denials"]):
        told["also"] = [_each(name, classes) for name in told.get("also", ())]
        for slot, alternatives in told.get("says", {}).items():
            told["says"][slot] = [_each(name, classes) for name in alternatives]
    data["every"] = {classes.get(event, event): frame for event, frame in data["every"].items()}
    return ClaimWording.model_validate(data)


def _each(names: str, classes: Mapping[str, str]) -> str:
    """Rename the classes that 「+」 joins."""
    return "+".join(classes.get(name, name) for name in names.split("+"))


ALL = renamed({name: SHIFT + name for name in SHIPPED.words})


def test_the_renamed_wording_has_no_fault_and_none_of_the_old_names() -> None:
    assert list(check_claims(ALL, make.BOOK.forms)) == []
    assert set(ALL.words) == {SHIFT + name for name in SHIPPED.words}


@pytest.mark.parametrize("bank", BANKS)
def test_every_passage_says_the_same(bank: str) -> None:
    passages = load(bank)
    assert len(passages) > 50
    sections = telling("\n".join(passage.text for passage in passages)).sections
    before = read_claims(sections, 2024, AGENCY, SHIPPED)
    assert read_claims(sections, 2024, AGENCY, ALL) == before
    assert len(before.claims) > 20 or bank == "passages_silent.yaml"
