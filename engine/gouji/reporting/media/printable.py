"""Text of a document, an agency's name, a file's name: made fit to stand in a file of ours."""

import re

_BLANKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_UNFIT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""What XML cannot hold, what cannot be seen, and what turns the direction of the text around."""


def printable(text: str) -> str:
    """Return ``text`` on one line, without characters that no reader sees or no file can hold."""
    return _UNFIT.sub("", _BLANKS.sub(" ", text))
