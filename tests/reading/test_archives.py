"""Zip archives: whose names, however packed, how deep, how many; and nothing left behind."""

import zipfile
from pathlib import Path

import pytest

import gouji.reading.archives
from gouji.errors import DocumentError
from gouji.reading.archives import Archive, is_archive
from zipkit import named, packed

LISTED = list[tuple[str, str]]


def listed(path: Path) -> LISTED:
    """Return the files of an archive and what they hold, or why they cannot be read."""
    found = []
    with Archive(path) as archive:
        for file in archive.files:
            try:
                found.append((file.name, archive.read(file).decode()))
            except DocumentError as error:
                found.append((file.name, str(error)))
    return found


NAMES = [
    # raw names, flag, added path, read as
    (["年报.txt".encode("gbk")], False, None, ["年报.txt"]),
    (["年报.txt".encode()], False, None, ["年报.txt"]),
    (["年报.txt".encode()], True, None, ["年报.txt"]),
    (["目录/联通.txt".encode("gbk")], False, None, ["目录/联通.txt"]),
    (["目录".encode("gbk"), "清梧市（高新区）①.docx".encode()], False, None, ["目录", "清梧市（高新区）①.docx"]),
    (["朱镕基镕玥.txt".encode("gb18030")], False, None, ["朱镕基镕玥.txt"]),
    ([b"report-2024.txt"], False, None, ["report-2024.txt"]),
    ([b"??.txt"], False, "㛃年报.txt", ["㛃年报.txt"]),
    ([b"\xff\xfe.txt"], False, None, ["\xa0■.txt"]),
    (["县\\局.txt".encode("gbk")], False, None, ["县/局.txt"]),
    (["辍\\一.txt".encode("gbk")], False, None, ["辍/一.txt"]),
    ([b"/etc/a.txt", b"./a.txt", b"..\\..\\a.txt"], False, None, ["etc/a.txt", "a.txt", "../../a.txt"]),
    ([b"a.txt", b"a.txt", b"a.txt"], False, None, ["a.txt", "a.txt（第2份）", "a.txt（第3份）"]),
    ([b"__MACOSX/._a.txt", b"a/Thumbs.db", b"~$a.docx", b"a\\", b"b.txt"], False, None, ["b.txt"]),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "flag", "added", "names"), NAMES)
