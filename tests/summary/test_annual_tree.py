"""Cells added up over a city, its departments, and a county with members of its own."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gouji.model.grading import Agency, Due, Failure
from gouji.summary import AnnualSummary
from gouji.summary.amounts import Amount
from gouji.summary.figures import Line, RollUp
from gouji.summary.turnout import Participation, Turnout
from yearkit import BOOK, Filed, annual, grading

CITY, WATER, CIVIL = "清梧市人民政府", "清梧市水利局", "清梧市民政局"
COUNTY, MONEY, SCHOOLS = "丹穗县人民政府", "丹穗县财政局", "丹穗县教育局"
NEW, OVER = "t3.new.total", "t3.carried_over.total"
LICENCE, PENALTY, FEE = "t2.licence.decisions", "t2.penalty.decisions", "t2.fee.amount"

# The list names the city 「清梧市」 where a parent is asked for; the government stands for it.
LISTED = (
    Agency(CITY, None, "government"),
    Agency(WATER, "清梧市", "department"),
    Agency(CIVIL, "清梧市", "department"),
    Agency(COUNTY, CITY, "government"),
    Agency(MONEY, COUNTY, "department"),
    Agency(SCHOOLS, COUNTY, "department"),
)
CITY_REPORT = Filed(
    CITY, {NEW: "100", OVER: "3", LICENCE: "40", PENALTY: "9", FEE: "12.5"}, body="government"
)
WATER_REPORT = Filed(WATER, {NEW: "30", OVER: "5", LICENCE: "20", FEE: "2.25"})
COUNTY_REPORT = Filed(
    COUNTY, {LICENCE: "7", PENALTY: "4", FEE: "/"}, unread=("t3",), body="government"
)
MONEY_REPORT = Filed(MONEY, {NEW: "20", LICENCE: "7", PENALTY: "9", FEE: "1.1"})
FAILED = Failure("教育局.pdf", "1" * 64, "文件已加密", SCHOOLS, 2024, COUNTY)


def summed(
    *reports: Filed, listed: tuple[Agency, ...] = LISTED, failures: tuple[Failure, ...] = ()
) -> AnnualSummary:
    return annual(grading(*reports, failures=failures), None, listed, BOOK, 2024)


def amount(value: str | int, *missing: str) -> Amount:
    return Amount(Decimal(value), frozenset(missing))


WHOLE = summed(CITY_REPORT, WATER_REPORT, COUNTY_REPORT, MONEY_REPORT, failures=(FAILED,))


def test_who_reported() -> None:
    assert WHOLE.participation == Participation(
        whole=Turnout(None, 6, 4, 1, 1),
        by_parent=(
            Turnout(None, 1, 1, 0, 0),
            Turnout(COUNTY, 2, 1, 1, 0),
            Turnout(CITY, 3, 2, 0, 1),
        ),
        missing=(Due(CIVIL, 2024, CITY, "department", None, "missing"),),
        failures=(FAILED,),
        stray=(),
        unlisted=(),
    )


def test_a_consolidated_report_stands_for_its_members() -> None:
    """The city's report has these cells: nothing below it is added, nothing is missing."""
    some = {cell: WHOLE.totals[cell] for cell in (NEW, OVER, LICENCE, PENALTY, FEE)}
    assert some == {
        NEW: amount(100), OVER: amount(3), LICENCE: amount(40), PENALTY: amount(9),
        FEE: amount("12.5"),
    }  # fmt: skip


def test_without_it_the_members_are_a_lower_bound() -> None:
    """The county's report has no table three, so that its members stand for it there alone."""
    totals = summed(WATER_REPORT, COUNTY_REPORT, MONEY_REPORT, failures=(FAILED,)).totals
    assert {cell: totals[cell] for cell in (NEW, LICENCE, PENALTY, FEE)} == {
        NEW: amount(50, CITY, CIVIL, COUNTY, SCHOOLS),
        LICENCE: amount(27, CITY, CIVIL),
        PENALTY: amount(4, CITY, CIVIL),
        FEE: amount("3.35", CITY, CIVIL, COUNTY, SCHOOLS),
    }


def test_where_whole_and_parts_differ() -> None:
    """Of the city a member is missing: only what is more than the whole is surely wrong."""
    county, city = WHOLE.roll_ups
    assert county == RollUp(
        agency=COUNTY,
        members=(SCHOOLS, MONEY),
        filed=True,
        absent=(SCHOOLS,),
        partial=(),
        lines=(Line(PENALTY, Decimal(4), amount(9, SCHOOLS), "exceeds"),),
        equal=0,
        open=199,
        own=False,
    )
    assert city == RollUp(
        agency=CITY,
        members=(COUNTY, CIVIL, WATER),
        filed=True,
        absent=(CIVIL,),
        partial=((COUNTY, 176),),
        lines=(Line(OVER, Decimal(3), amount(5, CIVIL, COUNTY), "exceeds"),),
        equal=0,
        open=199,
        own=False,
    )


