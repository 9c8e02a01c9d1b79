"""Characters that show nothing: the one list of them, and text without them.

Most may go without a trace. Two kinds say that a number is not what it looks like in the file: a
control character between or beside digits stands for something lost, and a mark that turns the
direction of writing makes the page show digits in another order. :data:`UNKNOWN` takes their place.
"""

from gouji.expressions import compiled

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

UNKNOWN = "\ufffd"
"""Stands for what cannot be known (REPLACEMENT CHARACTER): no number is read across it."""

_ANY = compiled(f"[{INVISIBLE}]+")
_CONTROL = r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
_CONTROL_AT_NUMBER = compiled(rf"(?<=[\d.,]){_CONTROL}+|{_CONTROL}+(?=[-\d.,])")
_TURNING = compiled("[\u202b\u202e\u2067\u2068\u200f\u061c]")
"""From right to left: embedding, override, isolates, marks. Those from left to right turn nothing
in Chinese text."""
_NUMBER_START = compiled(r"(?<!\d)(?=\d)")


def visible(text: str) -> str:
    """Return ``text`` without the characters that show nothing; white space stays.

    Digits that are not shown as they are written are parted from what stands beside them by
    :data:`UNKNOWN`.
    """
    if not _ANY.search(text):
        return text
    head, tail = _turned_at(_CONTROL_AT_NUMBER.sub(UNKNOWN, text))
    return _ANY.sub("", head) + _NUMBER_START.sub(UNKNOWN, _ANY.sub("", tail))


def is_turned(text: str) -> bool:
    """Tell whether digits of ``text`` stand behind a mark that turns the direction of writing."""
    return bool(_turned_at(text)[1])


def _turned_at(text: str) -> tuple[str, str]:
    """Part ``text`` before the first mark that turns digits; the second part is empty if none."""
    mark = _TURNING.search(text)
    if mark is None or not any(map(str.isdecimal, text[mark.start() :])):
        return text, ""
    return text[: mark.start()], text[mark.start() :]
