"""Text of a document, an agency's name, a file's name: made fit to stand in a file of ours."""

import re

from gouji.model.invisible import visible

_BLANKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_UNFIT = re.compile("[\ufffe\uffff\ud800-\udfff]")
"""What is no character, and what XML cannot hold."""


def printable(text: str) -> str:
    """Return ``text`` on one line, without characters that no reader sees or no file can hold."""
    return _UNFIT.sub("", visible(_BLANKS.sub(" ", text)))
