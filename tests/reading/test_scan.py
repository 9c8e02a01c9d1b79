"""Scans: what is read is right, what is doubtful is unread, what is blank is blank."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import scans
from PIL import Image

from gouji.cli import run
from gouji.errors import DamagedDocument, DocumentError, LimitExceeded, UnsupportedFormat
from gouji.facts.packed import DOCUMENT_TYPES
from gouji.isolation import here
from gouji.isolation.child import in_child
from gouji.model.document import Document, Line, Place
from gouji.model.verdict import Verdict
from gouji.reading import read as read_file
from gouji.reading import read_bytes, scan
from gouji.reading.limits import MAX_MEMORY_BYTES
from gouji.reading.scan import layout
from gouji.reading.scan.marks import mended
from reportkit import make
from reportkit.renderers import RENDERERS
from waiting import PATIENCE

scans.needed()

SAMPLE = Path(__file__).parents[2] / "../shared/corpus/scan-a"

WAYS = [
    (1, {"dpi": 150, "skew": 0.6, "noise": 6, "quality": 60}),
    (2, {"dpi": 200, "skew": -0.4, "layout": "pdf-small"}),
    (3, {"dpi": 300, "noise": 4, "shade": 40, "quality": 80, "layout": "pdf-narrow-heads"}),
]


@pytest.mark.parametrize(("seed", "way"), WAYS)
def test_no_number_of_a_scan_is_wrong_and_nothing_is_accused(
    seed: int, way: dict[str, Any]
) -> None:
    content = make(seed)
    audit = scans.audited(scans.scan(content, seed=seed, **way))
    wrong, unread = scans.compared(audit.report.cells(), content)
    assert wrong == []
    assert len(unread) <= 4
    assert audit.with_verdict(Verdict.FAIL) == ()


def test_a_scan_of_the_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    if not SAMPLE.is_dir():
        pytest.skip("the corpus of sample reports is not there")
    truth = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))
    run(["audit", str(SAMPLE / "report.pdf"), "--format", "json"])
    audit = json.loads(capsys.readouterr().out)
    cells = audit["cells"]
    unread = {name for name, cell in cells.items() if cell["state"] == "unread"}
    with capsys.disabled():
        print(f"\nscan-a: {200 - len(unread)} of 200 cells read, unread: {sorted(unread)}")
    assert {name: cell["value"] for name, cell in cells.items() if name not in unread} == {
        name: value for name, value in truth["cells"].items() if name not in unread
    }
    assert len(unread) <= 4
    if not unread:
        assert {(f["code"], f["locus"], f["severity"]) for f in audit["findings"]} == {
            (f["code"], f["locus"], f["severity"]) for f in truth["findings"]
        }
    assert audit["report"] == truth["report"]


def page(
    cells: Sequence[str], text: str = "", marks: Sequence[tuple[int, ...]] = (), size: int = 28
) -> Any:
    """Return the picture of a page with one row of cells below a line of text."""
    from PIL import Image, ImageDraw, ImageFont

    from reportkit.pdf import font_file

    if font_file() is None:
        pytest.skip("no font with Chinese characters is installed")
    image = Image.new("L", (1654, 2339), 250)
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(font_file()), size)
    pen.text((200, 200), text, 20, font)
    for index, cell in enumerate(cells):
        left = 200 + 180 * index
        pen.rectangle((left, 400, left + 180, 470), outline=30, width=2)
        pen.text((left + 90, 435), cell, 30, font, anchor="mm")
    for box in marks:
        pen.rectangle(box, fill=30)
    return image


def read(image: Any) -> Document:
    return read_bytes(scans.saved(image, kind="PNG"))


def cells_of(image: Any) -> list[tuple[str, bool]]:
    (grid,) = read(image).grids()
    return [(cell.text, cell.doubt is not None) for cell in grid.cells]


def test_figures_signs_words_and_blanks() -> None:
    shown = ["0", "11", "1204", "32.07", "合计", "", "7"]
    assert cells_of(page(shown)) == [(text, False) for text in shown]


def test_numbers_stay_what_they_are_or_are_unread() -> None:
    shown = ["/", "1,204", "-3", "3件", "无", "100", "001"]
    for text, (found, doubt) in zip(shown, cells_of(page(shown)), strict=True):
        assert doubt or found.replace("，", ",").replace("／", "/") == text


@pytest.mark.parametrize(
    "mark",
    [
        pytest.param((300, 425, 330, 445), id="a blot"),
        pytest.param((240, 434, 275, 437), id="a dash by hand"),
        pytest.param((288, 402, 291, 425), id="a stroke from the ruling into the figure"),
    ],
)
def test_foreign_ink_is_never_a_number_without_doubt(mark: tuple[int, ...]) -> None:
    plain, _ = cells_of(page(["5", "7"]))
    marked, other = cells_of(page(["5", "7"], marks=[mark]))
    assert plain == ("5", False)
    assert marked == plain or marked[1]
    assert other == ("7", False)


def test_ink_that_is_no_character_is_not_blank() -> None:
    blot, blank = cells_of(page(["", ""], marks=[(270, 425, 310, 445)]))
    assert blot != ("", False)
    assert blank == ("", False)


def test_numbers_whose_ruling_has_faded_are_not_one_number() -> None:
    image = page(["3", "4", "5"])
    image.paste(250, (370, 404, 390, 467))
    assert [cell for cell in cells_of(image) if cell[0] == "34" and not cell[1]] == []


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        ("二丶主动公开政府信息情况", "二、主动公开政府信息情况"),
        ("一~总体情况", "一、总体情况"),
        ("1月~12月，一~二楼", "1月~12月，一~二楼"),
        ("（年度报告格式》的通知", "《年度报告格式》的通知"),
        ("《年度报告格式>的通知", "《年度报告格式》的通知"),
        ("（一）主动公开", "（一）主动公开"),
        ("数量>0", "数量>0"),
    ],
)
def test_marks_that_are_taken_for_others_are_mended(read_as: str, meant: str) -> None:
    assert [line.text for line in mended([Line(read_as, Place(page=1))])] == [meant]


def test_lines_have_places_in_points() -> None:
    line = next(read(page(["1", "2"], text="本年度公开信息12条")).lines())
    assert line.text == "本年度公开信息12条"
    assert line.place.box == pytest.approx((72, 72, 165, 83), abs=4)
    assert len(line.edges) == len(line.text)


def test_a_picture_file_of_several_pages() -> None:
    out = BytesIO()
    page(["1", "2"]).save(out, "TIFF", save_all=True, append_images=[page(["3", "4"])])
    document = read_bytes(out.getvalue())
    assert (document.format, document.pages) == ("image", 2)
    assert [cell.text for grid in document.grids() for cell in grid.cells] == ["1", "2", "3", "4"]


def test_only_the_pages_that_are_pictures_are_recognised() -> None:
    from pypdf import PdfReader, PdfWriter

    content = make(3)
    printed = RENDERERS["pdf-lines"](content)
    writer = PdfWriter()
    for page in PdfReader(BytesIO(printed)).pages:
        writer.add_page(page)
    last = scans.bound(scans.pictures(printed, dpi=150)[-1:])
    writer.remove_page(len(writer.pages) - 1)
    writer.add_page(PdfReader(BytesIO(last)).pages[0])
    out = BytesIO()
    writer.write(out)
    mixed, whole = read_bytes(out.getvalue()), read_bytes(printed)
    assert (mixed.format, mixed.unread) == ("pdf", ())
    assert list(mixed.lines())[:20] == list(whole.lines())[:20]
    wrong, unread = scans.compared(scans.audited(out.getvalue()).report.cells(), content)
    assert (wrong, unread[5:]) == ([], [])


def test_the_same_picture_gives_the_same_document() -> None:
    image = page(["12", "3", "合计"], text="政府信息公开工作年度报告")
    assert read(image) == read(image)


def test_pages_read_at_once_are_those_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (page([number, "3"], text="年度报告") for number in ("12", "45"))
    out = BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=[second])
    documents = []
    for processors in (1, 2):
        monkeypatch.setattr(layout, "processors", lambda count=processors: count)
        documents.append(read_bytes(out.getvalue()))
    assert documents[0] == documents[1]
    texts = [cell.text for grid in documents[0].grids() for cell in grid.cells]
    assert texts == ["12", "3", "45", "3"]


def test_a_picture_is_read_in_a_process_with_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    path.write_bytes(scans.saved(page(["12", "3"]), kind="PNG"))
    document = in_child(
        partial(read_file, path), seconds=PATIENCE, memory=MAX_MEMORY_BYTES, types=DOCUMENT_TYPES
    )
    assert [cell.text for grid in document.grids() for cell in grid.cells] == ["12", "3"]


def test_pages_that_were_read_in_time_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    first, *others = (page([number, "3"]) for number in ("12", "45", "78"))
    out = BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=others)

    def hear(stage: str) -> None:
        heard.append(stage)
        if "第 2/3" in stage:
            here.begin(0, hear)

    heard: list[str] = []
    monkeypatch.setattr(layout, "processors", lambda: 1)
    monkeypatch.setattr(here, "_here", here._Here())
    here.begin(600, hear)
    document = read_bytes(out.getvalue())
    assert heard == ["正在辨认扫描页，第 1/3 页", "正在辨认扫描页，第 2/3 页"]
    assert [cell.text for grid in document.grids() for cell in grid.cells] == ["12", "3"]
    assert (document.pages, document.lost) == (3, (2, 3))
    assert document.unread == ("辨认扫描页的时间用完了，第2页和它后面的扫描页没有读",)
    here.begin(0, hear)
    with pytest.raises(LimitExceeded, match="一页也没有读完"):
        read_bytes(out.getvalue())


WIDE, TALL = (20000, 2000), (2000, 20000)


@pytest.mark.parametrize(
    ("mode", "size"),
    [("1", WIDE), ("L", TALL), ("P", WIDE), ("RGB", TALL), ("RGBA", WIDE), ("RGBA", TALL)],
)
def test_a_small_file_of_many_pixels_takes_little_memory(mode: str, size: tuple[int, int]) -> None:
    out = BytesIO()
    Image.new(mode, size).save(out, "PNG")
    grown = in_child(partial(grown_by, out.getvalue()), seconds=PATIENCE, memory=MAX_MEMORY_BYTES)
    assert grown < 450_000


def grown_by(data: bytes) -> int:
    """Return the most memory (kB) that this process took, beyond what it had."""
    status = Path("/proc/self/status").read_text("ascii")
    (had,) = re.findall(r"VmRSS:\s+(\d+)", status)
    Path("/proc/self/clear_refs").write_text("5", "ascii")
    with suppress(DocumentError):
        read_bytes(data)
    (most,) = re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    return int(most) - int(had)


@pytest.mark.parametrize("size", [8, 200, 4000])
def test_broken_pictures_are_refused(size: int) -> None:
    with pytest.raises(DamagedDocument, match="图片已损坏"):
        read_bytes(scans.saved(page(["1"]), kind="PNG")[:size])


ALONE = """
import sys, onnxruntime
asked, models, session = [], [], onnxruntime.InferenceSession
sys.addaudithook(lambda event, _: asked.append(event) if event.startswith("socket.") else None)
onnxruntime.InferenceSession = lambda path, *a, **k: models.append(path) or session(path, *a, **k)
from gouji.reading import read_bytes
print(len(list(read_bytes(open(sys.argv[1], "rb").read()).grids())))
print([path.rpartition("/")[2] for path in models])
print(asked, [m for m in ("rapidocr", "requests", "urllib3", "http.client") if m in sys.modules])
"""


def test_one_model_from_the_wheel_reads_and_nothing_is_fetched(tmp_path: Path) -> None:
    """No classifier of lines, which turns figures upside down, and no package that downloads."""
    picture = tmp_path / "page.png"
    picture.write_bytes(scans.saved(page(["6", "9"]), kind="PNG"))
    done = subprocess.run(
        [sys.executable, "-c", ALONE, picture], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["1", "['PP-OCRv6_rec_small.onnx']", "[] []"]


def test_a_picture_beyond_the_limit_is_refused() -> None:
    from PIL import Image

    with pytest.raises(LimitExceeded, match="百万像素"):
        read_bytes(scans.saved(Image.new("1", (7000, 7000)), kind="PNG"))


def test_without_the_extra_a_sentence_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_PARTS", ("gouji.ocr_is_not_installed",))
    image = page(["1"])
    with pytest.raises(UnsupportedFormat, match=r"图片.*\[ocr\]"):
        read(image)
    with pytest.raises(DamagedDocument, match=r"扫描件.*\[ocr\]"):
        read_bytes(scans.bound([image]))
