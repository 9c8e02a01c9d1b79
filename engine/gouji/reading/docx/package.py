"""The package of a word processor file: a zip of XML parts that point to each other."""

import posixpath
import re
import struct
from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from lxml.etree import _Element

from gouji.errors import DamagedDocument, LimitExceeded, UnsupportedFormat
from gouji.reading.docx.names import DAMAGED, parse
from gouji.reading.limits import MAX_PACKAGE_PARTS
from gouji.reading.members import BROKEN, is_locked, unpacked

AMBIGUOUS = "Word 文档里同一部分有两份，不能确定哪一份是正文，请用 Word 或 WPS 打开后另存再试"
_USUAL_MAIN = "word/document.xml"
_MAIN_TYPE = re.compile(
    r"wordprocessingml\.[\w.]*main\+xml|ms-word\.[\w.]*main\+xml", re.IGNORECASE
)
_HEADER = b"PK\x03\x04"
_HEADER_BYTES = 30


def part_name(info: ZipInfo) -> str:
    """Return the name by which a program looks for a part: case and kind of stroke are one."""
    return posixpath.normpath(info.filename.replace("\\", "/").lstrip("/")).lower()


def has_unlisted(data: bytes, infos: Sequence[ZipInfo]) -> bool:
    """Tell whether a file stands in the package that its directory does not list.

    Programs that mend packages go by what stands there, others by the directory.
    """
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if _HEADER in data[end : info.header_offset]:
            return True
        header = data[info.header_offset : info.header_offset + _HEADER_BYTES]
        lengths = struct.unpack("<HH", header[26:]) if len(header) == _HEADER_BYTES else (0, 0)
        end = info.header_offset + _HEADER_BYTES + sum(lengths) + info.compress_size
    return _HEADER in data[end:]


def _target(folder: str, link: _Element) -> str:
    """Return the name of the part that a link in a folder leads to."""
    target = posixpath.join("/", folder, link.get("Target") or "")
    return posixpath.normpath(target).lstrip("/")


class Package:
    """The parts of a package, read on demand and within bounds."""

    def __init__(self, data: bytes) -> None:
        """Open the package; raises :class:`gouji.errors.DocumentError` if it cannot be read."""
        try:
            self._zip = ZipFile(BytesIO(data))
            infos = self._zip.infolist()
        except BROKEN:
            raise DamagedDocument(DAMAGED) from None
        if len(infos) > MAX_PACKAGE_PARTS:
            raise LimitExceeded(
                f"Word 文档里有 {len(infos)} 个部件，超过 {MAX_PACKAGE_PARTS} 个的上限"
            )
        self._known_links: dict[str, list[_Element]] = {}
        self._infos = {part_name(info): info for info in infos}
        if len(self._infos) < len(infos) or has_unlisted(data, infos):
            raise DamagedDocument(AMBIGUOUS)

    def main(self) -> str:
        """Return the name of the part that holds the document."""
        named = self._only_name("", "officeDocument")
        if named is None and _USUAL_MAIN not in self._infos:
            raise UnsupportedFormat("这是压缩包或其他 Office 文档，不是 Word 文档")
        main = named or _USUAL_MAIN
        if self._typed_as_main() - {main.lower()}:
            raise DamagedDocument(AMBIGUOUS)
        return main

    def only(self, source: str, kind: str) -> _Element | None:
        """Return the root of the part of ``kind`` that ``source`` points to, if there is one.

        Raises :class:`gouji.errors.DamagedDocument` if there are several.
        """
        name = self._only_name(source, kind)
        return None if name is None else self.part(name)

    def _only_name(self, source: str, kind: str) -> str | None:
        names = {name.lower(): name for name in self.related(source, kind)}
        if len(names) > 1:
            raise DamagedDocument(AMBIGUOUS)
        return next(iter(names.values()), None)

    def _typed_as_main(self) -> set[str]:
        """Return the parts that the list of types calls the document."""
        types = self.part("[Content_Types].xml")
        return {
            (entry.get("PartName") or "").lstrip("/").lower()
            for entry in (types if types is not None else ())
            if _MAIN_TYPE.search(entry.get("ContentType") or "") and entry.get("PartName")
        }

    def related(self, source: str, kind: str) -> Iterator[str]:
        """Yield the parts of ``kind`` that ``source`` points to; outside links are left alone."""
        folder, name = posixpath.split(source)
        for link in self._links(posixpath.join(folder, "_rels", f"{name}.rels")):
            internal = link.get("TargetMode") != "External"
            if internal and (link.get("Type") or "").endswith(f"/{kind}"):
                yield _target(folder, link)

    def linked(self, source: str, identifier: str) -> bytes | None:
        """Return the part that ``source`` points to by an identifier, ``None`` where it is not."""
        folder, name = posixpath.split(source)
        for link in self._links(posixpath.join(folder, "_rels", f"{name}.rels")):
            if link.get("Id") == identifier and link.get("TargetMode") != "External":
                info = self._infos.get(_target(folder, link).lower())
                return None if info is None else self._read(info)
        return None

    def _links(self, name: str) -> list[_Element]:
        if name not in self._known_links:
            root = self.part(name)
            self._known_links[name] = [] if root is None else list(root)
        return self._known_links[name]

    def part(self, name: str) -> _Element | None:
        """Return the root of a part, ``None`` where there is no such part."""
        info = self._infos.get(name.lower())
        return None if info is None else parse(self._read(info))

    def _read(self, info: ZipInfo) -> bytes:
        if is_locked(info):
            raise DamagedDocument("Word 文档设有密码，请去掉密码后再送审")
        data = unpacked(self._zip, info, "Word 文档解压后过大，不像一份年度报告")
        if data is None:
            raise DamagedDocument(DAMAGED)
        return data
