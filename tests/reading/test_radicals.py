"""Radicals to ideographs, one for one."""

import pytest

from gouji.reading.radicals import fold_radicals


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("⾏政许可", "行政许可"),
        ("⼯⼈", "工人"),
        ("⺠政 ⻬ ⻓ ⻔ ⻢ ⻋", "民政 齐 长 门 马 车"),
        ("⼾⼝", "户口"),
        ("⽤⼾", "用户"),
        ("１２①¹㎡", "１２①¹㎡"),
        ("⺀", "⺀"),
    ],
)
def test_folded(text: str, folded: str) -> None:
    assert fold_radicals(text) == folded


def test_no_kangxi_radical_is_left_and_none_becomes_two() -> None:
    for code in range(0x2F00, 0x2FD6):
        (char,) = fold_radicals(chr(code))
        assert not 0x2E80 <= ord(char) <= 0x2FDF
