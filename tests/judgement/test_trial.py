"""Rules by others are tried in a child: what hangs, dies or fails there is one sentence here."""

import os
import time
from functools import partial
from pathlib import Path

import pytest

from gouji.errors import RuleFileError, UsageError
from gouji.judgement.trial import tried
from gouji.rulebook import Rulebook, load_rulebook
from gouji.rulebook.layers import load_layered
from waiting import PATIENCE


def test_good_rules_come_back_whole() -> None:
    assert tried(load_rulebook, PATIENCE) == load_rulebook()


def hangs() -> Rulebook:
    time.sleep(3600)
    raise AssertionError


def dies() -> Rulebook:
    os._exit(9)


def eats() -> Rulebook:
    bytearray(1 << 40)
    raise AssertionError


def mistaken() -> Rulebook:
    raise UsageError("没有评分标准")


@pytest.mark.parametrize(
    ("load", "kind", "sentence"),
    [
        (hangs, RuleFileError, "规则文件用了 0.2 秒还没有装好"),
        (dies, RuleFileError, "规则文件装不下"),
        (eats, RuleFileError, "规则文件太大或太深"),
        (mistaken, UsageError, "没有评分标准"),
    ],
)
def test_what_happens_in_the_child_is_a_sentence(load, kind, sentence: str) -> None:  # noqa: ANN001
    with pytest.raises(kind, match=sentence):
        tried(load, 0.2 if load is hangs else PATIENCE)


def test_a_file_that_never_ends(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/endless.yaml").symlink_to("/dev/zero")
    with pytest.raises(RuleFileError, match="rules/endless.yaml:1:1: 规则文件超过 2000000 字节"):
        tried(partial(load_layered, [tmp_path]), PATIENCE)


def test_a_pipe_nobody_writes_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "waivers.yaml")
    with pytest.raises(RuleFileError, match="还没有装好"):
        tried(partial(load_layered, [tmp_path]), 0.5)
