"""Days as people write them, and what is none."""

from datetime import date

import pytest

from gouji.model.days import day_of


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-05",
        "2026-1-5",
        "2026/01/05",
        "2026/1/5",
        "2026.1.5",
        "20260105",
        "2026年1月5日",
        "2026年01月05号",
        "2026年1月5",
        " 2026 年 1 月 5 日 ",
        "２０２６－０１－０５",
        "2026-01-05 09:30",
        "2026/1/5 9:30:00",
        "2026-01-05T00:00:00",
        "2026-01-05T09:30:00.000",
        "20260105 17:00",
        "2026年1月5日 上午9:30",
        "2026年1月5日17：30",
        "2026-01-05T09:30:00+08:00",
        "二〇二六年一月五日",
        "二○二六年一月 五日",
        "二零二六年一月五号",
    ],
)
def test_a_day(text: str) -> None:
    assert day_of(text) == date(2026, 1, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "明天",
        "2026-13-01",
        "2026-2-30",
        "26-1-5",
        "2026-1",
        "2026年1月",
        "202615",
        "1/5/2026",
        "2026-1-59:30",
        "9:30",
        "2026-01-05T17:30:00+00:00",
        "2026-01-05T17:30:00Z",
        "二〇二六年十三月五日",
        "二〇二六年二月三十日",
        "二十六年一月五日",
        "二〇二六年一月",
    ],
)
def test_no_day(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of its sentences
        day_of(text)
