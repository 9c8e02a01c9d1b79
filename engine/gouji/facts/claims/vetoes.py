"""Why a number is none of the report's tables: comparisons, other bodies, parts, other matters.

Unknown words do not end the reach of a number's clause; these words do.
"""

from collections.abc import Sequence

from gouji.facts.claims.bars import Bar
from gouji.facts.claims.clauses import Piece
from gouji.facts.claims.context import Context
from gouji.facts.claims.kit import Kit
from gouji.facts.claims.marks import Marks
from gouji.facts.claims.sites import Site, Slots, adjoining, first_role
from gouji.facts.claims.tokens import Token

_BODIES = ("own_body", "wide_body", "other_body")
_NOUN = 4
"""Characters of an unknown noun; longer text tells what became of the requests."""
_FOLLOWING = ("plain", "every", "deny")
_VETOING = frozenset({"topic", "activity", "reviewer", "subset", "channel", "about", "sort"})


def veto(site: Site, slots: Slots, context: Context, kit: Kit) -> Bar | None:
    """Return why ``site`` counts nothing of the tables, if a word of its clause says so."""
    if site.value is None:
        return Bar("rough", site.token.text)
    last = site.before[-1] if site.before else site.token
    starts = last.end == site.token.start and last.text[-1] in kit.wording.starting
    if word := last if starts else first_role(site.before, "compare", "growth"):
        return Bar("comparison", word.text)
    roles = {token.role for token in site.own}
    if not roles.isdisjoint(_VETOING):
        found = _of_words(without_causes(site.own, kit.marks), slots, kit)
        if found is not None:
            return found
    if word := first_role(site.before, "deny"):
        return Bar("denied", word.text)
    if context.reviewing and (word := _applied_for(site, kit)):
        return Bar("reviewing", word.text)
    return _of_others(site, slots, context, kit)


def _of_others(site: Site, slots: Slots, context: Context, kit: Kit) -> Bar | None:
    """Return why it is another thing's number, another year's, another body's, or a lead's part."""
    if site.after and (word := _of_another(site.after, kit)):
        return Bar("restricted", word.text)
    carried = kit.marks.any("carried_in", "carried_out")
    if not _has(slots, carried) and (word := first_role(site.before, "last_year")):
        return Bar("last_year", word.text)
    done = kit.marks.any("answered", "handled")
    carries = _has(slots, done) and not _has(slots, carried)
    if carries and (word := first_role(site.before, "carry")):
        return Bar("part", word.text)
    if word := first_role(context.level.lead, "compare", "last_year"):
        return Bar("comparison", word.text)
    if name := _other_body(site, context, kit):
        return Bar("other_body", name)
    within = (t for t in site.before if t.kind == "time" and site.listing is not None)
    word = first_role(site.led, "subset") or next(within, None)
    return Bar("part", word.text) if word else None


def _applied_for(site: Site, kit: Kit) -> Token | None:
    """Return the review that a body which reviews received.

    Where disclosure is named the text must say that it reviews: 「作为复议机关，收到…」.
    """
    request, intake, own = kit.marks["main_request"], kit.marks["intake"], site.own
    named = any(t.role == "field" or t.cls in request for t in own)
    if first_role(own, "own_body") or (named and not first_role(site.led, "reviewer")):
        return None
    received = any(t.cls in intake for t in own)
    return next((t for t in own if received and t.cls in kit.marks["dispute"]), None)


def _of_words(own: Sequence[Token], slots: Slots, kit: Kit) -> Bar | None:
    if word := first_role(own, "topic") or _activity(own):
        return Bar("other_matter", word.text)
    if "outcome" not in slots and (word := first_role(own, "reviewer")):
        return Bar("reviewing", word.text)
    if word := _subset(own, slots, kit):
        return Bar("part", word.text)
    if word := channel(own):
        return Bar("channel", word.text)
    word = restricted(own)
    return Bar("restricted", word.text) if word else None


def _has(slots: Slots, classes: frozenset[str]) -> bool:
    return "event" in slots and bool(slots["event"].classes & classes)


def _subset(found: Sequence[Token], slots: Slots, kit: Kit) -> Token | None:
    """Return what makes the number a part.

    A date after the year only says what is still open, 「不含上年结转3件」 what was carried over.
    """
    still_open = _has(slots, kit.marks.any("carried_out", "unfinished"))
    carried_in = _has(slots, kit.marks["carried_in"])
    for token in found:
        later = token.value is not None and kit.year is not None and token.value > kit.year
        beside = carried_in and token.cls in kit.marks["excluding"]
        if token.role == "subset" and not (still_open and later) and not beside:
            return token
    return None


