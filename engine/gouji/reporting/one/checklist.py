"""The work list of one report for those who mend it: what to do, place by place, to tick off."""

import io

from gouji.extras import extra
from gouji.model.audit import AuditJson
from gouji.reporting.media.files import dateless
from gouji.reporting.media.printable import printable
from gouji.reporting.one.items import items, places
from gouji.reporting.wording import SEVERITIES

TITLE = "修改清单"
_HEAD = "序号", "轻重", "在哪里", "怎么改", "改好"
_SHARES = 4, 5, 11, 28, 5
_CHECK_HEAD = "序号", "在哪里", "请核对什么", "核过"
_CHECK_SHARES = 4, 12, 32, 5
_BOX = "□"


def checklist(audit: AuditJson) -> bytes:
    """Return the work list of ``audit`` as DOCX; the same audit gives the same bytes.

    It orders nobody to publish anything: that is for the office, in its notice. Needs the extra
    ``report``.
    """
    with extra("report"):
        from gouji.reporting.media.official import official_paper
        from gouji.reporting.media.official_table import add_table
    paper = official_paper(TITLE)
    paper.add_paragraph(TITLE, "Title")
    for line in _opening(audit):
        paper.add_paragraph(line)
    mend, check = _to_mend(audit), _to_check(audit)
    plain = (False,) * len(_HEAD)
    if mend:
        add_table(paper, "要改的地方", _HEAD, mend, numbers=plain, shares=_SHARES)
    if check:
        add_table(paper, "请核对", _CHECK_HEAD, check, numbers=plain[1:], shares=_CHECK_SHARES)
    if audit.unread:
        paper.add_paragraph("没有读出的内容（不算对，也不算错，请对照原文）：")
        for part in audit.unread:
            paper.add_paragraph(f"{printable(part.what)}。")
    packed = io.BytesIO()
    paper.save(packed)
    return dateless(packed.getvalue())


def _opening(audit: AuditJson) -> list[str]:
    year = f"{audit.report.year}年" if audit.report.year else ""
    report = f"{audit.report.agency or '（机关名称没有读出）'}{year}政府信息公开工作年度报告"
    file = audit.document.path.replace("\\", "/").rpartition("/")[2]
    orders = (
        "请从上往下改：错误在前，同样轻重的按在报告里的先后排。改完再审核一次。"
        if audit.findings
        else "没有发现要改的地方。"
    )
    return [printable(f"{report}（文件：{file}）"), orders]


def _to_mend(audit: AuditJson) -> list[list[str]]:
    """Return a row for each thing to mend: its place, and what to do about it."""
    return [
        [str(item.number), SEVERITIES[item.severity], *map(printable, (item.where, told)), _BOX]
        for item in items(audit)
        for told in [item.instruction + "；".join(item.orders[1:])]
    ]


def _to_check(audit: AuditJson) -> list[list[str]]:
    return [
        [str(number), printable(places([finding])), printable(f"{finding.message}。"), _BOX]
        for number, finding in enumerate(audit.reviews, 1)
    ]
