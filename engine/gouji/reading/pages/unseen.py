"""What cannot be seen leaves a mark in the lines where it stands, so that nothing is read across.

One :data:`UNSEEN` stands for a run of such characters. A run that touches nothing shown makes no
line of its own.
"""

from collections.abc import Iterator, Sequence

from gouji.reading.pages.content import Glyph
from gouji.reading.shown import UNSEEN

_NEAR = 0.6
"""Characters this near to each other (in the size of the larger) may be read as one text."""


def stand_ins(unseen: Sequence[Glyph], shown: Sequence[Glyph]) -> list[Glyph]:
    """Return one character for each run of ``unseen`` ones that touches ``shown`` ones."""
    if not unseen or not shown:
        return []
    return [
        run
        for run in _runs(unseen)
        if any(_touch(run, glyph) for glyph in shown if glyph.text != " ")
    ]


def _runs(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    run: Glyph | None = None
    for glyph in glyphs:
        if run is not None and run.turn == glyph.turn and _touch(run, glyph):
            run = Glyph(UNSEEN, *_around(run, glyph), max(run.size, glyph.size), run.turn)
            continue
        if run is not None:
            yield run
        run = glyph._replace(text=UNSEEN)
    if run is not None:
        yield run


def _around(a: Glyph, b: Glyph) -> tuple[float, float, float, float]:
    return min(a.x0, b.x0), min(a.top, b.top), max(a.x1, b.x1), max(a.bottom, b.bottom)


def _touch(a: Glyph, b: Glyph) -> bool:
    """Tell whether two characters stand in one line, and no blank between them."""
    near = _NEAR * max(a.size, b.size)
    across = max(a.x0, b.x0) - min(a.x1, b.x1)
    down = max(a.top, b.top) - min(a.bottom, b.bottom)
    if a.turn % 2:
        across, down = down, across
    return across <= near and down <= 0
