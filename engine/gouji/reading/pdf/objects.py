"""Reads plain objects of a PDF by one regular expression in place of a parser for each byte.

Objects as nearly all producers write them are read here. Any other (comments, strings in strings,
names with escapes) raises :class:`UnusualError` and takes pdfminer's own way, which gives the same
result more slowly.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psparser import LIT, PSLiteral

from gouji.expressions import compiled_bytes

_NAME_FORM = rb"/[!\"$&'*-.0-;=?-Z\\^-z|~]*+"
_NUMBER_FORM = rb"[-+]?+(?:[0-9]++\.?+[0-9]*+|\.[0-9]++)"
_TOKEN = compiled_bytes(
    rb"[0-9]++[\t\n\f\r ]++[0-9]++[\t\n\f\r ]++R(?![^\t\n\f\r ()<>\[\]{}/%%])"  # a reference
    rb"|%b|%b"
    rb"|\[[^R\[\]()<>{}%%#\x00\v\x80-\xff]*+\]"  # an array of these two and no references
    rb"|<(?:[\t\n\f\r ]*+[0-9A-Fa-f][\t\n\f\r ]*+[0-9A-Fa-f])*+[\t\n\f\r ]*+>"  # pairs of digits
    rb"|\((?:[^()\\]++|\\[()\\nrtbf]|\\[0-3][0-7]{2})*+\)"  # a string
    rb"|[A-Za-z][^\t\n\v\f\r ()<>\[\]{}/%%#]*+"  # a keyword
    rb"|<<|>>|[^\t\n\f\r ]" % (_NAME_FORM, _NUMBER_FORM)  # a bracket, or something unusual
)
_NUMBER = compiled_bytes(_NUMBER_FORM)
_PLAIN_ESCAPES = compiled_bytes(rb"(?:[^\\]++|\\(?:[0-3][0-7]{2}|[()\\nrtbf]))*+")
_END, _ENDS = "\u0100", rb"\u0100"
"""A sign that is no byte, and how its escape is written."""
_ESCAPE = compiled_bytes(rb"\\([0-7]{3}|.)", re.DOTALL)
_ESCAPED = {b"%03o" % code: bytes([code & 255]) for code in range(512)}
_ESCAPED |= {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_ESCAPED |= {sign: sign for sign in (b"(", b")", b"\\")}
_NAMES = {PSLiteral}
_OPENS = b"("[0]
LONGEST_NUMBER = 300
"""Characters of a number; a longer one is no measure of anything."""


class UnusualError(Exception):
    """What is read must take pdfminer's own way."""


class Bracket(NamedTuple):
    """A token that opens or closes an array or a dictionary."""

    opens: bool
    array: bool


class _Array(NamedTuple):
    items: tuple[Any, ...]


BRACKETS = {
    b"[": Bracket(opens=True, array=True),
    b"]": Bracket(opens=False, array=True),
    b"<<": Bracket(opens=True, array=False),
    b">>": Bracket(opens=False, array=False),
}


class Meanings(dict[bytes, Any]):
    """What the tokens of a document mean, each worked out once.

    ``null`` is what pdfminer takes that word for, which depends on where it stands.
    """

    def __init__(self, document: PDFDocument | None, null: object) -> None:
        super().__init__(BRACKETS)
        self._document = document
        self.update({b"true": True, b"false": False, b"null": null})

    def __missing__(self, token: bytes) -> Any:  # noqa: ANN401 - any value of a file
        meaning = self[token] = self._meaning(token)
        return meaning

    def _meaning(self, token: bytes) -> Any:  # noqa: ANN401
        first = token[:1]
        if first == b"/" and b"/" not in token[1:]:
            return LIT(token[1:].decode())
        if first == b"[":
            return _Array(self._elements(token[1:-1]))
        if first == b"<" and len(token) > 1:
            return from_hexadecimal(token[1:-1])
        if first == b"(" and len(token) > 1:
            return unescaped(token[1:-1])
        if token.endswith(b"R") and first.isdigit():
            return PDFObjRef(self._document, int(token.split()[0]))
        return _number(token)

    def _elements(self, inside: bytes) -> tuple[Any, ...]:
        try:
            return tuple([self[token] for token in inside.split()])
        except UnusualError:  # some may stand side by side without a blank
            return tuple([self[token] for token in _TOKEN.findall(inside)])


