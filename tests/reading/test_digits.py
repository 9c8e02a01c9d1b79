"""What digits look like, and what does not look like one."""

from hypothesis import given
from hypothesis import strategies as st

from gouji.reading.digits import FAR, SIDE, apart, example, examples, nearest, shape_of


def field(*rows: str) -> bytes:
    """Return a field with ink where ``rows`` have a mark, from the top left corner."""
    blank = [" " * SIDE] * (SIDE - len(rows))
    lines = [row.ljust(SIDE) for row in (*rows, *blank)]
    return b"".join(bytes(b"01"[char != " "] for char in line) for line in lines)


def test_every_digit_has_examples_in_every_shape() -> None:
    of = [sum(one.digit == digit for one in examples()) for digit in range(10)]
    assert len(of) == 10
    assert min(of) > 20


def test_examples_are_told_apart() -> None:
    """No two digits share a shape, else one could stand for the other."""
    wrong = [one for one in examples() if nearest(one.points) != (one.digit, 0.0)]
    assert wrong == []


def test_no_ink_has_no_shape() -> None:
    assert shape_of(field()) is None


def test_a_shape_is_where_its_ink_is() -> None:
    shape = shape_of(field("", "   ####", "   #  #", "   ####"))
    assert shape is not None
    assert shape[:4] == (3, 1, 4, 3)


def test_a_bar_is_a_one_and_a_cross_is_no_digit() -> None:
    bar = shape_of(field(*["   ##"] * 30))
    cross = shape_of(
        field(
            *[f"{' ' * n}##{' ' * (26 - 2 * n)}##" for n in range(13)],
            *[f"{' ' * (12 - n)}##{' ' * 2 * n}##" for n in range(13)],
        )
    )
    assert bar is not None
    assert cross is not None
    assert (nearest(bar.points)[0], nearest(bar.points)[1] <= FAR) == (1, True)
    assert nearest(cross.points)[1] > 0.1


@given(st.integers(1, (1 << 700) - 1), st.integers(1, (1 << 700) - 1))
def test_the_distance_is_one(a: int, b: int) -> None:
    """The same both ways, nothing from itself, and never more than all."""
    one, two = example(0, a), example(1, b)
    assert apart(one, two) == apart(two, one)
    assert apart(one, one) == 0
    assert 0 <= apart(one, two) <= 1


@given(st.integers(1, (1 << 700) - 1), st.integers(0, 1 << 40))
def test_the_nearest_is_the_one_least_apart(anything: int, off: int) -> None:
    like = examples()[off % len(examples())].points ^ off << 300
    for points in (anything, like):
        own = example(-1, points)
        assert nearest(points)[::-1] == min((apart(one, own), one.digit) for one in examples())
