"""Fields: what of them is printed, and whether it is what the file says."""

from lxml.etree import _Element

from gouji.reading.docx.names import W, value
from gouji.records import dataclass

_SILENT = frozenset({"", "XE", "TC", "TA", "RD", "PRIVATE", "SET", "ASK"})
"""Fields that print nothing, whatever they say."""
_DRAWN = frozenset({
    "EQ", "SYMBOL", "MACROBUTTON", "GOTOBUTTON", "ADVANCE", "QUOTE", "FORMDROPDOWN",
})  # fmt: skip
"""Fields that print what they are told, not their result."""
_RECKONED = frozenset({
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "CREATEDATE", "SAVEDATE",
    "PRINTDATE", "EDITTIME", "FILESIZE", "NUMWORDS", "NUMCHARS", "AUTONUM", "AUTONUMLGL",
    "AUTONUMOUT", "LISTNUM", "SEQ", "FORMCHECKBOX", "REVNUM", "IF", "NEXT", "NEXTIF", "SKIPIF",
    "MERGEREC", "REF", "PAGEREF", "FILENAME", "TEMPLATE", "TITLE", "SUBJECT", "COMMENTS",
    "KEYWORDS",
})  # fmt: skip
"""Fields whose result programs reckon anew when they open a file.

A formula (``=SUM(LEFT)``), as totals of tables have it, keeps its result until somebody asks for a
new one.
"""


@dataclass(slots=True)
class Field:
    """A field that has begun: its instruction is being read, or its result."""

    instruction: str = ""
    is_dirty: bool = False
    has_result: bool = False
    is_composed: bool = False
    """Whether other fields make its instruction; some programs print those instead."""

    @property
    def _kind(self) -> str:
        words = self.instruction.split()
        return (
            "=" if self.instruction.strip().startswith("=") else words[0].upper() if words else ""
        )

    @property
    def prints_itself(self) -> bool:
        """Tell whether what is printed is not the result but made of the instruction."""
        kind = self._kind
        return kind in _DRAWN if self.has_result else kind not in _SILENT

    @property
    def may_change(self) -> bool:
        """Tell whether programs may print another result than the file's."""
        return self.is_dirty or self.is_composed or self._kind in _RECKONED or self._kind in _DRAWN


def begun(element: _Element) -> Field:
    """Return the field that a ``w:fldChar`` begins, or a ``w:fldSimple`` is."""
    is_dirty = (value(element, "dirty") or "0") in {"1", "true", "on"}
    simple = element.tag == W + "fldSimple"
    return Field(value(element, "instr") or "", is_dirty, has_result=simple)
