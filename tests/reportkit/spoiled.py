"""Files that are no readable report: what an auditor is handed by mistake."""

from collections.abc import Mapping
from random import Random

from PIL import Image, ImageDraw, ImageFont

from reportkit.content import Content, Phrase
from reportkit.layout import Setter
from reportkit.marks import Frame, Page, Stroke, Text
from reportkit.pdf import FOLDER, font_file, measure, pictures, render
from reportkit.style import A4, Style

DOTS = 100 / 72
"""Dots of a page picture in a point: 100 dpi."""

NOTICE = (
    "各科室、局属各单位：",
    "为做好汛期值班值守工作，定于6月12日上午9时在局三楼会议室召开防汛工作部署会。",
    "请各单位主要负责同志参加，并于6月10日前将参会回执报送办公室。",
    "会议时长约1小时，请提前10分钟到场，会议期间将手机调至静音状态。",
    "特此通知。",
)
"""An ordinary notice; no word of it belongs to an annual report."""


def spoiled(report: Content) -> Mapping[str, bytes]:
    """Return the files by name; those that were reports are made of ``report``."""
    whole = render(report, Style())
    return {
        "empty.pdf": b"",
        "junk.txt": Random(0).randbytes(2048),  # noqa: S311  (the same junk every time)
        "truncated.pdf": whole[: len(whole) * 3 // 5],
        "encrypted.pdf": render(report, Style(), password="不公开"),  # noqa: S106  (a sample's)
        "image-only.pdf": pictures([_drawn(page) for page in _pages(report)]),
        "other-document.pdf": render(_notice(), Style(foot="none")),
    }


def _notice() -> Content:
    return Content(
        agency="清梧市水利局",
        year=2024,
        title=("清梧市水利局", "关于召开防汛工作部署会的通知"),
        opening=tuple((Phrase(text),) for text in NOTICE),
        sections=(),
        cells={},
    )


def _pages(report: Content) -> list[Page]:
    return Setter(Style(), measure(Style())).report(report)


def _drawn(page: Page) -> Image.Image:
    """Return the picture of a page, black and white."""
    picture = Image.new("1", (round(A4[0] * DOTS), round(A4[1] * DOTS)), 1)
    pen = ImageDraw.Draw(picture)
    for mark in page:
        if isinstance(mark, Text):
            font = ImageFont.truetype(_installed(), mark.size * DOTS)
            pen.text((mark.x * DOTS, mark.baseline * DOTS), mark.text, 0, font, anchor="ls")
        elif isinstance(mark, Stroke | Frame):
            box = (mark.x0 * DOTS, mark.top * DOTS, mark.x1 * DOTS, mark.bottom * DOTS)
            pen.line(box, 0) if isinstance(mark, Stroke) else pen.rectangle(box, outline=0)
    return picture


def _installed() -> str:
    """Return the font's file; raises ``FileNotFoundError`` where no Chinese one is installed."""
    file = font_file()
    if file is None:
        message = f"no Chinese TrueType font below {FOLDER}"
        raise FileNotFoundError(message)
    return str(file)
