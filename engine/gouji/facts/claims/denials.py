"""Denials: 「未收到…申请」, 「没有…行政复议、行政诉讼」 state that there was none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gouji.facts.claims.body import Body
from gouji.facts.claims.clauses import Piece
from gouji.facts.claims.context import Context
from gouji.facts.claims.frames import Frame, Frames
from gouji.facts.claims.sites import first_role
from gouji.facts.claims.tokens import Token
from gouji.facts.claims.vetoes import channel, restricted, without_causes
from gouji.model.claim_wording import SlotName

DISPUTES = frozenset({"review", "suit", "direct_suit", "after_review_suit"})
_OF_DOCUMENTS = frozenset({"made", "repealed"})
_BESIDES = frozenset({"document"}) | DISPUTES
_TRAILING = ("plain", "link", "and_more", "own_body", "field", "each", "every", "this_year")
_BARS = ("subset", "reviewer", "activity", "other_body", "compare")
_SAYING = frozenset({"raised", "decided", "received", "accepted", "answered", "handled"})


@dataclass(slots=True, eq=False)
class Denial:
    """What a clause states to be 0; ``reason`` where it could not be told.

    ``until`` is the piece after its last one.
    """

    tokens: list[Token]
    frames: tuple[Frame, ...]
    until: int
    loose: bool = False
    year: int | None = None
    reason: str = ""
    sentence: int = 0


def denial_at(  # noqa: PLR0913
    pieces: Sequence[Piece],
    index: int,
    leads: Sequence[Piece],
    context: Context,
    frames: Frames,
    body: Body,
) -> Denial | None:
    """Return the denial that begins in piece ``index``, if there is one of the form's words."""
    piece = pieces[index]
    place = next((i for i, t in enumerate(piece.tokens) if t.role == "deny"), None)
    if place is None or not _counts_none(piece, place):
        return None
    until = _end(pieces, index)
    scope = [*piece.tokens[place + 1 :]]
    for more in pieces[index + 1 : until]:
        scope += more.tokens
    lead = [*_joined(pieces, index, leads), *piece.tokens[:place]]
    scope = [t for t in scope if t.kind != "number"]
    heads = list(_heads(scope, lead, context, frames, own=True))
    if not heads and _only_says_so(scope):
        heads = list(_heads(lead, [], context, frames, own=False))
        scope, lead = [*lead, *scope], []
    if not heads:
        return None
    denial = Denial(
        [*piece.tokens, *(t for p in pieces[index + 1 : until] for t in p.tokens)], (), until
    )
    denial.year = _year(piece.tokens, context)
    denial.reason = _barred(without_causes(scope), lead, context, body)
    if denial.reason:
        return denial
    disputes = any(f.table == "t4" for f in heads)
    named = [*(t for p in leads for t in p.tokens), *lead, *scope]
    about = any(t.role == "field" or t.cls == "application" for t in named)
    known = about or context.disclosure or "application" in context.topics
    denial.loose = disputes and (not known or context.reviewing)
    denial.frames = tuple({frame.locus: frame for frame in heads}.values())
    return denial


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
    found: list[Token] = []
    at = index
    while at > 0 and pieces[at].before == "、" and pieces[at - 1] in leads:
        at -= 1
        found = [*pieces[at].tokens, *found]
    return found


def _heads(
    scope: Sequence[Token],
    lead: Sequence[Token],
    context: Context,
    frames: Frames,
    *,
    own: bool,
) -> Iterator[Frame]:
    """Yield the frames of the nouns that are denied; ``own`` where they follow the denial."""
    slotted = [(i, t) for i, t in enumerate(scope) if t.slot]
    if any(t.slot in ("outcome", "applicant") for _, t in slotted):
        if own:
            yield from _outcomes([t for _, t in slotted], context, frames)
        return
    scope = [t for i, t in enumerate(scope) if not (t.cls == "answered" and i < _last_dispute(scope))]
    slotted = [(i, t) for i, t in enumerate(scope) if t.slot]
    if all(t.cls in ("application", "request") for _, t in slotted) and first_role(scope, "carry"):
        past = first_role(lead, "last_year") is not None
        carried_over = frozenset({"carried_in" if past else "carried_out"})
        yield from frames.denied({"event": carried_over})
        return
    events = frozenset(t.cls for _, t in slotted if t.slot == "event")
    carried = events & {"carried_in", "carried_out", "unfinished"}
    for cls in sorted(carried):
        yield from frames.denied({"event": frozenset({cls})})
    if carried:
        return
    if not any(t.slot == "object" for _, t in slotted) and events & _OF_DOCUMENTS:
        for topic in context.topics[:1]:
            found = {"object": frozenset({topic}), "event": events}
            yield from frames.denied(found)  # type: ignore[arg-type]
        return
    disputed = [t.cls for _, t in slotted if t.cls in DISPUTES]
    for place, token in slotted:
        cls = token.cls
        if token.slot != "object" or cls == "document":
            continue
        if cls == "request":
            if "application" not in context.topics or disputed or _unknown_before(scope, place):
                continue
            cls = "application"
        if cls == "application" and not _is_head(scope, place):
            continue
        if cls == "application" and disputed and place < _first_dispute(slotted):
            if not _is_joined(scope, place):
                continue
        if cls == "suit" and {"direct_suit", "after_review_suit"} & set(disputed):
            continue
        subject: frozenset[str] = frozenset({cls})
        if cls not in DISPUTES and cls != "application" and events:
            for event in sorted(events):
                yield from frames.denied({"object": subject, "event": frozenset({event})})
            continue
        slots: dict[SlotName, frozenset[str]] = {"object": subject}
        yield from frames.denied(slots | ({"event": events} if events else {}))


