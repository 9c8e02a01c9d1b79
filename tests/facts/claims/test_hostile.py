"""Any text is read in one pass, and never stops the audit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stated import found, telling

PIECES = ("收到", "政府信息公开申请", "36件", "，", "其中", "（", "）", "、", "2023年", "占50%", "等", "\n", "。", "未", "均已办结", "1，", "万元", "行政复议", "0起", "x")  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_order_of_words_is_read(text: str) -> None:
    assert set(found(telling(text)).values()) <= {"right", "wrong", "alternative", "doubtful"}


@pytest.mark.parametrize(
    "text",
    ["其中" * 20000, "1，" * 20000, "1.1，" * 10000, "〇" * 40000, "\ue000" * 40000, "（" * 40000, "9" * 40000 + "件", "收到申请5件、" * 8000, "占" * 40000 + "1%", "未" * 40000, "5件占1%" * 9000],
)  # fmt: skip
def test_long_repetitions_are_read(text: str) -> None:
    found(telling(text))
