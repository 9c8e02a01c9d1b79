"""Characters to lines: blanks, baselines, note marks, turned writing."""

import pytest

from gouji.reading.pages.cells import joined, may_be_several
from gouji.reading.pages.content import Glyph
from gouji.reading.pages.lines import Printed, printed


def row(text: str, x: float, base: float, size: float = 10, gap: float = 0) -> list[Glyph]:
    """Set ``text``: ideographs are as wide as high, others half as wide."""
    glyphs = []
    for char in text:
        wide = size if ord(char) > 0x2E80 else size / 2
        glyphs.append(Glyph(char, x, base - 0.88 * size, x + wide, base + 0.12 * size, size))
        x += wide + gap
    return glyphs


def lines(*parts: list[Glyph]) -> list[str]:
    return [line.text for line in printed([glyph for part in parts for glyph in part])]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([row("规章", 0, 100), row("0", 60, 100), row("12", 90, 100)], ["规章 0 12"]),
        ([row("2024", 0, 100), row("年", 22, 100)], ["2024年"]),
        ([row("2024 年", 0, 100)], ["2024 年"]),
        ([row(" 第 1 页 ", 0, 100)], ["第 1 页"]),
        ([row("政府信息", 0, 100, gap=3)], ["政府信息"]),
        ([row("3141", 0, 100, gap=1)], ["3141"]),
        ([row("3", 0, 100), row("141", 9, 100)], ["3 141"]),
        ([row("annual", 0, 100), row("report", 33, 100)], ["annual report"]),
        ([row("下", 0, 120), row("上", 0, 100)], ["上", "下"]),
        ([row("高低", 0, 100), row("12", 20, 101, size=9)], ["高低12"]),
        ([row("447", 0, 100), row("1", 15, 96, size=6)], ["447"]),
        ([row("447", 0, 100), row("[12]", 15, 96, size=6)], ["447"]),
        ([row("说明", 0, 100), row("①", 20, 96, size=6)], ["说明"]),
        # as browsers set them: five sixths as large, a third higher
        ([row("12", 0, 100), row("1", 10, 96.7, size=8.3)], ["12"]),
        ([row("12", 0, 100), row("[1]", 10, 96.7, size=8.3)], ["12"]),
        ([row("12", 0, 100), row("1", 10, 97.5, size=9)], ["12"]),
        # small figures that are not raised, or far away, are what they say
        ([row("447", 0, 100), row("1", 15, 100, size=6)], ["4471"]),
        ([row("447", 0, 100), row("8", 60, 96, size=6)], ["447 8"]),
        ([row("12", 0, 100), row("1", 10, 100, size=8.3)], ["121"]),
        ([row(" ", 0, 100)], []),
    ],
)
def test_text(parts: list[list[Glyph]], expected: list[str]) -> None:
    assert lines(*parts) == expected


def test_edges_match_the_text() -> None:
    (line,) = printed([*row("规章", 0, 100), *row("12", 60, 100)])
    assert line == Printed(
        text="规章 12",
        rect=(0, 91.2, 70, 101.2),
        edges=((0, 10), (10, 20), (20, 60), (60, 65), (65, 70)),
    )


def test_ligature_has_an_edge_for_each_letter() -> None:
    (line,) = printed([Glyph("ffi", 0, 0, 9, 10, 10)])
    assert (line.text, line.edges) == ("ffi", ((0, 9),) * 3)


@pytest.mark.parametrize(("turn", "step"), [(1, 10), (3, -10)])
def test_turned_writing_reads_along_its_way(turn: int, step: int) -> None:
    glyphs = [
        Glyph(char, 50, 200 + step * n, 60, 210 + step * n, 10, turn)
        for n, char in enumerate("自然人")
    ]
    (line,) = printed(glyphs)
    assert (line.text, line.edges, line.turn) == ("自然人", (), turn)


def test_heads_down_the_page_and_wrapped_numbers_concatenate() -> None:
    assert joined(
        printed([g for n, c in enumerate("自然人") for g in row(c, 0, 100 + 12 * n)])
    ) == ("自然人")
    assert joined(printed([*row("300", 0, 100), *row("1", 0, 112)])) == "3001"
    assert joined(printed([*row("annual", 0, 100), *row("report", 0, 112)])) == "annual report"


@pytest.mark.parametrize(
    ("texts", "width", "several"),
    [
        (("300", "1"), 24, False),
        (("300", "1"), 60, True),
        (("300",), 60, False),
        (("第20条", "1"), 90, False),
        (("1", "0", "1"), 14, False),
    ],
)
def test_lines_of_figures_may_be_several_numbers(
    texts: tuple[str, ...], width: float, *, several: bool
) -> None:
    glyphs = [glyph for n, text in enumerate(texts) for glyph in row(text, 4, 100 + 12 * n)]
    assert may_be_several(printed(glyphs), (0, 80, width, 140)) is several
