"""A register that comes after the reports: what it says are one agency's are one agency's."""

from datetime import UTC, date, datetime

from gouji.appeals.rounds import unmended
from gouji.model.filed import Entered
from gouji.model.grading import Entry, Failure
from gouji.model.received import Received
from gouji.model.register import Register, Registered
from gouji.model.round import Round
from gouji.store import History, Imported
from gradingkit import SAMPLE, Made
from store.kept import to_keep

CITY, WATER, RIVERS = "清梧市人民政府", "清梧市水利局", "清梧市水务局"
TOWN = "清梧市城东街道办事处"
WHEN = datetime(2025, 5, 1, tzinfo=UTC)
MADE = Made("a.txt", agency=WATER)
ALIASED = Registered(WATER, (RIVERS,), parent=CITY, body="town")


def imported(history: History, *agencies: Registered, year: int = 2024) -> None:
    register = Register(year, (Registered(CITY, body="government"), *agencies), "own", year)
    history.import_register(register, Imported(year, "名录.xlsx", "0" * 64, "张三", WHEN))


def filed(history: History) -> list[Entry]:
    """Two reports, under two names, the second of them later."""
    first, second = history.keep(
        [
            to_keep(MADE, "1", agency=WATER, name="a.txt", sha256="1"),
            to_keep(MADE, "2", agency=RIVERS, name="b.txt", sha256="2"),
        ]
    )
    history.stand([first])
    history.stand([second])
    return [first, second]


def standing(history: History) -> list[tuple[str, str]]:
    return [(entry.agency, entry.name) for entry in history.grading(2024).entries]


def test_an_alias_that_is_imported_late_makes_them_one(history: History) -> None:
    filed(history)
    assert standing(history) == [(WATER, "a.txt"), (RIVERS, "b.txt")]
    imported(history, ALIASED)
    assert standing(history) == [(WATER, "b.txt")]
    (several,) = history.several(2024)
    assert [several.counts.name, *(other.name for other in several.others)] == ["b.txt", "a.txt"]
    assert [one.state for one in history.due(2024) if one.agency == WATER] == ["filed"]
    imported(history, Registered(WATER))
    assert standing(history) == [(WATER, "a.txt"), (RIVERS, "b.txt")]


def test_it_is_found_by_every_name_and_by_what_the_register_says(history: History) -> None:
    filed(history)
    imported(history, ALIASED)
    for asked in ("水利", "水务"):
        (entry,) = history.entries(agency=asked)
        assert (entry.agency, entry.parent, entry.body) == (WATER, CITY, "town")
    assert (history.count(parent=CITY), history.count(body="town"), history.count()) == (1, 1, 1)
    number = next(iter(history.entries())).audit
    found = history.entry(number)
    assert found is not None
    assert found.agency == WATER
    assert {each.agency for each in history.versions(RIVERS, 2024)} == {WATER}


def test_a_register_of_an_earlier_year_holds_for_later_ones(history: History) -> None:
    filed(history)
    imported(history, ALIASED, year=2022)
    assert standing(history) == [(WATER, "b.txt")]


def test_a_name_that_was_taken_after_the_year(history: History) -> None:
    filed(history)
    imported(history, Registered(WATER))
    imported(history, Registered(RIVERS, formerly=(WATER,)), year=2025)
    assert standing(history) == [(WATER, "b.txt")]


def test_what_people_said_under_another_name_goes_with_it(history: History) -> None:
    first, second = filed(history)
    history.choose(Received(WATER, 2024, "a.txt", "1"), "张三", "盖章的", WHEN)
    history.enter(2024, [(RIVERS, Entered("work", first.low, when=WHEN))])
    imported(history, ALIASED)
    assert standing(history) == [(WATER, "a.txt")]
    assert [each.item for each in history.filed([first])[0].items] == ["work"]
    history.choose(Received(RIVERS, 2024, "b.txt", "2"), "李四", "后来改过", WHEN)
    assert standing(history) == [(WATER, "b.txt")]
    assert second.audit == history.grading(2024).entries[0].audit


def test_a_round_under_another_name_goes_on(history: History) -> None:
    (rivers,) = history.keep([to_keep(SAMPLE[1], "2", agency=RIVERS, name="b.txt", sha256="2")])
    history.stand([rivers])
    on, due = date(2025, 2, 10), date(2025, 3, 1)
    history.send_back(Round(RIVERS, 2024, rivers.audit, rivers.sha256, on, due, "李四", ""))
    imported(history, ALIASED)
    assert [each.agency for each in history.rounds(exactly=RIVERS)] == [WATER]
    assert [each.agency for each in history.rounds(agency="水利")] == [WATER]
    assert unmended(history, 2024, date(2025, 4, 1)) == {WATER: 1}
    (water,) = history.keep([to_keep(SAMPLE[0], "1", agency=WATER, name="a.txt", sha256="1")])
    history.stand([water], day=due)
    assert [(each.mended, each.ended) for each in history.rounds()] == [(water.audit, due)]


def test_a_failure_under_another_name_is_mended(history: History) -> None:
    failed = Failure("坏.pdf", "9", "打不开", RIVERS, 2024)
    history.stand([], [failed])
    imported(history, ALIASED)
    assert [one.state for one in history.due(2024) if one.agency == WATER] == ["failed"]
    history.stand(history.keep([to_keep(MADE, agency=WATER)]))
    assert history.grading(2024).failures == ()
