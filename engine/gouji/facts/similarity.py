"""How alike two narratives are: the share of five-character pieces that both have.

Headings, numbers, names of the two agencies and the statutory phrases that every report repeats
are taken out first. Five characters are about two words: 宿迁's reports of two years share 10 %.
"""

import re

from gouji.model.report import Report

SIZE = 5
FEWEST = 300
"""Narratives of fewer pieces than this are too short to compare."""

_NARRATIVE = ("s1", "s5", "s6")
_NUMBERS = re.compile(r"[\d.%％]+")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,4}?[省市县区镇乡]")
_STATUTORY = re.compile(
    r"中华人民共和国政府信息公开条例|政府信息公开工作年度报告|政府信息公开|依申请公开|主动公开"
    r"|政府信息管理|平台建设|监督保障|信息处理费|行政复议|行政诉讼|规范性文件|存在的主要问题|改进情况"
)
_ENDS = re.compile(r"[。；\n]")
_MARKS = re.compile(r"[^\u4e00-\u9fff]+")


def narrative(report: Report) -> str:
    """Return what a report wrote itself in sections one, five and six, one sentence a line."""
    sentences: list[str] = []
    for section in report.sections:
        if section.id in _NARRATIVE:
            bare = _bare(section.prose.text, report.agency)
            sentences += (_MARKS.sub("", sentence) for sentence in _ENDS.split(bare))
    return "\n".join(sentence for sentence in sentences if len(sentence) >= SIZE)


def shingles(text: str) -> frozenset[str]:
    """Return the five-character pieces of a narrative."""
    return frozenset(
        sentence[i : i + SIZE]
        for sentence in text.split("\n")
        for i in range(len(sentence) - SIZE + 1)
    )


def _bare(text: str, agency: str | None) -> str:
    if agency:
        text = text.replace(agency, "")
        if place := _PLACE.match(agency):
            text = text.replace(place[0], "")
    return _STATUTORY.sub("", _NUMBERS.sub("", text))


def overlap(first: frozenset[str], second: frozenset[str]) -> int | None:
    """Return what they share, in per cent of the smaller one; ``None`` if that is too short."""
    smaller = min(len(first), len(second))
    if smaller < FEWEST:
        return None
    return 100 * len(first & second) // smaller
