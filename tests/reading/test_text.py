"""Plain text: lines with places, tables of tabs, furniture, white space of every kind."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.errors import DamagedDocument, LimitExceeded, UnsupportedFormat
from gouji.model.document import Document, Grid, Line, Place
from gouji.reading import read, read_bytes, text
from gouji.reading.decode import decode
from gouji.reading.text import read_text

SHARED = Path(__file__).parents[2] / "../shared"


def shown(document: Document) -> list[str | list[list[str]]]:
    """Return lines as texts and grids as texts by row."""
    return [
        [[cell.text for cell in row] for row in block.by_row()]
        if isinstance(block, Grid)
        else block.text
        for block in document.blocks
        if isinstance(block, Line | Grid)
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("一\n\n二\n", ["一", "二"]),
        ("一\r\n二\r三\f四\u2028五", ["一", "二", "三", "四", "五"]),
        ("\u3000\u3000一、总体\u00a0情况\u200b \n", ["一、总体 情况"]),
        ("规章\t0\t\t3\n合计\t\t\t3", [[["规章", "0", "", "3"], ["合计", "", "", "3"]]]),
        ("头\na\tb\n尾\nc\td", ["头", [["a", "b"]], "尾", [["c", "d"]]]),
        ("a\tb\n\nc\td\n\ne\tf", [[["a", "b"], ["c", "d"], ["e", "f"]]]),
        ("a\tb\nc\td\n\ne\tf\ng\th", [[["a", "b"], ["c", "d"]], [["e", "f"], ["g", "h"]]]),
        ("\t1\n", [[["", "1"]]]),
        ("-\t3-", [[["-", "3-"]]]),
        ("1\t\n", [[["1", ""]]]),
        (" \t \n一", ["一"]),
        ("3\n-3\n12\n", ["3", "-3", "12"]),
        ("⾏政许可 ⺠族", ["行政许可 民族"]),
    ],
)
def test_blocks(content: str, expected: list[object]) -> None:
    assert shown(read_text(content.encode())) == expected


def test_page_numbers_are_furniture() -> None:
    document = read_text("一\n- 3 -\n— 4 —\n第3页\n第 3 页 共 6 页\n-3-\n5\n".encode())
    assert [line.text for line in document.furniture] == [
        "- 3 -", "— 4 —", "第3页", "第 3 页 共 6 页", "-3-",
    ]  # fmt: skip
    assert shown(document) == ["一", "5"]


def test_places() -> None:
    document = read_text("\n\u3000\u3000一、总体情况\n规章\t 0\n".encode())
    line, grid = document.blocks
    assert isinstance(line, Line)
    assert isinstance(grid, Grid)
    assert line.place == Place(line=2, column=3)
    assert line.place_of(2, 4) == Place(line=2, column=5)
    assert [cell.place for cell in grid.cells] == [Place(line=3, column=1), Place(line=3, column=5)]
    assert not grid.aligned
    assert (document.format, document.pages) == ("txt", None)


WORDS = "一、总体情况\r\n本年新收申请 3 件\r\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"],
)
def test_encodings(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)).lstrip("\ufeff") == WORDS
    assert shown(read_bytes(WORDS.encode(encoding))) == ["一、总体情况", "本年新收申请 3 件"]


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" * 50,
        b"\x7fELF\x02\x01\x01" + bytes(range(30)) * 40,
        b"\xff\xfe" + bytes(range(1, 20)) * 50,
        b"SQLite format 3\x00" + b"\x10\x00\x01\x01\x00\x40\x20\x20" * 60,
    ],
)
def test_binary_junk(data: bytes) -> None:
    with pytest.raises(UnsupportedFormat, match="不是文本文件"):
        read_bytes(data)


def test_nothing_but_white_space() -> None:
    with pytest.raises(DamagedDocument, match="没有文字"):
        read_text("\u3000\n\t\n\u200b".encode())


@pytest.mark.parametrize(
    ("limit", "value", "content"),
    [
        ("MAX_LINES", 3, "一\n" * 5),
        ("MAX_LINE_CHARACTERS", 10, "一" * 11),
        ("MAX_GRID_COLUMNS", 5, "1\t" * 6),
        ("MAX_GRID_CELLS", 5, "1\t2\n" * 3),
    ],
)
def test_limits(limit: str, value: int, content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, limit, value)
    with pytest.raises(LimitExceeded, match=str(value)):
        read_text(content.encode())


@given(st.text(st.sampled_from("一二3 \t\n\r\u3000-"), min_size=1, max_size=60))
def test_every_character_that_shows_is_kept(content: str) -> None:
    try:
        document = read_text(content.encode())
    except DamagedDocument:
        assert not content.strip()
        return
    kept = [*shown(document), *(line.text for line in document.furniture)]
    assert sorted("".join(str(kept).split()).translate({ord(c): None for c in "[]',"})) == sorted(
        "".join(content.split())
    )


@pytest.mark.parametrize(
    ("name", "grids", "furniture"),
    [
        ("seeds/zhongwei-2024.txt", [(14, 4), (28, 10), (4, 15)], 0),
        ("seeds/wuzhong-2024.txt", [], 1),
        ("corpus/txt-a/report.txt", [(14, 4), (28, 10), (4, 15)], 0),
        ("corpus/txt-c/report.txt", [], 4),
    ],
)
def test_seeds(name: str, grids: list[tuple[int, int]], furniture: int) -> None:
    path = SHARED / name
    if not path.exists():
        pytest.skip("the shared reports are not there")
    document = read(path)
    assert [(grid.rows, grid.columns) for grid in document.grids()] == grids
    assert len(document.furniture) == furniture
