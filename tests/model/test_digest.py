"""What sums need of an audit comes back as it was, and says what the audit says."""

import json
from decimal import Decimal

import pytest

from gouji.model.digest import Digest, digest
from gradingkit import SAMPLE, Made, audited

DOUBTS = {"t3.new.total": (Decimal(9), Decimal("5.0")), "t4.review.total": ()}


@pytest.mark.parametrize("made", SAMPLE, ids=lambda made: made.name)
def test_it_is_the_audit_without_its_words(made: Made) -> None:
    audit = audited(made)
    found = digest(audit, DOUBTS)
    assert (found.edition, found.form) == (audit.report.edition, audit.rules.edition)
    assert {name: state for name, (state, _) in found.cells.items()} == {
        name: cell.state for name, cell in audit.cells.items()
    }
    assert {name: text for name, (state, text) in found.cells.items() if state == "number"} == {
        name: cell.value for name, cell in audit.cells.items() if cell.state == "number"
    }
    assert {code: sum(verdicts) for code, verdicts in found.rules.items()} == {
        code: sum(counts.model_dump().values()) for code, counts in audit.by_rule.items()
    }
    assert {code for code, (_, failed, *_) in found.rules.items() if failed} == {
        finding.code for finding in audit.findings
    }


@pytest.mark.parametrize("made", SAMPLE, ids=lambda made: made.name)
def test_packed_and_unpacked_it_is_the_same(made: Made) -> None:
    once = digest(audited(made), DOUBTS).packed()
    again = Digest.unpacked(once)
    assert again.packed() == once
    assert again.cells == digest(audited(made), DOUBTS).cells
    assert again.doubts == DOUBTS
    assert str(again.doubts["t3.new.total"][1]) == "5.0"


def test_one_that_an_older_version_packed_is_the_same() -> None:
    cells = {"t3.new.total": ["number", "12"], "t4.review.total": ["blank", None]}
    old = json.dumps(["2024", "2021", cells, {"R101": [1, 0, 0, 0, 0, 0]}, {}])
    again = Digest.unpacked(old)
    assert {name: tuple(shown) for name, shown in again.cells.items()} == {
        "t3.new.total": ("number", "12"),
        "t4.review.total": ("blank", None),
    }
    assert Digest.unpacked(again.packed()).cells == {
        "t3.new.total": ("number", "12"),
        "t4.review.total": ("blank", None),
    }
