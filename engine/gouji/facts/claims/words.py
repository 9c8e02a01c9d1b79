"""What the words of a clause say: the slots that they fill, and what else."""

from collections.abc import Collection, Sequence

from gouji.facts.claims.kit import Kit
from gouji.facts.claims.sites import Filled, Slots, adjoining
from gouji.facts.claims.tokens import Token

_OPENING = ("plain", "every", "rest")
"""What may stand before a bare 「公开」 that counts what was granted."""


class Words:
    """The slots that some tokens fill, and what else they say.

    ``weak`` is a word that speaks of requests only where they are the topic. ``field`` tells that
    disclosure is named, ``about`` that 涉及 stands there, ``restricted`` that unknown words narrow
    the noun. ``beside`` are the classes of the whole sentence.
    """

    def __init__(self, kit: Kit, found: Sequence[Token], beside: Collection[str]) -> None:
        self.slots: Slots = {}
        self.weak: Token | None = None
        self.field = self.about = self.restricted = False
        self._kit = kit
        self._beside = beside
        acted = False
        answered = kit.marks["answered"]
        tokens, disputed = dated(kit, found), -1
        for index, token in enumerate(tokens):
            if token.slot is None:
                self.field = self.field or token.role == "field"
                self.about = self.about or token.role == "about"
                continue
            if token.cls in answered:
                disputed = _last_dispute(kit, tokens) if disputed < 0 else disputed
                if index < disputed:
                    continue
            self._say(tokens, index, acted=acted)
            acted = acted or token.slot == "event"

    def _say(self, found: Sequence[Token], index: int, *, acted: bool) -> None:
        """Take a word that fills a slot."""
        token = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        cls = self._kit.wording.words[token.cls]
        if cls.beside:
            if self._speaks(found, index):
                self._fill(token._replace(cls=cls.stands_for or ""))
            return
        if cls.stands_for:
            self.weak = self.weak or token
            return
        if following and following.role == "and_more" and token.cls in self._kit.marks["row"]:
            return
        unknown = adjoining(found, index)
        if token.cls in self._kit.marks["main_request"]:
            self.field = True
            self.restricted = self.restricted or (acted and unknown)
        elif token.cls in self._kit.marks["table_two"]:
            self.restricted = self.restricted or (unknown and not acted)
        self.restricted = self.restricted or (token.slot == "object" and _is_sort(found, index))
        self._fill(token)

    def _speaks(self, found: Sequence[Token], index: int) -> bool:
        """Tell whether a word that speaks only beside others does so here."""
        token = found[index]
        words = self._kit.wording.words
        others = {n for n in self._beside if words[n].slot == token.slot} - {token.cls}
        first = all(t.role in _OPENING or t.slot == "event" for t in found[:index])
        following = found[index + 1] if index + 1 < len(found) else None
        counts = following is None or following.kind in ("word", "number")
        return bool(others) and (first or token.slot != "outcome") and counts

    def _fill(self, token: Token) -> None:
        if token.slot is None:
            return
        old = self.slots.get(token.slot)
        classes = (old.classes if old else frozenset()) | {token.cls}
        words = (*(old.words if old else ()), token.text)
        self.slots[token.slot] = Filled(classes, words, "own")


def _last_dispute(kit: Kit, found: Sequence[Token]) -> int:
    """Return where the last review or suit stands (0 where none does)."""
    disputes = kit.marks["dispute"]
    return max((i for i, t in enumerate(found) if t.cls in disputes), default=0)


def dated(kit: Kit, found: Sequence[Token]) -> list[Token]:
    """Join 「结转」 with 「上年」, 「下年」 or a year of the same clause to what it says."""
    open_ = kit.marks["unfinished"]
    place, ahead = -1, False
    for index, token in enumerate(found):
        if place < 0 and (token.role == "carry" or token.cls in open_):
            place = index
        ahead = ahead or _is_next(token, kit.year)
    if place < 0 and not ahead:
        return list(found)
    tokens = list(found)
    if place < 0:
        done = kit.marks.any("answered", "handled")
        place = next((i for i, t in enumerate(tokens) if t.cls in done), -1)
        if place >= 0:
            tokens[place] = tokens[place]._replace(cls=kit.marks.only("carried_out"))
        return tokens
    if _names_last(tokens[:place], kit.year):
        carried = kit.marks.only("carried_in")
    elif tokens[place].role == "carry" and ahead:
        carried = kit.marks.only("carried_out")
    else:
        return tokens
    tokens[place] = tokens[place]._replace(cls=carried, slot="event", role=None)
    return tokens


def _is_next(token: Token, year: int | None) -> bool:
    if token.kind == "year":
        return year is not None and token.value == year + 1
    return token.role == "next_year"


def _names_last(found: Sequence[Token], year: int | None) -> bool:
    return any(
        t.role == "last_year" or (t.kind == "year" and year is not None and t.value == year - 1)
        for t in found
    )


def _is_sort(found: Sequence[Token], index: int) -> bool:
    """Tell whether a noun is narrowed to one kind: 「治安类行政处罚」."""
    sort = found[index - 1] if index else None
    return sort is not None and sort.role == "sort" and adjoining(found, index - 1)
