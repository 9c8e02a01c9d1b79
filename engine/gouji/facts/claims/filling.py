"""Fills the slots of one number: from its own clause first, then from what stands before."""

from collections.abc import Iterator, Sequence
from itertools import product

from gouji.facts.claims.bars import Bar
from gouji.facts.claims.borrowing import borrowed
from gouji.facts.claims.clauses import Piece
from gouji.facts.claims.context import Context
from gouji.facts.claims.frames import Frame
from gouji.facts.claims.kit import Kit
from gouji.facts.claims.sites import (
    NOTHING,
    Filled,
    Site,
    Slots,
    classes_of,
    disclosing,
    first_role,
    is_joined,
)
from gouji.facts.claims.tokens import Token
from gouji.facts.claims.vetoes import veto
from gouji.facts.claims.wording import SlotName
from gouji.facts.claims.words import Words

_OTHER_WORK = ("topic", "activity")
_OTHER_YEARS = ("comparison", "last_year")
_COMPARING = ("this_year", "last_year", "compare", "growth")


def read_number(site: Site, context: Context, kit: Kit) -> None:
    """Give ``site`` its frames, or the bar that keeps it from any."""
    own = words_of(site.own, context, kit)
    slots = own.slots
    leads = _leads(site, context, kit)
    _join(site, slots, context, kit)
    site.filled = slots
    site.bar = _of_rough(site, own) or veto(site, slots, context, kit)
    site.bar = site.bar or _beside(site, slots, context, kit)
    if site.bar is None:
        _carry(site, slots, context, kit)
        if own.weak is not None and "object" not in slots:
            _stand_for(site, slots, own.weak, context, kit)
    if site.bar is not None:
        return
    slots = slots or borrowed(site, own, leads, context, kit)
    if not slots:
        site.bar = Bar("no_words")
        return
    match(site, slots, leads, context, kit)
    if site.frame is not None:
        _doubt(site, site.frame, own, context, kit)


def _of_rough(site: Site, own: Words) -> Bar | None:
    """Return the bar of a kind inside a rough whole: 「许可四千余件，其中规划许可1974件」."""
    whole = site.whole
    return Bar("part", whole.token.text) if whole and not whole.value and own.restricted else None


def words_of(found: Sequence[Token], context: Context, kit: Kit) -> Words:
    """Return what ``found`` says, in its sentence."""
    return Words(kit, found, context.classes)


def _leads(site: Site, context: Context, kit: Kit) -> Slots:
    """Return what the pieces before the number say, those of other work aside."""
    if not site.leads:
        return {}
    spoken = [p for p in _behind_share(site.leads) if not first_role(p.tokens, *_OTHER_WORK)]
    return words_of([t for p in spoken for t in p.tokens], context, kit).slots


def _behind_share(leads: Sequence[Piece]) -> Sequence[Piece]:
    """Return the leads from a percentage on: 「答复及时，公开率60%（12件）」 is of 公开."""
    shares = [i for i, piece in enumerate(leads) if any(t.kind == "percent" for t in piece.tokens)]
    return leads[shares[-1] :] if shares else leads


def _join(site: Site, slots: Slots, context: Context, kit: Kit) -> None:
    """Add to the own words those that 「、」 joins to them, and what a bracket notes."""
    for slot, filled in (_chained(site, context, kit) | _shared(site, slots, context, kit)).items():
        mine = slots.get(slot, NOTHING)
        slots[slot] = Filled(filled.classes | mine.classes, (*filled.words, *mine.words), "shared")
    noted = _included(site.piece.notes)
    carried = any(t.cls in kit.marks["carried_in"] for t in noted)
    if carried and (event := slots.get("event")) is not None:
        slots["event"] = event._replace(classes=event.classes | kit.marks["with_carried"])
    if (outcome := slots.get("outcome")) is not None:
        also = {t.cls for t in noted if t.slot == "outcome"} - kit.marks["row"]
        slots["outcome"] = outcome._replace(classes=outcome.classes | also)


