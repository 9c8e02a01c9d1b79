"""Goes through the sentences of a section and fills the slots of every number."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from gouji.facts.claims.body import Body
from gouji.facts.claims.clauses import Piece, Sentence
from gouji.facts.claims.context import Context
from gouji.facts.claims.denials import DISPUTES, Denial, denial_at
from gouji.facts.claims.frames import Frame, Frames
from gouji.facts.claims.sites import Filled, Listing, Site, first_role, sites_of
from gouji.facts.claims.tokens import Token
from gouji.facts.claims.vetoes import veto
from gouji.model.claim_wording import SLOTS, ClaimWording, SlotName
from gouji.model.claims import SlotSource

_Slots = dict[SlotName, Filled]
_CARRIED = frozenset({"carried_in", "carried_out"})
_TELLING = frozenset({"carried_in", "carried_out", "granted", "partly_granted", "denied", "unavailable"})
_VAGUE = frozenset({"document"})
_NOTHING = Filled(frozenset(), (), "own")
_IN_TABLE_TWO = frozenset({"normative", "regulation", "licence", "penalty", "coercion"})


@dataclass(slots=True)
class Passage:
    """What was found in a section: numbers in order, denials, lists."""

    sites: list[Site] = field(default_factory=list)
    denials: list[Denial] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)


class Reader:
    """Reads the sentences of one section."""

    def __init__(
        self, wording: ClaimWording, frames: Frames, body: Body, report_year: int | None
    ) -> None:
        self._wording = wording
        self._frames = frames
        self._body = body
        self._year = report_year
        self._context = Context()
        self._passage = Passage()
        self._paragraph = 0
        self._disclosed = False
        self._beside_words: set[str] = set()
        """The classes of the sentence: some words speak only beside others."""

    def read(self, sentences: Sequence[Sentence]) -> Passage:
        """Return every number and denial of ``sentences`` with what it was taken for."""
        for number, sentence in enumerate(sentences):
            if sentence.opens:
                self._context.disclosure = False
            self._sentence(number, sentence)
            following = sentences[number + 1] if number + 1 < len(sentences) else None
            self._context.next_sentence(opens=following is None or following.opens)
        return self._passage

    def _sentence(self, number: int, sentence: Sentence) -> None:
        context = self._context
        if not any(t.role == "own_body" or t.slot == "object" for t in sentence.tokens):
            pass
        else:
            context.other = None
        leads: list[Piece] = []
        before: list[Token] = []
        self._beside_words = {t.cls for t in sentence.tokens if t.slot}
        self._disclosed = False
        skip = 0
        context.parted = any(t.role == "other_body" for t in sentence.tokens)
        for index, piece in enumerate(sentence.pieces):
            context.enter(piece.depth, before)
            before = piece.tokens if not piece.counts else []
            if piece.before == "；":
                leads = []
            if index < skip:
                continue
            denial = denial_at(sentence.pieces, index, leads, context, self._frames, self._body)
            if denial is not None:
                denial.sentence = number
                self._note(piece.tokens, lead=False)
                self._passage.denials.append(denial)
                skip = denial.until
                leads = []
            elif piece.counts:
                for site in sites_of(piece, number, leads):
                    self._number(site)
                leads = []
            else:
                leads = leads if self._lead(piece) else [*leads, piece]
        self._respectively(number)
        self._share_back(number)
        self._beside(number, sentence)
        self._firm_parts()

    # -- pieces without a number ------------------------------------------------------------

    def _lead(self, piece: Piece) -> bool:
        """Follow a piece without a number; tell whether what it says is of the numbers before."""
        self._open_list(piece.tokens)
        if self._context.level.last is not None:
            self._context.level.last.trail.append(piece)
        if self._settles(piece):
            return True
        self._note(piece.tokens, lead=True)
        self._date(piece)
        return False

    def _date(self, piece: Piece) -> None:
        """Let a year that opens the sentence hold for all of it."""
        if self._context.level.sites or first_role(piece.tokens, "compare"):
            return
        for token in piece.tokens:
            if token.kind == "year" or (token.role == "subset" and token.value is not None):
                self._context.year = int(token.value or 0)
            elif token.role == "this_year":
                self._context.year = self._year
            elif token.role == "last_year" and self._year is not None:
                self._context.year = self._year - 1

    def _note(self, found: Sequence[Token], *, lead: bool) -> None:
        """Follow the topic over ``found``; a ``lead`` may turn to another part of the work."""
        context = self._context
        for token in found:
            if token.slot == "object" and token.cls not in ("document",):
                cls = self._wording.words[token.cls].stands_for
                if cls is None:
                    context.speak_of(token.cls)
                context.disclosure = context.disclosure or token.cls == "application"
            elif token.role == "field":
                context.disclosure = self._disclosed = True
            elif token.role == "topic":
                context.elsewhere = token
            elif token.role == "aspect" and lead:
                context.topics = []
            elif token.role == "reviewer" and lead and not set(context.topics[:1]) & DISPUTES:
                context.reviewing = True

    def _settles(self, piece: Piece) -> bool:
        """Take 「均已办结」, 「均获维持」, 「为其他结果」 for what they say of the numbers before."""
        said = self._words(piece.tokens)
        every = first_role(piece.tokens, "every", "each")
        slots = said.slots
        last = self._context.level.last or self._context.levels[0].last
        if last is None or "object" in slots or not slots or first_role(piece.tokens, "deny"):
            return False
        if every is None and any(t.kind == "unknown" for t in piece.tokens):
            return False
        if last.classes("object") & DISPUTES:
            return self._settle_disputes(piece, slots)
        if every is None:
            return False
        return self._settle_applications(piece, slots, last)

    def _settle_disputes(self, piece: Piece, slots: _Slots) -> bool:
        outcome = slots.get("outcome") or slots.get("event")
        if outcome is None or len(slots) > 2:
            return False
        settled = False
        level = self._context.level if self._context.level.sites else self._context.levels[0]
        for site in reversed(level.sites):
            name: SlotName = "outcome" if "outcome" in slots else "event"
            if site.frame is None or "outcome" in site.filled or site.value is None:
                break
            if not site.classes("object") & DISPUTES:
                break
            filled = {k: v for k, v in site.filled.items() if k == "object"}
            filled[name] = outcome._replace(source="after")
            settled = self._state(site, piece, filled) or settled
        return settled

    def _settle_applications(self, piece: Piece, slots: _Slots, last: Site) -> bool:
        frame = last.frame
        if frame is None or not frame.wording.whole or "application" not in last.classes("object"):
            return False
        event = slots.get("event", _NOTHING).classes
        named = [self._wording.every[e] for e in sorted(event) if e in self._wording.every]
        if named and set(slots) == {"event"}:
            plain = all(t.kind in ("word", "year") for t in piece.tokens)
            if plain and frame.id != "total":
                self._state_zero(piece, self._frames.named(named[0]), last)
            return True
        filled = {k: v for k, v in last.filled.items() if k in ("object", "event")}
        filled |= {k: v._replace(source="after") for k, v in slots.items()}
        return self._state(last, piece, filled, loose=True)

    def _state(self, of: Site, piece: Piece, filled: _Slots, *, loose: bool = False) -> bool:
        """Add a statement of the number ``of`` made by a later piece."""
        frame = self._frames.find({k: v.classes for k, v in filled.items()})
        if frame is None:
            return False
        site = replace(of, piece=piece, before=piece.tokens, after=[], filled=filled)
        site.frames, site.loose, site.zero = (frame,), loose or of.loose, True
        self._passage.sites.append(site)
        return True

    def _state_zero(self, piece: Piece, frame: Frame, last: Site) -> None:
        site = Site(piece.tokens[0], piece, last.sentence, piece.tokens, [], [])
        site.frames, site.loose, site.year, site.zero = (frame,), True, last.year, True
        site.value = last.value * 0 if last.value is not None else None
        site.filled = {"event": Filled(frozenset(), tuple(t.text for t in piece.tokens), "own")}
        self._passage.sites.append(site)

    # -- numbers ------------------------------------------------------------------------------

    def _number(self, site: Site) -> None:
        context = self._context
        level = context.level
        self._open_list(site.before)
        if site.piece.before == "；" and any(t.slot == "event" for t in site.before):
            level.listing = None
        site.listing = level.listing
        if level.listing is not None:
            level.listing.parts.append(site)
        site.whole = self._whole_of(site)
        self._set_year(site)
        self._read(site)
        self._note(site.before, lead=False)
        self._note(site.after, lead=False)
        if site.frames:
            context.elsewhere = None
        elif turned := self._turned(site):
            context.elsewhere = turned
        context.counted = True
        level.sites.append(site)
        self._passage.sites.append(site)
        self._include(site)

    def _turned(self, site: Site) -> Token | None:
        """Return the word by which an unread number turned the text to another matter."""
        own = [*site.before, *site.after]
        disputed = next((t for t in own if t.cls in DISPUTES), None)
        if disputed is not None and site.value is not None:
            self._context.reviewing = True
            return disputed
        other = next((t for t in own if t.cls == "request"), None)
        if other is not None and _is_alien(own, other):
            return other
        spoken = [*own, *(t for p in site.leads for t in p.tokens)]
        acted = any(t.slot == "event" for t in spoken)
        return first_role(own, "topic") if acted else None

    def _open_list(self, found: Sequence[Token]) -> None:
        among = found[-1:] and found[-1].role == "among" and not self._context.level.sites
        if first_role(found, "opener") is None and not among:
            return
        level = self._context.level
        wholes = list(reversed(level.sites))
        if not wholes and level.outer is not None:
            wholes = [level.outer]
        if not wholes and len(self._context.levels) == 1:
            wholes = list(reversed(self._context.previous))
        depth = len(self._context.levels) - 1
        level.listing = Listing(tuple(wholes[:4]), depth, spoken=not among)
        self._passage.listings.append(level.listing)

    def _whole_of(self, site: Site) -> Site | None:
        level = self._context.level
        if level.listing is not None:
            wholes = level.listing.wholes
            return next((w for w in wholes if w.frames), wholes[0] if wholes else None)
        if first_role(site.before, "include") is not None:
            site.included = True
            level.included = level.last or level.outer
            return level.included
        if site.piece.before != "、":
            level.included = None
        return level.included or level.outer

    def _set_year(self, site: Site) -> None:
        """Give the number the year of its clause, or the one that opens the sentence."""
        context = self._context
        years = [t for t in site.before if t.kind == "year" or t.role == "this_year"]
        site.year = context.year
        if any(t.cls in ("unfinished", "carried_in") or t.role == "carry" for t in site.before):
            years = [t for t in years if t.value == self._year]
        if years:
            named = years[-1]
            site.year = int(named.value or 0) if named.kind == "year" else self._year
            if not context.level.sites and not context.levels[0].sites:
                context.year = site.year
            elif site.year == self._year:
                context.year = site.year

    def _read(self, site: Site) -> None:
        context = self._context
        own = self._words([*site.before, *site.after, *site.piece.notes[:0]])
        slots = own.slots
        if _noted(site) and "event" in slots:
            event = slots["event"]
            slots["event"] = event._replace(classes=event.classes | {"with_carried"})
        leads = self._words(
            [t for p in site.leads if not first_role(p.tokens, "topic", "activity") for t in p.tokens]
        ).slots
        for slot, filled in (self._chained(site) | self._with_last(site, slots)).items():
            mine = slots.get(slot)
            merged = (filled.classes | mine.classes) if mine else filled.classes
            words = (*filled.words, *(mine.words if mine else ()))
            slots[slot] = Filled(merged, words, "shared")
        site.filled = slots
        site.reason = veto(site, slots, context, self._body, self._year)
        if site.reason:
            return
        if self._is_beside_others(site):
            site.reason = "和别的机关并列，是本机关自己的一部分"
            return
        if self._is_like_unread(site, slots):
            site.reason = "和前一个数并列，前一个数没有读"
            return
        self._carry(site, slots)
        if own.weak and "object" not in slots:
            self._weak(site, slots, own.weak)
            if site.reason:
                return
        if not slots:
            slots = self._borrowed(site, own, leads)
        if not slots:
            site.reason = "这一小句里没有说明数的是什么的词"
            return
        self._match(site, slots, leads)
        self._doubt(site, own)

    def _is_beside_others(self, site: Site) -> bool:
        """Tell whether the own body is one of several: 「各部门受理48件、旗政府办受理3件」."""
        last = self._context.level.last
        own = first_role(site.before, "own_body") is not None
        return own and site.piece.before == "、" and last is not None and "别的机关" in last.reason

    def _is_like_unread(self, site: Site, own: _Slots) -> bool:
        """Tell whether 「、」 joins the number to an unread one of its kind."""
        last = self._context.level.last
        if site.piece.before != "、" or site.leads or last is None or last.frames:
            return False
        other = {t.cls for t in (*last.before, *last.after)} & _IN_TABLE_TWO
        return bool(other and own.get("object", _NOTHING).classes & _IN_TABLE_TWO)

    def _borrowed(self, site: Site, own: "_Words", leads: _Slots) -> _Slots:
        """Return what a number without words of its own takes from the numbers beside it."""
        sites = self._context.level.sites
        last = next((s for s in reversed(sites) if s.frames), sites[-1] if sites else None)
        if first_role(site.before, "rest") is not None and last is not None:
            return self._rest(site, last)
        if first_role(site.before, "sum") is not None and last is not None and not leads:
            if "applicant" in last.filled:
                return {k: v for k, v in last.filled.items() if k != "applicant"}
            if "outcome" in last.filled and "application" in last.classes("object"):
                every = Filled(frozenset({"answered"}), ("合计",), "before")
                return {"object": last.filled["object"], "event": every}
        if first_role(site.before, "own_body", "wide_body") and sites and sites[-1].reason:
            return dict(sites[-1].filled)
        if own.field and site.whole is not None and site.whole.classes("object") & DISPUTES:
            return {"object": site.whole.filled["object"]._replace(source="whole")}
        if any(t.kind in ("unknown", "digits") for t in (*site.before, *site.after)):
            return {}
        if sites and sites[-1].reason and not leads and _says_sum(site):
            return dict(sites[-1].filled)
        return {k: v._replace(source="lead") for k, v in leads.items()}

    def _rest(self, site: Site, last: Site) -> _Slots:
        """Let 「其他」 be the kind of applicant, or of outcome, that is left."""
        if site.whole is not None and site.whole.classes("outcome") == {"other"}:
            return {"outcome": Filled(frozenset({"other_other"}), ("其他",), "whole")}
        if last.classes("object") & DISPUTES and "outcome" in last.filled:
            other = Filled(frozenset({"other_result"}), ("其他",), "before")
            return {"object": last.filled["object"], "outcome": other}
        if last.classes("applicant") & {"business", "research", "charity", "legal"}:
            return {"applicant": Filled(frozenset({"other_kind"}), ("其他",), "before")}
        return {}

    def _words(self, found: Sequence[Token]) -> "_Words":
        return _Words(self._wording, found, self._beside_words, self._year)

    def _carry(self, site: Site, slots: _Slots) -> None:
        """Let a bare 「结转」 be what its place says: after what was answered, or before it."""
        word = first_role([*site.before, *site.after], "carry")
        if word is None or "event" in slots or first_role(site.before, "last_year"):
            return
        told = [s.frame.id for s in self._context.level.sites if s.frame is not None]
        if {"total", "handled"} & set(told):
            slots["event"] = Filled(frozenset({"carried_bare"}), (word.text,), "before")
        elif {"new", "accepted"} & set(told):
            slots["event"] = Filled(frozenset({"carried_before"}), (word.text,), "before")

    def _weak(self, site: Site, slots: _Slots, weak: Token) -> None:
        """Let 「申请」 stand for 「政府信息公开申请」 where that is what is spoken of."""
        tokens = [*site.before, *site.after]
        place = tokens.index(weak)
        before = tokens[place - 1] if place else None
        stands = self._wording.words[weak.cls].stands_for or ""
        context = self._context
        if before is not None and _is_alien(tokens, weak):
            site.reason = f"「{before.text}{weak.text}」不知道是不是政府信息公开申请"
        elif stands in context.topics or context.disclosure:
            slots["object"] = Filled(frozenset({stands}), (weak.text,), "topic")
            site.loose = site.loose or stands not in context.topics
        elif slots.get("event", _NOTHING).classes & {"received", "accepted"}:
            slots["object"] = Filled(frozenset({stands}), (weak.text,), "own")
            site.loose = not self._beside_words & _TELLING
        else:
            site.reason = f"「{weak.text}」前文没有说是什么申请"

    def _chained(self, site: Site) -> _Slots:
        """Return the words joined to the number by 「、」: 「予以公开、部分公开16件」."""
        if site.piece.before != "、" or not site.leads:
            return {}
        chain: list[Token] = []
        for piece in reversed(site.leads):
            chain = [*piece.tokens, *chain]
            if piece.before != "、":
                break
        return self._words(chain).slots

    def _with_last(self, site: Site, own: _Slots) -> _Slots:
        """Return what 「、」 shares between reviews and suits: 「引起复议5件、诉讼3件」."""
        last = self._context.level.last
        if site.piece.before != "、" or site.leads or last is None or "event" in own:
            return {}
        both = (last.classes("object"), own.get("object", _NOTHING).classes)
        if not all(classes & DISPUTES for classes in both) or "event" not in last.filled:
            return {}
        return {"event": last.filled["event"]}

    def _match(self, site: Site, own: _Slots, leads: _Slots) -> None:
        """Fill the empty slots from before, the nearest first, until a frame fits."""
        within = site.whole.frame.id if site.whole and site.whole.frame else ""
        for slots in self._fillings(site, own, leads):
            frame = self._frames.find({k: v.classes for k, v in slots.items()}, within)
            found = self._each(site, slots, within) or ((frame,) if frame else ())
            if found and self._is_part_of_same(site, found[0]):
                site.filled, site.reason = slots, "是同一个数里的一部分"
                return
            if found and found[0].wording.bare and not _is_bare(site, self._context):
                continue
            if found and site.token.unit in self._wording.units[found[0].wording.units]:
                site.frames, site.filled = found, slots
                return
        site.filled = own
        words = "、".join(word for filled in own.values() for word in filled.words)
        site.reason = f"「{words}」合起来不指表里的哪一格"

    @staticmethod
    def _is_part_of_same(site: Site, frame: Frame) -> bool:
        """Tell whether a part speaks of the same cells as its whole."""
        whole = site.whole.frame if site.whole is not None else None
        return whole is not None and whole.locus == frame.locus and whole.table == "t4"

    def _each(self, site: Site, slots: _Slots, within: str) -> tuple[Frame, ...]:
        """Give 0, or what each of several has, to every one of them."""
        several = [slot for slot in SLOTS if len(slots.get(slot, _NOTHING).classes) > 1]
        each = first_role(site.before, "each") or any(
            first_role(lead.tokens, "each") for lead in site.leads[-1:]
        )
        if not several or not (site.value == 0 or each):
            return ()
        classes = {k: v.classes for k, v in slots.items()}
        names = sorted(slots[several[0]].classes)
        found = [self._frames.find(classes | {several[0]: frozenset({n})}, within) for n in names]
        return tuple(frame for frame in found if frame is not None)

    def _fillings(self, site: Site, own: _Slots, leads: _Slots) -> Iterator[_Slots]:
        """Yield ``own`` completed by what stands before, ever further away."""
        objects = [_NOTHING, *self._objects(site, leads)]
        acted = "event" in own and (site.listing is None or own["event"].classes & _CARRIED)
        if site.whole is not None and not site.whole.frames and not acted:
            objects = [_NOTHING]
        if (mine := own.get("object")) is not None:
            vague = mine.classes <= _VAGUE
            objects = [
                f._replace(classes=f.classes | mine.classes) for f in objects if vague or f is _NOTHING
            ]
        events = [_NOTHING] if "event" in own else [_NOTHING, *self._events(site, own, leads)]
        outcomes = [_NOTHING]
        if "outcome" not in own and site.whole is not None and "applicant" in own:
            whole = site.whole.filled.get("outcome")
            outcomes = [whole._replace(source="whole")] if whole else outcomes
        for outcome, event, subject in product(outcomes, events, objects):
            slots = dict(own)
            for name, filled in (("object", subject), ("event", event), ("outcome", outcome)):
                if filled.classes:
                    slots[name] = filled
            yield slots

    def _objects(self, site: Site, leads: _Slots) -> Iterator[Filled]:
        context = self._context
        if "object" in leads:
            yield leads["object"]._replace(source="lead")
        last = context.level.last
        if last is not None and last.frames and "object" in last.filled:
            yield last.filled["object"]._replace(source="before")
        if site.whole is not None and "object" in site.whole.filled:
            yield site.whole.filled["object"]._replace(source="whole")
        if context.elsewhere is None:
            for name in context.topics:
                title = self._wording.words[name].title
                yield Filled(frozenset({name}), (title,), "topic")

    def _events(self, site: Site, own: _Slots, leads: _Slots) -> Iterator[Filled]:
        if "event" in leads:
            yield leads["event"]._replace(source="lead")
        if site.whole is not None and "event" in site.whole.filled:
            yield site.whole.filled["event"]._replace(source="whole")
        last = self._context.level.last or (self._context.previous or [None])[-1]
        if last is not None and "event" in last.filled:
            mine = own.get("object", _NOTHING).classes
            shared = mine and mine <= _IN_TABLE_TWO and last.classes("object") <= _IN_TABLE_TWO
            if "applicant" in own or shared:
                yield last.filled["event"]._replace(source="before")

    def _doubt(self, site: Site, own: "_Words") -> None:
        """Mark what may count something else, so that a mismatch proves nothing."""
        frame = site.frame
        if frame is None:
            return
        context = self._context
        disputes = frame.table == "t4"
        disclosed = context.disclosure or own.field or "application" in context.topics
        if disputes and not disclosed and not _any_field(site.leads):
            site.loose = True
        if disputes and context.reviewing:
            site.loose = site.loose or not own.field
        if disputes and own.about and not own.field:
            last = context.level.last
            site.loose = last is not None and "application" in last.classes("object")
        if site.listing is not None and frame.wording.whole:
            site.loose = True
        if site.included and site.whole is not None and not site.whole.frames:
            site.loose = True
        named = own.field or self._disclosed
        if disputes and site.classes("event") == {"received"} and not named:
            site.loose = site.loose or site.value != 0
        if own.restricted or (context.wide and not self._body.governs and not context.parted):
            site.loose = True

    def _include(self, site: Site) -> None:
        """Let 「收到62件（含上年结转2件）」 speak of both, the new and those carried over."""
        whole = site.whole
        if whole is None or whole.frame is None or "carried_in" not in site.classes("event"):
            return
        if not whole.frame.wording.whole or "applicant" in site.filled:
            return
        event = whole.filled["event"]
        slots = dict(whole.filled)
        slots["event"] = event._replace(classes=event.classes | {"with_carried"})
        frame = self._frames.find({k: v.classes for k, v in slots.items()})
        if frame is not None and frame.wording.whole:
            whole.frames, whole.filled = (frame,), slots

    def _respectively(self, number: int) -> None:
        """Give 「分别为5件、3件」 to the words before it, in order."""
        sites = [s for s in self._passage.sites if s.sentence == number and not s.zero]
        for place, site in enumerate(sites):
            pieces = [*(t for p in site.leads for t in p.tokens), *site.before]
            mark = first_role(pieces, "respectively")
            if mark is None:
                continue
            labels = [t for t in pieces[: pieces.index(mark)] if t.slot]
            self._distribute(labels, [site, *_followers(sites, place)])

    def _share_back(self, number: int) -> None:
        """Let what ends a chain of 「、」 hold for all of it: 「38件复议、13件诉讼获维持」."""
        sites = [s for s in self._passage.sites if s.sentence == number and not s.zero]
        for one, other in zip(reversed(sites[:-1]), reversed(sites[1:]), strict=True):
            outcome = other.filled.get("outcome")
            trailing = any(t.slot == "outcome" for t in other.after)
            if other.piece.before != "、" or other.leads or not (outcome and trailing):
                continue
            if one.classes("object") & DISPUTES and one.after and "outcome" not in one.filled:
                slots: _Slots = {"object": one.filled["object"]}
                slots["outcome"] = outcome._replace(source="shared")
                frame = self._frames.find({k: v.classes for k, v in slots.items()})
                if frame is not None:
                    one.frames, one.filled, one.reason = (frame,), slots, ""

    def _firm_parts(self) -> None:
        """Let 「其中已答复63件，待答复3件」 be firm: what is left is told beside it."""
        for listing in self._passage.listings:
            if any(p.frame and p.frame.id == "carried_out" for p in listing.parts):
                for part in listing.parts:
                    if part.frame is not None and part.frame.id == "total":
                        part.loose = False

    def _beside(self, number: int, sentence: Sentence) -> None:
        """Let 办理 beside 新收, or beside outcomes, be the number of those answered."""
        if sentence.opens:
            self._paragraph = number
        sites = [s for s in self._passage.sites if s.sentence >= self._paragraph]
        told = {s.frame.id for s in sites if s.frame is not None}
        for site in sites:
            ways = site.frame.wording.beside if site.frame is not None else {}
            other = next((ways[name] for name in ways if name in told), None)
            if other is not None:
                site.frames = (self._frames.named(other),)

    def _distribute(self, labels: Sequence[Token], sites: Sequence[Site]) -> None:
        for slot in SLOTS:
            mine = [t for t in labels if t.slot == slot]
            if len(mine) != len(sites) or len({t.cls for t in mine}) != len(mine):
                continue
            if len(mine) < 2:  # noqa: PLR2004
                continue
            rest = self._words([t for t in labels if t.slot != slot]).slots
            for token, site in zip(mine, sites, strict=True):
                own = rest | {slot: Filled(frozenset({token.cls}), (token.text,), "shared")}
                site.frames, site.filled, site.reason = (), {}, ""
                self._match(site, own, {})
            return


def _is_kind(found: Sequence[Token], index: int) -> bool:
    """Tell whether a noun is narrowed to one kind: 「治安类行政处罚」."""
    if index < 2:  # noqa: PLR2004
        return False
    unknown, kind = found[index - 2], found[index - 1]
    return kind.text == "类" and unknown.kind == "unknown" and unknown.end == kind.start


def _says_sum(site: Site) -> bool:
    """Tell whether nothing but words for a sum stand at the number: 「全年共80件」."""
    return bool(site.before) and all(
        t.role in ("plain", "sum", "this_year", "own_body", "wide_body") or t.kind == "year"
        for t in (*site.before, *site.after)
    )


def _is_alien(found: Sequence[Token], request: Token) -> bool:
    """Tell whether 「申请」 is of another kind: 「补贴申请」, 「民生事项申请」."""
    place = found.index(request)
    before = found[place - 1] if place else None
    if before is None or before.end != request.start:
        return False
    return before.kind == "unknown" or before.role in ("topic", "activity")


def _is_bare(site: Site, context: Context) -> bool:
    """Tell whether only known words stand at the number, and none that was not read before it."""
    own = [*site.before, *site.after]
    last = context.level.last
    unread = site.piece.before == "、" and last is not None and not last.frames
    if site.whole is not None and (site.listing is not None or not site.whole.frames):
        return False
    return not unread and all(t.kind in ("word", "year") for t in own)


def _carried(found: Sequence[Token], report_year: int | None) -> list[Token]:
    """Join 「结转」 with 「上年」, 「下年」 or a year in the same clause to what it says."""
    tokens = list(found)
    place = next(
        (i for i, t in enumerate(tokens) if t.role == "carry" or t.cls == "unfinished"), None
    )
    if place is None and _names_next(tokens, report_year):
        place = next((i for i, t in enumerate(tokens) if t.cls in ("answered", "handled")), None)
        if place is not None:
            tokens[place] = tokens[place]._replace(cls="carried_out")
        return tokens
    if place is None:
        return tokens
    word = tokens[place]
    past = any(
        t.role == "last_year" or (t.kind == "year" and report_year and t.value == report_year - 1)
        for t in tokens[:place]
    )
    if past:
        tokens[place] = word._replace(cls="carried_in", slot="event", role=None)
    elif word.role == "carry" and _names_next(tokens, report_year):
        tokens[place] = word._replace(cls="carried_out", slot="event", role=None)
    return tokens


def _names_next(found: Sequence[Token], report_year: int | None) -> bool:
    return any(
        t.role == "next_year" or (t.kind == "year" and report_year and t.value == report_year + 1)
        for t in found
    )


def _followers(sites: Sequence[Site], place: int) -> Iterator[Site]:
    """Yield the numbers after ``place`` that have no words of their own."""
    for site in sites[place + 1 :]:
        if any(t.slot for t in (*site.before, *site.after)) or site.leads:
            return
        yield site


def _noted(site: Site) -> list[Token]:
    """Return what a bracket without a number adds: 「38件（含上年结转）」."""
    if first_role(site.piece.notes, "include") is None:
        return []
    return [t for t in site.piece.notes if t.cls == "carried_in"]


def _any_field(leads: Sequence[Piece]) -> bool:
    return any(t.role == "field" or t.cls == "application" for p in leads for t in p.tokens)


class _Words:
    """The slots that some tokens fill, and what else they say."""

    def __init__(
        self,
        wording: ClaimWording,
        found: Sequence[Token],
        beside: Collection[str],
        report_year: int | None,
    ) -> None:
        self.slots: _Slots = {}
        self.weak: Token | None = None
        self.field = False
        self.about = False
        self.restricted = False
        acted = False
        found = _carried(found, report_year)
        disputed = max((i for i, t in enumerate(found) if t.cls in DISPUTES), default=-1)
        for index, token in enumerate(found):
            following = found[index + 1] if index + 1 < len(found) else None
            if token.slot is None:
                self.field = self.field or token.role == "field"
                self.about = self.about or token.role == "about"
                continue
            cls = wording.words[token.cls]
            if cls.beside:
                others = {n for n in beside if wording.words[n].slot == cls.slot} - {token.cls}
                first = all(
                    t.role in ("plain", "every", "rest") or t.slot == "event" for t in found[:index]
                )
                if others and (first or cls.slot != "outcome") and (following is None or following.kind in ("word", "number")):
                    self._fill(token._replace(cls=cls.stands_for or ""))
                continue
            if cls.stands_for:
                self.weak = self.weak or token
                continue
            if token.cls == "answered" and index < disputed:
                continue
            if following is not None and following.role == "and_more" and "_" in token.cls:
                continue
            before = found[index - 1] if index else None
            unknown = before is not None and before.kind == "unknown" and before.end == token.start
            if token.cls == "application":
                self.field = True
                self.restricted = self.restricted or (acted and unknown)
            if token.slot == "object" and _is_kind(found, index):
                self.restricted = True
            acted = acted or token.slot == "event"
            self._fill(token)

    def _fill(self, token: Token, source: SlotSource = "own") -> None:
        if token.slot is None:
            return
        old = self.slots.get(token.slot)
        classes = (old.classes if old else frozenset()) | {token.cls}
        words = (*(old.words if old else ()), token.text)
        self.slots[token.slot] = Filled(classes, words, source)
