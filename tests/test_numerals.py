"""Chinese numerals, read and written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.numerals import counting, digital, legal, number

READ = {
    "〇": 0, "零": 0, "○": 0, "0": 0, "5": 5, "五": 5, "两": 2, "十": 10, "十二": 12, "二十": 20,
    "廿": 20, "廿三": 23, "卅一": 31, "三十一": 31, "九十九": 99,
    "一百": 100, "一百零二": 102, "一百二": 120, "一百二十": 120, "一百十二": 112, "二百五": 250,
    "两百": 200, "一千二": 1200, "一千二百": 1200, "一千零二": 1002, "一千零二十": 1020,
    "一千零二十三": 1023, "三千二十": 3020, "两千零三": 2003, "九千九百九十九": 9999,
    "一万": 10_000, "一万二": 12_000, "一万零二": 10_002, "一万二千": 12_000, "一万二千三": 12_300,
    "一万零五百": 10_500, "十万": 100_000, "十二万": 120_000, "二十五万三": 253_000,
    "一百零五万三千": 1_053_000, "三千五百万": 35_000_000, "一亿": 100_000_000,
    "一亿二": 120_000_000, "一亿零五百": 100_000_500, "一亿二千万": 120_000_000,
    "一亿二千万零三": 120_000_003, "一万亿": 10**12,
    "二〇二四": 2024, "二○二四": 2024, "二零二四": 2024, "二0二四": 2024, "一九九八": 1998,
    "二〇": 20, "〇五": 5, "一二〇": 120,
    "壹佰": 100, "贰仟零叁": 2003, "伍萬": 50_000, "兩千": 2000,
    "3万5千": 35_000, "3万5千6百": 35_600, "3万5000": 35_000, "3千5百": 3500, "三万5千": 35_000,
    "1亿2000万": 120_000_000, "３万": 30_000, "1,200": 1200, "1，200": 1200, "12,345,678": 12_345_678,
    "1,200万": 12_000_000, "1.2万": 12_000, "3.5亿": 350_000_000, "0.5": "0.5", "12.30": "12.30",
}  # fmt: skip
NOTHING = (
    "", "万", "百", "百万", "几十", "数百", "百余", "三五", "二三", "七八", "两三百", "三四五",
    "3万5", "3万50", "3千5", "1.2万5", "12百", "1,20", "1,2000", "1.2.3", "二百三百", "十十",
    "一百零", "一百零二百", "一千零零二", "一万零五千", "零百", "一千二千", "二十零三", "亿万",
    "一点五", "第三", "三件", " 三", "-5", "一" * 41, "1" * 41,
)  # fmt: skip


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_what_a_numeral_says(text: str, value: int | str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", NOTHING)
def test_what_says_no_number(text: str) -> None:
    assert number(text) is None


@given(st.integers(0, 10**13).map(Decimal) | st.decimals(0, 10**9, places=2))
def test_figures_are_themselves(value: Decimal) -> None:
    assert number(f"{value:f}") == number(f"{value:,f}") == value


@given(st.integers(1, 9999))
def test_what_is_written_is_read(value: int) -> None:
    assert number(counting(value)) == number(legal(value)) == value


@given(st.integers(1, 9999), st.integers(0, 9999), st.booleans())
def test_great_numbers_are_read(head: int, tail: int, mixed: bool) -> None:
    rest = ("零" if 0 < tail < 1000 else "") + (counting(tail) if tail else "")
    rest = rest.replace("零十", "零一十")
    written = str(head) if mixed else counting(head)
    assert number(f"{written}万{rest}") == head * 10_000 + tail


@given(st.text("零〇一二两三四五六七八九十百千万亿廿壹拾0123456789.,，点余", max_size=12))
def test_nothing_else_happens(text: str) -> None:
    assert (found := number(text)) is None or found >= 0


def test_how_numerals_are_written() -> None:
    assert [counting(n) for n in (1, 10, 12, 20, 105, 110, 2003, 10_000)] == [
        "一", "十", "十二", "二十", "一百零五", "一百一十", "二千零三", "10000",
    ]  # fmt: skip
    assert (legal(12), digital(2024)) == ("壹拾贰", "二〇二四")
