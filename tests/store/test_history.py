"""What is kept comes back, and stands where it should; the same on both databases."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from gouji.errors import HistoryError
from gouji.model.decision import Decision
from gouji.model.grading import Agency, Entry, Failure
from gouji.model.register import Register, Registered
from gouji.store import Filters, History, agency_name
from gradingkit import SAMPLE, Made, audited, entry
from store.kept import document, filed, to_keep

WATER, CIVIL, OFFICE, MONEY, TORN = SAMPLE
BLANK = Made(
    "blank.txt", agency="丹穗县水利局", faults=("blank_t3",), seed=6, published=date(2025, 1, 20)
)
LAST_YEAR = replace(WATER, year=2023, seed=7)
ALL = (*SAMPLE, BLANK, LAST_YEAR)
CHINA = timezone(timedelta(hours=8))


def kept(history: History, *reports: Made) -> tuple[Entry, ...]:
    """Keep reports and let them stand."""
    entries = history.keep([to_keep(made) for made in reports])
    history.stand(entries)
    return entries


def decision(locus: str, comment: str, agency: str = "清梧市水利局", year: int = 2024) -> Decision:
    when = datetime(2025, 3, 1, 9, 30, tzinfo=CHINA)
    return Decision(agency, year, "R412", locus, "dismissed", comment, "张三", when)


def test_entries_come_back_whole(history: History) -> None:
    entries = kept(history, *ALL)
    assert entries == tuple(
        replace(entry(made), audit=number.audit) for made, number in zip(ALL, entries, strict=True)
    )
    assert len({e.audit for e in entries}) == len(ALL)
    assert [history.entry(e.audit) for e in entries] == list(entries)
    assert history.known([f"{made.name}/{made.year}" for made in ALL] + ["none"]) == {
        f"{made.name}/{made.year}": e for made, e in zip(ALL, entries, strict=True)
    }


def test_audits_come_back_whole(history: History) -> None:
    entries = history.keep([to_keep(made) for made in ALL])
    order = [3, 0, 3, 6, 1]
    assert list(history.audits([entries[n] for n in order])) == [audited(ALL[n]) for n in order]
    assert [history.document(e.audit) for e in entries] == [document(made) for made in ALL]


@pytest.mark.parametrize("number", [0, -1, 10**6, 10**30])
def test_an_audit_that_is_not_there(history: History, number: int) -> None:
    assert (history.entry(number), history.document(number)) == (None, None)


@pytest.mark.parametrize("made", ALL, ids=lambda made: made.name)
def test_a_filing_is_what_was_recognised(history: History, made: Made) -> None:
    kept(history, made)
    expected = filed(made)
    found = history.filing(made.agency, made.year)
    assert found == expected
    assert found is not None
    assert list(found.values) == list(expected.values)


def test_many_filings_at_once(history: History) -> None:
    kept(history, *ALL)
    pairs = [(f"第{n}局", 2024) for n in range(1200)]
    asked = [*pairs, ("清梧市 水利局", 2024), ("清梧市水利局", 2024), ("清梧市水利局", 10**12)]
    water = filed(WATER)
    assert history.filings(asked) == dict.fromkeys(asked[1200:1202], water)
    assert history.filing("清梧市水利局", 2022) is None


def test_kept_once_by_key(history: History) -> None:
    (first,) = history.keep([to_keep(WATER, "one")])
    later = to_keep(CIVIL, "one")
    assert history.keep([later, to_keep(CIVIL, "two"), later])[::2] == (first, first)
    assert len(history.known(["one", "two"])) == 2


def test_thousands_of_keys(history: History) -> None:
    audits = [to_keep(WATER, f"{n:064x}", name=f"{n}.txt") for n in range(40)]
    assert [e.name for e in history.keep(audits)] == [f"{n}.txt" for n in range(40)]
    found = history.known(f"{n:064x}" for n in range(40_000))
    assert {key: e.name for key, e in found.items()} == {f"{n:064x}": f"{n}.txt" for n in range(40)}


def test_nothing_is_kept_of_what_fails(history: History) -> None:
    broken = to_keep(CIVIL)
    no_state = ((broken.kept.cells[0][0],), (None,), (None,), (None,))
    broken = replace(broken, kept=replace(broken.kept, cells=no_state))
    with pytest.raises(HistoryError, match="写不进"):
        history.keep([to_keep(WATER), broken])
    assert history.known([to_keep(WATER).key]) == {}


def test_the_last_audit_of_a_file_stands(history: History) -> None:
    first, second, third = history.keep([to_keep(WATER, key) for key in "abc"])
    history.stand([first, second])
    assert history.standing("清梧市水利局", 2024) == second
    history.stand([third, first])
    assert history.entries() == (first,)
    assert history.versions("清梧市水利局", 2024) == (first, second, third)


def test_one_agency_in_several_spellings(history: History) -> None:
    spellings = [
        "清梧市(高新区)水利局",
        "清梧市（高新区）水利局",
        " 清梧市 （高新区）\u3000水利局\u200b",
    ]
    entries = history.keep([to_keep(WATER, name, agency=name, parent=name) for name in spellings])
    one = "清梧市（高新区）水利局"
    assert [(e.agency, e.parent) for e in entries] == [(one, one)] * 3
    history.stand(entries)
    assert history.entries() == entries[2:]
    for name in spellings:
        assert history.standing(name, 2024) == entries[2]
        assert history.versions(name, 2024) == entries
        assert history.entries(agency=name, parent=name) == entries[2:]
    history.learn(2024, (Agency(name, name, "department") for name in spellings))
    assert history.register(2024).agencies == (Registered(one, parent=one, body="department"),)


def test_a_report_takes_the_place_of_what_could_not_be_placed(history: History) -> None:
    """An unread agency is called by the file's name; read later, it must not count twice."""
    nameless, yearless, other, read = history.keep(
        [
            to_keep(WATER, "a", name="a (1).txt", agency="a (1).txt"),
            to_keep(WATER, "b", name="a (1).txt", year=None),
            to_keep(WATER, "c", name="a (1).txt", agency="清梧市审计局", sha256="f" * 64),
            to_keep(WATER, "d", name="a (1).txt"),
        ]
    )
    history.stand([nameless, yearless, other])
    assert history.count() == 3
    history.stand([read])
    assert history.entries() == (other, read)


