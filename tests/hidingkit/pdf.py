"""Hides digits in PDF reports in ways that leave the page as it should be, and looks like them.

Each way draws one cell: what shows, and what must not be read with it. ``HONEST`` ways only look
like hiding: their cells must be read.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.lib.colors import CMYKColorSep, Color
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from hidingkit import Trap, marked
from reportkit import Content
from reportkit.layout import Setter
from reportkit.marks import Text
from reportkit.pdf import ROLES, _font, _paint, measure
from reportkit.style import Style

WHITE, BLACK, NAVY = Color(1, 1, 1), Color(0, 0, 0), Color(0.05, 0.1, 0.3)


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell to be drawn: its text begins at ``x`` on the baseline ``y``, y growing upwards."""

    canvas: Canvas
    x: float
    y: float
    shown: str
    hidden: str
    size: float
    font: str

    @property
    def end(self) -> float:
        return self.x + self.wide(self.shown)

    def wide(self, text: str) -> float:
        return float(stringWidth(text, self.font, self.size))

    def write(self, text: str, x: float, *, mode: int | None = None, size: float = 0) -> None:
        """Write ``text`` at ``x``; a ``size`` of its own need not be that of the cell."""
        run = self.canvas.beginText(x, self.y)
        run.setFont(self.font, size or self.size)
        if mode is not None:
            run.setTextRenderMode(mode)
        run.textOut(text)
        self.canvas.drawText(run)
        if mode:
            self.raw("0 Tr")

    def show(self) -> None:
        self.write(self.shown, self.x)

    def hide(self, **how: float) -> None:
        """Write the hidden digits after those that show."""
        self.write(self.hidden, self.end, **how)

    def raw(self, operators: str) -> None:
        self.canvas._code.append(operators)

    def box(self, x0: float, x1: float, fill: Color = WHITE) -> None:
        """Fill a box around the writing from ``x0`` to ``x1``."""
        self.canvas.saveState()
        self.canvas.setFillColor(fill)
        self.canvas.rect(x0, self.y - 0.2 * self.size, x1 - x0, 1.1 * self.size, stroke=0, fill=1)
        self.canvas.restoreState()

    def clip(self, x0: float, x1: float, low: float = -0.3, high: float = 1.0) -> None:
        self.raw(f"{x0} {self.y + low * self.size} {x1 - x0} {(high - low) * self.size} re W n")


Way = Callable[[Spot], None]


def _inked(before: str) -> Way:
    """Return a way that shows, then hides digits written after some operators."""

    def draw(spot: Spot) -> None:
        spot.show()
        spot.raw(f"q {before}")
        spot.hide()
        spot.raw("Q")

    return draw


def _alpha(spot: Spot) -> None:
    spot.show()
    spot.canvas.saveState()
    spot.canvas.setFillAlpha(0.02)
    spot.hide()
    spot.canvas.restoreState()


def _white_multiplied(spot: Spot) -> None:
    spot.show()
    spot.canvas.saveState()
    spot.canvas._extgstate.set(spot.canvas, "BM", "Multiply")
    spot.canvas.setFillColor(WHITE)
    spot.hide()
    spot.canvas.restoreState()


def _spot_white(spot: Spot) -> None:
    spot.show()
    spot.canvas.saveState()
    spot.canvas.setFillColor(CMYKColorSep(0, 0, 0, 1, spotName="Ink", density=0))
    spot.hide()
    spot.canvas.restoreState()


def _covered(spot: Spot) -> None:
    spot.show()
    spot.hide()
    spot.box(spot.end, spot.end + spot.wide(spot.hidden))


def _covered_by_stripes(spot: Spot) -> None:
    spot.show()
    spot.hide()
    end, wide = spot.end, spot.wide(spot.hidden)
    spot.raw("q 1 G 1.2 w")
    for step in range(12):
        y = spot.y - 1 + step
        spot.raw(f"{end} {y} m {end + wide} {y} l S")
    spot.raw("Q")


