"""Whatever the numbers and however the cells are drawn: exact, or unread, never wrong."""

from dataclasses import replace

from drawn_tables import (
    OUTER,
    T3,
    Spec,
    Style,
    Texts,
    assert_never_wrong,
    count,
    layout,
    readings,
    t3_body,
    t3_grid,
    t3_head,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gouji.model.cells import CellState
from gouji.model.document import Grid

NUMBERS = st.one_of(
    st.just("0"), st.integers(0, 99).map(str), st.integers(1000, 999_999).map(str), st.just("")
)
VALUES = st.fixed_dictionaries(dict.fromkeys(T3.cell_ids(), NUMBERS))
ITEMS = [item.id for item in (*T3.rows, *T3.columns) if item.id != "total"]


def other_marks(label: str) -> str:
    """Write 1. as 1、 and （一） as (一), with a blank behind."""
    return label.replace(".", "、").replace("（", "(").replace("）", ") ").replace("“", '"')


def without_note(label: str) -> str:
    return label.split("（区分", maxsplit=1)[0]


def one_in_three_lost(label: str) -> str:
    return "".join("□" if place % 3 == 1 else char for place, char in enumerate(label))


@st.composite
def styles(draw: st.DrawFn) -> Style:
    marks = draw(st.sampled_from([str, other_marks, without_note]))
    labels = {item.id: item.label for item in (*T3.rows, *T3.columns)}
    hurt = draw(st.lists(st.sampled_from(ITEMS), max_size=3, unique=True))
    damages = st.sampled_from([one_in_three_lost, lambda _: "", lambda _: "□□", lambda _: "来信"])
    return Style(
        label=marks,
        subtotal=draw(st.booleans()),
        dropped_row=draw(st.none() | st.sampled_from([row.id for row in T3.rows])),
        dropped_column=draw(st.none() | st.sampled_from([c.id for c in T3.columns])),
        head_again_before=draw(st.none() | st.integers(0, 30)),
        damaged={item: draw(damages)(labels[item]) for item in hurt},
    )


def gone(style: Style) -> list[str]:
    row, column = style.dropped_row, style.dropped_column
    return [*([f"t3.{row}"] if row else []), *([f"t3.:{column}"] if column else [])]


NUMBERS_ABOVE_AND_BELOW = {
    **dict.fromkeys(("t3.new.business", "t3.new.charity", "t3.new.other"), "1000"),
    **dict.fromkeys(("t3.new.research", "t3.new.legal", "t3.carried_over.natural"), ""),
}


NUMBERS_THAT_MIGHT_GO_ON = {
    **dict.fromkeys(("t3.new.natural", "t3.new.research", "t3.new.legal", "t3.new.other"), "1000"),
    **dict.fromkeys(("t3.carried_over.business", "t3.carried_over.charity"), ""),
}
NUMBERS_BELOW_ALONE = {
    cell: "" if cell.startswith("t3.new.") else "5"
    for cell in T3.cell_ids()
    if cell.split(".")[1] in ("new", "carried_over")
}
TWO_OF_A_GROUP = Style(
    dropped_row="unavailable_unclear",
    damaged={"unavailable_not_held": "来信", "unavailable_not_ready": ""},
)
NO_LABEL = Style(head_again_before=0, damaged={"carried_over": ""})


@settings(max_examples=120, deadline=None)
@given(VALUES, styles())
@example(NUMBERS_ABOVE_AND_BELOW, NO_LABEL)
@example(NUMBERS_THAT_MIGHT_GO_ON, replace(NO_LABEL, dropped_column="total"))
@example(NUMBERS_BELOW_ALONE, NO_LABEL)
@example({}, TWO_OF_A_GROUP)
def test_no_way_of_drawing_the_table_makes_a_number_wrong(texts: Texts, style: Style) -> None:
    assert_never_wrong(readings(t3_grid(texts, style))["t3"], texts, gone(style))


@settings(max_examples=40, deadline=None)
@given(VALUES, st.sampled_from([str, other_marks, without_note]), st.booleans())
def test_a_sound_table_is_read_whole(texts: Texts, marks: object, subtotal: bool) -> None:
    style = Style(label=marks, subtotal=subtotal)  # type: ignore[arg-type]
    reading = readings(t3_grid(texts, style))["t3"]
    assert_never_wrong(reading, texts)
    assert count(reading, CellState.UNREAD) == 0


def cut_row(texts: Texts, at: int, letters: int, where: str, *, again: bool) -> tuple[Grid, ...]:
    """Draw table three with a page break inside row ``at``: its label and its values are cut.

    ``where`` the values stand: above the break, below it, or their fifth digit wrapped below.
    """
    body = [list(row) for row in t3_body(texts, Style())]
    label = T3.rows[at].label
    own = next(place for place, cell in enumerate(body[at]) if cell[0] == label)
    carried: list[Spec] = []
    for index, row in enumerate(body[: at + 1]):
        for place, (text, height, width) in enumerate(row):
            if index + height > at and not (index == at and place >= own):
                row[place] = (text, at - index + 1, width)
                carried.append(("", index + height - at, width))
    width = body[at][own][2]
    split = {"above": 99, "below": 0, "wrapped": 4}[where]
    values = [text for text, _, _ in body[at][own + 1 :]]
    upper = [*body[at][:own], (label[:letters], 1, width), *((v[:split], 1, 1) for v in values)]
    lower = [*carried, (label[letters:], 1, width), *((v[split:], 1, 1) for v in values)]
    head = t3_head(Style())
    above = [*head, *body[:at], upper]
    below = [*(head if again else []), lower, *body[at + 1 :]]
    return (layout([*above, *below], (len(above),)),)


@settings(max_examples=150, deadline=None)
@given(
    VALUES,
    st.integers(0, 24),
    st.integers(0, 40),
    st.sampled_from(["above", "below", "wrapped"]),
    st.booleans(),
)
@example({"t3.denied_state_secret.total": "999999"}, 4, 1, "wrapped", False)
def test_a_row_cut_by_a_page_break_is_mended_or_unread(
    texts: Texts,
    at: int,
    letters: int,
    where: str,
    again: bool,
) -> None:
    assert_never_wrong(readings(*cut_row(texts, at, letters, where, again=again))["t3"], texts)


def test_a_wrapped_number_is_put_together_again() -> None:
    texts = dict.fromkeys(T3.cell_ids(), "0") | {"t3.denied_law.natural": "31416"}
    reading = readings(*cut_row(texts, 5, 9, "wrapped", again=False))["t3"]
    assert_never_wrong(reading, texts)
    assert count(reading, CellState.UNREAD) == 0


def without_outer_label(texts: Texts, at: int) -> tuple[Grid, Grid]:
    """Draw table three on two pages, the second without the column of 三、本年度办理结果."""
    body = [list(row) for row in t3_body(texts, Style())]
    carried: list[Spec] = []
    for index, row in enumerate(body[:at]):
        for place, (text, height, width) in enumerate(row):
            if index + height > at:
                row[place] = (text, at - index, width)
                if text != OUTER:
                    carried.append(("", index + height - at, width))
    below = [[(text, high, min(wide, 2)) for text, high, wide in row] for row in body[at:]]
    below[0] = [*carried, *below[0]]
    return layout([*t3_head(Style()), *body[:at]]), layout(below)


@settings(max_examples=60, deadline=None)
@given(VALUES, st.integers(3, 24))
@example(dict.fromkeys(T3.cell_ids(), "1"), 12)
def test_a_page_with_fewer_columns_than_the_head_is_read_on(texts: Texts, at: int) -> None:
    reading = readings(*without_outer_label(texts, at))["t3"]
    assert_never_wrong(reading, texts)


def test_a_page_with_fewer_columns_is_read_whole() -> None:
    texts = {cell: str(n) for n, cell in enumerate(T3.cell_ids(), 1)}
    reading = readings(*without_outer_label(texts, 12))["t3"]
    assert_never_wrong(reading, texts)
    assert count(reading, CellState.NUMBER) == len(texts)


ROWS = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["", "0", "12", *(i.label for i in (*T3.rows, *T3.columns)), *T3.heads]
            ),
            st.integers(1, 3),
            st.integers(1, 3),
        ),
        min_size=1,
        max_size=11,
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=3), st.booleans())
def test_no_geometry_ends_the_reading(grids: list[list[list[Spec]]], headed: bool) -> None:
    drawn = [
        layout([*(t3_head(Style()) if headed and not n else []), *rows])
        for n, rows in enumerate(grids)
    ]
    found = readings(*drawn)
    assert set(found) == {"t2", "t3", "t4"}