def test_where_all_members_are_there() -> None:
    """40 against 20 + 7 + 13; 9 against 4 + 4; 12.5 against 2.25 + 1.1 + 9.15."""
    county = Filed(
        COUNTY, {NEW: "70", OVER: "-2", LICENCE: "7", PENALTY: "4", FEE: "1.1"}, body="government"
    )
    civil = Filed(CIVIL, {LICENCE: "13", PENALTY: "4", FEE: "9.15"})
    found = summed(CITY_REPORT, WATER_REPORT, civil, county, MONEY_REPORT).roll_ups[1]
    assert (found.absent, found.partial) == ((), ((COUNTY, 1),))
    assert found.lines == (
        Line(PENALTY, Decimal(9), amount(8), "differs"),
        Line(OVER, Decimal(3), amount(5, COUNTY), "exceeds"),
    )
    assert (found.equal, found.open) == (198, 0)


@pytest.mark.parametrize(("many", "own", "total"), [(6, True, 31), (5, True, 31), (4, False, 1)])
def test_a_report_that_cannot_include_its_members_is_added_to_them(
    many: int, own: bool, total: int
) -> None:
    """Six cells say 1; the member says 30 in some of them and 0 in the rest, 3 against 3 besides."""
    cells = (NEW, OVER, LICENCE, FEE, "t3.granted.total", "t3.total.total")
    city = Filed(CITY, {**dict.fromkeys(cells, "1"), PENALTY: "3"}, body="government")
    water = Filed(WATER, {**dict.fromkeys(cells[:many], "30"), PENALTY: "3"})
    listed = (Agency(CITY, None, "government"), Agency(WATER, CITY, "department"))
    found = summed(city, water, listed=listed)
    (roll_up,) = found.roll_ups
    assert (roll_up.own, len(roll_up.lines)) == (own, many)
    assert found.totals[NEW] == amount(total)
    assert found.totals[PENALTY] == amount(6 if own else 3)


@pytest.mark.parametrize(("even", "own"), [(4, True), (5, False)])
def test_most_of_what_members_did_must_be_more_than_the_report(even: int, own: bool) -> None:
    """Five cells are more than the report says, against four or five that are as many."""
    ids = list(summed().totals)
    more, same = ids[:5], ids[5 : 5 + even]
    city = Filed(CITY, dict.fromkeys([*more, *same], "1"), body="government")
    water = Filed(WATER, dict.fromkeys(more, "2") | dict.fromkeys(same, "1"))
    assert summed(city, water, listed=LISTED[:2]).roll_ups[0].own is own


def test_what_is_its_own_is_added_at_every_level() -> None:
    """County 1 + 30, city 2 + (1 + 30); a member that did not file makes it a lower bound."""
    cells = (NEW, OVER, LICENCE, PENALTY, FEE)
    city = Filed(CITY, dict.fromkeys(cells, "2"), body="government")
    county = Filed(COUNTY, dict.fromkeys(cells, "1"), body="government")
    money = Filed(MONEY, dict.fromkeys(cells, "30"))
    found = summed(city, county, money, listed=(LISTED[0], *LISTED[3:]))
    assert [roll_up.own for roll_up in found.roll_ups] == [True, True]
    assert found.totals[NEW] == amount(33, SCHOOLS)


@pytest.mark.parametrize(
    ("shown", "expected", "blanks"),
    [("", amount(30), 1), (None, amount(30, MONEY), 0), ("/", amount(30, MONEY), 0),
     ("-4", amount(30, MONEY), 0), ("4.5", amount(30, MONEY), 0), ("1204", amount(1234), 0)],
)  # fmt: skip
def test_only_a_blank_stands_for_nothing(shown: str | None, expected: Amount, blanks: int) -> None:
    listed = (Agency(WATER), Agency(MONEY))
    found = summed(WATER_REPORT, Filed(MONEY, {NEW: shown}), listed=listed)
    assert (found.totals[NEW], found.blanks) == (expected, blanks)


def test_forms_are_never_added_to_one_another() -> None:
    old = Filed(MONEY, {NEW: "20", "t2.licence.change": "-3"}, edition="2019")
    found = summed(WATER_REPORT, old, listed=(Agency(WATER), Agency(MONEY)))
    assert found.strangers == {MONEY: "2019"}
    assert found.totals[NEW] == amount(30, MONEY)
    assert set(found.totals) == {c for t in BOOK.forms["2021"].tables for c in t.cell_ids()}


