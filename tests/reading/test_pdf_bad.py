"""PDF files that are broken, locked, hostile or too large: one sentence each, never a traceback."""

import zlib
from contextlib import suppress
from random import Random

import pytest
from made_pdfs import Sheet, full_lines
from reportlab.lib.pdfencrypt import StandardEncryption

from gouji.errors import DamagedDocument, DocumentError, LimitExceeded
from gouji.model.document import Document
from gouji.reading import limits, read_bytes
from gouji.reading.pages import strokes
from gouji.reading.pdf import parser, source, streams

OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
    b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 7 0 R>>",
)
RESOURCES = b"<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TEXT = b"BT /F1 12 Tf 80 700 Td (Report 2024) Tj ET "


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), extra, data)


def pdf(content: bytes, form: bytes = b"null", font: bytes = FONT, *more: bytes) -> bytes:
    """Write a file by hand: objects 4 (content), 5 (font), 6 (form) and from 8 are given."""
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate((*OBJECTS, content, font, form, RESOURCES, *more), 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n"
    return data + end % (len(places) + 1, start)


def lines(document: Document) -> list[str]:
    return [line.text for line in document.lines()]


def small_report() -> bytes:
    sheet = Sheet(pageCompression=1)
    full_lines(sheet, (80, 160, 240), (100, 120, 140))
    sheet.text(84, 114, "规章")
    sheet.text(164, 114, "0")
    sheet.page()
    sheet.text(80, 100, "四、复议诉讼情况")
    return sheet.bytes()


def test_the_file_by_hand_is_right() -> None:
    assert lines(read_bytes(pdf(stream(TEXT)))) == ["Report 2024"]


def test_header_after_junk() -> None:
    assert lines(read_bytes(b"junk\r\n" * 60 + pdf(stream(TEXT)))) == ["Report 2024"]


def test_lost_cross_references_are_found_again() -> None:
    data = pdf(stream(TEXT))
    assert lines(read_bytes(data[: data.rfind(b"startxref")])) == ["Report 2024"]


@pytest.mark.parametrize("junk", [b"%PDF-1.4", b"%PDF-1.4\nhello", b"%PDF-1.7\n" + b"\xff" * 3000])
def test_nothing_after_the_header(junk: bytes) -> None:
    with pytest.raises(DamagedDocument, match="损坏"):
        read_bytes(junk)


def test_password() -> None:
    sheet = Sheet(encrypt=StandardEncryption("secret", ownerPassword="other"))
    sheet.text(80, 100, "正文")
    with pytest.raises(DamagedDocument, match="加了密码"):
        sheet.read()


def test_encrypted_without_user_password_is_read() -> None:
    sheet = Sheet(encrypt=StandardEncryption("", ownerPassword="other", canCopy=0))
    sheet.text(80, 100, "Report", font="Helvetica")
    assert lines(sheet.read()) == ["Report"]


def test_truncated_anywhere() -> None:
    data = small_report()
    for end in range(0, len(data), max(len(data) // 150, 1)):
        attempt(data[:end])


def test_bytes_changed_anywhere() -> None:
    data = small_report()
    random = Random(7)  # noqa: S311 - damage, not secrets
    for _ in range(150):
        broken = bytearray(data)
        for _ in range(random.randint(1, 12)):
            broken[random.randrange(len(broken))] = random.randrange(256)
        attempt(bytes(broken))


def attempt(data: bytes) -> None:
    """Read what may be broken; anything but a document or one sentence fails the test."""
    with suppress(DocumentError):
        read_bytes(data)


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F1 (x) Tf Tj ET",
        b"/None Do /F9 12 Tf (x) Tj",
        b"1 2 3 re S 0 0 m l S q Q Q Q",
        b"[ (a) 3 << /x [ 1 ] >> TJ",
        b"(unclosed",
        b"<zz> Tj",
        b"1 0 0 cm 9999999999999999999999 w",
        b"/CS0 cs /P scn 1 1 m 2 2 l f",
    ],
)
def test_operators_out_of_place(content: bytes) -> None:
    assert lines(read_bytes(pdf(stream(TEXT + content))))[0].startswith("Report 2024")


def test_stream_that_breaks_off_is_no_empty_page() -> None:
    packed = zlib.compress(TEXT * 500)
    with pytest.raises(DamagedDocument, match="损坏"):
        read_bytes(pdf(stream(packed[: len(packed) // 2], b"/Filter/FlateDecode")))


def test_characters_without_meaning_are_not_guessed() -> None:
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<<"
        b"/Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor"
        b"<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1 1]>>>>]>>"
    )
    content = b"BT /F1 12 Tf 80 700 Td <004100420043> Tj ET"
    with pytest.raises(DamagedDocument, match="没有文字编码"):
        read_bytes(pdf(stream(content), b"null", font))


def form(inner: bytes) -> bytes:
    return stream(
        inner, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>"
    )


def test_form_that_draws_itself() -> None:
    assert lines(read_bytes(pdf(stream(TEXT + b"/X Do"), form(b"/X Do")))) == ["Report 2024"]


def nested_forms(depth: int, draws: bytes = b"/X Do") -> bytes:
    """Return a file whose forms draw each other, one inside the other."""
    extra = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>"
    forms = [stream(draws, extra % (8 + number)) for number in range(depth)]
    return pdf(stream(TEXT + b"/X Do"), forms[0], FONT, *forms[1:])


def test_forms_in_forms() -> None:
    assert lines(read_bytes(nested_forms(limits.MAX_FORM_DEPTH - 1))) == ["Report 2024"]
    with pytest.raises(LimitExceeded, match="嵌套"):
        read_bytes(nested_forms(limits.MAX_FORM_DEPTH + 5))


def test_forms_that_multiply(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_DRAWINGS", 1000)
    with pytest.raises(LimitExceeded, match="图形"):
        read_bytes(nested_forms(limits.MAX_FORM_DEPTH - 1, b"/X Do " * 4))


@pytest.mark.parametrize(
    "filters",
    [b"/Filter/FlateDecode", b"/Filter[/FlateDecode]/DecodeParms<</Predictor 12/Columns 4>>"],
)
def test_streams_that_swell(filters: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "MAX_STREAM_BYTES", 100_000)
    with pytest.raises(LimitExceeded, match="MB"):
        read_bytes(pdf(stream(zlib.compress(b" " * 200_000), filters)))


def test_streams_packed_twice() -> None:
    packed = zlib.compress(zlib.compress(TEXT))
    assert lines(read_bytes(pdf(stream(packed, b"/Filter[/FlateDecode/FlateDecode]")))) == [
        "Report 2024"
    ]


def test_streams_packed_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "MAX_SLOW_FILTER_BYTES", 10)
    with pytest.raises(LimitExceeded, match="压缩"):
        read_bytes(pdf(stream(b"x" * 20, b"/Filter/RunLengthDecode")))


@pytest.mark.parametrize("packed", [b"\x05ab", b"\xf0"])
def test_runs_cut_off(packed: bytes) -> None:
    with pytest.raises(DamagedDocument, match="损坏"):
        read_bytes(pdf(stream(packed, b"/Filter/RunLengthDecode")))


def test_content_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MAX_STREAM_BYTES", 1000)
    with pytest.raises(LimitExceeded, match="一页的内容"):
        read_bytes(pdf(stream(TEXT * 100)))


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_PAGES", 3)
    sheet = Sheet()
    for _ in range(4):
        sheet.text(80, 100, "正文")
        sheet.page()
    with pytest.raises(LimitExceeded, match="3 页"):
        sheet.read()


def test_too_many_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_GLYPHS", 50)
    with pytest.raises(LimitExceeded, match="50 个字符"):
        read_bytes(pdf(stream(TEXT * 5)))


def test_too_many_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strokes, "MAX_RULINGS_PER_PAGE", 20)
    sheet = Sheet()
    for n in range(30):
        sheet.line(80, 100 + n, 500, 100 + n)
    with pytest.raises(LimitExceeded, match="线条"):
        sheet.read()


def test_too_long_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_SECONDS", -1.0)
    with pytest.raises(LimitExceeded, match="秒"):
        read_bytes(small_report())


def test_page_of_the_wrong_size_is_still_read() -> None:
    data = pdf(stream(TEXT)).replace(b"[0 0 595 842]", b"[595 842 0 0]")
    assert lines(read_bytes(data)) == ["Report 2024"]
