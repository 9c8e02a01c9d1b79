"""Comments on PDFs: the box covers the cell, the file is unharmed, broken files are a sentence."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from marking import FORM, ROOT, audited, facts, fixture, made
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, DictionaryObject, Fit, NameObject

from gouji.annotation import annotate
from gouji.annotation.marks import NOWHERE, Mark, Spot
from gouji.annotation.pdf import annotate_pdf, check_library
from gouji.errors import DamagedDocument, LibraryError
from gouji.model.audit import Box
from reading.handmade_pdf import objects_pdf, page_pdf, stream
from reportkit.pdf import font_file

WUZHONG, AUDIT = fixture("wuzhong-2024.pdf")


def mark(page: int = 1, box: Box | None = (100, 100, 200, 120), *, review: bool = False) -> Mark:
    spot = NOWHERE if box is None else Spot(page, box)
    return Mark(spot, "3", ("说明 <b>(\\x)",), review, ())


def comments(data: bytes) -> list[tuple[int, DictionaryObject]]:
    """All comments but their windows, by page."""
    return [
        (number, reference.get_object())
        for number, page in enumerate(PdfReader(BytesIO(data)).pages, 1)
        for reference in page.get("/Annots", ArrayObject())
        if reference.get_object()["/Subtype"] != "/Popup"
    ]


def painted(before: bytes, after: bytes, page: int, scale: int = 2) -> Box | None:
    """The box of all pixels that differ, in points from the top left, as pdfium shows the page."""
    import numpy as np

    shots = [
        pypdfium2.PdfDocument(data)[page - 1].render(scale=scale).to_numpy().astype(int)
        for data in (before, after)
    ]
    rows, columns = np.nonzero(np.abs(shots[0] - shots[1]).sum(axis=2))
    if not len(rows):
        return None
    edges = columns.min(), rows.min(), columns.max() + 1, rows.max() + 1
    return tuple(float(edge) / scale for edge in edges)  # type: ignore[return-value]


def test_a_real_report() -> None:
    copy = annotate(WUZHONG, AUDIT, FORM)
    assert copy.startswith(WUZHONG)
    assert annotate(WUZHONG, AUDIT, FORM) == copy
    assert facts(audited(copy)) == facts(AUDIT)
    found = comments(copy)
    assert [(page, a["/Subtype"], a["/T"], a["/Subj"]) for page, a in found] == [
        (1, "/Highlight", "勾稽", "问题"),
        (1, "/Text", "勾稽", "问题"),
        (3, "/Highlight", "勾稽", "问题"),
        (4, "/Highlight", "勾稽", "问题"),
    ]
    assert found[3][1]["/Contents"].startswith("1.［错误］表三有 3 条勾稽不平")
    for page, cell in ((3, "t2.fee.amount"), (4, "t3.total.other")):
        assert AUDIT.cells[cell].page == page
        assert painted(WUZHONG, copy, page) == pytest.approx(AUDIT.cells[cell].bbox, abs=0.6)


def turned(rotate: int, boxes: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Rotate %d %s>>" % (rotate, boxes)
    return objects_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: page,
            4: stream(b"0 0 1 RG 10 10 m 500 700 l S"),
        }
    )


@pytest.mark.parametrize("rotate", [0, 90, 180, 270, -90])
@pytest.mark.parametrize(
    "boxes",
    [
        b"/MediaBox[0 0 595 842]",
        b"/MediaBox[-50 20 545 862]",
        b"/MediaBox[0 0 595 842]/CropBox[40 30 500 800]",
        b"/MediaBox[595 842 0 0]/CropBox[-40 -30 500 900]",
    ],
)
def test_the_box_is_where_the_reader_saw_it(rotate: int, boxes: bytes) -> None:
    data = turned(rotate, boxes)
    box = (100.0, 150.0, 180.0, 165.0)
    copy = annotate_pdf(data, [mark(box=box)], 1)
    assert copy.startswith(data)
    assert painted(data, copy, 1) == pytest.approx(box, abs=0.6)


@pytest.mark.parametrize("rotate", [0, 90])
@pytest.mark.parametrize(
    ("width", "height"), [(595, 842), (200, 100)], ids=["A4", "smaller than a window"]
)
def test_the_windows_lie_on_the_page(rotate: int, width: int, height: int) -> None:
    data = turned(rotate, b"/MediaBox[0 0 %d %d]" % (width, height))
    copy = annotate_pdf(data, [mark(box=(60, 50, 90, 65)), mark(box=None)], 1)
    (page,) = PdfReader(BytesIO(copy)).pages
    notes = [note.get_object() for note in page["/Annots"]]
    rects = [[float(x) for x in n["/Rect"]] for n in notes if n["/Subtype"] == "/Popup"]
    assert len(rects) == 2
    for x0, y0, x1, y1 in rects:
        assert 0 <= x0 < x1 <= width
        assert 0 <= y0 < y1 <= height


def test_another_program_has_nothing_to_say_of_the_comments(tmp_path: Path) -> None:
    if shutil.which("pdftocairo") is None:
        pytest.skip("there is no poppler on this system")
    file = tmp_path / "copy.pdf"
    file.write_bytes(annotate(WUZHONG, AUDIT, FORM))
    for command in (["pdfinfo", file], ["pdftotext", file, "-"], ["pdftocairo", "-svg", file, "-"]):
        done = subprocess.run(command, capture_output=True, check=True)
        assert done.stderr == b""


def test_reviews_have_another_colour() -> None:
    data = page_pdf()
    ((_, fault),) = comments(annotate_pdf(data, [mark()], 1))
    ((_, review),) = comments(annotate_pdf(data, [mark(review=True)], 1))
    assert fault["/C"] != review["/C"]
    assert (fault["/Subj"], review["/Subj"]) == ("问题", "请核对")
    assert review["/Contents"] == "说明 <b>(\\x)"


def linked(data: bytes) -> bytes:
    """The file with links on its first two pages, in one array that both pages name."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.add_annotation(0, Link(rect=(50, 50, 90, 60), target_page_index=1, fit=Fit.fit()))
    shared = writer._add_object(writer.pages[0]["/Annots"])
    for page in writer.pages[:2]:
        page[NameObject("/Annots")] = shared
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_annotations_that_were_there_stay() -> None:
    data = linked(WUZHONG)
    copy = annotate_pdf(data, [mark(2), mark(2, (10, 10, 20, 20))], 5)
    assert copy.startswith(data)
    assert [(page, a["/Subtype"]) for page, a in comments(copy)] == [
        (1, "/Link"), (2, "/Link"), (2, "/Highlight"), (2, "/Highlight")
    ]  # fmt: skip


