"""Bytes become the neutral document: one reader a format, all giving lines, grids and places."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from gouji.errors import UnreadableFile, UnsupportedFormat
from gouji.model.document import Document
from gouji.oserrors import not_read
from gouji.reading.formats import (
    ARCHIVE,
    ARCHIVES,
    DOCX,
    HTML,
    PDF,
    READABLE,
    TXT,
    Format,
    function,
)
from gouji.reading.limits import check_length, check_size
from gouji.reading.sniff import sniff

__all__ = ["file_bytes", "load_readers", "read", "read_bytes"]


def read(path: Path) -> Document:
    """Read the file at ``path``; raises :class:`gouji.errors.DocumentError` in one sentence."""
    return read_bytes(file_bytes(path))


def read_bytes(data: bytes) -> Document:
    """Read a document from its bytes, whatever its name was; raises as :func:`read` does."""
    check_size(len(data))
    document = _reader(data)(data)
    check_length(document)
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
    except OSError as error:
        raise UnreadableFile(f"文件打不开（{not_read(error)}）") from None
    except ValueError:  # a name with a null character
        raise UnreadableFile("没有这个文件") from None


def load_readers(formats: Iterable[Format] = (PDF, DOCX, HTML, TXT)) -> None:
    """Import the readers of formats, the usual ones, so that children forked later have them."""
    for each in formats:
        function(each.reader)


def _reader(data: bytes) -> Callable[[bytes], Document]:
    found = sniff(data)
    if found is ARCHIVE:
        from gouji.reading.archives import refusal

        raise refusal(data)
    if found in ARCHIVES:
        raise UnsupportedFormat(f"这份文件是{found.title}，请先解开，或者改存为 ZIP 压缩包")
    if not found.reader:
        readable = "、".join(known.title for known in READABLE)
        raise UnsupportedFormat(f"这份文件是{found.title}，目前能读的格式只有：{readable}")
    return function(found.reader)
