"""Every character stands where pdfium has it, whichever operators showed it and moved the pen."""

from contextlib import closing
from ctypes import byref, c_double
from string import ascii_letters, digits

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from handmade_pdf import page_pdf
from hypothesis import example, given
from hypothesis import strategies as st

from gouji.reading.pages.content import BELOW
from gouji.reading.pdf.source import page_contents

HEIGHT = 842
COURIER = b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>"
SIZE = 9
SONG = b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/%s/DescendantFonts[6 0 R]>>"
SONG_PART = (
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/DW 700/W[830 831 400]/CIDSystemInfo"
    b"<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>>>"
)
START = b"BT /F %d Tf 15 TL 60 800 Td " % SIZE

Placed = tuple[str, float, float]
"""A character and where its line begins it, in points from the lower left corner of the page."""


def pdfiums(data: bytes) -> set[Placed]:
    placed = set()
    with closing(pypdfium2.PdfDocument(data)) as document, closing(document[0]) as page:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            x, y = c_double(), c_double()
            pdfium.FPDFText_GetCharOrigin(text.raw, index, byref(x), byref(y))
            sign = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
            if sign.strip():
                placed.add((sign, round(x.value, 2), round(y.value, 2)))
    return placed


def ours(data: bytes) -> set[Placed]:
    (page,) = page_contents(data)
    below = BELOW * SIZE
    return {
        (glyph.text, round(glyph.x0, 2), round(HEIGHT - glyph.bottom + below, 2))
        for glyph in page.glyphs
        if glyph.text.strip()
    }


def check(content: bytes, font: bytes = COURIER, part: bytes = b"null") -> None:
    data = page_pdf(START + content + b" ET", font, {6: part})
    theirs = pdfiums(data)
    for sign, x, y in ours(data):
        near = [one for one in theirs if one[0] == sign]
        assert near == [(sign, pytest.approx(x, abs=0.02), pytest.approx(y, abs=0.02))]
    assert len(ours(data)) == len(theirs)


SHOWN = st.sampled_from(
    [b"(%s) Tj", b"(%s) '", b'2 1 (%s) "', b"[(%s)] TJ", b"[-300 (%s) 700 (%s)] TJ"]
)
SET = st.sampled_from(
    [b"4 Tc", b"0 Tc", b"-1 Tc", b"6 Tw", b"80 Tz", b"100 Tz", b"18 TL", b"2 Ts", b"0 Ts", b"T*",
     b"40 -12 Td", b"0 -16 TD", b"1 0 0 1 70 600 Tm", b"ET BT 60 500 Td",
     b"ET q 1 0 0 1 7 -30 cm BT 60 550 Td", b"ET Q BT 60 450 Td"]
)  # fmt: skip


@given(st.lists(st.one_of(SHOWN, SET), min_size=1, max_size=12))
@example([b"4 Tc", b"(%s) Tj", b"(%s) Tj"])
@example([b"4 Tc", b"[-300 (%s) 700 (%s)] TJ", b"(%s) Tj"])
@example([b"(%s) Tj", b'2 1 (%s) "', b"(%s) '"])
def test_any_operators_in_any_order(parts: list[bytes]) -> None:
    signs = iter(digits + ascii_letters)
    filled = b" ".join(parts).replace(b"%s", b"%c %c")
    wanted = filled.count(b"%c")
    check(filled % tuple(ord(next(signs)) for _ in range(wanted)))


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        (b"GBK-EUC-H", b"(1 23 4) Tj 3 Tc (5 6) Tj"),  # a blank of one byte parts words
        (b"UniGB-UCS2-H", b"<003100200032> Tj <0020003400200035> Tj"),  # one of two does not
    ],
)
def test_blanks_of_composite_fonts(encoding: bytes, shown: bytes) -> None:
    check(b"20 Tw " + shown, SONG % encoding, SONG_PART)
