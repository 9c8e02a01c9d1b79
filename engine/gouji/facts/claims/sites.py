"""A number where it stands, with everything that says what it counts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from decimal import Decimal
from typing import NamedTuple

from gouji.facts.claims.bars import Bar
from gouji.facts.claims.clauses import Piece
from gouji.facts.claims.found import SlotSource
from gouji.facts.claims.frames import Frame
from gouji.facts.claims.kit import Kit
from gouji.facts.claims.tokens import Token
from gouji.facts.claims.wording import SlotName
from gouji.records import dataclass


class Filled(NamedTuple):
    """What fills one slot: classes, the words that say so, and where they stand."""

    classes: frozenset[str]
    words: tuple[str, ...]
    source: SlotSource


Slots = dict[SlotName, Filled]
NOTHING = Filled(frozenset(), (), "own")


def classes_of(slots: Slots) -> dict[SlotName, frozenset[str]]:
    """Return the classes alone, as frames are asked for them."""
    return {slot: filled.classes for slot, filled in slots.items()}


@dataclass(slots=True, eq=False)
class Listing:
    """What 其中 opens: the numbers that may be the whole, the nearest first, and its parts."""

    wholes: tuple["Site", ...]
    depth: int
    spoken: bool = True
    """Opened by 其中; other lists show themselves by their form."""
    parts: list["Site"] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Site:
    """One number of a sentence.

    ``before`` and ``after`` are its own tokens on either side, ``leads`` the pieces without a
    number since the number before. ``whole`` is the number inside which it is told. ``frames`` is
    what it was taken for; empty, with a ``bar``, where nothing was made of it.
    """

    token: Token
    piece: Piece
    sentence: int
    before: list[Token]
    after: list[Token]
    leads: list[Piece]
    listing: Listing | None = None
    whole: "Site | None" = None
    included: bool = False
    filled: Slots = field(default_factory=dict)
    frames: tuple[Frame, ...] = ()
    value: Decimal | None = None
    year: int | None = None
    spare: tuple[Decimal, ...] = ()
    """What the table may hold more, or less: other numbers of the sentence may make it up."""
    loose: bool = False
    wide: bool = False
    """A number of the whole region or system."""
    bar: Bar | None = None
    zero: bool = False
    """A statement about other numbers, rather than a number."""
    trail: list[Piece] = field(default_factory=list)
    """The pieces without a number right behind it."""
    told: frozenset[SlotName] = frozenset()
    """What such pieces have said of it."""

    @property
    def depth(self) -> int:
        """The number of brackets around it."""
        return self.piece.depth

    @property
    def own(self) -> list[Token]:
        """Its own tokens, on either side."""
        return [*self.before, *self.after]

    @property
    def led(self) -> list[Token]:
        """The words of the pieces that lead to it."""
        return [token for piece in self.leads for token in piece.tokens]

    @property
    def frame(self) -> Frame | None:
        """The frame, where there is exactly one."""
        return self.frames[0] if len(self.frames) == 1 else None

    def give_up(self, bar: Bar) -> None:
        """Make nothing of it, for the reason that ``bar`` tells."""
        self.frames, self.bar = (), bar

    def classes(self, slot: SlotName) -> frozenset[str]:
        """Return the classes that fill ``slot``."""
        filled = self.filled.get(slot)
        return filled.classes if filled else frozenset()


def sites_of(piece: Piece, sentence: int, leads: list[Piece]) -> Iterator[Site]:
    """Yield the numbers of ``piece``, each with the tokens that belong to it.

    What stands between two numbers belongs to the second, unless the second has words of its own
    behind it: 「36件申请中，35件…」, 「36件申请中35件予以公开」.
    """
    places = [i for i, token in enumerate(piece.tokens) if token.kind == "number"]
    edges = [0, *(i + 1 for i in places)]
    rest = piece.tokens[places[-1] + 1 :]
    trailing = _speaks(rest)
    for order, place in enumerate(places):
        before = piece.tokens[edges[order] : place]
        last = order == len(places) - 1
        if order and trailing:
            before = []
        after: list[Token] = rest if last else []
        if not last and trailing:
            after = piece.tokens[place + 1 : places[order + 1]]
        token = piece.tokens[place]
        yield Site(token, piece, sentence, before, after, [] if order else leads, value=token.value)


def disclosing(site: Site, kit: Kit) -> Token | None:
    """Return the word by which the number or what leads to it names disclosure."""
    said = [*site.led, *site.own]
    requests = kit.marks["main_request"]
    return next((t for t in said if t.role == "field" or t.cls in requests), None)


def is_joined(site: Site) -> bool:
    """Tell whether 「、」 joins the number to the one before."""
    return site.piece.before == "、" and not site.leads


def has_share(site: Site) -> bool:
    """Tell whether a percentage is told of the number: 「70件，占70%」."""
    pieces = [site.after, *(p.tokens for p in site.trail)]
    return any(t.kind == "percent" for found in pieces for t in found)


def _speaks(found: Iterable[Token]) -> bool:
    return any(token.slot for token in found)


def adjoining(found: Sequence[Token], index: int) -> bool:
    """Tell whether unknown text stands right before the token at ``index``."""
    before = found[index - 1] if index > 0 else None
    return before is not None and before.kind == "unknown" and before.end == found[index].start


def dating(found: Sequence[Token]) -> list[Token]:
    """Leave out the years that say whose consequence it is: 「因2023年的申请引发复议1件」."""
    return [
        token
        for index, token in enumerate(found)
        if token.kind != "year" or not (index and _leads_to(found[index - 1], token))
    ]


def _leads_to(before: Token, year: Token) -> bool:
    behind = before.role in ("cause", "about") or before.text.endswith(("对", "就", "不服"))
    return behind and before.end == year.start


def first_role(found: Sequence[Token], *roles: str) -> Token | None:
    """Return the first token of ``found`` with one of ``roles``."""
    for token in found:
        if token.role in roles:
            return token
    return None
