"""Which colours can be told apart: white on white cannot, the pale grey of forms can."""

import pytest

from gouji.reading.shown import BLACK, WHITE, blended, told_apart

PALE_GREY = (0xC8, 0xC8, 0xC8)
"""The lightest print met in published reports' tables, some 1.7 against white."""


@pytest.mark.parametrize(
    ("ink", "ground", "seen"),
    [
        (BLACK, WHITE, True),
        (WHITE, BLACK, True),
        (WHITE, WHITE, False),
        ((254, 254, 254), WHITE, False),
        ((250, 250, 250), WHITE, False),
        (PALE_GREY, WHITE, True),
        ((255, 0, 0), WHITE, True),
        (WHITE, (0x1F, 0x4E, 0x79), True),
        ((255, 255, 0), (255, 255, 0), False),
        ((3, 3, 3), BLACK, False),
    ],
)
def test_colours_are_told_apart(ink: tuple[int, ...], ground: tuple[int, ...], seen: bool) -> None:
    assert told_apart(ink, ground) is seen  # type: ignore[arg-type]
    assert told_apart(ground, ink) is seen  # type: ignore[arg-type]


def test_a_transparent_ink_shows_its_ground() -> None:
    assert [blended(BLACK, WHITE, share) for share in (0.0, 0.5, 1.0)] == [
        WHITE,
        (128, 128, 128),
        BLACK,
    ]
