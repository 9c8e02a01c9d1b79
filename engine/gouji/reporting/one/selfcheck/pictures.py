"""Pictures of the pages that findings stand on, drawn in a child that can be killed.

A page is drawn as it is shown (its crop box, turned as it says), which is how boxes are measured.
What cannot be drawn is left out and said; the report is then made without it.
"""

import io
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from gouji.errors import DocumentError, GoujiError, OutOfTime
from gouji.extras import extra
from gouji.isolation.child import in_child
from gouji.model.audit import AuditJson
from gouji.model.document import Rect
from gouji.reading.formats import function, named
from gouji.reading.limits import MAX_MEMORY_BYTES
from gouji.records import dataclass
from gouji.reporting.one.items import by_weight

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PAGES = 12
MAX_PIXELS = 4_000_000
"""Of one page; an A4 page at its usual scale has two million."""
MAX_BYTES = 600_000
"""Of one picture: a page so noisy that its picture is larger is left out."""
MAX_SECONDS = 30.0

_SCALE = 2.0
"""Pixels a point: small characters stay legible, a page has some 100 kB."""
_QUALITY = 60
_DARK = 200
_MISSING = "原页的图没有画出来（{why}），下面按页码和文字指出位置"


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a picture. ``ink`` is where something stands on it; all measures are points."""

    width: float
    height: float
    ink: Rect
    image: bytes
    media_type: str = "image/webp"

    @property
    def uri(self) -> str:
        """The picture as an address that holds it whole."""
        return f"data:{self.media_type};base64,{b64encode(self.image).decode()}"


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures by page number; ``note`` says in Chinese why some are missing."""

    pages: Mapping[int, PagePicture]
    note: str = ""


NO_PICTURES = Pictures({})


def page_pictures(data: bytes, audit: AuditJson) -> Pictures:
    """Draw the pages of the document ``data`` that the findings of ``audit`` stand on.

    There are none where the format has no pages. At most :data:`MAX_PAGES` are drawn, those of
    the causes and the heaviest findings first.
    """
    wanted = _wanted(audit)
    drawer = named(audit.document.format).drawer
    if not wanted or not drawer:
        return NO_PICTURES
    with extra("report"):
        # What is missing is said here, not in the child.
        import PIL  # noqa: F401
        import pypdfium2  # noqa: F401
    try:
        pages = in_child(
            partial(_drawn, drawer, data, wanted[:MAX_PAGES]),
            seconds=MAX_SECONDS,
            memory=MAX_MEMORY_BYTES,
            types=(PagePicture,),
        )
    except OutOfTime:
        return Pictures({}, _MISSING.format(why="文件太复杂，画得太久"))
    except GoujiError:
        return Pictures({}, _MISSING.format(why="文件太复杂，或者有损坏"))
    return Pictures(pages, _note(wanted, pages))


def _drawn(drawer: str, data: bytes, wanted: Sequence[int]) -> dict[int, PagePicture]:
    return dict(function(drawer)(data, wanted))


def _note(wanted: Sequence[int], pages: Mapping[int, PagePicture]) -> str:
    missing = "、".join(str(page) for page in sorted(set(wanted) - set(pages)))
    return f"第{missing}页的图没有画出来，按页码和文字指出位置" if missing else ""


def _wanted(audit: AuditJson) -> list[int]:
    """Return the pages that findings stand on, the most important first, each once."""
    changed = [change.cell for d in audit.diagnoses[:1] for change in d.changes]
    pages = [audit.cells[cell].page for cell in changed if cell in audit.cells]
    findings = (*by_weight(audit.findings), *audit.reviews)
    pages += [e.page for f in findings for e in f.evidence if e.bbox]
    return list(dict.fromkeys(page for page in pages if page is not None))


def pdf_pages(data: bytes, wanted: Sequence[int]) -> Iterator[tuple[int, PagePicture]]:
    """Draw the pages of a PDF that are ``wanted``, as far as they can be."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data[max(data.find(b"%PDF-"), 0) :])
        for number in sorted(wanted):
            page = document[number - 1]
            width, height = page.get_size()
            drawn = page.render(scale=_scale(width, height)).to_pil()
            yield from _picture(number, drawn, width, height)
    except (pypdfium2.PdfiumError, LookupError, ValueError, OSError):
        return


def image_pages(data: bytes, wanted: Sequence[int]) -> Iterator[tuple[int, PagePicture]]:
    """Draw the frames of a picture file that are ``wanted``, as far as they can be."""
    from PIL import Image

    from gouji.reading.scan.pictures import frames_of

    try:
        for frame in frames_of(data):
            if frame.number in wanted:
                scale = _scale(frame.width, frame.height)
                size = max(round(frame.width * scale), 1), max(round(frame.height * scale), 1)
                drawn = Image.fromarray(frame.grey).resize(size)
                yield from _picture(frame.number, drawn, frame.width, frame.height)
    except DocumentError:
        return


def _scale(width: float, height: float) -> float:
    most: float = (MAX_PIXELS / max(width * height, 1.0)) ** 0.5
    return min(_SCALE, most)


def _picture(
    number: int, drawn: "Image", width: float, height: float
) -> Iterator[tuple[int, PagePicture]]:
    packed = io.BytesIO()
    drawn.convert("RGB").save(packed, "WEBP", quality=_QUALITY, method=4)
    if packed.tell() <= MAX_BYTES:
        scale = drawn.width / width
        dark = drawn.convert("L").point([255] * _DARK + [0] * (256 - _DARK)).getbbox()
        x0, top, x1, bottom = dark or (0, 0, drawn.width, drawn.height)
        ink = (x0 / scale, top / scale, x1 / scale, bottom / scale)
        yield number, PagePicture(width, height, ink, packed.getvalue())
