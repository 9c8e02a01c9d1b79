"""Wordings that were read wrongly, one by one: exactly the findings that are due come."""

from pathlib import Path
from typing import Any

import pytest
import quantities
import yaml
from measuring import IN_DOCUMENTS
from reports import found

IN_FORCE = True
"""Whether a wording that is still read wrongly fails the tests; until then it is only told."""

WORDINGS = [
    pytest.param(entry, id=f"{kind}-{number}")
    for kind, entries in yaml.safe_load(
        Path(__file__).with_name("wordings.yaml").read_text(encoding="utf-8")
    ).items()
    for number, entry in enumerate(entries, 1)
]


@pytest.mark.parametrize("entry", WORDINGS)
@pytest.mark.xfail(not IN_FORCE, reason="sentences are not read that far yet", strict=False)
def test_exactly_what_is_due_is_found(entry: dict[str, Any]) -> None:
    table = {key: str(value) for key, value in entry["table"].items()}
    active = any(key.partition(".")[0] in IN_DOCUMENTS for key in table)
    told = found(entry["body"], entry["text"], quantities.tables(table), active=active)
    allowed = {tuple(place) for place in entry.get("may", ())}
    assert told.failed - allowed == {tuple(place) for place in entry["due"]}
