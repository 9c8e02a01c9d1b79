"""What a cell shows: a number, nothing, or something without a value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.facts.tables.lookalikes import GARBLED, MIXED, NOUGHT
from gouji.facts.tables.numbers import has_parted_digits, parse_cell, parse_change
from gouji.facts.tables.record import Value, to_cell
from gouji.model.cells import CellState
from gouji.model.document import Place

PLAIN = {
    "3": "3",
    "0": "0",
    "１２": "12",
    "１２．５": "12.5",
    " 3\u00a0": "3",
    "1 204": "1204",
    "1,204": "1204",
    "1，204": "1204",
    "３，１１９": "3119",
    "1,204,567.50": "1204567.50",
    "706.200": "706.200",
    "-1": "-1",
    "－2": "-2",
    "− 3": "-3",
    "–4": "-4",
    "\u200b5": "5",
    "3\u00ad4\ufeff": "34",
    "\u202d12\u202c": "12",
    "0.5": "0.5",
    "1,007": "1007",
}
DECORATED = {
    "1204.264 万元": "1204.264",
    "251000元": "251000",
    "3件": "3",
    "共 12 件": "12",
    "1,204件": "1204",
    "+3": "3",
    "约3": "3",
    "12（其中撤回3）": "12",
    "0（零）": "0",
}
WORDS = (
    "无",
    "/",
    "-",
    "—",
    "不涉及",
    "3 5",
    "3/5",
    "3-5",
    "减4",
    "负3",
    "少3",
    "1,23",
    "1,2345",
    "3.5.1",
    ".5",
    "3%",
    "3万",
    "3千",
    "2亿元",
    "二十",
    "第3",
    "3 件（含上年1件）",
    "12（其中撤回3",
)
UNSURE = {
    MIXED: (
        "1941O", "o5", "l2", "I", "OO", "S3", "3B", "2З", "О", "Ο7", "Ｏ", "ｌ2", "1,O00", "1.O", "3 O",
        "|3", "3丨", "3○", "1〇", "3一", "十3", "447¹", "2²", "3①", "①", "Ⅳ", "½", "٣", "1٢", "𝟏2", "३",
        "3\u0338", "3\u20e3", "3\ue000", "3pcs", "3x",
    ),
    NOUGHT: ("07", "007", "00", "00.5", "-07", "07件", "０7", "012（其中撤回3）"),
    GARBLED: ("3\ufffd", "\ufffd", "3\x082", "\x7f3", "1\u202e2", "\u202e12\u202c", "1\u20672\u2069", "1\u200f2\u200f3"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), PLAIN.items())
def test_plain_numbers_keep_every_digit(text: str, value: str) -> None:
    content = parse_cell(text)
    assert (content.state, str(content.value), content.decorated) == (
        CellState.NUMBER,
        str(Decimal(value)),
        False,
    )


@pytest.mark.parametrize(("text", "value"), DECORATED.items())
def test_one_number_with_a_unit_or_a_note_has_its_value(text: str, value: str) -> None:
    assert parse_cell(text) == (CellState.NUMBER, Decimal(value), True)


@pytest.mark.parametrize("text", WORDS)
def test_what_is_not_one_number_has_no_value(text: str) -> None:
    assert parse_cell(text) == (CellState.WORD, None, True)


@pytest.mark.parametrize(
    ("text", "why"), [(text, why) for why, texts in UNSURE.items() for text in texts]
)
def test_what_may_be_another_number_is_unread(text: str, why: str) -> None:
    cell = to_cell("t3.new.total", Value(text, Place()), None)
    assert (cell.state, cell.value, cell.raw, cell.reason) == (CellState.UNREAD, None, None, why)
    assert parse_change(text).state is CellState.UNREAD


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\u3000", "\n\t", "\u200b\ufeff"])
def test_white_space_is_blank(text: str) -> None:
    assert parse_cell(text) == (CellState.BLANK, None, False)


@given(st.decimals(min_value=0, max_value=10**11, places=3, allow_nan=False))
def test_separators_and_width_never_change_a_number(value: Decimal) -> None:
    wide = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
    for text in (f"{value:f}", f"{value:,f}", f"{value:,f}".translate(wide)):
        assert parse_cell(text) == (CellState.NUMBER, value, False)


@given(st.text(max_size=12))
def test_only_a_number_has_a_value(text: str) -> None:
    content = parse_cell(text)
    assert (content.value is not None) == (content.state is CellState.NUMBER)


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("1 2", True),
        ("3 40", True),
        ("1\u00a08", True),
        ("８ ６９", True),
        ("1 204", False),
        ("12", False),
        (" 12 ", False),
        ("1 2件", False),
        ("3/5", False),
        ("无", False),
    ],
)
def test_digits_with_blanks_between_them_may_be_one_number(text: str, parted: bool) -> None:
    assert has_parted_digits(text) is parted
