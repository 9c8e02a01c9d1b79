"""What a member's cells may be, where its own report contradicts itself."""

from decimal import Decimal

import pytest

from gouji.diagnosis import doubts
from gouji.rulebook import load_rulebook
from scoring import make

FORM = load_rulebook().forms["2021"]

CASES = [
    ("nothing is wrong", {}, {}),
    ("one cell, told by its row and its column", {"t3.granted.natural": 9}, {"t3.granted.natural": (9, 2)}),
    ("a total", {"t3.new.total": 8}, {"t3.new.total": (8, 5)}),
    ("more valid than were made", {"t2.normative.valid": 9, "t2.normative.made": 9}, {}),
    (
        "fewer valid than were made",
        {"t2.normative.valid": 8, "t2.normative.made": 9},
        {"t2.normative.valid": (), "t2.normative.made": (), "t2.normative.repealed": ()},
    ),
    (
        "a total, and fewer valid than were made less those repealed",
        {"t3.new.total": 8, "t2.regulation.made": 3, "t2.regulation.repealed": 2},
        {
            "t3.new.total": (8, 5),
            "t2.regulation.valid": (),
            "t2.regulation.made": (),
            "t2.regulation.repealed": (),
        },
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "off", "expected"), CASES)
def test_a_single_wrong_cell(
    name: str, off: dict[str, int], expected: dict[str, tuple[int, ...]]
) -> None:
    values = make.consistent({"granted.natural": 2, "granted.business": 3})
    changed = values | {cell: Decimal(value) for cell, value in off.items()}
    assert doubts(FORM, changed) == {
        cell: tuple(map(Decimal, given)) for cell, given in expected.items()
    }, name


def test_where_several_repairs_are_as_small_each_value_is_admissible() -> None:
    """Table four: a sum that is one too many is mended in the total or in one of four parts."""
    values = dict.fromkeys(make.IDS, Decimal(0))
    values |= {"t4.review.upheld": Decimal(2), "t4.review.total": Decimal(3)}
    found = doubts(FORM, values)
    assert found["t4.review.total"] == (Decimal(3), Decimal(2))
    assert found["t4.review.upheld"] == (Decimal(2), Decimal(3))
    assert found["t4.review.pending"] == (Decimal(0), Decimal(1))


def test_a_tie_with_an_unread_cell_puts_nothing_in_doubt() -> None:
    values = dict(make.consistent({"granted.natural": 2})) | {"t3.new.total": None}
    assert doubts(FORM, values) == {}
