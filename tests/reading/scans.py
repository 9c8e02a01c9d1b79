"""Makes scans of the kit's reports: drawn, turned a little, specked, and saved as JPEG."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gouji.auditor import Audit, Auditor
from gouji.reading import read_bytes
from gouji.rulebook import load_rulebook
from reportkit import Content, truth
from reportkit.pdf import render
from reportkit.renderers import STYLES
from waiting import PATIENCE

A4 = (595.28, 841.89)


def needed() -> None:
    """Skip where the extra is not installed; else pages may take as long as a slow machine does."""
    for part in ("cv2", "onnxruntime", "pypdfium2", "rapidocr"):
        pytest.importorskip(part, reason="the extra gouji[ocr] is not installed")
    from gouji.reading.scan import layout

    layout.MAX_SCAN_PAGE_SECONDS = PATIENCE


def pictures(
    pdf: bytes,
    *,
    dpi: int = 200,
    skew: float = 0.0,
    noise: float = 0.0,
    shade: float = 0.0,
    seed: int = 0,
) -> list[Any]:
    """Return the pages of a PDF as a scanner would give them.

    ``noise`` is in grey levels; so is ``shade``, by which the paper darkens towards a corner.
    """
    import numpy as np
    import pypdfium2
    from PIL import Image

    found = []
    random = np.random.default_rng(seed)
    for page in pypdfium2.PdfDocument(pdf):
        drawn = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        turned = drawn.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
        grey = np.asarray(turned, dtype=np.float64) - 6
        grey += random.normal(0, noise, grey.shape) if noise else 0
        down, across = (np.linspace(0, 1, length) for length in grey.shape)
        grey -= shade * (0.35 + 0.65 * across[None, :] * down[:, None])
        found.append(Image.fromarray(grey.clip(0, 255).astype(np.uint8)))
    return found


def saved(image: Any, quality: int = 75, kind: str = "JPEG") -> bytes:
    out = BytesIO()
    image.save(out, kind, quality=quality)
    return out.getvalue()


def scan(
    content: Content,
    layout: str = "pdf-lines",
    quality: int = 75,
    face: Path | None = None,
    **how: Any,
) -> bytes:
    """Return a report as a PDF of page pictures, printed in the font of the file ``face``."""
    printed = render(content, replace(STYLES[layout], face=face))
    return bound(pictures(printed, **how), quality)


def bound(images: Iterable[Any], quality: int = 75) -> bytes:
    """Return a PDF that shows a picture a page."""
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    for image in images:
        size = A4 if image.height > image.width else A4[::-1]
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(BytesIO(saved(image, quality))), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def audited(data: bytes) -> Audit:
    """Return the audit of a document."""
    return Auditor(load_rulebook()).audit_document(read_bytes(data))


def compared(cells: Mapping[str, Any], content: Content) -> tuple[list[str], list[str]]:
    """Return the cells that are wrong, and those that are unread."""
    shown = {cell: content.cells[cell].strip() for cell in content.cells}
    wrong, unread = [], []
    for cell, worth in truth(content).items():
        found = cells[cell]
        if found.state in ("unread", "absent"):
            unread.append(cell)
        elif (None if found.value is None else str(found.value)) != worth or (
            found.state == "blank" and shown.get(cell)
        ):
            wrong.append(f"{cell}: {found.raw!r} for {shown.get(cell)!r}")
    return wrong, unread
