"""Percentages stated beside the numbers that they come from."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.facts.claims.clauses import Sentence
from gouji.facts.claims.found import Percent
from gouji.facts.claims.sites import first_role
from gouji.facts.claims.tokens import Token
from gouji.facts.claims.wording import ClaimWording
from gouji.model.prose import Prose

_PAIR = 2
_MOST = 8
"""Numbers before a percentage that may explain it: more are chance."""
_BACK = 2
"""Sentences back in which the whole of a share may stand."""
_BETWEEN = 14
"""Characters between a number and its share."""


def read_percents(
    section: str, prose: Prose, sentences: Sequence[Sentence], wording: ClaimWording
) -> Iterator[tuple[Token, Percent | None]]:
    """Yield every percentage, with its numbers where they stand with it or shortly before."""
    signs = frozenset(sign for sign in wording.percents if len(sign) == 1)
    for place, sentence in enumerate(sentences):
        if not any(token.unit in signs for token in sentence.tokens):
            continue
        before = _before(sentences, place, wording)
        for index, token in enumerate(sentence.tokens):
            if token.unit not in signs or token.value is None:
                continue
            earlier = sentence.tokens[:index]
            found = (
                _respectively(sentence.tokens, index, wording)
                or _of_named(prose, earlier, token, wording)
                or _share(prose, earlier, before, token, wording)
                or _growth(earlier, wording)
            )
            if found is None:
                yield token, None
                continue
            part, bases, growth = found
            yield (
                token,
                Percent(
                    section=section,
                    figure=token.text.rstrip("%％"),
                    of=_with_parts_before(part, [] if growth else bases),
                    bases=tuple(t.value for t in bases if t.value)
                    + _sums(sentence.tokens, part, wording),
                    growth=growth,
                    quote=prose.quote(part.start, token.end),
                    number=prose.quote(token.start, token.end),
                ),
            )


def _before(sentences: Sequence[Sentence], place: int, wording: ClaimWording) -> list[list[Token]]:
    """Return the counts of the sentences right before, the nearest first, in one paragraph."""
    found: list[list[Token]] = []
    at = place
    while at > 0 and len(found) < _BACK and not sentences[at].opens:
        at -= 1
        found.append(_counts(sentences[at].tokens, wording))
    return found


def _respectively(
    found: Sequence[Token], index: int, wording: ClaimWording
) -> tuple[Token, list[Token], bool] | None:
    """Pair 「10件、15件，占比分别为40%、60%」 in their order."""
    mark = next((t for t in reversed(found[:index]) if t.role == "respectively"), None)
    if mark is None:
        return None
    after = [t for t in found if t.start > mark.start]
    shares = [t for t in after if t.kind == "percent"]
    counts = _counts([t for t in found if t.start < mark.start], wording)
    if any(t.kind == "number" for t in after) or len(counts) < len(shares) or len(shares) < _PAIR:
        return None
    part = counts[len(counts) - len(shares) + shares.index(found[index])]
    bases = [t for t in counts if t is not part and t.unit == part.unit][-_MOST:]
    return (part, bases, False) if part.value is not None and bases else None


def _of_named(
    prose: Prose, earlier: Sequence[Token], token: Token, wording: ClaimWording
) -> tuple[Token, list[Token], bool] | None:
    """Return part and whole of 「1402件，占新收总数1530件的91.6%」."""
    counts = _counts(earlier, wording)
    if len(counts) < _PAIR or prose.text[counts[-1].end : token.start] not in wording.of_which:
        return None
    part, base = counts[-_PAIR:]
    between = [t for t in earlier if part.end <= t.start < base.start]
    if first_role(between, "share") is None or part.value is None or not base.value:
        return None
    return (part, [base], False) if part.unit == base.unit else None


def _sums(found: Sequence[Token], part: Token, wording: ClaimWording) -> tuple[Decimal, ...]:
    """Return the sum of all counts of a sentence: the parts may be told without their whole."""
    values = [t.value for t in _counts(found, wording) if t.unit == part.unit and t.value]
    return (sum(values, Decimal(0)),) if len(values) > 1 else ()


def _share(
    prose: Prose,
    earlier: Sequence[Token],
    before: Sequence[Sequence[Token]],
    token: Token,
    wording: ClaimWording,
) -> tuple[Token, list[Token], bool] | None:
    """Return part and possible wholes of 「…6件，占50%」 if a greater number stands before."""
    counts = _counts(earlier, wording)
    if not counts or counts[-1].value is None or counts[-1].step:
        return None
    part = counts[-1]
    between = [t for t in earlier if t.start >= part.end]
    bracket = prose.text[part.end : token.start] == "（"
    told = prose.text[part.end : token.start].lstrip("，（")
    if not bracket and (first_role(between, "share") is None or "，" in told):
        return None
    if len(told) > _BETWEEN or _names_another(between):
        return None
    wholes = [t for t in counts[:-1] if t.unit == part.unit][-_MOST:]
    if named := _named_whole(between, wording):
        wholes = [t for t in wholes if _said_of(t, earlier) & named]
    for sentence in before if not named else ():
        wholes += [t for t in sentence if t.unit == part.unit][-_MOST:]
    greater = [t for t in wholes if t.value and t.value >= (part.value or 0)]
    return (part, wholes, False) if greater else None


def _names_another(between: Sequence[Token]) -> bool:
    """Tell whether the share is said to be of something named again: 「线上申请占75%」."""
    place = next((i for i, t in enumerate(between) if t.role == "share"), 0)
    return any(t.role == "channel" or t.slot in ("outcome", "applicant") for t in between[:place])


def _named_whole(between: Sequence[Token], wording: ClaimWording) -> set[str]:
    """Return what the share is of where that is no request: 「占行政诉讼案件总数的4%」."""
    place = next((i for i, t in enumerate(between) if t.role == "share"), len(between))
    return {
        t.cls
        for t in between[place:]
        if t.role == "topic" or (t.slot == "object" and "request" not in wording.words[t.cls].marks)
    }


def _said_of(count: Token, found: Sequence[Token]) -> set[str]:
    """Return the classes of the words between the number before and ``count``."""
    place = found.index(count)
    past = next((i for i in range(place - 1, -1, -1) if found[i].kind == "number"), -1)
    return {t.cls for t in found[past + 1 : place]}


def _with_parts_before(part: Token, before: Sequence[Token]) -> tuple[Decimal, ...]:
    """Return the part alone, and added to the one, two … counts before it."""
    sums = [part.value or Decimal(0)]
    for token in list(reversed(before))[:_MOST]:
        sums.append(sums[-1] + (token.value or Decimal(0)))
    return tuple(sums)


def _growth(
    earlier: Sequence[Token], wording: ClaimWording
) -> tuple[Token, list[Token], bool] | None:
    """Return this year's and last year's number of 「受理32件，较上年20件增长60%」."""
    counts = [t for t in earlier if t.kind == "number"]
    grows = [t for t in earlier if t.role == "growth"]
    if len(counts) != 2 or not grows or grows[-1] is not earlier[-1]:
        return None
    this, last = counts
    between = [t for t in earlier if this.end <= t.start < last.start]
    past = any(t.role == "last_year" or t.kind == "year" for t in between)
    compared = any(t.role in ("compare", "last_year") for t in between)
    changed = any(t.role == "growth" for t in between)
    same_unit = this.unit == last.unit and this.unit in wording.units["parts"]
    if earlier[earlier.index(last) - 1].kind == "unknown":
        return None  # as in 「较上年多出12件」, which is a difference
    past = past or any("年" in t.text for t in between if t.role == "compare")
    if not (past and compared and same_unit) or changed or this.value is None:
        return None
    return (this, [last], True) if last.value else None


def _counts(found: Sequence[Token], wording: ClaimWording) -> list[Token]:
    return [t for t in found if t.kind == "number" and t.unit not in wording.percents]
