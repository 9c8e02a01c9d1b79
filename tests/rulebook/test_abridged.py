"""Many faults of one kind are told a few times; the command line says how many more there are."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from gouji.cli import run
from gouji.rulebook import builtin_directory
from gouji.rulebook.abridged import MOST, abridged


def _faults(file: str, told: str, lines: Sequence[int]) -> list[str]:
    return [f"{file}:{line}:3: " + told.format(f"名{line}") for line in lines]


TWICE, UNKNOWN = "「{}」写了两次（请各用各的名称）", "没有「{}」这个键（是不是「{}」？）"

CASES = [
    ("one", _faults("a.yaml", TWICE, [1]), ()),
    ("as many as are told", _faults("a.yaml", TWICE, range(1, MOST + 1)), ()),
    ("one more is told, too", _faults("a.yaml", TWICE, range(1, MOST + 2)), ()),
    (
        "two more are counted",
        _faults("a.yaml", TWICE, range(1, MOST + 3)),
        ["a.yaml：与 1:3 一样的错误还有 2 处，在第 6 行到第 7 行"],
    ),
    (
        "all in one line",
        _faults("a.yaml", TWICE, [4] * MOST + [8, 8, 8]),
        ["a.yaml：与 4:3 一样的错误还有 3 处，在第 8 行"],
    ),
    (
        "kinds that take turns",
        [*_faults("a.yaml", TWICE, range(1, 8)), *_faults("a.yaml", UNKNOWN.replace("{}", "{0}"), range(1, 9))],
        [
            "a.yaml：与 1:3 一样的错误还有 2 处，在第 6 行到第 7 行",
            "a.yaml：与 1:3 一样的错误还有 3 处，在第 6 行到第 8 行",
        ],
    ),
    (
        "each file by itself",
        [*_faults("a.yaml", TWICE, range(1, 6)), *_faults("b.yaml", TWICE, range(1, 6))],
        (),
    ),
    ("what has no place", ["规则文件太大或太深（请减少规则或简化条件）"], ()),
]  # fmt: skip


@pytest.mark.parametrize(("case", "lines", "counted"), CASES, ids=[case[0] for case in CASES])
def test_what_is_told_and_what_is_counted(
    case: str, lines: list[str], counted: Sequence[str]
) -> None:
    told = abridged("\n".join(lines)).split("\n")
    assert told[len(told) - len(counted) :] == list(counted), case
    kept = told[: len(told) - len(counted)]
    assert kept == [line for line in lines if line in kept]
    assert len(kept) == (len(lines) if not counted else MOST * len(counted))


@pytest.mark.parametrize(
    ("copied", "hint"),
    [
        ("claims.yaml", "（自带的词不用再写，只写要增加的）"),
        ("editions/2021.yaml", "（可用的有：aliases、id）"),
    ],
)
def test_a_file_of_words_that_was_copied_whole_is_refused_in_few_lines(
    copied: str, hint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = tmp_path / "ours"
    (ours / copied).parent.mkdir(parents=True)
    shutil.copy(builtin_directory() / copied, ours / copied)
    assert run(["rules", "lint", str(ours)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) < 50
    assert told[0].startswith(f"ours/{copied}:")
    assert told[0].endswith(hint)
    assert "一样的错误还有 " in told[-1]
