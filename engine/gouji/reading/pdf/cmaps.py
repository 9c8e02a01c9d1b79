"""Tables of codes of composite fonts (CMaps): how strings fall into codes, and what each draws.

pdfminer.six has those that readers of PDF bring along. Of one that stands in the file it looks at
the name alone, and where it knows none of that name all text of the font is gone without a word;
bytes that no code begins with it skips one by one, so that what follows falls into other codes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from io import BytesIO
from typing import Any

from pdfminer.cmapdb import CMap, CMapDB
from pdfminer.pdffont import IDENTITY_ENCODER
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSEOF, PSKeyword, PSLiteral, PSStackParser, literal_name

from gouji.errors import LimitExceeded
from gouji.reading.limits import MAX_FONT_CODES
from gouji.reading.pdf.parser import whole_data
from gouji.records import dataclass

Length = Callable[[bytes], int]
"""How many bytes the first code has in what may be all that is left of a string; at least one."""
Space = tuple[bytes, bytes]
"""The first and the last code of a range, each byte of which has its own bounds."""

_VERTICAL = "-V"
_LONGEST = 4
"""Bytes of a code, as PDF has them."""
_DEEPEST = 4
"""Tables that one goes on from."""


def number(code: bytes) -> int:
    """Return the number that stands for a code: its bytes behind a 1, for 20 is not 0020."""
    return int.from_bytes(b"\1" + code)


def string(code: int) -> bytes:
    """Return the bytes of the code with this number."""
    return code.to_bytes((code.bit_length() + 7) // 8)[1:]


@dataclass(frozen=True, slots=True)
class CodeMap:
    """What codes, by their :func:`number`, draw: the numbers of a font's characters (CIDs)."""

    cids: Mapping[int, int]
    length: Length
    vertical: bool = False

    def split(self, text: bytes) -> Iterator[int]:
        """Yield the numbers of the codes in a string; one may be cut off at its end."""
        at = 0
        while at < len(text):
            end = at + self.length(text[at : at + _LONGEST])
            yield number(text[at:end])
            at = end


def _two(_text: bytes) -> int:
    return 2


UNKNOWN_CODES = CodeMap({}, _two)
"""What is made of a table that is not there: codes of nothing."""


def code_map(encoding: object, above: int = 0) -> CodeMap | None:
    """Return the table that a font names or brings, ``None`` where it changes no code.

    ``above`` tells how many tables go on from it. Raises :class:`gouji.errors.LimitExceeded` where
    it has too many codes.
    """
    if isinstance(encoding, PDFStream) and above <= _DEEPEST:
        return _brought(encoding, above)
    return _named(encoding.name) if isinstance(encoding, PSLiteral) else UNKNOWN_CODES


@lru_cache(maxsize=8)
def _named(name: str | bytes) -> CodeMap | None:
    """Return a table that readers of PDF bring along, ``None`` where it changes no code."""
    known = str(name)
    try:
        table = CMapDB.get_cmap(IDENTITY_ENCODER.get(known, known))
    except CMapDB.CMapNotFound:
        return UNKNOWN_CODES
    if not isinstance(table, CMap):
        return None
    cids = {number(code): cid for code, cid in _leaves(table.code2cid, b"")}
    return CodeMap(cids, _by_table(table.code2cid), known.endswith(_VERTICAL))


@cache
def _unchanged() -> CodeMap:
    """Return the table that changes no code, for what goes on from it."""
    return CodeMap(_range(b"\0\0", b"\xff\xff", 0), _two)


def _range(first: bytes, last: bytes, cid: int) -> dict[int, int]:
    """Return what the codes from ``first`` to ``last`` draw: one character after the other."""
    codes = range(number(first), number(last) + 1)
    if len(codes) > MAX_FONT_CODES:
        raise too_many()
    return dict(zip(codes, range(cid, cid + len(codes)), strict=True))


def too_many() -> LimitExceeded:
    """Return the error of a font with too many codes."""
    return LimitExceeded(f"PDF 里有一种字体的编码超过 {MAX_FONT_CODES} 个，文件可能已损坏")


def _leaves(codes: Mapping[int, Any], before: bytes) -> Iterator[tuple[bytes, int]]:
    for byte, meaning in codes.items():
        code = before + bytes([byte])
        if isinstance(meaning, dict):
            yield from _leaves(meaning, code)
        else:
            yield code, meaning


