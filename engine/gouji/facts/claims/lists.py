"""Wholes and the parts listed after 其中."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from gouji.facts.claims.found import ListSum
from gouji.facts.claims.tokens import PERCENT_UNITS, Token
from gouji.facts.claims.wording import ClaimWording
from gouji.model.prose import Prose

_CLOSE, _OPEN = "）", "（"
_SEPARATORS = "、，；"
_ZERO = Decimal(0)


class _Parts:
    """The parts of one list, taken token by token until something is said that is no part.

    ``uniform`` counts those before the first change of separator, which may lead to another
    level; ``open`` tells that the list need not be complete.
    """

    def __init__(self, wording: ClaimWording) -> None:
        self._units = wording.units["parts"]
        self._words = wording.lists
        self._depth = 0
        self._label = ""
        self._filled = False
        self._acting = False
        self._separator = ""
        self.values: list[Decimal] = []
        self.uniform = 0
        self.open = False
        self.end = 0

    def take(self, token: Token) -> bool:
        """Take the next token; return whether the list goes on."""
        if token.text in (_OPEN, _CLOSE):
            self._depth += 1 if token.text == _OPEN else -1
            return self._depth >= 0
        if self._depth:
            return True
        if token.text in self._words.openers:
            self.open = True
            return False
        if token.kind == "mark":
            self._separate(token.text)
        elif token.kind == "number":
            return self._count(token)
        else:
            self._say(token)
        return True

    def _separate(self, mark: str) -> None:
        if mark not in _SEPARATORS or not self._filled:
            return
        self._separator = self._separator or mark
        if mark != self._separator and not self.uniform:
            self.uniform = len(self.values)
        self._label, self._filled = "", False

    def _count(self, token: Token) -> bool:
        if token.unit in PERCENT_UNITS:
            self.open = True
            return False
        acts = any(word in self._label for word in self._words.ends)
        self._acting = self._acting or (acts and not self.values)
        if self.values and acts and not self._acting:
            return False
        if self._filled or token.value is None or token.unit not in self._units:
            self.open = True
            return False
        self.values.append(token.value)
        self.end, self._filled = token.end, True
        return True

    def _say(self, token: Token) -> None:
        """「…等」 after a part leaves the list open, and so does 「包括」 before the first."""
        ended = self._filled and token.text.startswith(self._words.open_ends)
        opened = not self.values and not self._label and token.text in self._words.open_words
        self.open = self.open or ended or opened
        self._label += token.text

    def best(self, whole: Decimal) -> tuple[Decimal, ...]:
        """Return the parts that belong to ``whole``: a run that adds up, or the uniform run."""
        total = _ZERO
        for count, value in enumerate(self.values, 1):
            total += value
            if total == whole and count > 1:
                return tuple(self.values[:count])
        return tuple(self.values[: self.uniform or len(self.values)])


def read_lists(
    section: str, prose: Prose, sentences: Sequence[Sequence[Token]], wording: ClaimWording
) -> Iterator[ListSum]:
    """Yield every list of two parts or more, with the numbers of the paragraph as hints."""
    for place, sentence in enumerate(sentences):
        for index, token in enumerate(sentence):
            if token.text not in wording.lists.openers:
                continue
            found = _list(sentence, index, wording)
            if found is None:
                continue
            whole, parts = found
            if not whole.value:
                continue
            values = parts.best(whole.value)
            changed = bool(parts.uniform) and len(values) < len(parts.values)
            near = [t for s in sentences[max(place - 2, 0) : place + 1] for t in s]
            yield ListSum(
                section=section,
                whole=whole.value,
                parts=values,
                kind=_kind(
                    sum(values, _ZERO) / whole.value, len(values), parts.open or changed, wording
                ),
                quote=prose.quote(whole.start, parts.end),
                hint=_hint(whole, values, near),
            )


def _kind(
    share: Decimal,
    count: int,
    is_open: bool,  # noqa: FBT001
    wording: ClaimWording,
) -> Literal["closed", "doubtful", "open"]:
    """Tell how far the parts must add up, by their share of the whole."""
    if is_open or share < wording.lists.doubtful_share:
        return "open"
    if share < wording.lists.closed_share:
        return "doubtful" if count > 2 else "open"
    return "closed"


def _list(
    sentence: Sequence[Token], index: int, wording: ClaimWording
) -> tuple[Token, _Parts] | None:
    whole = _whole(sentence[:index], wording)
    if whole is None:
        return None
    parts = _Parts(wording)
    for token in sentence[index + 1 :]:
        if not parts.take(token):
            break
    return (whole, parts) if len(parts.values) > 1 else None


def _whole(before: Sequence[Token], wording: ClaimWording) -> Token | None:
    """Return the number that stands right before 其中, notes in brackets aside."""
    depth = 0
    for token in reversed(before):
        if token.text == _CLOSE:
            depth += 1
        elif token.text == _OPEN and depth:
            depth -= 1
        elif depth or token.text in (*_SEPARATORS, _OPEN):
            continue
        else:
            countable = token.kind == "number" and token.unit in wording.units["parts"]
            return token if countable and token.value is not None else None
    return None


def _hint(whole: Token, parts: Sequence[Decimal], near: Sequence[Token]) -> str:
    """Name the number close by that equals the difference, if there is one."""
    gap = abs((whole.value or Decimal(0)) - sum(parts))
    for token in near:
        if gap and token.kind == "number" and token.value == gap and token is not whole:
            return f"，差数正好是邻近的「{token.text}」"
    return ""
