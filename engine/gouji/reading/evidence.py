"""What the bytes of a file show of its format: how it starts, what it packs.

Names inside a package are those of its directory, as the programs that open it see them: what a
member holds is not looked at, so that a document attached to another is not taken for it.
"""

import re
import struct
from collections.abc import Callable, Collection
from io import BytesIO
from itertools import islice
from os import SEEK_END
from pathlib import Path

from gouji.expressions import compiled_bytes
from gouji.reading.compound import MAGIC as COMPOUND
from gouji.reading.compound import stream_names
from gouji.reading.limits import MAX_PACKAGE_PARTS
from gouji.records import dataclass

LAST = b"PK\x05\x06"
"""What the record that ends an archive begins with."""
LAST_BYTES = 22 + 65_535 + 20 + 56
"""That record, with a comment and the records of large archives before it."""
ZIP = b"PK\x03\x04", LAST

_EARLY = 1024
"""A header that need not come first stands this far into the file at most."""
START_BYTES = 4 * _EARLY
"""What of a file is looked at as its start."""
_MIME = b"mimetypeapplication/vnd.oasis.opendocument."
_MIME_AT = slice(30, 120)
"""The first member of an open document is its type, stored plainly, its header before it."""
_LOCKED = "EncryptedPackage"
"""The stream of a compound file that holds what a password hides."""
_LONGEST_NAME = 200
_LOCAL_HEADER = compiled_bytes(rb"PK\x03\x04.{22}(..)..", re.DOTALL)
_MARKUP = compiled_bytes(
    rb"<(?:!doctype|!--|\?xml|html|head|body|meta|title|base|link|style|script|noscript|template"
    rb"|header|nav|main|section|article|aside|div|p|h[1-6]|table|tbody|tr|td|th|ul|ol|li|dl|form"
    rb"|center|font|span|strong|em|b|i|u|a|img|iframe|input|br|hr)[\s>/\-]",
    re.IGNORECASE,
)
_MARKUP_WIDE = (b"<\x00", b"\x00<")


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a file starts; the members of a ZIP package; the streams of a compound file.

    ``streams`` is ``None`` for what is no compound file, or for one whose directory is broken.
    A file that is ``locked`` is the shell around what a password hides.
    """

    start: bytes
    members: Collection[str] = ()
    streams: Collection[str] | None = None
    locked: bool = False


Test = Callable[[Evidence], bool]


def may_be_archive(path: Path) -> bool:
    """Tell by the end of a file whether it may be a zip archive: most are told to be none."""
    try:
        with path.open("rb") as file:
            file.seek(max(file.seek(0, SEEK_END) - LAST_BYTES, 0))
            return LAST in file.read()
    except OSError:
        return False


def evidence_of(data: bytes) -> Evidence:
    """Return what ``data``, a whole file, shows."""
    start = data[:START_BYTES]
    if data.startswith(COMPOUND):
        streams = stream_names(data)
        broken = streams is None and _LOCKED.encode("utf-16-le") in data
        return Evidence(start, streams=streams, locked=broken or _LOCKED in (streams or ()))
    return Evidence(start, _members(data) if data.startswith(ZIP) else ())


def _members(data: bytes) -> Collection[str]:
    """Return the names in a package's directory; where that is cut off, those found before."""
    import zipfile

    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return frozenset(package.namelist())
    except (zipfile.BadZipFile, struct.error, OSError, ValueError, NotImplementedError):
        headers = islice(_LOCAL_HEADER.finditer(data), MAX_PACKAGE_PARTS)
        lengths = ((h.end(), min(int.from_bytes(h[1], "little"), _LONGEST_NAME)) for h in headers)
        return frozenset(data[at : at + size].decode("utf-8", "replace") for at, size in lengths)


def start(*magic: bytes) -> Test:
    """Test for files that start with one of ``magic``."""
    return lambda seen: seen.start.startswith(magic)


def early(magic: bytes) -> Test:
    """Test for files that have ``magic`` near their start."""
    return lambda seen: magic in seen.start[:_EARLY]


def member(name: str) -> Test:
    """Test for packages with a member of exactly this name."""
    return lambda seen: name in seen.members


def package(folder: str, main: str) -> Test:
    """Test for Open XML packages that keep their parts in ``folder``.

    Where the list of their types is missing, the usual name of their ``main`` part tells them.
    """

    def test(seen: Evidence) -> bool:
        listed = "[Content_Types].xml" in seen.members
        return folder + main in seen.members or (
            listed and any(name.lower().startswith(folder) for name in seen.members)
        )

    return test


def open_document(kind: str) -> Test:
    """Test for open documents of a kind (``text``), which their first member states."""
    return lambda seen: seen.start.startswith(ZIP) and _MIME + kind.encode() in seen.start[_MIME_AT]


def other_office(seen: Evidence) -> bool:
    """Tell whether a file is a document of an office program, of whatever kind."""
    known = "[Content_Types].xml", "mimetype", "META-INF/manifest.xml"
    return any(name in seen.members for name in known) or seen.start.startswith(COMPOUND)


def compound(*streams: str, unknown: bool = False) -> Test:
    """Test for compound files (OLE) with one of ``streams`` at their root.

    With ``unknown``, also for those whose directory cannot be read.
    """

    def test(seen: Evidence) -> bool:
        if seen.streams is None:
            return unknown and seen.start.startswith(COMPOUND)
        return any(name in seen.streams for name in streams)

    return test


def markup(seen: Evidence) -> bool:
    """Tell whether a file starts as a web page does."""
    narrow = seen.start.removeprefix(b"\xef\xbb\xbf").lstrip()
    wide = seen.start.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if wide.startswith(_MARKUP_WIDE):
        narrow = wide.replace(b"\x00", b"")
    return _MARKUP.match(narrow) is not None


def nothing_else(_: Evidence) -> bool:
    """Tell nothing: what is of no other format is text, or nothing that can be read."""
    return False
