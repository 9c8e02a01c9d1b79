"""Another year in the text: when it is a mistake, and when it is not."""

from pathlib import Path

import pytest
import yaml
from stated import found, telling

YEARS = yaml.safe_load(Path(__file__).with_name("years.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("section", "text", "expected"), YEARS)
def test_another_year(section: str, text: str, expected: dict[str, str]) -> None:
    assert found(telling(text, section=section)) == expected
