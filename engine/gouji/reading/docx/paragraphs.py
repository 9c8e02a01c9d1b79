"""The text of a paragraph as it is printed: what is hidden, deleted or raised is not in it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from lxml.etree import _Element

from gouji.model.invisible import visible
from gouji.reading.docx.alternatives import agree, chosen
from gouji.reading.docx.appearance import Appearance, World, Worlds
from gouji.reading.docx.fields import Field, begun
from gouji.reading.docx.fonts import Fonts
from gouji.reading.docx.looks import Look
from gouji.reading.docx.names import MC, M, W, first, switch, value
from gouji.reading.docx.pictures import boxes, pictures
from gouji.reading.docx.properties import Properties, Signature, merged, properties_of, signature
from gouji.reading.docx.sight import Sight
from gouji.reading.docx.styles import Styles
from gouji.reading.docx.surroundings import Surroundings
from gouji.reading.flow import NUMBERED, RAISED_ONLY, STRUCK_ONLY, Item, Text
from gouji.reading.marks import is_note_mark, tidy
from gouji.reading.shown import MISDRAWN, REVERSED, SMALL, UNRESOLVED, UNSEEN
from gouji.records import dataclass

_THROUGH = frozenset(
    W + name
    for name in (
        "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo",
        "fldSimple", "ruby", "rubyBase",
    )
)  # fmt: skip
_LEFT_OUT = frozenset(
    W + name for name in ("del", "moveFrom", "rt", "pPr", "rPr", "sdtPr", "sdtEndPr")
)
_NOTES = frozenset({W + "footnoteReference", W + "endnoteReference"})
_BREAKS = frozenset({W + "br", W + "cr"})
_DRAWINGS = frozenset({W + "drawing", W + "pict", W + "object"})
_CHARACTERS = {W + "tab": " ", W + "ptab": " ", W + "noBreakHyphen": "-"}
_FILLED_IN = frozenset(
    W + name
    for name in (
        "pgNum", "dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong",
    )
)  # fmt: skip
"""Places where the program prints a date or a page number of its own."""
_OUT_OF_PLACE = frozenset({W + "delText", W + "instrText"})
"""Text that belongs in a deletion or a field; elsewhere some programs print it."""
_MATH = frozenset({M + "oMath", M + "oMathPara"})
_LINEAR_MATH = _MATH | {
    M + "r", M + "t", M + "rPr", M + "ctrlPr", M + "sty", M + "nor", M + "oMathParaPr", M + "jc",
}  # fmt: skip
"""Mathematics whose text stands in one line, one sign after the other."""
_RUN, _TEXT, _RUBY, _FIELD = W + "r", W + "t", W + "ruby", W + "fldChar"
_LINE_BREAK = "\n"
_DIGIT = re.compile(r"\d")
_ENDS_WITH_DIGIT = re.compile(r"[\d０-９][.．]? ?$")
_UNSEEN_RUN = re.compile(f"{UNSEEN}{{2,}}")
_MUCH_SMALLER = 2
"""Times: beside text so much larger, letters are specks."""

Appearing = Callable[[_Element | None, Worlds], Appearance]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one look, or something that hangs beside the text (``element``).

    ``unseen`` says why the text does not show as it is written.
    """

    text: str
    look: Look
    element: _Element | None = None
    unseen: str | None = None


