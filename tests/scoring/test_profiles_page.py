"""The examples of docs/profiles: whole rankings, reckoned by hand beside each."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from gouji.model.basis import Basis, Ground, Repaired
from gouji.model.filed import Entered, Filed
from gouji.model.score import Score
from gouji.rulebook import Rulebook
from gouji.rulebook.layers import load_layered
from gouji.scoring import Contender, grades, score, score_unfiled

PROFILES = Path(__file__).parents[2] / "docs/profiles"
WHEN = datetime(2025, 2, 1, tzinfo=UTC)
RIGHT = Basis()

Row = tuple[str, str, str, str | None]
"""League, agency, its score (both ends where they differ), its grade."""


def book(name: str) -> Rulebook:
    return load_layered([], str(PROFILES / f"{name}.yaml"))


def failing(*codes: str) -> Basis:
    return Basis(failed=tuple(Ground(c, f"here{n}", "any", c) for n, c in enumerate(codes)))


def unread(*codes: str) -> Basis:
    return Basis(unread=tuple(Ground(c, f"here{n}", "any") for n, c in enumerate(codes)))


def entered(**points: int) -> tuple[Entered, ...]:
    return tuple(Entered(i, Decimal(p), "台账", "甲", WHEN) for i, p in points.items())


def ranked(rules: Rulebook, filed: dict[Filed, Basis | None]) -> list[Row]:
    """Every agency by league, best first; ``None`` filed no report."""
    profile = rules.profile
    scores: dict[Filed, Score] = {
        each: score_unfiled(profile, each)
        if basis is None
        else score(basis, rules.rules, profile, each)
        for each, basis in filed.items()
    }
    all_ = [Contender(f.agency or "", s.league, s.low, s.high) for f, s in scores.items()]
    given = grades(all_, profile).grades
    rows = sorted(zip(all_, given, strict=True), key=lambda row: (row[0].league, -row[0].low))
    return [
        (c.league, c.name, str(c.low) if c.low == c.high else f"{c.low}–{c.high}", grade)
        for c, grade in rows
    ]


def filed(agency: str, filed_on: str = "2025-01-15", published: str = "2025-01-25") -> Filed:
    days = (date.fromisoformat(filed_on), date.fromisoformat(published))
    return Filed(agency, 2024, filed=days[0], published=days[1])


def test_licheng() -> None:
    """Days, copies, rounds, a quota.

    甲 100. 乙 filed on 21 January, a day late: −5 = 95. 丙 published on 3 March, 31 days after 31
    January: −8 = 92. 丁 copied from two: Q702 twice at 5, capped at 5 = 95. 戊 was returned four
    times: 4 × 5, at most 15 = 85. 己 does not say when it published: 0 or −8, 92–100. 庚 filed
    nothing: 0. 辛 was never published: −10 = 90.

    Eight agencies, a quota of 20 %: int(1.6) = 1. With 己 at 100 it would be first together with 甲,
    and both would exceed the one place; with less, 甲 is alone: 甲 is open. 己 is never alone before
    甲, nor is anybody else: 良好 for all from 80 on.
    """
    rules = book("licheng")
    late, copied, often = filed("丙", published="2025-03-03"), filed("丁"), filed("戊")
    rounds = Filed("戊", 2024, filed=often.filed, published=often.published, unmended=4)
    never = Filed("辛", 2024, filed=often.filed, unpublished=True)
    silent = Filed("己", 2024, filed=often.filed)
    assert ranked(
        rules,
        {
            filed("甲"): RIGHT,
            filed("乙", filed_on="2025-01-21"): RIGHT,
            late: RIGHT,
            copied: failing("Q702", "Q702"),
            rounds: RIGHT,
            silent: RIGHT,
            Filed("庚", 2024): None,
            never: RIGHT,
        },
    ) == [
        ("", "甲", "100", None),
        ("", "乙", "95", "良好"),
        ("", "丁", "95", "良好"),
        ("", "丙", "92", "良好"),
        ("", "己", "92–100", "良好"),
        ("", "辛", "90", "良好"),
        ("", "戊", "85", "良好"),
        ("", "庚", "0", "不合格"),
    ]


def test_laiyuan() -> None:
    """Base and plus, sheets of their own, items that people enter.

    Departments: 甲 25 + 15 entered, the report right, 5 + 5 plus items within 8: 100 + 8 = 108. 乙
    20 of 25 and 15 of 15, −3 for the incident, the report right: 100 − 5 − 3 = 92. 丙 has no entry
    for 解读: 15 open, 85–100. 丁 lacks much: S101 … cost 60 at most (report), 40 from the items.
    Towns: 戊 one row, one column and one balance broken by one cell, at 2 each instead of 4:
    100 − 2 = 98. 己 P206 at half its 3 points: 100 − 1.5 = 98.5, plus 5 = 103.5.
    """
    rules = book("laiyuan")
    full = {"disclosure": 25, "interpretation": 15}
    tied = Basis(
        failed=tuple(
            Ground(code, locus, "tie", code, table="t3")
            for code, locus in (("R411", "r"), ("R412", "c"), ("R413", "b"))
        ),
        causes=(Repaired(1, ("r", "c", "b")),),
    )
    bad = failing(*(["S102"] * 20))
    plus = entered(**full, innovation=5, praise=5)
    assert ranked(
        rules,
        {
            Filed("甲局", body="department", items=plus): RIGHT,
            Filed(
                "乙局",
                body="department",
                items=entered(disclosure=20, interpretation=15, incident=3),
            ): RIGHT,
            Filed("丙局", body="department", items=entered(disclosure=25)): RIGHT,
            Filed("丁局", body="department", items=entered(**full)): bad,
            Filed("戊镇", body="town", items=entered(disclosure=30)): tied,
            Filed("己乡", body="town", items=entered(disclosure=30, praise=5)): failing("P206"),
        },
    ) == [
        ("乡镇", "己乡", "103.5", "优秀"),
        ("乡镇", "戊镇", "98", "优秀"),
        ("部门", "甲局", "108", "优秀"),
        ("部门", "乙局", "92", "良好"),
        ("部门", "丙局", "85–100", None),
        ("部门", "丁局", "40", "一般"),
    ]


def test_wuwei() -> None:
    """Two leagues; the top quarter; a line at 67; length and numbers.

    Counties, four: the top quarter is one. 甲 100. 乙 too long: −2 = 98. 丙 lacks five numbers of
    channels at 1 each, capped at 3, and one of documents: 100 − 3 − 1 = 96. 丁 filed nothing: −5.
    Departments, five: a quarter is 1.25, so the first two places. 戊 lacks a number of documents,
    which costs a department nothing: 100. 己 and 庚 100 − 2 each (too long): equals on the second
    place, both within the top. 辛 lacks three sections and more: S102 × 10 at 4 = −40: 60. 壬 has a
    length that could not be read: 98–100: with 100 it would be first beside 戊; with 98 it stands
    third beside 己 and 庚, all within the first two places by having only one above them; so 先进
    for certain. 己 and 庚: with 壬 at 100 two stand above them: open.
    """
    rules = book("wuwei")
    counties = {
        Filed("甲县", body="government"): RIGHT,
        Filed("乙县", body="government"): failing("S113"),
        Filed("丙县", body="government"): failing(*["S114"] * 5, "S116"),
        Filed("丁县", body="government"): None,
    }
    departments = {
        Filed("戊局", body="department"): failing("S116"),
        Filed("己局", league="市直部门"): failing("S113"),
        Filed("庚局", body="department"): failing("S113"),
        Filed("辛局", body="department"): failing(*["S102"] * 10),
        Filed("壬局", body="department"): unread("S113"),
    }
    assert ranked(rules, counties | departments) == [
        ("县区", "甲县", "100", "先进"),
        ("县区", "乙县", "98", "合格"),
        ("县区", "丙县", "96", "合格"),
        ("县区", "丁县", "95", "合格"),
        ("市直部门", "戊局", "100", "先进"),
        ("市直部门", "己局", "98", None),
        ("市直部门", "庚局", "98", None),
        ("市直部门", "壬局", "98–100", "先进"),
        ("市直部门", "辛局", "60", "不合格"),
    ]


@pytest.mark.parametrize("path", sorted(PROFILES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_has_its_test(path: Path) -> None:
    assert f"test_{path.stem}" in globals()
