"""Numbers however they are written: their value, and the digit to which they are told."""

from decimal import Decimal

import pytest
from stated import ZEROS, found, telling

from gouji.model.invisible import visible

FORMS = [
    ("1200件", "1200"), ("1,200件", "1200"), ("１２００件", "1200"), ("一千二百件", "1200"),
    ("两千零三件", "2003"), ("一万二件", "12000"), ("3万5千件", "35000"), ("廿三件", "23"),
    ("三千五百件", "3500"), ("一百零五件", "105"), ("十件", "10"), ("叁件", "3"), ("二〇件", "20"),
    ("3.1万件", "31000"), ("1.2万宗", "12000"),
]  # fmt: skip


@pytest.mark.parametrize(("shown", "value"), FORMS)
def test_a_number_has_its_value(shown: str, value: str) -> None:
    table = {**ZEROS, "t3.new.total": Decimal(value)}
    assert found(telling(f"共收到政府信息公开申请{shown}。", table)) == {"t3.new.total": "right"}
    other = {**ZEROS, "t3.new.total": Decimal(value) + 7001}
    assert found(telling(f"共收到政府信息公开申请{shown}。", other)) == {"t3.new.total": "wrong"}


@pytest.mark.parametrize(
    ("amount", "shown", "fits"),
    [
        ("3500", "三千五百万元", "right"),
        ("3500", "3500万元", "right"),
        ("3500", "3.5亿元", "wrong"),
        ("35004", "3.5亿元", "right"),
        ("3500.4", "3500万元", "right"),
        ("3501.4", "3500万元", "wrong"),
    ],
)
def test_an_amount_is_judged_to_the_digit_told(amount: str, shown: str, fits: str) -> None:
    table = {**ZEROS, "t2.fee.amount": Decimal(amount)}
    assert found(telling(f"行政事业性收费{shown}。", table)) == {"t2.fee.amount": fits}


@pytest.mark.parametrize("actual", ["30501", "31499"])
def test_a_rounded_number_is_right_within_its_rounding(actual: str) -> None:
    table = {**ZEROS, "t3.new.total": Decimal(actual)}
    assert found(telling("共收到政府信息公开申请3.1万件。", table)) == {"t3.new.total": "right"}


@pytest.mark.parametrize("rough", ["30余件", "近40件", "约30件", "超过30件", "数十件", "30件以上"])
def test_a_rough_number_is_not_judged(rough: str) -> None:
    assert found(telling(f"收到政府信息公开申请{rough}。")) == {}


@pytest.mark.parametrize(
    "shown",
    [
        "12O件", "1O2件", "O2件", "l2件", "12\ufffd件", "1\ufffd2件", "\ufffd12件", "1〇件", "07件",
        "1\x082件", "\x0812件", "1\u202e2件", "\u202e12\u202c件", "12\ue000件", "12²件", "1٢件", "𝟏2件",
    ],
)  # fmt: skip
def test_what_may_be_another_number_is_not_judged(shown: str) -> None:
    for text in (f"共收到政府信息公开申请{shown}。", f"共收到政府信息公开申请数量为{shown[:-1]}。"):
        assert found(telling(visible(text))) == {}


def test_the_letters_of_a_word_are_no_digits() -> None:
    table = {**ZEROS, "t3.new.total": Decimal(12)}
    assert found(telling("通过APP收到政府信息公开申请12件。", table)) == {"t3.new.total": "right"}
