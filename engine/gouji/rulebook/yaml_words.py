"""What libyaml says of a file that is no YAML, in Chinese."""

from typing import Final

_SAID: Final = {
    "did not find expected ',' or ']'": "方括号没有成对，或者少了逗号",
    "did not find expected ',' or '}'": "花括号没有成对，或者少了逗号",
    "did not find expected key": "这里应是「键: 值」",
    "did not find expected '-' indicator": "这里应是以 - 开头的一项",
    "did not find expected node content": "这里缺少内容",
    "did not find expected alphabetic or numeric character": "以 * 或 & 开头的文字要加引号",
    "could not find expected ':'": "少了冒号",
    "mapping values are not allowed in this context": "这里不能有冒号",
    "block sequence entries are not allowed in this context": "这里不能有以 - 开头的项",
    "found character that cannot start any token": "这里不能有这个字符",
    "found a tab character that violates indentation": "缩进里有制表符",
    "found unexpected end of stream": "引号没有成对",
    "found unknown escape character": "双引号里的反斜线写错了，可以改用单引号",
    "found undefined tag handle": "以 ! 开头的文字要加引号",
}


def in_chinese(problem: str | None) -> str:
    """Return what is wrong, where it is something usual."""
    return _SAID.get(problem or "", "写法不对")
