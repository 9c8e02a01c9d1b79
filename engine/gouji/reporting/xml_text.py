"""Text of any document as XML can hold it."""

import re

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return ``text`` with a mark in place of each character that XML 1.0 cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