def test_comments_of_an_earlier_run_go() -> None:
    first = annotate(WUZHONG, AUDIT, FORM)
    again = annotate(first, audited(first), FORM)
    assert again.startswith(first)
    assert len(comments(again)) == len(comments(first))
    assert [(n, a["/Subtype"]) for n, a in comments(annotate_pdf(first, [mark(5)], 5))] == [
        (5, "/Highlight")
    ]


def locked(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(password, "owner", algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def page_contents(data: bytes) -> list[bytes]:
    reader = PdfReader(BytesIO(data))
    return [page.get_contents().get_data() for page in reader.pages]  # type: ignore[union-attr]


def test_a_file_locked_without_a_password() -> None:
    data = locked(WUZHONG, "")
    copy = annotate(data, audited(data), FORM)
    assert page_contents(copy) == page_contents(WUZHONG)
    assert facts(audited(copy)) == facts(AUDIT)
    assert len(comments(copy)) == 4


def test_a_file_that_needs_a_password() -> None:
    with pytest.raises(DamagedDocument, match="加了密码"):
        annotate_pdf(locked(WUZHONG, "secret"), [mark()], 5)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"startxref\n", b"startxref\n9"),
        (b"%%EOF", b""),
        (b"%PDF-1.3\n", b"%PDF-1.3\n% all offsets are wrong\n"),
        (b"/Size 28", b"/Size 9"),
    ],
)
def test_a_file_whose_table_of_contents_is_broken(old: bytes, new: bytes) -> None:
    at = WUZHONG.rindex(old)
    data = WUZHONG[:at] + new + WUZHONG[at + len(old) :]
    audit = audited(data)
    copy = annotate(data, audit, FORM)
    assert page_contents(copy) == page_contents(WUZHONG)
    assert facts(audited(copy)) == facts(audit)
    assert len(comments(copy)) == 4


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"", b""), (b"junk\n", b""), (b"", b"\x00junk"), (b"HTTP/1.1\r\n", b"  ")],
)
def test_what_stands_around_the_file(before: bytes, after: bytes) -> None:
    data = before + page_pdf().rstrip() + after
    copy = annotate_pdf(data, [mark(), mark(box=None)], 1)
    assert copy.startswith(data)
    assert [a["/Subtype"] for _, a in comments(copy[len(before) :])] == ["/Highlight", "/Text"]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n",
        WUZHONG[: len(WUZHONG) // 2],
        objects_pdf({1: b"<</Type/Catalog/Pages 1 0 R>>"}),
        objects_pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Kids[2 0 R]/Count 1>>"}),
        objects_pdf({1: b"<<" * 5000}),
    ],
)
def test_broken_files_are_one_sentence(data: bytes) -> None:
    with pytest.raises(DamagedDocument, match="^这份 PDF 的结构有损坏，加不了批注"):
        annotate_pdf(data, [mark()], 1)