def test_failures_go_when_mended(history: History) -> None:
    by_name = Failure("x.pdf", "1", "打不开")
    by_agency = Failure("old/y.pdf", "2", "已损坏", "清梧市水利局", 2024, "清梧市")
    of_2023 = Failure("y.pdf", None, "加了密码", "清梧市民政局", 2023)
    stays = Failure("z.pdf", "4", "太大", "清梧市审计局", 2024)
    history.stand([], [by_name, by_agency, of_2023, stays, replace(stays, reason="不是年度报告")])
    stays = replace(stays, reason="不是年度报告")
    assert history.grading(2024).failures == (by_agency, stays)
    assert history.grading(2023).failures == (of_2023,)
    note = "另有 1 份文件（x.pdf）没能审核，也不知道是哪一年的"
    assert history.grading(2024).notes == (note,)
    history.stand(history.keep([to_keep(WATER, name="y.pdf"), to_keep(CIVIL, name="x.pdf")]))
    assert history.grading(2024).failures == (stays,)
    assert history.grading(2023).failures == (of_2023,), "of another year, whatever its name"
    assert history.grading(2024).notes == ()


def test_a_grading_of_a_year(history: History) -> None:
    entries = kept(history, *ALL)
    grading = history.grading(2024)
    ordered = tuple(sorted(entries[:-1], key=lambda e: e.name))
    assert grading.entries == ordered
    assert grading.before == {("清梧市水利局", 2024): entries[-1]}
    assert [a.document.sha256 for a in grading.audits(grading.entries)] == [
        e.sha256 for e in ordered
    ]
    assert history.grading(2023).entries == entries[-1:]
    assert history.grading(2023).before == {}
    assert (history.grading(1990).entries, history.grading(10**12).entries) == ((), ())
    assert history.years() == (2024, 2023)