def _covered_by_a_line(spot: Spot) -> None:
    spot.show()
    spot.hide()
    middle = spot.y + 0.35 * spot.size
    spot.raw(f"q 1 G {1.2 * spot.size} w {spot.end} {middle} m")
    spot.raw(f"{spot.end + spot.wide(spot.hidden)} {middle} l S Q")


def _covered_by_a_triangle(spot: Spot) -> None:
    spot.show()
    spot.hide()
    far = spot.end + 2.2 * spot.wide(spot.hidden)
    low, high = spot.y - 0.3 * spot.size, spot.y + 2.2 * spot.size
    spot.raw(f"q 1 g {spot.end} {low} m {far} {low} l {spot.end} {high} l f Q")


def _covered_by_a_block(spot: Spot) -> None:
    spot.show()
    spot.hide()
    spot.raw("q 1 g")
    spot.write("■" * 2 * len(spot.hidden), spot.end - 1, size=spot.size * 1.1)
    spot.raw("Q")


def _replaced(spot: Spot) -> None:
    spot.write(spot.hidden + "7", spot.x)
    spot.box(spot.x - 1, spot.x + spot.wide(spot.hidden + "7") + 1)
    spot.show()


def _covered_by_a_picture(spot: Spot) -> None:
    spot.show()
    spot.hide()
    spot.raw(f"q {spot.wide(spot.hidden)} 0 0 {1.3 * spot.size} {spot.end} {spot.y - 2} cm")
    spot.raw("BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID FF> EI Q")


def _covered_by_a_form(spot: Spot) -> None:
    spot.show()
    spot.hide()
    name = f"cover{spot.x:.0f}x{spot.y:.0f}p{spot.canvas.getPageNumber()}"
    spot.canvas.beginForm(name)
    spot.canvas.setFillColor(WHITE)
    spot.canvas.rect(spot.end, spot.y - 2, spot.wide(spot.hidden), 12, stroke=0, fill=1)
    spot.canvas.endForm()
    spot.canvas.doForm(name)


def _white_form(spot: Spot) -> None:
    """Call a form that says no colour of its own while white is in force."""
    spot.show()
    name = f"white{spot.x:.0f}x{spot.y:.0f}p{spot.canvas.getPageNumber()}"
    spot.canvas.beginForm(name)
    spot.hide()
    spot.canvas.endForm()
    spot.raw("q 1 g")
    spot.canvas.doForm(name)
    spot.raw("Q")


def _clipped(spot: Spot) -> None:
    spot.show()
    spot.raw("q")
    spot.clip(spot.x - 5, spot.end)
    spot.hide()
    spot.raw("Q")


def _clipped_to_nothing(spot: Spot) -> None:
    spot.show()
    spot.raw("q 0 0 0 0 re W n")
    spot.hide()
    spot.raw("Q")


def _clipped_low(spot: Spot) -> None:
    spot.show()
    spot.raw("q")
    spot.clip(spot.x - 50, spot.end + 50, -0.5, 0.0)
    spot.hide()
    spot.raw("Q")


def _clipped_aslant(spot: Spot) -> None:
    spot.show()
    x, y = spot.end, spot.y
    spot.raw(f"q {x - 40} {y - 40} m {x} {y - 40} l {x - 40} {y + 60} l h W n")
    spot.hide()
    spot.raw("Q")


def _clipped_by_text(spot: Spot) -> None:
    spot.show()
    spot.raw("q")
    spot.write("一", spot.x - 400, mode=7)
    spot.hide()
    spot.raw("Q")


def _tiny(spot: Spot) -> None:
    spot.show()
    spot.hide(size=0.3)


def _tiny_by_matrix(spot: Spot) -> None:
    spot.show()
    spot.raw(f"q 0.01 0 0 0.01 {spot.end} {spot.y} cm")
    run = spot.canvas.beginText(0, 0)
    run.setFont(spot.font, spot.size)
    run.textOut(spot.hidden)
    spot.canvas.drawText(run)
    spot.raw("Q")


