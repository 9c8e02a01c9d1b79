"""A table of a PDF's objects made anew, where the file's own is missing or wrong.

As all readers of PDF do it: the objects are looked for in the file; of several with one number the
last counts. What stands inside streams is no object of the file.
"""

import re
from typing import Any

from pdfminer.pdfdocument import PDFXRef
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF, PSException
from pdfminer.psparser import LIT

from gouji.expressions import compiled_bytes

_PARTS = compiled_bytes(
    rb"(?P<stream>(?<!end)stream(?:\r\n|\n|\r).*?endstream)"
    rb"|(?<![0-9])(?P<number>[0-9]{1,8})\s{1,9}(?P<generation>[0-9]{1,5})\s{1,9}obj\b"
    rb"|(?P<trailer>\btrailer\b)",
    re.DOTALL,
)
_NUMBERS = compiled_bytes(rb"(?:\s*[0-9]{1,9})*")


class RebuiltXRef(PDFXRef):
    """Where the objects stand, as a search of the file finds them."""

    def load(self, parser: PDFParser) -> None:
        """Search the whole file of ``parser``."""
        parser.fp.seek(0)
        data = parser.fp.read()
        own = 0
        for part in _PARTS.finditer(data):
            if part["number"]:
                own = int(part["number"])
                self.offsets[own] = (None, part.start(), int(part["generation"]))
            elif part["trailer"]:
                self._take_trailer(parser, part.start())
            elif part["stream"]:
                self._take_stream(parser, own)

    def _take_trailer(self, parser: PDFParser, start: int) -> None:
        parser.seek(start)
        parser.reset()
        try:
            parser.nexttoken()
            _, keys = parser.nextobject()
        except PSEOF:
            # The last thing in the file is complete, and left on the stack.
            left = parser.pop(1)
            keys = left[0][1] if left else None
        except (PSException, PDFException):
            return
        if isinstance(keys, dict) and "Root" in keys:
            self.trailer.update(keys)

    def _take_stream(self, parser: PDFParser, number: int) -> None:
        """Take over what a stream of objects, or a table of them, says."""
        found = self._object(parser, number)
        if not isinstance(found, PDFStream):
            return
        kind = found.get("Type")
        if kind is LIT("XRef") and "Root" in found.attrs:
            keys = ("Root", "Info", "ID", "Encrypt")
            self.trailer.update({key: found.attrs[key] for key in keys if key in found.attrs})
        elif kind is LIT("ObjStm"):
            self._packed(found, number)

    def _object(self, parser: PDFParser, number: int) -> Any:  # noqa: ANN401 - any object
        place = self.offsets.get(number)
        if place is None:
            return None
        parser.seek(place[1])
        parser.reset()
        try:
            for _ in range(3):
                parser.nexttoken()
            return parser.nextobject()[1]
        except (PSException, PDFException):
            return None

    def _packed(self, stream: PDFStream, number: int) -> None:
        """Note the objects in a stream; those of a locked file are not found."""
        count = stream.get("N")
        heads = _NUMBERS.match(stream.get_data())
        numbers = [int(head) for head in heads[0].split()] if heads else []
        for index in range(min(count if isinstance(count, int) else 0, len(numbers) // 2)):
            self.offsets[numbers[2 * index]] = (number, index, 0)
