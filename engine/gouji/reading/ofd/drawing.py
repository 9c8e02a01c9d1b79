"""Objects become what a page draws: characters, rulings, areas and pictures, as of a PDF."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from functools import lru_cache, partial
from typing import NamedTuple

from lxml.etree import _Element

from gouji.errors import LimitExceeded
from gouji.model.document import Rect
from gouji.reading.limits import IMPOSSIBLE, MAX_FORM_DEPTH, Budget
from gouji.reading.ofd.clipping import clip_of, misses
from gouji.reading.ofd.fonts import Fonts
from gouji.reading.ofd.paths import operators
from gouji.reading.ofd.resources import Resources
from gouji.reading.ofd.styles import opacity_of, style_of
from gouji.reading.ofd.text import Written, characters, direction
from gouji.reading.ofd.values import (
    IDENTITY,
    after,
    box,
    child,
    children,
    is_false,
    is_true,
    matrix,
    moved,
    name_of,
    number,
    scale_of,
    stated,
    text_of,
)
from gouji.reading.pages.clips import NOWHERE, Clip, common
from gouji.reading.pages.content import (
    BELOW,
    PRINT,
    UNKNOWN,
    Glyph,
    Ink,
    PageContent,
    Paint,
    Picture,
    Shape,
    Unseen,
)
from gouji.reading.pages.placing import (
    Manner,
    as_printed,
    quarter_turns,
    take,
    unreadable,
)
from gouji.reading.pages.shapes import filled, stroked
from gouji.reading.pages.strokes import Matrix, StrokeCollector, box_of, is_white
from gouji.reading.radicals import fold_radicals
from gouji.reading.shown import BLACK, UNRESOLVED, WHITE
from gouji.records import dataclass

_CORNERS = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))
_LAYERS = {"Background": 0, "Body": 1, "Foreground": 2}
_BLOT = 0.25
"""Outlines thicker than this (in the size of the characters) blot out their shape."""
_OUTLINE = 0.1
"""Black outlines no thicker than this leave the shape of characters of another colour."""
_FAINT = 0.05
"""Lines less opaque than this are not seen as rulings."""
_INLINE = 120.0, 24.0
"""Points: a picture no broader and no higher than this may be a character, or some."""
_LARGE = 0.02
"""An object that is lost in a larger share of the page may have written anywhere on it."""


@dataclass(frozen=True, slots=True)
class _State:
    """What holds for the objects within an object."""

    ctm: Matrix
    layer: str | None
    resources: Resources
    clip: Clip
    opacity: float = 1.0
    depth: int = 0

    def deeper(self) -> "_State":
        """Return what holds within one more object."""
        if self.depth >= MAX_FORM_DEPTH:
            raise LimitExceeded(f"OFD 里的图形嵌套超过 {MAX_FORM_DEPTH} 层")
        return replace(self, depth=self.depth + 1)


class _Face(NamedTuple):
    """How large, broad and turned the characters of an object are, in its own coordinates.

    ``cosine`` and ``sine`` are those of the turn of each character, clockwise.
    """

    size: float
    squeeze: float
    cosine: float
    sine: float

    @property
    def width(self) -> float:
        """The room of an ideograph."""
        return self.size * self.squeeze

    @property
    def turned(self) -> Matrix:
        """The matrix that turns characters."""
        return self.cosine, self.sine, -self.sine, self.cosine, 0.0, 0.0

    def box(self, sign: Written) -> Rect:
        """Return the box of a character before it is turned."""
        x = self.cosine * sign.x + self.sine * sign.y
        low = self.cosine * sign.y - self.sine * sign.x + BELOW * self.size
        return x, low - self.size, x + sign.advance, low


@dataclass(slots=True)
class Painter:
    """Draws objects onto one page after another.

    ``images`` are the parts of the package that the page shows as pictures, with their places;
    ``None`` for those that are not there, or do not show as they are.
    """

    page: PageContent
    fonts: Fonts
    budget: Budget
    images: list[tuple[str | None, Rect]] = field(default_factory=list)
    _paint: Paint = PRINT
    _sheet: Clip = field(init=False)

    def __post_init__(self) -> None:
        self._sheet = Clip((0.0, 0.0, self.page.width, self.page.height))

    def content(self, root: _Element | None, ctm: Matrix, resources: Resources) -> None:
        """Draw the layers of a page or a template; ``ctm`` leads from millimetres to the page."""
        layers = children(child(root, "Content"), "Layer")
        for layer in sorted(layers, key=lambda each: _LAYERS.get(each.get("Type") or "Body", 1)):
            self._objects(layer, _State(ctm, layer.get("DrawParam"), resources, self._sheet))

    def appearance(self, element: _Element, ctm: Matrix, resources: Resources) -> None:
        """Draw the appearance of an annotation."""
        x, y, _, _ = box(element.get("Boundary"))
        self._objects(element, _State(after(moved(x, y), ctm), None, resources, self._sheet))

    def _objects(self, parent: _Element, state: _State) -> None:
        for element in parent:
            self.budget.step()
            if is_false(element.get("Visible")):
                continue
            try:
                self._draw(element, state)
            except IMPOSSIBLE:
                self._lost(element, state)

    def _draw(self, element: _Element, state: _State) -> None:
        match name_of(element):
            case "TextObject":
                self._text(element, state)
            case "PathObject":
                self._path(element, state)
            case "ImageObject":
                self._image(element, state)
            case "CompositeObject":
                self._composite(element, state)
            case "PageBlock":
                self._block(element, state)

    def _lost(self, element: _Element, state: _State) -> None:
        """Leave out an object that cannot be drawn; what it writes or covers is in doubt."""
        kind = name_of(element)
        writes = kind in {"TextObject", "CompositeObject"}
        covers = kind in {"ImageObject", "CompositeObject"} or is_true(
            element.get("Fill"), default=False
        )
        if kind == "TextObject" and not "".join(map(str, element.itertext())).strip():
            return
        try:
            x, y, width, height = box(element.get("Boundary"))
        except ValueError:
            self.page.broken = self.page.broken or writes or covers
            return
        rect = box_of(((x, y), (x + width, y + height)), state.ctm)
        if writes:
            self._doubt(rect)
        elif covers:
            self._cover([Shape(rect, Paint(None), len(self.page.glyphs))])

    def _doubt(self, rect: Rect) -> None:
        """Put what may be written in a box in doubt; in a large one nobody knows where."""
        x0, top, x1, bottom = rect
        if (x1 - x0) * (bottom - top) > _LARGE * self.page.width * self.page.height:
            self.page.broken = True
        else:
            glyph = Glyph(UNKNOWN, *rect, max(bottom - top, 1.0))
            self.page.unseen.append(Unseen(glyph, UNRESOLVED))

    def _block(self, element: _Element, state: _State) -> None:
        self._objects(element, state.deeper())

    def _composite(self, element: _Element, state: _State) -> None:
        self.budget.unit()
        unit = state.resources.units.get(element.get("ResourceID") or "")
        content = child(unit, "Content")
        if content is None:
            raise ValueError("a unit that is not there")
        inside = replace(
            state.deeper(),
            ctm=_placed(element, state.ctm),
            clip=self._clip(element, child(element, "Clips"), state),
            opacity=state.opacity * opacity_of(element),
        )
        self._objects(content, inside)

    # characters

    def _text(self, element: _Element, state: _State) -> None:
        parts = stated(element)
        face = _face_of(element)
        written = characters(element, face.size, face.squeeze)
        paint, reason = _ink(element, parts, state, face.size)
        if paint is None:
            for sign in written:
                self.budget.glyph()
                self.page.hidden += not sign.text.isspace()
            return
        if paint != self._paint:
            self._paint = paint
            self.page.inks.append(Ink(len(self.page.glyphs), paint))
        manner = self._manner(element, parts, state, face, reason)
        fonts, name = state.resources.fonts, element.get("Font") or ""
        font = fonts.get(name)
        if font is None and name in fonts:
            raise ValueError("two fonts of one number")
        for sign in written:
            self.budget.glyph()
            shown = _printed(sign.text)
            if shown:
                why = font and self.fonts.doubt(font, sign.text, sign.glyph)
                how = manner._replace(reason=why) if why else manner
                take(self.page, how, shown, face.box(sign))

    def _manner(
        self,
        element: _Element,
        parts: Mapping[str, _Element],
        state: _State,
        face: _Face,
        reason: str | None,
    ) -> Manner:
        ctm = _placed(element, state.ctm)
        if face.sine or face.cosine != 1:
            ctm = after(face.turned, ctm)
        turn, why = _bearing(ctm[:4], face)
        clip = self._clip(element, parts.get("Clips"), state)
        return Manner(ctm, turn, reason or why, clip.rect if clip.plain else NOWHERE, clip)

    def _clip(self, element: _Element, clips: _Element | None, state: _State) -> Clip:
        if clips is None:
            return state.clip
        return clip_of(element, clips, state.ctm, state.clip, self.budget)

    # lines and areas

    def _path(self, element: _Element, state: _State) -> None:
        parts = stated(element)
        style = style_of(element, parts, state.layer, state.resources, state.opacity)
        ctm = _placed(element, state.ctm)
        path = operators(text_of(parts.get("AbbreviatedData")), self.budget)
        clip = self._clip(element, parts.get("Clips"), state)
        if clip is not self._sheet and misses(clip, path, ctm):
            return
        strokes = StrokeCollector(self.page)
        stroke = is_true(element.get("Stroke"), default=True) and style.stroke.opacity > 0
        fill = is_true(element.get("Fill"), default=False) and style.fill.opacity > 0
        if stroke and _is_seen(style.stroke):
            strokes.stroke(path, ctm)
        elif fill and _is_seen(style.fill):
            strokes.fill(path, ctm)
        under = len(self.page.glyphs)
        evenodd = (element.get("Rule") or "").lower() == "even-odd"
        if fill:
            areas = list(filled(path, ctm, style.fill, under, evenodd=evenodd))
            self._cover(areas)
            if style.patterned:
                self.page.pictures += [
                    Picture(area.rect, opaque=True, under=under) for area in areas
                ]
        if stroke:
            width = style.width * scale_of(ctm)
            self._cover(stroked(path, ctm, style.stroke, under, width))

    def _cover(self, shapes: Iterable[Shape]) -> None:
        for shape in shapes:
            rect = common(shape.rect, self._sheet.rect)
            if rect[0] < rect[2] and rect[1] < rect[3]:
                self.page.shapes.append(shape._replace(rect=rect))

    def _image(self, element: _Element, state: _State) -> None:
        opacity = state.opacity * opacity_of(element)
        rect = _image_rect(element, state.ctm)
        if opacity == 0:
            return
        under = len(self.page.glyphs)
        if not StrokeCollector(self.page).thin(rect):
            self.page.pictures.append(Picture(rect, opacity >= 1, under))
            if rect[2] - rect[0] <= _INLINE[0] and rect[3] - rect[1] <= _INLINE[1]:
                self.page.outlines.append(rect)
        self._cover([Shape(rect, Paint(None), under, look=partial(_any_colour, opacity))])
        whole = _is_upright(element) and clip_of(
            element, child(element, "Clips"), state.ctm, Clip(), self.budget
        ).may_show(rect)
        part = state.resources.media.get(element.get("ResourceID") or "")
        self.images.append((part if whole else None, rect))


@lru_cache(maxsize=4096)
def _printed(text: str) -> str:
    return as_printed(fold_radicals(text))


@lru_cache(maxsize=1024)
def _bearing(
    linear: tuple[float, float, float, float], face: _Face
) -> tuple[int | None, str | None]:
    """Return the quarter turns of characters after a matrix, and why they cannot be read."""
    a, b, c, d = linear
    up, along = abs(face.size) * math.hypot(c, d), abs(face.width) * math.hypot(a, b)
    mirrored = a * d - b * c < 0 or face.squeeze < 0 or face.size < 0
    why = unreadable((*linear, 0.0, 0.0), up, along) or (UNRESOLVED if mirrored else None)
    return quarter_turns(a, b), why


def _face_of(element: _Element) -> _Face:
    size, squeeze = number(element.get("Size"), 0.0), number(element.get("HScale"), 1.0)
    return _Face(size, squeeze, *direction(element.get("CharDirection")))


def _placed(element: _Element, outer: Matrix) -> Matrix:
    """Return the way from an object's own coordinates to the page; raises ``ValueError``."""
    x, y, _, _ = box(element.get("Boundary"))
    a, b, c, d, e, f = matrix(element.get("CTM"))
    return after((a, b, c, d, e + x, f + y), outer)


