#!/bin/sh
# pdfminer.six 20260107, PDFCIDFont: a ToUnicode map is asked for numbers of characters (CIDs), not for codes.
#
# Input: a composite font with the predefined CMap UniGB-UCS2-H and a ToUnicode map that gives the
# codes 0031 and 0032 their own meaning, 1 and 2, and the code 0012 the meaning A.
# A good guess: <00310032> is 12. ISO 32000, 9.10.2 and 9.10.3: ToUnicode maps character codes to
# Unicode, and is asked first; a CID is what the CMap makes of a code, here 18 for 0031.
# Seen: the map is asked for 18 and 19: the text is A (the meaning of code 0012, which is 18) and
# (cid:19). A font whose codes are its CIDs (Identity-H) does not show it.
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


font = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
    b" /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>"
)
part = (
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> >>"
)
meanings = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def"
    b" 1 begincodespacerange <0000> <ffff> endcodespacerange"
    b" 3 beginbfchar <0012> <0041> <0031> <0031> <0032> <0032> endbfchar endcmap end end"
)
shown, more = b"<00310032>", (part, stream(meanings))
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
sys.exit(0 if seen == "A(cid:19)" and pdfium == "12" else 1)
PYTHON
