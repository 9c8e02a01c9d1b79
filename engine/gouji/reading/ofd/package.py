"""The parts of an OFD package: found as its files name them, read on demand and within bounds.

Real packages name parts in the wrong case and declare parts that are not there. A part that cannot
be had is ``None``: it costs itself, and whoever asked says what is missing.
"""

import posixpath
from collections.abc import Collection
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from lxml import etree
from lxml.etree import _Element

from gouji.errors import DamagedDocument, LimitExceeded
from gouji.reading.entry_names import entry_name
from gouji.reading.limits import (
    MAX_MARKUP_DEPTH,
    MAX_PACKAGE_BYTES,
    MAX_PACKAGE_PARTS,
)
from gouji.reading.members import BROKEN, is_locked, unpacked
from gouji.reading.trees import check_tree

DAMAGED = "这份 OFD 已损坏或不完整，读不出来"
LOCKED = "这份 OFD 加了密，请先去掉密码再审核"
_DECLARED = "这份 OFD 里有不该有的实体声明，为安全起见不读"
_DECLARATIONS = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_TOO_LARGE = "OFD 解压后过大，不像一份年度报告"
_KEYS = ("encryptions.xml", "decryptseed.dat", "entriesmap.dat")
"""The parts that a package has whose others are encrypted."""


class Package:
    """The parts of a package, by paths from its root without a leading stroke."""

    def __init__(self, data: bytes) -> None:
        """Open the package; raises :class:`gouji.errors.DocumentError` if it cannot be read."""
        try:
            self._zip = ZipFile(BytesIO(data))
            infos = [info for info in self._zip.infolist() if not info.is_dir()]
        except BROKEN:
            raise DamagedDocument(DAMAGED) from None
        if len(infos) > MAX_PACKAGE_PARTS:
            raise LimitExceeded(f"OFD 里有 {len(infos)} 个部件，超过 {MAX_PACKAGE_PARTS} 个的上限")
        self._infos: dict[str, ZipInfo] = {}
        self._ambiguous: set[str] = set()
        for info in infos:
            name = part_name(info)
            first = self._infos.setdefault(name, info)
            if (first.CRC, first.file_size) != (info.CRC, info.file_size):
                self._ambiguous.add(name)
        self._whatever_case = {name.lower(): name for name in reversed(self._infos)}
        self._inflated = 0
        if any(name.rpartition("/")[2] in _KEYS for name in self._whatever_case):
            raise DamagedDocument(LOCKED)

    def find(self, folder: str, location: str | None) -> str | None:
        """Return the name of the part at a ``location`` that a part in ``folder`` states.

        ``None`` where there is none. Steps up that lead out of the package stay at its root.
        """
        if not location or not location.strip():
            return None
        name = path_of(folder, location)
        return name if name in self._infos else self._whatever_case.get(name.lower())

    @property
    def names(self) -> Collection[str]:
        """The names of all parts."""
        return self._infos.keys()

    def read(self, name: str) -> bytes | None:
        """Return what a part holds, ``None`` where it cannot be unpacked.

        Nor can one that is there twice and not the same: programs take one or the other.
        """
        info = self._infos[name]
        if name in self._ambiguous:
            return None
        if is_locked(info):
            raise DamagedDocument(LOCKED)
        data = unpacked(self._zip, info, _TOO_LARGE)
        self._inflated += len(data or b"")
        if self._inflated > MAX_PACKAGE_BYTES:
            raise LimitExceeded(_TOO_LARGE)
        return data

    def tree(self, name: str | None) -> _Element | None:
        """Return the root of an XML part, ``None`` where there is none or it is damaged."""
        data = None if name is None else self.read(name)
        return None if data is None else parsed(data)


def part_name(info: ZipInfo) -> str:
    """Return the name of the part that an entry of a package is."""
    return posixpath.normpath(entry_name(info))


def path_of(folder: str, location: str) -> str:
    """Return where in the package a ``location`` is that a part in ``folder`` states."""
    path = posixpath.join("/", folder, location.strip().replace("\\", "/"))
    return posixpath.normpath(path).lstrip("/")


def folder_of(name: str) -> str:
    """Return the folder from which a part counts the locations that it states."""
    return posixpath.dirname(name)


def parsed(data: bytes) -> _Element | None:
    """Return the root of an XML part, ``None`` where it is damaged."""
    if any(declaration in data for declaration in _DECLARATIONS):
        raise DamagedDocument(_DECLARED)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedDocument(_DECLARED)
    check_tree(root, MAX_MARKUP_DEPTH)
    return root
