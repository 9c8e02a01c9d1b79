"""Regular expressions that rule files may write: only such as take no longer than the text is.

Python tries a repeat at every length. Where what follows can fail, an unbounded repeat costs the
square of the text, and a repeat of repeats any power of it. Rule files are written by people who
cannot know, so such patterns are refused with what to write instead.
"""

import re
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MOST_TIMES = 255
"""The most times that something may be repeated before what can fail."""
MOST_WAYS = 100_000
"""In how many ways a pattern may be tried from one place."""

_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_NESTED = "正则表达式里重复之中又有重复或选择，会极慢（请只留一层 +、* 或 {}）"
_REFERENCE = "正则表达式里不能引用前面的括号（请直接写出内容）"


def bounded_pattern(text: str) -> str:
    """Return ``text``, a regular expression without repeats of repeats, for single lines only.

    Raises ``ValueError`` with one Chinese sentence for any other.
    """
    _refuse_nested(_parsed(text), inside=False)
    return text


def linear_pattern(text: str) -> str:
    """Return ``text``, a regular expression whose time grows no faster than what it reads.

    Raises ``ValueError`` with one Chinese sentence for any other.
    """
    if _ways(_parsed(text), last=True) > MOST_WAYS:
        raise ValueError("正则表达式里可长可短的部分太多，长文字上会极慢（请减少，或改小次数）")
    if re.search(text, ""):
        raise ValueError("正则表达式什么也没有也算找到（请至少写一个必须有的字）")
    return text


def _parsed(text: str) -> Any:  # noqa: ANN401 - as re parses it
    try:
        re.compile(text)
        return parser.parse(text)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"正则表达式写错了：{error}（请查看括号、方括号和反斜线）") from None


def _refuse_nested(tree: Any, *, inside: bool) -> None:  # noqa: ANN401 - as re parses it
    """Refuse a repeat of what is itself repeated; 「?」 within one is no repeat."""
    for code, value in tree:
        if code in (codes.GROUPREF, codes.GROUPREF_EXISTS):
            raise ValueError(_REFERENCE)
        if code in _REPEATS:
            least, most, body = value
            if inside and most > 1 and most != least:
                raise ValueError(_NESTED)
            _refuse_nested(body, inside=inside or most > 1)
        else:
            for part in _parts(code, value):
                _refuse_nested(part, inside=inside)


def _ways(tree: Any, *, last: bool) -> int:  # noqa: ANN401 - as re parses it
    """Return in how many ways ``tree`` may be tried; ``last`` tells that nothing after can fail.

    Raises ``ValueError`` for what has no bound.
    """
    items, ways = list(tree), 1
    for index, (code, value) in enumerate(items):
        final = last and not any(_can_fail(item) for item in items[index + 1 :])
        if code in (codes.GROUPREF, codes.GROUPREF_EXISTS):
            raise ValueError(_REFERENCE)
        if code in _REPEATS:
            ways *= _repeated(value, final=final)
        elif parts := _parts(code, value):
            ways *= sum(_ways(part, last=final) for part in parts)
    return ways


def _repeated(value: tuple[int, int, Any], *, final: bool) -> int:
    least, most, body = value
    inner = _ways(body, last=final)
    if most > 1 and inner > 1:
        raise ValueError(_NESTED)
    if final:
        return inner
    if most > MOST_TIMES:
        raise ValueError(
            "正则表达式里有不限次数的重复，后面又有必须相符的内容，会极慢"
            f"（请写明最多几次，如 {{0,60}}，不超过 {MOST_TIMES} 次）"
        )
    return (most - least + 1) * inner


def _parts(code: Any, value: Any) -> list[Any]:  # noqa: ANN401 - as re parses it
    """Return the expressions inside one item that is no repeat."""
    if code is codes.BRANCH:
        return list(value[1])
    if code is codes.SUBPATTERN:
        return [value[3]]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [value[1]]
    return [value] if code is codes.ATOMIC_GROUP else []


def _can_fail(item: tuple[Any, Any]) -> bool:
    """Tell whether an item may not match, so that what stands before it is tried again."""
    code, value = item
    return code not in _REPEATS or bool(value[0] > 0)
