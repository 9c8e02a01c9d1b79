"""The fast way through content streams gives what pdfminer's own way gives, only faster."""

import re
from base64 import a85encode
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made_pdfs import Sheet, full_lines, thin_boxes
from pdfminer.ascii85 import ascii85decode
from test_pdf_bad import pdf, stream

from gouji.errors import DamagedDocument
from gouji.reading.pdf.ascii85 import from_ascii85
from gouji.reading.pdf.objects import UnusualError, strings_of, unescaped
from gouji.reading.pdf.source import page_contents
from gouji.reading.pdf.streams import BoundedInterpreter, FastInterpreter

CORPUS = Path(__file__).parents[2] / "../shared/corpus"


class OnlyFast(FastInterpreter):
    """Fails where a stream would take pdfminer's own way."""

    def execute(self, streams: object) -> None:
        assert isinstance(streams, list)
        self._run(self._split(streams))


def both_ways(data: bytes) -> None:
    """Compare; what pdfminer refuses as broken the fast way may read."""
    try:
        slow = list(page_contents(data, BoundedInterpreter))
    except DamagedDocument:
        return
    assert list(page_contents(data, FastInterpreter)) == slow


@pytest.mark.parametrize("number", "abcdefghi")
def test_corpus(number: str) -> None:
    path = CORPUS / f"pdf-{number}" / "report.pdf"
    if not path.exists():
        pytest.skip("the corpus is not there")
    both_ways(path.read_bytes())


@pytest.mark.parametrize("compressed", [0, 1])
def test_made_report(compressed: int) -> None:
    sheet = Sheet(pageCompression=compressed)
    full_lines(sheet, (80, 160, 240), (100, 120, 140))
    thin_boxes(sheet, (80, 160, 240), (200, 220, 240))
    for n in range(20):
        sheet.text(84, 114 + 20 * n, f"规章（{n}）\\ 100%")
    data = sheet.bytes()
    both_ways(data)
    assert sum(len(page.glyphs) for page in page_contents(data, OnlyFast)) > 200


CONTENTS = [
    b"BT /F1 12 Tf 80 700 Td (a\\(b\\)\\134\\101\\n) Tj <41 42 4> Tj <4142> Tj ET",
    b"BT /F1 12 Tf 80 700 Td (nested (brackets)) Tj ET",
    b"BT /F1 12 Tf 80 700 Td [(a) -120 (b) 3.5 <43>] TJ (x) ' 1 2 (y) \" T* ET",
    b"/P <</MCID 0 /K [1 2]>> BDC BT /F1 9 Tf (x) Tj ET EMC % note\n1 0 0 1 5 5 cm",
    b"q 10 0 0 5 1 1 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q BT /F1 9 Tf (z) Tj ET",
    b"0 0 100 5 re f 1 2 m 3 2 l S 5 5 m 9 9 9 9 5 9 c f* 1 g 0 0 m 0 50 l h B n",
    b"/CS0 cs 0.2 0.3 0.1 scn 1 1 m 50 1 l 50 2 l 1 2 l b* 1 2 3 4 5 scn",
    b"1 2 Tf /F1 Tf 5 cm re Q q .5 w -.5 +3 --4 5. w 1e5 w true false null",
    b"[1 2 (open BT /F1 12 Tf ET",
    b"BT /F1 9 Tf 1 0 0 1 5 700 Tm (a) Tj 3 TL T* (b) Tj /x 2 Td (c) Tj 1 /y Tm [1] 2 l (d) 3 m",
    b"(a) 0 0 1 5 700 Tm /n TL true 5 m 1 [2] l 1 2 (3) 4 re 1 2 3 m 5 6 7 8 9 re S 4 4 l 9 9 l S",
    b"] >> << } { ) > unknown /a#42 gs /F1 5 Tf(a)Tj(b)Tj",
    b"BT/F1 9 Tf(a)Tj<>Tj< 4 1>Tj[<41>-9(b)]TJ ET/Span<</A<41>/B/C/D<<>>>>BDC(c)Tj EMC",
    b"BT\x00/F1\x009 Tf (a)\vTj (b) Tj",
    b"BT /F1 9 Tf (a) Tj ( (b) Tj (c) Tj",
    b"BT /F1 9 Tf (a\\\nb) Tj (\\1\\x) Tj /F2/F1 9 Tf <4 1 Tj (c) Tj",
]


@pytest.mark.parametrize("content", CONTENTS)
def test_odd_contents(content: bytes) -> None:
    both_ways(pdf(stream(content)))


@given(st.lists(st.sampled_from(b" ".join(CONTENTS).split(b" ")), max_size=40))
def test_words_in_any_order(words: list[bytes]) -> None:
    both_ways(pdf(stream(b"BT /F1 12 Tf 80 700 Td " + b" ".join(words))))


@given(st.binary(max_size=40), st.sampled_from([b"~>", b"", b"~", b"\f~>", b"z~>", b"~~>"]))
def test_ascii85(data: bytes, end: bytes) -> None:
    packed = a85encode(data, wrapcol=9) + end
    assert as_told(from_ascii85, packed) == as_told(ascii85decode, packed)


@given(st.binary(max_size=12))
def test_ascii85_of_anything(packed: bytes) -> None:
    assert as_told(from_ascii85, packed) == as_told(ascii85decode, packed)


def as_told(decode: Callable[[bytes], bytes], packed: bytes) -> bytes | None:
    """Return what is unpacked, ``None`` where that is refused."""
    try:
        return decode(packed)
    except ValueError:
        return None


@given(st.lists(st.text("()\\nrtbf01347x\n\xe9", max_size=6)))
@example(["\\0", "00"])  # no escape goes on in the next string
def test_strings_together(texts: list[str]) -> None:
    """All strings of a stream at once, or one by one: the same, and refused alike."""
    bodies = [b"".join(_ESCAPE.findall(text.encode("latin-1"))) for text in texts]
    alone = [as_read(body) for body in bodies]
    tokens = [b"(%s)" % body for body in bodies]
    if None in alone:
        with pytest.raises(UnusualError):
            strings_of(tokens)
    else:
        assert strings_of([*tokens, b"<4 1 5>"]) == [*alone, b"AP"]
        assert strings_of(tokens) == alone


_ESCAPE = re.compile(rb"\\.|[^()\\]", re.DOTALL)
"""What may stand in a string of content."""


def as_read(body: bytes) -> bytes | None:
    try:
        return unescaped(body)
    except UnusualError:
        return None


def test_escapes() -> None:
    assert unescaped(rb"a\(\)\\\n\r\t\b\f\101\377\777") == b"a()\\\n\r\t\b\fA\xff\xff"