def _squeezed(spot: Spot) -> None:
    spot.show()
    spot.raw("q 1 Tz")
    spot.hide()
    spot.raw("Q")


def _piled(spot: Spot) -> None:
    """Write the hidden digits below those that show, in white, at the same place."""
    spot.raw("q 1 g")
    spot.write(spot.hidden, spot.x)
    spot.raw("Q")
    spot.show()


def _fallen_back(spot: Spot) -> None:
    """Write white digits between those that show, which are then written over them."""
    first, rest = spot.shown[:1], spot.shown[1:]
    spot.write(first, spot.x)
    spot.raw("q 1 g")
    spot.write(spot.hidden, spot.x + spot.wide(first))
    spot.raw("Q")
    spot.write(rest, spot.x + spot.wide(first))


def _mode(mode: int, before: str = "") -> Way:
    def draw(spot: Spot) -> None:
        spot.show()
        spot.raw(f"q {before}")
        spot.hide(mode=mode)
        spot.raw("Q")

    return draw


def _before(spot: Spot) -> None:
    spot.raw("q 1 g")
    spot.write(spot.hidden, spot.x - spot.wide(spot.hidden))
    spot.raw("Q")
    spot.show()


def _on_dark(spot: Spot) -> None:
    """Write dark digits on a box that is as dark, beside those that show."""
    spot.show()
    spot.box(spot.end + 1, spot.end + spot.wide(spot.hidden) + 3, NAVY)
    spot.canvas.saveState()
    spot.canvas.setFillColor(NAVY)
    spot.write(spot.hidden, spot.end + 2)
    spot.canvas.restoreState()


def _layer(name: str) -> Way:
    def draw(spot: Spot) -> None:
        spot.show()
        spot.raw(f"/OC /{name} BDC")
        spot.hide()
        spot.raw("EMC")

    return draw


HIDING: Mapping[str, Way] = {
    "white": _inked("1 g"),
    "white rgb": _inked("1 1 1 rg"),
    "almost white": _inked("0.98 0.97 0.98 rg"),
    "white cmyk": _inked("0 0 0 0 k"),
    "white by a space": _inked("/DeviceRGB cs 1 1 1 sc"),
    "white by scn": _inked("/DeviceGray cs 1 scn"),
    "white by an indexed space": _inked("/Few cs 1 scn"),
    "white by a calibrated space": _inked("/Cal cs 1 1 1 scn"),
    "white by lightness": _inked("/Light cs 100 0 0 scn"),
    "white by a program": _inked("/Program cs 1 scn"),
    "a pattern of nothing": _inked("/Pattern cs /Nothing scn"),
    "a mask of nothing": _inked("/Masked gs"),
    "spot colour without ink": _spot_white,
    "transparent": _alpha,
    "white multiplied": _white_multiplied,
    "before, white": _before,
    "dark on dark": _on_dark,
    "covered": _covered,
    "replaced": _replaced,
    "covered by stripes": _covered_by_stripes,
    "covered by a line": _covered_by_a_line,
    "covered by a triangle": _covered_by_a_triangle,
    "covered by blocks": _covered_by_a_block,
    "covered by a picture": _covered_by_a_picture,
    "covered by a form": _covered_by_a_form,
    "white in force around a form": _white_form,
    "clipped": _clipped,
    "clipped to nothing": _clipped_to_nothing,
    "clipped below": _clipped_low,
    "clipped aslant": _clipped_aslant,
    "clipped by text": _clipped_by_text,
    "tiny": _tiny,
    "tiny by its matrix": _tiny_by_matrix,
    "squeezed": _squeezed,
    "under the digits": _piled,
    "between the digits": _fallen_back,
    "mode 3": _mode(3),
    "mode 7": _mode(7),
    "stroked in white": _mode(1, "1 G"),
    "filled and stroked in white": _mode(2, "1 g 1 G"),
    "layer that is off": _layer("Off"),
    "layers that are off": _layer("Member"),
    "layer off by its use": _layer("Viewless"),
}

