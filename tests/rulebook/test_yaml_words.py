"""What is no YAML is told in Chinese, at its place."""

import pytest

from gouji.errors import RuleFileError
from gouji.rulebook.source import parse

WRONG = [
    ("a: [1, 2\nb: 3\n", "2:2: 不是正确的 YAML：方括号没有成对，或者少了逗号（"),
    ("a: {b: 1\nc: 3\n", "2:2: 不是正确的 YAML：花括号没有成对，或者少了逗号（"),
    ("a: 1\n  b: 2\n", "2:4: 不是正确的 YAML：这里不能有冒号（"),
    ("a: b: 2\n", "1:5: 不是正确的 YAML：这里不能有冒号（"),
    ("a:\n\tb: 2\n", "2:1: 不是正确的 YAML：这里不能有这个字符（"),
    ("a:\n  - b: 1\n    c: 1\n\td: 2\n", "4:1: 不是正确的 YAML：缩进里有制表符（"),
    ("a: @b\n", "1:4: 不是正确的 YAML：这里不能有这个字符（"),
    ('a: "b\n', "2:1: 不是正确的 YAML：引号没有成对（"),
    ('a: "\\d"\n', "1:5: 不是正确的 YAML：双引号里的反斜线写错了，可以改用单引号（"),
    ("a: !x!y b\n", "1:4: 不是正确的 YAML：以 ! 开头的文字要加引号（"),
    ("a: *b\n", "1:4: 规则文件不用锚点和引用（"),
    ("a: 1\n- b\n", "2:1: 不是正确的 YAML：这里应是「键: 值」（"),
    ("a:\n  - b\n  c: 1\n", "3:3: 不是正确的 YAML：这里应是以 - 开头的一项（"),
    ("a: 1\nb\nc: 2\n", "3:1: 不是正确的 YAML：少了冒号（"),
    ("a: - b\n", "1:4: 不是正确的 YAML：这里不能有以 - 开头的项（"),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_what_is_wrong_is_told_in_chinese(text: str, said: str) -> None:
    with pytest.raises(RuleFileError) as error:
        parse(text.encode(), "own.yaml", "0" * 64)
    assert str(error.value).startswith(f"own.yaml:{said}")
