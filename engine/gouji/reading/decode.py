"""Bytes to text: mark of byte order, strict UTF-8, UTF-16, then GB18030."""

import re

from gouji.errors import UnsupportedFormat

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ue000-\uf8ff]")
_MOST_CONTROL = 0.02


def decode(data: bytes) -> str:
    """Return the text of ``data``; raises :class:`UnsupportedFormat` for what is no text.

    What a page declares is not believed: pages that say UTF-8 and are GBK are common.
    """
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_CONTROL.findall(text)) <= len(text) * _MOST_CONTROL:
            return text
    raise UnsupportedFormat("这不是文本文件，也不是能识别的文档格式")


def _candidates(data: bytes) -> list[str]:
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    zeros = data[:4000].count(0)
    if not marked and zeros > len(data[:4000]) // 8:
        return ["utf-16-le", "utf-16-be"]
    return [*marked, "utf-8", "gb18030"]
