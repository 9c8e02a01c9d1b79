"""Text of documents as pages may show it: bounded, and in the order in which it is written."""

from markupsafe import Markup

LONGEST = 300
"""Characters of a message, a quote or a remedy that a page shows."""

_CONTROLS = dict.fromkeys(
    (
        *(*range(9), 11, 12, *range(14, 32), 127),
        *(0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    )
)
"""Characters that show nothing, or turn the order of what follows them."""


def shortened(text: str, most: int = LONGEST) -> str:
    """Return ``text``, cut after ``most`` characters with a word that it goes on."""
    return text if len(text) <= most else f"{text[:most]}……（共{len(text)}字，以下略）"


def in_order(value: object) -> object:
    """Return a text without control characters, anything else as it is; markup is our own."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return value.translate(_CONTROLS)
    return value
