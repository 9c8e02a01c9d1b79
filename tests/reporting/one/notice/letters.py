"""A notice's audit written by hand, and small templates."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import docx

from gouji.model.audit import (
    AuditJson,
    CandidateInfo,
    DeductionInfo,
    DocumentInfo,
    EditInfo,
    EvidenceInfo,
    Finding,
    InstructionInfo,
    ReportInfo,
    RulesInfo,
    ScoreInfo,
    SettledInfo,
    Unread,
    VerdictCounts,
)
from gouji.reporting.one.notice import notice
from gouji.rulebook import load_rulebook

BOOK = load_rulebook()
DEADLINE, ISSUED = date(2025, 3, 15), date(2025, 2, 5)


def evidence(quote: str, cell: str | None = None, page: int | None = 4) -> EvidenceInfo:
    line = 12 if page is None else None
    where = f"{cell or '第五部分'}（{f'第{page}页' if page else '第12行'}）"
    return EvidenceInfo(
        cell=cell, page=page, bbox=None, line=line, column=None, quote=quote, where=where
    )


def finding(code: str, locus: str, message: str, *read: EvidenceInfo, **more: Any) -> Finding:
    """A finding whose clause and remedy name its code, unless ``more`` has others."""
    rule = BOOK.rules[code]
    texts = {"expected": None, "actual": None, "basis": f"格式{code}", "remedy": f"改{code}"}
    return Finding(
        code=code, locus=locus, severity=rule.severity, title=rule.title, message=message,
        evidence=list(read), **{**texts, **more},
    )  # fmt: skip


ROW = finding("R411", "t3.row:total", "行不平", evidence("3", "t3.total.other"))
COLUMN = finding("R412", "t3.column:other", "列不平", evidence("3", "t3.total.other"),
                 evidence("", "t3.granted.other"))  # fmt: skip
CONTACT = finding("P206", "contact", "没有联系方式", expected="地址、电话")
HEADING = finding(
    "S103", "s5", "标题不同", evidence("五、存在问题", page=None), expected="五、…情况"
)
ADVICE = finding("P210", "download", "没有说明电子版在哪里")
DOUBT = finding("N601", "t3.new.total", "文字与表格可能不一致", evidence("收到 5 件", page=1))

SETTLED = [
    SettledInfo(
        code=code, locus=locus, value=value, where=where,
        who="李四", reason="对照原件", evidence=evidence, day="2025-02-01",
    )
    for code, locus, value, where, evidence in (
        (None, "t3.new.total", "3", "表三「新收」行「总计」列", "第3页"),
        ("R411", "t3.row:new", "pass", "各行总计", ""),
    )
]  # fmt: skip


def way(before: str, after: str, why: str) -> CandidateInfo:
    """One way to mend the two ties that fail."""
    place = {"page": None, "bbox": None, "line": None, "column": None, "quote": ""}
    edit = {"cell": "t3.total.other", "from": before, "to": after, **place}
    text = f"把 {before} 改为 {after}"
    edits = [EditInfo.model_validate(edit)]
    return CandidateInfo(text=text, why=why, sound=True, edits=edits)


def cause(*, certain: bool) -> InstructionInfo:
    """What to do about the two ties that fail."""
    ways = [way("3", "0", "与「没有」相符"), way("1", "4", "")]
    return InstructionInfo(
        findings=[("R411", "t3.row:total"), ("R412", "t3.column:other")],
        severity="error",
        headline="表三有 2 条勾稽不平，改一处即可都平",
        text="把 3 改为 0。" if certain else "请先核对原始数据，最可能的改法是：把 3 改为 0。",
        where="t3.total.other（第4页）",
        certain=certain,
        candidates=ways[:1] if certain else ways,
    )


def audit(
    *findings: Finding,
    reviews: Sequence[Finding] = (),
    unread: Sequence[str] = (),
    settled: Sequence[SettledInfo] = (),
    certain: bool = True,
    agency: str | None = "清梧市水利局",
    year: int | None = 2024,
    path: str = "报送/水利局.pdf",
) -> AuditJson:
    """An audit with ``findings``; where both ties fail, one cell explains them."""
    tied = ROW in findings and COLUMN in findings
    opened = [DeductionInfo(code="R403", points="3.5", why="没有读出", loci=[])] if unread else []
    return AuditJson(
        document=DocumentInfo(path=path, sha256="0" * 64, format="pdf", pages=5),
        report=ReportInfo(agency=agency, year=year, edition="2021"),
        cells={}, findings=list(findings), reviews=list(reviews), waived=[],
        diagnoses=[],
        instructions=[cause(certain=certain)] if tied else [],
        unread=[Unread(what=what, verdicts=1) for what in unread], notes=[],
        settled=list(settled),
        verdicts=VerdictCounts.model_validate(
            {"pass": 0, "fail": 0, "review": 0, "not_applicable": 0, "not_assessable": 0, "waived": 0}
        ),
        by_rule={},
        score=ScoreInfo(
            low="85.5" if unread else "89", high="89", out_of="100",
            grade=None if unread else "良好",
            deductions=[
                DeductionInfo(code="R411", points="8", why="一格写错", loci=["t3.row:total"]),
                DeductionInfo(code="P206", points="3", why="没有联系方式", loci=["contact"]),
            ],
            open=opened,
        ),
        rules=RulesInfo(edition="2021", profile="default", sha256="0" * 64),
    )  # fmt: skip


def letter(one: AuditJson, template: bytes | None = None) -> bytes:
    return notice(
        one, BOOK, agency=one.report.agency or "某机关", office="清梧市人民政府办公室",
        deadline=DEADLINE, issued=ISSUED, template=template,
    )  # fmt: skip


def paragraphs(data: bytes) -> list[str]:
    """What the paragraphs say, empty ones left out."""
    return [p.text for p in docx.Document(io.BytesIO(data)).paragraphs if p.text]


def template(*lines: str, header: str = "") -> bytes:
    """An office's own template of a few paragraphs."""
    paper = docx.Document()
    for line in lines:
        paper.add_paragraph(line)
    paper.sections[0].header.paragraphs[0].text = header
    packed = io.BytesIO()
    paper.save(packed)
    return packed.getvalue()
