"""The few functions of pdfium are called as its whole bindings call them."""

from ctypes import sizeof

import pypdfium2_raw
import pytest

from gouji.reading.pdf import pdfium
from reportkit import make
from reportkit.renderers import RENDERERS


@pytest.mark.parametrize("name", pdfium.FUNCTIONS)
def test_a_function_takes_what_the_bindings_say(name: str) -> None:
    gives, *takes = pdfium.FUNCTIONS[name]
    whole = getattr(pypdfium2_raw, name)
    assert [sizeof(each) for each in takes] == [sizeof(each) for each in whole.argtypes]
    assert (gives is None) == (whole.restype is None)


def test_constants_are_those_of_the_bindings() -> None:
    constants = pdfium.GRAY, pdfium.GRAYSCALE
    assert constants == (pypdfium2_raw.FPDFBitmap_Gray, pypdfium2_raw.FPDF_GRAYSCALE)


def test_without_the_library_in_its_place_the_bindings_draw(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = RENDERERS["pdf-lines"](make(7))
    quick = pdfium.drawn(file, 300, 400)
    assert set(quick) > {0, 255}
    pdfium._library.cache_clear()
    monkeypatch.setattr(pdfium, "_shipped", lambda: None)
    try:
        assert pdfium.drawn(file, 300, 400) == quick
        assert pdfium._library() is pypdfium2_raw
    finally:
        pdfium._library.cache_clear()
