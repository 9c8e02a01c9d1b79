"""Characters that do not count: printed twice, struck out, covered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.reading.pages.content import PRINT, Glyph, Ink, PageContent, Paint, Ruling, Shape
from gouji.reading.pages.visible import _one_of_each, visible, without_twins
from gouji.reading.shown import BLACK, COLOURED, COVERED, TRANSPARENT, UNRESOLVED, WHITE

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


near = st.integers(0, 40).map(lambda tenths: tenths / 10)
glyph = st.builds(
    lambda text, x, y, size: Glyph(text, x, y, x + size / 2, y + size, size),
    st.sampled_from("1一"),
    near,
    near | near.map(lambda y: y + 55),
    st.sampled_from([1.0, 5.0, 10.0]),
)


@given(st.lists(glyph, max_size=8))
def test_pages_without_twins_are_known_at_once(glyphs: list[Glyph]) -> None:
    assert without_twins(glyphs) == _one_of_each(glyphs)


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


PALE, DARK = Paint((240, 240, 240)), Paint((20, 20, 60))
LEFT = (-5.0, 80.0, 38.0, 120.0)


@pytest.mark.parametrize(
    ("shape", "ink", "shown", "reason"),
    [
        (Shape(LEFT, PALE, 8), PRINT, "3001", COVERED),
        (Shape(LEFT, PALE, 0), PRINT, "29993001", None),
        (Shape(LEFT, PALE._replace(darkens=True), 8), PRINT, "29993001", None),
        (Shape(LEFT, PALE._replace(opacity=0.4), 8), PRINT, "29993001", None),
        (Shape(LEFT, PALE._replace(opacity=0.9), 8), PRINT, "3001", COVERED),
        (Shape(LEFT, Paint(None), 8), PRINT, "3001", COVERED),
        (Shape(LEFT, Paint(None), 0), PRINT, "3001", UNRESOLVED),
        (Shape(LEFT, DARK, 0), PRINT, "3001", COLOURED),
        (Shape(LEFT, DARK, 0), Paint(WHITE), "2999", COLOURED),
        (
            Shape(LEFT, DARK, 0, outline=(((-5, 80), (38, 80), (38, 120)),)),
            PRINT,
            "23001",
            COLOURED,
        ),
        (Shape(LEFT, PALE, 8, certain=False), PRINT, "3001", COVERED),
        (Shape((300, 0, 400, 800), PALE, 8), Paint(BLACK, 0.05), "", TRANSPARENT),
        (Shape((300, 0, 400, 800), PALE, 8), Paint(None), "", UNRESOLVED),
    ],
)
def test_what_stands_out(shape: Shape, ink: Paint, shown: str, reason: str | None) -> None:
    page = PageContent(1, 595, 842, glyphs=LINE, inks=[Ink(0, ink)], shapes=[shape])
    seen = visible(page, ())
    assert "".join(glyph.text for glyph in seen.glyphs) == shown
    assert {unseen.reason for unseen in seen.unseen} == ({reason} - {None})


def test_frames_and_letters_around_text_hide_nothing() -> None:
    frame = (
        ((-20.0, 60.0), (90.0, 60.0), (90.0, 130.0), (-20.0, 130.0)),
        ((-10.0, 70.0), (80.0, 70.0), (80.0, 120.0), (-10.0, 120.0)),
    )
    shape = Shape((-20, 60, 90, 130), DARK, 8, outline=frame, evenodd=True)
    page = PageContent(1, 595, 842, glyphs=LINE, shapes=[shape])
    assert kept(page) == "29993001"


def test_paper_below_and_ground_above_are_taken_in_order() -> None:
    shapes = [Shape((0, 0, 595, 842), DARK, 0), Shape((0, 0, 595, 842), Paint(WHITE), 0)]
    page = PageContent(1, 595, 842, glyphs=LINE, shapes=shapes)
    assert kept(page) == "29993001"
