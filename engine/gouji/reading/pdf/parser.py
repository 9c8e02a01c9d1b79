"""A PDF parser whose streams unpack within bounds, and tell where they are damaged.

pdfminer.six unpacks whatever it is given, follows references for ever, and takes a broken stream
for an empty one, which would turn a damaged page into a page without a table.
"""

import re
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import accumulate
from math import prod
from typing import Any, cast

from pdfminer.ascii85 import asciihexdecode
from pdfminer.pdfdocument import PDFBaseXRef, PDFDocument, PDFXRef
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfparser import PDFParser, PDFSyntaxError
from pdfminer.pdftypes import PDFObjRef, PDFStream, int_value, resolve1
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import KWD, LIT, PSBaseParser, PSKeyword, literal_name

from gouji.errors import LimitExceeded
from gouji.expressions import compiled_bytes
from gouji.reading.limits import MAX_PAGES, MAX_SLOW_FILTER_BYTES, MAX_STREAM_BYTES, Budget
from gouji.reading.pdf.ascii85 import from_ascii85
from gouji.reading.pdf.objects import Meanings, UnusualError, packed_places, plain_object
from gouji.reading.pdf.rebuilt import RebuiltXRef

_PLAIN = {
    "ASCII85Decode": from_ascii85,
    "A85": from_ascii85,
    "ASCIIHexDecode": asciihexdecode,
    "AHx": asciihexdecode,
}
_AFTER_STREAM = compiled_bytes(rb" {0,4}(?:\r\n|\n|\r)")
_END_OF_STREAM = compiled_bytes(rb"\s{0,4}(?P<word>endstream)")
_BLANKS = b"\x00\t\n\f\r "
_END_OF_LINE = compiled_bytes(rb"(?:\r\n|\n|\r)\Z")
_OBJECT_HEAD = compiled_bytes(
    rb"[\t\n\f\r ]*+(?P<number>[0-9]{1,9})[\t\n\f\r ]++[0-9]++[\t\n\f\r ]++obj"
    rb"(?=[\t\n\f\r ()<>\[\]/])"
)
_END_OF_OBJECT = compiled_bytes(rb"(?<![^\t\n\f\r >\])])(?P<word>endobj|stream)(?![^\t\n\f\r <])")
_AFTER_OBJECT = compiled_bytes(
    rb"(?<![^\t\n\f\r >\])])(?P<word>endobj|stream|startxref|xref)(?![^\t\n\f\r <])"
)
_END_OF_STREAM_OBJECT = compiled_bytes(rb"endstream[\t\n\f\r ]++endobj(?![^\t\n\f\r <])")
_PART = rb"(?P<first>[0-9]{1,7}) (?P<count>[0-9]{1,7}) ?+(?:\r\n|\n|\r)"
_TABLE_HEAD = compiled_bytes(rb"[\t\n\f\r ]*+xref *+(?:\r\n|\n|\r)" + _PART)
_TABLE_PART = compiled_bytes(_PART)
_TABLE_LINES = compiled_bytes(rb"(?:[0-9]{10} [0-9]{5} [fn](?: \n| \r|\r\n))*+")
_TABLE_ENTRY = compiled_bytes(rb"([0-9]{10}) ([0-9]{5}) ([fn])")
_TABLE_LINE = 20
_TRAILER = compiled_bytes(rb"trailer(?=[\t\n\f\r <])")
_LARGEST_OBJECT = 1_000_000
"""Bytes of an object that are read at once."""
_DEFLATE = ("FlateDecode", "Fl")
_PNG, _UP = 10, b"\x02"
_SLOW = ("LZWDecode", "LZW", "RunLengthDecode", "RL")

_MAX_REFERENCES = 16
_EVERY = 16
"""Objects between two looks at the clock."""
_IDENTITY = "Identity"


