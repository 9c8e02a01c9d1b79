"""Writes PDF files object by object, for what no library would write."""

from collections.abc import Mapping

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TEXT = b"BT /F 12 Tf 80 700 Td (Report 2024) Tj ET "


def stream(data: bytes, keys: bytes = b"") -> bytes:
    return b"<<" + keys + b"/Length %d>>stream\n" % len(data) + data + b"\nendstream"


def objects_pdf(objects: Mapping[int, bytes]) -> bytes:
    """Return a file of the objects given; object 1 is the catalog."""
    data = b"%PDF-1.4\n"
    places = {}
    for number, body in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(data)
    data += b"xref\n0 %d\n" % (max(objects) + 1)
    for number in range(max(objects) + 1):
        known = number in places
        data += b"%010d %05d %s \n" % (
            places.get(number, 0),
            0 if known else 65535,
            b"fn"[known:][:1],
        )
    size = max(objects) + 1
    return data + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def page_pdf(
    content: bytes = TEXT,
    font: bytes = FONT,
    more: Mapping[int, bytes] | None = None,
    *,
    keys: bytes = b"",
    resources: bytes = b"",
) -> bytes:
    """Return a file of one page; ``more`` objects are numbered from 6."""
    return objects_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F 5 0 R>>" + resources + b">>>>",
            4: stream(content, keys),
            5: font,
            **(more or {}),
        }
    )
