"""The sheet 退回改正: the reports that were returned to be mended, and what came of it."""

from collections.abc import Iterator, Sequence

from gouji.model.round import RoundRow
from gouji.reporting.many.overview.cells import Content
from gouji.reporting.many.overview.columns import Column

ROUNDS = (
    Column("机关", 30, wrap=True),
    Column("年度", 7),
    Column("退回", 12),
    Column("期限", 12),
    Column("报来", 12),
    Column("结果", 12),
    Column("改了多少", 30, wrap=True),
    Column("退回时得分", 12),
    Column("报来后得分", 12),
    Column("谁退回的", 12),
    Column("说明", 40, wrap=True),
)


def round_rows(rounds: Sequence[RoundRow]) -> Iterator[tuple[Content, ...]]:
    """Yield one row a round."""
    for each in rounds:
        days = (each.returned, each.due, each.ended)
        yield (
            each.agency,
            each.year,
            *("" if day is None else day.isoformat() for day in days),
            each.outcome,
            each.counts,
            each.before,
            each.after,
            each.who,
            each.comment,
        )