def _included(notes: Sequence[Token]) -> Sequence[Token]:
    """Return what a bracket counts too: 「（含部分公开）」, not 「（不含部分公开）」."""
    word = first_role(notes, "include")
    if word is None:
        return ()
    place = notes.index(word)
    return () if place and notes[place - 1].text.endswith("不") else notes[place + 1 :]


def _chained(site: Site, context: Context, kit: Kit) -> Slots:
    """Return the words joined to the number by 「、」: 「予以公开、部分公开16件」."""
    if site.piece.before != "、" or not site.leads:
        return {}
    chain: list[Piece] = []
    for piece in reversed(site.leads):
        chain.append(piece)
        if piece.before != "、":
            break
    return words_of([t for p in reversed(chain) for t in p.tokens], context, kit).slots


def _shared(site: Site, own: Slots, context: Context, kit: Kit) -> Slots:
    """Return what 「、」 shares between reviews and suits: 「引起复议5件、诉讼3件」."""
    last = context.level.last
    if site.piece.before != "、" or site.leads or last is None or "event" in own:
        return {}
    disputes = kit.marks["dispute"]
    if not (last.classes("object") & disputes and own.get("object", NOTHING).classes & disputes):
        return {}
    shared: Slots = {"event": last.filled["event"]} if "event" in last.filled else {}
    if "outcome" in last.filled and "outcome" not in own and _says_first(last, "outcome"):
        shared["outcome"] = last.filled["outcome"]
    return shared


def _says_first(site: Site, slot: SlotName) -> bool:
    """Tell whether ``slot`` is filled before the noun: 「尚未审结的复议9件、诉讼7件」."""
    filled = [t.slot for t in site.before if t.slot]
    return filled[:1] == [slot] and "object" in filled


def _beside(site: Site, own: Slots, context: Context, kit: Kit) -> Bar | None:
    """Return the bar of a number that 「、」 joins to one that is none of the report's."""
    last = context.level.last
    if "outcome" in own and "object" not in own and (word := _attribute(context, kit)):
        return Bar("other_matter", word.text)
    if site.piece.before != "、" or last is None:
        return None
    if last.bar is not None and last.bar.kind == "other_body":
        return Bar("beside_bodies") if first_role(site.before, "own_body") else None
    if last.bar is not None and _counts_before(last) and not _is_dated(site):
        return last.bar
    alike = kit.marks["table_two"]
    other = {t.cls for t in last.own} & alike
    if not site.leads and not last.frames and other and own.get("object", NOTHING).classes & alike:
        return Bar("beside_unread")
    return None


def _counts_before(site: Site) -> bool:
    """Tell whether a number is an earlier year's, not what was added: 「较上年收到45件」."""
    earlier = site.bar is not None and site.bar.kind in _OTHER_YEARS
    grown = first_role(site.before, "growth") is not None
    return earlier and not grown and any(t.slot == "event" for t in site.before)


def _is_dated(site: Site) -> bool:
    """Tell whether the number's own words say of which year it is, or what they compare."""
    said = [*site.led, *site.before]
    return any(t.kind == "year" for t in said) or first_role(said, *_COMPARING) is not None


def _attribute(context: Context, kit: Kit) -> Token | None:
    """Return what tells that documents are sorted: 「主动公开4件、依申请公开6件、不予公开9件」."""
    told = context.level.sites
    word = next((w for s in told if (w := first_role(s.own, "aspect"))), None)
    sorted_ = any(t.cls in kit.marks["main_request"] for s in told for t in s.own)
    acted = any("event" in s.filled or s.classes("outcome") for s in told)
    return word if sorted_ and not acted else None


def _carry(site: Site, slots: Slots, context: Context, kit: Kit) -> None:
    """Let a bare 「结转」 be what its place says: after what was answered, or before it."""
    word = first_role(site.own, "carry")
    if word is None or "event" in slots or first_role(site.before, "last_year"):
        return
    told = [s.classes("event") for s in context.level.sites if s.frame and s.frame.wording.whole]
    events: frozenset[str] = frozenset().union(*told)
    if events & kit.marks.any("answered", "handled"):
        slots["event"] = Filled(kit.marks["carried_after"], (word.text,), "before")
    elif events & kit.marks["intake"]:
        slots["event"] = Filled(kit.marks["carried_before"], (word.text,), "before")


