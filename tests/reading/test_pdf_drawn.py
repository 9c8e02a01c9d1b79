"""Fonts that draw other digits than they say: no cell is misread, and honest fonts lose none."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from fontTools.ttLib import TTFont
from handmade_pdf import page_pdf, stream

from gouji.reading.pages.content import UNKNOWN
from gouji.reading.pdf.source import page_contents
from hidingkit import read, traps_in
from hidingkit.fonts import FACES, SPELLINGS, honest, possible, write
from hidingkit.programs import PROGRAMS, Sign, _truetype
from reportkit import make

DEJAVU = sorted(Path("/usr/share/fonts/truetype/dejavu").glob("DejaVuS*.ttf"))
LIES = [
    (program, spelling)
    for program in PROGRAMS
    for spelling in SPELLINGS
    if possible(program, spelling)
]


@pytest.mark.parametrize(("program", "spelling"), LIES)
def test_no_lie_is_read(program: str, spelling: str) -> None:
    rng = Random(f"{program} {spelling}")  # noqa: S311 - for tests
    content = make(rng.randint(0, 999))
    traps = traps_in(content, rng)
    data = write(content, traps, program, SPELLINGS[spelling], rng.choice(FACES), rng)
    outcome = read(data, content, traps)
    cells = {trap.cell for trap in traps}
    assert (outcome.refused, outcome.misread, outcome.accused) == (None, {}, frozenset())
    assert outcome.unread <= cells
    # Two digits in one sign take a number of two, and other ways a digit to lie about.
    assert outcome.unread == cells or spelling in ("pair", "swapped", "unit")


HONEST = [
    (program, face)
    for number, program in enumerate(PROGRAMS)
    for face in [*FACES, *DEJAVU][number % 3 :: 3]
]


@pytest.mark.parametrize(("program", "face"), HONEST, ids=lambda one: getattr(one, "stem", one))
def test_honest_fonts_lose_nothing(program: str, face: Path) -> None:
    rng = Random(f"{program} {face.name}")  # noqa: S311 - for tests
    content = make(rng.randint(0, 999))
    # Of broad typefaces no more digits fit into the narrowest cells.
    most = 2 if "Mono" in face.stem else 3
    traps = [t for t in traps_in(content, rng, count=40) if t.shown.isdigit()]
    traps = [trap for trap in traps if len(trap.shown) <= most]
    outcome = read(write(content, traps, program, honest, face, rng), content, traps)
    assert (outcome.refused, outcome.misread, outcome.unread) == (None, {}, frozenset())


def test_the_table_of_a_font_file_is_read_segment_by_segment() -> None:
    """Digits in another order than their shapes, as subsets have them, mean what they say."""
    content = make(3)
    trap = replace(traps_in(content, Random(3))[0], shown="2143065")  # noqa: S311 - for tests
    data = write(content, [trap], "font-cmap", honest, FACES[0], Random(3))  # noqa: S311
    drawn = "".join(glyph.text for page in page_contents(data) for glyph in page.glyphs)
    assert "2143065" in drawn


COURIER = b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding %s>>"
MEANINGS = (
    b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
    b"3 beginbfchar <35> <0035> <2d> <00ad> <20> <00ad> endbfchar endcmap"
)
SHOWN = [
    # pdfium says the same of the first two; the third shows a hyphen and a blank
    (COURIER % b"/WinAnsiEncoding", b"\\2555", "-5"),
    (COURIER % b"<</BaseEncoding/WinAnsiEncoding/Differences[65/five]>>", b"\\255A", "-5"),
    (COURIER % b"/WinAnsiEncoding/ToUnicode 6 0 R", b"-5 5", "-55"),
    (b"<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>", b"45", ""),
    (b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Wingdings-Regular>>", b"45", ""),
]


@pytest.mark.parametrize(("font", "text", "read"), SHOWN)
def test_what_looks_otherwise_than_its_code_says(font: bytes, text: bytes, read: str) -> None:
    """Hyphens that call themselves soft or blank are hyphens; pictures are no digits."""
    content = b"BT /F 12 Tf 80 700 Td (" + text + b") Tj ET"
    (page,) = page_contents(page_pdf(content, font, {6: stream(MEANINGS)}))
    assert "".join(glyph.text for glyph in page.glyphs) == read


SIMPLE = (
    b"<</Type/Font/Subtype/%s/BaseFont/AAAAAA+X/FirstChar 0/LastChar 255/Widths[%s]%s/FontDescriptor"
    b"<</Type/FontDescriptor/FontName/AAAAAA+X/Flags %d/FontFile2 6 0 R>>>>"
)
NAMED = b"/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[66/g12 67/five]>>"
GUESSED = [
    # the file alone says what a code draws, and does not say what that means
    (True, 4, b"", UNKNOWN * 3 + "5"),
    (True, 4, b"/Encoding/WinAnsiEncoding", UNKNOWN * 3 + "5"),
    (True, 4, NAMED, UNKNOWN * 2 + "55"),
    # an encoding says it, by the name of a shape or by what its flags promise
    (False, 4, b"/Encoding/WinAnsiEncoding", "ABC5"),
    (True, 32, b"/Encoding/WinAnsiEncoding", "ABC5"),
    (False, 4, NAMED, "A" + UNKNOWN + "55"),
]


@pytest.mark.parametrize(("symbols", "flags", "encoding", "read"), GUESSED)
def test_what_no_encoding_says_is_not_guessed(
    *, symbols: bool, flags: int, encoding: bytes, read: str
) -> None:
    """Digits that are drawn as such are read all the same."""
    shown = {"A": "A", "B": "B", "C": "5" if encoding == NAMED else "C", "5": "5"}
    signs = [Sign(shape, code) for code, shape in shown.items()]
    places = {0xF000 * symbols + ord(sign.said): f"g{n}" for n, sign in enumerate(signs, 1)}
    program = _truetype(TTFont(FACES[-1]), signs, places, symbolic=symbols)
    font = SIMPLE % (b"TrueType", b"600 " * 256, encoding, flags)
    data = page_pdf(b"BT /F 12 Tf 80 700 Td (ABC5) Tj ET", font, {6: stream(program)})
    (page,) = page_contents(data)
    assert "".join(glyph.text for glyph in page.glyphs) == read


def test_drawings_of_a_type_3_font_mean_what_its_own_names_say() -> None:
    """Of a code that only a base encoding names, nobody knows what is drawn for it."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]"
        b"/FirstChar 65/LastChar 67/Widths[600 600 600]/CharProcs<</A 6 0 R/B 6 0 R/g7 6 0 R>>"
        b"/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[66/B/g7]>>>>"
    )
    drawing = stream(b"600 0 0 0 600 700 d1 50 0 450 700 re f")
    (page,) = page_contents(page_pdf(b"BT /F 12 Tf 80 700 Td (ABC) Tj ET", font, {6: drawing}))
    assert [glyph.text for glyph in page.glyphs] == [UNKNOWN, "B", UNKNOWN]