def _number(token: bytes) -> float:
    if _NUMBER.fullmatch(token) and len(token) < LONGEST_NUMBER:
        return float(token) if b"." in token else int(token)
    raise UnusualError


def plain_object(data: bytes, start: int, end: int, meanings: Meanings) -> Any:  # noqa: ANN401
    """Return the one object that stands in a part of ``data``.

    Raises :class:`UnusualError` where it is not plain, or not one.
    """
    stack: list[Any] = []
    opened: list[tuple[int, bool]] = []
    for token in _TOKEN.findall(data, start, end):
        meaning = meanings[token]
        kind = meaning.__class__
        if kind is _Array:
            stack.append(list(meaning.items))
        elif kind is not Bracket:
            stack.append(meaning)
        elif meaning.opens:
            opened.append((len(stack), meaning.array))
        else:
            _close(stack, opened, array=meaning.array)
    if len(stack) != 1 or opened:
        raise UnusualError
    return stack[0]


def packed_places(stream: PDFStream, data: bytes) -> Sequence[tuple[int, int]]:
    """Return where the objects in a stream of objects start and end, nothing if not in order."""
    count, first = stream.get("N"), stream.get("First")
    if not isinstance(count, int) or not isinstance(first, int):
        return ()
    heads = data[: max(first, 0)].split()
    if len(heads) != 2 * count or not all(map(bytes.isdigit, heads)):
        return ()
    places = [first + int(head) for head in heads[1::2]] + [len(data)]
    if places[0] != first or any(a >= b for a, b in pairwise(places)):
        return ()
    return list(pairwise(places))


def _close(stack: list[Any], opened: list[tuple[int, bool]], *, array: bool) -> None:
    """Put what stands in a bracket in the place of its parts."""
    if not opened or opened[-1][1] is not array:
        raise UnusualError
    start, _ = opened.pop()
    inside = stack[start:]
    del stack[start:]
    stack.append(inside if array else _dictionary(inside))


def _dictionary(items: Sequence[Any]) -> dict[str, Any]:
    keys, values = items[::2], items[1::2]
    if len(keys) != len(values) or not {*map(type, keys)} <= _NAMES:
        raise UnusualError
    return {key.name: value for key, value in zip(keys, values, strict=True) if value is not None}


def from_hexadecimal(digits: bytes) -> bytes:
    """Return the bytes of a string; a last digit without another is followed by 0."""
    packed = digits.translate(None, b"\x00\t\n\f\r ")
    return bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode())


def unescaped(text: bytes) -> bytes:
    """Return the bytes of a string without its escapes.

    Raises :class:`UnusualError` for one that pdfminer knows better.
    """
    if b"\\" not in text:
        return text
    parts = _ESCAPE.split(text)
    try:
        parts[1::2] = [_ESCAPED[code] for code in parts[1::2]]
    except KeyError:
        raise UnusualError from None
    return b"".join(parts)


def strings_of(tokens: Sequence[bytes]) -> list[bytes]:
    """Return the bytes of strings as they stand in a file, in brackets or as digits.

    Content has thousands of them, of a character or two: the escapes of all are undone at once.
    Raises :class:`UnusualError` as :func:`unescaped` does.
    """
    literal = [token[1:-1] for token in tokens if token[0] == _OPENS]
    if literal and _PLAIN_ESCAPES.fullmatch(b" ".join(literal)):
        joined = _ENDS.join(literal).replace(rb"\(", b"(").replace(rb"\)", b")")
        texts = [text.encode("latin-1") for text in joined.decode("unicode_escape").split(_END)]
    else:
        texts = [*map(unescaped, literal)]
    if len(literal) == len(tokens):
        return texts
    found = iter(texts)
    return [
        next(found) if token[0] == _OPENS else from_hexadecimal(token[1:-1]) for token in tokens
    ]
