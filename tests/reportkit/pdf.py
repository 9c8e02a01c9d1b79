"""Writes reports as PDF, byte for byte the same every time."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL.Image import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from reportkit.content import Content
from reportkit.layout import Setter, Width
from reportkit.marks import Frame, Mark, Stroke, Text
from reportkit.style import A4, Style

FONTS = ("wqy/wqy-microhei.ttc", "wqy/wqy-zenhei.ttc", "arphic/uming.ttc")
"""TrueType fonts with Chinese glyphs, by preference; the first made the samples."""
ROLES = ("body", "head")
FOLDER = Path("/usr/share/fonts/truetype")
READERS_OWN = "STSong-Light"
"""A font that PDF readers bring along; its text can be extracted, its glyphs are not embedded."""


def font_file() -> Path | None:
    """Return the file of the first font that is installed here, if any."""
    return next((FOLDER / path for path in FONTS if (FOLDER / path).exists()), None)


def measure(style: Style) -> Width:
    """Return the widths of texts in the fonts of a style."""
    fonts = {role: _font(style.face, embedded=style.embedded) for role in ROLES}
    return lambda text, role, size: float(pdfmetrics.stringWidth(text, fonts[role], size))


def render(content: Content, style: Style, password: str | None = None) -> bytes:
    """Return the report as PDF; with a password nobody without it can open the file."""
    fonts = {role: _font(style.face, embedded=style.embedded) for role in ROLES}
    pages = Setter(style, measure(style)).report(content)
    out = BytesIO()
    # 128-bit RC4 is weak and, unlike AES, the same every time: its salt is the file's own id.
    lock = StandardEncryption(password, strength=128) if password else None
    canvas = Canvas(out, pagesize=style.page, invariant=1, pageCompression=1, encrypt=lock)
    canvas.setTitle("".join(content.title))
    for page in pages:
        for mark in page:
            _paint(canvas, mark, style.page[1], fonts)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pictures(pages: Sequence[Image]) -> bytes:
    """Return a PDF of A4 pages that show a picture each and hold no text."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1)
    for page in pages:
        canvas.drawInlineImage(page, 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@cache
def _font(face: Path | None, *, embedded: bool) -> str:
    """Register the font and return its name."""
    file = face or (font_file() if embedded else None)
    if file is None:
        pdfmetrics.registerFont(UnicodeCIDFont(READERS_OWN))
        return READERS_OWN
    pdfmetrics.registerFont(TTFont(file.stem, file))
    return file.stem


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
    canvas.rect(frame.x0, height - frame.bottom, *size, stroke=not frame.filled, fill=frame.filled)
