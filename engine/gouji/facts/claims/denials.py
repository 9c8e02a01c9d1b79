"""Denials: 「未收到…申请」, 「没有…行政复议、行政诉讼」 state that there was none.

What is denied are the head nouns behind the denial (or before it: 「…均未发生」); words that make
them a part, or another body's, take the statement away.
"""

from collections.abc import Iterator, Sequence

from gouji.facts.claims.bars import Bar
from gouji.facts.claims.clauses import Piece
from gouji.facts.claims.context import Context
from gouji.facts.claims.frames import Frame
from gouji.facts.claims.kit import Kit
from gouji.facts.claims.sites import adjoining, first_role
from gouji.facts.claims.tokens import Token
from gouji.facts.claims.vetoes import channel, follow_bodies, restricted, without_causes
from gouji.records import dataclass

_TRAILING = (
    "plain", "link", "and_more", "own_body", "field", "each", "various", "every", "this_year",
    "sort",
)  # fmt: skip
_BARS = ("subset", "reviewer", "activity", "other_body", "compare")


@dataclass(slots=True, eq=False)
class Denial:
    """What a clause states to be 0; ``bar`` where it says nothing of the whole.

    ``until`` is the piece after its last one.
    """

    tokens: list[Token]
    until: int
    frames: tuple[Frame, ...] = ()
    loose: bool = False
    year: int | None = None
    bar: Bar | None = None


def denial_at(
    pieces: Sequence[Piece], index: int, leads: Sequence[Piece], context: Context, kit: Kit
) -> Denial | None:
    """Return the denial that begins in piece ``index``, if there is one of the form's words."""
    piece = pieces[index]
    place = next((i for i, t in enumerate(piece.tokens) if t.role == "deny"), None)
    if place is None or not _counts_none(piece, place):
        return None
    until = _end(pieces, index)
    spoken = [t for p in pieces[index:until] for t in p.tokens]
    scope = [t for t in spoken[place + 1 :] if t.kind != "number"]
    lead = [*_joined(pieces, index, leads), *piece.tokens[:place]]
    heads = list(_Heads(scope, lead, context, kit).all(inverted=False))
    if not heads and _only_says_so(scope, kit):
        heads = list(_Heads(lead, [], context, kit).all(inverted=True))
        scope, lead = [*lead, *scope], []
    if not heads:
        return None
    denial = Denial(spoken, until, year=_year(piece.tokens, context))
    denial.bar = _barred(without_causes(scope, kit.marks), lead, context, kit)
    if denial.bar is None:
        told = [*(t for p in leads for t in p.tokens), *lead, *scope]
        denial.frames = tuple({frame.locus: frame for frame in heads}.values())
        denial.loose = _is_loose(denial.frames, told, context, kit)
    return denial


def _is_loose(frames: Sequence[Frame], told: Sequence[Token], context: Context, kit: Kit) -> bool:
    """Tell whether reviews and suits may have other causes than disclosure."""
    if not any(frame.table in kit.wording.doubted_tables for frame in frames):
        return False
    request = kit.marks["main_request"]
    named = any(t.role == "field" or t.cls in request for t in told)
    known = named or context.disclosure or bool(request & set(context.topics))
    return not known or context.reviewing


def _counts_none(piece: Piece, place: int) -> bool:
    """Tell whether no number but 「一」 stands in the piece."""
    numbers = [t for t in piece.tokens if t.kind == "number"]
    return all(t.value == 1 and t.start > piece.tokens[place].start for t in numbers)


def _end(pieces: Sequence[Piece], index: int) -> int:
    """Return the index after the last piece that 「、」 joins to piece ``index``."""
    until = index + 1
    while until < len(pieces) and pieces[until].before == "、" and not pieces[until].counts:
        if first_role(pieces[until].tokens, "deny"):
            break
        until += 1
    return until


def _joined(pieces: Sequence[Piece], index: int, leads: Sequence[Piece]) -> list[Token]:
    """Return the tokens of the pieces that 「、」 joins before piece ``index``."""
    at = index
    while at > 0 and pieces[at].before == "、" and index - at < len(leads):
        at -= 1
    return [t for piece in pieces[at:index] for t in piece.tokens]