SWITCHED_OFF = ("mode 3", "mode 7", "layer that is off", "layers that are off")
"""What is plainly not drawn: the rest of the cell is certain."""


def _plain(before: str) -> Way:
    def draw(spot: Spot) -> None:
        spot.raw(f"q {before}")
        spot.show()
        spot.raw("Q")

    return draw


def _white_on_dark(spot: Spot) -> None:
    spot.box(spot.x - 2, spot.end + 2, NAVY)
    spot.canvas.saveState()
    spot.canvas.setFillColor(WHITE)
    spot.show()
    spot.canvas.restoreState()


def _white_on_round(spot: Spot) -> None:
    spot.canvas.saveState()
    spot.canvas.setFillColor(NAVY)
    spot.canvas.roundRect(
        spot.x - 4, spot.y - 4, spot.wide(spot.shown) + 8, 16, 2, stroke=0, fill=1
    )
    spot.canvas.setFillColor(WHITE)
    spot.show()
    spot.canvas.restoreState()


def _boxed(spot: Spot) -> None:
    spot.box(spot.x - 2, spot.end + 2, Color(0.9, 0.95, 0.9))
    spot.show()


def _wide_clip(spot: Spot) -> None:
    spot.raw("q")
    spot.clip(spot.x - 1, spot.end + 1, -0.25, 0.95)
    spot.show()
    spot.raw("Q")


def _spot_black(spot: Spot) -> None:
    spot.canvas.saveState()
    spot.canvas.setFillColor(CMYKColorSep(0, 0, 0, 1, spotName="Ink", density=1))
    spot.show()
    spot.canvas.restoreState()


def _marked_over(spot: Spot) -> None:
    spot.show()
    spot.canvas.saveState()
    spot.canvas._extgstate.set(spot.canvas, "BM", "Multiply")
    spot.box(spot.x - 1, spot.end + 1, Color(1, 1, 0.3))
    spot.canvas.restoreState()


def _on_layer(spot: Spot) -> None:
    spot.raw("/OC /On BDC")
    spot.show()
    spot.raw("EMC")


def _seen_picture(spot: Spot) -> None:
    spot.raw(f"q {spot.wide(spot.shown) + 2} 0 0 {1.3 * spot.size} {spot.x - 1} {spot.y - 2} cm")
    spot.raw("BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID E8> EI Q")
    spot.show()


HONEST: Mapping[str, Way] = {
    "plain": _plain(""),
    "dark grey": _plain("0.3 g"),
    "black by a space": _plain("/DeviceRGB cs 0 0 0 sc"),
    "black by a program": _plain("/Program cs 0 scn"),
    "black by a calibrated space": _plain("/Cal cs 0 0 0 scn"),
    "spot colour black": _spot_black,
    "white on dark": _white_on_dark,
    "white on a round box": _white_on_round,
    "on a pale box": _boxed,
    "on a pale picture": _seen_picture,
    "clipped to more than it fills": _wide_clip,
    "marked over": _marked_over,
    "on a layer that is on": _on_layer,
}


def write(content: Content, traps: Iterable[Trap], way: Way, style: Style) -> bytes:
    """Return a report as PDF whose trapped cells are drawn in a way."""
    # One character, so that no cell is so narrow that its mark is wrapped.
    by_mark = {trap.mark[1]: replace(trap, mark=trap.mark[1]) for trap in traps}
    fonts = {role: _font(style.face, embedded=style.embedded) for role in ROLES}
    out = BytesIO()
    canvas = Canvas(out, pagesize=style.page, invariant=1)
    for page in Setter(style, measure(style)).report(marked(content, by_mark.values())):
        for mark in page:
            if isinstance(mark, Text) and mark.text in by_mark:
                trap = by_mark[mark.text]
                y = style.page[1] - mark.baseline
                spot = Spot(canvas, 0, y, trap.shown, trap.hidden, mark.size, fonts[mark.font])
                spare = spot.wide(mark.text) - spot.wide(trap.shown + trap.hidden)
                way(replace(spot, x=mark.x + spare / 2))
            else:
                _paint(canvas, mark, style.page[1], fonts)
        canvas.showPage()
    canvas.save()
    return _with_resources(out.getvalue())


