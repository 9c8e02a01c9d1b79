"""Rules across a page, and frames around text, that draw no columns."""

import pytest

from gouji.model.document import Grid, Line
from gouji.reading.pages.content import Glyph, PageContent, Ruling
from gouji.reading.pages.layout import read_page

LEFT, RIGHT, STEP = 40.0, 340.0, 20.0


def row(texts: dict[float, str], top: float) -> list[Glyph]:
    return [
        Glyph(char, x + 10 * i, top, x + 10 * (i + 1), top + 10, 10.0)
        for x, text in texts.items()
        for i, char in enumerate(text)
    ]


def ruled(rows: list[dict[float, str]], *verticals: float) -> list[str]:
    """Return what a table says whose rows have a rule above and below, and lines at ``verticals``."""
    bottom = 100 + STEP * len(rows)
    content = PageContent(1, 400.0, 800.0)
    for n, texts in enumerate(rows):
        content.glyphs += row(texts, 105 + STEP * n)
    content.horizontal += [Ruling(100 + STEP * n, LEFT, RIGHT) for n in range(len(rows) + 1)]
    content.vertical += [Ruling(x, 100, bottom) for x in (LEFT, *verticals, RIGHT)]
    return [
        block.text if isinstance(block, Line) else "/".join(cell.text for cell in block.cells)
        for block in read_page(content).blocks
        if isinstance(block, Line | Grid)
    ]


FIGURES = [{50.0: "规章", 150.0: "0", 250.0: "1"}, {50.0: "许可", 150.0: "2", 250.0: "3"}]
HEADS = {50.0: "信息内容", 150.0: "制发", 250.0: "废止"}


@pytest.mark.parametrize(
    ("rows", "verticals", "expected"),
    [
        ([HEADS, *FIGURES], (), ["信息内容 制发 废止", "规章 0 1", "许可 2 3"]),
        ([HEADS, *FIGURES], (140.0, 240.0), ["信息内容/制发/废止/规章/0/1/许可/2/3"]),
        (
            [{50.0: "结果维持"}, {50.0: "结果纠正"}, {50.0: "其他结果"}],
            (),
            ["结果维持/结果纠正/其他结果"],
        ),
        ([{50.0: "本年情况"}, FIGURES[0]], (), ["本年情况/规章 0 1"]),
    ],
    ids=["rules alone", "columns drawn", "one column", "too few rows"],
)
def test_rules_across(
    rows: list[dict[float, str]], verticals: tuple[float, ...], expected: list[str]
) -> None:
    assert ruled(rows, *verticals) == expected