def test_what_has_no_year_is_told(history: History) -> None:
    (entry_,) = history.keep([to_keep(WATER, year=None)])
    history.stand([entry_])
    note = f"另有 1 份文件（{WATER.name}）没有读出年度，没有计入哪一年"
    assert (history.grading(2024).notes, history.grading(2024).entries) == ((note,), ())
    assert (history.entries(), history.years()) == ((entry_,), ())


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, [*ALL]),
        ({"year": 2023}, [LAST_YEAR]),
        ({"year": 0}, []),
        ({"agency": "水利"}, [BLANK, WATER, LAST_YEAR]),
        ({"agency": "%"}, []),
        ({"grade": "优秀", "year": 2024}, [MONEY, CIVIL, WATER, BLANK]),
        ({"parent": "丹穗县"}, [OFFICE, MONEY, TORN]),
        ({"body": "office"}, [OFFICE]),
        ({"code": "R411"}, [CIVIL]),
        ({"code": "L501", "agency": None, "grade": "", "year": 2024}, [OFFICE]),
        ({"code": "' OR 1=1 --"}, []),
    ],
    ids=lambda value: ascii(value) if isinstance(value, dict) else str(len(value)),
)
def test_filters(history: History, filters: Filters, expected: list[Made]) -> None:
    kept(history, *ALL)
    found = [(-(e.year or 0), e.agency) for e in history.entries(**filters)]
    assert found == sorted((-made.year, made.agency) for made in expected)
    assert history.count(**filters) == len(expected)


def test_page_by_page(history: History) -> None:
    kept(history, *ALL)
    pages = [history.entries(limit=3, offset=start) for start in (0, 3, 6, 9, 10**30)]
    assert [len(page) for page in pages] == [3, 3, 1, 0, 0]
    assert sum(pages, ()) == history.entries()


def test_the_order_of_names_is_that_of_code_points(history: History) -> None:
    names = ["Z", "a", "B", "丹", "一", "𠀀", "（", "a b"]
    history.learn(2024, (Agency(name) for name in names))
    assert [a.name for a in history.register(2024).agencies] == sorted(
        agency_name(name) for name in names
    )


def test_agencies_are_learned_by_year(history: History) -> None:
    """A later year knows those of earlier ones as they were named last, never the other way."""
    history.learn(2024, [Agency("甲局"), Agency("乙局", "清梧市", "department")])
    history.learn(2025, [Agency("甲局", "丹穗县", "office")], [Agency("丙局")])
    second = Registered("乙局", parent="清梧市", body="department")
    assert history.register(2023) == Register(2023, (), "learned")
    assert history.register(2024) == Register(2024, (second, Registered("甲局")), "learned")
    assert history.register(2025).agencies == (
        Registered("丙局", reports=True),
        second,
        Registered("甲局", parent="丹穗县", body="office"),
    )


def test_decisions_survive_another_audit(history: History) -> None:
    kept(history, WATER)
    first, second = decision("t3.column:other", "数字有误"), decision("t3.column:other", "无误")
    for made in (first, second, decision("t3.column:legal", "", "清梧市民政局", 2023)):
        history.decide(made)
    again = history.keep([to_keep(WATER, "under other rules")])
    history.stand(again)
    assert history.standing("清梧市水利局", 2024) == again[0]
    assert history.decisions("清梧市 水利局", 2024) == (first, second)
    assert history.decisions_for([("清梧市水利局", 2024), ("清梧市水利局", 2023)]) == {
        ("清梧市水利局", 2024): (first, second),
        ("清梧市水利局", 2023): (),
    }
    assert history.all_decisions(agency="水利") == (first, second)
    assert [d.year for d in history.all_decisions(year=2023)] == [2023]
    assert history.all_decisions(year=2023, agency="水利") == ()


def test_scores_are_exact(history: History) -> None:
    odd = Decimal("90.10000000000000000000000000001")
    (entry_,) = history.keep([to_keep(WATER, low=odd, high=Decimal("1E+2"))])
    assert (str(entry_.low), str(entry_.high)) == (str(odd), "1E+2")
