"""A city's agencies over three years: founded, renamed, merged, split, moved, abolished, exempt."""

from datetime import date

import pytest

from gouji.model.register import NOT_COMPARED, Register, Registered
from gouji.register.carrying import carried
from gouji.register.changes import Change, changes
from gouji.register.names import Names
from gouji.register.succession import Before, succession
from register.registerkit import names, register

CITY, COUNTY = "清梧市人民政府", "丹穗县人民政府"

FIRST = register(
    2023,
    Registered(CITY, aliases=("清梧市",), body="government"),
    Registered(COUNTY, parent=CITY, body="government"),
    Registered("市扶贫办", parent=CITY),
    Registered("市文化局", parent=CITY),
    Registered("市旅游局", parent=CITY),
    Registered("市建设局", parent=CITY),
    Registered("市档案局", parent=CITY),
    Registered("市地震局", parent=CITY),
    Registered("市供销社", parent=CITY, reports=False, reason="参照企业管理"),
)
SECOND = register(
    2024,
    Registered(CITY, aliases=("清梧市",), body="government"),
    Registered(COUNTY, parent=CITY, body="government"),
    Registered("市数据局", parent=CITY, since=date(2024, 4, 1)),
    Registered("市乡村振兴局", parent=CITY, formerly=("市扶贫办",), since=date(2024, 3, 1)),
    Registered("市文化和旅游局", parent=CITY, formerly=("市文化局", "市旅游局")),
    Registered("市住建局", parent=CITY, formerly=("市建设局",)),
    Registered("市城管局", parent=CITY, formerly=("市建设局",)),
    Registered("市档案局", parent=CITY, until=date(2024, 9, 1), reason="并入市委办公室"),
    Registered("市地震局", parent=COUNTY),
    Registered("市供销社", parent=CITY, reports=True),
)


def test_who_must_report() -> None:
    """One abolished within the year does not, one that is exempt does not."""
    assert names(FIRST.due()) == names(FIRST.agencies)[:-1]
    assert names(SECOND.due()) == [n for n in names(SECOND.agencies) if n != "市档案局"]


def test_what_changed() -> None:
    assert changes(FIRST, SECOND) == (
        Change("新设", "市数据局", when=date(2024, 4, 1)),
        Change("更名", "市乡村振兴局", "原市扶贫办", date(2024, 3, 1)),
        Change("合并", "市文化和旅游局", "由市文化局、市旅游局合并"),
        Change("拆分", "市住建局", "从市建设局分出"),
        Change("拆分", "市城管局", "从市建设局分出"),
        Change("换上级", "市地震局", f"{CITY}→{COUNTY}"),
        Change("报送义务", "市供销社", "不报送→应报送"),
        Change("撤销", "市档案局", "", date(2024, 9, 1)),
    )


def test_a_parent_that_was_renamed_is_the_same_parent() -> None:
    before = register(2023, "丹穗县政府", Registered("丹穗县水利局", parent="丹穗县政府"))
    now = register(
        2024,
        Registered("丹穗区政府", formerly=("丹穗县政府",)),
        Registered("丹穗区水利局", parent="丹穗区政府", formerly=("丹穗县水利局",)),
    )
    assert {change.what for change in changes(before, now)} == {"更名"}


def test_with_whom_each_is_compared() -> None:
    was = succession(FIRST, SECOND)
    assert {name: before.agency for name, before in was.items()} == {
        CITY: CITY,
        COUNTY: COUNTY,
        "市数据局": "市数据局",  # there is no report of it to be found
        "市乡村振兴局": "市扶贫办",
        "市文化和旅游局": None,
        "市住建局": None,
        "市城管局": None,
        "市地震局": "市地震局",
        "市供销社": "市供销社",
    }
    assert was["市文化和旅游局"].why == "由市文化局、市旅游局合并而成，不拿其中一个的上年报告来比"
    assert was["市住建局"].why == "上年的市建设局已分成 2 个机关，不拿它的上年报告来比"


