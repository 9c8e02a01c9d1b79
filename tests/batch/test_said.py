"""What people said of a report counts when it is graded again, for what they saw and no more."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from gouji.cli import run
from gouji.model.audit import AuditJson
from gouji.model.decision import Decision
from gouji.store import open_history
from gradingkit import SAMPLE, Made, audited

TORN = SAMPLE[-1]
WATER = SAMPLE[0]


def graded(folder: Path, made: Made) -> AuditJson:
    """Grade a report as the only one of its folder, and return its audit."""
    source = folder / "in"
    source.mkdir(exist_ok=True)
    (source / "a.txt").write_bytes(made.data())
    assert run(["grade", str(source), "--output", str(folder), "--workers", "1"]) in {0, 1}
    with open_history(folder / "gouji.db") as history:
        entry = history.standing(made.agency, made.year)
        assert entry
        return next(history.audits([entry]))


def said(folder: Path, *words: str) -> None:
    assert run([*words, "--history", str(folder / "gouji.db")]) == 0


def off(total: str) -> Made:
    return replace(WATER, cells=(("t3.new.total", total),))


def test_a_dismissed_total_is_back_with_another_total(tmp_path: Path) -> None:
    key = ["清梧市水利局", "2024", "R411", "t3.row:new"]
    graded(tmp_path, off("90210"))
    said(tmp_path, "decide", *key, "--dismiss", "--comment", "已更正", "--who", "李四")
    waived = graded(tmp_path, off("90210"))
    back = graded(tmp_path, off("90510"))
    assert [(f.code, f.locus) for f in waived.waived] == [("R411", "t3.row:new")]
    assert [f.locus for f in back.findings if f.reopened] == ["t3.row:new"]
    assert back.waived == []
    assert back.score == audited(off("90510")).score


def test_an_unbound_dismissal_holds_once(tmp_path: Path) -> None:
    made = graded(tmp_path, off("90210"))
    (found,) = [f for f in made.findings if f.code == "R411"]
    with open_history(tmp_path / "gouji.db") as history:
        when = datetime(2026, 5, 1, tzinfo=UTC)
        history.decide(
            Decision(WATER.agency, 2024, "R411", found.locus, "dismissed", "x", "李四", when)
        )
    once = graded(tmp_path, off("90510"))
    assert ([f.code for f in once.waived], len(once.notes)) == (["R411"], 1)
    again = graded(tmp_path, off("90510"))
    assert ([f.code for f in again.waived], again.notes) == (["R411"], [])
    assert graded(tmp_path, off("90210")).waived == []


def test_a_settled_row_is_judged_like_one_that_was_read(tmp_path: Path) -> None:
    graded(tmp_path, TORN)
    true = {c: v for c, v in TORN.content().cells.items() if c.startswith("t3.granted.")}
    for cell, value in true.items():
        words = ("--who", "李四", "--reason", "对照原件")
        said(tmp_path, "settle", TORN.agency, "2024", cell, value, *words)
    audit = graded(tmp_path, TORN)
    assert {c: audit.cells[c].value for c in true} == true
    assert [s.locus for s in audit.settled] == list(true)
    assert (audit.score.low, audit.open, audit.unread) == (audit.score.high, [], [])
    page = next((tmp_path / "pages").glob("*.html")).read_text(encoding="utf-8")
    assert page.count("<small>人工核定</small>") >= len(true)
