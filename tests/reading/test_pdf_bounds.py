"""A few bytes that ask for everything: memory for ever, or an answer that never comes.

Each file here made pdfminer.six alone run out of memory or run on for ever.
"""

import struct
import zlib

import pytest
from handmade_pdf import FONT, TEXT, objects_pdf, page_pdf, stream

from gouji.errors import DamagedDocument, DocumentError, LimitExceeded
from gouji.reading import limits, read_bytes
from gouji.reading.limits import (
    MAX_FONT_CODES,
    MAX_PAGES,
    MAX_SAVED_STATES,
    MAX_STREAM_BYTES,
)
from gouji.reading.pages import lines as printed_lines
from gouji.reading.pdf import source

DAMAGED = "这份 PDF 已损坏或不完整，读不出来"
NO_PAGES = "这份 PDF 里一页也没有，可能已损坏或不完整"
TOO_MANY_CODES = f"PDF 里有一种字体的编码超过 {MAX_FONT_CODES} 个，文件可能已损坏"
TOO_LONG = f"PDF 里有一段数据超过 {MAX_STREAM_BYTES // 1_000_000} MB"
DEFLATE = b"/Filter/FlateDecode"
SHOW_A = b"BT /F 12 Tf 80 700 Td <0041> Tj ET"


def refused(data: bytes) -> tuple[type[DocumentError], str]:
    with pytest.raises(DocumentError) as caught:
        read_bytes(data)
    return type(caught.value), str(caught.value)


def lines(data: bytes) -> list[str]:
    return [line.text for line in read_bytes(data).lines()]


def composite(
    widths: bytes = b"", to_unicode: bytes | None = None, file: bytes | None = None
) -> tuple[bytes, dict[int, bytes]]:
    """Return a font of two-byte codes and the objects that it needs."""
    objects = {
        6: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/FontDescriptor 7 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>" + widths + b">>",
        7: b"<</Type/FontDescriptor/FontName/X/FontBBox[0 0 1 1]"
        + (b"" if file is None else b"/FontFile2 9 0 R")
        + b">>",
    }
    meaning = b"" if to_unicode is None else b"/ToUnicode 8 0 R"
    if to_unicode is not None:
        objects[8] = stream(to_unicode)
    if file is not None:
        objects[9] = stream(file)
    return (
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]"
        + meaning
        + b">>",
        objects,
    )


def true_type(table: bytes) -> bytes:
    """Return a font file that has only a table of character codes."""
    directory = struct.pack(
        ">4sHHHH4sLLL", b"\0\1\0\0", 1, 0, 0, 0, b"cmap", 0, 28, len(table) + 12
    )
    return directory + struct.pack(">HHHHL", 0, 1, 3, 10, 12) + table


def ranges_of_long_codes(*ranges: tuple[int, int]) -> bytes:
    body = b"".join(struct.pack(">III", first, last, first) for first, last in ranges)
    return struct.pack(">HHIII", 12, 0, 16 + len(body), 0, len(ranges)) + body


def ranges_of_short_codes(*ranges: tuple[int, int]) -> bytes:
    count = len(ranges)
    firsts, lasts = zip(*ranges, strict=True)
    numbers = (*lasts, 0, *firsts, *[0] * count, *[0] * count)
    head = struct.pack(">HHHHHHH", 4, 16 + 8 * count, 0, 2 * count, 0, 0, 0)
    return head + struct.pack(f">{len(numbers)}H", *numbers)


def test_fonts_of_ordinary_size() -> None:
    font, objects = composite(b"/W[0 65535 500]", b"1 beginbfrange <0000> <00FF> <0000> endbfrange")
    assert lines(page_pdf(SHOW_A, font, objects)) == ["A"]


@pytest.mark.parametrize(
    "table", [ranges_of_long_codes((0x41, 0x60)), ranges_of_short_codes((0x41, 0x60))]
)
def test_font_file_explains_its_codes(table: bytes) -> None:
    font, objects = composite(file=true_type(table))
    assert lines(page_pdf(SHOW_A, font, objects)) == ["A"]