class Paragraphs:
    """Reads paragraphs by the styles of a document.

    Those that say the same in like places, and runs that say the same in these, are judged once.
    """

    def __init__(self, styles: Styles, sight: Sight) -> None:
        self._styles = styles
        self._sight = sight
        self._known: dict[tuple[Surroundings, Signature], Worlds] = {}
        self._appearances: dict[tuple[Worlds, Signature], Appearance] = {}

    def pieces(self, paragraph: _Element, around: Surroundings, fields: list[Field]) -> list[Piece]:
        """Return the printed pieces of a paragraph in order.

        ``fields`` are those that begin before it and do not end; it is kept for the next.
        """
        walk = _Walk(self.appearance, self._sight.fonts, around, fields)
        return walk.pieces(paragraph, self._worlds(paragraph, around))

    def properties(self, paragraph: _Element, around: Surroundings) -> Properties:
        """Return what holds for a paragraph as a whole."""
        return self._worlds(paragraph, around)[0].paragraph

    def appearance(self, own: _Element | None, worlds: Worlds) -> Appearance:
        """Return how text with properties of its own (``w:rPr``) appears."""
        key = worlds, signature(own)
        if key not in self._appearances:
            style_id = value(first(own, "rStyle"))
            lent = self._styles.layer("character", style_id).text
            uncertain = UNRESOLVED if self._styles.is_uncertain("character", style_id) else None
            styled = tuple(world.lends(lent) for world in worlds)
            self._appearances[key] = Appearance(self._sight, styled, properties_of(own), uncertain)
        return self._appearances[key]

    def _worlds(self, paragraph: _Element, around: Surroundings) -> Worlds:
        own = first(paragraph, "pPr")
        key = around, signature(own)
        if key not in self._known:
            self._known[key] = tuple(self._seen(own, around))
        return self._known[key]

    def _seen(self, own: _Element | None, around: Surroundings) -> Iterator[World]:
        style_id = value(first(own, "pStyle"))
        style, defaults = self._styles.layer("paragraph", style_id), self._styles.defaults
        if self._styles.is_uncertain("paragraph", style_id):
            around = replace(around, unseen=around.unseen or UNRESOLVED)
        direct = properties_of(own)
        for lent in around.lent:
            held = merged(defaults.paragraph, lent.paragraph, style.paragraph, direct)
            texts = (defaults.text, lent.text, style.text)
            yield World(texts, held, self._inside(held, around))

    def _inside(self, paragraph: Properties, around: Surroundings) -> Surroundings:
        """Return what surrounds the text in a paragraph with these properties."""
        shade = self._sight.palette.shade(paragraph.get(W + "shd"))
        leftwards = switch(paragraph.get(W + "bidi")) is True
        elsewhere = UNRESOLVED if around.in_cell and W + "framePr" in paragraph else None
        return replace(
            around,
            unseen=around.unseen or elsewhere,
            grounds=shade if shade or shade is None else around.grounds,
            leftwards=around.leftwards or leftwards,
        )


