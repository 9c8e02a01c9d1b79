"""The package of a word processor file: a zip of XML parts that point to each other."""

import posixpath
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml.etree import _Element

from gouji.errors import DamagedDocument, LimitExceeded, UnsupportedFormat
from gouji.reading.docx.names import DAMAGED, parse
from gouji.reading.limits import MAX_COMPRESSION, MAX_PACKAGE_PARTS, MAX_PART_BYTES

_BROKEN = (
    BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError,
    RuntimeError,
)  # fmt: skip
"""What the zip library raises on broken files (RuntimeError: a part needs a password)."""
_ENCRYPTED = 0x1
_SMALL_PART = 1_000_000
"""Parts up to here may be compressed to any degree."""


class Package:
    """The parts of a package, read on demand and within bounds."""

    def __init__(self, data: bytes) -> None:
        """Open the package; raises :class:`gouji.errors.DocumentError` if it cannot be read."""
        try:
            self._zip = ZipFile(BytesIO(data))
            infos = self._zip.infolist()
        except _BROKEN:
            raise DamagedDocument(DAMAGED) from None
        if len(infos) > MAX_PACKAGE_PARTS:
            raise LimitExceeded(
                f"Word 文档里有 {len(infos)} 个部件，超过 {MAX_PACKAGE_PARTS} 个的上限"
            )
        self._infos = {info.filename.lower(): info for info in infos}

    def main(self) -> str:
        """Return the name of the part that holds the document."""
        for name in self.related("", "officeDocument"):
            return name
        if "word/document.xml" in self._infos:
            return "word/document.xml"
        raise UnsupportedFormat("这是压缩包或其他 Office 文档，不是 Word 文档")

    def related(self, source: str, kind: str) -> Iterator[str]:
        """Yield the parts of ``kind`` that ``source`` points to; outside links are left alone."""
        folder, name = posixpath.split(source)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        for link in root if root is not None else ():
            internal = link.get("TargetMode") != "External"
            if internal and (link.get("Type") or "").endswith(f"/{kind}"):
                target = posixpath.join("/", folder, link.get("Target") or "")
                yield posixpath.normpath(target).lstrip("/")

    def part(self, name: str) -> _Element | None:
        """Return the root of a part, ``None`` where there is no such part."""
        info = self._infos.get(name.lower())
        return None if info is None else parse(self._read(info))

    def _read(self, info: ZipInfo) -> bytes:
        if info.flag_bits & _ENCRYPTED:
            raise DamagedDocument("Word 文档设有密码，请去掉密码后再送审")
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise DamagedDocument(DAMAGED)
        limit = min(MAX_PART_BYTES, max(_SMALL_PART, info.compress_size * MAX_COMPRESSION))
        try:
            with self._zip.open(info) as file:
                data = file.read(limit + 1)
        except _BROKEN:
            raise DamagedDocument(DAMAGED) from None
        if len(data) > limit:
            raise LimitExceeded("Word 文档解压后过大，不像一份年度报告")
        return data
