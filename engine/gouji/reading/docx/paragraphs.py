"""The text of a paragraph as it is printed: what is hidden, deleted or raised is not in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from gouji.reading.docx.names import MC, M, W, value
from gouji.reading.docx.pictures import boxes, pictures
from gouji.reading.docx.styles import PLAIN, Look, Styles, look_of
from gouji.reading.flow import NUMBERED, RAISED_ONLY, STRUCK_ONLY, Item, Text
from gouji.reading.marks import is_note_mark, tidy

_THROUGH = frozenset(
    W + name
    for name in (
        "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo",
        "fldSimple", "ruby", "rubyBase",
    )
)  # fmt: skip
_BREAKS = frozenset({W + "br", W + "cr"})
_DRAWINGS = frozenset({W + "drawing", W + "pict", W + "object"})
_CHARACTERS = {W + "tab": " ", W + "ptab": " ", W + "noBreakHyphen": "-"}
_LINE_BREAK = "\n"
_ENDS_WITH_DIGIT = re.compile(r"[\d０-９][.．]? ?$")
_UNKNOWN_SIGN = "\ufffd"
"""Stands for a sign of a symbol font, so that it cannot pass for a digit."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one look, or something that hangs beside the text (``element``)."""

    text: str
    look: Look = PLAIN
    element: _Element | None = None


class Paragraphs:
    """Reads paragraphs; keeps the styles."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def pieces(self, paragraph: _Element) -> list[Piece]:
        """Return the visible pieces of a paragraph in order."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        base = self._styles.look(value(style))
        fields: list[bool] = []
        return [piece for piece in self._walk(paragraph, base, fields) if not piece.look.hidden]

    def _walk(self, parent: Iterable[_Element], base: Look, fields: list[bool]) -> Iterator[Piece]:
        for element in parent:
            if element.tag == W + "r":
                yield from self._run(element, base, fields)
            elif element.tag in _THROUGH:
                yield from self._walk(element, base, fields)
            elif element.tag == MC + "AlternateContent":
                yield from self._walk(chosen(element), base, fields)
            elif element.tag in {M + "oMath", M + "oMathPara"}:
                yield from (Piece(t.text or "", base) for t in element.iter(M + "t"))

    def _run(self, run: _Element, base: Look, fields: list[bool]) -> Iterator[Piece]:
        properties = run.find(W + "rPr")
        style = None if properties is None else value(properties.find(W + "rStyle"))
        look = look_of(properties).over(self._styles.look(style).over(base))
        for element in _contents(run):
            if element.tag == W + "fldChar":
                _follow_field(fields, value(element, "fldCharType"))
            elif any(fields):
                continue
            elif element.tag in _DRAWINGS:
                yield Piece("", look, element)
            elif element.tag == W + "ruby":
                yield from self._walk(element, look, fields)
            else:
                yield Piece(_characters(element), look)


def _contents(run: _Element) -> Iterator[_Element]:
    for element in run:
        if element.tag == MC + "AlternateContent":
            yield from chosen(element)
        else:
            yield element


def chosen(alternatives: _Element) -> list[_Element]:
    """Return the contents of the one alternative of ``mc:AlternateContent`` that is read."""
    for name in ("Choice", "Fallback"):
        found = alternatives.find(MC + name)
        if found is not None:
            return list(found)
    return []


def _follow_field(fields: list[bool], kind: str | None) -> None:
    """Keep for every open field whether its instruction is being read (its result is shown)."""
    if kind == "begin":
        fields.append(True)
    elif kind == "separate" and fields:
        fields[-1] = False
    elif kind == "end" and fields:
        fields.pop()


def _characters(element: _Element) -> str:
    if element.tag == W + "t":
        return element.text or ""
    if element.tag in _BREAKS:
        return _LINE_BREAK
    if element.tag == W + "sym":
        return _symbol(value(element, "char") or "")
    return _CHARACTERS.get(str(element.tag), "")


def _symbol(code: str) -> str:
    try:
        point = int(code, 16)
    except ValueError:
        return _UNKNOWN_SIGN
    is_sign = 0x20 < point < 0xD800
    return chr(point) if is_sign else _UNKNOWN_SIGN


def lines_of(pieces: Iterable[Piece], label: str, *, in_cell: bool) -> Iterator[Text]:
    """Yield the lines of a paragraph with its automatic numeral in front.

    In a cell, a paragraph of which nothing is left but marks and struck text yields a text that
    is empty and in doubt.
    """
    shown = [piece for piece in pieces if piece.text]
    kept = [piece for piece in shown if not _is_dropped(piece, shown)]
    lines = [tidy(line) for line in "".join(p.text for p in kept).split(_LINE_BREAK)]
    lines = [line for line in lines if line]
    if lines:
        numbered = NUMBERED if _ENDS_WITH_DIGIT.search(label) and lines[0][0].isdecimal() else None
        yield Text(label + lines[0], doubt=numbered)
        yield from (Text(line) for line in lines[1:])
    elif in_cell and label:
        yield Text(label.strip(), doubt=NUMBERED)
    elif in_cell and any(piece.text.strip() for piece in shown):
        yield Text("", doubt=STRUCK_ONLY if any(p.look.struck for p in shown) else RAISED_ONLY)


def _is_dropped(piece: Piece, shown: Iterable[Piece]) -> bool:
    """Tell whether a piece is struck out, or a mark raised beside other text."""
    if piece.look.struck:
        return True
    if not is_note_mark(piece.text) or not piece.text.strip():
        return False
    lifted = piece.look.lifted and not all(other.look.lifted for other in shown)
    return bool(piece.look.raised or lifted)


def beside(pieces: Iterable[Piece]) -> Iterator[Item | _Element]:
    """Yield the pictures in a paragraph, and the contents of its text boxes as elements."""
    for piece in pieces:
        if piece.element is not None:
            yield from boxes(piece.element)
            yield from pictures(piece.element)