class _Heads:
    """The nouns that are denied, as the frames that are 0 then."""

    def __init__(
        self, scope: Sequence[Token], lead: Sequence[Token], context: Context, kit: Kit
    ) -> None:
        disputes = kit.marks["dispute"]
        last = max((i for i, t in enumerate(scope) if t.cls in disputes), default=-1)
        answered = kit.marks["answered"]
        self._scope = [t for i, t in enumerate(scope) if t.cls not in answered or i > last]
        self._lead = lead
        self._context = context
        self._kit = kit
        self._slotted = [(i, t) for i, t in enumerate(self._scope) if t.slot]
        self._disputed = [i for i, t in self._slotted if t.cls in disputes]
        self._events = frozenset(t.cls for _, t in self._slotted if t.slot == "event")

    def all(self, *, inverted: bool) -> Iterator[Frame]:
        """Yield the frames; ``inverted`` where the nouns stand before the denial."""
        frames, marks = self._kit.frames, self._kit.marks
        if any(t.slot in ("outcome", "applicant") for _, t in self._slotted):
            yield from () if inverted else self._outcomes()
        elif self._is_bare_carry():
            past = first_role(self._lead, "last_year") is not None
            carried_way = marks.only("carried_in" if past else "carried_out")
            yield from frames.denied({"event": frozenset({carried_way})})
        elif carried := self._events & marks.any("carried_in", "carried_out", "unfinished"):
            for cls in sorted(carried):
                yield from frames.denied({"event": frozenset({cls})})
        elif self._events & marks["documenting"] and not self._has_object():
            for topic in self._context.topics[:1]:
                yield from frames.denied({"object": frozenset({topic}), "event": self._events})
        else:
            yield from self._nouns()

    def _has_object(self) -> bool:
        return any(t.slot == "object" for _, t in self._slotted)

    def _is_bare_carry(self) -> bool:
        requests = self._kit.marks["request"]
        alone = all(t.cls in requests for _, t in self._slotted)
        return alone and first_role(self._scope, "carry") is not None

    def _nouns(self) -> Iterator[Frame]:
        marks = self._kit.marks
        for place, token in self._slotted:
            if token.slot != "object" or token.cls in marks["vague"]:
                continue
            cls = token.cls
            if cls in marks["request"]:
                if not self._is_head(place):
                    continue
                cls = marks.only("main_request")
            yield from self._zeros(cls)

    def _zeros(self, cls: str) -> Iterator[Frame]:
        """Yield what is 0 where ``cls`` is denied; of documents, each thing done to them."""
        frames, marks = self._kit.frames, self._kit.marks
        subject = frozenset({cls})
        if cls in marks["table_two"] and self._events:
            for event in sorted(self._events):
                yield from frames.denied({"object": subject, "event": frozenset({event})})
        elif self._events:
            yield from frames.denied({"object": subject, "event": self._events})
        else:
            yield from frames.denied({"object": subject})

    def _is_head(self, place: int) -> bool:
        """Tell whether 「申请」 is denied itself: nothing but fillers, or 「和」, follow it."""
        token, marks = self._scope[place], self._kit.marks
        if token.cls not in marks["main_request"]:
            known = marks["main_request"] & set(self._context.topics)
            if not known or self._disputed or adjoining(self._scope, place):
                return False
        elif self._disputed and place < self._disputed[0]:
            following = self._scope[place + 1]
            return following.role == "link"
        for after in self._scope[place + 1 :]:
            if after.role == "link" or after.slot == "object":
                return after.role == "link"
            if after.kind in ("unknown", "digits") or after.role not in _TRAILING:
                return after.cls in marks["occurring"]
        return True

    def _outcomes(self) -> Iterator[Frame]:
        """Yield the outcomes that are denied: of the disputes just told, or of the requests."""
        marks, frames = self._kit.marks, self._kit.frames
        outcomes = dict.fromkeys(t.cls for _, t in self._slotted if t.slot == "outcome")
        others = [t for _, t in self._slotted if t.slot != "outcome"]
        if not all(t.cls in marks.any("happening", "request") for t in others):
            return
        sites = self._context.levels[0].sites
        named = frozenset(t.cls for t in self._lead) & marks["dispute"] or marks["dispute"]
        told = [s for s in sites if s.classes("object") & named and s.frames]
        request = marks["main_request"]
        if not told and not request & set(self._context.topics):
            return
        for subject in [s.classes("object") for s in told] or [request]:
            for cls in outcomes:
                found = frames.find({"object": subject, "outcome": frozenset({cls})})
                if found is not None:
                    yield found


def _only_says_so(scope: Sequence[Token], kit: Kit) -> bool:
    """Tell whether a denial has no noun of its own: 「…均未发生」."""
    occurring = kit.marks["occurring"]
    return all(t.role in _TRAILING or t.cls in occurring for t in scope)


def _barred(
    scope: Sequence[Token], lead: Sequence[Token], context: Context, kit: Kit
) -> Bar | None:
    """Return why the denial says nothing of the whole, or nothing."""
    if word := first_role(scope, *_BARS):
        return Bar("part", word.text)
    if word := channel([*lead, *scope]):
        return Bar("channel", word.text)
    if word := restricted(scope):
        return Bar("restricted", word.text)
    if word := first_role(lead, "subset", "topic"):
        return Bar("part", word.text)
    follow_bodies(lead, context, kit)
    return Bar("other_body", context.other.text) if context.other is not None else None


def _year(found: Sequence[Token], context: Context) -> int | None:
    years = [t for t in found if t.kind == "year"]
    return int(years[-1].value or 0) if years else context.year
