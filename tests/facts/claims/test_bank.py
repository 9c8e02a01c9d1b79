"""Sentences as officials write them, each with all that it states of the tables."""

from pathlib import Path

import pytest
import yaml
from stated import TABLES, ZEROS, found, telling

BANK = yaml.safe_load(Path(__file__).with_name("bank.yaml").read_text(encoding="utf-8"))


def test_the_bank_is_large_and_has_no_sentence_twice() -> None:
    sentences = [e if isinstance(e, str) else e[0] for part in BANK.values() for e in part]
    assert len(sentences) > 180
    assert len(set(sentences)) > len(sentences) - 5


@pytest.mark.parametrize(("text", "loci"), BANK["right"])
def test_what_is_right_passes(text: str, loci: str) -> None:
    assert found(telling(text)) == dict.fromkeys(loci.split(), "right")


@pytest.mark.parametrize(("text", "loci"), BANK["zero"])
def test_nothing_is_a_number_too(text: str, loci: str) -> None:
    assert found(telling(text, ZEROS)) == dict.fromkeys(loci.split(), "right")


@pytest.mark.parametrize(("text", "wrong", "right"), BANK["wrong"])
def test_what_is_wrong_fails(text: str, wrong: str, right: str) -> None:
    expected = dict.fromkeys(wrong.split(), "wrong") | dict.fromkeys(right.split(), "right")
    assert found(telling(text, TABLES)) == expected


@pytest.mark.parametrize(("text", "expected"), BANK["other"])
def test_what_cannot_be_decided_is_for_a_person(text: str, expected: dict[str, str]) -> None:
    assert found(telling(text)) == expected


@pytest.mark.parametrize("text", BANK["silent"])
def test_other_business_is_no_claim(text: str) -> None:
    assert found(telling(text)) == {}
    assert found(telling(f"全年收到政府信息公开申请36件。{text}")) == {"t3.new.total": "right"}
