"""The charts of the page, each beside the table that has its numbers."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.reporting.many.overview.cells import printable
from gouji.reporting.many.overview.charts import About, Bar, bar_chart, histogram
from gouji.reporting.many.overview.groups import Group, grade_titles
from gouji.reporting.many.overview.view import YearView
from gouji.reporting.wording import score_text
from gouji.rulebook.profile import Profile

MOST_RULES = 12
MOST_GROUPS = 20
_LONGEST_LABEL = 26


def page_charts(view: YearView, profile: Profile) -> dict[str, str]:
    """Return the charts of ``view`` as SVG, by name."""
    charts = {
        "scores": _scores(view),
        "grades": _grades(view, profile),
        "bodies": _means("bodies", "各类机关的平均得分", view.bodies, profile),
    }
    if view.rules:
        charts["rules"] = _rules(view)
    if len(view.parents) > 1:
        charts["parents"] = _means("parents", "各上级机关所属报告的平均得分", view.parents, profile)
    if view.compared:
        charts["changes"] = _changes(view)
    return charts


def _scores(view: YearView) -> str:
    edges = [*(band.first for band in view.bands), view.bands[-1].end]
    sure, doubtful = [b.sure for b in view.bands], [b.doubtful for b in view.bands]
    told = f"{sum(sure)} 份得分确定，{sum(doubtful)} 份得分未定、按最低得分计"
    about = About("chart-scores", "得分分布", f"各分数段的报告份数：{told}。数字见旁边的表。")
    return histogram(about, edges, sure, doubtful)


def _grades(view: YearView, profile: Profile) -> str:
    counts = zip(grade_titles(profile), view.whole.grades, strict=True)
    return _numbers(About("chart-grades", "等次分布", ""), list(counts))


def _changes(view: YearView) -> str:
    return _numbers(About("chart-changes", "与上年得分相比", ""), list(view.changes))


def _rules(view: YearView) -> str:
    broken = view.rules[:MOST_RULES]
    counts = [(f"{rule.code} {rule.title}", rule.broken_in) for rule in broken]
    return _numbers(About("chart-rules", "问题最多的规则（有问题的报告份数）", ""), counts)


def _numbers(about: About, counts: Sequence[tuple[str, int]]) -> str:
    """Return a chart of counts, described by them."""
    told = "，".join(f"{label} {number} 份" for label, number in counts)
    bars = [
        Bar(_short(label), Decimal(number), Decimal(number), f"{number} 份")
        for label, number in counts
    ]
    return bar_chart(About(about.id, about.title, f"{told}。"), bars)


def _means(name: str, title: str, groups: Sequence[Group], profile: Profile) -> str:
    about = About(f"chart-{name}", title, f"{'；'.join(_told(groups))}。")
    bars = [
        Bar(_short(group.name), group.low, group.high, score_text(group.low, group.high))
        for group in groups[:MOST_GROUPS]
    ]
    return bar_chart(about, bars, profile.out_of)


def _told(groups: Sequence[Group]) -> Iterator[str]:
    for group in groups[:MOST_GROUPS]:
        yield f"{printable(group.name)} {score_text(group.low, group.high)} 分，{group.reports} 份"


def _short(label: str) -> str:
    label = " ".join(printable(label).split())
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"
