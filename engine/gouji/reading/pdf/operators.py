"""The operators that decide what of a page is seen; pdfminer.six skips most of them.

Colours and their spaces, opacity, clipping, layers, and forms, which go on in the state in which
they are called.
"""

from collections.abc import Mapping
from typing import Any, cast

from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import MATRIX_IDENTITY, Matrix, mult_matrix

from gouji.model.document import Rect
from gouji.reading.pages.clips import Clip
from gouji.reading.pages.strokes import box_of
from gouji.reading.pdf.colours import CMYK, GREY, RGB, UNKNOWN, Space, spaces_of
from gouji.reading.pdf.device import ContentDevice
from gouji.reading.pdf.graphics import State, parameters
from gouji.reading.pdf.layers import Layers, Shows, both

_CLIPPING_MODES = range(4, 8)
_ASLANT = 1e-3


class SeeingInterpreter(PDFPageInterpreter):
    """pdfminer's interpreter, with all that decides whether a reader sees what is drawn."""

    graphicstate: State

    def __init__(self, manager: PDFResourceManager, device: ContentDevice, layers: Layers) -> None:
        super().__init__(manager, device)
        self.layers = layers
        self.shows: Shows = True
        self._content_device = device
        self._outer: list[Shows] = []
        self._inherited: tuple[PDFTextState, State] | None = None
        self._clips = False

    # What is in force at the start.

    def init_resources(self, resources: dict[object, object]) -> None:
        """Prepare what the content may call by name."""
        super().init_resources(resources)
        found = resources if isinstance(resources, dict) else {}
        self._spaces: dict[str, Space] = spaces_of(cast("Mapping[str, object]", found))

    def init_state(self, ctm: Matrix) -> None:
        """Start with the state of the page, or the one that a form is called in."""
        super().init_state(ctm)
        self._clips = False
        self._outer = []
        if self._inherited is not None:
            text, state = self._inherited
            self.textstate, self.graphicstate = text, state
        else:
            page = self._content_device.page
            self.shows = True  # a layer that a page leaves open ends with it
            self.graphicstate = State()
            self.graphicstate.clip = Clip((0.0, 0.0, page.width, page.height))

    def get_current_state(self) -> tuple[Matrix, PDFTextState, State]:
        """Return copies of what is in force, faster than entry by entry."""
        text = PDFTextState.__new__(PDFTextState)
        text.__dict__ = self.textstate.__dict__.copy()
        return self.ctm, text, self.graphicstate.copy()

    def inherit(self, text: PDFTextState, state: State) -> None:
        """Start in the state in which a form is called."""
        self._inherited = text, state

    # Colours.

    def do_g(self, gray: Any) -> None:  # noqa: ANN401 - pdfminer's own signature, as below
        """Fill in a grey."""
        self._fill(GREY, (gray,))

    def do_rg(self, r: Any, g: Any, b: Any) -> None:  # noqa: ANN401
        """Fill in red, green and blue."""
        self._fill(RGB, (r, g, b))

    def do_k(self, c: Any, m: Any, y: Any, k: Any) -> None:  # noqa: ANN401
        """Fill in process colours."""
        self._fill(CMYK, (c, m, y, k))

    def do_G(self, gray: Any) -> None:  # noqa: ANN401, N802
        """Draw lines in a grey."""
        self._pen(GREY, (gray,))

    def do_RG(self, r: Any, g: Any, b: Any) -> None:  # noqa: ANN401, N802
        """Draw lines in red, green and blue."""
        self._pen(RGB, (r, g, b))

    def do_K(self, c: Any, m: Any, y: Any, k: Any) -> None:  # noqa: ANN401, N802
        """Draw lines in process colours."""
        self._pen(CMYK, (c, m, y, k))

    def do_cs(self, name: Any) -> None:  # noqa: ANN401
        """Fill in the first colour of a space."""
        space = self._space(name)
        self.graphicstate.fill_space, self.graphicstate.fill = space, space.initial

    def do_CS(self, name: Any) -> None:  # noqa: ANN401, N802
        """Draw lines in the first colour of a space."""
        space = self._space(name)
        self.graphicstate.pen_space, self.graphicstate.pen = space, space.initial

    def do_scn(self) -> None:
        """Fill in a colour of the space."""
        space = self.graphicstate.fill_space
        self._fill(space, tuple(self.pop(space.ncomponents)))

    def do_SCN(self) -> None:  # noqa: N802
        """Draw lines in a colour of the space."""
        space = self.graphicstate.pen_space
        self._pen(space, tuple(self.pop(space.ncomponents)))

    def _fill(self, space: Space, operands: tuple[Any, ...]) -> None:
        state = self.graphicstate
        state.fill_space, state.fill = space, space.looks[operands]

    def _pen(self, space: Space, operands: tuple[Any, ...]) -> None:
        state = self.graphicstate
        state.pen_space, state.pen = space, space.looks[operands]

    def _space(self, name: object) -> Space:
        return self._spaces.get(str(literal_name(name)), UNKNOWN)

    # Parameters and clipping.

    def do_gs(self, name: Any) -> None:  # noqa: ANN401
        """Take over parameters by name; a font may be among them."""
        keys = parameters(self.resources, name)
        if keys is None:
            return
        self.graphicstate.update(keys)
        font = resolve1(keys.get("Font"))
        if isinstance(font, list) and len(font) == 2:
            number = font[0].objid if isinstance(font[0], PDFObjRef) else None
            self.textstate.font = self.rsrcmgr.get_font(number, dict_value(font[0]))
            self.textstate.fontsize = float(resolve1(font[1]))

    def do_W(self) -> None:  # noqa: N802
        """Clip to the path once it is painted."""
        self._clips = True

    def do_W_a(self) -> None:  # noqa: N802
        """Clip to the path once it is painted, filled by turns."""
        self._clips = True

    def do_n(self) -> None:
        """End a path."""
        self._paint()

    def do_S(self) -> None:  # noqa: N802
        """Stroke a path."""
        self._paint(stroke=True)

    def do_f(self) -> None:
        """Fill a path."""
        self._paint(fill=True)

    def do_F(self) -> None:  # noqa: N802
        """Fill a path, as files of the first versions say it."""
        self._paint(fill=True)

    def do_f_a(self) -> None:
        """Fill a path by turns."""
        self._paint(fill=True, evenodd=True)

    def do_B(self) -> None:  # noqa: N802
        """Fill and stroke a path."""
        self._paint(fill=True, stroke=True)

    def do_B_a(self) -> None:  # noqa: N802
        """Fill a path by turns, and stroke it."""
        self._paint(fill=True, stroke=True, evenodd=True)

    def _paint(self, *, stroke: bool = False, fill: bool = False, evenodd: bool = False) -> None:
        if stroke or fill:
            self.device.paint_path(self.graphicstate, stroke, fill, evenodd, self.curpath)
        if self._clips:
            self._clips = False
            state = self.graphicstate
            state.clip = state.clip.along(self.curpath, self.ctm)
        self.curpath = []

    def do_sh(self, name: object) -> None:  # noqa: ARG002
        """Paint all that is not clipped away with a shading."""
        self._content_device.shade(self.graphicstate)

    def do_TJ(self, seq: Any) -> None:  # noqa: ANN401, N802
        """Show text; the device looks at the state at once, so that no copy is made for it."""
        text, state = self.textstate, self.graphicstate
        if text.font is not None:
            self._content_device.write(text, seq, state)
        if text.render in _CLIPPING_MODES:
            state.clip = state.clip.doubtful()

    def do_Tj(self, s: Any) -> None:  # noqa: ANN401, N802
        """Show text."""
        self.do_TJ((s,))

    def do__w(self, aw: Any, ac: Any, s: Any) -> None:  # noqa: ANN401
        """Set the spaces between words and characters, and show text on the next line.

        pdfminer stays on the line, and draws over what stands there.
        """
        self.do_Tw(aw)
        self.do_Tc(ac)
        self.do__q(s)

    # Layers.

    def do_BMC(self, tag: Any) -> None:  # noqa: ANN401, ARG002, N802
        """Begin a part of the content."""
        self._outer.append(self.shows)

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: ANN401, N802
        """Begin a part of the content that may belong to a layer."""
        self._outer.append(self.shows)
        if isinstance(tag, PSLiteral) and tag.name == "OC":
            self._show(both(self.shows, self._layer(props)))

    def do_EMC(self) -> None:  # noqa: N802
        """End a part of the content."""
        if self._outer:
            self._show(self._outer.pop())

    def _layer(self, name: object) -> Shows:
        named = resolve1(self.resources.get("Properties"))
        if not isinstance(named, dict) or not isinstance(name, PSLiteral):
            return None
        return self.layers.shows(named.get(literal_name(name)))

    def _show(self, shows: Shows) -> None:
        self.shows = self._content_device.shows = shows

    # Pictures and forms.

    def do_EI(self, obj: Any) -> None:  # noqa: ANN401, N802
        """Draw a picture that stands in the content itself."""
        if isinstance(obj, PDFStream):
            self._content_device.picture(obj, self.graphicstate, self._spaces)

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: ANN401, N802
        """Draw a picture or a form."""
        drawn = resolve1(self.xobjmap.get(literal_name(xobjid_arg)))
        if not isinstance(drawn, PDFStream):
            return
        before = self.shows
        if "OC" in drawn:
            self._show(both(before, self.layers.shows(drawn.get("OC"))))
        kind = resolve1(drawn.get("Subtype"))
        kind = literal_name(kind) if isinstance(kind, PSLiteral) else None
        if kind == "Form" and "BBox" in drawn:
            self.draw_form(drawn)
        elif kind == "Image":
            self._content_device.picture(drawn, self.graphicstate, self._spaces)
        self._show(before)

    def draw_form(self, form: PDFStream, placed: Matrix = MATRIX_IDENTITY) -> None:
        """Draw a form in the state of now, ``placed`` by a matrix after its own."""
        own = cast("Matrix", tuple(list_value(form.get("Matrix", MATRIX_IDENTITY))))
        ctm = mult_matrix(mult_matrix(own, placed), self.ctm)
        state = self.graphicstate.copy()
        box: Rect = cast("Rect", tuple(resolve1(n) for n in list_value(form["BBox"])))
        state.clip = _boxed(state.clip, box, ctm)
        group = resolve1(form.get("Group"))
        if isinstance(group, dict):
            state.enter_group()
        inner = cast("SeeingInterpreter", self.subinterp())
        inner.shows = self.shows
        inner.inherit(self.textstate.copy(), state)
        resources = resolve1(form.get("Resources"))
        inner.render_contents(dict_value(resources) if resources else self.resources, [form], ctm)
        self.device.set_ctm(self.ctm)


def _boxed(clip: Clip, box: Rect, ctm: Matrix) -> Clip:
    """Return the part of an area in a box; one that lies aslant is not certain."""
    x0, y0, x1, y1 = box
    within = clip.within(box_of(((x0, y0), (x1, y0), (x0, y1), (x1, y1)), ctm))
    upright = (abs(ctm[1]) < _ASLANT and abs(ctm[2]) < _ASLANT) or (
        abs(ctm[0]) < _ASLANT and abs(ctm[3]) < _ASLANT
    )
    return within if upright else within.doubtful()
