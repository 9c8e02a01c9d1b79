"""Sentences in which a careless reader would accuse a right report."""

from pathlib import Path

import pytest
import yaml
from stated import found, telling

TRAPS = yaml.safe_load(Path(__file__).with_name("traps.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "expected"), TRAPS)
def test_nothing_but_this_is_found(text: str, expected: dict[str, str]) -> None:
    assert found(telling(text)) == expected
