"""Reports as PDF whose fonts lie: what they draw is not what they say.

A cell is spelled in ``Sign``s, in one of the ``SPELLINGS``, and written in a font of one of the
``PROGRAMS``. The page shows what is drawn.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any, NamedTuple

import reportlab
from fontTools.ttLib import TTFont
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from hidingkit import Trap, marked
from hidingkit.programs import ONE_TO_ONE, PROGRAMS, Sign, pdf
from reportkit import Content
from reportkit.layout import Setter
from reportkit.marks import Text
from reportkit.pdf import ROLES, _font, _paint, font_file, measure
from reportkit.style import Style

Spelling = Callable[[Random, str], list[Sign]]


def honest(_rng: Random, shown: str) -> list[Sign]:
    """Every sign says what it is."""
    return [Sign(char, char) for char in shown]


def _permuted(rng: Random, shown: str) -> list[Sign]:
    """All digits say that they are another, each always the same."""
    digits = rng.sample("0123456789", 10)
    said = dict(zip(digits, digits[1:] + digits[:1], strict=True))
    return [Sign(char, said.get(char, char)) for char in shown]


def _swapped(rng: Random, shown: str) -> list[Sign]:
    """A digit that is shown and another change names."""
    one = rng.choice([char for char in shown if char.isdigit()] or ["1"])
    other = rng.choice([char for char in "0123456789" if char != one])
    return [Sign(char, {one: other, other: one}.get(char, char)) for char in shown]


def _one(said: str = "") -> Spelling:
    """One digit among honest ones says it is ``said``, or another digit."""

    def spelled(rng: Random, shown: str) -> list[Sign]:
        signs = honest(rng, shown)
        places = [index for index, char in enumerate(shown) if char.isdigit()]
        if places:
            at = rng.choice(places)
            signs[at] = Sign(shown[at], said or rng.choice("0123456789".replace(shown[at], "")))
        return signs

    return spelled


def _pair(rng: Random, shown: str) -> list[Sign]:
    """Two digits drawn by one sign, which says it is the first of them."""
    return [Sign(shown[:2], shown[:1]), *honest(rng, shown[2:])]


def _empty(rng: Random, shown: str) -> list[Sign]:
    """A sign says it is a digit, and is not to be seen."""
    signs = honest(rng, shown)
    signs.insert(rng.randint(0, len(signs)), Sign("", rng.choice("123456789")))
    return signs


SPELLINGS: Mapping[str, Spelling] = MappingProxyType(
    {
        "permuted": _permuted,
        "swapped": _swapped,
        "one": _one(),
        "blank": _one(" "),
        "no-break blank": _one("\xa0"),
        "nothing": _one("\u200b"),
        "comma": _one(","),
        "stop": _one("."),
        "unit": _one("件"),
        "several": _one("12"),
        "pair": _pair,
        "empty": _empty,
    }
)

FACES = tuple(
    file
    for file in (
        font_file(),
        *sorted((Path(reportlab.__file__).parent / "fonts").glob("Vera*.ttf")),
    )
    if file
)
"""TrueType fonts to take shapes from; they have digits and commas."""


_DIGIT = 0.6
"""The width of a digit, about, in its size."""


def possible(program: str, spelling: str) -> bool:
    """Tell whether a font made so can lie so."""
    if program in ONE_TO_ONE:
        return spelling in ("permuted", "swapped")
    return program != "not-embedded" or spelling not in ("pair", "empty")


class _Place(NamedTuple):
    page: int
    x: float
    y: float
    size: float
    trap: Trap


def write(
    content: Content,
    traps: Iterable[Trap],
    program: str,
    spelled: Spelling,
    face: Path,
    rng: Random,
) -> bytes:
    """Return the report with each trap's cell in a font of its own."""
    base, places = _without(content, tuple(traps))
    writer = PdfWriter(clone_from=PdfReader(BytesIO(base)))
    for number, place in enumerate(places):
        if signs := spelled(rng, place.trap.shown):
            different = list(dict.fromkeys(signs))
            font, codes = PROGRAMS[program](_face(face), different)
            string = b"".join(codes[different.index(sign)] for sign in signs)
            _show(writer, place, f"Lie{number}", font, string)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@cache
def _face(file: Path) -> TTFont:
    return TTFont(file, fontNumber=0 if file.suffix == ".ttc" else -1)


def _without(content: Content, traps: tuple[Trap, ...]) -> tuple[bytes, list[_Place]]:
    """Return the report with nothing in the traps' cells, and where these would be written."""
    # One character does not wrap, in the narrowest of cells.
    by_mark = {trap.mark[1]: replace(trap, mark=trap.mark[1]) for trap in traps}
    style, out, places = Style(), BytesIO(), []
    fonts = {role: _font(None, embedded=True) for role in ROLES}
    canvas = Canvas(out, pagesize=style.page, invariant=1, pageCompression=1)
    pages = Setter(style, measure(style)).report(marked(content, by_mark.values()))
    for number, page in enumerate(pages):
        for mark in page:
            if isinstance(mark, Text) and mark.text in by_mark:
                low = style.page[1] - mark.baseline
                trap = by_mark[mark.text]
                x = mark.x + (1 - _DIGIT * len(trap.shown)) * mark.size / 2
                places.append(_Place(number, x, low, mark.size, trap))
            else:
                _paint(canvas, mark, style.page[1], fonts)
        canvas.showPage()
    canvas.save()
    return out.getvalue(), places


def _show(writer: PdfWriter, place: _Place, name: str, font: dict[str, Any], text: bytes) -> None:
    """Write a string on a page, in a font that is added to it."""
    page = writer.pages[place.page]
    fonts = page["/Resources"].get_object()["/Font"].get_object()  # type: ignore[union-attr]
    fonts[NameObject(f"/{name}")] = writer._add_object(_apart(writer, pdf(font)))
    before = page.get_contents().get_data()  # type: ignore[union-attr]
    stream = DecodedStreamObject()
    stream.set_data(
        before
        + f"\nBT /{name} {place.size:.2f} Tf {place.x:.2f} {place.y:.2f} Td".encode()
        + f" <{text.hex()}> Tj ET\n".encode()
    )
    page[NameObject("/Contents")] = writer._add_object(stream)


def _apart(writer: PdfWriter, value: Any) -> Any:
    """Return a value whose streams are objects of their own, as they must be."""
    if isinstance(value, DecodedStreamObject):
        return writer._add_object(value)
    if isinstance(value, DictionaryObject):
        return DictionaryObject({key: _apart(writer, item) for key, item in value.items()})
    if isinstance(value, ArrayObject):
        return ArrayObject([_apart(writer, item) for item in value])
    return value
