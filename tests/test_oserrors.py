"""Why a file or a port cannot be used is said in Chinese, wherever that is said."""

import errno
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from gouji import oserrors
from gouji.cli import run
from gouji.oserrors import not_listened, not_read, not_written

PACKAGE = Path(oserrors.__file__).parent

SAID = [
    (not_read, errno.ENOENT, "没有这个文件"),
    (not_written, errno.ENOENT, "没有这个文件夹"),
    (not_read, errno.EACCES, "没有读它的权限"),
    (not_written, errno.EACCES, "没有写入的权限"),
    (not_written, errno.EEXIST, "已经有一个同名的文件，不是文件夹"),
    (not_written, errno.ENOSPC, "磁盘满了"),
    (not_listened, errno.EADDRINUSE, "别的程序正占着它"),
    (not_listened, errno.EACCES, "没有权限，1024 以下的端口要管理员权限"),
    (not_read, 9999, "系统说：strange"),
]


@pytest.mark.parametrize(("why", "number", "said"), SAID)
def test_what_is_said(why: Callable[[OSError], str], number: int, said: str) -> None:
    assert why(OSError(number, "strange")) == said


def test_an_error_without_a_number_is_named() -> None:
    assert not_written(OSError("odd")) == "系统说：OSError"


def test_the_systems_own_words_are_used_nowhere_else() -> None:
    sources = {path for path in PACKAGE.rglob("*.py") if path.name != "oserrors.py"}
    assert {
        path.name for path in sources if "strerror" in path.read_text(encoding="utf-8")
    } == set()


def _blocked(root: Path) -> list[list[str]]:
    file, name = str(root / "file"), "x" * 300
    book = str(root / "名录.xlsx")
    return [
        ["audit", str(root / "r.txt"), "--output", file],
        ["audit", file + "/r.txt"],
        ["audit", str(root / name)],
        ["audit", str(root / "r.txt"), "--members", file + "/list.csv"],
        ["grade", file, "--list", str(root)],
        ["grade", str(root / "r.txt"), "--output", file],
        ["grade", str(root / "r.txt"), "--template", str(root), "--output", str(root / "o")],
        ["register", "import", str(root), "--year", "2024", "--history", str(root / "h.db")],
        ["register", "import", book, "--year", "2024", "--history", str(root / "h.db")],
        ["rules", "new", "R499", "--judges", "tie", "--output", str(root)],
        ["export", "csv", str(root / "r.txt"), "-o", file + "/x.csv"],
        ["export", "csv", str(root / name) + ".jsonl"],
        ["why", "R411", str(root / "r.txt"), "extra"],
        ["serve", "--port", "99999"],
        ["history", "--year", "x"],
    ]


@pytest.mark.parametrize("number", range(15))
def test_no_english_is_said_of_what_cannot_be_used(
    number: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "r.txt").write_text("某局2024年政府信息公开工作年度报告", encoding="utf-8")
    assert run(_blocked(tmp_path)[number]) in (2, 3)
    told = capsys.readouterr().err.replace(str(tmp_path), "")
    assert told
    assert re.findall(r"[a-z]{4,} [a-z]{2,}", re.sub(r"用法请看.*", "", told)) == []
    assert "程序内部出错" not in told
