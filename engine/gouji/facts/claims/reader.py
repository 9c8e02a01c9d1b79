"""Goes through the sentences of a section and fills the slots of every number."""

from collections.abc import Iterator, Sequence
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
_VAGUE = frozenset({"document"})
_NOTHING = Filled(frozenset(), (), "own")
_SHARED_EVENTS = ("normative", "regulation", "licence", "penalty", "coercion")


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
        skip = 0
        for index, piece in enumerate(sentence.pieces):
            context.enter(piece.depth)
            if piece.before == "；":
                context.level.listing = None
            if index < skip:
                continue
            denial = denial_at(sentence.pieces, index, leads, context, self._frames, self._body)
            if denial is not None:
                denial.sentence = number
                self._note(piece.tokens)
                self._passage.denials.append(denial)
                skip = denial.until
                leads = []
            elif piece.counts:
                for site in sites_of(piece, number, leads):
                    self._number(site)
                leads = []
            else:
                self._lead(piece)
                leads = [*leads, piece]
        self._respectively(number)

    # -- pieces without a number ------------------------------------------------------------

    def _lead(self, piece: Piece) -> None:
        """Follow a piece without a number; what it says of the numbers before is theirs."""
        self._open_list(piece.tokens)
        if not self._settles(piece):
            self._note(piece.tokens)
            self._date(piece)

    def _date(self, piece: Piece) -> None:
        """Let a year that opens the sentence hold for all of it."""
        if self._context.level.sites or first_role(piece.tokens, "compare"):
            return
        for token in piece.tokens:
            if token.kind == "year":
                self._context.year = int(token.value or 0)
            elif token.role == "this_year":
                self._context.year = self._year
            elif token.role == "last_year" and self._year is not None:
                self._context.year = self._year - 1

    def _note(self, found: Sequence[Token]) -> None:
        """Follow the topic over ``found``."""
        context = self._context
        for token in found:
            if token.slot == "object" and token.cls not in ("document",):
                cls = self._wording.words[token.cls].stands_for
                if cls is None:
                    context.speak_of(token.cls)
                context.disclosure = context.disclosure or token.cls == "application"
            elif token.role == "field":
                context.disclosure = True
            elif token.role == "topic":
                context.elsewhere = token
            elif token.role == "aspect":
                context.topics = []
            elif token.role == "reviewer":
                context.reviewing = True

    def _settles(self, piece: Piece) -> bool:
        """Take 「均已办结」, 「均获维持」, 「为其他结果」 for what they say of the numbers before."""
        said = _Words(self._wording, piece.tokens)
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
        site.listing = level.listing
        if level.listing is not None:
            level.listing.parts.append(site)
        site.whole = self._whole_of(site)
        self._set_year(site)
        self._read(site)
        self._note(site.before)
        self._note(site.after)
        if site.frames:
            context.elsewhere = None
        context.counted = True
        level.sites.append(site)
        self._passage.sites.append(site)
        self._include(site)

    def _open_list(self, found: Sequence[Token]) -> None:
        if first_role(found, "opener") is None:
            return
        level = self._context.level
        wholes = list(reversed(level.sites))
        if not wholes and level.outer is not None:
            wholes = [level.outer]
        if not wholes and len(self._context.levels) == 1:
            wholes = list(reversed(self._context.previous))
        level.listing = Listing(tuple(wholes[:4]), len(self._context.levels) - 1)
        self._passage.listings.append(level.listing)

    def _whole_of(self, site: Site) -> Site | None:
        level = self._context.level
        if level.listing is not None:
            return level.listing.wholes[0] if level.listing.wholes else None
        if first_role(site.before, "include") is not None:
            site.included = True
            return level.last or level.outer
        return level.outer

    def _set_year(self, site: Site) -> None:
        """Give the number the year of its clause, or the one that opens the sentence."""
        context = self._context
        years = [t for t in site.before if t.kind == "year" or t.role == "this_year"]
        site.year = context.year
        if years:
            named = years[-1]
            site.year = int(named.value or 0) if named.kind == "year" else self._year
            if not context.level.sites and not context.levels[0].sites:
                context.year = site.year
            elif site.year == self._year:
                context.year = site.year

    def _read(self, site: Site) -> None:
        context = self._context
        own = _Words(self._wording, [*site.before, *site.after, *_noted(site)])
        slots = own.slots
        leads = _Words(
            self._wording,
            [t for p in site.leads if not first_role(p.tokens, "topic", "activity") for t in p.tokens],
        ).slots
        for slot, filled in (self._chained(site) | self._beside(site, slots)).items():
            mine = slots.get(slot)
            merged = (filled.classes | mine.classes) if mine else filled.classes
            words = (*filled.words, *(mine.words if mine else ()))
            slots[slot] = Filled(merged, words, "shared")
        site.reason = veto(site, slots, context, self._body, self._year)
        if site.reason:
            return
        if own.weak and "object" not in slots:
            self._weak(site, slots, own.weak)
            if site.reason:
                return
        if not slots:
            if not leads:
                site.reason = "这一小句里没有说明数的是什么的词"
                return
            slots = {k: v._replace(source="lead") for k, v in leads.items()}
        self._match(site, slots, leads)
        self._doubt(site, own)

    def _weak(self, site: Site, slots: _Slots, weak: Token) -> None:
        """Let 「申请」 stand for 「政府信息公开申请」 where that is what is spoken of."""
        tokens = [*site.before, *site.after]
        place = tokens.index(weak)
        before = tokens[place - 1] if place else None
        stands = self._wording.words[weak.cls].stands_for or ""
        context = self._context
        if before is not None and before.kind == "unknown" and before.end == weak.start:
            site.reason = f"「{before.text}{weak.text}」不知道是不是政府信息公开申请"
        elif stands in context.topics or context.disclosure:
            slots["object"] = Filled(frozenset({stands}), (weak.text,), "topic")
            site.loose = site.loose or stands not in context.topics
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
        return _Words(self._wording, chain).slots

    def _beside(self, site: Site, own: _Slots) -> _Slots:
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
            found = (frame,) if frame else self._each(site, slots, within)
            if found and site.token.unit in self._wording.units[found[0].wording.units]:
                site.frames, site.filled = found, slots
                return
        site.filled = own
        words = "、".join(word for filled in own.values() for word in filled.words)
        site.reason = f"「{words}」合起来不指表里的哪一格"

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
            if "applicant" in own or (mine and mine <= frozenset(_SHARED_EVENTS)):
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
        if disputes and (context.reviewing or own.about):
            site.loose = site.loose or not own.field
        if site.listing is not None and frame.wording.whole:
            site.loose = True
        if own.restricted or (context.wide and not self._body.governs):
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
        slots["event"] = event._replace(classes=event.classes | {"carried_in"})
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

    def _distribute(self, labels: Sequence[Token], sites: Sequence[Site]) -> None:
        for slot in SLOTS:
            mine = [t for t in labels if t.slot == slot]
            if len(mine) != len(sites) or len({t.cls for t in mine}) != len(mine):
                continue
            if len(mine) < 2:  # noqa: PLR2004
                continue
            rest = _Words(self._wording, [t for t in labels if t.slot != slot]).slots
            for token, site in zip(mine, sites, strict=True):
                own = rest | {slot: Filled(frozenset({token.cls}), (token.text,), "shared")}
                site.frames, site.filled, site.reason = (), {}, ""
                self._match(site, own, {})
            return


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

    def __init__(self, wording: ClaimWording, found: Sequence[Token]) -> None:
        self.slots: _Slots = {}
        self.weak: Token | None = None
        self.field = False
        self.about = False
        self.restricted = False
        acted = False
        for index, token in enumerate(found):
            following = found[index + 1] if index + 1 < len(found) else None
            if token.slot is None:
                self.field = self.field or token.role == "field"
                self.about = self.about or token.role == "about"
                continue
            if wording.words[token.cls].stands_for:
                self.weak = self.weak or token
                continue
            if following is not None and following.role == "and_more" and "_" in token.cls:
                continue
            before = found[index - 1] if index else None
            unknown = before is not None and before.kind == "unknown" and before.end == token.start
            if token.cls == "application":
                self.field = True
                self.restricted = self.restricted or (acted and unknown)
            acted = acted or token.slot == "event"
            self._fill(token)

    def _fill(self, token: Token, source: SlotSource = "own") -> None:
        if token.slot is None:
            return
        old = self.slots.get(token.slot)
        classes = (old.classes if old else frozenset()) | {token.cls}
        words = (*(old.words if old else ()), token.text)
        self.slots[token.slot] = Filled(classes, words, source)
