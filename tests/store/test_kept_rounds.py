"""Rounds of mending are kept, and ended by the next file that stands; alike on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from gouji.model.grading import Entry
from gouji.model.received import Received
from gouji.model.round import Round
from gouji.store import History
from gradingkit import SAMPLE
from store.kept import to_keep

WATER, CIVIL = SAMPLE[:2]
ON, DUE, CAME = date(2025, 2, 10), date(2025, 3, 1), date(2025, 2, 20)


def begun(entry: Entry) -> Round:
    return Round(entry.agency, 2024, entry.audit, entry.sha256, ON, DUE, "李四", "")


def test_the_next_file_ends_a_round(history: History) -> None:
    first, civil = history.keep([to_keep(WATER), to_keep(CIVIL)])
    history.stand([first, civil], day=ON)
    mine, theirs = begun(first), begun(civil)
    for each in (mine, theirs):
        history.send_back(each)
    (again,) = history.keep([to_keep(WATER, "under other rules")])
    history.stand([again], day=CAME)
    assert history.rounds(year=2024) == (theirs, mine)
    (next_,) = history.keep([to_keep(WATER, "corrected", sha256="another file")])
    history.stand([next_], day=CAME)
    ended = replace(mine, mended=next_.audit, ended=CAME)
    assert history.rounds() == (theirs, ended)
    history.stand([first], day=DUE)
    assert history.rounds(agency="水利") == (ended,)
    assert history.rounds(exactly="清梧市 民政局") == (theirs,)
    assert history.rounds(year=2023) == ()


BEFORE, FILED, PUBLISHED = date(2025, 1, 20), date(2025, 2, 14), date(2025, 2, 17)
DAYS = [
    (FILED, PUBLISHED, FILED),
    (None, PUBLISHED, PUBLISHED),
    (None, BEFORE, CAME),  # the day on which the first file was published
    (BEFORE, PUBLISHED, PUBLISHED),
    (None, None, CAME),
]


@pytest.mark.parametrize(("filed", "published", "ended"), DAYS)
def test_a_round_ends_on_the_day_the_file_came(
    filed: date | None, published: date | None, ended: date, history: History
) -> None:
    (first,) = history.keep([to_keep(WATER)])
    history.stand([first], day=ON)
    history.send_back(begun(first))
    (next_,) = history.keep([to_keep(WATER, "corrected", sha256="another", name="更正.txt")])
    came = Received(WATER.agency, 2024, "更正.txt", "another", filed=filed, published=published)
    history.receive([came])
    history.stand([next_], day=CAME)
    assert [each.ended for each in history.rounds()] == [ended]
