"""The order in which equally small explanations are named."""

from decimal import Decimal

import pytest

from gouji.diagnosis.plausibility import rank
from gouji.model.diagnosis import Change


@pytest.mark.parametrize(
    ("before", "after", "digits"),
    [
        ("43", "33", 1),
        ("3", "0", 1),
        ("100", "99", 3),
        ("123", "1123", 1),
        ("12", "123", 1),
        ("12", "21", 2),
        ("1", "11", 1),
        ("1.5", "1", 2),
        ("-1", "1", 1),
        ("1000", "1000000", 3),
        ("77", None, 2),
    ],
)
def test_digits_changed(before: str, after: str | None, digits: int) -> None:
    change = Change("t4.review.total", Decimal(before), after and Decimal(after))
    assert rank([change], [], ())[3] == digits


def test_invalid_before_suspected_before_plain() -> None:
    negative = Change("a", Decimal(-1), Decimal(12345))
    suspected = Change("b", Decimal(1), Decimal(12345))
    plain = Change("c", Decimal(1), Decimal(2))
    order = sorted([plain, suspected, negative], key=lambda c: rank([c], [], {"b"}))
    assert order == [negative, suspected, plain]
