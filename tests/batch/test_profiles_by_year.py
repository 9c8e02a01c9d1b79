"""Which profile a year is scored under and told by: one that was asked for, and those after it."""

from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from gouji.batch.profiles import in_force
from gouji.cli import run
from gouji.model.register import Register, Registered
from gouji.rulebook import Rulebook, load_rulebook
from gouji.rulesets import chosen_rulebook
from gouji.store import Imported, open_history
from gradingkit import Made

PROFILES = Path(__file__).parents[2] / "docs/profiles"
PLAIN = load_rulebook()
NAMES = ("laiyuan", "licheng", "wuwei")
OWN = {name: chosen_rulebook((), str(PROFILES / f"{name}.yaml")) for name in NAMES}
WATER, AUDIT = "清梧市水利局", "清梧市审计局"


def test_what_was_asked_for_holds_until_another_is(tmp_path: Path) -> None:
    asked = [(2023, OWN["licheng"]), (2025, PLAIN), (2026, OWN["wuwei"])]
    with open_history(tmp_path / "gouji.db") as history:
        for year, book in asked:
            in_force(history, book, year, asked=True)
        held = {y: in_force(history, PLAIN, y, asked=False).profile.name for y in range(2022, 2028)}
    assert held == {
        2022: "default",
        2023: "licheng",
        2024: "licheng",
        2025: "default",
        2026: "wuwei",
        2027: "wuwei",
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_comes_back_from_the_history_as_it_was(name: str, tmp_path: Path) -> None:
    own: Rulebook = OWN[name]
    with open_history(tmp_path / "gouji.db") as history:
        in_force(history, own, 2024, asked=True)
        kept = in_force(history, PLAIN, 2024, asked=False)
    assert kept.profile == own.profile
    titles = ["", *(each.title for each in own.profile.classes)]
    assert [kept.profile.sheet_of(t) for t in titles] == [own.profile.sheet_of(t) for t in titles]
    assert (kept.rules, kept.sha256) == (own.rules, own.sha256)


def filed(root: Path, year: int) -> str:
    root.mkdir()
    (root / f"{year}.txt").write_bytes(Made("a.txt", agency=WATER, year=year).data())
    return str(root)


def missing(out: Path) -> list[tuple[object, ...]]:
    rows = list(openpyxl.load_workbook(out / "summary.xlsx")["排名"].iter_rows(values_only=True))
    columns = [rows[0].index(name) for name in ("年度", "机关", "最低得分", "等次")]
    found = [tuple(row[i] for i in columns) for row in rows[1:]]
    return [row for row in found if row[1] == AUDIT]


def test_each_year_is_told_by_its_own(tmp_path: Path) -> None:
    """Not filed costs all by the profile that ships, 60 by the office's own, asked for for 2024."""
    shipped = (PROFILES.parents[1] / "rules/profiles/default.yaml").read_text("utf-8")
    own = tmp_path / "own.yaml"
    text = shipped.replace("name: default", "name: own").replace(
        "通用评分标准\nout", "本市标准\nout"
    )
    own.write_text(f"{text}unfiled: 60\n", encoding="utf-8")
    out, where = tmp_path / "out", str(tmp_path / "gouji.db")
    with open_history(where) as history:
        by = Imported(2023, "名录.xlsx", "0" * 64, "张三", datetime(2024, 1, 2, tzinfo=UTC))
        agencies = (Registered(WATER), Registered(AUDIT))
        history.import_register(Register(2023, agencies, "own", 2023), by)
    common = ("--output", str(out), "--history", where, "--workers", "1")
    told: dict[int, object] = {2023: 0, 2024: 0}
    run(["grade", filed(tmp_path / "2023", 2023), *common])
    run(["grade", filed(tmp_path / "2024", 2024), *common, "--profile", str(own)])
    told[2024] = 40
    assert missing(out) == expected(told)
    notes = openpyxl.load_workbook(out / "summary.xlsx")["说明"].iter_rows(values_only=True)
    assert [n for _, n in notes if "计分" in str(n) and "按「" in str(n)] == [
        "2023 年度按「通用评分标准」计分"
    ]
    run(["grade", filed(tmp_path / "2025", 2025), *common])
    told[2025] = 40
    assert missing(out) == expected(told)
    assert run(["outputs", "--year", "2025", "--profile", "default", *common]) == 0
    assert missing(out) == expected({**told, 2025: 0})


def expected(unfiled: dict[int, object]) -> list[tuple[object, ...]]:
    """Those who did not report, the newest year first."""
    years = sorted(unfiled, reverse=True)
    return [(year, AUDIT, unfiled[year], "未报送") for year in years]
