"""Filled areas of a few corners, taken at once, are what they are by the way of all paths."""

from hypothesis import given
from hypothesis import strategies as st

from gouji.reading.pages.content import PRINT, Shape
from gouji.reading.pages.shapes import filled, one_part, upright_box
from gouji.reading.pages.strokes import bounds, subpaths

TURNED = (0.5, 0.25, -1.0, 2.0, 3.0, 4.0)
side = st.integers(0, 9).map(float)
corner = st.tuples(st.sampled_from("mllll"), side, side)
segment = corner | st.just(("h",)) | st.tuples(st.just("v"), side, side, side, side)
rest = st.lists(segment, max_size=6)


@given(rest)
def test_one_part(segments: list[tuple[object, ...]]) -> None:
    path = [("m", 1.0, 2.0), *segments]
    points = one_part(path, TURNED)
    if points is not None:
        assert [*subpaths(path, TURNED)] == [(points, False)]
        box = upright_box(points)
        shape = Shape(box, PRINT, 0) if box else Shape(bounds(points), PRINT, 0)
        outline = () if box else (tuple(points),)
        found = [*filled(path, TURNED, PRINT, 0)]
        assert found in ([], [shape._replace(outline=outline)])


def test_a_bevel_is_one_part() -> None:
    bevel = [("m", 0.0, 0.0), ("l", 0.0, 9.0), ("l", 1.0, 8.0), ("l", 1.0, 0.0)]
    assert one_part(bevel, TURNED) is not None
    assert one_part([*bevel, ("m", 5.0, 5.0)], TURNED) is None
