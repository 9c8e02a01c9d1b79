"""Characters that do not count: printed twice, struck out, covered."""

import pytest

from gouji.reading.pages.content import Glyph, PageContent, Picture, Ruling
from gouji.reading.pages.visible import visible, without_twins

LINE = [Glyph(c, 10.0 * n, 91, 10.0 * n + 5, 101, 10) for n, c in enumerate("29993001")]


def kept(content: PageContent, *horizontal: Ruling) -> str:
    return "".join(glyph.text for glyph in visible(content, horizontal).glyphs)


@pytest.mark.parametrize("shift", [0.0, 0.3, -0.4, 1.2])
def test_bold_by_printing_twice(shift: float) -> None:
    again = [g._replace(x0=g.x0 + shift, x1=g.x1 + shift) for g in LINE]
    assert without_twins([*LINE, *again]) == LINE


def test_equal_neighbours_are_two() -> None:
    pair = [Glyph("1", 0, 0, 3, 10, 10), Glyph("1", 3, 0, 6, 10, 10)]
    assert without_twins(pair) == pair


def test_struck_out() -> None:
    page = PageContent(1, 595, 842, glyphs=LINE)
    strike = Ruling(97, -1, 36)
    seen = visible(page, [strike])
    assert "".join(g.text for g in seen.glyphs) == "3001"
    assert "".join(g.text for g in seen.struck) == "2999"
    assert seen.horizontal == []


@pytest.mark.parametrize(
    "ruling",
    [Ruling(101.5, 0, 75), Ruling(91, 0, 75), Ruling(97, -40, 300)],
    ids=["underline", "line above", "ruling of a table"],
)
def test_lines_that_strike_nothing(ruling: Ruling) -> None:
    seen = visible(PageContent(1, 595, 842, glyphs=LINE), [ruling])
    assert (seen.glyphs, seen.struck, seen.horizontal) == (LINE, [], [ruling])


@pytest.mark.parametrize(
    ("opaque", "under", "text"),
    [(True, 8, "3001"), (True, 0, "29993001"), (False, 8, "29993001")],
    ids=["drawn over", "drawn before", "see-through"],
)
def test_pictures_over_text(text: str, under: int, *, opaque: bool) -> None:
    page = PageContent(1, 595, 842, glyphs=LINE)
    page.pictures.append(Picture((-5, 80, 38, 120), opaque, under))
    assert kept(page) == text