def _outcomes(
    slotted: Sequence[Token], context: Context, frames: Frames
) -> Iterator[Frame]:
    """Yield the outcomes that are denied: of the disputes just told, or of the requests."""
    outcomes = [t.cls for t in slotted if t.slot == "outcome"]
    others = [t for t in slotted if t.slot != "outcome"]
    if any(t.slot == "applicant" or t.cls in _BESIDES for t in others):
        return
    if not all(t.cls in _SAYING or t.cls in ("application", "request") for t in others):
        return
    told = [s for s in context.levels[0].sites if s.classes("object") & DISPUTES and s.frames]
    objects = [s.classes("object") for s in told] or [frozenset({"application"})]
    if not told and "application" not in context.topics:
        return
    for subject in objects:
        for cls in dict.fromkeys(outcomes):
            found = frames.find({"object": subject, "outcome": frozenset({cls})})
            if found is not None:
                yield found


def _is_head(scope: Sequence[Token], place: int) -> bool:
    """Tell whether nothing but fillers, or 「和」 and another noun, follow the noun at ``place``."""
    for token in scope[place + 1 :]:
        if token.role == "link" or token.slot == "object":
            return token.role == "link"
        if token.kind in ("unknown", "digits") or token.role not in _TRAILING:
            return token.slot == "event" and token.cls in ("received", "raised", "accepted")
    return True


def _last_dispute(scope: Sequence[Token]) -> int:
    return max((i for i, t in enumerate(scope) if t.cls in DISPUTES), default=-1)


def _first_dispute(slotted: Sequence[tuple[int, Token]]) -> int:
    return min(i for i, t in slotted if t.cls in DISPUTES)


def _is_joined(scope: Sequence[Token], place: int) -> bool:
    """Tell whether 「和」 stands right behind the noun at ``place``."""
    following = scope[place + 1] if place + 1 < len(scope) else None
    return following is not None and following.role == "link"


def _unknown_before(scope: Sequence[Token], place: int) -> bool:
    before = scope[place - 1] if place else None
    return before is not None and before.kind == "unknown" and before.end == scope[place].start


def _only_says_so(scope: Sequence[Token]) -> bool:
    """Tell whether a denial has no noun of its own: 「…均未发生」."""
    return all(
        t.role in _TRAILING or (t.slot == "event" and t.cls in ("raised", "received", "accepted"))
        for t in scope
    )


def _barred(
    scope: Sequence[Token], lead: Sequence[Token], context: Context, body: Body
) -> str:
    """Return why the denial says nothing of the whole, or nothing."""
    for token in scope:
        if token.role in _BARS:
            return f"「{token.text}」：否定的不是全部"
    if word := channel([*lead, *scope]) or restricted(scope):
        return f"「{word.text}」：否定的只是一部分"
    if word := first_role(lead, "subset", "topic"):
        return f"「{word.text}」：否定的只是一部分"
    for index, token in enumerate(lead):
        last = index + 1 == len(lead)
        if token.role == "own_body":
            context.other = None
        elif token.role == "other_body" or (
            token.kind == "unknown" and body.is_other(token.text) and (last or lead[index + 1].slot)
        ):
            context.other = token
    return f"「{context.other.text}」：说的是别的机关" if context.other else ""


def _year(found: Sequence[Token], context: Context) -> int | None:
    years = [t for t in found if t.kind == "year"]
    return int(years[-1].value or 0) if years else context.year
