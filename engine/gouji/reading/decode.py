"""Bytes to text: mark of byte order, strict UTF-8, UTF-16, then GB18030."""

import codecs

from gouji.errors import UnsupportedFormat
from gouji.expressions import compiled

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = compiled(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffd-\uffff]")
_MOST_CONTROL = 0.02
_STRANGE = compiled(
    r"[^\t\n\r\f -~\u00a0-\u00ff\u2000-\u2fff\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]"
)
_LEAST_WRITTEN = 0.8
_HEAD = 4000


def decode(data: bytes) -> str:
    """Return the text of ``data``; raises :class:`UnsupportedFormat` for what is no text.

    What a page declares is not believed: pages that say UTF-8 and are GBK are common.
    """
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_written(text):
            return text
    raise UnsupportedFormat("这不是文本文件，也不是能识别的文档格式")


def _candidates(data: bytes) -> list[str]:
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    head = data[:_HEAD]
    if not marked and 0 in head:
        # Zeros are in no other encoding; beside an ASCII character they tell the byte order.
        little = head[1::2].count(0) >= head[0::2].count(0)
        return ["utf-16-le" if little else "utf-16-be"]
    return [*marked, "utf-8", "gb18030"]


def _is_written(text: str) -> bool:
    """Tell whether text is what people write, in Chinese or Latin script."""
    strange = "".join(_STRANGE.findall(text))  # control characters among them
    return (
        len(_CONTROL.findall(strange)) <= len(text) * _MOST_CONTROL
        and len(text) - len(strange) >= len(text) * _LEAST_WRITTEN
    )
