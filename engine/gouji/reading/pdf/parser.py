"""A PDF parser whose streams unpack within bounds, and fail where they are damaged.

pdfminer.six unpacks whatever it is given, follows references for ever, and takes a broken stream
for an empty one, which would turn a damaged page into a page without a table.
"""

import zlib
from collections.abc import Mapping
from math import prod

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, int_value
from pdfminer.psparser import LIT, PSKeyword, literal_name

from gouji.errors import LimitExceeded
from gouji.reading.limits import MAX_SLOW_FILTER_BYTES, MAX_STREAM_BYTES, Budget

_PLAIN = {
    "ASCII85Decode": ascii85decode,
    "A85": ascii85decode,
    "ASCIIHexDecode": asciihexdecode,
    "AHx": asciihexdecode,
}
_DEFLATE = ("FlateDecode", "Fl")
_SLOW = ("LZWDecode", "LZW", "RunLengthDecode", "RL")


_MAX_REFERENCES = 16


class BoundedDocument(PDFDocument):
    """A document whose objects are found within bounds of time and of detours."""

    def __init__(self, parser: PDFParser, budget: Budget) -> None:
        self._budget = budget
        super().__init__(parser)

    def getobj(self, objid: int) -> object:
        """Return an object; one that only refers to another, and that to it, is an error."""
        for _ in range(_MAX_REFERENCES):
            self._budget.tick()
            found = super().getobj(objid)
            if not isinstance(found, PDFObjRef):
                return found
            objid = found.objid
        raise PDFException("references that lead nowhere")


class BoundedParser(PDFParser):
    """A parser whose streams are bounded."""

    def do_keyword(self, pos: int, token: PSKeyword) -> None:
        """Take a keyword; ``stream`` leaves a stream on the stack."""
        super().do_keyword(pos, token)
        if token is self.KEYWORD_STREAM and self.curstack:
            stream = self.curstack[-1][1]
            if type(stream) is PDFStream:
                # pdfminer offers no way to say which class its parser makes.
                stream.__class__ = _BoundedStream


class _BoundedStream(PDFStream):
    """A stream that refuses to grow beyond all measure when it is unpacked."""

    def decode(self) -> None:
        """Unpack the data; raises :class:`LimitExceeded`, or ``zlib.error`` where it is broken."""
        raw = self.rawdata or b""
        if self.decipher is not None and self.objid is not None and self.genno is not None:
            raw = self.decipher(self.objid, self.genno, raw, self.attrs)
            self.decipher = None
        filters = [(literal_name(name), params or {}) for name, params in self.get_filters()]
        while filters:
            name, params = filters[0]
            if name in _PLAIN:
                raw = _PLAIN[name](raw)
            elif name in _DEFLATE and params.get("Predictor", 1) == 1:
                raw = inflated(raw)
            else:
                break
            filters.pop(0)
        self._leave(raw, filters)

    def _leave(self, raw: bytes, filters: list[tuple[str, Mapping[str, object]]]) -> None:
        """Set the data, or leave to pdfminer the filters that are still to be undone."""
        names = [name for name, _ in filters]
        if not names:
            self.data, self.rawdata = raw, None
            return
        if any(name in _SLOW for name in names) and len(raw) > MAX_SLOW_FILTER_BYTES:
            raise LimitExceeded("PDF 里有一段数据的压缩方式太慢，请另存为新的 PDF 再审核")
        if len(names) > 1 and any(name in _DEFLATE for name in names):
            raise LimitExceeded("PDF 里有一段数据经过多次压缩，请另存为新的 PDF 再审核")
        _check_line(filters[0][1])
        self.rawdata = zlib.compress(inflated(raw), 0) if names[0] in _DEFLATE else raw
        self.attrs = {k: v for k, v in self.attrs.items() if k not in ("F", "DP", "FDecodeParms")}
        self.attrs["Filter"] = [LIT(name) for name in names]
        self.attrs["DecodeParms"] = [params for _, params in filters]
        super().decode()


def _check_line(params: Mapping[str, object]) -> None:
    """Refuse lines of pixels, as predictors take the data for, that no data could fill."""
    sizes = [int_value(params.get(key, 1)) for key in ("Columns", "Colors", "BitsPerComponent")]
    if prod(sizes) > MAX_STREAM_BYTES:
        raise LimitExceeded(f"PDF 里有一段数据超过 {MAX_STREAM_BYTES // 1_000_000} MB")


def inflated(raw: bytes) -> bytes:
    """Undo deflate up to the limit; raises ``zlib.error`` where the data are damaged.

    A flipped bit often still unpacks, to other figures: the checksum must be right, as far as it
    is there.
    """
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    data = unpacker.decompress(raw[2:], MAX_STREAM_BYTES)
    if unpacker.unconsumed_tail:
        raise LimitExceeded(f"PDF 里有一段数据超过 {MAX_STREAM_BYTES // 1_000_000} MB")
    if not unpacker.eof:
        raise zlib.error("incomplete stream")
    if not zlib.adler32(data).to_bytes(4).startswith(unpacker.unused_data[:4]):
        raise zlib.error("wrong checksum")
    return data
