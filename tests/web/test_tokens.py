import pytest

from gouji.errors import UsageError
from gouji.web.tokens import Token, holder, read_tokens

A, B = "a" * 24, "b" * 30


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", ()),
        ("\n# 没有\n", ()),
        (f"{A}\n", (Token("interface", A),)),
        (f"系统甲 {A}\n\n # 第二个\nsystem-b\t{B}\n", (Token("系统甲", A), Token("system-b", B))),
    ],
)
def test_tokens_are_one_a_line_under_a_name(text: str, tokens: tuple[Token, ...]) -> None:
    assert read_tokens(text) == tokens


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("short", "接口口令太短，至少要 24 个字符"),
        (f"a {A}\nb short", "接口口令太短"),
        (f"{A}\n{B}", "一行一个，写成「名称 口令」"),
        (f"a b {A}", "一行一个"),
        (f"a/b {A}", "一行一个"),
        (f"a {A}\na {B}", "有重复"),
        (f"a {A}\nb {A}", "有重复"),
    ],
)
def test_what_is_no_list_of_tokens_is_said_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_tokens(text)


def test_a_token_is_known_by_all_of_it() -> None:
    tokens = read_tokens(f"a {A}\nb {B}")
    given = [A, B, A[:-1], A + "a", "", "口令", "\udcff", A.upper()]
    assert [holder(tokens, each) for each in given] == [*tokens, *[None] * 6]