class BoundedDocument(PDFDocument):
    """A document whose objects are found within bounds of time and of detours.

    One that is ``rebuilt`` looks for its objects itself and does not ask the file's own table.
    """

    def __init__(self, data: bytes, budget: Budget, *, rebuilt: bool = False) -> None:
        self._budget = budget
        self._asked = 0
        self._rebuilt = rebuilt
        self._searched: RebuiltXRef | None = None
        self._packed: dict[int | None, Sequence[tuple[int, int]]] = {}
        # pdfminer takes the word for a keyword where it stands in a stream of objects.
        self._meanings = Meanings(self, KWD(b"null"))
        super().__init__(BoundedParser(data), fallback=False)

    def find_xref(self, parser: PDFParser) -> int:
        """Return where the table of objects stands."""
        return 0 if self._rebuilt else super().find_xref(parser)

    def read_xref_from(self, parser: PDFParser, start: int, xrefs: list[PDFBaseXRef]) -> None:
        """Read the tables of objects, or make one; a table that goes on in itself ends there."""
        self._budget.tick()
        if self._rebuilt:
            table = RebuiltXRef()
            table.load(parser)
            xrefs.append(table)
        elif len(xrefs) < MAX_PAGES:
            try:
                found = cast("BoundedParser", parser).table_at(start)
            except UnusualError:
                super().read_xref_from(parser, start, xrefs)
                return
            xrefs.append(found)
            for more in ("XRefStm", "Prev"):
                if more in found.trailer:
                    self.read_xref_from(parser, int_value(found.trailer[more]), xrefs)

    def _initialize_password(self, password: str = "") -> None:
        """Open a locked file; one that locks only what is attached to it stands open."""
        keys = self.encryption[1] if self.encryption is not None else {}
        locks = resolve1(keys.get("StmF"))
        version = resolve1(keys.get("V"))
        if version in (4, 5) and (locks is None or literal_name(locks) == _IDENTITY):
            return
        super()._initialize_password(password)

    def getobj(self, objid: int) -> object:
        """Return an object; one that only refers to another, and that to it, is an error."""
        for _ in range(_MAX_REFERENCES):
            self._asked += 1
            if self._asked % _EVERY == 0:
                self._budget.tick()
            found = super().getobj(objid)
            if not isinstance(found, PDFObjRef):
                return found
            objid = found.objid
        raise PDFException("references that lead nowhere")

    def _getobj_parse(self, pos: int, objid: int) -> object:
        """Return the object at a place; where another stands there, look for it in the file."""
        with suppress(UnusualError):
            return cast("BoundedParser", self._parser).object_at(pos, objid)
        try:
            return super()._getobj_parse(pos, objid)
        except (PSEOF, PDFSyntaxError):
            self._budget.tick()
            stream, place, _ = self._found().offsets.get(objid, (None, pos, 0))
            if stream is not None or place == pos:
                raise
            return super()._getobj_parse(place, objid)

    def _found(self) -> RebuiltXRef:
        """Return where the objects stand in the file, looked for once."""
        if self._searched is None:
            self._searched = RebuiltXRef()
            self._searched.load(cast("PDFParser", self._parser))
        return self._searched

    def _getobj_objstm(self, stream: PDFStream, index: int, objid: int) -> object:
        """Return an object packed with others; a broken end costs only what stood there."""
        data = whole_data(stream, may_be_cut=True)
        places = self._packed.get(stream.objid)
        if places is None:
            places = self._packed[stream.objid] = packed_places(stream, data)
        if index < len(places):
            with suppress(UnusualError):
                return plain_object(data, *places[index], self._meanings)
        return super()._getobj_objstm(stream, index, objid)


class EvenHexadecimal(PSBaseParser):
    """A parser for which a last digit without another is followed by 0, as the format has it."""

    def _parse_hexstring(self, s: bytes, i: int) -> int:
        end = s.find(b">", i)
        if end >= 0:
            digits = (self._curtoken + s[i:end]).translate(None, _BLANKS)
            if len(digits) % 2:
                self._curtoken = digits + b"0"
                return super()._parse_hexstring(s, end)
        return super()._parse_hexstring(s, i)


