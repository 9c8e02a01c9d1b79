"""What a page draws, as SVG: its characters in their places, its rulings, areas and pictures.

Nothing of the file is markup here: of characters only those that XML can hold are written, escaped,
and everything else is numbers and names of our own. There is no script, no font and no address.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple
from xml.sax.saxutils import escape

from gouji.model.document import Rect
from gouji.reading.pages.clips import common
from gouji.reading.pages.content import BELOW, PRINT, UNKNOWN, Glyph, PageContent, Paint, Shape
from gouji.reporting.media.printable import printable

_FONTS = "SimSun,Songti SC,Noto Serif CJK SC,serif"
_RULING = 0.6
"""How thick rulings are drawn, in points: of thin lines only their places are known."""
_UNCLEAR = "#888"
_FAINT = 0.15
_SQUEEZED = 0.9
"""Characters with less than this share of their usual room are drawn narrower."""
_HALF = 0.5
_FULL_WIDTH = frozenset("WFA")
_STANDS_FOR = {UNKNOWN: "□"}


class Image(NamedTuple):
    """A picture on a page; ``uri`` holds it whole."""

    rect: Rect
    uri: str


def page_svg(page: PageContent, images: Sequence[Image] = ()) -> str:
    """Return ``page`` as SVG; the same page gives the same text."""
    width, height = _number(page.width), _number(page.height)
    body = "".join(_body(page, images))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{_FONTS}">'
        f'<rect width="{width}" height="{height}" fill="#fff"/>{body}</svg>'
    )


def ink_of(page: PageContent, images: Sequence[Image] = ()) -> Rect:
    """Return where something stands on ``page``, the whole of it where nothing does."""
    sheet = 0.0, 0.0, page.width, page.height
    rects = [common(rect, sheet) for rect in _rects(page, images)]
    shown = [rect for rect in rects if rect[0] <= rect[2] and rect[1] <= rect[3]]
    if not shown:
        return sheet
    lefts, tops, rights, bottoms = zip(*shown, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _rects(page: PageContent, images: Sequence[Image]) -> Iterator[Rect]:
    yield from (glyph[1:5] for glyph in page.glyphs if glyph.text != " ")
    yield from ((line.start, line.at, line.end, line.at) for line in page.horizontal)
    yield from ((line.at, line.start, line.at, line.end) for line in page.vertical)
    yield from (image.rect for image in images)


def _body(page: PageContent, images: Sequence[Image]) -> Iterator[str]:
    """Yield what a page draws in its order, rulings after the areas below all print."""
    for image in images:
        yield f'<image {_place(image.rect)} preserveAspectRatio="none" href="{image.uri}"/>'
    shown = {image.rect for image in images}
    shapes = [shape for shape in page.shapes if shape.look is None or shape.rect not in shown]
    yield from (_shape(shape) for shape in shapes if not shape.under)
    yield _rulings(page)
    inks = {ink.start: ink.paint for ink in page.inks}
    later = [shape for shape in shapes if shape.under]
    cuts = sorted({0, len(page.glyphs), *inks, *(shape.under for shape in later)})
    paint = PRINT
    for start, end in pairwise([*cuts, len(page.glyphs)]):
        yield from (_shape(shape) for shape in later if shape.under == start)
        paint = inks.get(start, paint)
        yield from _writing(page, page.glyphs[start:end], paint)


def _rulings(page: PageContent) -> str:
    lines = [f"M{_number(r.start)} {_number(r.at)}H{_number(r.end)}" for r in page.horizontal]
    lines += [f"M{_number(r.at)} {_number(r.start)}V{_number(r.end)}" for r in page.vertical]
    if not lines:
        return ""
    return f'<path d="{"".join(lines)}" fill="none" stroke="#000" stroke-width="{_RULING}"/>'


def _shape(shape: Shape) -> str:
    """Return an area; of curved lines nothing but a box around them is known."""
    if shape.look is not None:
        return f'<rect {_place(shape.rect)} fill="{_UNCLEAR}" fill-opacity="{_FAINT}"/>'
    fill = _fill(shape.paint)
    if not shape.outline:
        return f"<rect {_place(shape.rect)}{fill}/>" if shape.certain else ""
    parts = (
        "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in part) + "Z"
        for part in shape.outline
    )
    rule = ' fill-rule="evenodd"' if shape.evenodd else ""
    return f'<path d="{"".join(parts)}"{fill}{rule}/>'


def _fill(paint: Paint) -> str:
    if paint.colour is None:
        return f' fill="{_UNCLEAR}" fill-opacity="{_FAINT}"'
    red, green, blue = paint.colour
    sheer = f' fill-opacity="{_number(paint.opacity)}"' if paint.opacity < 1 else ""
    return f' fill="#{red:02x}{green:02x}{blue:02x}"{sheer}'


class _Hand(NamedTuple):
    """How characters are written that one element can hold."""

    turn: int
    size: str
    squeeze: float
    baseline: str
    alone: int
    """Of characters that need an element of their own, which it is; else -1."""


def _writing(page: PageContent, glyphs: Sequence[Glyph], paint: Paint) -> Iterator[str]:
    """Yield text elements, each of as many characters as are written alike, one after another."""
    fill = "" if paint == PRINT else _fill(paint)
    seen = [
        (glyph, text)
        for glyph in glyphs
        if glyph.text != " "
        and glyph.x1 >= 0 <= glyph.bottom
        and glyph.x0 <= page.width
        and glyph.top <= page.height
        and (text := printable(_STANDS_FOR.get(glyph.text, glyph.text)))
    ]
    numbered = ((_hand(glyph, text, at), glyph, text) for at, (glyph, text) in enumerate(seen))
    for hand, run in groupby(numbered, key=lambda each: each[0]):
        signs = list(run)
        xs = " ".join(_number(_along(glyph) / hand.squeeze) for _, glyph, _ in signs)
        turned = f"rotate({90 * hand.turn})" if hand.turn else ""
        turned += f"scale({_number(hand.squeeze)} 1)" if hand.squeeze < 1 else ""
        moved = f' transform="{turned}"' if turned else ""
        text = escape("".join(text for _, _, text in signs))
        place = f'x="{xs}" y="{hand.baseline}" font-size="{hand.size}"'
        yield f"<text {place}{fill}{moved}>{text}</text>"


def _hand(glyph: Glyph, text: str, at: int) -> _Hand:
    plain = len(text) == 1 and text <= "\uffff" and not unicodedata.category(text).startswith("M")
    room = glyph.bottom - glyph.top if glyph.turn % 2 else glyph.x1 - glyph.x0
    usual = glyph.size * (1 if unicodedata.east_asian_width(text[0]) in _FULL_WIDTH else _HALF)
    share = round(room / usual, 1) if usual else 1.0
    squeeze = share if plain and 0 < share < _SQUEEZED else 1.0
    return _Hand(
        glyph.turn, _number(glyph.size), squeeze, _number(_baseline(glyph)), -1 if plain else at
    )


def _along(glyph: Glyph) -> float:
    """Return where a character begins on its line, counted as the page lies for its turn."""
    return (glyph.x0, glyph.top, -glyph.x1, -glyph.bottom)[glyph.turn]


def _baseline(glyph: Glyph) -> float:
    below = BELOW * glyph.size
    return (
        glyph.bottom - below,
        -(glyph.x0 + below),
        -(glyph.top + below),
        glyph.x1 - below,
    )[glyph.turn]


def _place(rect: Rect) -> str:
    x0, top, x1, bottom = rect
    sides = (("x", x0), ("y", top), ("width", x1 - x0), ("height", bottom - top))
    return " ".join(f'{name}="{_number(value)}"' for name, value in sides)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
