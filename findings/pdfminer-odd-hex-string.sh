#!/bin/sh
# pdfminer.six 20260107, PSStackParser: the last digit of a hexadecimal string is its low half.
#
# Input: <41424> in a content stream: valid, and of an odd number of digits.
# A good guess: ISO 32000, 7.3.4.3: "if the final digit is missing, it shall be assumed to be 0", so
# that the last byte is 40 and the text is AB@; pdfium shows that.
# Seen: the last byte is 04; the text is AB and (cid:4), without any error.
# Exits 1 when this changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pdfminer.six==20260107 pypdfium2==5.15.2
"$work/venv/bin/python" - <<'PYTHON'
import sys
from io import BytesIO

import pypdfium2
from pdfminer.high_level import extract_text

content = b"BT /F 20 Tf 50 100 Td <41424> Tj ET"
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

seen = extract_text(BytesIO(file)).strip("\n\f")
pdfium = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range()
print(f"pdfminer.six reads {seen!r}, pdfium {pdfium!r}")
sys.exit(0 if "AB" in seen and "@" not in seen and pdfium == "AB@" else 1)
PYTHON