class BoundedParser(EvenHexadecimal, PDFParser):
    """A parser whose streams are bounded, and end where they end."""

    def __init__(self, data: bytes) -> None:
        super().__init__(BytesIO(data))
        self._held = data
        self._meanings = Meanings(None, None)

    def set_document(self, doc: PDFDocument) -> None:
        """Read for a document from now on."""
        super().set_document(doc)
        self._meanings = Meanings(doc, None)

    def nextobject(self) -> tuple[int, Any]:
        """Return the next object; a plain one is read at once."""
        if not (self._tokens or self.results or self.context or self.curstack):
            start = self.bufpos + self.charpos
            with suppress(UnusualError):
                found, behind = self._plain(start, _AFTER_OBJECT)
                self.seek(behind)
                return start, found
        return super().nextobject()

    def object_at(self, place: int, number: int) -> object:
        """Return the plain object with a number that stands at a place.

        Raises :class:`UnusualError` where there is none.
        """
        head = _OBJECT_HEAD.match(self._held, place)
        if head is None or int(head["number"]) != number:
            raise UnusualError
        return self._plain(head.end(), _END_OF_OBJECT)[0]

    def table_at(self, place: int) -> PDFXRef:
        """Return the plain table of objects that stands at a place, with its trailer.

        Raises :class:`UnusualError` where there is none.
        """
        table = PDFXRef()
        part = _TABLE_HEAD.match(self._held, place)
        while part is not None:
            first, count = int(part["first"]), int(part["count"])
            lines = self._held[part.end() : part.end() + _TABLE_LINE * count]
            if len(lines) < _TABLE_LINE * count or not _TABLE_LINES.fullmatch(lines):
                raise UnusualError
            for index, (offset, generation, kind) in enumerate(_TABLE_ENTRY.findall(lines), first):
                if kind == b"n":
                    table.offsets[index] = (None, int(offset), int(generation))
            place = part.end() + len(lines)
            part = _TABLE_PART.match(self._held, place)
        end = _TRAILER.match(self._held, place)
        trailer = self._plain(end.end(), _AFTER_OBJECT)[0] if end else None
        if not isinstance(trailer, dict):
            raise UnusualError
        table.trailer.update(trailer)
        return table

    def _plain(self, start: int, words: re.Pattern[bytes]) -> tuple[object, int]:
        """Return the one plain object before the first of some words, and where it ends."""
        word = words.search(self._held, start, start + _LARGEST_OBJECT)
        if word is None:
            raise UnusualError
        found = plain_object(self._held, start, word.start(), self._meanings)
        if word["word"] != b"stream":
            return found, word.end()
        if not isinstance(found, dict):
            raise UnusualError
        stream, behind = self._stream(word.start("word"), found)
        end = _END_OF_STREAM_OBJECT.match(self._held, behind)
        if end is None:
            raise UnusualError
        return stream, end.end()

    def do_keyword(self, pos: int, token: PSKeyword) -> None:
        """Take a keyword; ``stream`` leaves a stream on the stack."""
        if token is not self.KEYWORD_STREAM:
            super().do_keyword(pos, token)
            return
        taken = self.pop(1)
        keys = taken[0][1] if taken else None
        if not isinstance(keys, dict):
            raise PDFSyntaxError("a stream without a dictionary")
        stream, behind = self._stream(pos, keys)
        self.seek(behind)
        self.push((pos, stream))

    def _stream(self, place: int, keys: dict[str, Any]) -> tuple["_BoundedStream", int]:
        """Return the stream whose first word stands at a place, and where its data end."""
        start, end, behind = self._extent(place, resolve1(keys.get("Length")))
        decipher = self.doc.decipher if self.doc is not None else None
        return _BoundedStream(keys, self._held[start:end], decipher), behind

    def _extent(self, pos: int, length: object) -> tuple[int, int, int]:
        """Return where a stream starts and ends, and where what follows begins."""
        held = self._held
        start = pos + len(b"stream")
        blank = _AFTER_STREAM.match(held, start)
        start = blank.end() if blank else start
        if isinstance(length, int) and 0 <= length <= len(held) - start:
            end = _END_OF_STREAM.match(held, start + length)
            if end:
                return start, start + length, end.start("word")
        ends = [held.find(word, start) for word in (b"endstream", b"endobj")]
        behind = min([end for end in ends if end >= 0], default=len(held))
        end_of_line = _END_OF_LINE.search(held, max(start, behind - 2), behind)
        return start, end_of_line.start() if end_of_line else behind, behind


