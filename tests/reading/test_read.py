"""The door of the reading layer: files that cannot be opened or are of no known format."""

import os
from hashlib import sha256
from pathlib import Path

import pytest
from packages import compound, packed

from gouji.errors import DocumentError, LimitExceeded, UnreadableFile, UnsupportedFormat
from gouji.reading import limits, read, read_bytes


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="没有这个文件"):
        read(tmp_path / "none.pdf")


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="文件夹"):
        read(tmp_path)


def test_name_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="没有这个文件"):
        read(tmp_path / "a\0b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(UnreadableFile, match="没有权限"):
        read(path)


def test_hash_of_the_bytes(tmp_path: Path) -> None:
    data = "一、总体情况\n".encode()
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    document = read(path)
    assert (document.format, document.sha256) == ("txt", sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (packed("[Content_Types].xml", "xl/workbook.xml"), "Excel"),
        (compound("Workbook"), "Excel"),
        (bytes(range(256)) * 20, "不是文本文件"),
    ],
)
def test_formats_not_read(data: bytes, says: str) -> None:
    with pytest.raises(UnsupportedFormat, match=says):
        read_bytes(data)


def test_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 1_000_000)
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 1_000_001)
    with pytest.raises(LimitExceeded, match="1 MB"):
        read(path)
    with pytest.raises(LimitExceeded, match="1 MB"):
        read_bytes(path.read_bytes())


def test_every_message_is_one_line() -> None:
    for data in (b"", b"\x89PNG", b"%PDF-1.4", b"PK\x03\x04", bytes(range(256))):
        with pytest.raises(DocumentError) as caught:
            read_bytes(data)
        assert str(caught.value)
        assert "\n" not in str(caught.value)
