"""What is told at the end of a grading: how it went, what stands now, and where it was written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from gouji.model.grading import Grading
from gouji.reporting.wording import NOT_FILED, OPEN_GRADE, grade_text, owing_text
from gouji.rulebook import Rulebook

_MOST_TOLD = 10


def graded_lines(graded: Grading, whole: Grading, book: Rulebook, output: Path) -> Iterator[str]:
    """Yield what a person wants to know at the end of a run, and of all that stands now."""
    for failure in graded.failures[:_MOST_TOLD]:
        yield f"未能处理：{failure.name}：{failure.reason}"
    if len(graded.failures) > _MOST_TOLD:
        rest = len(graded.failures) - _MOST_TOLD
        yield f"……另有 {rest} 份未能处理，见 {output / 'failures.csv'}"
    yield from (f"注意：{note}" for note in whole.notes)
    yield _shares(graded, whole, book)
    yield f"未能处理 {len(graded.failures)} 份"
    yield from written_lines(whole, output)


def _shares(graded: Grading, whole: Grading, book: Rulebook) -> str:
    """Say how many were graded, and how many of those that count have which grade."""
    standing = {entry.audit for entry in whole.entries}
    counted = [entry for entry in graded.entries if entry.audit in standing]
    grades = Counter(grade_text(entry.grade) for entry in counted)
    order = [*(grade.title for grade in book.profile.grades), OPEN_GRADE]
    shares = "，".join(f"{name} {grades[name]}" for name in order if grades[name])
    aside = f"，算数的 {len(counted)} 份" if len(counted) < len(graded.entries) else ""
    return f"评定 {len(graded.entries)} 份{aside}" + (f"：{shares}" if shares else "")


def written_lines(whole: Grading, output: Path) -> Iterator[str]:
    """Yield what the outputs tell of, who did not report, and where they are."""
    counts = sorted(Counter(entry.year or 0 for entry in whole.entries).items())
    named = "、".join(
        f"{f'{year} 年度' if year else '年度未读出的'} {number} 份" for year, number in counts
    )
    yield f"算数的报告：{named}" if named else "没有算数的报告"
    yield from _owing(whole)
    files = "summary.html、summary.xlsx、pages/、notices/、audit.jsonl、failures.csv"
    yield f"结果在 {output}/：{files}"


def _owing(grading: Grading) -> Iterator[str]:
    """Yield for each year who had to report, and who of them did not."""
    for year in sorted({one.year for one in grading.due}):
        yield f"{year} 年度{owing_text(grading.owing(year))}"
        missing = [one.agency for one in grading.missing(year)]
        if missing:
            yield f"{NOT_FILED}：{_listed(missing)}"
        if beside := grading.beside(year):
            hint = f"是不是简称、别名，可用 gouji register check --year {year} 查看"
            yield f"不在应报送之列而有报告：{_listed(beside)}；{hint}"


def _listed(agencies: Sequence[str]) -> str:
    more = f"等 {len(agencies)} 个" if len(agencies) > _MOST_TOLD else ""
    return f"{'、'.join(agencies[:_MOST_TOLD])}{more}"
