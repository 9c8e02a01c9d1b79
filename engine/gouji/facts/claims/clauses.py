"""Sentences and their pieces: what stands between two marks, with the marks around it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from gouji.facts.claims.kit import Kit
from gouji.facts.claims.naming import named_bodies
from gouji.facts.claims.tokens import Token, tokens
from gouji.facts.claims.wording import Mark
from gouji.records import dataclass

LONGEST = 1200
"""Tokens; what is longer is no sentence, and is cut so that reading time stays linear."""
_COUNTING = ("number", "digits")


@dataclass(slots=True)
class Piece:
    """Tokens between two marks; ``depth`` counts the brackets around them."""

    before: str
    depth: int
    tokens: list[Token] = field(default_factory=list)
    notes: list[Token] = field(default_factory=list)
    """Tokens of brackets inside the piece that hold no number."""
    counts: bool = False
    """Whether a number stands in it."""


@dataclass(slots=True)
class Sentence:
    """Its tokens and their pieces; ``opens`` tells that a paragraph begins with it."""

    tokens: list[Token]
    pieces: list[Piece]
    opens: bool


def sentences(text: str, kit: Kit) -> list[Sentence]:
    """Return the sentences of ``text``; a semicolon does not end one, an absurd length does."""
    found: list[Sentence] = []
    opens = True
    for group, stop in _groups(_named(text, kit)):
        dated = _dated(named_bodies(group, kit), kit)
        if dated:
            found.append(Sentence(dated, list(_pieces(_without_notes(dated))), opens))
        opens = stop == "\n" or (opens and not dated)
    return found


def _named(text: str, kit: Kit) -> Iterator[Token]:
    """Yield the tokens of ``text``, the body's own names as one token each."""
    at = 0
    for start, end in kit.body.spans(text):
        if start > at:
            yield from tokens(text, kit.wording, at, start)
        yield Token("word", start, end, text[start:end], role="own_body")
        at = end
    if at < len(text):
        yield from tokens(text, kit.wording, at)


def _groups(found: Iterable[Token]) -> Iterator[tuple[list[Token], str]]:
    group: list[Token] = []
    for token in found:
        if token.kind == "end" or len(group) == LONGEST:
            yield group, token.text
            group = []
        if token.kind != "end":
            group.append(token)
    yield group, ""


def _dated(group: Sequence[Token], kit: Kit) -> list[Token]:
    """Join 「2023年结转」 to what was carried in, 「转2025年」 to what was carried out.

    A date of another year makes what it stands at a part; 「2024年以来」 is the year itself.
    """
    year = kit.year
    if year is None:
        return list(group)
    found: list[Token] = []
    for token in group:
        last = found[-1] if found else token
        named = int(last.value or 0) if last.kind == "year" else 0
        if token.role == "carry" and named == year - 1:
            found[-1] = _carried(last, token, kit.marks.only("carried_in"))
        elif token.kind == "year" and last.role == "carry" and token.value in (year + 1, year - 1):
            carried: Mark = "carried_out" if token.value == year + 1 else "carried_in"
            found[-1] = _carried(last, token, kit.marks.only(carried))
        elif token.role == "plain" and token.value is not None and token.value != year:
            found.append(token._replace(role="subset"))
        elif token.role == "since" and named == year:
            found.append(token._replace(role="plain"))
        elif token.role == "since":
            found.append(token._replace(role="subset"))
        else:
            found.append(token)
    return found


def _carried(first: Token, second: Token, cls: str) -> Token:
    return Token("word", first.start, second.end, first.text + second.text, cls, "event")


def _without_notes(group: Sequence[Token]) -> list[Token | list[Token]]:
    """Fold every bracket that holds no number into one note, so that words around it meet."""
    stack: list[list[Token | list[Token]]] = [[]]
    for token in group:
        if token.text == "（" and token.kind == "mark":
            stack.append([token])
        elif token.text == "）" and token.kind == "mark" and len(stack) > 1:
            inner = stack.pop()
            flat = [t for t in inner if isinstance(t, Token)]
            if len(flat) < len(inner) or any(t.kind in _COUNTING for t in flat):
                stack[-1] += [*inner, token]
            else:
                stack[-1].append(flat[1:])
        else:
            stack[-1].append(token)
    return [token for level in stack for token in level]


def _pieces(group: Iterable[Token | list[Token]]) -> Iterator[Piece]:
    piece, depth = Piece("", 0), 0
    for token in group:
        if isinstance(token, list):
            piece.notes += token
        elif token.kind == "mark":
            yield piece
            depth += (token.text == "（") - (token.text == "）")
            depth = max(depth, 0)
            piece = Piece(token.text, depth)
        else:
            piece.tokens.append(token)
            piece.counts = piece.counts or token.kind == "number"
    yield piece
