"""Which classes of words stand at a number: right before it, or right after it."""

from collections.abc import Iterator, Sequence

from gouji.facts.claims.tokens import Token

PIECE_MARKS = "，；：（）"
NEUTRAL = frozenset({"filler", "year", "this_year", "every", "every_channel", ""})
_ACTIONS = frozenset({"receive", "accept", "handle", "answer"})
_NOUNS = frozenset({"object", "request"})


def classes_at(label: Sequence[Token], after: Sequence[Token]) -> frozenset[str]:
    """Return the classes that say what a number counts; empty where nothing is sure.

    ``label`` is what stands between the number before and this one, ``after`` what follows up to
    the next mark.
    """
    if _is_partial(_last_pieces(label)):
        return frozenset()
    piece = _after_channels(nearest_piece(label))
    found = _classes(_suffix(piece))
    ahead = _prefix(after)
    if not found:
        return _classes(ahead) if all(t.kind != "unknown" for t in piece) else frozenset()
    if found <= _ACTIONS | {"request"} and "object" not in found:
        if after and not ahead:
            return frozenset()
        more = _classes(ahead)
        return found | more if more <= _NOUNS else found
    return found


def nearest_piece(label: Sequence[Token]) -> Sequence[Token]:
    """Return the last piece between marks that has a word of a class, or an unknown one."""
    pieces = list(_pieces(label))
    for piece in reversed(pieces):
        if any(token.cls not in NEUTRAL or token.kind == "unknown" for token in piece):
            return piece
    return pieces[-1] if pieces else ()


def _after_channels(piece: Sequence[Token]) -> Sequence[Token]:
    """Leave out a list of all channels: 「通过网络、信函等渠道」."""
    for index in range(len(piece) - 1, -1, -1):
        if piece[index].cls == "every_channel":
            return piece[index + 1 :]
    return piece


def _last_pieces(label: Sequence[Token]) -> list[Token]:
    """Return the last two pieces that say something: 「通过网络，共收到」 is one thought."""
    told = [piece for piece in _pieces(label) if piece]
    return [token for piece in told[-2:] for token in piece]


def doer(label: Sequence[Token]) -> str:
    """Return the unknown text right before the known words: it may name who did it."""
    piece = list(nearest_piece(label))
    suffix = len(_suffix(piece))
    text = ""
    for token in reversed(piece[: len(piece) - suffix]):
        if token.kind != "unknown":
            break
        text = token.text + text
    return text


def until_mark(tokens: Sequence[Token], marks: str = "，、" + PIECE_MARKS) -> list[Token]:
    """Return the tokens before the first of ``marks``."""
    found: list[Token] = []
    for token in tokens:
        if token.kind in ("mark", "end") and (token.text in marks or token.kind == "end"):
            break
        found.append(token)
    return found


def _pieces(label: Sequence[Token]) -> Iterator[list[Token]]:
    piece: list[Token] = []
    for token in label:
        if token.kind == "mark" and token.text in PIECE_MARKS:
            yield piece
            piece = []
        else:
            piece.append(token)
    yield piece


def _suffix(piece: Sequence[Token]) -> Sequence[Token]:
    for index in range(len(piece) - 1, -1, -1):
        if piece[index].kind == "unknown":
            return piece[index + 1 :]
    return piece


def _prefix(after: Sequence[Token]) -> list[Token]:
    found: list[Token] = []
    for token in after:
        if token.kind == "unknown":
            break
        found.append(token)
    return found


def _classes(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(token.cls for token in tokens) - NEUTRAL


def _is_partial(label: Sequence[Token]) -> bool:
    """Tell whether the label speaks of a part; naming every channel makes it whole again."""
    partial = False
    for token in label:
        if token.cls == "partial":
            partial = True
        elif token.cls == "every_channel":
            partial = False
    return partial
