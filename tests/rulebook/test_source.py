"""A rule file that cannot be opened is told in Chinese."""

from pathlib import Path

import pytest

from gouji.errors import RuleFileError
from gouji.rulebook.source import read_source


@pytest.mark.parametrize(
    ("name", "reason"), [("没有.yaml", "没有这个文件"), ("", "这是一个文件夹")]
)
def test_why_a_file_cannot_be_opened(name: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(RuleFileError) as refused:
        read_source(tmp_path / name, tmp_path)
    assert str(refused.value) == f"{tmp_path / name}:1:1: 规则文件打不开（{reason}）"
