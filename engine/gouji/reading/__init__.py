"""Bytes become the neutral document: one reader a format, all giving lines, grids and places."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from gouji.errors import UnreadableFile, UnsupportedFormat
from gouji.model.document import Document
from gouji.reading.limits import check_size
from gouji.reading.sniff import NAMES, sniff

__all__ = ["file_bytes", "load_readers", "read", "read_bytes"]

_READERS = {
    "pdf": ("gouji.reading.pdf", "read_pdf"),
    "docx": ("gouji.reading.docx", "read_docx"),
    "html": ("gouji.reading.html", "read_html"),
    "txt": ("gouji.reading.text", "read_text"),
    "ole": ("gouji.reading.office", "read_doc"),
    "rtf": ("gouji.reading.office", "read_rtf"),
    "odt": ("gouji.reading.office", "read_odt"),
    "image": ("gouji.reading.scan", "read_image"),
}
"""Format → module and function ``bytes → Document``; imported when first needed, as they are
heavy. A new format needs an entry here and a way to tell it in ``sniff``."""


def read(path: Path) -> Document:
    """Read the file at ``path``; raises :class:`gouji.errors.DocumentError` in one sentence."""
    return read_bytes(file_bytes(path))


def read_bytes(data: bytes) -> Document:
    """Read a document from its bytes, whatever its name was; raises as :func:`read` does."""
    check_size(len(data))
    document = _reader(sniff(data))(data)
    return replace(document, sha256=sha256(data).hexdigest())


def file_bytes(path: Path) -> bytes:
    """Return what the file at ``path`` holds; raises as :func:`read` does."""
    try:
        if path.is_dir():
            raise UnreadableFile("这是一个文件夹，请指定其中的文件")
        check_size(path.stat().st_size)
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile("没有这个文件") from None
    except PermissionError:
        raise UnreadableFile("没有权限读这个文件") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableFile(f"文件打不开（{reason}）") from None


def load_readers() -> None:
    """Import the readers of the usual formats, so that children forked later have them."""
    for found in ("pdf", "docx", "html", "txt"):
        _reader(found)


def _reader(found: str) -> Callable[[bytes], Document]:
    if found not in _READERS:
        readable = "、".join(NAMES[known] for known in _READERS)
        raise UnsupportedFormat(f"这份文件是{NAMES[found]}，目前能读的格式只有：{readable}")
    module, function = _READERS[found]
    reader: Callable[[bytes], Document] = getattr(import_module(module), function)
    return reader
