"""Characters that show nothing: the one list of them, and text without them."""

import re

INVISIBLE = (
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters other than white space
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    r"\U000e0001\U000e0020-\U000e007f\U000e0100-\U000e01ef"
)
r"""Characters without a picture or a width, as the inside of a class of a regular expression.

Control characters, and those assigned ones that Unicode says to ignore where nothing else is known
of them (Default_Ignorable_Code_Point): soft hyphen, joiners, marks of direction, fillers, variation
selectors, tags, U+FEFF. White space (line ends, ``\x85``, no-break blanks) is not among them.
"""

_ANY = re.compile(f"[{INVISIBLE}]+")


def visible(text: str) -> str:
    """Return ``text`` without the characters that show nothing; white space stays."""
    return text if text.isascii() and text.isprintable() else _ANY.sub("", text)
