"""Texts of any origin are kept, found again, and never taken for SQL."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gouji.model.decision import Decision
from gouji.model.grading import Agency, Failure
from gouji.model.kept import compressed, kept
from gouji.model.spelling import storable
from gouji.store import History, agency_name, open_history
from gradingkit import SAMPLE, audited
from store.kept import to_keep

WATER = SAMPLE[0]
NUMBERS = count()
NAMES = [
    "'); DROP TABLE audits; --",
    '"; DELETE FROM standing',
    "%_\\/*?",
    "\x1b[31m红\x07",
    "\u202e倒着写",
    "𠀀𠮷",
    "长" * 5000,
    "a\x00b",
    "\udcff.pdf",
    "<script>alert(1)</script>",
    "",
]


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name)[:20])
def test_hostile_names(history: History, name: str) -> None:
    (entry,) = history.keep([to_keep(WATER, name=name, agency=name, page=name)])
    history.stand([entry], [Failure(name, name, name, name, 2023, name)])
    history.learn(2024, [Agency(name, name)])
    assert (entry.name, entry.page, entry.agency) == (
        storable(name),
        storable(name),
        agency_name(name),
    )
    assert history.entries(agency=name) == (entry,)
    assert history.standing(name, 2024) == entry
    assert history.filing(name, 2024) is not None
    (failure,) = history.grading(2023).failures
    assert (failure.name, failure.reason) == (storable(name), storable(name))
    history.stand(history.keep([to_keep(WATER, "again", name=name, year=2023)]))
    assert history.grading(2023).failures == ()
    assert history.register(2024).agencies[0].name == agency_name(name)
    decision = Decision(
        name, 2024, "R412", name, "confirmed", name, name, datetime(2025, 1, 1, tzinfo=UTC)
    )
    history.decide(decision)
    (found,) = history.decisions(name, 2024)
    assert found == replace(
        decision,
        agency=agency_name(name),
        locus=storable(name),
        comment=storable(name),
        who=storable(name),
    )


@pytest.mark.parametrize(
    ("text", "stored"),
    [("a\x00b", "a\\x00b"), ("\udcff.pdf", "\\udcff.pdf"), ("𠀀 %\n", "𠀀 %\n")],
)
def test_what_no_database_stores_is_written_out(text: str, stored: str) -> None:
    assert storable(text) == stored


def test_cells_and_narratives_of_any_text(history: History) -> None:
    made = to_keep(WATER)
    audit = audited(WATER)
    first, second = list(audit.cells)[:2]
    cells = audit.cells | {
        first: replace(audit.cells[first], raw="1\x00\udc00", value=None, state="word"),
        second: replace(audit.cells[second], value="123456789012345678901234567890.10"),
    }
    hostile = "一\x00二\ud800\r\n"
    text = json.dumps({"raw": "1\x00\udc00"})
    own = kept(replace(audit, cells=cells), text, hostile)
    (entry,) = history.keep([replace(made, kept=own)])
    history.stand([entry])
    filing = history.filing(WATER.agency, WATER.year)
    assert filing is not None
    assert filing.narrative == hostile
    assert filing.values[first] is None
    assert str(filing.values[second]) == "123456789012345678901234567890.10"
    assert history.document(entry.audit) == text


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> History:
    return open_history(tmp_path_factory.mktemp("history") / "gouji.db")


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    name=st.text(),
    agency=st.text(),
    score=st.decimals(allow_nan=False, allow_infinity=False),
    narrative=st.text(),
)
def test_round_trip(
    shared: History, name: str, agency: str, score: Decimal, narrative: str
) -> None:
    agency = f"{next(NUMBERS)}{agency}"  # of two files of one agency one stands
    key = f"{name!r}{agency!r}{score}{narrative!r}"
    other = sha256(key.encode(errors="surrogatepass")).hexdigest()  # a file that came later
    made = to_keep(WATER, key, name=name, agency=agency, low=score, sha256=other)
    made = replace(made, kept=replace(made.kept, narrative=compressed(narrative)))
    (entry,) = shared.keep([made])
    assert replace(entry, audit=0) == replace(
        made.entry, name=storable(name), agency=agency_name(agency)
    )
    assert str(entry.low) == str(score)
    shared.stand([entry])
    filing = shared.filing(agency, 2024)
    assert filing is not None
    assert filing.narrative == narrative
