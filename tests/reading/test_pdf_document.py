"""Made PDF files: order of lines, furniture, figures, scans."""

from importlib.util import find_spec

import pytest
from made_pdfs import HEIGHT, Sheet

from gouji.errors import DamagedDocument
from gouji.model.document import Figure, Line


@pytest.fixture(autouse=True)
def _without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read pictures in no way, even where what recognises them is installed."""
    if find_spec("gouji.reading.scan"):
        monkeypatch.setattr("gouji.reading.scan.available", lambda: False)


PICTURE = "q {w} 0 0 {h} {x} {y} cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q"


def picture(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
    sheet.raw(PICTURE.format(x=x, y=HEIGHT - y - h, w=w, h=h))


def test_lines_in_reading_order_with_places() -> None:
    sheet = Sheet()
    sheet.text(80, 140, "第二行")
    sheet.text(140, 100, "0")
    sheet.text(80, 100, "规章")
    first, second = sheet.read().blocks
    assert isinstance(first, Line)
    assert isinstance(second, Line)
    assert (first.text, second.text) == ("规章 0", "第二行")
    assert len(first.edges) == len(first.text)
    assert first.place_of(0, 2).box == pytest.approx((80, 90.8, 101, 101.3), abs=0.1)
    assert first.place_of(3, 4).box == pytest.approx((140, 90.8, 144.85, 101.3), abs=0.1)


@pytest.mark.parametrize(
    ("feet", "furniture"),
    [
        (["1", "2", "3"], ["1", "2", "3"]),
        (["5", "6", "7"], ["5", "6", "7"]),
        (["7", "0", "7"], []),
        (["- 4 -", "0", "- 4 -"], ["- 4 -", "- 4 -"]),
        (["1/3", "2/3", "3/3"], ["1/3", "2/3", "3/3"]),
        (["-3", "-4", "-5"], []),
        (["0 0 0", "0 0 0", "0 0 0"], []),
        (["某局 2024", "某局 2024", "正文"], ["某局 2024", "某局 2024"]),
    ],
)
def test_feet_of_pages(feet: list[str], furniture: list[str]) -> None:
    sheet = Sheet()
    for number, foot in enumerate(feet):
        sheet.text(80, 200 + 31 * number, "正文" + "甲乙丙"[number])
        sheet.text(280, 810, foot)
        sheet.page()
    document = sheet.read()
    assert [line.text for line in document.furniture] == furniture
    assert len(document.blocks) + len(furniture) == 2 * len(feet)


def test_last_row_at_the_margin_is_no_page_number() -> None:
    sheet = Sheet()
    for number in (1, 2):
        sheet.text(80, 790, "合计")
        sheet.text(80, 805, str(number))
        sheet.page()
    assert [line.text for line in sheet.read().furniture if line.text.isdigit()] == []


def test_large_pictures_are_figures_small_ones_are_not() -> None:
    sheet = Sheet()
    sheet.text(80, 100, "三、收到和处理政府信息公开申请情况")
    picture(sheet, 80, 120, 400, 300)
    sheet.text(80, 500, "四、正文")
    picture(sheet, 80, 550, 60, 60)
    document = sheet.read()
    assert [type(block) for block in document.blocks] == [Line, Figure, Line]
    assert document.blocks[1].place.box == pytest.approx((80, 120, 480, 420), abs=0.1)


def test_picture_under_text_is_a_background() -> None:
    sheet = Sheet()
    picture(sheet, 0, 0, 595, HEIGHT)
    for n in range(10):
        sheet.text(80, 100 + 20 * n, "正文正文正文")
    document = sheet.read()
    assert {type(block) for block in document.blocks} == {Line}
    assert document.unread == ()


def test_page_that_is_a_picture_is_named() -> None:
    sheet = Sheet()
    sheet.text(80, 100, "正文")
    sheet.page()
    picture(sheet, 0, 0, 595, HEIGHT)
    document = sheet.read()
    assert document.unread == ("第2页是图片，其中的文字没有读",)
    assert isinstance(document.blocks[-1], Figure)


@pytest.mark.parametrize("layer", ["none", "invisible", "covered"])
def test_scans_are_refused_with_any_layer_of_text(layer: str) -> None:
    sheet = Sheet()
    if layer == "covered":
        for n in range(9):
            sheet.text(80, 100 + 20 * n, "规章 0 0 0")
    picture(sheet, 0, 0, 595, HEIGHT)
    if layer == "invisible":
        sheet.raw("BT 3 Tr /F1 12 Tf 80 700 Td " + "(0 0 0 0 0 0 0) Tj " * 20 + "ET")
    with pytest.raises(DamagedDocument, match="扫描件"):
        sheet.read()


def test_text_turned_into_shapes_is_refused() -> None:
    sheet = Sheet()
    for n in range(100):
        x, y = 80 + 12 * (n % 20), 700 - 20 * (n // 20)
        sheet.raw(f"{x} {y} m {x} {y + 9} {x + 9} {y + 9} {x + 9} {y} c f")
    with pytest.raises(DamagedDocument, match="没有文字"):
        sheet.read()


def test_blank_document_is_refused() -> None:
    sheet = Sheet()
    sheet.page()
    with pytest.raises(DamagedDocument, match="没有文字"):
        sheet.read()