class _Walk:
    """Walks through one paragraph."""

    def __init__(
        self, appearance: Appearing, fonts: Fonts, around: Surroundings, fields: list[Field]
    ) -> None:
        self._appearance = appearance
        self._fonts = fonts
        self._in_cell = around.in_cell
        self._fields = fields
        self._from_before = len(fields)

    def pieces(self, paragraph: _Element, worlds: Worlds) -> list[Piece]:
        pieces = [piece for piece in self._walk(paragraph, worlds) if piece.look.hidden is not True]
        if any(not field.has_result for field in self._fields[self._from_before :]):
            # an instruction that does not end here may be none
            pieces.append(self._unknown(worlds))
        return pieces

    def _walk(self, parent: Iterable[_Element], worlds: Worlds) -> Iterator[Piece]:
        for element in parent:
            if element.tag == _RUN:
                yield from self._run(element, worlds)
            elif element.tag in _THROUGH:
                yield from self._inside(element, worlds)
            elif element.tag == MC + "AlternateContent":
                yield from self._alternative(element, worlds)
            elif element.tag in _MATH:
                yield from self._formula(element, worlds)
            elif element.tag not in _LEFT_OUT and _holds_text(element):
                yield self._unknown(worlds)

    def _inside(self, element: _Element, worlds: Worlds) -> Iterator[Piece]:
        why = self._doubt(element)
        for piece in self._walk(element, worlds):
            yield replace(piece, unseen=piece.unseen or why) if piece.text.strip() else piece
        if why == UNRESOLVED and not _holds_text(element):
            # what stands empty may be filled in
            yield self._unknown(worlds)

    def _doubt(self, element: _Element) -> str | None:
        """Return why what a wrapper holds may be printed otherwise."""
        if element.tag in {W + "dir", W + "bdo"} and value(element) == "rtl":
            return REVERSED
        if element.tag == W + "fldSimple":
            field = begun(element)
            doubtful = field.prints_itself or (self._in_cell and field.may_change)
            return UNRESOLVED if doubtful else None
        return None

    def _alternative(self, element: _Element, worlds: Worlds) -> Iterator[Piece]:
        why = None if agree(element) else UNRESOLVED
        for piece in self._walk(chosen(element), worlds):
            yield replace(piece, unseen=piece.unseen or why)
        if why:
            yield self._unknown(worlds)

    def _formula(self, element: _Element, worlds: Worlds) -> Iterator[Piece]:
        if not _is_linear(element):
            yield self._unknown(worlds)
            return
        for run in element.iter(M + "r"):
            text = "".join(t.text or "" for t in run.iter(M + "t"))
            yield _piece(text, self._appearance(run.find(W + "rPr"), worlds))

    def _run(self, run: _Element, worlds: Worlds) -> Iterator[Piece]:
        appearance = self._appearance(first(run, "rPr"), worlds)
        for element in _contents(run):
            if element is None:
                yield self._unknown(worlds)
            elif element.tag == _FIELD:
                yield from self._follow(element, worlds)
            elif self._is_instruction():
                yield from self._instruction(element, worlds)
            elif element.tag in _DRAWINGS:
                yield Piece("", appearance.look, element)
            elif element.tag == _RUBY:
                inner = tuple(w.lends(appearance.direct) for w in appearance.worlds)
                yield from self._walk(element, inner)
                if _DIGIT.search(_above(element)):
                    yield self._unknown(worlds)
            elif (text := self._text(element, appearance.look)) is None:
                yield self._unknown(worlds)
            else:
                yield _piece(text, appearance, self._by_field())

    def _text(self, element: _Element, look: Look) -> str | None:
        """Return what a part of a run prints, ``None`` if that is not known."""
        if element.tag == _TEXT:
            return _characters(element)
        if self._in_cell and element.tag in _NOTES and not look.raised:
            # the number of the note is as large as the cell's own digits
            return None
        font = value(element, "font") if element.tag == W + "sym" else None
        return UNSEEN if font and self._misdraws(font) else _characters(element)

    def _misdraws(self, font: str) -> bool:
        return self._fonts.draws_signs({font}) or not self._fonts.draw_what_they_say({font})

    def _unknown(self, worlds: Worlds) -> Piece:
        return Piece(UNSEEN, self._appearance(None, worlds).look, unseen=UNRESOLVED)

    def _is_instruction(self) -> bool:
        return bool(self._fields) and any(not field.has_result for field in self._fields)

    def _instruction(self, element: _Element, worlds: Worlds) -> Iterator[Piece]:
        """Follow the instruction of a field; text in one of an earlier paragraph may be none."""
        if element.tag == W + "instrText":
            self._fields[-1].instruction += element.text or ""
        elif (_characters(element) or "").strip() and any(
            not field.has_result for field in self._fields[: self._from_before]
        ):
            yield self._unknown(worlds)

    def _follow(self, element: _Element, worlds: Worlds) -> Iterator[Piece]:
        kind = value(element, "fldCharType")
        if kind == "begin":
            for outer in self._fields:
                outer.is_composed |= not outer.has_result
            self._fields.append(begun(element))
        elif kind == "separate" and self._fields:
            self._fields[-1].has_result = True
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            self._from_before = min(self._from_before, len(self._fields))
            if not self._is_instruction() and self._prints_more(field):
                yield self._unknown(worlds)

    def _prints_more(self, field: Field) -> bool:
        """Tell whether a field may print something that its result has not."""
        return field.prints_itself or (self._in_cell and field.may_change)

    def _by_field(self) -> str | None:
        """Return why the result of a field may be printed otherwise."""
        if not self._fields:
            return None
        drawn = any(field.prints_itself for field in self._fields)
        changing = self._in_cell and any(field.may_change for field in self._fields)
        return UNRESOLVED if drawn or changing else None


def _piece(text: str, appearance: Appearance, why: str | None = None) -> Piece:
    """Return a piece; ``why`` its text is not to be trusted, whatever it looks like."""
    if not text:
        return Piece("", appearance.look)
    unseen = appearance.why_unseen(text) or (why if text.strip() else None)
    return Piece(text, appearance.look, None, unseen)


def _is_linear(formula: _Element) -> bool:
    """Tell whether a formula is nothing but text in one line."""
    return all(
        child.tag == W + "rPr" or (child.tag in _LINEAR_MATH and _is_linear(child))
        for child in formula
    )


def _above(ruby: _Element) -> str:
    """Return the small text over a ruby's own."""
    return "".join(text.text or "" for over in ruby.iter(W + "rt") for text in over.iter(_TEXT))


def _holds_text(element: _Element) -> bool:
    return next(element.iter(W + "t"), None) is not None


def _contents(run: _Element) -> Iterator[_Element | None]:
    """Yield what a run holds, ``None`` where programs differ in that."""
    for element in run:
        if element.tag == MC + "AlternateContent":
            yield from chosen(element)
            if not agree(element) and not any(c.tag in _DRAWINGS for c in chosen(element)):
                yield None
        else:
            yield element


