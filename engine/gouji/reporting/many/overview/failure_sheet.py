"""The sheet 未能处理: the files that could not be processed, and why."""

from collections.abc import Iterator, Sequence

from gouji.model.grading import Failure
from gouji.reporting.many.overview.cells import Content
from gouji.reporting.many.overview.columns import Column

FAILURES = (
    Column("文件", 50, wrap=True),
    Column("机关", 30, wrap=True),
    Column("年度", 7),
    Column("上级机关", 20, wrap=True),
    Column("原因", 70, wrap=True),
)


def failure_rows(failures: Sequence[Failure]) -> Iterator[tuple[Content, ...]]:
    """Yield one row a file that could not be processed."""
    for failure in failures:
        yield (failure.name, failure.agency, failure.year, failure.parent, failure.reason)
