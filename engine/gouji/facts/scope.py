"""Whether a document is a report that the form binds; what is not gets one true sentence."""

import re

from gouji.errors import NotAReport
from gouji.expressions import compiled
from gouji.facts.report import Report
from gouji.facts.title import TITLE, TitleWording, has_other_title
from gouji.model.cells import Presence
from gouji.model.document import Document, Figure

_ENOUGH_SECTIONS = 2
_ENOUGH_EXACT = 3
"""So many mandated headings make a report even under the title of another document."""
_ENOUGH_HAN = 30
"""A document with fewer ideographs says nothing that could be audited."""
_TITLE_ALONE, _ANNOUNCEMENT = 100, 800
"""Ideographs; a title has thirty, an opening that announces the report three hundred."""
_ELSEWHERE = compiled(r"附件|附后|下载|点击|加载中")
_OPENING = 2000
_DRAWN = ("pdf", "ofd")
"""Formats in which fonts may draw another character than the text says."""
_GOVERNMENT = compiled("政府|政务")

_OTHER = (
    "这份文件不像政府信息公开工作年度报告：没有规定的标题、六个部分和三张表，请确认是否选错了文件"
)
_WITHHELD = (
    "这份文件里读出来的文字不像政府信息公开工作年度报告；{where}没有读，报告可能就在那里，"
    "请提供文字都看得清的版本（Word、网页，或者可以选中文字的 PDF）"
)
_BODILESS = (
    "这份文件里没有报告的正文，只有标题或者引言：正文可能在附件里，或者网页没有存全，无法审核；"
    "请提供有正文的文件"
)
_PICTURES = (
    "这份文件里只有图片，没有可以读的文字，无法审核；"
    "请提供文字版（Word、网页，或者可以选中文字的 PDF）"
)
_NO_HAN = "这份文件里没有用汉字写的报告，无法审核；请提供用国家通用语言文字写的版本"
_NO_HAN_DRAWN = (
    "读出的文字里没有汉字：这份文件不是用汉字写的，或者它的字体没有正确的文字编码，无法审核；"
    "请提供用国家通用语言文字写的原始文件（Word、网页）"
)
_ENTERPRISE = (
    "这是公共企事业单位的信息公开年度报告，依据的是《公共企事业单位信息公开规定制定办法》等规定，"
    "不受政府信息公开工作年度报告格式的约束，所以不作审核"
)


def insist_on_report(report: Report, wording: TitleWording) -> None:
    """Raise :class:`NotAReport` for a document that is no report, or one that the form leaves out.

    A report has two of the sections, or a table, or the title; traces of a table count where they
    are more than pictures.
    """
    has_table = any(table.presence is Presence.PRESENT for table in report.tables)
    headed = sum(section.presence is Presence.PRESENT for section in report.sections)
    if not (has_table or headed or TITLE.of(report).name) and _han(report.document) < _ENOUGH_HAN:
        raise NotAReport(_wordless(report.document))
    if not has_table and _is_enterprise(report, wording):
        raise NotAReport(_ENTERPRISE)
    titled = TITLE.of(report).named and report.agency is not None
    if not (has_table or titled or headed >= _ENOUGH_SECTIONS or _has_traces(report)):
        raise NotAReport(_other(report.document))
    if not (has_table or headed) and _is_bodiless(report):
        raise NotAReport(_BODILESS)
    if not (has_table or TITLE.of(report).name) and _is_other(report, wording):
        raise NotAReport(_other(report.document))


def _han(document: Document) -> int:
    texts = [line.text for line in document.lines()]
    texts += [cell.text for grid in document.grids() for cell in grid.cells]
    return sum("\u4e00" <= char <= "\u9fff" for text in texts for char in text)


def _wordless(document: Document) -> str:
    if any(isinstance(block, Figure) for block in document.blocks):
        return _PICTURES
    letters = sum(char.isalpha() for line in document.lines() for char in line.text)
    if letters < _ENOUGH_HAN:
        return _other(document)
    return _NO_HAN_DRAWN if document.format in _DRAWN else _NO_HAN


def _other(document: Document) -> str:
    """Say that this is no report; where it may be what was not read, no more than is known."""
    return _WITHHELD.format(where=document.withheld) if document.withheld else _OTHER


def _is_bodiless(report: Report) -> bool:
    """Tell whether a document announces a report that stands elsewhere, or has its title alone."""
    document = report.document
    if any(isinstance(block, Figure) for block in document.blocks):
        return False
    length = _han(document)
    announces = document.withheld is not None or _ELSEWHERE.search(report.text.text) is not None
    return length < _TITLE_ALONE or (length < _ANNOUNCEMENT and announces)


def _is_enterprise(report: Report, wording: TitleWording) -> bool:
    """Tell whether a report is an enterprise's own: so called, and by its name or by its basis."""
    if not TITLE.of(report).name or _GOVERNMENT.search(TITLE.of(report).name):
        return False
    opening = (report.preamble.text or report.text.text)[:_OPENING]
    based = re.search(wording.enterprise_basis, opening) is not None
    return based or (report.agency or "").endswith(wording.enterprises)


def _has_traces(report: Report) -> bool:
    """Tell whether there is something of a table: its labels, or pictures in a report so called."""
    pictured = any(isinstance(block, Figure) for block in report.document.blocks)
    traced = any(table.presence is Presence.UNREAD for table in report.tables)
    return traced and (bool(TITLE.of(report).name) or not pictured)


def _is_other(report: Report, wording: TitleWording) -> bool:
    """Tell whether the title is another document's, and hardly a heading is the form's."""
    exact = sum(section.exact for section in report.sections)
    return exact < _ENOUGH_EXACT and has_other_title(report.preamble.lines, wording)