def _image_rect(element: _Element, outer: Matrix) -> Rect:
    """Return where a picture stands: its matrix carries over a square of one millimetre."""
    x, y, width, height = box(element.get("Boundary"))
    whole = box_of(((x, y), (x + width, y + height)), outer)
    ctm = matrix(element.get("CTM"))
    if ctm == IDENTITY:
        return whole
    return common(box_of(_CORNERS, after(after(ctm, moved(x, y)), outer)), whole)


def _is_upright(element: _Element) -> bool:
    """Tell whether a picture is neither turned nor mirrored."""
    a, b, c, d, _, _ = matrix(element.get("CTM"))
    return a > 0 and d > 0 and b == c == 0


def _any_colour(opacity: float, _: Rect) -> list[Paint]:
    """Return what a picture paints: whatever is seen through black and through white."""
    if opacity >= 1:
        return [Paint(None)]
    return [Paint(BLACK, opacity), Paint(WHITE, opacity)]


def _ink(
    element: _Element, parts: Mapping[str, _Element], state: _State, size: float
) -> tuple[Paint | None, str | None]:
    """Return what characters are painted with, ``None`` for nothing, and why they are unclear."""
    style = style_of(element, parts, state.layer, state.resources, state.opacity)
    fills = is_true(element.get("Fill"), default=True)
    strokes = is_true(element.get("Stroke"), default=False)
    share = style.width / abs(size) if strokes and size else 0.0
    if not fills:
        faint = share <= 0 or element.get("DashPattern")
        return (style.stroke if strokes else None), UNRESOLVED if faint or share > _BLOT else None
    unlike = strokes and style.stroke != style.fill
    blots = _OUTLINE if style.stroke == PRINT else 0.0
    return style.fill, UNRESOLVED if share > (blots if unlike else _BLOT) else None


def _is_seen(paint: Paint) -> bool:
    """Tell whether lines of a paint are seen on paper."""
    return paint.opacity >= _FAINT and not is_white(paint.colour)
