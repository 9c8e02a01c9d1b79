"""Goes through the sentences of a section and has every number read in its turn."""

from collections.abc import Sequence
from dataclasses import field

from gouji.facts.claims.afterwards import end_paragraph, end_sentence
from gouji.facts.claims.clauses import Piece, Sentence
from gouji.facts.claims.context import Context
from gouji.facts.claims.denials import Denial, denial_at
from gouji.facts.claims.filling import is_alien, read_number
from gouji.facts.claims.kit import Kit
from gouji.facts.claims.settling import settled
from gouji.facts.claims.sites import Listing, Site, classes_of, first_role, sites_of
from gouji.facts.claims.tokens import Token
from gouji.records import dataclass

_MOST_WHOLES = 4


@dataclass(slots=True)
class Passage:
    """What was found in a section: numbers in order, denials, lists."""

    sites: list[Site] = field(default_factory=list)
    denials: list[Denial] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)


class Reader:
    """Reads the sentences of one section."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._context = Context()
        self._passage = Passage()

    def read(self, sentences: Sequence[Sentence]) -> Passage:
        """Return every number and denial of ``sentences`` with what it was taken for."""
        passage = self._passage
        first, listed, denied = 0, 0, 0
        for number, sentence in enumerate(sentences):
            at = len(passage.sites)
            self._context.begin(sentence, opens=sentence.opens)
            self._sentence(number, sentence)
            end_sentence(passage.sites[at:], self._context, self._kit)
            last = number + 1 == len(sentences) or sentences[number + 1].opens
            self._context.end(opens=last)
            if last:
                end_paragraph(
                    passage.sites[first:],
                    passage.listings[listed:],
                    passage.denials[denied:],
                    self._kit,
                )
                first, listed = len(passage.sites), len(passage.listings)
                denied = len(passage.denials)
        return passage

    def _sentence(self, number: int, sentence: Sentence) -> None:
        leads: list[Piece] = []
        before: list[Token] = []
        skip = 0
        for index, piece in enumerate(sentence.pieces):
            self._context.enter(piece.depth, before)
            before = [] if piece.counts else piece.tokens
            if piece.before == "；":
                leads = []
            if index < skip:
                continue
            denial = denial_at(sentence.pieces, index, leads, self._context, self._kit)
            if denial is not None:
                self._note(piece.tokens, lead=False)
                self._passage.denials.append(denial)
                skip, leads = denial.until, []
            elif piece.counts:
                for site in sites_of(piece, number, leads):
                    self._number(site)
                leads = []
            elif not self._lead(piece):
                leads = [*leads, piece]

    def _lead(self, piece: Piece) -> bool:
        """Follow a piece without a number; tell whether what it says is of the numbers before."""
        context = self._context
        self._open_list(piece.tokens)
        if context.level.last is not None:
            context.level.last.trail.append(piece)
        stated = settled(piece, context, self._kit)
        if stated is not None:
            self._passage.sites += stated
            return True
        self._note(piece.tokens, lead=True)
        context.date(piece.tokens, self._kit.year)
        return False

    def _note(self, found: Sequence[Token], *, lead: bool) -> None:
        """Follow the topic over ``found``; a ``lead`` may turn to another part of the work."""
        context, marks = self._context, self._kit.marks
        for token in found:
            if token.slot == "object" and token.cls not in marks["vague"]:
                if token.cls not in marks["request"] or token.cls in marks["main_request"]:
                    context.speak_of(token.cls)
                context.disclosure = context.disclosure or token.cls in marks["main_request"]
            elif token.role == "field":
                context.disclosure = context.named = True
            elif token.role == "topic":
                context.elsewhere = token
            elif token.role == "aspect" and lead:
                context.topics = []
            elif token.role == "reviewer" and lead and not self._speaks_of_disputes():
                context.reviewing = True

    def _speaks_of_disputes(self) -> bool:
        return bool(set(self._context.topics[:1]) & self._kit.marks["dispute"])

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
        context.date_number(site, self._kit)
        read_number(site, context, self._kit)
        self._note(site.own, lead=False)
        context.elsewhere = context.elsewhere if not site.frames else None
        if not site.frames and (turned := self._turned(site)) is not None:
            context.elsewhere = turned
        context.counted = True
        level.sites.append(site)
        self._passage.sites.append(site)
        self._include(site)

    def _turned(self, site: Site) -> Token | None:
        """Return the word by which an unread number turned the text to another matter."""
        marks = self._kit.marks
        disputed = next((t for t in site.own if t.cls in marks["dispute"]), None)
        if disputed is not None and site.value is not None:
            self._context.reviewing = True
            return disputed
        requests = marks["request"] - marks["main_request"]
        request = next((t for t in site.own if t.cls in requests), None)
        if request is not None and is_alien(site.own, request):
            return request
        spoken = [*site.own, *site.led]
        return first_role(site.own, "topic") if any(t.slot == "event" for t in spoken) else None

    def _open_list(self, found: Sequence[Token]) -> None:
        context = self._context
        among = found[-1:] and found[-1].role == "among" and not context.level.sites
        if first_role(found, "opener") is None and not among:
            return
        level = context.level
        wholes = list(reversed(level.sites))
        if not wholes and level.outer is not None:
            wholes = [level.outer]
        if not wholes and len(context.levels) == 1:
            wholes = list(reversed(context.previous))
        depth = len(context.levels) - 1
        level.listing = Listing(tuple(wholes[:_MOST_WHOLES]), depth, spoken=not among)
        self._passage.listings.append(level.listing)

    def _whole_of(self, site: Site) -> Site | None:
        """Return the number inside which ``site`` is told: after 其中, after 含, in brackets."""
        level = self._context.level
        if level.listing is not None:
            wholes = level.listing.wholes
            return next((w for w in wholes if w.frames), wholes[0] if wholes else None)
        if first_role(site.before, "include") is not None:
            site.included = True
            level.included = level.last or level.outer
        elif site.piece.before != "、":
            level.included = None
        return level.included or level.outer

    def _include(self, site: Site) -> None:
        """Let 「收到62件（含上年结转2件）」 speak of both, 「（不含…）」 and 「（另有…）」 not."""
        whole, marks = site.whole, self._kit.marks
        if whole is None or whole.frame is None:
            return
        if any(t.cls in marks["excluding"] for t in site.before):
            return
        if site.included and whole.classes("outcome"):
            self._both(whole, site)
        if (
            not whole.frame.wording.whole
            or "applicant" in site.filled
            or not site.classes("event") & marks["carried_in"]
        ):
            return
        slots = dict(whole.filled)
        event = slots["event"]
        slots["event"] = event._replace(classes=event.classes | marks["with_carried"])
        frame = self._kit.frames.find(classes_of(slots))
        if frame is not None and frame.wording.whole:
            whole.frames, whole.filled = (frame,), slots

    def _both(self, whole: Site, part: Site) -> None:
        """Let 「公开10件（含部分公开2件）」 count both outcomes."""
        slots = dict(whole.filled)
        outcome = slots["outcome"]
        slots["outcome"] = outcome._replace(classes=outcome.classes | part.classes("outcome"))
        frame = self._kit.frames.find(classes_of(slots))
        same = frame is not None and whole.frame is not None and frame.locus == whole.frame.locus
        if frame is not None and same and part.frames:
            whole.frames, whole.filled = (frame,), slots