def test_a_decrease_is_added_and_bounds_nothing() -> None:
    """2019: 本年增减 may be negative; with a member missing, the whole may be less than a part."""
    change = "t2.licence.change"
    city = Filed(CITY, {change: "-5"}, edition="2019", year=2019, body="government")
    water = Filed(WATER, {change: "-2"}, edition="2019", year=2019)
    found = annual(grading(city, water), None, LISTED[:3], BOOK, 2019)
    assert found.totals[change] == amount(-5)
    assert [line for line in found.roll_ups[0].lines if line.cell == change] == []
    alone = annual(grading(water), None, LISTED[1:2], BOOK, 2019)
    assert alone.totals[change] == amount(-2)


def test_of_several_reports_the_one_audited_last_counts() -> None:
    first, second = Filed(WATER, {NEW: "30"}, audit=8), Filed(WATER, {NEW: "31"}, audit=7)
    found = summed(first, second, Filed(WATER, {NEW: "9"}, year=2023), listed=(Agency(WATER),))
    assert (found.several, found.totals[NEW], found.scores.whole.reports) == (
        (WATER,),
        amount(30),
        1,
    )


def test_agencies_above_one_another_stand_at_the_top() -> None:
    listed = (Agency(WATER, MONEY), Agency(MONEY, WATER), Agency(CIVIL, WATER))
    found = summed(WATER_REPORT, MONEY_REPORT, listed=listed)
    assert found.loops == (MONEY,)
    assert found.totals[NEW] == amount(20)


def test_a_group_that_is_no_agency_owes_no_report() -> None:
    listed = (Agency(WATER, "清梧市"), Agency(MONEY, "清梧市"))
    found = summed(WATER_REPORT, MONEY_REPORT, listed=listed)
    assert found.totals[NEW] == amount(50)
    assert found.roll_ups == ()


@pytest.mark.parametrize(
    ("parent", "mixed"), [(None, True), (CITY, False)], ids=["side by side", "below"]
)
def test_governments_and_departments_at_the_top_may_be_added_twice(
    parent: str | None, mixed: bool
) -> None:
    listed = (Agency(CITY, None, "government"), Agency(WATER, parent, "department"))
    assert summed(CITY_REPORT, WATER_REPORT, listed=listed).mixed is mixed


def test_files_of_unknown_agencies_may_be_those_missing() -> None:
    stray = Failure("无名.pdf", None, "文件是空的", None, None)
    other_year = Failure("去年.pdf", None, "文件是空的", CIVIL, 2023)
    mended = Failure("水利局旧.pdf", None, "文件是空的", WATER, 2024)
    found = summed(WATER_REPORT, failures=(stray, other_year, mended)).participation
    assert (found.whole, found.stray, found.failures) == (Turnout(None, 6, 1, 0, 5), (stray,), ())


def test_reports_that_nobody_expected() -> None:
    found = summed(WATER_REPORT, Filed(MONEY, parent=CITY), listed=LISTED[:3])
    assert found.participation.unlisted == (MONEY,)
    assert found.participation.whole == Turnout(None, 3, 1, 0, 2)
    assert found.roll_ups[0].members == (MONEY, CIVIL, WATER)


def test_a_members_own_fault_is_not_the_wholes() -> None:
    """A township's total says 9 where its applicants are 3 and 2: it counts as 5 in the county's."""
    rows = {"t3.new.natural": "3", "t3.new.business": "2", "t3.carried_out.natural": "3"}
    rows |= {"t3.carried_out.business": "2", "t3.carried_out.total": "5"}
    county = Filed(COUNTY, {**rows, NEW: "5"}, body="government")
    money = Filed(MONEY, {**rows, NEW: "9"}, broken={"R411": 1}, ties=True)
    listed = (Agency(COUNTY, None, "government"), Agency(MONEY, COUNTY, "department"))
    (right,) = summed(county, money, listed=listed).roll_ups
    assert (right.lines, right.equal, right.open) == ((), 200, 0)
    as_printed = replace(county, cells={**rows, NEW: "9"})
    (copied,) = summed(as_printed, money, listed=listed).roll_ups
    assert (copied.lines, copied.equal) == ((), 200)
    other = replace(county, cells={**rows, NEW: "7"})
    (wrong,) = summed(other, money, listed=listed).roll_ups
    assert wrong.lines == (Line(NEW, Decimal(7), amount(5), "differs"),)
