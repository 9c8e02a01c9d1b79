"""Chapters: who reported, how they scored."""

from collections.abc import Sequence

from gouji.model.bodies import BODIES
from gouji.reporting.many.annual.content import Chapter, Mean, Table, Value
from gouji.reporting.many.annual.wording import names, sentence, share
from gouji.reporting.media.printable import printable
from gouji.summary import AnnualSummary
from gouji.summary.scores import Marks, Scores
from gouji.summary.turnout import Participation, Turnout

TOP = "（没有注明上级）"


def turnout_sentence(summary: AnnualSummary) -> str:
    """Return how many reported."""
    whole, year = summary.participation.whole, summary.year
    if not whole.listed:
        count = summary.scores.whole.reports
        return f"共审核 {count} 个机关的{year}年度报告；没有机关名录，不知道还有谁应当报送。"
    return sentence(
        f"应报送的机关 {whole.listed} 个，{whole.filed} 个报送了{year}年度报告，"
        f"报送率 {share(whole.filed, whole.listed)}",
        f"{whole.failed} 个机关的报告未能审核" if whole.failed else "",
        f"{whole.missing} 个机关未报送" if whole.missing else "",
    )


def turnout_chapter(summary: AnnualSummary) -> Chapter:
    """Return who reported, who did not, and what could not be processed."""
    found = summary.participation
    tables = [_by_parent(found)] if found.whole.listed else []
    if found.missing:
        rows = (
            (printable(a.agency), printable(a.parent or TOP), BODIES.get(a.body, a.body))
            for a in found.missing
        )
        tables.append(Table("未报送的机关", ("机关", "上级", "种类"), tuple(rows)))
    if found.failures or found.stray:
        tables.append(_failures(found))
    return Chapter("报送情况", tuple(_turnout_sentences(summary)), tuple(tables))


def _turnout_sentences(summary: AnnualSummary) -> list[str]:
    found = summary.participation
    said = [turnout_sentence(summary)]
    if found.stray:
        doubt = "，未报送的机关可能在其中" if found.missing else ""
        said.append(f"另有 {len(found.stray)} 个文件未能处理，看不出是哪个机关的{doubt}。")
    if found.missing and summary.astray:
        said.append("有的文件没有归入这一年度，见「数据说明」；请对照后再认定哪些机关没有报送。")
    if found.unlisted and found.whole.listed:
        said.append(f"不在应报送之列而有报告的机关：{names(found.unlisted)}。")
    return said


def _by_parent(found: Participation) -> Table:
    head = ("上级", "应报送", "已报送", "未能审核", "未报送", "报送率")
    rows = [_turnout_row(printable(t.name or TOP), t) for t in found.by_parent]
    return Table("各地各部门报送情况", head, (*rows, _turnout_row("合计", found.whole)), bar=5)


def _turnout_row(name: str, turnout: Turnout) -> tuple[Value, ...]:
    rate = share(turnout.filed, turnout.listed)
    return name, turnout.listed, turnout.filed, turnout.failed, turnout.missing, rate


def _failures(found: Participation) -> Table:
    rows = (
        (printable(f.name), printable(f.agency or "看不出"), printable(f.reason))
        for f in (*found.failures, *found.stray)
    )
    return Table("未能处理的文件", ("文件", "机关", "原因"), tuple(rows), wide=2)


def score_sentence(scores: Scores) -> str:
    """Return the mean, and how many of each grade."""
    whole = scores.whole
    if not whole.reports:
        return "没有可以评分的报告。"
    counts = dict(zip(scores.titles, whole.grades, strict=True))
    grades = "、".join(f"{title} {count} 份" for title, count in counts.items())
    return sentence(
        f"{whole.reports} 份报告平均得 {mean_text(whole)} 分",
        grades,
        f"因有内容没有读出而等次待定的 {whole.undecided} 份" if whole.undecided else "",
    )


def mean_text(marks: Marks) -> str:
    """Return the mean score, or between which two it lies."""
    low, high = str(Mean(marks.low)), str(Mean(marks.high))
    return low if low == high else f"{low} 至 {high}"


def score_chapter(summary: AnnualSummary) -> Chapter:
    """Return the distribution of grades, and the means by kind of body and by parent."""
    scores = summary.scores
    said = [score_sentence(scores)]
    if scores.whole.low != scores.whole.high:
        said.append(
            "得分是一个区间的，前一个数是已经确定的得分，后一个数是没有读出的内容都合格时的得分。"
        )
    bodies = [(BODIES.get(m.name or "", m.name or ""), m) for m in scores.by_body]
    parents = [(printable(m.name or TOP), m) for m in scores.by_parent]
    tables = (
        _grades(scores),
        _means("各类机关得分", "机关种类", bodies, scores),
        _means("各地各部门得分", "上级", parents, scores),
    )
    return Chapter("得分与等次", tuple(said), tables if scores.whole.reports else ())


def _grades(scores: Scores) -> Table:
    whole = scores.whole
    counts = [*zip(scores.titles, whole.grades, strict=True)]
    if whole.undecided:
        counts.append(("待定", whole.undecided))
    rows = tuple((title, count, share(count, whole.reports)) for title, count in counts)
    return Table("等次分布", ("等次", "报告数", "占比"), rows, bar=2)


def _means(title: str, first: str, groups: Sequence[tuple[str, Marks]], scores: Scores) -> Table:
    head = (first, "报告数", "平均分（确定）", "平均分（最高）", *scores.titles, "待定")
    return Table(title, head, tuple(_means_row(name, marks) for name, marks in groups))


def _means_row(name: str, marks: Marks) -> tuple[Value, ...]:
    means = (Mean(marks.low), Mean(marks.high))
    return name, marks.reports, *means, *marks.grades, marks.undecided
