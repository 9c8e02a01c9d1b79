"""Why a number is none of the report's tables: comparisons, other bodies, parts, other matters."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from gouji.facts.claims.body import Body
from gouji.facts.claims.clauses import Piece
from gouji.facts.claims.context import Context
from gouji.facts.claims.sites import Filled, Site, first_role
from gouji.facts.claims.tokens import Token
from gouji.model.claim_wording import SlotName

_SEVERAL = 2


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
    if word := first_role(own, "topic", "activity"):
        return f"「{word.text}」：说的是别的事"
    if word := first_role(own, "reviewer"):
        return f"「{word.text}」：说的是审理，不是被申请、被起诉"
    if word := first_role(own, "subset"):
        return f"「{word.text}」：只是一部分"
    if word := channel(own):
        return f"「{word.text}」：只是一种渠道"
    if word := restricted(own):
        return f"「{word.text}」：只是涉及某事的一部分"
    if word := first_role(site.before, "deny"):
        return f"「{word.text}」：是否定的数"
    if word := last_year(site.before):
        return f"「{word.text}」：是上年的数"
    if name := other_body(site, context, body):
        return f"「{name}」：说的是别的机关"
    if word := first_role([t for p in site.leads for t in p.tokens], "subset"):
        return f"「{word.text}」：只是一部分"
    return ""


def channel(found: Sequence[Token]) -> Token | None:
    """Return the single channel that ``found`` names; all of them together are the whole."""
    word: Token | None = None
    for token in found:
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


def last_year(found: Sequence[Token]) -> Token | None:
    """Return 「上年」 where it stands for a year and not for what was carried over."""
    return first_role(found, "last_year")


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
        elif token.role == "other_body":
            context.other = token
        elif token.kind == "unknown" and body.is_other(token.text):
            if following is None or following.slot or following.role in ("plain", "every", "deny"):
                context.other = token


def _is_doer(piece: Piece) -> bool:
    """Tell whether a piece may name who acts: 「各乡镇、街道，共收到…」."""
    last = piece.tokens[-1] if piece.tokens else None
    return last is not None and (
        last.role in ("own_body", "wide_body", "other_body") or last.kind == "unknown"
    )


def zero(value: Decimal | None) -> bool:
    """Tell whether a number says that there was none."""
    return value == 0


def texts(found: Iterable[Token]) -> str:
    """Return the words of ``found`` as they stand."""
    return "".join(token.text for token in found)
