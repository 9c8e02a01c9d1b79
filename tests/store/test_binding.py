"""Decisions of before are bound to what was read: when the history is opened, or at the next run."""

import zlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from gouji.model.audit import AuditJson
from gouji.model.decision import Decision
from gouji.model.rested import Rested, rests_on
from gouji.model.settlement import Settlement
from gouji.store import History, open_history
from gouji.store.opening import _postgresql, _sqlite, _url
from gouji.store.schema import upgrade
from gouji.store.writing import writing
from gradingkit import SAMPLE, Made, audited
from store.kept import document, to_keep

WATER = SAMPLE[0]
WHEN = datetime(2026, 5, 1, tzinfo=UTC)
KEY = ("R411", "t3.row:new")
OFF = tuple(replace(WATER, cells=(("t3.new.total", total),)) for total in ("90210", "90510"))


def read(made: Made) -> Rested:
    (found,) = [f for f in audited(made).findings if (f.code, f.locus) == KEY]
    return rests_on(found)


def dismissed(digest: str | None = None, words: str = "") -> Decision:
    return Decision(WATER.agency, 2024, *KEY, "dismissed", "见附件", "李四", WHEN, digest, words)


def bound(made: Made) -> Decision:
    rested = read(made)
    return dismissed(rested.digest, rested.words)


BEFORE = [
    ("made on the one audit", [(OFF[0], "fail")], bound(OFF[0])),
    ("and applied to another", [(OFF[0], "fail"), (OFF[1], "waived")], bound(OFF[0])),
    ("on one of two that read the same", [(OFF[0], "fail")] * 2, bound(OFF[0])),
    ("on one of two that differ", [(OFF[0], "fail"), (OFF[1], "fail")], dismissed()),
    ("on none that is known", [(OFF[0], "waived")], dismissed()),
    ("on none", [], dismissed()),
]


@pytest.mark.parametrize(
    ("audits", "expected"), [case[1:] for case in BEFORE], ids=[case[0] for case in BEFORE]
)
def test_what_was_decided_before_is_bound_where_it_is_known(
    where: str, audits: list[tuple[Made, str]], expected: Decision
) -> None:
    url = _url(where)
    old = _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url)
    upgrade(old, "0002")
    columns = "key, rules, name, sha256, agency, year, edition, format, low, high, out_of, errors, warnings, advice, reviews, waived, unread, body, narrative, document"
    values = ":key, 'r', 'a.pdf', 's', :agency, 2024, '2021', 'pdf', '90.5', '91', '100', 1, 2, 3, 4, 5, 6, 'department', :document, :document"
    with writing(old) as connection:
        for number, (made, verdict) in enumerate(audits, 1):
            packed = zlib.compress(document(made).encode())
            row = {"key": f"{number}", "agency": made.agency, "document": packed}
            connection.execute(text(f"INSERT INTO audits ({columns}) VALUES ({values})"), row)  # noqa: S608 - written above
            connection.execute(
                text("INSERT INTO findings VALUES (:n, 0, :verdict, :code, :locus, 'error', '')"),
                {"n": number, "verdict": verdict, "code": KEY[0], "locus": KEY[1]},
            )
        connection.execute(
            text(
                "INSERT INTO decisions VALUES (1, :agency, 2024, :code, :locus, 'dismissed',"
                " '见附件', '李四', :moment)"
            ),
            {
                "agency": WATER.agency,
                "code": KEY[0],
                "locus": KEY[1],
                "moment": WHEN.isoformat(),
            },
        )
    old.dispose()
    with open_history(where) as history:
        assert history.all_decisions() == (expected,)


@pytest.mark.parametrize(
    ("standing", "decision", "expected"),
    [
        (OFF[0], dismissed(), bound(OFF[0])),
        (OFF[0], bound(OFF[1]), bound(OFF[1])),
        (WATER, dismissed(), dismissed()),
    ],
    ids=["to what stands", "bound already", "found no more"],
)
def test_a_decision_is_bound_once(
    history: History, standing: Made, decision: Decision, expected: Decision
) -> None:
    history.decide(decision)
    history.decide(replace(decision, year=2023))
    entries = history.keep([to_keep(standing)])
    history.stand(entries)
    history.bind(entries)
    assert history.decisions(WATER.agency, 2024) == (expected,)
    assert history.decisions(WATER.agency, 2023) == (replace(decision, year=2023),)


def test_a_kept_audit_tells_what_its_findings_rest_on(history: History) -> None:
    (entry,) = history.keep([to_keep(OFF[0])])
    kept = AuditJson.model_validate_json(history.document(entry.audit) or "")
    (found,) = [f for f in kept.findings if (f.code, f.locus) == KEY]
    assert rests_on(found) == read(OFF[0])


def test_all_decisions_or_none(history: History) -> None:
    history.decide_all([dismissed(), bound(OFF[0])])
    history.decide_all([])
    assert history.all_decisions() == (dismissed(), bound(OFF[0]))


def test_settlements_come_back_by_agency_and_year(history: History) -> None:
    first, second, other = (
        Settlement(agency, 2024, "s" * 64, "", "t3.new.total", value, "对照原件", "李四", "", WHEN)
        for agency, value in ((WATER.agency, "3"), (WATER.agency, "4"), ("清梧市民政局", "5"))
    )
    history.settle([first, second])
    history.settle([other])
    history.settle([])
    assert history.settlements_for([("清梧市 水利局", 2024), (WATER.agency, 2023)]) == {
        ("清梧市 水利局", 2024): (first, second),
        (WATER.agency, 2023): (),
    }
