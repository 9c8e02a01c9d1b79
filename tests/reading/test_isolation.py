"""Reading in a process of its own: the same document, the same sentence, and nothing lost."""

import os
import time
from pathlib import Path

import pytest

from gouji.errors import DamagedDocument, LimitExceeded, UnreadableFile
from gouji.reading import isolation, read
from gouji.reading.isolation import read_isolated

CLEAN = Path(__file__).parents[2] / "fixtures/clean-2024.txt"


def test_the_same_document() -> None:
    assert read_isolated(CLEAN) == read(CLEAN)


def test_the_same_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="^没有这个文件$"):
        read_isolated(tmp_path / "no.pdf")
    (tmp_path / "empty").write_bytes(b"")
    with pytest.raises(DamagedDocument, match="^文件是空的$"):
        read_isolated(tmp_path / "empty")


def hang(_path: Path) -> None:
    time.sleep(60)


def grow(_path: Path) -> None:
    bytearray(4_000_000_000)


def die(_path: Path) -> None:
    os._exit(11)


@pytest.mark.parametrize(
    ("reader", "sentence"),
    [
        (hang, "读了 1 秒还没有读完，文件可能已损坏"),
        (grow, "读这份文件用的内存超过上限"),
        (die, "读这份文件用的内存超过上限，或者读的程序中途停止了"),
    ],
)
def test_a_reader_that_misbehaves(
    reader: object, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolation, "read", reader)
    with pytest.raises(LimitExceeded) as error:
        read_isolated(CLEAN, seconds=1)
    assert str(error.value) == sentence
