"""What a cell shows: a number, nothing, or something without a value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.facts.tables.numbers import parse_cell
from gouji.model.cells import CellState

PLAIN = {
    "3": "3",
    "0": "0",
    "00": "0",
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
    "447¹": "447",
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
    "①",
    "二十",
    "第3",
    "3 件（含上年1件）",
    "12（其中撤回3",
)


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


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\u3000", "\n\t", "\u200b\ufeff"])
def test_white_space_is_blank(text: str) -> None:
    assert parse_cell(text) == (CellState.BLANK, None, False)


@given(st.decimals(min_value=0, max_value=10**11, places=3, allow_nan=False))
def test_separators_and_width_never_change_a_number(value: Decimal) -> None:
    wide = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
    for text in (f"{value:f}", f"{value:,f}", f"{value:,f}".translate(wide)):
        assert parse_cell(text) == (CellState.NUMBER, value, False)


@given(st.text(max_size=12))
def test_any_text_has_one_of_the_three_states(text: str) -> None:
    content = parse_cell(text)
    assert (content.value is not None) == (content.state is CellState.NUMBER)