def _stand_for(site: Site, slots: Slots, weak: Token, context: Context, kit: Kit) -> None:
    """Let 「申请」 stand for 「政府信息公开申请」 where that is what is spoken of."""
    stands = kit.wording.words[weak.cls].stands_for or ""
    if is_alien(site.own, weak):
        place = site.own.index(weak)
        site.bar = Bar("other_request", f"{site.own[place - 1].text}{weak.text}")
    elif word := _place(context, kit):
        site.bar = Bar("channel", word.text)
    elif stands in context.topics or context.disclosure:
        slots["object"] = Filled(frozenset({stands}), (weak.text,), "topic")
        site.loose = site.loose or stands not in context.topics
    elif slots.get("event", NOTHING).classes & kit.marks["intake"]:
        slots["object"] = Filled(frozenset({stands}), (weak.text,), "own")
        site.loose = not context.classes & kit.marks["telling"]
    else:
        site.bar = Bar("no_topic", weak.text)


def _place(context: Context, kit: Kit) -> Token | None:
    """Return the place whose work the sentence tells: 「专区接待200人次，受理申请21件」."""
    places = kit.marks["place"]
    unread = [site.before for site in context.level.sites if not site.frames]
    return next((t for said in unread for t in said if t.cls in places), None)


def is_alien(found: Sequence[Token], request: Token) -> bool:
    """Tell whether 「申请」 is of another kind: 「补贴申请」, 「民生事项申请」."""
    place = found.index(request)
    before = found[place - 1] if place else None
    if before is None or before.end != request.start:
        return False
    return before.kind == "unknown" or before.role in _OTHER_WORK


def match(site: Site, own: Slots, leads: Slots, context: Context, kit: Kit) -> None:
    """Fill the empty slots from before, the nearest first, until a frame fits."""
    within = site.whole.frame.id if site.whole and site.whole.frame else ""
    for slots in _fillings(site, own, leads, context, kit):
        frame = kit.frames.find(classes_of(slots), within)
        found = _each(site, slots, within, kit) or ((frame,) if frame else ())
        if found and _is_same(site, found[0]) and not _narrowed(site, context, kit):
            site.filled, site.bar = slots, Bar("same_number")
            return
        if not found or (found[0].wording.bare and not _is_bare(site, context)):
            continue
        if found[0].wording.named and "object" not in own:
            continue
        if found[0].wording.whole and (word := _remaining(site, context, kit)):
            site.filled, site.bar = slots, Bar("part", word.text)
            return
        unit = site.token.unit or kit.wording.unitless
        if unit in kit.wording.units[found[0].wording.units]:
            site.frames, site.filled = found, slots
            return
    site.filled = own
    site.bar = Bar("no_frame", "、".join(word for filled in own.values() for word in filled.words))


def _remaining(site: Site, context: Context, kit: Kit) -> Token | None:
    """Return what tells of those left beside outcomes: 「公开7件，其余5件依法答复」."""
    words = kit.marks["remaining"]
    word = next((t for t in site.before if t.cls in words), None)
    told = word is not None and any(s.classes("outcome") for s in context.level.sites)
    return word if told else None


def _is_same(site: Site, frame: Frame) -> bool:
    """Tell whether a part of disputes speaks of the same cells as its whole."""
    whole = site.whole.frame if site.whole is not None else None
    return whole is not None and whole.locus == frame.locus and not whole.wording.whole


def _narrowed(site: Site, context: Context, kit: Kit) -> bool:
    """Take the part of 「复议569件，其中涉及政府信息公开的41件」 for the table's, if it is one."""
    word, whole, last = disclosing(site, kit), site.whole, context.level.last
    if word is None and last is not None and is_joined(site):
        word = disclosing(last, kit)
    if word is None or whole is None or disclosing(whole, kit) is not None:
        return False
    whole.give_up(Bar("wider", word.text))
    return True


