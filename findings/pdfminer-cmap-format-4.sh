#!/bin/sh
# pdfminer.six 20260107, TrueTypeFont: in a format 4 cmap the offsets of all segments are counted
# from the same place.
#
# Input: an honest TrueType font whose glyphs stand in another order than their characters, so that
# two segments of its format 4 cmap use idRangeOffset (as subsets in PDF files do).
# A good guess: each idRangeOffset counts from its own entry, as the OpenType specification has it;
# then every glyph of the font has its own character.
# Seen: the offset of every segment is counted from the first entry. From the second segment on a
# glyph gets the character of a neighbour: in a PDF without /ToUnicode an honest digit or letter is
# read as another one, without any error.
# Exits 1 when this changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pdfminer.six==20260107 fonttools==4.68.0
"$work/venv/bin/python" - <<'PYTHON'
import sys
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pdfminer.pdffont import TrueTypeFont

DIGITS, LETTERS = "7391508264", "cab"
names = [".notdef", *(f"digit{d}" for d in DIGITS), *(f"letter{c}" for c in LETTERS)]
characters = {ord(d): f"digit{d}" for d in DIGITS} | {ord(c): f"letter{c}" for c in LETTERS}
pen = TTGlyphPen(None)
pen.moveTo((0, 0))
pen.lineTo((500, 0))
pen.lineTo((500, 700))
pen.closePath()
glyph = pen.glyph()
font = FontBuilder(1000, isTTF=True)
font.setupGlyphOrder(names)
font.setupCharacterMap(characters)
font.setupGlyf(dict.fromkeys(names, glyph))
font.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
font.setupHorizontalHeader(ascent=800, descent=-200)
font.setupNameTable({"familyName": "Made", "styleName": "Regular"})
font.setupOS2()
font.setupPost()
file = BytesIO()
font.save(file)
file.seek(0)

right = {names.index(name): chr(code) for code, name in characters.items()}
read = TrueTypeFont("Made", file).create_unicode_map().cid2unichr
wrong = {names[g]: (c, read.get(g)) for g, c in right.items() if read.get(g) != c}
print(f"of {len(right)} glyphs these have another character than their font gives them: {wrong}")
sys.exit(0 if wrong else 1)
PYTHON
