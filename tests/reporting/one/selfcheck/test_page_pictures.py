"""Pictures show the pages that findings stand on, and boxes lie on what they name."""

import os
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from gouji.model.audit import AuditJson, Finding
from gouji.reading.formats import named
from gouji.reporting.one.selfcheck import (
    NO_PICTURES,
    Pictures,
    page_pictures,
    pictures,
    report_view,
)
from gouji.reporting.one.selfcheck.figures import Box, figures
from reportpagekit import BOOK, FIXTURES, FORM, audited, fixture
from waiting import PATIENCE

PDF = (FIXTURES / "wuzhong-2024.pdf").read_bytes()
WRONG = "t3.total.other"


def changed(turn: int = 0, crop: bool = False) -> bytes:
    """Return the fixture with its pages cropped, or lying on their side and turned upright."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(PDF)))
    for page in writer.pages:
        if crop:
            _, _, width, height = (float(edge) for edge in page.mediabox)
            page.cropbox = RectangleObject((31, 17, width - 23, height - 29))
        if turn:
            page.rotate(turn)
            page.transfer_rotation_to_content()
            page.rotate(-turn)
    packed = BytesIO()
    writer.write(packed)
    return packed.getvalue()


def seen(drawn: Pictures, audit: AuditJson, cell: str) -> Any:
    """Return the pixels of a cell as grey levels, all cells in the same size."""
    info = audit.cells[cell]
    assert info.page is not None
    assert info.bbox is not None
    picture = drawn.pages[info.page]
    image = Image.open(BytesIO(picture.image)).convert("L")
    scale = image.width / picture.width
    box = tuple(edge * scale for edge in info.bbox)
    return np.asarray(image.resize((88, 84), Image.Resampling.BILINEAR, box=box), dtype=float)


@pytest.mark.parametrize(
    "data",
    [PDF, changed(crop=True), changed(turn=90), changed(turn=180), changed(turn=270, crop=True)],
    ids=["as it is", "cropped", "turned", "upside down", "turned and cropped"],
)
def test_a_box_lies_on_its_cell(data: bytes) -> None:
    """The same digit is under the box, however the page is stored; another cell looks different."""
    audit = audited(data, "report.pdf")
    drawn = page_pictures(data, audit)
    own = fixture("wuzhong-2024.pdf")
    model = page_pictures(PDF, own)
    found, three = seen(drawn, audit, WRONG), seen(model, own, WRONG)
    others = [seen(model, own, other) for other in ("t3.carried_out.other", "t3.other_other.legal")]
    assert three.min() < 100
    assert all(apart(found, three) < apart(found, other) / 2 for other in others)


def apart(one: Any, other: Any) -> float:
    """Return by how many grey levels two pictures of the same size differ on average."""
    return float(np.abs(one - other).mean())


def test_only_the_pages_of_findings_are_drawn() -> None:
    drawn = page_pictures(PDF, fixture("wuzhong-2024.pdf"))
    assert sorted(drawn.pages) == [1, 3, 4]
    assert drawn.note == ""
    clean = (FIXTURES / "clean-2024.pdf").read_bytes()
    assert page_pictures(clean, fixture("clean-2024.pdf")) == NO_PICTURES
    text = (FIXTURES / "wuzhong-2024.txt").read_bytes()
    assert page_pictures(text, fixture("wuzhong-2024.txt")) == NO_PICTURES


def test_the_same_page_gives_the_same_picture() -> None:
    audit = fixture("wuzhong-2024.pdf")
    assert page_pictures(PDF, audit) == page_pictures(PDF, audit)


def test_a_picture_is_small() -> None:
    drawn = page_pictures(PDF, fixture("wuzhong-2024.pdf"))
    assert max(len(picture.image) for picture in drawn.pages.values()) < 150_000


def test_more_pages_than_bounded_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_PAGES", 1)
    drawn = page_pictures(PDF, fixture("wuzhong-2024.pdf"))
    assert list(drawn.pages) == [4], "the page of the cause comes first"
    assert drawn.note == "第1、3页的图没有画出来，按页码和文字指出位置"


def test_a_huge_page_is_drawn_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_PIXELS", 10_000)
    drawn = dict(pictures.pdf_pages(PDF, [1, 4]))
    sizes = [Image.open(BytesIO(picture.image)).size for picture in drawn.values()]
    assert [width * height <= 11_000 for width, height in sizes] == [True, True]


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", PDF[: len(PDF) // 2], b"\x00" * 1000], ids=["0", "1", "2", "3"]
)
def test_what_cannot_be_drawn_is_said(data: bytes) -> None:
    drawn = page_pictures(data, fixture("wuzhong-2024.pdf"))
    assert dict(drawn.pages) == {}
    assert "没有画出来" in drawn.note


def die(_data: bytes, _wanted: list[int]) -> None:
    os._exit(1)


def hang(_data: bytes, _wanted: list[int]) -> None:
    while True:
        pass


@pytest.mark.parametrize(
    ("fate", "seconds", "why"),
    [(die, PATIENCE, "有损坏"), (hang, 0.5, "太久")],
    ids=["dies", "hangs"],
)
def test_a_drawing_that_dies_or_hangs_costs_only_the_pictures(
    fate: Callable[..., None], seconds: float, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = replace(named("pdf"), drawer=f"{__name__}:{fate.__name__}")
    monkeypatch.setattr(pictures, "named", lambda _: pdf)
    monkeypatch.setattr(pictures, "MAX_SECONDS", seconds)
    drawn = page_pictures(PDF, fixture("wuzhong-2024.pdf"))
    assert dict(drawn.pages) == {}
    assert why in drawn.note


def test_a_picture_file_is_drawn_as_it_was_measured() -> None:
    """The box of an evidence on a picture file is in points of a page as wide as A4."""
    paper = Image.new("L", (1190, 1684), 255)
    paper.paste(0, (400, 800, 500, 840))
    packed = BytesIO()
    paper.save(packed, "PNG")
    audit = fixture("wuzhong-2024.pdf")
    document = audit.document.model_copy(update={"format": "image", "pages": 1})
    box = (200.0, 400.0, 250.0, 420.0)
    evidence = audit.findings[0].evidence[0].model_copy(update={"page": 1, "bbox": box})
    finding: Finding = audit.findings[0].model_copy(update={"evidence": [evidence]})
    update = {"document": document, "diagnoses": [], "findings": [finding]}
    picture = page_pictures(packed.getvalue(), audit.model_copy(update=update)).pages[1]
    assert (picture.width, round(picture.height)) == (595, 842)
    assert picture.ink == pytest.approx(box, abs=1.0)


def test_a_figure_shows_its_boxes_and_what_is_around() -> None:
    audit = fixture("wuzhong-2024.pdf")
    drawn = page_pictures(PDF, audit)
    view = report_view(audit, FORM, BOOK.rules, BOOK.profile, drawn)
    shown = [figure for entry in view.items for figure in entry.figures]
    assert [figure.page for figure in shown] == [4, 3, 1]
    for figure in shown:
        x, y, width, height = figure.view
        assert 0 <= x < x + width <= figure.width
        assert 0 <= y < y + height <= figure.height
        for box in figure.boxes:
            x0, top, x1, bottom = box.rect
            assert x <= x0 < x1 <= x + width
            assert y <= top < bottom <= y + height
    kinds = {box.cell: box.kind for box in shown[0].boxes}
    assert kinds == {
        WRONG: "hit",
        "t3.total.total": "seen",
        "t3.total.natural": "seen",
        "t3.carried_out.other": "seen",
    }
    assert "红框内是「表三·（七）总计·其他」（写的是「3」）" in shown[0].told


def test_a_box_on_a_page_without_picture_has_no_figure() -> None:
    box = Box(2, (10.0, 10.0, 20.0, 20.0), "hit", "")
    drawn = page_pictures(PDF, fixture("wuzhong-2024.pdf"))
    assert figures([box, replace(box, page=4)], fixture("wuzhong-2024.pdf"), drawn)[0].page == 4
    assert figures([box], fixture("wuzhong-2024.pdf"), drawn) == ()