def _is_bare(site: Site, context: Context) -> bool:
    """Tell whether only known words stand at the number, and it is no part, nor beside one."""
    last = context.level.last
    if site.piece.before == "、" and last is not None and not last.frames:
        return False
    if site.whole is not None and (site.listing is not None or not site.whole.frames):
        return False
    return all(t.kind in ("word", "year") for t in (*context.level.lead, *site.own))


def _each(site: Site, slots: Slots, within: str, kit: Kit) -> tuple[Frame, ...]:
    """Give 0, or what each of several has, to every one of them."""
    several = next((slot for slot in slots if len(slots[slot].classes) > 1), None)
    if several is None or (several == "event" and _are_one(slots, within, kit)):
        return ()
    said = [*site.before, *(t for lead in site.leads[-1:] for t in lead.tokens)]
    if site.value != 0 and first_role(said, "each", "various") is None:
        return ()
    classes = classes_of(slots)
    names = sorted(slots[several].classes)
    found = [kit.frames.find(classes | {several: frozenset({n})}, within) for n in names]
    return tuple(frame for frame in found if frame is not None)


def _are_one(slots: Slots, within: str, kit: Kit) -> bool:
    """Tell whether several words say one thing: 「结转下年度办理0件」 is no number of 办理."""
    frame = kit.frames.find(classes_of(slots), within)
    return frame is not None and not frame.wording.loose


def _fillings(site: Site, own: Slots, leads: Slots, context: Context, kit: Kit) -> Iterator[Slots]:
    """Yield ``own`` completed by what stands before, ever further away."""
    if "applicant" not in own:
        yield own
    objects = _objects(site, own, leads, context, kit)
    events = [NOTHING] if "event" in own else [NOTHING, *_events(site, own, leads, context, kit)]
    outcomes = [NOTHING]
    if "applicant" in own and "outcome" not in own and site.whole is not None:
        whole = site.whole.filled.get("outcome")
        outcomes = [whole._replace(source="whole")] if whole else outcomes
    if "applicant" in own:
        events = [*events[1:], *events[:1]]
    for outcome, event, subject in product(outcomes, events, objects):
        slots = dict(own)
        if subject.classes:
            slots["object"] = subject
        if event.classes:
            slots["event"] = event
        if outcome.classes:
            slots["outcome"] = outcome
        yield slots


def _objects(site: Site, own: Slots, leads: Slots, context: Context, kit: Kit) -> list[Filled]:
    """Return what may be spoken of: the own noun, or those before, the nearest first.

    The parts of a whole that was not read need a noun of their own.
    """
    mine = own.get("object", NOTHING)
    if mine.classes - kit.marks["vague"]:
        return [mine]
    event = own.get("event", NOTHING).classes
    acted = event & kit.marks.any("carried_in", "carried_out") if site.listing else event
    if site.whole is not None and not site.whole.frames and not acted:
        return [mine]
    before = list(_objects_before(site, leads, context, kit))
    return [mine, *(f._replace(classes=f.classes | mine.classes) for f in before)]


def _objects_before(site: Site, leads: Slots, context: Context, kit: Kit) -> Iterator[Filled]:
    if "object" in leads:
        yield leads["object"]._replace(source="lead")
    last = context.level.last
    if last is not None and last.frames and "object" in last.filled:
        yield last.filled["object"]._replace(source="before")
    if site.whole is not None and "object" in site.whole.filled:
        yield site.whole.filled["object"]._replace(source="whole")
    if context.elsewhere is None and not _goes_on(site, context, kit):
        for name in context.topics:
            yield Filled(frozenset({name}), (kit.wording.words[name].title,), "topic")


