"""Pieces without a number that say something of the numbers before: 「均已办结」, 「均获维持」."""

from collections.abc import Iterator
from dataclasses import replace

from gouji.facts.claims.clauses import Piece
from gouji.facts.claims.context import Context
from gouji.facts.claims.filling import words_of
from gouji.facts.claims.kit import Kit
from gouji.facts.claims.sites import NOTHING, Filled, Site, Slots, classes_of, first_role, is_joined
from gouji.facts.claims.wording import SlotName

_MOST = 2
"""Slots of a piece that merely says how the numbers before came out."""


def settled(piece: Piece, context: Context, kit: Kit) -> list[Site] | None:
    """Return the statements that ``piece`` makes of numbers before it; ``None`` if it does not."""
    level = context.level if context.level.sites else context.levels[0]
    last = level.last
    if last is None or first_role(piece.tokens, "deny"):
        return None
    slots = words_of(piece.tokens, context, kit).slots
    every = first_role(piece.tokens, "every", "each", "various")
    if not slots or "object" in slots:
        return None
    if last.classes("object") & kit.marks["dispute"]:
        unknown = any(token.kind == "unknown" for token in piece.tokens)
        if every is None and unknown:
            return None
        return list(_disputes(piece, slots, level.sites, kit)) or None
    if every is None or last.frame is None or not last.frame.wording.whole:
        return None
    return _requests(piece, slots, last, kit)


def _disputes(piece: Piece, slots: Slots, sites: list[Site], kit: Kit) -> Iterator[Site]:
    name: SlotName = "outcome" if "outcome" in slots else "event"
    if name not in slots or len(slots) > _MOST:
        return
    every = first_role(piece.tokens, "every", "each", "various")
    for site in reversed(sites):
        known = site.frame is not None and "outcome" not in site.filled and site.value is not None
        if not known or not site.classes("object") & kit.marks["dispute"] or name in site.told:
            return
        site.told |= {name}
        filled: Slots = {"object": site.filled["object"]}
        filled[name] = slots[name]._replace(source="after")
        yield from _stated(site, piece, filled, kit, loose=False)
        if every is None and not is_joined(site):
            return


def _requests(piece: Piece, slots: Slots, last: Site, kit: Kit) -> list[Site] | None:
    """Take 「均已办结」 for nothing left open, 「均予以公开」 for the number before."""
    event = slots.get("event", NOTHING).classes
    named = [kit.wording.every[e] for e in sorted(event) if e in kit.wording.every]
    if not named or set(slots) != {"event"}:
        filled: Slots = {k: v for k, v in last.filled.items() if k not in ("outcome", "applicant")}
        filled |= {k: v._replace(source="after") for k, v in slots.items()}
        return list(_stated(last, piece, filled, kit, loose=True)) or None
    if not all(token.kind in ("word", "year") for token in piece.tokens):
        return []
    if last.classes("event") & kit.marks["answered"] or last.value is None:
        return []
    zero = Site(piece.tokens[0], piece, last.sentence, piece.tokens, [], [])
    zero.frames, zero.loose, zero.zero = (kit.frames.named(named[0]),), True, True
    zero.value, zero.year = last.value * 0, last.year
    zero.filled = {"event": Filled(event, tuple(t.text for t in piece.tokens), "own")}
    return [zero]


def _stated(of: Site, piece: Piece, filled: Slots, kit: Kit, *, loose: bool) -> Iterator[Site]:
    """Yield the statement of the number ``of`` that a later piece makes."""
    frame = kit.frames.find(classes_of(filled))
    if frame is not None:
        site = replace(of, piece=piece, before=piece.tokens, after=[], filled=filled)
        site.frames, site.loose, site.zero = (frame,), loose or of.loose, True
        yield site
