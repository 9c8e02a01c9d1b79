"""The template that ships, built when it is needed: a notice as GB/T 9704 sets it."""

import io
from functools import cache
from typing import TYPE_CHECKING

from gouji.extras import extra
from gouji.reporting.media.files import dateless

if TYPE_CHECKING:
    from docx.document import Document

_OPENING = (
    "你单位{{ 年度 }}政府信息公开工作年度报告（文件：{{ 文件 }}）已经审核，得分 {{ 得分 }}"
    "（满分 {{ 满分 }} 分{% if 可能扣分 %}；有的内容没有读出，得分待定{% endif %}），"
    "等次：{{ 等次 }}。现将需要整改的事项通知如下。"
)
_MEND = """\
{%p if 整改事项 %}
# {{ 号.next() }}、需要整改的事项
{%p for 项 in 整改事项 %}
## {{ 项.序号 }}．{{ 项.事项 }}（{{ 项.轻重 }}）
{%p for 说明 in 项.说明 %}
{{ 说明 }}。
{%p endfor %}
{%p if 项.读到 %}
读到：{{ 项.读到 }}。
{%p endif %}
{%p if 项.应为 %}
应为：{{ 项.应为 }}。
{%p endif %}
怎么改：{{ 项.改法 }}。
{%p for 更正 in 项.更正 %}
{{ 更正 }}。
{%p endfor %}
依据：{{ 项.依据 }}。
{%p endfor %}
{%p endif %}"""
_CHECK = """\
{%p if 核对事项 %}
# {{ 号.next() }}、请核对的事项
以下各处程序不能判定对错，没有扣分。请对照原件核对：确有错误的一并改正，没有错误的不必改动。
{%p for 项 in 核对事项 %}
## {{ 项.序号 }}．{{ 项.事项 }}
{%p if 项.读到 %}
读到：{{ 项.读到 }}。
{%p endif %}
依据：{{ 项.依据 }}。
{%p endfor %}
{%p endif %}"""
_UNREAD = """\
{%p if 未读内容 %}
# {{ 号.next() }}、没有读出的内容
以下内容没有读出，没有据以评判，不等于有错。请核对原件；需要时另送清晰的文件。
{%p for 内容 in 未读内容 %}
{{ 内容 }}。
{%p endfor %}
{%p endif %}"""
_SETTLED = """\
{%p if 人工核定 %}
# {{ 号.next() }}、人工核定的内容
以下内容没有从文件中读出，由我单位对照原件核定，已据以评判。有不同意见的，请一并书面说明。
{%p for 内容 in 人工核定 %}
{{ 内容 }}。
{%p endfor %}
{%p endif %}"""
_ADVICE = """\
{%p if 建议 %}
# {{ 号.next() }}、建议
以下各项不扣分，可以在改正时一并完善。
{%p for 项 in 建议 %}
{{ 项.序号 }}．{{ 项.事项 }}。{{ 项.改法 }}。
{%p endfor %}
{%p endif %}"""
_CLOSING = """\
# {{ 号.next() }}、整改要求
请于{{ 期限 }}前改正需要整改的事项，重新公布更正后的报告，并将整改情况报送我单位。
对以上事项有不同意见的，请在期限内书面说明。"""


@cache
def shipped_template() -> bytes:
    """Return the template as DOCX, which an office may change; needs the extra ``report``."""
    with extra("report"):
        from gouji.reporting.media.official import SENT_TO, SIGNED, official_paper
    paper = official_paper("整改通知")
    paper.add_paragraph("关于{{ 机关 }}{{ 年度 }}政府信息公开工作年度报告的整改通知", "Title")
    paper.add_paragraph("{%p set 号 = cycler('一', '二', '三', '四', '五', '六') %}")
    paper.add_paragraph("{{ 机关 }}：", SENT_TO)
    paper.add_paragraph(_OPENING)
    for part in (_MEND, _CHECK, _UNREAD, _SETTLED, _ADVICE, _CLOSING):
        _add(paper, part)
    paper.add_paragraph()
    paper.add_paragraph("{{ 审核机关 }}", SIGNED)
    paper.add_paragraph("{{ 日期 }}", SIGNED)
    _add(paper, "{%p if 扣分 or 可能扣分 or 加分 %}")
    _add_deductions(paper)
    _add(paper, "{%p endif %}")
    paper.add_paragraph()
    packed = io.BytesIO()
    paper.save(packed)
    return dateless(packed.getvalue())


def _add(paper: "Document", lines: str) -> None:
    """Append paragraphs; 「# 」 and 「## 」 make headings."""
    styles = {"#": "Heading 1", "##": "Heading 2"}
    for line in lines.splitlines():
        mark, _, rest = line.partition(" ")
        if mark in styles:
            paper.add_paragraph(rest, styles[mark])
        else:
            paper.add_paragraph(line)


def _add_deductions(paper: "Document") -> None:
    from gouji.reporting.media.official_table import add_table

    none = [""] * 4
    group = "{{ 项.组 }}{% if 项.本组上限 %}（上限 {{ 项.本组上限 }} 分）{% endif %}"
    rows = [
        ["{%tr for 项 in 扣分 %}", *none],
        [group, "{{ 项.要求 }}", "{{ 项.原因 }}", "{{ 项.应扣 }}", "{{ 项.分值 }}"],
        ["{%tr endfor %}", *none],
        ["{%tr for 项 in 可能扣分 %}", *none],
        [group, "{{ 项.要求 }}", "{{ 项.原因 }}", "{{ 项.应扣 }}", "待定，至多 {{ 项.分值 }}"],
        ["{%tr endfor %}", *none],
        ["{%tr for 项 in 加分 %}", *none],
        ["加分", "{{ 项.要求 }}", "{{ 项.原因 }}", "", "加 {{ 项.分值 }}"],
        ["{%tr endfor %}", *none],
        [
            "{% if 加分 %}扣分{% endif %}合计{% if 可能扣分 %}（不含待定）{% endif %}",
            "",
            "得分：{{ 算式 }}",
            "",
            "{{ 扣分合计 }}",
        ],
    ]
    add_table(
        paper,
        "附：扣分明细",
        ("组", "要求", "原因", "应扣", "实扣"),
        rows,
        numbers=(False, False, False, True, True),
        shares=(6, 7, 13, 3, 4),
    )