class _BoundedStream(PDFStream):
    """A stream that refuses to grow beyond all measure when it is unpacked.

    ``cut`` tells that its packed data have no end, ``altered`` that they are not what was packed.
    """

    cut = False
    altered = False

    def _inflated(self, raw: bytes) -> bytes:
        data, cut, altered = inflated(raw)
        self.cut, self.altered = self.cut or cut, self.altered or altered
        return data

    def decode(self) -> None:
        """Unpack the data as far as they can be; raises :class:`LimitExceeded`."""
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
                raw = self._inflated(raw)
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
        if names[0] in _DEFLATE:
            raw = self._inflated(raw)
            rows = added_up(raw, filters[0][1]) if len(names) == 1 else None
            if rows is not None:
                self.data, self.rawdata = rows, None
                return
            raw = zlib.compress(raw, 0)
        self.rawdata = raw
        self.attrs = {k: v for k, v in self.attrs.items() if k not in ("F", "DP", "FDecodeParms")}
        self.attrs["Filter"] = [LIT(name) for name in names]
        self.attrs["DecodeParms"] = [params for _, params in filters]
        try:
            super().decode()
        except (StopIteration, RuntimeError) as error:  # a run that has no end
            raise PDFException("a stream that is cut off") from error


def added_up(data: bytes, params: Mapping[str, object]) -> bytes | None:
    """Return the rows of which each says what it adds to the one before, ``None`` for others.

    Tables of objects are packed so. pdfminer gives the same result, byte by byte.
    """
    width = params.get("Columns")
    plain = params.get("Colors", 1) == 1 and params.get("BitsPerComponent", 8) == 8
    if int_value(params.get("Predictor")) < _PNG or not plain or not isinstance(width, int):
        return None
    row = width + 1
    if width < 1 or len(data) % row or data[::row].strip(_UP):
        return None
    rows = bytearray(len(data) // row * width)
    for column in range(width):
        rows[column::width] = bytes([n & 255 for n in accumulate(data[column + 1 :: row])])
    return bytes(rows)


def _check_line(params: Mapping[str, object]) -> None:
    """Refuse lines of pixels, as predictors take the data for, that no data could fill."""
    sizes = [int_value(params.get(key, 1)) for key in ("Columns", "Colors", "BitsPerComponent")]
    if prod(sizes) > MAX_STREAM_BYTES:
        raise LimitExceeded(f"PDF 里有一段数据超过 {MAX_STREAM_BYTES // 1_000_000} MB")


def whole_data(stream: PDFStream, *, may_be_cut: bool = False) -> bytes:
    """Return the data of a stream; raises ``zlib.error`` where they are damaged.

    A flipped bit often still unpacks, to other figures: what is read as text must be whole.
    """
    data: bytes = stream.get_data()
    if isinstance(stream, _BoundedStream) and (stream.altered or (stream.cut and not may_be_cut)):
        raise zlib.error("damaged stream")
    return data


def inflated(raw: bytes) -> tuple[bytes, bool, bool]:
    """Undo deflate up to the limit; return the data, whether they are cut off, and altered.

    The checksum must be right, as far as it is there. What stands before a fault that stops all
    unpacking is not told from it, and is not given.
    """
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = unpacker.decompress(raw[2:], MAX_STREAM_BYTES)
    except zlib.error as error:
        if "memory" in str(error):
            raise MemoryError from error
        return b"", True, True
    if unpacker.unconsumed_tail:
        raise LimitExceeded(f"PDF 里有一段数据超过 {MAX_STREAM_BYTES // 1_000_000} MB")
    if not unpacker.eof:
        return data, True, False
    right = zlib.adler32(data).to_bytes(4).startswith(unpacker.unused_data[:4])
    return data, False, not right
