"""Aligns what was read with what the form has, both in order (Needleman and Wunsch, 1970)."""

from collections.abc import Sequence

_SKIP = -0.35


def align(gain: Sequence[Sequence[float]], form: int) -> list[tuple[int, int]]:
    """Return the pairs (read index, form index) of the best alignment that keeps both orders.

    ``gain[i][j]`` is positive where item ``i`` may be the ``j`` of ``form`` items; leaving an item
    out on either side costs a little. Where each item is most like the one in its own place, as
    in nearly every report, no other pairs can be better.
    """
    if len(gain) == form and all(0 < own[i] == max(own) for i, own in enumerate(gain)):
        return [(i, i) for i in range(form)]
    best = [[j * _SKIP for j in range(form + 1)]]
    for i, gains in enumerate(gain, 1):
        above, last = best[-1], i * _SKIP
        row = [last]
        for own, aslant, straight in zip(gains, above, above[1:], strict=False):
            last = max(aslant + own, max(last, straight) + _SKIP)
            row.append(last)
        best.append(row)
    return _trace(best, gain)


def _trace(
    best: Sequence[Sequence[float]], gain: Sequence[Sequence[float]]
) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    i, j = len(best) - 1, len(best[0]) - 1
    while i > 0 and j > 0:
        if best[i][j] == best[i - 1][j - 1] + gain[i - 1][j - 1]:
            if gain[i - 1][j - 1] > 0:
                pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j] + _SKIP:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]
