"""Texts as every database takes them, and names of agencies as the history tells them apart."""

from gouji.expressions import compiled
from gouji.model.invisible import visible

_UNSTORABLE = compiled("[\x00\ud800-\udfff]")
"""PostgreSQL has no NUL in a text; half a surrogate pair (an undecodable file name) is no text."""
_BRACKETS = str.maketrans("()[]［］〔〕【】﹝﹞〖〗", "（）" * 7)
"""Of whatever form brackets are, a branch is the same one (公安局〔高新分局〕)."""


def storable(text: str) -> str:
    r"""Return ``text`` with what no database stores written out (``\x00``, ``\udcff``)."""
    if text.isalnum():  # most texts are, and this is quick
        return text
    return _UNSTORABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def agency_name(text: str) -> str:
    """Return the one spelling of an agency's name: no white space, full-width round brackets.

    Characters that cannot be seen (zero-width spaces, marks of direction) count as white space.
    """
    return "".join(visible(storable(text)).split()).translate(_BRACKETS)
