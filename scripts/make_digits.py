"""Makes ``engine/gouji/reading/digits.txt``: the digits of many typefaces, to compare others with.

    python scripts/make_digits.py FOLDER...

The folders hold fonts (TrueType, OpenType, collections), searched in depth. A digit is drawn as
gouji draws those of a PDF, and kept where the ones kept so far do not tell it well: where none of
them is near, or one of another digit is nearly as near. The file that comes with gouji was made
from the fonts of these packages of Debian 12, 655 faces:

    fonts-arphic-gbsn00lp fonts-arphic-gkai00mp fonts-arphic-ukai fonts-arphic-uming
    fonts-baekmuk fonts-cantarell fonts-cns11643-sung fonts-comfortaa fonts-courier-prime
    fonts-crosextra-caladea fonts-crosextra-carlito fonts-cwtex-ming fonts-dejavu-core
    fonts-dejavu-extra fonts-droid-fallback fonts-dseg fonts-ebgaramond fonts-firacode
    fonts-freefont-otf fonts-freefont-ttf fonts-gfs-didot fonts-hack fonts-inconsolata fonts-inter
    fonts-ipafont fonts-jetbrains-mono fonts-junicode fonts-lato fonts-liberation
    fonts-liberation2 fonts-linuxlibertine fonts-lmodern fonts-nanum fonts-national-park
    fonts-noto-cjk fonts-noto-core fonts-noto-mono fonts-open-sans fonts-play
    fonts-ricty-diminished fonts-roboto-unhinted fonts-sil-andika fonts-sil-gentium fonts-stix
    fonts-symbola fonts-takao fonts-texgyre fonts-tlwg-loma-otf fonts-urw-base35 fonts-vlgothic
    fonts-vollkorn fonts-wqy-microhei fonts-wqy-zenhei
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTCollection, TTFont, TTLibError
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT

from gouji.reading.digits import Example, apart, example
from gouji.reading.pdf.specimens import specimens

FILE = Path(__file__).parents[1] / "engine/gouji/reading/digits.txt"
HEAD = "# Digits of many typefaces, a digit and its points a line: see scripts/make_digits.py\n"
NO_DIGITS = ("D050000L", "DSEG14", "DSEGWeather", "GCHAN", "LinBiolinum_K")
"""Fonts with pictures, keys or all of sixteen segments where others have digits."""
NEAR = 0.03
CLEAR = 0.02
DIGITS = "0123456789０１２３４５６７８９"


def faces(folder: Path) -> Iterator[TTFont]:
    for path in sorted(folder.rglob("*")):
        if any(name in path.name for name in NO_DIGITS):
            continue
        if path.suffix.lower() in (".ttf", ".otf"):
            yield TTFont(path)
        elif path.suffix.lower() == ".ttc":
            yield from TTCollection(path).fonts


def specification(face: TTFont) -> dict[str, Any]:
    """Return a font of a PDF whose codes are the glyphs of a face."""
    out = BytesIO()
    face.save(out)
    curves = "CFF " in face
    file = PDFStream({"Subtype": LIT("OpenType")} if curves else {}, out.getvalue())
    descriptor = {
        "Type": LIT("FontDescriptor"),
        "Flags": 4,
        "FontBBox": [0, 0, 1000, 1000],
        "FontFile3" if curves else "FontFile2": file,
    }
    descendant = {
        "Type": LIT("Font"),
        "Subtype": LIT("CIDFontType0" if curves else "CIDFontType2"),
        "CIDSystemInfo": {"Registry": b"Adobe", "Ordering": b"Identity", "Supplement": 0},
        "FontDescriptor": descriptor,
        **({} if curves else {"CIDToGIDMap": LIT("Identity")}),
    }
    return {
        "Type": LIT("Font"),
        "Subtype": LIT("Type0"),
        "Encoding": LIT("Identity-H"),
        "DescendantFonts": [descendant],
    }


def drawn(face: TTFont) -> dict[tuple[int, int], None]:
    """Return the digits of a face and their points."""
    glyphs = face.getBestCmap() or {}
    signs = [sign for sign in DIGITS if ord(sign) in glyphs]
    if not set("0123456789") <= set(signs):
        return {}
    codes = [face.getGlyphID(glyphs[ord(sign)]).to_bytes(2) for sign in signs]
    shapes = specimens(specification(face), codes)
    return {
        (int(sign), shape.points): None for sign, shape in zip(signs, shapes, strict=True) if shape
    }


def needed(examples: list[Example]) -> list[Example]:
    """Return those without which others would be told less well."""
    kept: list[Example] = []
    before = -1
    while len(kept) > before:
        before = len(kept)
        for new in examples:
            own = min((apart(new, k) for k in kept if k.digit == new.digit), default=1.0)
            other = min((apart(new, k) for k in kept if k.digit != new.digit), default=1.0)
            if own and (own > NEAR or other - own < CLEAR):
                kept.append(new)
    return kept


def main(folders: list[Path]) -> None:
    found: dict[tuple[int, int], None] = {}
    for folder in folders:
        for face in faces(folder):
            try:
                found |= drawn(face)
            except (TTLibError, AssertionError, LookupError, ValueError) as error:
                print(f"left out: {face.reader.file.name}: {error}")
    kept = needed([example(digit, points) for digit, points in found])
    lines = sorted(f"{one.digit} {one.points:x}\n" for one in kept)
    FILE.write_text(HEAD + "".join(lines), encoding="ascii")
    print(f"{len(kept)} of {len(found)} digits kept")


if __name__ == "__main__":
    main([Path(folder) for folder in sys.argv[1:]])
