"""Finds what the narrative states of the tables, sentence by sentence.

A number is a claim only if the known words right before it (or right after it) make one of the
combinations of the wording. An unknown word ends the reach of what stands before it, so that
nothing is guessed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from gouji.facts.claims.found import Claim, Reading
from gouji.facts.claims.labels import (
    NEUTRAL,
    PIECE_MARKS,
    classes_at,
    doer,
    nearest_piece,
    until_mark,
)
from gouji.facts.claims.tokens import PERCENT_UNITS, Token
from gouji.facts.claims.wording import ClaimWording, NegativeWording, SubjectWording
from gouji.model.prose import Prose, Quote

_WHOLES = ("", "new", "accepted", "handled", "received_all", "total")
_RECEIVED = ("new", "accepted", "handled", "carried_over", "received_all")
_REVIEWS = ("review", "review_raised")
_SUITS = ("suit", "suit_raised")
_ABOUT = frozenset({"infopub", "object", "raised"})
_RESULTS = (
    "granted",
    "partly_granted",
    "granted_both",
    "denied",
    "unavailable",
    "refused",
    "otherwise",
)
_REACH = 40
"""Tokens around a number or a denial that may belong to it."""
_ZERO = Decimal(0)
_TEN_THOUSANDS = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}


@dataclass(slots=True)
class _State:
    """What has been said so far: the topic, and within the sentence its numbers and its year."""

    topic: str = ""
    muted: bool = False
    disputes: bool = False
    reviewing: bool = False
    year: int | None = None
    said: list[str] = field(default_factory=list)
    counted: bool = False
    whole: str = ""
    in_parts: bool = False
    last: Decimal = _ZERO

    def next_sentence(self) -> "_State":
        """Carry the topic over a full stop, unless the sentence counted something else."""
        return _State("" if self.muted and self.counted else self.topic)

    def has_topic(self, topic: str) -> bool:
        """Tell whether ``topic`` is spoken of; words of something else silence it."""
        if topic == "dispute" and self.reviewing:
            return False
        if topic == "dispute":
            return self.disputes or (self.topic == "application" and not self.muted)
        return not topic or (self.topic == topic and not self.muted)


class Statements:
    """Reads the claims of one section."""

    def __init__(self, section: str, wording: ClaimWording, agency: str) -> None:
        self._section = section
        self._wording = wording
        self._agency = agency
        self._subjects = {subject.id: subject for subject in wording.subjects}
        self._topics = {cls: topic for topic, all_ in wording.topics.items() for cls in all_}

    def read(self, prose: Prose, sentences: Sequence[Sequence[Token]]) -> Iterator[Claim]:
        """Yield the claims of ``sentences``, which are the tokens of ``prose``."""
        state = _State()
        for sentence in sentences:
            found = list(self._sentence(prose, sentence, state))
            yield from self._with_carried_over(found)
            state = state.next_sentence()

    def _sentence(
        self, prose: Prose, sentence: Sequence[Token], state: _State
    ) -> Iterator[tuple[Claim, bool]]:
        """Yield each claim with whether it is a part told after 其中 or 含."""
        start: int | None = 0
        for index, token in enumerate(sentence):
            self._note(token, state)
            if start is None and token.kind == "mark":
                start = index + 1
            if token.kind == "number" and token.unit not in PERCENT_UNITS:
                label = sentence[start:index] if start is not None else []
                after = until_mark(sentence[index + 1 : index + _REACH])
                yield from self._number(prose, token, label, after, state)
                start = None
            elif token.cls == "negative":
                yield from self._denied(prose, sentence, index, state)
            elif token.cls == "every":
                yield from self._every(prose, sentence, index, state)

    def _note(self, token: Token, state: _State) -> None:
        """Follow topic, year and 其中 over ``token``."""
        cls = token.cls
        if cls in self._topics:
            state.topic, state.muted = self._topics[cls], False
        if cls in ("object", "infopub"):
            state.disputes = True
        elif cls == "elsewhere":
            state.muted = True
        elif cls == "reviewer":
            state.reviewing = True
        elif cls == "aspect":
            state.topic = ""
        elif cls == "year":
            state.year = int(token.text[:4])
        elif cls == "this_year":
            state.year = None
        if token.text in self._wording.lists.openers:
            state.in_parts, state.whole = True, state.said[-1] if state.said else ""
        elif token.text in "；）":
            state.in_parts = False

    def _number(
        self,
        prose: Prose,
        token: Token,
        label: Sequence[Token],
        after: Sequence[Token],
        state: _State,
    ) -> Iterator[tuple[Claim, bool]]:
        classes = classes_at(label, after)
        names = self._names(classes, token, state) if not self._by_another(label) else []
        units = self._wording.units
        names = [n for n in names if token.unit in units[self._subjects[n].units]]
        part = state.in_parts or any(t.text in self._wording.lists.open_words for t in label)
        before = state.said[-1] if state.said else ""
        state.counted = True
        state.said.append(names[0] if names else "?")
        if token.value is None:
            return
        state.last = token.value
        piece = nearest_piece(label)
        first = piece[0].start if piece else token.start
        named = any(t.cls not in NEUTRAL for t in piece)
        quote = prose.quote(first, after[-1].end if after and not named else token.end)
        for name in names:
            bare = classes.isdisjoint(_ABOUT) and before not in (*_REVIEWS, *_SUITS)
            vague = self._is_vague(self._subjects[name], before, part, state)
            vague = vague or (bare and name in (*_REVIEWS, *_SUITS))
            yield self._claim(self._subjects[name], token, state.year, vague, quote), part

    def _names(self, classes: frozenset[str], token: Token, state: _State) -> list[str]:
        """Return whom a number with ``classes`` at it speaks of."""
        if "object" in classes:
            state.topic, state.muted = "application", False
        if state.in_parts and state.whole not in (*_WHOLES, *_REVIEWS, *_SUITS):
            return []
        if "review" in classes and "suit" in classes and token.value == 0:
            return ["review", "suit"] if state.has_topic("dispute") else []
        for statement in self._wording.statements:
            needed = frozenset(statement.all)
            if not needed <= classes <= needed | frozenset(statement.maybe):
                continue
            if state.has_topic(statement.topic) and self._follows(statement.after, state):
                return [statement.says]
        state.muted = state.muted or not classes.isdisjoint({"review", "suit"})
        return []

    @staticmethod
    def _follows(after: Sequence[str], state: _State) -> bool:
        return not after or bool(state.said and state.said[-1] in after)

    def _is_vague(
        self,
        subject: SubjectWording,
        before: str,
        part: bool,  # noqa: FBT001
        state: _State,
    ) -> bool:
        """Tell whether the number may count something else, so that a mismatch proves nothing."""
        name = subject.id
        if subject.table in self._wording.doubted_tables and not state.disputes:
            return True
        if state.in_parts and state.whole == "total" and name in ("new", "carried_over"):
            return True
        if part and name in ("carried_over", "accepted", "handled"):
            return True
        return before == "carried_over" and name in _RESULTS

    def _by_another(self, label: Sequence[Token]) -> bool:
        """Tell whether the label names some other body than the report's own."""
        name = doer(label)
        if not name.endswith(self._wording.organisations):
            return False
        return not (self._agency and (self._agency in name or name in self._agency))

    def _claim(
        self,
        subject: SubjectWording,
        token: Token,
        year: int | None,
        vague: bool,  # noqa: FBT001
        quote: Quote,
    ) -> Claim:
        value, step = token.value or _ZERO, _ZERO
        if token.unit in _TEN_THOUSANDS:
            factor = _TEN_THOUSANDS[token.unit]
            value, step = value * factor, factor.scaleb(-token.places)
        return self._made(subject, value, year, quote, step=step, vague=vague)

    def _made(
        self,
        subject: SubjectWording,
        value: Decimal,
        year: int | None,
        quote: Quote,
        *,
        step: Decimal = _ZERO,
        vague: bool = False,
    ) -> Claim:
        return Claim(
            subject=subject.id,
            table=subject.table,
            locus=subject.locus,
            title=subject.title,
            section=self._section,
            value=value,
            step=step,
            loose=subject.loose or vague,
            year=year,
            readings=tuple(Reading(r.title, r.cells, r.usual) for r in subject.readings),
            quote=quote,
        )

    def _denied(
        self, prose: Prose, sentence: Sequence[Token], index: int, state: _State
    ) -> Iterator[tuple[Claim, bool]]:
        """Yield zeros for a denial whose every word is known, up to the next mark."""
        rest = until_mark(sentence[index + 1 : index + _REACH], PIECE_MARKS)
        lead = _back_to_mark(sentence[max(index - _REACH, 0) : index])
        classes = frozenset(t.cls for t in rest) - NEUTRAL
        plain = all(t.kind in ("word", "mark", "year") for t in rest)
        if not plain or self._by_another(lead) or any(t.cls == "partial" for t in lead):
            return
        for token in rest:
            self._note(token, state)
        for negative in self._wording.negatives:
            if self._is_denied(negative, classes, state):
                quote = prose.quote(sentence[index].start, rest[-1].end)
                for name in negative.says:
                    subject = self._subjects[name]
                    vague = subject.table in self._wording.doubted_tables and not state.disputes
                    state.said.append(name)
                    yield self._made(subject, _ZERO, state.year, quote, vague=vague), False
                return

    @staticmethod
    def _is_denied(negative: NegativeWording, classes: frozenset[str], state: _State) -> bool:
        needed = frozenset(negative.all)
        if not needed <= classes <= needed | frozenset(negative.maybe):
            return False
        topic = "dispute" if classes & {"review", "suit"} else negative.topic
        return state.has_topic(topic)

    def _every(
        self, prose: Prose, sentence: Sequence[Token], index: int, state: _State
    ) -> Iterator[tuple[Claim, bool]]:
        """Yield what 「均已办结」 and 「均获维持」 say of the number just told."""
        piece = until_mark(sentence[index + 1 : index + _REACH])
        lead = _back_to_mark(sentence[max(index - _REACH, 0) : index])
        classes = frozenset(t.cls for t in piece) - NEUTRAL
        before = state.said[-1] if state.said else ""
        known = all(t.kind == "word" for t in (*lead, *piece))
        if not known or frozenset(t.cls for t in lead) - NEUTRAL or not piece:
            return
        quote = prose.quote(sentence[index].start, piece[-1].end)
        if classes == {"answer"} and before in _RECEIVED and state.topic == "application":
            yield self._made(self._subjects["all_done"], _ZERO, state.year, quote), False
        elif classes == {"upheld"} and before in _REVIEWS:
            subject = self._subjects["review_upheld"]
            yield self._made(subject, state.last, state.year, quote), False

    def _with_carried_over(self, found: Sequence[tuple[Claim, bool]]) -> Iterator[Claim]:
        """Let 「收到62件（含上年结转2件）」 speak of both, the new and those carried over."""
        for index, (claim, part) in enumerate(found):
            if (
                not part
                and claim.subject in ("new", "accepted", "handled")
                and _includes(found[index + 1 :])
            ):
                subject = self._subjects["received_all"]
                readings = tuple(Reading(r.title, r.cells, r.usual) for r in subject.readings)
                yield replace(claim, subject=subject.id, title=subject.title, readings=readings)
            else:
                yield claim


def _includes(following: Sequence[tuple[Claim, bool]]) -> bool:
    """Tell whether the parts told next include the requests carried over."""
    for claim, part in following:
        if not part:
            return False
        if claim.subject == "carried_over":
            return True
        if claim.subject not in ("new", "new_natural", "natural"):
            return False
    return False


def _back_to_mark(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens after the last mark."""
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].kind in ("mark", "end"):
            return list(tokens[index + 1 :])
    return list(tokens)
