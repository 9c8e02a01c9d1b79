"""What the codes of simple fonts mean by their encodings, where no table of meanings says it.

An encoding gives names to codes. A font that the file brings may draw anything for a code that it
gives no name: pdfminer.six then takes the character of an encoding that it supposes. Here such a
code means a digit, or what stands beside digits in numbers, which are held against what is drawn
(``drawn``), and nothing else.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, cast

from pdfminer.encodingdb import EncodingDB, name2unicode
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from gouji.reading.numerals import CHECKED
from gouji.reading.pdf.codes import embedded
from gouji.reading.pdf.parser import whole_data
from gouji.reading.sfnt import has_unicode_table

_COMPOSITE = ("CIDFontType0", "CIDFontType2", "Type0")
_TRUE_TYPE, _TYPE_3 = "TrueType", "Type3"
_WIN_ANSI, _STANDARD = "WinAnsiEncoding", "StandardEncoding"
_SECOND_HYPHEN = 0o255
"""A code that is a hyphen in Windows' encoding as PDF has it; pdfminer takes it for a blank."""
_NO_SYMBOLS = 32
"""The flag of a font that has the usual letters."""


class Encoding(dict[int, str]):
    """What an encoding says of codes, worked out once one is asked for.

    The table of meanings, which comes first, mostly says it all.
    """

    def __init__(self, work_out: Callable[[], Mapping[int, str]]) -> None:
        super().__init__()
        self._work_out: Callable[[], Mapping[int, str]] | None = work_out

    def __missing__(self, code: int) -> str:
        if self._work_out is None:
            raise KeyError(code)
        return self.filled()[code]

    def filled(self) -> dict[int, str]:
        """Return all that it says."""
        if self._work_out is not None:
            self.update(self._work_out())
            self._work_out = None
        return self


def encoding_of(spec: Mapping[str, Any]) -> Encoding | None:
    """Return the encoding of a simple font, ``None`` of a composite one."""
    kind = str(literal_name(spec.get("Subtype")))
    return None if kind in _COMPOSITE else Encoding(partial(_worked_out, spec, kind))


def _worked_out(spec: Mapping[str, Any], kind: str) -> dict[int, str]:
    encoding = resolve1(spec.get("Encoding"))
    differences: Sequence[object] = ()
    if isinstance(encoding, dict):
        differences = list_value(encoding.get("Differences", []))
        encoding = resolve1(encoding.get("BaseEncoding"))
    named = isinstance(encoding, PSLiteral)
    usual = _WIN_ANSI if kind == _TRUE_TYPE else _STANDARD
    found = _base(str(literal_name(encoding)) if named else usual)
    if embedded(spec) and not _goes_by_names(spec, kind, named=named):
        found = {code: text for code, text in found.items() if text in CHECKED}
    return _with_differences(found, differences)


def _base(name: str) -> dict[int, str]:
    found = dict(EncodingDB.get_encoding(name))
    if name == _WIN_ANSI:
        found[_SECOND_HYPHEN] = "-"
    return found


def _goes_by_names(spec: Mapping[str, Any], kind: str, *, named: bool) -> bool:
    """Tell whether a font draws a code by the name that a known encoding gives it.

    The characters of a Type 3 font are drawings that may be called anything.
    """
    if kind != _TRUE_TYPE:
        return named and kind != _TYPE_3
    descriptor = dict_value(spec.get("FontDescriptor"))
    flags, program = resolve1(descriptor.get("Flags")), resolve1(descriptor.get("FontFile2"))
    if not isinstance(flags, int) or flags & _NO_SYMBOLS or not isinstance(program, PDFStream):
        return True
    return has_unicode_table(whole_data(program, may_be_cut=True))


def _with_differences(found: dict[int, str], differences: Iterable[object]) -> dict[int, str]:
    """Return an encoding with names of its own, each looked up once.

    A name that stands for no character takes away what the code meant.
    """
    code = 0
    for item in differences:
        if isinstance(item, int):
            code = item
        elif isinstance(item, PSLiteral):
            text = _meaning_of_name(item.name)
            if text is None:
                found.pop(code, None)
            else:
                found[code] = text
            code += 1
    return found


@lru_cache(maxsize=4096)
def _meaning_of_name(name: str | bytes) -> str | None:
    try:
        return name2unicode(cast("str", name))
    except (KeyError, ValueError):
        return None
