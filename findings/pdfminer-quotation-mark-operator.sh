#!/bin/sh
# pdfminer.six 20260107, PDFPageInterpreter: the operator " shows its text on the line before.
#
# Input: 20 TL (a) Tj (b) ' 0 0 (c) " in a content stream, the three operators that show a string.
# A good guess: " moves to the next line, as ' does. ISO 32000, 9.4.3: it is "move to the next line
# and show a text string", with word and character spacing set before; so c stands 20 under b.
# Seen: ' moves down; " sets the spacing and goes on behind b, on the same line: a row of a table
# that is written so is joined to the one above it, without any error.
# Exits 1 when this changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pdfminer.six==20260107 pypdfium2==5.15.2
"$work/venv/bin/python" - <<'PYTHON'
import sys
from ctypes import byref, c_double
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar

content = b"BT /F 10 Tf 20 TL 50 100 Td (a) Tj (b) ' 0 0 (c) \" ET"
objects = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 5 0 R"
    b" /Resources << /Font << /F 4 0 R >> >> >>",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content),
)
file, places = b"%PDF-1.4\n", []
for number, body in enumerate(objects, 1):
    places.append(len(file))
    file += b"%d 0 obj %s endobj\n" % (number, body)
start = len(file)
file += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
file += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start


def characters(part):
    if isinstance(part, LTChar):
        yield part
    elif hasattr(part, "__iter__"):
        for inner in part:
            yield from characters(inner)


def origin(text, index):
    x, y = c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(text.raw, index, byref(x), byref(y))
    return round(x.value, 1), round(y.value, 1)


(page,) = extract_pages(BytesIO(file))
seen = {c.get_text(): (round(c.matrix[4], 1), round(c.matrix[5], 1)) for c in characters(page)}
text = pypdfium2.PdfDocument(file)[0].get_textpage()
places = {chr(pdfium.FPDFText_GetUnicode(text.raw, i)): origin(text, i) for i in range(text.count_chars())}
print(f"pdfminer.six has {seen}, pdfium {places}")
right = places["a"] == (50, 100) and places["b"] == (50, 80) and places["c"] == (50, 60)
sys.exit(0 if right and seen["b"] == (50, 80) and seen["c"] == (56, 80) else 1)
PYTHON
