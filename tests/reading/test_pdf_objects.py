"""Plain objects of a PDF are read as pdfminer reads them; what it might read otherwise is left."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from handmade_pdf import page_pdf
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser, PDFStreamParser
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import KWD
from pdfminer.utils import apply_png_predictor

from gouji.reading.limits import Budget
from gouji.reading.pdf.objects import Meanings, UnusualError, plain_object
from gouji.reading.pdf.parser import BoundedDocument, added_up

ROOT = Path(__file__).parents[2]
FILES = {
    path.parent.name + "/" + path.name: path.read_bytes()
    for path in [
        ROOT / "fixtures/wuzhong-2024.pdf",
        *sorted((ROOT / "../shared/corpus").glob("pdf-[bi]/*.pdf")),
    ]
}
FILES["a plain table"] = page_pdf()

WORDS = [
    b"12", b"-3", b"+4.50", b".5", b"7.", b"--8", b"1.2.3", b"12abc", b"9 0 R", b"9 0 Rx", b"R",
    b"true", b"false", b"null", b"nulls", b"true1", b"obj", b"endobj",
    b"/Name", b"/A#42", b"/A/B", b"/", b"/\xe4", b"/A'*-.+_|~",
    b"(plain)", b"(a\\(b\\)\\n\\101)", b"(in (brackets))", b"(\\8\\1)", b"(open", b"(two\r\nlines)",
    b"<41 42>", b"<414>", b"<>", b"<4x>", b"<<", b">>", b"<</K", b"[", b"]", b"[]", b"[1 2.5 /N]",
    b"[1 0 R/N(s)]", b"[/N/M-1+2]", b"{", b"}", b"% note\n", b"\x00", b"\x0b", b"\x0c", b"\xff",
]  # fmt: skip
BLANKS = st.sampled_from([b" ", b"\n", b"\r\n", b"\t", b""])


def as_pdfminer_reads(text: bytes) -> list[Any]:
    parser = PDFStreamParser(text)
    found = []
    try:
        while True:
            found.append(parser.nextobject()[1])
    except PSEOF:
        return found


def both_ways(text: bytes) -> bool:
    """Compare; tell whether the text is one plain object."""
    try:
        found = plain_object(text, 0, len(text), Meanings(None, KWD(b"null")))
    except UnusualError:
        return False
    # within an array, as pdfminer does not read a reference that stands alone
    assert repr([[found]]) == repr(as_pdfminer_reads(b"[%s]" % text)), text
    return True


OBJECTS = st.recursive(
    st.sampled_from(
        [b"12", b"-3.5", b".5", b"9 0 R", b"true", b"null", b"/Name", b"(a\\)b)", b"<41 42>", b"()"]
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=6).map(lambda items: b"[" + b" ".join(items) + b"]"),
        st.lists(inner, max_size=6).map(
            lambda items: b"<<" + b" ".join(b"/K%d %s" % pair for pair in enumerate(items)) + b">>"
        ),
    ),
)


@given(OBJECTS)
def test_plain_objects_are_read_at_once(text: bytes) -> None:
    assert both_ways(text)


@given(st.lists(st.tuples(st.sampled_from(WORDS), BLANKS), max_size=8))
def test_words_in_any_order(words: list[tuple[bytes, bytes]]) -> None:
    text = b"".join(word + blank for word, blank in words)
    both_ways(text)
    both_ways(b"[%s]" % text)
    both_ways(b"<</K %s>>" % text)


@pytest.mark.parametrize(
    "text", [b"", b"1 2", b"[1", b"1]", b"<</K>>", b"<<1 2>>", b"[<<]>>", b"R", b"9" * 400]
)
def test_what_is_not_one_object_is_left(text: bytes) -> None:
    assert not both_ways(text)


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_every_object_of_a_file(data: bytes) -> None:
    ours, theirs = BoundedDocument(data, Budget()), PDFDocument(PDFParser(BytesIO(data)))
    numbers = sorted({number for xref in theirs.xrefs for number in xref.get_objids()})
    assert len(numbers) > 4
    assert [repr(ours.getobj(n)) for n in numbers] == [repr(theirs.getobj(n)) for n in numbers]


@given(st.integers(1, 6), st.binary(max_size=60), st.sampled_from([b"\x02", b"\x00", b"\x01"]))
def test_rows_are_added_up(width: int, data: bytes, kind: bytes) -> None:
    whole = data[: len(data) // width * width]
    rows = b"".join(kind + whole[at : at + width] for at in range(0, len(whole), width))
    found = added_up(rows, {"Predictor": 12, "Columns": width})
    if kind == b"\x02" or not rows:
        assert found == apply_png_predictor(12, 1, width, 8, rows)
    else:
        assert found is None
