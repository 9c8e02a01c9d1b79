"""Why nothing is made of a number: one reason, and the word that gives it."""

from typing import Literal, NamedTuple

BarKind = Literal[
    "rough",
    "comparison",
    "other_matter",
    "reviewing",
    "part",
    "channel",
    "restricted",
    "denied",
    "last_year",
    "other_body",
    "beside_bodies",
    "beside_unread",
    "other_request",
    "no_topic",
    "no_words",
    "no_frame",
    "same_number",
    "wider",
]
_TEXTS: dict[BarKind, str] = {
    "rough": "「{word}」是约数或者序数",
    "comparison": "「{word}」：是比较的数",
    "other_matter": "「{word}」：说的是别的事",
    "reviewing": "「{word}」：说的是审理，不是被申请、被起诉",
    "part": "「{word}」：只是一部分",
    "channel": "「{word}」：只是一种渠道",
    "restricted": "「{word}」：只是涉及某事的一部分",
    "denied": "「{word}」：是否定的数",
    "last_year": "「{word}」：是上年的数",
    "other_body": "「{word}」：说的是别的机关",
    "beside_bodies": "和别的机关并列，是本机关自己的一部分",
    "beside_unread": "和前一个数并列，前一个数没有读",
    "other_request": "「{word}」不知道是不是政府信息公开申请",
    "no_topic": "「{word}」前文没有说是什么申请",
    "no_words": "这一小句里没有说明数的是什么的词",
    "no_frame": "「{word}」合起来不指表里的哪一格",
    "same_number": "是同一个数里的一部分",
    "wider": "其中「{word}」的才是表里的数",
}


class Bar(NamedTuple):
    """A reason, and the word (or words) of the text that gives it."""

    kind: BarKind
    word: str = ""

    def __str__(self) -> str:
        return _TEXTS[self.kind].format(word=self.word)
