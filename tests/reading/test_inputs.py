"""Files, folders and archives as a user names them."""

import zipfile
from pathlib import Path

import pytest

from gouji.errors import DocumentError, UnsupportedFormat
from gouji.reading import read, read_bytes
from gouji.reading.inputs import opened
from zipkit import packed


def names(*paths: Path) -> list[tuple[str, str | None]]:
    with opened(paths) as inputs:
        return [(i.name, str(i.error) if i.error else i.path.read_text("utf-8")) for i in inputs]


def archive(path: Path, **entries: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in entries.items():
            file.writestr(name.replace("__", "/"), text)
    return path


def test_files_in_the_order_given(tmp_path: Path) -> None:
    for name in "ba":
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert names(tmp_path / "b", tmp_path / "a") == [
        (str(tmp_path / "b"), "b"),
        (str(tmp_path / "a"), "a"),
    ]


def test_a_folder_gives_all_below_it_in_order(tmp_path: Path) -> None:
    (tmp_path / "x/y").mkdir(parents=True)
    for name in ("x/y/2.txt", "x/1.txt", "x/.hidden", "x/~$1.docx"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert names(tmp_path / "x") == [
        (str(tmp_path / "x/1.txt"), "x/1.txt"),
        (str(tmp_path / "x/y/2.txt"), "x/y/2.txt"),
    ]


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    assert names(tmp_path) == [(str(tmp_path), "文件夹里没有文件")]


def test_an_archive_cannot_lead_outside(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", **{"年报__1.txt": "一", "..__..__2.txt": "二"})
    assert names(path) == [(f"{path}/年报/1.txt", "一"), (f"{path}/../../2.txt", "二")]
    assert not (tmp_path.parent.parent / "2.txt").exists()


def test_names_in_gbk(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", **{"abcd.txt": "一"})
    path.write_bytes(path.read_bytes().replace(b"abcd.txt", "年报".encode("gbk") + b".txt"))
    assert names(path) == [(f"{path}/年报.txt", "一")]


def test_a_word_document_is_not_an_archive(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.docx", **{"[Content_Types].xml": "", "word__document.xml": ""})
    with opened([path]) as inputs:
        assert [i.path for i in inputs] == [path]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", **{"1.txt": "0" * 30_000_000, "2.txt": "二"})
    assert names(path) == [
        (f"{path}/1.txt", "压缩包里的文件压缩比例异常，不予解开"),
        (f"{path}/2.txt", "二"),
    ]


def test_what_an_archive_holds_is_gone_once_the_next_is_asked_for(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", a="1", b="2")
    with opened([path]) as inputs:
        first = next(inputs)
        assert first.path.read_text("utf-8") == "1"
        second = next(inputs)
        assert (first.path == second.path) == (second.path.read_text("utf-8") == "2")
        folder = second.path.parent
        assert list(folder.iterdir()) == [second.path]
    assert not folder.exists()


@pytest.mark.parametrize(
    ("start", "title"),
    [(b"Rar!\x1a\x07\x01\x00", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7Z"), (b"\x1f\x8b\x08", "GZ、TGZ")],
)
def test_other_archives_are_told_by_name(start: bytes, title: str, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(start + bytes(100))
    with opened([path]) as inputs, pytest.raises(UnsupportedFormat) as error:
        read(next(item.path for item in inputs))
    assert str(error.value) == f"这份文件是压缩包（{title}），请先解开，或者改存为 ZIP 压缩包"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (packed({"a": "1"})[:20], "这个压缩包已损坏，打不开"),
        (packed({"a": "1"})[:-30], "这个压缩包已损坏，打不开"),
        (packed({}), "压缩包里没有文件"),
        (packed({"a": "1"}), "这份文件是压缩包（ZIP），请先解开"),
    ],
)
def test_an_archive_is_no_document(data: bytes, sentence: str) -> None:
    with pytest.raises(DocumentError) as error:
        read_bytes(data)
    assert str(error.value) == sentence


def test_archives_in_a_folder_are_opened(tmp_path: Path) -> None:
    archive(tmp_path / "b.zip", a="1", b="2")
    (tmp_path / "a.zip").write_bytes(packed({"a": "1"})[:20])
    (tmp_path / "c.zip").write_bytes(packed({}))
    (tmp_path / "d.txt").write_text("4", encoding="utf-8")
    told = ["a.zip", "b.zip/a", "b.zip/b", "c.zip", "d.txt"]
    with opened([tmp_path]) as inputs:
        assert [(i.name, str(i.error or "")) for i in inputs] == [
            (str(tmp_path / name), "压缩包里没有文件" if name == "c.zip" else "") for name in told
        ]