def without_causes(found: Sequence[Token], marks: Marks) -> list[Token]:
    """Leave out what stands between 「因」 and the next word of the form, and before 「等」."""
    kept: list[Token] = []
    caused = False
    for index, token in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if token.role == "and_more" and following is not None and following.slot == "object":
            kept = [t for t in kept if t.slot or t.role in _BODIES]
        on_the_way = token.slot is None or token.cls in marks["procedure"]
        caused = (caused or token.role == "cause") and on_the_way
        if not caused:
            kept.append(token)
    return kept


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
        if token.role == "channel":
            word = None if beside is not None and beside.role == "link" else token
        elif token.role == "all_channels":
            word = None
    return word


def restricted(found: Sequence[Token]) -> Token | None:
    """Return 「涉及」 before no word of the form, or 「类」 that makes another thing of one."""
    for index, token in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if token.role == "about" and following is not None and following.kind == "unknown":
            return token
        named = found[index - 2] if index > 1 and adjoining(found, index) else None
        if token.role == "sort" and named is not None and named.slot == "object":
            return token
    return None


def _of_another(after: Sequence[Token], kit: Kit) -> Token | None:
    """Return the unknown noun that ends what the number counts: 「3次信息公开申请情况问询」.

    So does 「分别」 before outcomes, of which it counts several: 「9件分别不予公开、无法提供」.
    """
    several = first_role(after, "respectively")
    if several is not None and any(t.slot == "outcome" for t in after):
        return several
    noun = next((i for i, t in enumerate(after) if t.cls in kit.marks["main_request"]), None)
    rest = after[noun + 1 :] if noun is not None else ()
    if not rest or rest[-1].kind != "unknown" or len(rest[-1].text) > _NOUN:
        return None
    return rest[-1] if all(t.role == "plain" for t in rest[:-1]) else None


def _other_body(site: Site, context: Context, kit: Kit) -> str:
    """Return the name of the other body whose number it is; remember whose the text speaks of."""
    doers = [p for p in site.leads if _is_doer(p)]
    for piece in site.leads:
        if piece in doers:
            follow_bodies(piece.tokens, context, kit)
        elif piece.tokens and piece.tokens[0].role == "wide_body":
            follow_bodies(piece.tokens[:1], context, kit)
    joined = site.piece.before == "、" and doers[-1:] == site.leads[-1:] and context.wide
    if not joined or first_role(site.before, "own_body", "wide_body"):
        follow_bodies(site.before, context, kit)
    return context.other.text if context.other is not None else ""


def follow_bodies(found: Sequence[Token], context: Context, kit: Kit) -> None:
    """Follow over ``found`` whose numbers the text speaks of."""
    directing = False
    for index, token in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        directing = directing or token.role == "directing"
        if directing and token.role in ("wide_body", "other_body"):
            context.other = token
        elif token.role == "own_body":
            if not _is_of_others(found, index):
                context.other, context.wide = None, False
        elif token.role == "wide_body" or (
            token.role == "other_body" and _is_all(found, index, wide=context.wide)
        ):
            context.other, context.wide = None, True
        elif token.role == "other_body" or (token.role == "own_part" and context.parted):
            context.other = token
        elif token.role == "various" and following is not None and following.kind == "unknown":
            all_ = _is_all(found, index, wide=context.wide)
            context.wide = context.wide or all_
            context.other = None if all_ else following
        elif token.kind == "unknown" and kit.body.is_other(token.text) and _acts(following):
            context.other = token


def _is_of_others(found: Sequence[Token], index: int) -> bool:
    """Tell whether the own name is that of others: 「各区县税务局」."""
    before = found[index - 1] if index else None
    others = before is not None and before.role in ("other_body", "various")
    return others and before is not None and before.end == found[index].start


def _acts(following: Token | None) -> bool:
    """Tell whether a name is followed by what it did."""
    return following is None or bool(following.slot) or following.role in _FOLLOWING


def _is_all(found: Sequence[Token], index: int, *, wide: bool) -> bool:
    """Tell whether other bodies are named with the own one: 「县政府及各部门」, 「全县各部门」.

    「部门和乡镇」 are others, unless what was named before them made it ``wide``.
    """
    before = found[index - 1] if index else None
    if before is None:
        return False
    earlier = found[index - 2] if index > 1 else None
    joined = before.role == "link" and earlier is not None
    own = ("own_body", "wide_body", "own_part", *(("other_body",) if wide else ()))
    with_own = joined and earlier is not None and earlier.role in own
    return before.role == "wide_body" or with_own


def _is_doer(piece: Piece) -> bool:
    """Tell whether a piece may name who acts: 「各乡镇、街道，共收到…」."""
    last = piece.tokens[-1] if piece.tokens else None
    if last is None or (last.kind == "bodies" and any(t.role not in _BODIES for t in piece.tokens)):
        return False  # 「分解到12个部门，收到…」
    return last.role in _BODIES or last.kind == "unknown"