def _goes_on(site: Site, context: Context, kit: Kit) -> bool:
    """Tell whether 「受理3件」 still speaks of the reviews received before it."""
    last = context.level.last
    if last is None or not last.frames or not last.classes("object") & kit.marks["dispute"]:
        return False
    return any(t.cls in kit.marks.any("intake", "handled") for t in site.own)


def _events(site: Site, own: Slots, leads: Slots, context: Context, kit: Kit) -> Iterator[Filled]:
    if "event" in leads:
        yield leads["event"]._replace(source="lead")
    if site.whole is not None and "event" in site.whole.filled:
        yield site.whole.filled["event"]._replace(source="whole")
    last = context.level.last or (context.previous[-1] if context.previous else None)
    if last is None or "event" not in last.filled:
        return
    alike = kit.marks["table_two"]
    mine = own.get("object", NOTHING).classes
    shared = bool(mine) and mine <= alike and last.classes("object") <= alike
    if "applicant" in own or shared:
        yield last.filled["event"]._replace(source="before")


def _doubt(site: Site, frame: Frame, own: Words, context: Context, kit: Kit) -> None:
    """Mark what may count something else, so that a mismatch proves nothing."""
    if frame.table in kit.wording.doubted_tables:
        site.loose = _may_be_other(site, own, context, kit)
    if site.listing is not None and frame.wording.whole:
        site.loose = True
    if site.included and site.whole is not None and not site.whole.frames:
        site.loose = True
    site.wide = context.wide
    if first_role(site.before, "own_body") and any(s.wide for s in context.level.sites):
        site.loose = True
    if any(t.kind == "time" for t in site.before):
        site.loose = True
    if _is_of_doubtful(site, kit) or _is_of_items(site, context, kit):
        site.loose = True
    if own.restricted or (context.wide and not kit.body.governs):
        site.loose = True


def _follows_other(context: Context, kit: Kit) -> bool:
    """Tell whether the sentence has told disputes that a body decides, or of every cause."""
    disputes = kit.marks["dispute"]
    told = [s for s in context.level.sites if s.frames and s.classes("object") & disputes]
    return bool(told) and told[-1].loose and disclosing(told[-1], kit) is None


def _is_of_doubtful(site: Site, kit: Kit) -> bool:
    """Tell whether a part of disputes is of a whole that may be others: those that were judged."""
    whole = site.whole
    if whole is None:
        return False
    if whole.bar is not None:
        return are_decided(whole, kit)
    if whole.frame is None or disclosing(site, kit) is not None:
        return False
    doubtful = whole.loose or whole.frame.wording.loose
    return doubtful and bool(whole.classes("object") & kit.marks["dispute"])


def _is_of_items(site: Site, context: Context, kit: Kit) -> bool:
    """Tell whether items may be counted, not requests: 「申请4件，涉及9条，公开7条」."""
    items = kit.wording.units["items"]
    if site.token.unit not in items or not site.classes("object") & kit.marks["request"]:
        return False
    beside = [*context.level.sites, *([context.level.outer] if context.level.outer else [])]
    others = {s.token.unit for s in beside if s.frames} - {*items, ""}
    return bool(others) or set(site.filled) == {"object"}


def are_decided(site: Site, kit: Kit) -> bool:
    """Tell whether disputes may be those that the body itself receives and decides."""
    deciding = kit.marks.any("intake", "handled", "answered")
    return bool(site.classes("object") & kit.marks["dispute"] and site.classes("event") & deciding)


def _may_be_other(site: Site, own: Words, context: Context, kit: Kit) -> bool:
    """Tell whether reviews and suits may have other causes than disclosure."""
    request = kit.marks["main_request"]
    if own.field or any(t.role == "field" or t.cls in request for t in site.led):
        return False
    if not (context.disclosure or request & set(context.topics)) or context.reviewing:
        return True
    if _follows_other(context, kit):
        return True
    if own.about and context.level.last is not None:
        return bool(context.level.last.classes("object") & request)
    received = site.classes("event") and site.classes("event") <= kit.marks["intake"]
    return bool(received) and not context.named and site.value != 0
