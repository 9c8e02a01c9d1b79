"""Which of several smallest sets to name first. All mend the ties; these are reasons to look.

1. A value that is no count (negative, with a fraction) is wrong for certain: the sets that replace
   most of these come first.
2. Then cells that the caller suspects, for reasons outside the ties.
3. Then a total before its parts: parts are taken from records, a total is worked out from them by
   hand, and where a lone tie breaks it is the entry that depends on all others.
4. Then the fewest digits changed: a slip of the pen or the keyboard touches one or two.
5. Then the order of the form, so that the same report always reads the same.
"""

from collections.abc import Collection
from decimal import Decimal

from gouji.model.diagnosis import Change
from gouji.model.form import Tie

Rank = tuple[int, int, int, int]


def rank(changes: Collection[Change], broken: Collection[Tie], suspects: Collection[str]) -> Rank:
    """Return the sort key of a set of changes (5, the form's order, is left to a stable sort)."""
    totals = {side[0].cell for tie in broken for side in (tie.left, tie.right) if len(side) == 1}
    return (
        -sum(change.before < 0 or change.before % 1 != 0 for change in changes),
        -sum(change.cell in suspects for change in changes),
        -sum(change.cell in totals for change in changes),
        sum(_digits_changed(change) for change in changes),
    )


def _digits_changed(change: Change) -> int:
    """Count what differs between the common beginning and the common end of the two numbers."""
    before = _plain(change.before)
    if change.after is None:
        return len(before)
    after = _plain(change.after)
    start = _common(before, after)
    shorter = min(len(before), len(after)) - start
    end = min(_common(before[::-1], after[::-1]), shorter)
    return max(len(before), len(after)) - start - end


def _plain(number: Decimal) -> str:
    return format(number, "f")


def _common(one: str, other: str) -> int:
    for index, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return index
    return min(len(one), len(other))
