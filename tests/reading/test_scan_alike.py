"""Figures that are known by their looks: never another, and only by those that were read."""

from random import Random

import pytest
import scans
from figures import Print, known, page, texts_of

from reportkit.pdf import font_file

scans.needed()

WAYS = [
    ({"dpi": 100, "noise": 6.0, "quality": 50, "size": 9.0, "skew": 0.7}, 1),
    ({"dpi": 150, "noise": 6.0, "quality": 40, "shade": 35.0}, 200),
]


@pytest.mark.parametrize(("way", "least"), WAYS)
def test_no_figure_is_taken_for_another(way: dict[str, float], least: int) -> None:
    face = font_file()
    if face is None:
        pytest.skip("no font with Chinese characters is installed")
    texts = texts_of(Random(7))  # noqa: S311 - a page that can be made again
    cells = list(known(page(Print(face, **way), texts, 7), texts))
    assert len(cells) > 500
    assert [(text, found) for text, found in cells if found not in (None, text)] == []
    assert sum(found is not None for _, found in cells) >= least


def test_two_that_were_read_make_another_known() -> None:
    import numpy as np

    from gouji.reading.scan.alike import Figures

    def shape(wide: int) -> np.ndarray:
        strip = np.full((26, 20), 250, dtype=np.uint8)
        strip[3:23, 4 : 4 + wide] = 30
        found = figures.shape(strip)
        assert found is not None
        return found

    figures = Figures(22.0)
    seen = []
    for figure, wide in (("8", 8), ("8", 8), ("3", 4), ("3", 4), ("1", 2), ("1", 2)):
        figures.add(figure, shape(wide))
        seen.append([figures.known(shape(wide)) for wide in (8, 4, 2)])
    none = [None, None, None]
    assert seen == [none, ["8", None, None], ["8", None, None], *[["8", "3", None]] * 3]
    assert figures.shape(np.full((60, 60), 250, dtype=np.uint8)) is None
