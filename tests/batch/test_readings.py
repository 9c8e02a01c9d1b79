"""Readings kept on disk: found again, never believed when damaged or planted."""

import os
import pickle
import re
import stat
import zlib
from datetime import date
from pathlib import Path

import pytest

from gouji.batch.crossing import CONTEXTS, HEADS, Reading, Refused
from gouji.batch.readings import Readings
from gouji.batch.tasks import Kit, judge_task, kit, read_task
from gouji.model.context import Context
from gouji.model.filing import Filing
from gouji.model.kept import expanded
from gouji.model.received import Noted
from gouji.rulebook import load_rulebook
from reportkit import make
from reportkit.renderers import RENDERERS

DATA = RENDERERS["txt-tabs"](make(3, agency="清梧市水利局", year=2024))
SHA = "ab" * 32


@pytest.fixture(scope="module")
def rules() -> Kit:
    return kit(load_rulebook(), date(2026, 1, 1))


@pytest.fixture(scope="module")
def reading(rules: Kit) -> Reading:
    found = read_task(rules, DATA)
    assert isinstance(found, Reading)
    return found


def test_a_reading_is_found_again_whole(tmp_path: Path, rules: Kit, reading: Reading) -> None:
    readings = Readings(tmp_path, rules.reading)
    assert readings.find(SHA) is None
    readings.keep(SHA, reading)
    again = Readings(tmp_path, rules.reading)
    filing, noted = HEADS.unpack(reading.head)
    assert again.find(SHA) == again.filing(SHA) == filing
    assert (again.noted(SHA), again.report(SHA)) == (noted, reading.report)
    assert (filing.agency, filing.year) == ("清梧市水利局", 2024)
    assert noted == Noted("department", format="txt", figures=noted.figures)
    assert re.fullmatch(r"[0-9a-f]{16} [0-9a-f]{16} ([0-9a-f]{4}|----)+", noted.figures)


def test_other_rules_read_anew(tmp_path: Path, rules: Kit, reading: Reading) -> None:
    Readings(tmp_path, "other").keep(SHA, reading)
    readings = Readings(tmp_path, rules.reading)
    assert readings.find(SHA) is None
    readings.keep(SHA, reading)
    assert readings.prune()[0] == 1
    assert isinstance(readings.find(SHA), Filing)
    assert Readings(tmp_path, "other").find(SHA) is None


@pytest.mark.parametrize(("lasting", "kept"), [(True, True), (False, False)])
def test_only_a_lasting_refusal_is_kept(tmp_path: Path, lasting: bool, kept: bool) -> None:
    readings = Readings(tmp_path, "rules")
    readings.keep(SHA, Refused("文件是空的", lasting=lasting))
    assert readings.find(SHA) == (Refused("文件是空的", lasting=True) if kept else None)


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch planted",)


PLANTED = [pickle.dumps(Evil()), b"", b"\x80\x05garbage", pickle.dumps([1, 2, 3])[:-2]]


@pytest.mark.parametrize("data", PLANTED)
def test_what_was_planted_is_not_believed(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "rules" / SHA[:2] / SHA
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    assert Readings(tmp_path, "rules").find(SHA) is None
    assert not (tmp_path / "planted").exists()


PLANTED_REPORTS = [pickle.dumps(Evil()), zlib.compress(pickle.dumps(Evil())), b"", b"junk"]


@pytest.mark.parametrize("data", PLANTED_REPORTS)
def test_a_planted_report_is_a_fault_and_runs_nothing(
    data: bytes, rules: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = judge_task(rules, data, "a.txt", CONTEXTS.pack(Context()))
    assert isinstance(refused, Refused)
    assert not refused.lasting
    assert not (tmp_path / "planted").exists()


def test_what_is_kept_is_its_owners_only(tmp_path: Path, reading: Reading) -> None:
    Readings(tmp_path / ".readings", "rules").keep(SHA, reading)
    found = [tmp_path / ".readings", tmp_path / ".readings/rules" / SHA[:2] / SHA]
    assert [stat.S_IMODE(path.stat().st_mode) for path in found] == [0o700, 0o600]


REFUSALS = [
    (b"", "文件是空的", True),
    ("会议通知\n请各单位参加。\n".encode(), "不像政府信息公开工作年度报告", True),
]


@pytest.mark.parametrize(("data", "sentence", "lasting"), REFUSALS)
def test_what_cannot_be_read_is_a_sentence(
    rules: Kit, data: bytes, sentence: str, lasting: bool
) -> None:
    refused = read_task(rules, data)
    assert isinstance(refused, Refused)
    assert (sentence in refused.reason, refused.lasting) == (True, lasting)


def test_one_that_takes_too_long_is_refused_for_now() -> None:
    hurried = kit(load_rulebook(), None, seconds=0.0001)
    assert read_task(hurried, DATA) == Refused("0 秒还没有处理完，文件可能已损坏", lasting=False)


def test_a_report_that_was_kept_is_judged_as_the_document_itself(
    rules: Kit, reading: Reading
) -> None:
    from gouji.auditor import Auditor
    from gouji.reading import read_bytes
    from gouji.reporting.public.audit_json import to_json

    judged = judge_task(rules, reading.report, "a.txt", CONTEXTS.pack(Context()))
    direct = Auditor(load_rulebook()).audit_document(read_bytes(DATA), "a.txt")
    assert not isinstance(judged, Refused)
    assert expanded(judged.kept.document) == to_json(direct)
    assert (judged.tally.low, judged.tally.grade) == (direct.score.low, direct.score.grade)
