"""Writes reports as PDF, byte for byte the same every time."""

from functools import cache
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from reportkit.content import Content
from reportkit.layout import Setter
from reportkit.marks import Frame, Mark, Stroke, Text
from reportkit.style import Style

FONTS = {
    "body": (("arphic/uming.ttc", 0), ("wqy/wqy-microhei.ttc", 0), ("wqy/wqy-zenhei.ttc", 0)),
    "head": (("wqy/wqy-zenhei.ttc", 0), ("wqy/wqy-microhei.ttc", 0), ("arphic/uming.ttc", 0)),
}
"""TrueType collections by preference: Song for the body, Hei for headings."""
FOLDER = Path("/usr/share/fonts/truetype")
READERS_OWN = "STSong-Light"
"""A font that PDF readers bring along; its text can be extracted, its glyphs are not embedded."""


def embeds() -> bool:
    """Say whether a TrueType font with Chinese glyphs is installed here."""
    return _font("body", embedded=True) != READERS_OWN


def render(content: Content, style: Style) -> bytes:
    """Return the report as PDF."""
    fonts = {role: _font(role, embedded=style.embedded) for role in FONTS}
    setter = Setter(style, lambda text, role, size: pdfmetrics.stringWidth(text, fonts[role], size))
    pages = setter.report(content)
    out = BytesIO()
    canvas = Canvas(out, pagesize=style.page, invariant=1, pageCompression=1)
    canvas.setTitle("".join(content.title))
    for page in pages:
        for mark in page:
            _paint(canvas, mark, style.page[1], fonts)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@cache
def _font(role: str, *, embedded: bool) -> str:
    """Register a font for a role and return its name."""
    for path, index in FONTS[role] if embedded else ():
        if (FOLDER / path).exists():
            name = f"{Path(path).stem}-{index}"
            pdfmetrics.registerFont(TTFont(name, FOLDER / path, subfontIndex=index))
            return name
    pdfmetrics.registerFont(UnicodeCIDFont(READERS_OWN))
    return READERS_OWN


def _paint(canvas: Canvas, mark: Mark, height: float, fonts: dict[str, str]) -> None:
    if isinstance(mark, Text):
        canvas.setFont(fonts[mark.font], mark.size)
        canvas.drawString(mark.x, height - mark.baseline, mark.text)
    elif isinstance(mark, Stroke):
        canvas.setLineWidth(mark.width)
        canvas.line(mark.x0, height - mark.top, mark.x1, height - mark.bottom)
    else:
        _paint_frame(canvas, mark, height)


def _paint_frame(canvas: Canvas, frame: Frame, height: float) -> None:
    canvas.setLineWidth(0.5)
    size = (frame.x1 - frame.x0, frame.bottom - frame.top)
    canvas.rect(
        frame.x0, height - frame.bottom, *size, stroke=not frame.filled, fill=frame.filled
    )