@pytest.mark.parametrize(
    ("compared", "expected"),
    [("市文化局", "市文化局"), (NOT_COMPARED, None), (None, None)],
)
def test_a_person_may_say_with_whom(compared: str | None, expected: str | None) -> None:
    merged = Registered("市文旅局", formerly=("市文化局", "市旅游局"), compared=compared)
    assert succession(FIRST, register(2024, merged))["市文旅局"].agency == expected


def test_one_that_took_in_another_under_its_own_name_is_not_what_it_was() -> None:
    grown = register(2024, Registered("市文化局", formerly=("市旅游局",)))
    assert succession(FIRST, grown)["市文化局"].parts == ("市文化局", "市旅游局")
    assert succession(FIRST, grown)["市文化局"].agency is None


def test_a_year_later_all_are_what_they_were() -> None:
    """Former names stay in the register, and mean nothing new."""
    third = carried(SECOND, 2025)
    assert third == Register(2025, third.agencies, "carried", 2024, "")
    assert names(third.agencies) == [n for n in names(SECOND.agencies) if n != "市档案局"]
    assert {n: b.agency for n, b in succession(SECOND, third).items()} == {
        n: n for n in names(third.agencies)
    }
    assert changes(SECOND, third) == ()


def test_dated_changes_are_applied_where_no_later_register_says_so() -> None:
    """One register holds what was known when it was made; its days come later."""
    known = register(
        2024,
        Registered("甲局", until=date(2025, 3, 1)),
        Registered("乙局", since=date(2025, 3, 1), formerly=("甲局",)),
        Registered("丙局", until=date(2026, 1, 1)),
        Registered("丁局", reports=True, until=date(2025, 6, 1)),
        Registered("戊局", reports=False, reason="垂管"),
    )
    due = {year: names(carried(known, year).due()) for year in (2025, 2026)}
    assert names(known.due()) == ["甲局", "丙局", "丁局"]
    assert due == {2025: ["乙局", "丙局"], 2026: ["乙局"]}
    assert succession(known, carried(known, 2025)) == {
        "乙局": Before("甲局", parts=("甲局",)),
        "丙局": Before("丙局", parts=("丙局",)),
        "戊局": Before("戊局", parts=("戊局",)),
    }


BRANCH = "市公安局（高新分局）"
NAMES = Names(
    register(
        2024,
        Registered("清梧市发展和改革委员会", aliases=("市发改委", "发改局")),
        Registered("清梧市公安局", aliases=("市公安局",)),
        Registered("清梧市公安局（高新分局）", aliases=(BRANCH,)),
        Registered("市数据局", formerly=("市大数据局",), aliases=("发改局",)),
        Registered("市大数据局", until=date(2024, 5, 1)),
        Registered("市档案局", until=date(2024, 9, 1)),
        Registered("市林草局", since=date(2025, 2, 1), formerly=("市林业局",)),
        Registered("市林业局", until=date(2025, 2, 1)),
        Registered("市住建局", formerly=("市建设局",)),
        Registered("市城管局", formerly=("市建设局",)),
    ),
    register(2025, Registered("市政务和数据局", formerly=("市数据局",), aliases=("政数局",))),
)


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("清梧市发展和改革委员会", "清梧市发展和改革委员会"),
        ("市 发改委", "清梧市发展和改革委员会"),
        ("发改局", "发改局"),  # an alias of two
        ("市公安局", "清梧市公安局"),
        ("市公安局(高新分局)", "清梧市公安局（高新分局）"),
        ("市大数据局", "市数据局"),
        ("市档案局", "市档案局"),
        ("市林业局", "市林业局"),
        ("市林草局", "市林业局"),
        ("市政务和数据局", "市数据局"),
        ("政数局", "市数据局"),
        ("市建设局", "市建设局"),  # it became two
        ("没有的局", "没有的局"),
    ],
)
def test_what_names_mean(name: str, agency: str) -> None:
    assert NAMES.resolve(name) == agency
