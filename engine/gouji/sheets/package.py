"""The parts of an Excel workbook (.xlsx), opened within bounds; other Excel files by their name."""

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import IO

from lxml import etree

from gouji.errors import UsageError
from gouji.reading.compound import MAGIC as COMPOUND
from gouji.reading.evidence import evidence_of, markup
from gouji.reading.limits import MAX_PACKAGE_PARTS, MAX_PART_BYTES, MAX_SHEET_PART_BYTES

_AS_XLSX = "请用 Excel 或 WPS 另存为 .xlsx"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    LookupError,
    OSError,
    ValueError,
    NotImplementedError,
)
"""What libraries raise of a workbook that is broken, our own reader of references that lead nowhere
included."""


def check_kind(data: bytes) -> None:
    """Refuse what people take for a workbook and is none; raises :class:`UsageError`."""
    seen = evidence_of(data)
    if seen.locked:
        raise UsageError("设有密码，请去掉密码后再用")
    if data.startswith(COMPOUND):
        raise UsageError(f"是旧版 Excel（.xls）或别的旧文档，{_AS_XLSX}")
    if markup(seen):
        raise UsageError(f"其实是网页，不是表格文件，{_AS_XLSX}")


class Package:
    """The parts of a workbook. Whatever breaks in them is told as :class:`UsageError`."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())

    def has(self, name: str) -> bool:
        """Return whether there is a part of this name."""
        return name in self._names

    def elements(self, name: str, tags: Sequence[str]) -> Iterator[etree._Element]:
        """Yield the elements of a part that have one of ``tags``, each whole; then they are gone.

        Documents of strict and of usual Open XML differ in name space alone, which is not asked.
        """
        with self._opened(name, MAX_SHEET_PART_BYTES) as part:
            wanted = [f"{{*}}{tag}" for tag in tags]
            for _, element in etree.iterparse(part, tag=wanted, no_network=True, load_dtd=False):
                yield element
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]

    def tree(self, name: str) -> etree._Element:
        """Return the root of a small part."""
        parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
        with self._opened(name, MAX_PART_BYTES) as part:
            return etree.parse(part, parser).getroot()

    @contextmanager
    def _opened(self, name: str, limit: int) -> Iterator[IO[bytes]]:
        """Open a part; an archive never gives more of it than is declared, which is checked."""
        entry = self._archive.getinfo(name)
        if entry.file_size > limit:
            raise UsageError(f"解开后有一部分超过 {limit // 1_000_000} MB，不像一张清单")
        with self._archive.open(entry) as part:
            yield part


@contextmanager
def package(data: bytes) -> Iterator[Package]:
    """Open the workbook ``data``; raises :class:`UsageError` where it is none, or is broken."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if len(archive.namelist()) > MAX_PACKAGE_PARTS:
                raise UsageError(f"里面超过 {MAX_PACKAGE_PARTS} 个部件，不像一张清单")
            opened = Package(archive)
            if not opened.has("xl/workbook.xml"):
                raise UsageError(f"不是 Excel 工作簿（.xlsx），{_AS_XLSX}")
            yield opened
    except _BROKEN:
        raise UsageError(f"已损坏，打不开，{_AS_XLSX}") from None