def _characters(element: _Element) -> str | None:
    """Return the text of a part of a run, ``None`` if what it prints is not known."""
    if element.tag == _TEXT:
        return (element.text or "") if len(element) == 0 else None
    if element.tag in _BREAKS:
        return _LINE_BREAK
    if element.tag == W + "sym":
        return _symbol(element)
    if element.tag in _FILLED_IN or (element.tag in _OUT_OF_PLACE and element.text):
        return None
    unknown = element.tag not in _LEFT_OUT and _holds_text(element)
    return None if unknown else _CHARACTERS.get(str(element.tag), "")


def _symbol(element: _Element) -> str:
    try:
        point = int(value(element, "char") or "", 16)
    except ValueError:
        return UNSEEN
    is_sign = 0x20 < point < 0xD800
    return chr(point) if is_sign else UNSEEN


@dataclass(slots=True)
class _Line:
    text: str = ""
    unseen: str = ""
    is_seen: bool = False
    doubt: str | None = None

    def add(self, text: str, why: str | None) -> None:
        """Add text that shows, or does not and ``why``."""
        if not visible(text).strip() and why != MISDRAWN:
            self.text += text
            return
        self.text += UNSEEN if why else text
        self.unseen += text if why else ""
        self.is_seen |= not why
        self.doubt = self.doubt or why


def lines_of(pieces: Iterable[Piece], label: str, *, in_cell: bool) -> Iterator[Text]:
    """Yield the lines of a paragraph with its automatic numeral in front.

    A line of nothing but unseen text is empty and in doubt; so is, in a cell, a paragraph of
    which nothing is left but marks and struck text.
    """
    shown = [piece for piece in pieces if piece.text]
    told = [_doubted(piece) if in_cell else piece for piece in shown]
    kept = [piece for piece in told if not _is_dropped(piece, told)]
    lines = [line for line in _lines(kept, in_cell=in_cell) if line.text.strip()]
    for line in lines:
        text = _UNSEEN_RUN.sub(UNSEEN, tidy(line.text)) if line.is_seen else ""
        numbered = _ENDS_WITH_DIGIT.search(label) and text[:1].isdecimal()
        if text:
            yield Text(label + text, doubt=NUMBERED if numbered else line.doubt)
            label = ""
        else:
            yield Text("", doubt=line.doubt, unseen=tidy(line.unseen))
    if in_cell and label:
        yield Text(label.strip(), doubt=NUMBERED)
    elif in_cell and not lines and any(piece.text.strip() for piece in shown):
        yield Text("", doubt=STRUCK_ONLY if any(p.look.struck for p in shown) else RAISED_ONLY)


def _lines(pieces: Sequence[Piece], *, in_cell: bool) -> list[_Line]:
    lines = [_Line()]
    largest = max((piece.look.size for piece in pieces if piece.text.strip()), default=0.0)
    for piece in pieces:
        is_speck = in_cell and piece.look.size * _MUCH_SMALLER <= largest
        first, *rest = piece.text.split(_LINE_BREAK)
        lines[-1].add(first, piece.unseen or (SMALL if is_speck else None))
        for part in rest:
            lines.append(_Line())
            lines[-1].add(part, piece.unseen or (SMALL if is_speck else None))
    return lines


def _doubted(piece: Piece) -> Piece:
    """Return a piece in doubt if it is a figure below the line: no note is marked so."""
    if piece.look.sunk and not piece.look.struck and _DIGIT.search(piece.text):
        return replace(piece, unseen=piece.unseen or UNRESOLVED)
    return piece


def _is_dropped(piece: Piece, shown: Iterable[Piece]) -> bool:
    """Tell whether a piece is struck out, or a mark raised beside other text."""
    if piece.look.struck:
        return True
    if not (piece.look.raised or piece.look.lifted):
        return False
    if piece.unseen or not is_note_mark(piece.text) or not piece.text.strip():
        return False
    lifted = piece.look.lifted and not all(other.look.lifted for other in shown)
    return piece.look.raised or lifted


def beside(pieces: Iterable[Piece]) -> Iterator[Item | _Element]:
    """Yield the pictures in a paragraph, and the contents of its text boxes as elements."""
    for piece in pieces:
        if piece.element is not None:
            yield from boxes(piece.element)
            yield from pictures(piece.element)
