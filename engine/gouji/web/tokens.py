"""Tokens by which other programs prove themselves, each under the name of who holds it."""

import hashlib
import re
from secrets import compare_digest

from gouji.errors import UsageError
from gouji.records import dataclass

SHORTEST_TOKEN = 24
_SINGLE = "interface"
"""The name of a token that has none."""
_NAME = re.compile(r"[\w.@-]{1,40}")


@dataclass(frozen=True, slots=True)
class Token:
    """A secret, and who holds it."""

    name: str
    secret: str


def read_tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens in ``text``, one a line as 「名称 口令」; a single one needs no name.

    Raises :class:`UsageError` for what is none, or is not safe.
    """
    lines = [line.split() for line in text.splitlines() if not line.lstrip().startswith("#")]
    lines = [words for words in lines if words]
    if len(lines) == 1 and len(lines[0]) == 1:
        lines = [[_SINGLE, *lines[0]]]
    if any(len(words) != 2 or not _NAME.fullmatch(words[0]) for words in lines):
        raise UsageError("口令要一行一个，写成「名称 口令」；名称用字母、汉字、数字和 . @ _ -")
    tokens = tuple(Token(*words) for words in lines)
    for kind in ({t.name for t in tokens}, {t.secret for t in tokens}):
        if len(kind) < len(tokens):
            raise UsageError("口令或者名称有重复，请让每个系统各有一个")
    if any(len(token.secret) < SHORTEST_TOKEN for token in tokens):
        raise UsageError(f"接口口令太短，至少要 {SHORTEST_TOKEN} 个字符")
    return tokens


def holder(tokens: tuple[Token, ...], given: str) -> Token | None:
    """Return the token that was given; each is compared, in a time that tells nothing of any."""
    digest = _digest(given)
    found = None
    for token in tokens:
        if compare_digest(_digest(token.secret), digest):
            found = token
    return found


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors="surrogateescape")).digest()