@pytest.mark.parametrize(
    ("widths", "to_unicode", "table"),
    [
        (b"/W[0 500000000 500]", None, None),
        (b"/W[" + b"0 65535 500 " * 8 + b"]", None, None),
        (b"/W2[0 500000000 500 0 0]", None, None),
        (b"", b"1 beginbfrange <00000000> <1FFFFFFF> <0000> endbfrange", None),
        (b"", b"begincmap 1 begincidrange <00000000> <1FFFFFFF> 0 endcidrange", None),
        (b"", b"1 beginbfrange " + b"<0000> <FFFF> <0000> " * 8 + b" endbfrange", None),
        (b"", None, ranges_of_long_codes((0, 400_000_000))),
        (b"", None, ranges_of_short_codes(*[(0, 0xFFFE)] * 8)),
    ],
)
def test_fonts_of_endless_codes(
    widths: bytes, to_unicode: bytes | None, table: bytes | None
) -> None:
    font, objects = composite(widths, to_unicode, None if table is None else true_type(table))
    assert refused(page_pdf(SHOW_A, font, objects)) == (LimitExceeded, TOO_MANY_CODES)


def test_simple_font_of_endless_codes() -> None:
    font = FONT[:-2] + b"/ToUnicode 6 0 R>>"
    endless = stream(b"1 beginbfrange <00000000> <1FFFFFFF> <0000> endbfrange")
    assert refused(page_pdf(TEXT, font, {6: endless})) == (LimitExceeded, TOO_MANY_CODES)


@pytest.mark.parametrize(
    ("objects", "cause"),
    [
        ({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"2 0 R"}, NO_PAGES),
        ({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"3 0 R", 3: b"2 0 R"}, NO_PAGES),
        ({1: b"1 0 R"}, DAMAGED),
    ],
)
def test_references_in_a_circle(objects: dict[int, bytes], cause: str) -> None:
    assert refused(objects_pdf(objects)) == (DamagedDocument, cause)


def test_resource_that_refers_to_itself() -> None:
    data = page_pdf(more={6: b"6 0 R"}, resources=b"/XObject 6 0 R")
    assert refused(data) == (DamagedDocument, DAMAGED)


def test_page_tree_that_contains_itself() -> None:
    data = page_pdf().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R 3 0 R]")
    assert lines(data) == ["Report 2024"]


@pytest.mark.parametrize("columns", [b"9000000000", b"100000000"])
def test_line_of_pixels_without_end(columns: bytes) -> None:
    keys = DEFLATE + b"/DecodeParms<</Predictor 12/Columns " + columns + b">>"
    assert refused(page_pdf(zlib.compress(TEXT), keys=keys)) == (LimitExceeded, TOO_LONG)


@pytest.mark.parametrize("times", [1, 2])
def test_data_that_swell(times: int) -> None:
    packed = b" " * (MAX_STREAM_BYTES + 1)
    for _ in range(times):
        packed = zlib.compress(packed)
    keys = b"/Filter[" + b"/FlateDecode" * times + b"]"
    assert refused(page_pdf(packed, keys=keys)) == (LimitExceeded, TOO_LONG)


@pytest.mark.parametrize("start", [b"", b"% left to pdfminer\n"])
def test_states_saved_without_end(start: bytes) -> None:
    content = start + TEXT + b"q " * (MAX_SAVED_STATES + 1)
    sentence = f"PDF 里保存的绘图状态超过 {MAX_SAVED_STATES} 个，文件可能已损坏"
    assert refused(page_pdf(content)) == (LimitExceeded, sentence)


@pytest.mark.parametrize("shift", [0, 5])
def test_line_without_end(shift: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed_lines, "MAX_LINE_CHARACTERS", 40)
    half = b"(" + b"n" * 30 + b") Tj"
    content = b"BT /F 12 Tf 80 700 Td " + half + b" 230 %d Td " % shift + half + b" ET"
    sentence = "有一行超过 40 个字符，不像一份年度报告"
    assert refused(page_pdf(content)) == (LimitExceeded, sentence)


def test_pages_are_counted_before_any_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    # With no character allowed, reading a single page would give another sentence.
    monkeypatch.setattr(limits, "MAX_GLYPHS", 0)
    pages = range(10, 511)
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>"
    )
    data = objects_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[%s]>>" % b" ".join(b"%d 0 R" % number for number in pages),
            4: stream(TEXT),
            5: FONT,
            **dict.fromkeys(pages, page),
        }
    )
    sentence = f"这份 PDF 超过 {MAX_PAGES} 页，不像一份年度报告"
    assert refused(data) == (LimitExceeded, sentence)
    assert source.MAX_PAGES == MAX_PAGES


@pytest.mark.parametrize("bit", range(0, 8 * 40, 7))
def test_no_flipped_bit_changes_what_is_read(bit: int) -> None:
    packed = bytearray(zlib.compress(TEXT))
    place = 2 + bit // 8 % (len(packed) - 2)
    packed[place] ^= 1 << bit % 8
    assert refused(page_pdf(bytes(packed), keys=DEFLATE)) == (DamagedDocument, DAMAGED)