def _name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def _dict(**entries: object) -> DictionaryObject:
    return DictionaryObject({_name(key): value for key, value in entries.items()})


def _list(*numbers: float) -> ArrayObject:
    return ArrayObject([FloatObject(number) for number in numbers])


def _stream(data: bytes, **entries: object) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    stream.update(_dict(**entries))
    return stream


def _with_resources(data: bytes) -> bytes:
    """Add the layers, spaces and patterns to every page that ways call by name."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    layers = {
        name: writer._add_object(_dict(Type=_name("OCG"), Name=TextStringObject(name)))
        for name in ("On", "Off", "Viewless")
    }
    hidden = _dict(View=_dict(ViewState=_name("OFF")))
    layers["Viewless"].get_object()[_name("Usage")] = hidden
    layers["Member"] = writer._add_object(
        _dict(Type=_name("OCMD"), OCGs=ArrayObject([layers["Off"]]), P=_name("AllOn"))
    )
    everything = ArrayObject([layers[name] for name in ("On", "Off", "Viewless")])
    default = _dict(OFF=ArrayObject([layers["Off"]]), Order=everything)
    writer._root_object[_name("OCProperties")] = _dict(OCGs=everything, D=default)
    spaces = _spaces(writer)
    nothing = writer._add_object(
        _stream(
            b"",
            Type=_name("Pattern"),
            PatternType=NumberObject(1),
            PaintType=NumberObject(1),
            TilingType=NumberObject(1),
            BBox=_list(0, 0, 9, 9),
            XStep=NumberObject(9),
            YStep=NumberObject(9),
            Resources=_dict(),
        )
    )
    mask = _dict(Type=_name("Mask"), S=_name("Luminosity"), G=_blank_group(writer))
    for page in writer.pages:
        resources = page[_name("Resources")].get_object()
        resources[_name("Properties")] = _dict(**layers)
        resources[_name("ColorSpace")] = DictionaryObject(
            {**resources.get(_name("ColorSpace"), {}), **spaces}
        )
        resources[_name("Pattern")] = _dict(Nothing=nothing)
        states = resources.get(_name("ExtGState"), DictionaryObject()).get_object()
        resources[_name("ExtGState")] = DictionaryObject(
            {**states, _name("Masked"): _dict(SMask=mask)}
        )
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _blank_group(writer: PdfWriter) -> object:
    group = _dict(S=_name("Transparency"), CS=_name("DeviceGray"))
    return writer._add_object(
        _stream(
            b"",
            Type=_name("XObject"),
            Subtype=_name("Form"),
            BBox=_list(0, 0, 900, 900),
            Group=group,
        )
    )


def _spaces(writer: PdfWriter) -> dict[NameObject, object]:
    white = _list(0.9505, 1, 1.089)
    gamma = _dict(
        WhitePoint=white,
        Gamma=_list(2.2, 2.2, 2.2),
        Matrix=_list(0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505),
    )
    program = writer._add_object(
        _stream(
            b"{dup 0.5 gt {pop 1}{pop 0} ifelse}",
            FunctionType=NumberObject(4),
            Domain=_list(0, 1),
            Range=_list(0, 1),
        )
    )
    few = ByteStringObject(b"\x00\x00\x00\xff\xff\xff")
    return {
        _name("Few"): ArrayObject([_name("Indexed"), _name("DeviceRGB"), NumberObject(1), few]),
        _name("Cal"): ArrayObject([_name("CalRGB"), gamma]),
        _name("Light"): ArrayObject(
            [_name("Lab"), _dict(WhitePoint=white, Range=_list(-128, 127, -128, 127))]
        ),
        _name("Program"): ArrayObject(
            [_name("Separation"), _name("Spot"), _name("DeviceGray"), program]
        ),
    }
