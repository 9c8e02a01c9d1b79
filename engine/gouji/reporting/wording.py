"""Small pieces of Chinese that every report shares: scores, places, verdicts, severities."""

from decimal import Decimal
from typing import Protocol

from gouji.model.numbers import decimal_text
from gouji.model.verdict import Severity, Verdict

VERDICTS = {
    Verdict.PASS: "符合",
    Verdict.FAIL: "不符合",
    Verdict.REVIEW: "需人工核对",
    Verdict.NOT_APPLICABLE: "不适用",
    Verdict.NOT_ASSESSABLE: "无法判定",
    Verdict.WAIVED: "已豁免",
}

SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "警告", "advice": "建议"}


class Placed(Protocol):
    """Whatever stands on a page or in a line of a document."""

    @property
    def page(self) -> int | None:
        """Number of the page, from 1."""

    @property
    def line(self) -> int | None:
        """Number of the line, from 1, where there are no pages."""


def place_text(place: Placed | None) -> str:
    """Return where something stands, as a reader would look for it; empty where unknown."""
    if place is None:
        return ""
    if place.page is not None:
        return f"第{place.page}页"
    return f"第{place.line}行" if place.line is not None else ""


OPEN_GRADE = "等次待定"
"""What stands for the grade of a report that was not read well enough to have one."""


def score_text(low: Decimal | str, high: Decimal | str, to: str = "–") -> str:
    """Return a score in words; both its ends, joined by ``to``, where something is unread."""
    ends = dict.fromkeys((Decimal(low), Decimal(high)))
    return to.join(decimal_text(end) for end in ends)


def grade_text(grade: str | None) -> str:
    """Return a grade in words, also where there is none."""
    return grade or OPEN_GRADE
