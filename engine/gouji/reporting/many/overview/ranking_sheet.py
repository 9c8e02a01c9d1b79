"""The sheet 排名: every report with its rank among those of its year and league."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from gouji.model.bodies import BODIES
from gouji.model.grading import Due, Entry, Grading, ranking
from gouji.model.numbers import decimal_text
from gouji.reporting.many.overview.cells import Content, Drawn
from gouji.reporting.many.overview.columns import Column
from gouji.reporting.many.overview.scores import change_of, unfiled_score
from gouji.reporting.many.overview.years import ALL_ALIKE, NO_YEAR, years_of
from gouji.reporting.wording import NOT_FILED, OPEN_GRADE
from gouji.rulebook.profile import Profile

RANKING = (
    Column("名次", 6),
    Column("机关", 26, wrap=True),
    Column("年度", 7),
    Column("上级机关", 16, wrap=True),
    Column("机关种类", 14, wrap=True),
    Column("最低得分", 9),
    Column("最高得分", 9),
    Column("满分", 6),
    Column("等次", 10),
    Column("错误", 6),
    Column("警告", 6),
    Column("建议", 6),
    Column("需人工核对", 7),
    Column("未读出", 7),
    Column("已豁免", 7),
    Column("比上年", 16),
    Column("组别", 12, wrap=True),
    Column("文件", 30, wrap=True),
)


def ranking_rows(
    grading: Grading, profile: Profile, profiles: Mapping[int | None, Profile] = ALL_ALIKE
) -> Iterator[tuple[Content, ...]]:
    """Yield the rows, year by year, league by league, at the end those who did not report.

    These have no rank, as a report without a year has none.
    """
    for year in years_of(grading):
        for ranked in ranking(grading.entries, year):
            rank = None if year is None else ranked.rank
            yield (rank, *_row(ranked.entry, grading))
        for due in grading.missing(year):
            yield _absent(due, profiles.get(year, profile))


def _absent(due: Due, profile: Profile) -> tuple[Content, ...]:
    score = unfiled_score(due, profile)
    told = (None, due.agency, due.year, due.parent, BODIES[due.body])
    points = map(_score, (score.low, score.high, score.out_of))
    rest = (None,) * (len(RANKING) - len(told) - 6)
    return (*told, *points, Drawn(NOT_FILED, "alarm"), *rest, score.league or None, None)


def _row(entry: Entry, grading: Grading) -> tuple[Content, ...]:
    return (
        entry.agency,
        Drawn(NO_YEAR, "alarm") if entry.year is None else entry.year,
        entry.parent,
        BODIES[entry.body],
        _score(entry.low),
        _score(entry.high),
        _score(entry.out_of),
        entry.grade or Drawn(OPEN_GRADE, "alarm"),
        entry.errors,
        entry.warnings,
        entry.advice,
        entry.reviews,
        entry.unread,
        entry.waived,
        _change(entry, grading),
        entry.league or None,
        entry.name,
    )


def _score(points: Decimal) -> Decimal:
    """Return ``points`` without zeros at the end, which would show as decimals."""
    return Decimal(decimal_text(points))


def _change(entry: Entry, grading: Grading) -> Content:
    change = change_of(entry, grading)
    if change is None:
        return None
    return _score(change.low) if change.low == change.high else Drawn(change.text, "alarm")
