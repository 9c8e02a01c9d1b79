"""Days, rounds and entered items; limits hold and nothing lost raises the low end."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.facts.report import Report
from gouji.model.filed import Entered, Filed
from gouji.model.score import Score
from gouji.reporting.public.audit_json import public_score
from gouji.rulebook.profile import Profile
from gouji.scoring import score
from scoring import make
from scoring.recomputing import wrongs
from scoring.test_score import reports

FULL = Profile.model_validate(
    make.BOOK.profile.model_dump(by_alias=True)
    | {
        "report": 70,
        "items": [
            {"id": "daily", "title": "日常", "kind": "scored", "most": 30},
            {"id": "praise", "title": "表扬", "kind": "plus", "most": 6},
            {"id": "new", "title": "创新", "kind": "plus", "most": 6},
            {"id": "harm", "title": "失误", "kind": "minus", "most": 10},
        ],
        "plus": 8,
        "caps": {"R411": 5, "A303": 2, "R403": 3},
        "points": {"D001": 0},
        "late": {
            "filed": {
                "due": "01-20",
                "steps": [{"days": 1, "points": 2}, {"days": 10, "points": 5}],
            },
            "published": {"due": "01-31", "steps": [{"days": 1, "points": 5}]},
        },
        "unpublished": 9,
        "unmended": {"points": 5, "most": 10},
    }
)
DAY = date(2025, 1, 1)
DAYS = st.one_of(st.none(), st.integers(0, 90).map(lambda n: DAY + timedelta(n)))
ENTRIES = st.dictionaries(
    st.sampled_from(["daily", "praise", "new", "harm"]), st.decimals(0, 40, places=1), max_size=4
).map(lambda all_: tuple(Entered(item, points) for item, points in all_.items()))
FILED = st.builds(
    Filed,
    agency=st.just("某局"),
    year=st.just(2024),
    filed=DAYS,
    published=DAYS,
    unpublished=st.booleans(),
    unmended=st.integers(0, 4),
    items=ENTRIES,
)


def scored(made: Report, filed: Filed) -> Score:
    return score(make.audit(made).basis, make.BOOK.rules, FULL, filed)


@settings(max_examples=60, deadline=None)
@given(reports(), FILED)
def test_every_limit_holds_and_sums_are_exact(made: Report, filed: Filed) -> None:
    found = scored(made, filed)
    assert wrongs(public_score(found).model_dump()) == []
    taken = (*found.deductions, *found.open)
    for letter, group in FULL.groups.items():
        assert sum(d.points for d in taken if d.group == letter) <= group.cap
    assert sum(d.points for d in taken if d.group in FULL.groups) <= Decimal(70)
    assert sum(d.points for d in taken) <= FULL.out_of
    assert sum(a.points for a in found.additions) <= FULL.plus
    assert Decimal(0) <= found.low <= found.high <= found.most == Decimal(108)


@settings(max_examples=40, deadline=None)
@given(reports(), FILED, st.sets(st.sampled_from(make.IDS), min_size=1, max_size=5))
def test_unread_cells_never_raise_the_low_end(made: Report, filed: Filed, cells: set[str]) -> None:
    assert scored(make.unread_cells(made, cells), filed).low <= scored(made, filed).low


@settings(max_examples=30, deadline=None)
@given(reports(), FILED, st.sampled_from(["t2", "t3", "t4"]))
def test_losing_a_table_never_raises_the_low_end(made: Report, filed: Filed, table: str) -> None:
    before = scored(made, filed).low
    assert scored(make.unread_table(made, table), filed).low <= before
    assert scored(make.without_table(made, table), filed).low <= before


@settings(max_examples=60, deadline=None)
@given(FILED, st.sampled_from(["filed", "published"]))
def test_not_knowing_a_day_or_an_entry_never_raises_the_low_end(filed: Filed, name: str) -> None:
    made = make.report(make.consistent({}))
    before = scored(made, filed).low
    unknown: dict[str, Any] = {name: None}
    assert scored(made, replace(filed, **unknown)).low <= before
    fewer = tuple(entry for entry in filed.items if entry.item == "harm")
    assert scored(made, replace(filed, items=fewer)).low <= before


def test_a_day_late_and_ten_days_late() -> None:
    made = make.report(make.consistent({}))
    given_ = Filed("某局", 2024, filed=date(2025, 1, 30), published=date(2025, 2, 1))
    found = scored(made, replace(given_, items=(Entered("daily", Decimal(28), "台账"),)))
    assert [(d.code, str(d.points), d.why) for d in found.deductions] == [
        ("late_filed", "5", "迟报：2025年1月30日报送，截止 2025年1月20日，迟 10 天"),
        ("late_published", "5", "迟公开：2025年2月1日公开，截止 2025年1月31日，迟 1 天"),
        ("item:daily", "2", "「日常」得 28 分（满 30 分）：台账"),
    ]
    assert scored(made, replace(given_, due=date(2025, 1, 30))).deductions[0].code != "late_filed"
