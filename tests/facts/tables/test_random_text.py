"""Tables as text, with tabs or as broken lines: exact, or unread, never wrong."""

from collections.abc import Iterator

import pytest
from drawn_tables import (
    OUTER,
    T2,
    T3,
    T4,
    Texts,
    assert_never_wrong,
    count,
    lines,
    readings,
    t2_rows,
    tab_grid,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.model.cells import CellState

NUMBERS = st.one_of(st.just("0"), st.integers(0, 999_999).map(str))
MOSTLY = st.one_of(NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.just(""))
ALL = [*T2.cell_ids(), *T3.cell_ids(), *T4.cell_ids()]
WITH_BLANKS = st.fixed_dictionaries(dict.fromkeys(ALL, MOSTLY))
FULL = st.fixed_dictionaries(dict.fromkeys(ALL, NUMBERS))
OUTSIDE = {"new", "carried_over", "carried_out"}


def values(texts: Texts, row: str, blank: str = "\t") -> str:
    return blank.join(texts[f"t3.{row}.{column.id}"] for column in T3.columns)


def tidy(texts: Texts) -> Iterator[str]:
    """Yield table three with every value in its own column."""
    inner = "\t".join(column.label for column in T3.columns[1:6])
    yield (
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t\t\t申请人情况"
        + "\t" * 6
    )
    yield "\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计"
    yield f"\t\t\t\t{inner}\t"
    group = None
    for row in T3.rows:
        outer = OUTER if row.id == "granted" else ""
        if row.id in OUTSIDE:
            label = f"{row.label}\t\t"
        elif row.group is None:
            label = f"{outer}\t{row.label}\t"
        else:
            label = f"\t{row.group if row.group != group else ''}\t{row.label}"
        group = row.group
        yield f"{label}\t{values(texts, row.id)}"


def ragged(texts: Texts) -> Iterator[str]:
    """Yield table three as merged cells leave it when copied: fields lost on the left."""
    inner = "\t".join(column.label for column in T3.columns[1:6])
    yield "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t\t申请人情况\t\t\t\t\t\t总计\t"
    yield "\t\t自然人\t法人或其他组织" + "\t" * 6
    yield f"\t\t\t{inner}\t\t"
    group = None
    for row in T3.rows:
        shown = values(texts, row.id)
        outer = OUTER if row.id == "granted" else ""
        if row.id in OUTSIDE or row.id == "other_other":
            yield f"{row.label}\t\t{shown}\t"
        elif row.id == "total":
            yield f"{row.label}\t{shown}\t\t"
        elif row.group is None:
            yield f"{outer}\t{row.label}\t{shown}\t"
        else:
            yield f"\t{row.group if row.group != group else ''}\t{row.label}\t{shown}"
        group = row.group


def table_two(texts: Texts, tail: str) -> Iterator[str]:
    for row in t2_rows(texts):
        shown = "\t".join(text for text, _, _ in row)
        yield shown + "\t" * (4 - len(row)) + tail


def table_four(texts: Texts, tail: str) -> Iterator[str]:
    outcomes = "\t".join(column.label for column in T4.columns)
    yield "行政复议" + "\t" * 5 + "行政诉讼" + "\t" * 9 + tail
    yield f"{outcomes}\t未经复议直接起诉" + "\t" * 5 + "复议后起诉" + "\t" * 4 + tail
    yield "\t" * 5 + outcomes + "\t" + outcomes + tail
    yield "\t".join(texts[cell] for cell in T4.cell_ids()) + tail


@settings(max_examples=60, deadline=None)
@given(WITH_BLANKS, st.sampled_from([tidy, ragged]), st.sampled_from(["", "\t"]))
def test_tab_text_is_never_wrong(texts: Texts, drawn: object, tail: str) -> None:
    three = "\n".join(drawn(texts))  # type: ignore[operator]
    grids = ["\n".join(table_two(texts, tail)), three, "\n".join(table_four(texts, tail))]
    for reading in readings(*map(tab_grid, grids)).values():
        assert_never_wrong(reading, texts)


@settings(max_examples=20, deadline=None)
@given(FULL, st.sampled_from([tidy, ragged]), st.sampled_from(["", "\t"]))
def test_full_tab_text_is_read_whole(texts: Texts, drawn: object, tail: str) -> None:
    three = "\n".join(drawn(texts))  # type: ignore[operator]
    grids = ["\n".join(table_two(texts, tail)), three, "\n".join(table_four(texts, tail))]
    found = readings(*map(tab_grid, grids)).values()
    assert [count(reading, CellState.NUMBER) for reading in found] == [10, 175, 15]


PLACES = ("last", "own", "first", "middle")


def broken(texts: Texts, width: int, place: str) -> Iterator[str]:
    """Yield the lines of a page: labels wrapped at ``width``, values at ``place`` of them."""
    yield from ("二、主动公开政府信息情况", *_words(t2_rows(texts)))
    yield from ("三、收到和处理政府信息公开申请情况", "申请人情况", *"自然人", "法人或其他组织")
    yield from (
        "总",
        "计",
        *"商业企业科研机构",
        "社会",
        "公益",
        "组织",
        "法律",
        "服务",
        "机构",
        *"其他",
    )
    group = None
    for row in T3.rows:
        if row.id == "granted":
            yield from ("三、本", "年度", "办理", "结果")
        if row.group and row.group != group:
            yield from (row.group[:3], row.group[3:5], row.group[5:])
        group = row.group
        yield from _row(row.label, values(texts, row.id, " ").strip(), width, place)
    yield from ("四、政府信息公开行政复议、行政诉讼情况", "行政复议 行政诉讼")
    yield from ("未经复议直接起诉 复议后起诉", *("结果维持结果纠正其他结果尚未审结总计" * 3))
    yield " ".join(texts[cell] for cell in T4.cell_ids())
    yield from ("五、存在的主要问题及改进情况", "存在的问题有 3 个。")


def _words(rows: list[list[tuple[str, int, int]]]) -> Iterator[str]:
    return (" ".join(text for text, _, _ in row) for row in rows)


def _row(label: str, shown: str, width: int, place: str) -> Iterator[str]:
    pieces = [label[i : i + width] for i in range(0, len(label), width)]
    if place == "own" and len(pieces) > 1:
        yield from (*pieces, shown)
        return
    at = {"last": len(pieces) - 1, "first": 0, "middle": len(pieces) // 2}.get(place, 0)
    pieces[at] = f"{pieces[at]} {shown}"
    yield from pieces


@settings(max_examples=60, deadline=None)
@given(WITH_BLANKS, st.integers(11, 22), st.sampled_from(PLACES))
def test_broken_lines_are_never_wrong(texts: Texts, width: int, place: str) -> None:
    for reading in readings(*lines(*broken(texts, width, place))).values():
        assert_never_wrong(reading, texts)


@settings(max_examples=20, deadline=None)
@given(FULL, st.integers(14, 22), st.sampled_from(["last", "own"]))
def test_full_broken_lines_are_read_whole(texts: Texts, width: int, place: str) -> None:
    found = readings(*lines(*broken(texts, width, place))).values()
    assert [count(reading, CellState.NUMBER) for reading in found] == [10, 175, 15]


@pytest.mark.parametrize(
    "shown",
    ["1 2 3 4 5 6", "1 2 3 4 5 6 7 8", "1 2 3 4 5 6\n7", "12 3 4 5\n6 7 8"],
)
def test_a_row_with_another_count_of_values_is_unread(shown: str) -> None:
    label = "一、本年新收政府信息公开申请数量"
    text = [
        f"{label} {shown}",
        "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0",
        "（一）予以公开 1 0 0 0 0 0 1",
    ]
    reading = readings(*lines(*"\n".join(text).splitlines()))["t3"]
    states = {cell.state for cell in reading.cells if cell.id.startswith("t3.new.")}
    assert states == {CellState.UNREAD}
