"""Why a number is none of the report's tables: comparisons, other bodies, parts, other matters."""

from collections.abc import Iterable, Mapping, Sequence

from gouji.facts.claims.body import Body
from gouji.facts.claims.clauses import Piece
from gouji.facts.claims.context import Context
from gouji.facts.claims.sites import Filled, Site, first_role
from gouji.facts.claims.tokens import Token
from gouji.model.claim_wording import SlotName

_CARRIED = frozenset({"carried_in", "carried_out"})
_BEFORE_CAUSE = frozenset({"answered", "handled", "received", "accepted"})


def veto(
    site: Site,
    slots: Mapping[SlotName, Filled],
    context: Context,
    body: Body,
    report_year: int | None,
) -> str:
    """Return in Chinese why ``site`` counts nothing of the tables, or nothing."""
    own = [*site.before, *site.after]
    if site.value is None:
        return f"「{site.token.text}」是约数或者序数"
    if word := first_role(site.before, "compare", "growth"):
        return f"「{word.text}」：是比较的数"
    own = without_causes(own)
    if word := first_role(own, "topic") or _activity(own):
        return f"「{word.text}」：说的是别的事"
    if "outcome" not in slots and (word := first_role(own, "reviewer")):
        return f"「{word.text}」：说的是审理，不是被申请、被起诉"
    if word := _subset(own, slots, report_year):
        return f"「{word.text}」：只是一部分"
    if word := channel(own):
        return f"「{word.text}」：只是一种渠道"
    if word := restricted(own):
        return f"「{word.text}」：只是涉及某事的一部分"
    if word := first_role(site.before, "deny"):
        return f"「{word.text}」：是否定的数"
    if "event" not in slots or not slots["event"].classes & _CARRIED:
        if word := first_role(site.before, "last_year"):
            return f"「{word.text}」：是上年的数"
    if word := first_role(context.level.lead, "compare", "last_year"):
        return f"「{word.text}」：是比较的数"
    if name := other_body(site, context, body):
        return f"「{name}」：说的是别的机关"
    if word := first_role([t for p in site.leads for t in p.tokens], "subset"):
        return f"「{word.text}」：只是一部分"
    return ""


def without_causes(found: Sequence[Token]) -> list[Token]:
    """Leave out what stands between 「因」 and the next word of the form."""
    kept: list[Token] = []
    caused = False
    for index, token in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if token.role == "and_more" and following is not None and following.slot == "object":
            kept = [t for t in kept if t.slot or t.role in ("own_body", "wide_body", "other_body")]
        caused = (caused or token.role == "cause") and (
            token.slot is None or token.cls in _BEFORE_CAUSE
        )
        if not caused:
            kept.append(token)
    return kept


def _subset(
    found: Sequence[Token], slots: Mapping[SlotName, Filled], report_year: int | None
) -> Token | None:
    """Return what makes the number a part; a date after the year only says what is still open."""
    open_ = "event" in slots and slots["event"].classes & {"carried_out", "unfinished"}
    for token in found:
        later = token.value is not None and report_year is not None and token.value > report_year
        if token.role == "subset" and not (open_ and later):
            return token
    return None


def _activity(found: Sequence[Token]) -> Token | None:
    """Return the other work that is counted: a word that does not merely precede the event."""
    word = first_role(found, "activity")
    if word is None:
        return None
    later = [t.slot for t in found if t.start > word.start and t.slot]
    return None if later[:1] == ["event"] and "object" in later else word


def channel(found: Sequence[Token]) -> Token | None:
    """Return the single channel that ``found`` names; all of them together are the whole."""
    word: Token | None = None
    for index, token in enumerate(found):
        beside = found[index - 1] if index else None
        if token.role == "channel" and beside is not None and beside.role == "link":
            word = None
            continue
        if token.role == "channel":
            word = token
        elif token.role == "all_channels":
            word = None
    return word


def restricted(found: Sequence[Token]) -> Token | None:
    """Return 「涉及」 where what it is about is none of the words of the form."""
    for index, token in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if token.role == "about" and following is not None and following.kind == "unknown":
            return token
    return None


def other_body(site: Site, context: Context, body: Body) -> str:
    """Return the name of the other body whose number it is; remember whose the text speaks of."""
    pieces: list[Sequence[Token]] = [p.tokens for p in site.leads if _is_doer(p)]
    for found in (*pieces, site.before):
        _follow(found, context, body)
    return context.other.text if context.other is not None else ""


def _follow(found: Sequence[Token], context: Context, body: Body) -> None:
    for index, token in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if token.role == "own_body":
            context.other, context.wide = None, False
        elif token.role == "wide_body":
            context.other, context.wide = None, True
        elif token.role == "other_body" and _is_all(found, index):
            context.other, context.wide = None, True
        elif token.role == "other_body" or (token.role == "own_part" and context.parted):
            context.other = token
        elif token.text == "各" and following is not None and following.kind == "unknown":
            context.other = following
        elif token.kind == "unknown" and body.is_other(token.text):
            if following is None or following.slot or following.role in ("plain", "every", "deny"):
                context.other = token


def _is_all(found: Sequence[Token], index: int) -> bool:
    """Tell whether other bodies are named with the own one: 「县政府及各部门」, 「全县各部门」."""
    before = found[index - 1] if index else None
    if before is not None and before.role == "wide_body":
        return True
    earlier = found[index - 2] if index > 1 else None
    joined = before is not None and before.role == "link" and earlier is not None
    return joined and earlier is not None and earlier.role in ("own_body", "other_body", "own_part")


def _is_doer(piece: Piece) -> bool:
    """Tell whether a piece may name who acts: 「各乡镇、街道，共收到…」."""
    last = piece.tokens[-1] if piece.tokens else None
    return last is not None and (
        last.role in ("own_body", "wide_body", "other_body") or last.kind == "unknown"
    )


def texts(found: Iterable[Token]) -> str:
    """Return the words of ``found`` as they stand."""
    return "".join(token.text for token in found)
