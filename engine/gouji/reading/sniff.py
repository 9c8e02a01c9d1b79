"""Tells the format of a document from its bytes; file names are not believed."""

from gouji.errors import DamagedDocument
from gouji.expressions import compiled_bytes
from gouji.reading.evidence import Evidence, evidence_of
from gouji.reading.formats import FORMATS, TXT, Format

_WRITTEN = compiled_bytes(rb"[^\x00 \t\r\n]")


def sniff(data: bytes) -> Format:
    """Return the format of ``data``; what is of no other is taken for text.

    Raises :class:`DamagedDocument` for a file without content, or one that a password locks.
    """
    if not _WRITTEN.search(data):
        raise DamagedDocument("文件是空的")
    seen = evidence_of(data)
    if seen.locked:
        raise DamagedDocument("文档设有密码，请去掉密码后再送审")
    return format_of(seen)


def format_of(seen: Evidence) -> Format:
    """Return the format that ``seen`` is evidence of."""
    return next((each for each in FORMATS if each.known_by(seen)), TXT)
