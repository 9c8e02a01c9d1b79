#!/bin/sh
# pdfminer.six 20260107, PDFTextDevice: character spacing is left out behind the last character of a string.
#
# Input: 30 Tc (a) Tj (b) Tj [-1000 (c)] TJ in a content stream, in a font whose characters are 6 broad.
# A good guess: ISO 32000, 9.3.2 and 9.4.4: the spacing is added to the displacement of each
# character that is shown, whatever shows the next one. So b is 36 behind a, and c 46 behind b
# (a distance of -1000 is another 10).
# Seen: b is 6 behind a, where no spacing is left, and c 46 behind b, where it is added
# behind the distance instead. Letters that are spaced out and shown one by one
# are drawn close together: figures of several columns become one number, without any error.
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

content = b"BT /F 10 Tf 30 Tc 50 100 Td (a) Tj (b) Tj [-1000 (c)] TJ (d) Tj ET"
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
right = [places[sign][0] for sign in "abcd"] == [50, 86, 132, 168]
sys.exit(0 if right and [seen[sign][0] for sign in "abcd"] == [50, 56, 102, 108] else 1)
PYTHON
