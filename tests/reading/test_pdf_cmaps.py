"""Strings of composite fonts fall into codes as their tables say, wherever the tables come from."""

from itertools import pairwise

import pytest
from handmade_pdf import page_pdf, stream
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT

from gouji.errors import LimitExceeded
from gouji.reading.pages.content import UNKNOWN
from gouji.reading.pdf.cmaps import CodeMap, code_map, string
from gouji.reading.pdf.source import page_contents

Draws = list[tuple[str, int | None]]
"""Codes in hexadecimal digits, and the characters that are drawn for them."""

ONE_OR_TWO = b"2 begincodespacerange <00> <80> <8140> <fefe> endcodespacerange "
TWO_OR_FOUR = b"2 begincodespacerange <8130> <fe39> <81408130> <fefeff39> endcodespacerange "
WIDE = b"1 begincodespacerange <0000> <ffff> endcodespacerange "


def table(text: bytes, **keys: object) -> PDFStream:
    return PDFStream({"CMapName": LIT("Own"), **keys}, b"begincmap " + text + b" endcmap")


def drawn(codes: CodeMap | None, text: bytes) -> Draws:
    assert codes is not None
    return [(string(code).hex(), codes.cids.get(code)) for code in codes.split(text)]


BROUGHT = [
    (WIDE + b"1 begincidchar <0141> 7 endcidchar", b"\x01\x41\x01\x42", [("0141", 7), ("0142", None)]),
    (WIDE + b"1 begincidrange <0141> <0143> 7 endcidrange", b"\x01\x43", [("0143", 9)]),
    # not one code, but two bytes of it all the same: what follows is not moved
    (WIDE + b"1 begincidchar <3031> 7 endcidchar", b"\x00\x30\x30\x31", [("0030", None), ("3031", 7)]),
    (ONE_OR_TWO + b"1 begincidrange <20> <7e> 1 endcidrange 1 begincidchar <b0a1> 99 endcidchar",
     b"1\xb0\xa1\xb0\xa22", [("31", 18), ("b0a1", 99), ("b0a2", None), ("32", 19)]),
    (ONE_OR_TWO + b"1 begincidchar <0031> 5 endcidchar", b"\x001", [("00", None), ("31", None)]),
    (TWO_OR_FOUR + b"1 begincidchar <81408131> 4 endcidchar", b"\x81\x40\x81\x31\x81\x31",
     [("81408131", 4), ("8131", None)]),
    (b"/GBK-EUC-H usecmap 1 begincidchar <41> 3 endcidchar", b"A1\xb0\xa1",
     [("41", 3), ("31", 830), ("b0a1", 940)]),
    (b"/Identity-H usecmap 1 begincidchar <0041> 3 endcidchar", b"\0A\0B",
     [("0041", 3), ("0042", 66)]),
    (b"% <0041> 5\n" + WIDE + b"1 begincidchar <00 4\n1> 3 endcidchar", b"\0A\0", [("0041", 3), ("00", None)]),
    (b"", b"\0A\0B", [("0041", None), ("0042", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "shown", "draws"), BROUGHT)
def test_a_table_in_the_file(text: bytes, shown: bytes, draws: Draws) -> None:
    assert drawn(code_map(table(text)), shown) == draws


NAMED = [
    ("GBK-EUC-H", b"1\xb0\xa12", [("31", 830), ("b0a1", 940), ("32", 831)]),
    ("UniGB-UCS2-H", "1啊".encode("utf-16-be"), [("0031", 18), ("554a", 940)]),
    # no reader has a character for it; pdfminer takes its last byte for the first of the next
    ("UniGB-UCS2-H", b"\xe5\x30\x00\x31", [("e530", None), ("0031", 18)]),
    ("UniGB-UTF16-H", b"\xd8\x40\xdc\x00\x00\x31", [("d840dc00", None), ("0031", 18)]),
    ("No-Such-H", b"\0001", [("0031", None)]),
]


@pytest.mark.parametrize(("name", "shown", "draws"), NAMED)
def test_a_table_that_readers_bring(name: str, shown: bytes, draws: Draws) -> None:
    assert drawn(code_map(LIT(name)), shown) == draws


@pytest.mark.parametrize("name", ["Identity-H", "Identity-V", "OneByteIdentityH", "DLIdent-H"])
def test_what_changes_no_code_is_not_looked_up(name: str) -> None:
    assert code_map(LIT(name)) is None


@pytest.mark.parametrize(
    ("encoding", "vertical"),
    [
        (LIT("UniGB-UCS2-V"), True),
        (LIT("UniGB-UCS2-H"), False),
        (table(b"", WMode=1), True),
        (table(b"/WMode 1 def"), True),
        (table(b"/WMode 0 def"), False),
    ],
)
def test_which_way_it_runs(encoding: object, vertical: bool) -> None:
    codes = code_map(encoding)
    assert codes is not None
    assert codes.vertical is vertical


def test_tables_go_on_from_others_so_far_and_no_further() -> None:
    text = WIDE + b"1 begincidchar <00%02x> %d endcidchar"
    tables = [table(text % (n, n)) for n in range(8)]
    for one, base in pairwise(tables):
        one.attrs["UseCMap"] = base
    codes = drawn(code_map(tables[0]), bytes(n // 2 * (n % 2) for n in range(16)))
    assert [cid for _, cid in codes] == [0, 1, 2, 3, 4, None, None, None]


def test_a_table_of_too_many_codes_is_refused() -> None:
    spread = b"2 begincidrange <00000000> <0003ffff> 0 <00100000> <0013ffff> 0 endcidrange"
    with pytest.raises(LimitExceeded, match="一种字体的编码超过 400000 个"):
        code_map(table(spread))


PART = b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>>>"


@pytest.mark.parametrize(
    ("encoding", "text", "read"),
    [
        (b"/GBK-EUC-H", b"<31b0a132>", "1啊2"),
        (b"/UniGB-UCS2-H", b"<e5300031>", UNKNOWN + "1"),
        (b"/No-Such-H", b"<00310032>", UNKNOWN * 2),
        (b"9 0 R", b"<4142>", "1" + UNKNOWN),
    ],
)
def test_nothing_is_left_out_in_silence(encoding: bytes, text: bytes, read: str) -> None:
    own = b"1 begincodespacerange <00> <ff> endcodespacerange 1 begincidchar <41> 18 endcidchar"
    font = b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding " + encoding
    font += b"/DescendantFonts[6 0 R]>>"
    more = {6: PART, 9: stream(own, b"/Type/CMap/CMapName/Own")}
    (page,) = page_contents(page_pdf(b"BT /F 12 Tf 80 700 Td " + text + b" Tj ET", font, more))
    assert "".join(glyph.text for glyph in page.glyphs) == read
