"""Bytes become the neutral document: one reader a format, all giving lines, grids and places."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from gouji.errors import UnreadableFile, UnsupportedFormat
from gouji.model.document import Document
from gouji.reading.limits import check_size
from gouji.reading.sniff import sniff

__all__ = ["read", "read_bytes"]


def read(path: Path) -> Document:
    """Read the file at ``path``; raises :class:`gouji.errors.DocumentError` in one sentence."""
    try:
        if path.is_dir():
            raise UnreadableFile("这是一个文件夹，请指定其中的文件")
        check_size(path.stat().st_size)
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile("没有这个文件") from None
    except PermissionError:
        raise UnreadableFile("没有权限读这个文件") from None
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"文件打不开（{getattr(error, 'strerror', None) or error}）") from None
    return read_bytes(data)


def read_bytes(data: bytes) -> Document:
    """Read a document from its bytes, whatever its name was."""
    check_size(len(data))
    found = sniff(data)
    if found == "pdf":
        from gouji.reading.pdf import read_pdf

        document = read_pdf(data)
    elif found == "txt":
        from gouji.reading.text import read_text

        document = read_text(data)
    else:
        raise UnsupportedFormat("这是网页文件，目前只能读 PDF 和文本文件")
    return replace(document, sha256=sha256(data).hexdigest())
