"""Aligns what was read with what the form has, both in order (Needleman and Wunsch, 1970)."""

from collections.abc import Callable

_SKIP = -0.35


def align(read: int, form: int, score: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Return the pairs (read index, form index) of the best alignment that keeps both orders.

    ``score(i, j)`` is positive where item ``i`` may be the form's ``j``; leaving an item out on
    either side costs a little.
    """
    best = [[0.0] * (form + 1) for _ in range(read + 1)]
    for i in range(1, read + 1):
        best[i][0] = i * _SKIP
    for j in range(1, form + 1):
        best[0][j] = j * _SKIP
    gain = [[score(i, j) for j in range(form)] for i in range(read)]
    for above, row, gains in zip(best, best[1:], gain, strict=False):
        for j, own in enumerate(gains):
            row[j + 1] = max(above[j] + own, above[j + 1] + _SKIP, row[j] + _SKIP)
    return _trace(best, gain)


def _trace(best: list[list[float]], gain: list[list[float]]) -> list[tuple[int, int]]:
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
