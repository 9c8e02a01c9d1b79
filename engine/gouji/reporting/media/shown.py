"""Text of documents as pages may show it: bounded, and in the order in which it is written."""

from markupsafe import Markup

from gouji.model.invisible import visible

LONGEST = 300
"""Characters of a message, a quote or a remedy that a page shows."""


def shortened(text: str, most: int = LONGEST) -> str:
    """Return ``text``, cut after ``most`` characters with a word that it goes on."""
    return text if len(text) <= most else f"{text[:most]}……（共{len(text)}字，以下略）"


def in_order(value: object) -> object:
    """Return a text without what shows nothing or turns the order of what follows it around.

    Anything else stays as it is; markup is our own.
    """
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value
