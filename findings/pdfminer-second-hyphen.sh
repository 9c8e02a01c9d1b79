#!/bin/sh
# pdfminer.six 20260107, EncodingDB: code 255 (octal) of WinAnsiEncoding is read as a blank.
#
# Input: (\2555) in a font of WinAnsiEncoding.
# A good guess: -5. ISO 32000, annex D.2, note to the Latin character set: the hyphen is also encoded
# as 255 in WinAnsiEncoding (the blank as 240), and that is how viewers draw it.
# Seen: the text is " 5"; a minus is gone, without any error.
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


def stream(data, keys=b""):
    return b"<< /Length %d " % len(data) + keys + b">> stream\n" + data + b"\nendstream"


font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
shown, more = b"(\\2555)", ()
objects = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R"
    b" /Resources << /Font << /F 5 0 R >> >> >>",
    stream(b"BT /F 20 Tf 50 100 Td " + shown + b" Tj ET"),
    font,
    *more,
)
file, places = b"%PDF-1.4\n", []
for number, body in enumerate(objects, 1):
    places.append(len(file))
    file += b"%d 0 obj %s endobj\n" % (number, body)
start = len(file)
file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
file += b"".join(b"%010d 00000 n \n" % place for place in places)
file += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)

seen = extract_text(BytesIO(file)).strip("\n\f")
pdfium = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range()
print(f"pdfminer.six reads {seen!r}, pdfium {pdfium!r}")
sys.exit(0 if seen.split() == ["5"] and "-" not in seen and pdfium == "-5" else 1)
PYTHON
