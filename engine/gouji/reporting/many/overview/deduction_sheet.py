"""The sheet 扣分: one row a deduction or addition, with all that it takes to reckon it again."""

from collections.abc import Iterator
from decimal import Decimal

from gouji.model.audit import AuditJson, DeductionInfo
from gouji.model.grading import Entry
from gouji.model.score import ITEM, TITLES
from gouji.reporting.many.overview.cells import Content
from gouji.reporting.many.overview.columns import Column
from gouji.reporting.many.overview.years import NO_YEAR

DEDUCTIONS = (
    Column("机关", 16, wrap=True),
    Column("年度", 6),
    Column("序号", 5),
    Column("编号", 10, wrap=True),
    Column("组", 12, wrap=True),
    Column("性质", 8),
    Column("算式", 16, wrap=True),
    Column("应扣", 7),
    Column("本组上限", 9),
    Column("上限还剩", 9),
    Column("实扣", 7),
    Column("原因", 60, wrap=True),
    Column("文件", 30, wrap=True, printed=False),
)


def deduction_rows(entry: Entry, audit: AuditJson) -> Iterator[tuple[Content, ...]]:
    """Yield a row for each deduction, in the order in which they were reckoned."""
    score = audit.score
    kinds = (("扣分", score.deductions), ("待定", score.open), ("不再扣", score.uncharged))
    numbered = [(kind, each) for kind, some in kinds for each in some]
    for number, (kind, each) in enumerate(numbered, 1):
        yield (*_whose(entry), number, *_row(kind, each), entry.name)
    for number, added in enumerate(score.additions, len(numbered) + 1):
        own = (_code(added.code), "", "加分", None, Decimal(added.full), None, Decimal(added.room))
        yield (*_whose(entry), number, *own, Decimal(added.points), added.why, entry.name)


def _whose(entry: Entry) -> tuple[Content, Content]:
    return entry.agency, NO_YEAR if entry.year is None else entry.year


def _row(kind: str, each: DeductionInfo) -> tuple[Content, ...]:
    return (
        _code(each.code),
        each.group_title,
        kind,
        _sum(each),
        Decimal(each.full or each.points),
        _number(each.cap),
        _number(each.room),
        Decimal(each.points),
        each.why,
    )


def _code(code: str) -> str:
    """Return the code of a rule or an item, or what is charged beside them in words."""
    return TITLES.get(code, code.removeprefix(ITEM))


def _sum(each: DeductionInfo) -> str:
    """Return what the full cost is made of: so many findings of a rule at so many points."""
    return " + ".join(
        f"{part.code} {part.times}×{part.points}" if part.code.isupper() else part.points
        for part in each.parts
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
