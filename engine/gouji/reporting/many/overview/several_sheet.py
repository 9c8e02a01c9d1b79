"""The sheet 多份报告: agencies of which several files were received, and which of them counts."""

from collections.abc import Iterator, Sequence

from gouji.model.received import REASONS, Standing
from gouji.reporting.many.overview.cells import Content, Drawn
from gouji.reporting.many.overview.columns import Column

SEVERAL = (
    Column("机关", 30, wrap=True),
    Column("年度", 7),
    Column("算数的一份", 36, wrap=True),
    Column("为什么", 40, wrap=True),
    Column("其余的", 50, wrap=True),
)


def several_rows(several: Sequence[Standing]) -> Iterator[tuple[Content, ...]]:
    """Yield one row an agency's year; what a person must settle is marked."""
    for one in several:
        why = f"{one.chosen.who}指定：{one.chosen.why}" if one.chosen else REASONS[one.reason]
        yield (
            one.counts.agency,
            one.counts.year,
            one.counts.name,
            Drawn(f"{why}，请指定", "alarm") if one.is_open else why,
            "、".join(each.name for each in one.others),
        )