def test_names(
    raw: list[bytes], flag: bool, added: str | None, names: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(named(*raw, flag=flag, path=added))
    assert listed(path) == [(name, "x") for name in names]


@pytest.mark.parametrize("kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_archives_within(kind: int, tmp_path: Path) -> None:
    path = tmp_path / "省.zip"
    cities = {
        "甲市.zip": {"水利局.txt": "一", "乙县.ZIP": {"财政局.txt": "二", "丙镇.zip": {"年报.txt": "三"}}},
        "丁市.zip": {"水利局.txt": "四"},
        "戊市.docx": packed({"[Content_Types].xml": "", "word/document.xml": ""}),
        "己市.zip": packed({}),
        "庚市.zip": b"PK\x03\x04 cut off",
        "辛市.zip": b"Rar!\x1a\x07\x01\x00",
    }  # fmt: skip
    path.write_bytes(packed(cities, kind))
    with Archive(path) as archive:
        files = {file.name: file for file in archive.files}
        assert [(name, str(file.error or "")) for name, file in files.items()] == [
            ("甲市.zip/水利局.txt", ""),
            ("甲市.zip/乙县.ZIP/财政局.txt", ""),
            ("甲市.zip/乙县.ZIP/丙镇.zip/年报.txt", ""),
            ("丁市.zip/水利局.txt", ""),
            ("戊市.docx", ""),
            ("己市.zip", "压缩包里没有文件"),
            ("庚市.zip", ""),
            ("辛市.zip", ""),
        ]
        wanted = [
            "丁市.zip/水利局.txt",
            "甲市.zip/乙县.ZIP/丙镇.zip/年报.txt",
            "甲市.zip/水利局.txt",
            "甲市.zip/乙县.ZIP/财政局.txt",
        ]
        assert [archive.read(files[name]).decode() for name in wanted] == ["四", "三", "一", "二"]


def test_a_document_named_as_an_archive_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(
        packed({"b.zip": packed({"word/document.xml": "", "[Content_Types].xml": ""})})
    )
    with Archive(path) as archive:
        assert [(file.name, file.error) for file in archive.files] == [("b.zip", None)]


def nest(depth: int) -> dict[str, object]:
    return {"a.txt": "一"} if depth == 0 else {"b.zip": nest(depth - 1)}


LIMITS = [
    ({"MAX_ARCHIVE_DEPTH": 2}, nest(2), [("b.zip/b.zip/a.txt", "一")]),
    ({"MAX_ARCHIVE_DEPTH": 1}, nest(2), [("b.zip/b.zip", "压缩包里套压缩包超过 1 层")]),
    ({"MAX_ARCHIVE_BYTES": 10**9}, {"a": "一"}, [("a", "一")]),
    ({"MAX_ARCHIVE_BYTES": 4}, {"a": "一", "b": "二"}, [("a", "一"), ("b", "压缩包里的文件合计超过 0 GB")]),
    ({"MAX_FILE_BYTES": 4}, {"a": "一", "b": "二二"}, [("a", "一"), ("b", "文件有 0 MB，超过 0 MB 的上限")]),
    ({"MAX_INNER_ARCHIVE_BYTES": 4}, nest(1), [("b.zip", "文件有 0 MB，超过 0 MB 的上限")]),
    ({}, {"a": "0" * 30_000_000, "b": "二"}, [("a", "压缩包里的文件压缩比例异常，不予解开"), ("b", "二")]),
]  # fmt: skip


@pytest.mark.parametrize(("limits", "files", "expected"), LIMITS)
def test_limits_of_files(
    limits: dict[str, int],
    files: dict[str, str],
    expected: LISTED,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, most in limits.items():
        monkeypatch.setattr(gouji.reading.archives, name, most)
    path = tmp_path / "a.zip"
    path.write_bytes(packed(files))
    assert listed(path) == expected


@pytest.mark.parametrize(
    ("limit", "most"), [("MAX_ARCHIVE_ENTRIES", 3), ("MAX_DIRECTORY_BYTES", 100)]
)
def test_too_many_files_in_all_refuse_the_whole(
    limit: str, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"a.txt": "", "b.zip": {"1.txt": "", "2.txt": ""}}))
    assert len(listed(path)) == 3
    monkeypatch.setattr(gouji.reading.archives, limit, most)
    assert is_archive(path)
    with pytest.raises(DocumentError, match=r"^压缩包里超过 \d+ 个文件$"):
        listed(path)


def test_six_thousand_files(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(6_000):
            archive.writestr(f"{number}.txt", str(number))
    assert listed(path) == [(f"{number}.txt", str(number)) for number in range(6_000)]


BROKEN = [
    (b"", "已损坏"),
    (packed({"a": "x"})[:30], "已损坏"),
    (packed({}), "压缩包里没有文件"),
]


@pytest.mark.parametrize(("data", "sentence"), BROKEN)
def test_archives_that_cannot_be_opened(data: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=sentence):
        listed(path)


def test_a_broken_file_costs_only_itself(tmp_path: Path) -> None:
    data = bytearray(packed({"a": "一一一一", "b": "二"}, zipfile.ZIP_STORED))
    data[data.index("一".encode())] ^= 1
    method = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4) + 10
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert listed(path) == [("a", "压缩包里的这个文件已损坏，解不开"), ("b", "二")]
    data[method] = 9
    path.write_bytes(data)
    assert listed(path) == [(name, "压缩包里的这个文件已损坏，解不开") for name in "ab"]
    data[method] = 0
    data[method - 2] |= 1
    path.write_bytes(data)
    assert listed(path)[1] == ("b", "压缩包加了密码，请先解开再审核")
