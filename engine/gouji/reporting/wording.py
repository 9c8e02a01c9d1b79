"""Small pieces of Chinese that every report shares: scores, places, verdicts, severities."""

from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.model.numbers import decimal_text
from gouji.model.verdict import Severity, Verdict

if TYPE_CHECKING:
    from gouji.model.grading import Owing

VERDICTS = {
    Verdict.PASS: "符合",
    Verdict.FAIL: "不符合",
    Verdict.REVIEW: "需人工核对",
    Verdict.NOT_APPLICABLE: "不适用",
    Verdict.NOT_ASSESSABLE: "无法判定",
    Verdict.WAIVED: "已豁免",
}

SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "警告", "advice": "建议"}

OPEN_GRADE = "等次待定"
"""What stands for the grade of a report that was not read well enough to have one."""


NOT_FILED = "未报送"
"""Stands in the place of a grade where an agency had to report and did not."""


def owing_text(owing: "Owing") -> str:
    """Return in words how many had to report, and what became of it."""
    failed = f"，未能审核 {owing.failed} 个" if owing.failed else ""
    beside = f"；另有 {owing.beside} 个不在应报送之列的机关有报告" if owing.beside else ""
    return (
        f"应报送的机关 {owing.due} 个，已报送 {owing.filed} 个{failed}，"
        f"{NOT_FILED} {owing.missing} 个{beside}"
    )


def score_text(low: Decimal | str, high: Decimal | str, to: str = "–") -> str:
    """Return a score in words; both its ends, joined by ``to``, where something is unread."""
    ends = dict.fromkeys((Decimal(low), Decimal(high)))
    return to.join(decimal_text(end) for end in ends)


def grade_text(grade: str | None) -> str:
    """Return a grade in words, also where there is none."""
    return grade or OPEN_GRADE
