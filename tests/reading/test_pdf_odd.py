"""Files that are not as they should be: read as pdfium reads them, or refused by their true cause.

Each is made by hand of a page that says "Report 2024".
"""

import re
import zlib
from io import BytesIO

import pypdfium2
import pytest
from handmade_pdf import FONT, TEXT, objects_pdf, page_pdf, stream
from pypdf import PdfReader, PdfWriter

from gouji.errors import DamagedDocument, LibraryError
from gouji.reading import read_bytes
from gouji.reading.pdf import source
from gouji.reading.pdf.library import check_library

PLAIN = page_pdf()
PACKED = page_pdf(zlib.compress(TEXT), keys=b"/Filter/FlateDecode")
DEFLATE = b"/Filter/FlateDecode"
ROOT = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
DRAWN = b"/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>"
PAGE = b"<</Type/Page/Parent 2 0 R" + DRAWN + b">>"


def tree(pages: bytes, page: bytes = PAGE, content: bytes = TEXT) -> bytes:
    return objects_pdf({**ROOT, 2: pages, 3: page, 4: stream(content), 5: FONT})


def metadata(data: bytes) -> bytes:
    """Return a file with packed metadata that are damaged, which no page shows."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: PAGE,
        4: stream(TEXT),
        5: FONT,
        6: stream(data, DEFLATE + b"/Type/Metadata"),
    }
    return objects_pdf(objects)


def font_program(data: bytes) -> bytes:
    """Return a file whose font has a damaged program."""
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/X/Encoding/WinAnsiEncoding/FirstChar 32"
    font += b"/LastChar 126/Widths[" + b"600 " * 95 + b"]/FontDescriptor 6 0 R>>"
    descriptor = b"<</Type/FontDescriptor/FontName/X/Flags 32/FontFile2 7 0 R>>"
    return page_pdf(font=font, more={6: descriptor, 7: stream(data, DEFLATE)})


def profile(data: bytes) -> bytes:
    """Return a file whose colours have a damaged profile."""
    content = b"/C cs 0 0 0 scn " + TEXT
    resources = b"/ColorSpace<</C[/ICCBased 6 0 R]>>"
    return page_pdf(content, more={6: stream(data, DEFLATE + b"/N 3")}, resources=resources)


def in_object_stream(*, cut: int) -> bytes:
    """Return a file that packs its page and its font, and the table of its objects."""
    bodies = {2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>", 3: PAGE, 5: FONT}
    heads, packed = b"", b""
    for number, body in bodies.items():
        heads += b"%d %d " % (number, len(packed))
        packed += body + b" "
    inner = zlib.compress(heads + packed)
    keys = DEFLATE + b"/Type/ObjStm/N 3/First %d" % len(heads)
    objects = {1: ROOT[1], 4: stream(TEXT), 6: stream(inner[: len(inner) - cut], keys)}
    data, places = b"%PDF-1.5\n", {}
    for number, body in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    places[7] = len(data)
    rows = b""
    for number in range(8):
        if number in bodies:
            rows += bytes([2]) + (6).to_bytes(3) + bytes([list(bodies).index(number)])
        else:
            rows += bytes([number in places]) + places.get(number, 0).to_bytes(3) + b"\0"
    table = zlib.compress(rows)
    keys = DEFLATE + b"/Type/XRef/Size 8/W[1 3 1]/Root 1 0 R"
    data += b"7 0 obj\n" + stream(table[: len(table) - cut], keys) + b"\nendobj\n"
    return data + b"startxref\n%d\n%%%%EOF\n" % places[7]


def updated() -> bytes:
    """Return a file without a right table whose page was replaced after it was written."""
    old = swapped(b"startxref\n", b"startxref\n9", page_pdf(TEXT.replace(b"2024", b"1999")))
    return old + b"4 0 obj\n" + stream(TEXT) + b"\nendobj\ntrailer<</Root 1 0 R/Size 6>>\n"


def locked(password: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(PLAIN)))
    writer.encrypt(password, "owner", algorithm=algorithm)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def attachments_locked() -> bytes:
    handler = (
        b"<</Filter/Standard/V 4/R 4/Length 128/P -4/O<%s>/U<%s>/EFF/StdCF/StmF/Identity"
        b"/StrF/Identity/CF<</StdCF<</CFM/AESV2/AuthEvent/EFOpen/Length 16>>>>>>"
    ) % (b"11" * 32, b"22" * 32)
    return PLAIN.replace(b"/Root 1 0 R", b"/Root 1 0 R/ID[<00><00>]/Encrypt " + handler)


def certified() -> bytes:
    handler = b"<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s5/V 4/StmF/A/StrF/A/CF<<>>>>"
    return PLAIN.replace(b"/Root 1 0 R", b"/Root 1 0 R/ID[<00><00>]/Encrypt " + handler)


def swapped(old: bytes, new: bytes, data: bytes = PLAIN) -> bytes:
    """Return ``data`` with a part replaced, its table of objects being wrong after that."""
    assert old in data
    return data.replace(old, new)


SHORT = zlib.compress(b"x" * 300)
FLIPPED = SHORT[:-4] + b"\1\2\3\4"

READ = {
    "metadata without an end": metadata(SHORT[:-8]),
    "metadata with a wrong checksum": metadata(FLIPPED),
    "a font's program without an end": font_program(SHORT[:-8]),
    "a font's program with a wrong checksum": font_program(FLIPPED),
    "a profile without an end": profile(SHORT[:-8]),
    "a profile with a wrong checksum": profile(FLIPPED),
    "packed objects": in_object_stream(cut=0),
    "packed objects without a checksum": in_object_stream(cut=4),
    "packed objects with half a checksum": in_object_stream(cut=2),
    "no count": tree(b"<</Type/Pages/Kids[3 0 R]>>"),
    "no type of the tree": tree(b"<</Kids[3 0 R]/Count 1>>"),
    "no type of the page": tree(
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Parent 2 0 R" + DRAWN + b">>"
    ),
    "a page for a tree": tree(PAGE),
    "all that is inherited": tree(
        b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
    ),
    "no size": tree(
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    ),
    "a size of words": swapped(b"[0 0 595 842]", b"[/a /b /c /d]"),
    "a turn of nothing": swapped(b"/MediaBox", b"/Rotate null/MediaBox"),
    "odd hexadecimal digits": page_pdf(b"BT /F 12 Tf 80 700 Td <5265706F727420323032344> Tj ET"),
    "hexadecimal digits with blanks": page_pdf(
        b"BT /F 12 Tf 80 700 Td <52 65 70\n6F7274 2032 303234> Tj ET"
    ),
    "junk before": b"HTTP/1.1 200 OK\r\n\r\n" + PLAIN,
    "junk behind": PLAIN + b"\0" * 2000 + b"<html></html>",
    "a table that is elsewhere": re.sub(rb"startxref\n\d+", b"startxref\n77", PLAIN),
    "no table": PLAIN[: PLAIN.index(b"xref")] + b"trailer<</Root 1 0 R>>",
    "a table that is wrong by some bytes": swapped(b"%PDF-1.4\n", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"),
    "packed objects and a wrong table": swapped(
        b"startxref\n", b"startxref\n1", in_object_stream(cut=0)
    ),
    "an update and a wrong table": updated(),
    "a length that is too short": swapped(b"/Length %d" % len(TEXT), b"/Length 3"),
    "a length that is too long": swapped(b"/Length %d" % len(TEXT), b"/Length 9999"),
    "a length that is not there": swapped(b"/Length %d" % len(TEXT), b"/Length 9 0 R"),
    "no length": swapped(b"/Length %d" % len(TEXT), b""),
    "packed data of a wrong length": re.sub(rb"/Length \d+", b"/Length 20", PACKED),
    "a stream after a carriage return": swapped(b">>stream\n", b">>stream\r"),
    "a stream after both": swapped(b">>stream\n", b">>stream\r\n"),
    "no word at the end of a stream": swapped(b"\nendstream", b""),
    "a lock on attachments alone": attachments_locked(),
    "a lock without a password (RC4)": locked("", "RC4-128"),
    "a lock without a password (AES-128)": locked("", "AES-128"),
    "a lock without a password (AES-256, R5)": locked("", "AES-256-R5"),
    "a lock without a password (AES-256)": locked("", "AES-256"),
}


@pytest.mark.parametrize("name", READ)
def test_read_as_pdfium_reads(name: str) -> None:
    data = READ[name]
    page = pypdfium2.PdfDocument(data)[0]
    assert page.get_textpage().get_text_bounded().strip("\r\n\ufffe@") == "Report 2024"
    assert [line.text.rstrip("@") for line in read_bytes(data).lines()] == ["Report 2024"]


READ_BY_US = {
    "kids that are null": tree(b"<</Type/Pages/Kids[null 3 0 R null]/Count 1>>"),
    "kids that are not there": tree(b"<</Type/Pages/Kids[9 0 R 3 0 R]/Count 2>>"),
    "no tree at all": swapped(b"/Pages 2 0 R", b"/Pages 9 0 R"),
}


@pytest.mark.parametrize("name", READ_BY_US)
def test_read_although_pdfium_does_not(name: str) -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(READ_BY_US[name])[0]
    assert [line.text for line in read_bytes(READ_BY_US[name]).lines()] == ["Report 2024"]


REFUSED = {
    "no trailer": (PLAIN[: PLAIN.index(b"xref")], source.DAMAGED),
    "a password": (locked("secret", "AES-256"), source.LOCKED),
    "a certificate": (certified(), source.LOCKED_OTHERWISE),
    "a page whose data break off": (
        page_pdf(zlib.compress(TEXT)[:-12], keys=DEFLATE),
        source.DAMAGED,
    ),
    "a page whose data are not what was packed": (
        page_pdf(zlib.compress(TEXT)[:-4] + b"\1\2\3\4", keys=DEFLATE),
        source.DAMAGED,
    ),
    "a page of which a part is not there": (
        swapped(b"/Contents 4 0 R", b"/Contents[4 0 R 9 0 R]"),
        source.DAMAGED,
    ),
    "no pages": (
        objects_pdf({**ROOT, 2: b"<</Type/Pages/Kids[]/Count 0>>"}),
        "这份 PDF 里一页也没有，可能已损坏或不完整",
    ),
    "nothing": (b"%PDF-1.4\n", source.DAMAGED),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_by_its_cause(name: str) -> None:
    data, cause = REFUSED[name]
    with pytest.raises(DamagedDocument) as caught:
        read_bytes(data)
    assert str(caught.value) == cause


@pytest.mark.parametrize(
    "part",
    [
        "pdfminer.pdfinterp.PDFPageInterpreter.do_Tz",
        "pdfminer.pdfdocument.PDFDocument._initialize_password",
        "pdfminer.psparser.PSBaseParser._parse_hexstring",
    ],
)
def test_a_library_that_has_changed_is_told(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(part)
    check_library.cache_clear()
    with pytest.raises(LibraryError, match=part.rsplit(".", 1)[1]):
        read_bytes(PLAIN)


def test_a_part_missing_of_the_library_is_no_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    check_library()
    monkeypatch.delattr("pdfminer.pdfinterp.PDFPageInterpreter.init_resources")
    with pytest.raises(AttributeError):
        read_bytes(PLAIN)


def test_memory_that_runs_out_is_no_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise zlib.error("Error -4 while decompressing data: insufficient memory")

    class Unpacker:
        decompress = full

    monkeypatch.setattr("zlib.decompressobj", lambda *_: Unpacker())
    with pytest.raises(MemoryError):
        read_bytes(PACKED)


def test_a_layer_left_open_ends_with_its_page() -> None:
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
        b"/Resources<</Font<</F 5 0 R>>/Properties<</L 6 0 R>>>>>>"
    )
    data = objects_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>>>",
            2: b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
            3: page % 7,
            4: page % 8,
            5: FONT,
            6: b"<</Type/OCG/Name(hidden)>>",
            7: stream(TEXT + b"/OC /L BDC " + TEXT),
            8: stream(b"/P BMC EMC " + TEXT),
        }
    )
    assert [line.place.page for line in read_bytes(data).lines()] == [1, 2]
