"""What stands in a cell: most is one plain line, which is read at once, as all else would be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.reading.pages.cells import CLIPPED, NO_MEANING, OTHER_ORDER, STEPPED, TURNED, CellContent
from gouji.reading.pages.content import UNKNOWN, Glyph

BOX = (0.0, 0.0, 100.0, 20.0)


def glyphs(text: str, gap: float = 0.0, **changed: float) -> list[Glyph]:
    """Set characters of 5 × 10 points one after the other; the last is ``changed``."""
    row = [
        Glyph(char, 5 + i * (5 + gap), 2, 10 + i * (5 + gap), 12, 10) for i, char in enumerate(text)
    ]
    return [*row[:-1], row[-1]._replace(**changed)]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ([], ("", None)),
        (glyphs("7"), ("7", None)),
        (glyphs("447"), ("447", None)),
        (glyphs("447", gap=1.0), ("447", None)),
        (glyphs("行政", gap=7.0), ("行 政", None)),
        (glyphs("44 7"), ("44 7", None)),
        (glyphs("47", x0=5.0, x1=10.0), ("47", CLIPPED)),
        (glyphs("47", x0=0.0, x1=5.0), ("74", None)),
        (glyphs("47", x0=2.0, x1=7.0), ("74", OTHER_ORDER)),
        (glyphs("47", turn=2), ("47", TURNED)),
        (glyphs("4" + UNKNOWN), ("4" + UNKNOWN, NO_MEANING)),
        (glyphs("447", top=1.0, bottom=7.0, size=6.0), ("44", None)),
        (glyphs("447", top=0.0, bottom=8.3, size=8.3), ("44", None)),  # as browsers set marks
        (glyphs("447", top=-1.3, bottom=8.7), ("447", STEPPED)),
        (glyphs("447", top=4.0, bottom=14.0), ("447", STEPPED)),
        (glyphs("447", top=1.0, bottom=11.0), ("447", None)),
        (glyphs("44件", top=-1.3, bottom=8.7), ("44件", None)),
    ],
)
def test_cells(drawn: list[Glyph], read: tuple[str, str | None]) -> None:
    assert CellContent(drawn).read(BOX) == read


STEPS = st.sampled_from((-5.0, -2.5, -1.0, 0.0, 0.5, 1.0, 1.5, 4.0, 7.0))
CHANGES = st.sampled_from(
    (
        {},
        {},
        {},
        {"turn": 2},
        {"size": 6.0},
        {"bottom": 14.0},
        {"x1": 0.0},
        {"text": "元"},
        {"text": " "},
    )
)


@given(st.lists(st.tuples(st.sampled_from("07年.a"), STEPS, CHANGES), min_size=1, max_size=6))
def test_at_once_as_in_full(parts: list[tuple[str, float, dict[str, float]]]) -> None:
    drawn, x = [], 5.0
    for text, step, changes in parts:
        x += step
        drawn.append(Glyph(text, x, 2.0, x + 5.0, 12.0, 10.0)._replace(**changes))
        x += 5.0
    in_full = CellContent(drawn, struck=True).read(BOX)
    if in_full[0]:
        assert CellContent(drawn).read(BOX) == in_full
