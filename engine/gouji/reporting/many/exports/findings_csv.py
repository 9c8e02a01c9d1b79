"""Findings as a table for a spreadsheet program: CSV in UTF-8 with a mark, heads in Chinese.

What a spreadsheet would take for a formula is written as text, for it comes from documents.
"""

from collections.abc import Iterable, Iterator

from gouji.model.audit import AuditJson, Finding
from gouji.model.form import Form, cell_name
from gouji.reporting.media.spreadsheet import csv_bytes
from gouji.reporting.one.items import items
from gouji.reporting.wording import SEVERITIES
from gouji.rulebook import Rulebook

HEADS = (
    "文件", "机关", "年度", "结论", "序号", "严重程度", "规则", "规则名称", "位置编号", "单元格",
    "在原文何处", "读到", "应为", "说明", "依据", "怎么改", "备注",
)  # fmt: skip


def findings_csv(audits: Iterable[AuditJson], book: Rulebook) -> bytes:
    """Return ``audits`` as CSV, a row for everything found, to be checked, waived or not read.

    ``序号`` numbers what is to be mended, as all reports do: findings of one cause share it.
    """
    return csv_bytes(HEADS, (row for a in audits for row in _rows(a, book.forms[a.report.edition])))


def _rows(audit: AuditJson, form: Form) -> Iterator[tuple[str, ...]]:
    report = audit.report
    head = (audit.document.path, report.agency or "", str(report.year or ""))
    for item in items(audit):
        ways = "；".join(item.orders[1:])
        for finding in item.findings:
            told = _told(finding, audit, form, item.instruction)
            yield (*head, "问题", str(item.number), *told, ways)
    for finding in audit.reviews:
        yield (*head, "请核对", "", *_told(finding, audit, form, finding.remedy), "不扣分")
    for waived in audit.waived:
        note = f"{waived.reason}（{waived.who}，至 {waived.until}）"
        yield (*head, "已豁免", "", *_told(waived, audit, form, waived.remedy), note)
    for part in audit.unread:
        note = f"{part.verdicts} 项因此无法判定" if part.verdicts else ""
        yield (*head, "未读出", *("",) * 9, part.what, "", "", note)


def _told(finding: Finding, audit: AuditJson, form: Form, instruction: str) -> tuple[str, ...]:
    cell = finding.locus if finding.locus in audit.cells else None
    if cell is None and finding.evidence:
        cell = finding.evidence[0].cell
    return (
        SEVERITIES[finding.severity],
        finding.code,
        finding.title,
        finding.locus,
        cell_name(form, cell) if cell else "",
        next((e.where for e in finding.evidence if e.where), ""),
        finding.actual or "",
        finding.expected or "",
        finding.message,
        finding.basis,
        instruction,
    )
