"""What can be nothing but a page number, and what may be a cell."""

import pytest

from gouji.reading.page_numbers import is_bare_number, is_marginal_number, is_page_number


@pytest.mark.parametrize(
    ("text", "anywhere", "margin", "bare"),
    [
        ("- 3 -", True, True, False),
        ("—12—", True, True, False),
        ("· 3 ·", True, True, False),
        ("第3页", True, True, False),
        ("第 3 页 共 6 页", True, True, False),
        ("第3页，共6页", True, True, False),
        ("共6页 第3页", True, True, False),
        ("Page 3 of 6", True, True, False),
        ("1/3", False, True, False),
        ("3", False, False, True),
        (" 12 ", False, False, True),
        ("-3", False, False, False),
        ("3-", False, False, False),
        ("—", False, False, False),
        ("2024", False, False, False),
        ("0 0 0", False, False, False),
        ("第3页的表格", False, False, False),
    ],
)
def test_numbers(text: str, *, anywhere: bool, margin: bool, bare: bool) -> None:
    assert (is_page_number(text), is_marginal_number(text), is_bare_number(text)) == (
        anywhere,
        margin,
        bare,
    )
