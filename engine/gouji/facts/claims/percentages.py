"""Percentages stated beside the numbers that they come from."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.facts.claims.found import Percent
from gouji.facts.claims.tokens import PERCENT_UNITS, Token
from gouji.facts.claims.wording import ClaimWording
from gouji.model.prose import Prose

_MOST = 8
"""Numbers before a percentage that may explain it: more are chance."""


def read_percents(
    section: str, prose: Prose, sentences: Sequence[Sequence[Token]], wording: ClaimWording
) -> Iterator[Percent]:
    """Yield the percentages whose numbers stand in the same sentence."""
    for place, sentence in enumerate(sentences):
        before = sentences[place - 1] if place else ()
        for index, token in enumerate(sentence):
            if token.unit not in PERCENT_UNITS[:2] or token.value is None:
                continue
            earlier = sentence[:index]
            found = _share(prose, earlier, token, wording) or _growth(earlier, wording)
            if found is None:
                continue
            part, bases, growth = found
            more = [] if growth else _counts(before, part.unit)
            yield Percent(
                section=section,
                figure=token.text.rstrip("%％"),
                of=_with_parts_before(part, [] if growth else bases),
                bases=tuple(t.value for t in (*bases[:_MOST], *more[:_MOST]) if t.value),
                growth=growth,
                quote=prose.quote(part.start, token.end),
            )


def _share(
    prose: Prose, earlier: Sequence[Token], token: Token, wording: ClaimWording
) -> tuple[Token, list[Token], bool] | None:
    """Return part and possible wholes of 「…6件，占50%」 if a greater number stands before."""
    counts = [t for t in earlier if t.kind == "number" and t.unit not in PERCENT_UNITS]
    if not counts or counts[-1].value is None:
        return None
    between = prose.text[counts[-1].end : token.start].lstrip("，（")
    if not re.search(wording.percent.share, between) or "，" in between:
        return None
    part = counts[-1]
    wholes = _counts(counts[:-1], part.unit)
    greater = [t for t in wholes if t.value and t.value >= (part.value or 0)]
    return (part, wholes, False) if greater else None


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
    text = "".join(t.text for t in earlier)
    if len(counts) != 2 or not text.endswith(wording.percent.growth):
        return None
    this, last = counts
    between = [t for t in earlier if this.end <= t.start < last.start]
    past = any(t.cls in ("last_year", "year") for t in between)
    compared = any(t.cls in ("compare", "last_year") for t in between)
    changed = any(t.text.endswith(wording.percent.growth) for t in between)
    same_unit = this.unit == last.unit and this.unit in wording.units["parts"]
    if not (past and compared and same_unit) or changed or this.value is None:
        return None
    return (this, [last], True) if last.value else None


def _counts(tokens: Sequence[Token], unit: str) -> list[Token]:
    return [
        t
        for t in tokens
        if t.kind == "number" and t.unit not in PERCENT_UNITS and (t.unit == unit or not unit)
    ]
