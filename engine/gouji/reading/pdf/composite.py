"""Composite fonts whose codes are other numbers than those of their characters."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pdfminer.casting import safe_float
from pdfminer.pdffont import PDFCIDFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.psparser import LIT

from gouji.reading.pdf.cmaps import CodeMap, string


class CompositeFont(PDFCIDFont):
    """A font that is asked for codes, by their numbers, where pdfminer's are asked for characters.

    ``by_code`` tells whether meanings are those of codes, as a table of meanings has them
    (pdfminer takes its codes for numbers of characters), or those of characters.
    """

    def __init__(
        self, manager: PDFResourceManager, spec: Mapping[str, Any], codes: CodeMap, *, by_code: bool
    ) -> None:
        plain = LIT("Identity-V" if codes.vertical else "Identity-H")
        super().__init__(manager, {**spec, "Encoding": plain})
        self.codes = codes
        self._by_code = by_code

    def decode(self, bytes: bytes) -> Iterable[int]:  # noqa: A002 - pdfminer's own name
        """Return the codes of a string, also those that mean nothing."""
        return self.codes.split(bytes)

    def char_width(self, cid: int) -> float:
        """Return how broad the character of a code is."""
        width = safe_float(self.widths.get(self._character(cid)))
        return (self.default_width if width is None else width) * self.hscale

    def char_disp(self, cid: int) -> float | tuple[float | None, float]:
        """Return where the character of a code stands in vertical writing."""
        return super().char_disp(self._character(cid))

    def to_unichr(self, cid: int) -> str:
        """Return what a code means; raises :class:`PDFUnicodeNotDefined` where nothing says it."""
        if cid not in self.codes.cids:
            raise PDFUnicodeNotDefined(self.cidcoding, cid)
        return super().to_unichr(self._asked(cid))

    def codes_of(self, texts: Collection[str]) -> list[int]:
        """Return the codes that mean one of ``texts``."""
        table: Mapping[int, str] = getattr(self.unicode_map, "cid2unichr", {})
        meant = {asked for asked, text in table.items() if text in texts}
        return [code for code in self.codes.cids if self._asked(code) in meant]

    def _character(self, code: int) -> int:
        return self.codes.cids.get(code, 0)

    def _asked(self, code: int) -> int:
        return int.from_bytes(string(code)) if self._by_code else self._character(code)
