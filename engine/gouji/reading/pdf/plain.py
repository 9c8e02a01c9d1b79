"""The commonest operators for plain numbers, as pdfminer does them without its casts.

Anything else than numbers among the operands takes pdfminer's own way.
"""

from typing import Any

from pdfminer.psparser import PSLiteral

from gouji.reading.pdf.operators import SeeingInterpreter

_Operand = Any
"""Whatever content puts before an operator."""
_START = (0, 0)


class PlainOperators(SeeingInterpreter):
    """Moves the pen, chooses how text is written, and draws paths."""

    def do_Tf(self, fontid: _Operand, fontsize: _Operand) -> None:  # noqa: N802
        """Choose a font and its size."""
        font = self.fontmap.get(fontid.name) if fontid.__class__ is PSLiteral else None
        if font is None or fontsize.__class__ is not float:
            super().do_Tf(fontid, fontsize)
            return
        text = self.textstate
        text.font, text.fontsize = font, fontsize

    def do_TL(self, leading: _Operand) -> None:  # noqa: N802
        """Set how far lines are apart."""
        if leading.__class__ is float:
            self.textstate.leading = -leading
        else:
            super().do_TL(leading)

    def do_Td(self, tx: _Operand, ty: _Operand) -> None:  # noqa: N802
        """Move to the start of another line."""
        if tx.__class__ is float is ty.__class__:
            text = self.textstate
            a, b, c, d, e, f = text.matrix
            text.matrix = a, b, c, d, tx * a + ty * c + e, tx * b + ty * d + f
            text.linematrix = _START
        else:
            super().do_Td(tx, ty)

    def do_Tm(  # noqa: N802, PLR0917
        self, a: _Operand, b: _Operand, c: _Operand, d: _Operand, e: _Operand, f: _Operand
    ) -> None:
        """Say how text lies, and where its line starts."""
        plain = a.__class__ is b.__class__ is c.__class__ is d.__class__ is float
        if plain and e.__class__ is float is f.__class__:
            text = self.textstate
            text.matrix = a, b, c, d, e, f
            text.linematrix = _START
        else:
            super().do_Tm(a, b, c, d, e, f)

    def do_m(self, x: _Operand, y: _Operand) -> None:
        """Begin a part of a path."""
        if x.__class__ is float is y.__class__:
            self.curpath.append(("m", x, y))
        else:
            super().do_m(x, y)

    def do_l(self, x: _Operand, y: _Operand) -> None:
        """Go on with a straight line."""
        if x.__class__ is float is y.__class__:
            self.curpath.append(("l", x, y))
        else:
            super().do_l(x, y)

    def do_re(self, x: _Operand, y: _Operand, w: _Operand, h: _Operand) -> None:
        """Add a box to the path."""
        if x.__class__ is y.__class__ is w.__class__ is h.__class__ is float:
            right, high = x + w, y + h
            self.curpath += (
                ("m", x, y), ("l", right, y), ("l", right, high), ("l", x, high), ("h",),
            )  # fmt: skip
        else:
            super().do_re(x, y, w, h)
