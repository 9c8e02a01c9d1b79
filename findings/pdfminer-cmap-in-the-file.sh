#!/bin/sh
# pdfminer.six 20260107, PDFCIDFont: a CMap that stands in the file is never read, and all text is gone.
#
# Input: a composite font whose Encoding is a CMap of the file's own, of one byte a code (41 draws
# character 18), and a ToUnicode map that says that 41 means 1.
# A good guess: <41> is 1; ISO 32000, 9.7.5.3: Encoding is the name of a predefined CMap, or a stream
# with a CMap.
# Seen: of the stream only CMapName is used, to look for a predefined one of that name; there being
# none, strings have no codes at all: the text is empty, not even (cid:…), without an error.
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
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding 7 0 R"
    b" /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>"
)
part = (
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> >>"
)
cmap = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap"
    b" /CIDSystemInfo 3 dict dup begin /Registry (Adobe) def /Ordering (GB1) def /Supplement 0 def end def"
    b" /CMapName /Own def /CMapType 1 def 1 begincodespacerange <00> <ff> endcodespacerange"
    b" %s endcmap end end"
)
codes = cmap % b"1 begincidchar <41> 18 endcidchar"
meanings = cmap.replace(b"Type 1", b"Type 2") % b"1 beginbfchar <41> <0031> endbfchar"
shown, more = b"<41>", (part, stream(codes, b"/Type /CMap /CMapName /Own "), stream(meanings))
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
sys.exit(0 if seen == "" and pdfium == "1" else 1)
PYTHON
