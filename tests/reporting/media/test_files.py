"""Names no system trips over, files whole or not at all, packages without their hour."""

import io
import time
import zipfile
from pathlib import Path

import pytest

from gouji.errors import UsageError
from gouji.reporting.media.files import Names, dateless, safe_name, write_whole

NAMES = [
    ("吴忠市公安局-2024", "吴忠市公安局-2024"),
    ("../../etc/passwd", "_.._etc_passwd"),
    ("a\nb\x00c", "a_b_c"),
    ("<script>alert(1)</script>", "_script_alert(1)_script_"),
    ("\u202efdp.exe", "_fdp.exe"),
    ("...", "_"),
    ("", "_"),
    ("长" * 200, "长" * 80),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_safe_names(text: str, expected: str) -> None:
    assert safe_name(text) == expected


def test_every_file_gets_a_name_of_its_own() -> None:
    names = Names()
    given = [names.name(text, ".html") for text in ("甲局", "甲局", "A", "a", "甲局-2")]
    assert given == ["甲局.html", "甲局-2.html", "A.html", "a-2.html", "甲局-2-2.html"]


def test_what_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="写不进"):
        write_whole(tmp_path / "file/inside.txt", "x")


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "new/a.txt"
    write_whole(path, "一")
    write_whole(path, b"\xe4\xba\x8c")
    assert [(p.name, p.read_text(encoding="utf-8")) for p in path.parent.iterdir()] == [
        ("a.txt", "二")
    ]


def package(when: float) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("b.xml", time.gmtime(when)[:6]), "乙")
        archive.writestr(zipfile.ZipInfo("a.xml", time.gmtime(when)[:6]), "甲")
    return buffer.getvalue()


def test_a_package_does_not_tell_when_it_was_made() -> None:
    one, other = package(1_600_000_000), package(1_700_000_000)
    assert one != other
    assert dateless(one) == dateless(other)
    with zipfile.ZipFile(io.BytesIO(dateless(one))) as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == {
            "b.xml": "乙",
            "a.xml": "甲",
        }
