"""This year beside last year under one profile: last year's scores are made anew by this year's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from gouji.batch.profiles import in_force
from gouji.batch.rescoring import Rescored, under
from gouji.model.grading import Entry, Grading
from gouji.rulebook import Rulebook
from gouji.store import History


def compared(history: History, book: Rulebook, grading: Grading, today: date) -> Grading:
    """Return ``grading`` with the scores before as this year's profile gives them.

    A score that cannot be made anew is left out: it would be of another profile.
    """
    before: dict[tuple[str, int], Entry] = {}
    notes: list[str] = []
    for year in sorted({year for _, year in grading.before}):
        own = {whose: entry for whose, entry in grading.before.items() if whose[1] == year}
        used = in_force(history, book, year, asked=False)
        last = replace(grading, entries=tuple(own.values()), due=())
        found = under(history, used, last, year - 1, today)
        scored = dict(zip(own, found.entries, strict=True))
        before |= {w: e for w, e in scored.items() if own[w].agency not in found.without}
        notes += told(found, used, year, kept="没有可比的上年得分")
    return replace(grading, before=before, notes=(*grading.notes, *notes))


def last_year(
    history: History, book: Rulebook, last: Grading, year: int, today: date
) -> tuple[Grading, tuple[str, ...]]:
    """Return what stood for the year before ``year`` as this year's profile scores it; and notes.

    A report that cannot be scored anew keeps its score, and is named.
    """
    whole = replace(last, entries=tuple(e for e in last.entries if e.year == year - 1))
    found = under(history, book, whole, year - 1, today)
    notes = told(found, book, year, kept="得分仍按上年的标准，与今年不可比")
    return replace(whole, entries=found.entries), tuple(notes)


def told(found: Rescored, book: Rulebook, year: int, *, kept: str) -> Iterator[str]:
    """Yield what must be said of last year's scores beside those of ``year``.

    ``kept`` says what becomes of scores that cannot be made anew.
    """
    if found.new:
        yield (
            f"与上年比较时，{year - 1} 年度的得分都按 {year} 年度的「{book.profile.title}」"
            "重新算过，可能与上年公布的不同"
        )
    if found.otherwise:
        yield (
            f"{year - 1} 年度有 {len(found.otherwise)} 份报告是按另一套规则审核的，"
            "今年才要求的规则当时没有判定，没有扣分，比较时请留意；把上年的报告再评定一次，就按同一套规则比较"
        )
    if found.without:
        yield (
            f"{year - 1} 年度有 {len(found.without)} 份报告是旧版审核的，没有留下计分的依据，"
            f"不能按今年的标准重新算，{kept}"
        )
