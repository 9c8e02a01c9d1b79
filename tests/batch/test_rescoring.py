"""Another profile scores anew what was kept: the same bytes as if all were graded under it."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import province
import pytest

from gouji.cli import run
from gouji.model.basis import BASIS_PACKING, Basis
from gouji.store import open_history
from gradingkit import SAMPLE
from store.kept import to_keep

DAY = ("--today", "2026-01-05", "--workers", "2")
SHIPPED = Path(__file__).parents[2] / "rules/profiles/default.yaml"


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return province.build(tmp_path_factory.mktemp("province"))


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of an office's own: dearer, other lines, and a quota for the best."""
    text = SHIPPED.read_text("utf-8").replace("name: default", "name: own")
    text = text.replace("title: 通用评分标准", "title: 清梧市评分标准")
    text = text.replace("{title: 优秀, from: 90}", "{title: 优秀, from: 90, quota: 20}")
    path = tmp_path_factory.mktemp("own") / "own.yaml"
    path.write_text(text + "points: {P206: 9, R411: 7}\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def fresh(manifest: Path, own: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All graded under the profile at once."""
    out = tmp_path_factory.mktemp("fresh") / "out"
    command = ["grade", str(manifest), "--output", str(out), "--profile", str(own), *DAY]
    assert run(command) == 3
    return out


def audits(out: Path) -> list[str]:
    return (out / "audit.jsonl").read_text(encoding="utf-8").splitlines()


def test_a_changed_profile_gives_what_a_fresh_grading_gives(
    manifest: Path, own: Path, fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    assert run(["grade", str(manifest), "--output", str(out), *DAY]) == 3
    before = audits(out)
    read = {path: path.stat().st_mtime_ns for path in (out / ".readings").rglob("*")}
    monkeypatch.setenv("GOUJI_HISTORY", str(out / "gouji.db"))
    years = ["--year", "2023", "--year", "2024"]
    write = ["outputs", *years, "--output", str(out), *DAY]
    assert run([*write, "--profile", str(own)]) == 0
    assert audits(out) == audits(fresh) != before
    assert {path: path.stat().st_mtime_ns for path in (out / ".readings").rglob("*")} == read
    with open_history(out / "gouji.db") as history:
        entries = history.grading(2024).entries
        assert [len(history.versions(e.agency, 2024)) for e in entries] == [1] * len(entries)
        scores = {entry.agency: entry.low for entry in entries}
    assert scores["丹穗县卫生健康局"] == Decimal(91)
    assert run(write) == 0, "the profile that was asked for last holds"
    assert audits(out) == audits(fresh)
    assert run([*write, "--profile", "default"]) == 0
    assert audits(out) == before


def test_a_quota_counts_the_whole_league(fresh: Path) -> None:
    graded = [json.loads(line) for line in audits(fresh)]
    of_2024 = [audit["score"]["grade"] for audit in graded if audit["report"]["year"] == 2024]
    assert of_2024.count("优秀") <= len(of_2024) // 5


def test_last_year_is_compared_under_this_years_profile(
    manifest: Path, own: Path, tmp_path: Path
) -> None:
    """财政局 lost 3 points last year by the profile of then, and 9 by that of now."""
    out, root = tmp_path / "out", manifest.parent
    assert run(["grade", str(root / "2023"), "--output", str(out), *DAY]) == 1
    command = ["grade", str(root / "2024/caizheng.docx"), "--output", str(out), *DAY]
    assert run([*command, "--profile", str(own)]) == 1
    page = (out / "summary.html").read_text(encoding="utf-8")
    assert "2023 年度的得分都按 2024 年度的「清梧市评分标准」重新算过" in page
    assert "+8" in page
    with open_history(out / "gouji.db") as history:
        lows = {e.agency: e.low for e in history.grading(2023).entries}
    assert lows["清梧市财政局"] == Decimal(97), "what was published then stays"


def test_an_audit_of_an_old_version_keeps_its_score_and_is_named(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = tmp_path / "gouji.db"
    with open_history(where) as history:
        old, new = (to_keep(made, "k" + made.name) for made in SAMPLE[:2])
        packed = BASIS_PACKING.pack(Basis())
        with_basis = replace(new, kept=replace(new.kept, basis=packed))
        history.stand(history.keep([old, with_basis]))
    command = ["outputs", "--year", "2024", "--history", str(where), "--profile", str(own)]
    assert run([*command, "--output", str(tmp_path / "out"), *DAY]) == 0
    told = capsys.readouterr().out
    assert "2024 年度：1 份报告（清梧市水利局）是旧版审核的，没有留下计分的依据" in told
    assert "2024 年度：1 份报告（清梧市民政局）是按另一套规则审核的" in told
