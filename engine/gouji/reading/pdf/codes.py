"""What a font of a PDF says of its codes: how they are written, and where their shapes are."""

from collections.abc import Collection, Mapping
from typing import Any

from pdfminer.cmapdb import IdentityCMapByte
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFType3Font
from pdfminer.pdftypes import dict_value, list_value, resolve1
from pdfminer.psparser import LIT, PSLiteral

from gouji.reading.pdf.cmaps import string
from gouji.reading.pdf.composite import CompositeFont
from gouji.reading.pdf.specimens import EM

_FILES = ("FontFile", "FontFile2", "FontFile3")
_USUAL_ADVANCE = 0.2, 1.5
"""In sizes; the characters of a Type 3 font may be a hundred sizes large."""
_DIGIT_ADVANCE = 0.55


def written(font: PDFFont, cid: int) -> bytes | None:
    """Return the bytes that stand for a character in a string of this font."""
    if isinstance(font, CompositeFont):
        return string(cid)
    if isinstance(font, PDFCIDFont) and not isinstance(font.cmap, IdentityCMapByte):
        return cid.to_bytes(2) if cid < 1 << 16 else None
    return bytes([cid]) if cid < 1 << 8 else None


def size_of(font: PDFFont, cid: int) -> float:
    """Return the size at which the characters of a font are about :data:`EM` pixels large."""
    advance = abs(font.char_width(cid))
    least, most = _USUAL_ADVANCE
    if isinstance(font, PDFType3Font) and advance and not least <= advance <= most:
        return EM * _DIGIT_ADVANCE / advance
    return EM


def embedded(spec: Mapping[str, Any]) -> bool:
    """Tell whether a font brings its shapes along."""
    parts = list_value(spec.get("DescendantFonts"))
    described = dict_value(parts[0]) if parts else spec
    descriptor = dict_value(described.get("FontDescriptor"))
    return "CharProcs" in spec or any(key in descriptor for key in _FILES)


def specimen(spec: Mapping[str, Any], codes: Collection[bytes]) -> dict[str, Any]:
    """Return a font as it draws ``codes`` from left to right, without what that does not take."""
    changed = dict(spec)
    encoding = resolve1(spec.get("Encoding"))
    if isinstance(encoding, PSLiteral) and str(encoding.name).endswith("-V"):
        changed["Encoding"] = LIT(str(encoding.name)[:-1] + "H")
    if embedded(spec):
        changed.pop("ToUnicode", None)
    if "CharProcs" in spec and isinstance(encoding, dict):
        names = _names(list_value(encoding.get("Differences")))
        wanted = {names.get(code[0]) for code in codes}
        procedures = dict_value(spec["CharProcs"])
        changed["CharProcs"] = {k: v for k, v in procedures.items() if k in wanted}
    return changed


def _names(differences: Collection[object]) -> dict[int, object]:
    """Return the names of characters by their codes."""
    names: dict[int, object] = {}
    code = 0
    for item in differences:
        named = resolve1(item)
        if isinstance(named, int):
            code = named
        elif isinstance(named, PSLiteral):
            names[code] = named.name
            code += 1
    return names