def _by_table(codes: Mapping[int, Any]) -> Length:
    """Return what tells lengths by the codes that there are.

    Of one that is not there as many bytes are taken as the shortest has that begins as it does.
    """

    def length(text: bytes) -> int:
        inner: Any = codes
        for taken, byte in enumerate(text):
            below = inner.get(byte)
            if below is None:
                return taken + _shortest(inner)
            if not isinstance(below, dict):
                return taken + 1
            inner = below
        return len(text)

    return length


def _shortest(codes: Mapping[int, Any]) -> int:
    below = [meaning for meaning in codes.values() if isinstance(meaning, dict)]
    if len(below) < len(codes) or not below:
        return 1
    return 1 + min(map(_shortest, below))


def _by_spaces(spaces: Sequence[Space]) -> Length:
    """Return what tells lengths by the ranges that codes lie in, the shortest first."""
    ordered = sorted(spaces, key=lambda space: len(space[0]))

    def length(text: bytes) -> int:
        for first, last in ordered:
            code = text[: len(first)]
            if all(low <= byte <= high for low, byte, high in zip(first, code, last, strict=False)):
                return len(first)
        return len(ordered[0][0])

    return length


def _brought(stream: PDFStream, above: int) -> CodeMap:
    """Return a table that stands in the file; it may go on from another one."""
    parser = _Parser(whole_data(stream))
    base = parser.base or UNKNOWN_CODES
    if "UseCMap" in stream:
        base = code_map(resolve1(stream["UseCMap"]), above + 1) or _unchanged()
    length = _by_spaces(parser.spaces) if parser.spaces else base.length
    vertical = resolve1(stream.get("WMode", parser.attributes.get("WMode"))) == 1
    return CodeMap({**base.cids, **parser.cids}, length, vertical)


class _Parser(PSStackParser[PSKeyword]):
    """Reads the text of a table."""

    def __init__(self, data: bytes) -> None:
        super().__init__(BytesIO(data))
        self.attributes: dict[str, object] = {}
        self.base: CodeMap | None = None
        self.spaces: list[Space] = []
        self.cids: dict[int, int] = {}
        with suppress(PSEOF):
            self.nextobject()

    def do_keyword(self, pos: int, token: PSKeyword) -> None:
        """Take what stands before a word that ends a part."""
        name = token.name.decode("latin-1") if isinstance(token.name, bytes) else token.name
        take = {
            "endcodespacerange": self._take_spaces,
            "endcidrange": self._take_ranges,
            "endcidchar": self._take_codes,
            "usecmap": self._take_base,
            "def": self._take_attribute,
        }.get(name)
        if take is not None:
            take([value for _, value in self.popall()])
        elif name.startswith(("begin", "end")):
            self.popall()
        else:
            self.push((pos, token))

    def _take_spaces(self, values: list[Any]) -> None:
        for first, last in zip(values[::2], values[1::2], strict=False):
            if _are_alike(first, last):
                self.spaces.append((first, last))

    def _take_ranges(self, values: list[Any]) -> None:
        for first, last, cid in zip(values[::3], values[1::3], values[2::3], strict=False):
            if _are_alike(first, last) and isinstance(cid, int):
                self._add(_range(first, last, cid))

    def _take_codes(self, values: list[Any]) -> None:
        for code, cid in zip(values[::2], values[1::2], strict=False):
            if isinstance(code, bytes) and isinstance(cid, int):
                self._add({number(code): cid})

    def _add(self, cids: Mapping[int, int]) -> None:
        self.cids.update(cids)
        if len(self.cids) > MAX_FONT_CODES:
            raise too_many()

    def _take_base(self, values: list[Any]) -> None:
        if values and isinstance(values[-1], PSLiteral):
            self.base = code_map(values[-1]) or _unchanged()

    def _take_attribute(self, values: list[Any]) -> None:
        if len(values) >= 2 and isinstance(values[-2], PSLiteral):
            self.attributes[str(literal_name(values[-2]))] = values[-1]


def _are_alike(first: object, last: object) -> bool:
    """Tell whether both ends of a range are codes of the same length."""
    if not isinstance(first, bytes) or not isinstance(last, bytes):
        return False
    return len(first) == len(last) and 0 < len(first) <= _LONGEST
