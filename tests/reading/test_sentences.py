"""Every file that cannot be read is answered with one exact sentence."""

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from handmade_pdf import TEXT, objects_pdf, page_pdf

from gouji.errors import DamagedDocument, DocumentError, UnreadableFile, UnsupportedFormat
from gouji.reading import read, read_bytes
from reportkit import make
from reportkit.pdf import render
from reportkit.style import Style

DAMAGED = "这份 PDF 已损坏或不完整，读不出来"
PACKED = zlib.compress(TEXT * 100)
NO_TEXT = "这不是文本文件，也不是能识别的文档格式"

BYTES: list[tuple[str, bytes, type[DocumentError], str]] = [
    ("nothing", b"", DamagedDocument, "文件是空的"),
    ("white space", b" \r\n\t\0", DamagedDocument, "文件是空的"),
    ("only a mark of byte order", b"\xef\xbb\xbf", DamagedDocument, "文件里没有文字"),
    ("only blanks", "\u3000\n\u3000".encode(), DamagedDocument, "文件里没有文字"),
    ("junk", bytes(range(256)) * 20, UnsupportedFormat, NO_TEXT),
    ("control characters", b"\x01\x02report\x03\x04" * 40, UnsupportedFormat, NO_TEXT),
    ("header alone", b"%PDF-1.4", DamagedDocument, DAMAGED),
    ("junk after a header", b"%PDF-1.7\n" + b"\xff" * 3000, DamagedDocument, DAMAGED),
    ("cut short", page_pdf()[:150], DamagedDocument, DAMAGED),
    ("data cut short", page_pdf(PACKED[:-30], keys=b"/Filter/FlateDecode"), DamagedDocument, DAMAGED),
    ("no page", objects_pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]>>"}), DamagedDocument, "这份 PDF 里一页也没有，可能已损坏或不完整"),
    ("empty page", page_pdf(b""), DamagedDocument, "这份 PDF 里没有文字"),
    ("locked", render(make(1), Style(), password="1234"), DamagedDocument, "这份 PDF 加了密码，请先去掉密码再审核"),  # noqa: S106 - no secret
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "kind", "sentence"), [case[1:] for case in BYTES], ids=[c[0] for c in BYTES]
)
def test_sentence(data: bytes, kind: type[DocumentError], sentence: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_bytes(data)
    assert (type(caught.value), str(caught.value)) == (kind, sentence)


@pytest.mark.parametrize(
    ("make_path", "sentence"),
    [
        (lambda folder: folder, "这是一个文件夹，请指定其中的文件"),
        (lambda folder: folder / "none.pdf", "没有这个文件"),
        (lambda folder: folder / "none" / "none.pdf", "没有这个文件"),
    ],
)
def test_paths(make_path: Callable[[Path], Path], sentence: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(make_path(tmp_path))
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
def test_texts_in_every_encoding(encoding: str) -> None:
    text = "某市公安局2024年政府信息公开工作年度报告\n一、总体情况\n本年收到申请25件，均已答复。\n"
    document = read_bytes(text.encode(encoding))
    assert (document.format, [line.text for line in document.lines()]) == (
        "txt",
        text.split("\n")[:-1],
    )


def test_late_header_and_owner_lock_are_read() -> None:
    late = b"\r\nContent-Type: application/pdf\r\n\r\n" + page_pdf()
    assert [line.text for line in read_bytes(late).lines()] == ["Report 2024"]
    packed = page_pdf(zlib.compress(TEXT), keys=b"/Filter/FlateDecode")
    assert read_bytes(packed).blocks == read_bytes(late).blocks


def test_stream_with_a_checksum_cut_off_is_read() -> None:
    data = page_pdf(PACKED[:-2], keys=b"/Filter/FlateDecode")
    assert [line.text for line in read_bytes(data).lines()] == ["Report 2024"]