def test_pages_that_the_reader_counted_otherwise() -> None:
    with pytest.raises(DamagedDocument, match="结构有损坏"):
        annotate_pdf(page_pdf(), [mark()], 2)


@pytest.mark.parametrize("renderer", ["pdf-landscape", "pdf-rects"])
def test_made_reports(renderer: str) -> None:
    data, audit = made(renderer, "sum_balance", "contact_missing", "blank_t4")
    copy = annotate(data, audit, FORM)
    assert copy.startswith(data)
    assert facts(audited(copy)) == facts(audit)
    spots = {m["/Contents"][:2] for _, m in comments(copy) if m["/Subtype"] == "/Highlight"}
    assert spots


@pytest.mark.parametrize("name", ["pdf-d", "pdf-h", "pdf-i"])
def test_reports_from_word_processors_and_browsers(name: str) -> None:
    path = ROOT / f"../shared/corpus/{name}/report.pdf"
    if not path.exists():
        pytest.skip("没有样本报告")
    data = path.read_bytes()
    audit = audited(data)
    copy = annotate(data, audit, FORM)
    assert copy.startswith(data)
    assert facts(audited(copy)) == facts(audit)
    assert comments(copy)


def test_words_over_several_lines_are_marked_on_each() -> None:
    """The boxes together cover the words, read from the page in their order."""
    if font_file() is None:
        pytest.skip("no font with Chinese characters is installed, whose widths are the page's")
    data, audit = made("pdf-lines", "notice_wrong_issuer")
    (finding,) = (f for f in audit.findings if f.code == "P204")
    (evidence,) = finding.evidence
    assert evidence.more
    copy = annotate(data, audit, FORM)
    (note,) = (n for _, n in comments(copy) if finding.message in str(n["/Contents"]))
    assert len(note["/QuadPoints"]) == 8 * (1 + len(evidence.more))
    document = pypdfium2.PdfDocument(data)
    read = ""
    for place in (evidence, *evidence.more):
        page = document[(place.page or 1) - 1]
        x0, top, x1, bottom = place.bbox or (0, 0, 0, 0)
        height = page.get_height()
        read += page.get_textpage().get_text_bounded(x0, height - bottom, x1, height - top)
    assert "".join(read.split()) == evidence.quote


def test_a_library_that_has_changed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("pypdf.PdfWriter._add_object")
    check_library.cache_clear()
    with pytest.raises(
        LibraryError, match=r"pypdf .* 与这一版 gouji 不配（没有 PdfWriter\._add_object）"
    ):
        annotate_pdf(WUZHONG, [mark()], None)
