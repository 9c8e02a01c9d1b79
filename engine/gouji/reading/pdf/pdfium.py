"""The few functions of pdfium that drawing a font takes, without the bindings of all 450.

Describing all of them takes longer than drawing the digits of a report's fonts. The library is the
one that pypdfium2 brings; where it does not lie beside its bindings, these load it.
"""

import sys
from ctypes import CDLL, c_char_p, c_int, c_size_t, c_ubyte, c_void_p
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

GRAY: Final = 1
"""``FPDFBitmap_Gray``: a byte a pixel."""
GRAYSCALE: Final = 8
"""``FPDF_GRAYSCALE``: whatever has a colour is drawn grey."""

FUNCTIONS: Final[dict[str, tuple[Any, ...]]] = {
    "FPDF_InitLibrary": (None,),
    "FPDF_LoadMemDocument64": (c_void_p, c_char_p, c_size_t, c_char_p),
    "FPDF_LoadPage": (c_void_p, c_void_p, c_int),
    "FPDFBitmap_CreateEx": (c_void_p, c_int, c_int, c_int, c_void_p, c_int),
    "FPDF_RenderPageBitmap": (
        None, c_void_p, c_void_p, c_int, c_int, c_int, c_int, c_int, c_int,
    ),
    "FPDFBitmap_Destroy": (None, c_void_p),
    "FPDF_ClosePage": (None, c_void_p),
    "FPDF_CloseDocument": (None, c_void_p),
}  # fmt: skip
"""What each returns, and what it takes."""

_NAMES = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}


def drawn(file: bytes, width: int, height: int) -> bytearray:
    """Return the first page of a PDF of such a size, in pixels: a byte each, 0 black, 255 white."""
    pdfium = _library()
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(file, len(file), None)
    page = pdfium.FPDF_LoadPage(document, 0)
    pixels = bytearray(b"\xff") * (width * height)
    first = (c_ubyte * len(pixels)).from_buffer(pixels)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, GRAY, first, width)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, GRAYSCALE)
    pdfium.FPDFBitmap_Destroy(bitmap)
    pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return pixels


@cache
def _library() -> Any:  # noqa: ANN401 - functions of C by name
    path = _shipped()
    if path is None:
        import pypdfium2_raw

        return pypdfium2_raw
    library = CDLL(str(path))
    for name, (gives, *takes) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = gives, takes
    return library


def _shipped() -> Path | None:
    """Return the library that came with the bindings; they can also be built on a system's own."""
    spec = find_spec("pypdfium2_raw")
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0]) / _NAMES.get(sys.platform, "libpdfium.so")
    return path if path.is_file() else None
