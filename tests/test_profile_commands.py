"""gouji profile: what another profile changes, and points that people enter."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from gouji.cli import run
from gouji.store import open_history
from reportkit import make
from reportkit.renderers import RENDERERS

ROOT = Path(__file__).parents[1]
LAIYUAN, LICHENG = (str(ROOT / f"docs/profiles/{name}.yaml") for name in ("laiyuan", "licheng"))
STRICT = """name: strict
title: 严
groups: {S: {title: 甲, cap: 60}, P: {title: 乙, cap: 15}, A: {title: 丙, cap: 12}, R: {title: 丁, cap: 24},
  L: {title: 戊, cap: 12}, N: {title: 己, cap: 10}, Q: {title: 庚, cap: 10}, Y: {title: 辛, cap: 10},
  H: {title: 壬, cap: 10}, D: {title: 癸, cap: 10}}
points: {D001: 0}
unfiled: 50
late: {filed: {due: 01-15, steps: [{days: 1, points: 2}, {days: 5, points: 10}]}}
grades: [{title: 满分, from: 100}, {title: 不满}]
"""
LIST = """文件,机关,组别,报送时间,公开时间
甲局.txt,清梧市甲局,一组,2025-01-20,2025-01-31
乙局.txt,清梧市乙局,一组,2025-01-21,2025-02-03
丙局.txt,清梧市丙局,二组,,2025-01-31
,清梧市丁局,二组,,
"""


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year under licheng: 甲 100, 乙 90, 丙 95–100 (nobody knows when it filed), 丁 filed nothing."""
    root = tmp_path_factory.mktemp("year")
    for seed, name in ((2, "甲局"), (3, "乙局"), (5, "丙局")):
        content = make(seed, agency=f"清梧市{name}", year=2024)
        (root / f"{name}.txt").write_bytes(RENDERERS["txt-tabs"](content))
    (root / "list.csv").write_text(LIST, encoding="utf-8")
    out = root / "out"
    command = ["grade", str(root / "list.csv"), "--output", str(out), "--profile", LICHENG]
    assert run([*command, "--workers", "1", "--today", "2025-03-01"]) == 1
    return out / "gouji.db"


@pytest.fixture
def where(graded: Path, tmp_path: Path) -> str:
    return str(shutil.copy(graded, tmp_path / "gouji.db"))


def scores(where: str) -> dict[str, tuple[str, str, str | None]]:
    with open_history(where) as kept:
        entries = kept.grading(2024).entries
    return {e.agency[-2:]: (str(e.low), str(e.high), e.grade) for e in entries}


def strict(tmp_path: Path) -> str:
    path = tmp_path / "strict.yaml"
    path.write_text(STRICT, encoding="utf-8")
    return str(path)


def test_what_a_profile_changes_is_told_from_the_history(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Filed on 20 January, 5 days after the 15th: −10; on the 21st −10; unknown: 0 or −10.

    No league has a place among 20 %, so nobody was 优秀.
    """
    before = Path(where).read_bytes()
    assert run(["profile", "check", strict(tmp_path), "--history", where]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2024 年度：「迟报、迟公开、雷同各扣 5 分」换成「严」",
        "4 个机关：得分、名次或等次有变的 4 个，其中等次有变的 3 个",
        "　得分是区间的（有没有读出或还不知道的）：1 → 1",
        "　「一组」良好：2 → 0",
        "　「一组」不满：0 → 2",
        "　「二组」良好：1 → 0",
        "　「二组」等次待定：0 → 1",
        "　清梧市甲局：第 1 名 100 良好 → 第 1 名 90 不满（−10 分）",
        "　清梧市乙局：第 2 名 90 良好 → 第 1 名 90 不满（升 1 名）",
        "　清梧市丙局：第 1 名 95–100 良好 → 第 1 名 90–100 等次待定（−5 分）",
        "　清梧市丁局：未报送 0 → 未报送 50（+50 分）",
    ]
    assert Path(where).read_bytes() == before
    assert run(["profile", "check", strict(tmp_path), "--history", where, "--league", "二组"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[1] == "2 个机关：得分、名次或等次有变的 2 个，其中等次有变的 1 个"
    assert not [line for line in told if "甲局" in line or "一组" in line]


def test_faults_of_a_profile_have_their_place(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "strict.yaml"
    text = STRICT.replace("points: {D001: 0}", "points: {D001: 0, R4111: 3}")
    path.write_text(text.replace("unfiled: 50", "unfilled: 50"), encoding="utf-8")
    assert run(["profile", "check", str(path), "--history", where]) == 2
    told = capsys.readouterr().err
    assert "strict.yaml:7:1: 没有「unfilled」这个键（是不是「unfiled」？）" in told
    path.write_text(text, encoding="utf-8")
    assert run(["profile", "check", str(path), "--history", where]) == 2
    told = capsys.readouterr().err
    assert "strict.yaml:6:19: 没有规则「R4111」（是不是「R411」？）" in told


def test_a_year_that_is_not_there(where: str, tmp_path: Path) -> None:
    assert run(["profile", "check", strict(tmp_path), "--history", where, "--year", "2020"]) == 2
    assert run(["profile", "check", strict(tmp_path), "--history", where, "--under", "无"]) == 2


def items(where: str, what: str, *words: str) -> int:
    return run(["profile", "items", what, *words, "--year", "2024", "--history", where])


def test_days_that_a_person_enters_end_an_interval(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """丙 filed on 25 January: −5 for certain. 甲 was never published after all: −10."""
    assert scores(where) == {
        "甲局": ("100", "100", "良好"),
        "乙局": ("90", "90", "良好"),
        "丙局": ("95", "100", "良好"),
    }
    sheet = tmp_path / "days.csv"
    sheet.write_text(
        "单位,报送时间,是否公开\n清梧市丙局,2025年1月25日,\n清梧市乙局,2025-01-20,\n",
        encoding="utf-8",
    )
    assert items(where, "import", str(sheet), "--who", "李四") == 0
    out = ["outputs", "--year", "2024", "--history", where, "--output", str(tmp_path / "out")]
    assert run([*out, "--workers", "1"]) == 0
    assert scores(where) == {
        "甲局": ("100", "100", "良好"),
        "乙局": ("95", "95", "良好"),
        "丙局": ("95", "95", "良好"),
    }
    capsys.readouterr()
    assert items(where, "withdraw", "清梧市乙局", "报送日期", "--who", "王五", "--why", "记错") == 0
    assert "已撤回「清梧市乙局」的「报送日期」2025-01-20" in capsys.readouterr().out
    assert run([*out, "--workers", "1"]) == 0
    assert scores(where)["乙局"] == ("90", "90", "良好")


def test_points_of_one_that_filed_nothing(where: str, tmp_path: Path) -> None:
    """Under laiyuan 未报送 costs the full 100; +5 praise: 5. A plus item never lifts it above."""
    sheet = tmp_path / "items.csv"
    sheet.write_text("机关,项目,分值,依据\n清梧市丁局,上级表扬,5,通报\n", encoding="utf-8")
    words = [str(sheet), "--who", "李四", "--profile", LAIYUAN]
    assert items(where, "import", *words) == 0
    out = tmp_path / "out"
    command = ["outputs", "--year", "2024", "--history", where, "--output", str(out)]
    assert run([*command, "--profile", LAIYUAN, "--workers", "1"]) == 0
    rows = openpyxl.load_workbook(out / "summary.xlsx")["排名"].iter_rows(values_only=True)
    (row,) = [row for row in rows if row[1] == "清梧市丁局"]
    assert row[5:9] == (5, 5, 100, "未报送")


def test_points_are_kept_exported_listed_and_taken_back(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, back = tmp_path / "items.csv", tmp_path / "back.xlsx"
    sheet.write_text(
        "机关,项目,分值,依据\n清梧市甲局,上级表扬,4.5,表扬文件\n清梧市甲局,创新做法,1,台账\n",
        encoding="utf-8",
    )
    own = ("--profile", LAIYUAN)
    assert items(where, "import", str(sheet), *own) == 2
    assert items(where, "import", str(sheet), "--who", "李四", *own) == 0
    assert "记下 2 项，涉及 1 个机关" in capsys.readouterr().out
    assert (
        items(where, "withdraw", "清梧市甲局", "创新做法", "--who", "王五", "--why", "查无", *own)
        == 0
    )
    assert (
        items(where, "withdraw", "清梧市甲局", "创新做法", "--who", "王五", "--why", "查无", *own)
        == 2
    )
    assert "没有记过「清梧市甲局」的「创新做法」（可用的有：上级表扬）" in capsys.readouterr().err
    assert items(where, "list", *own) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("清梧市甲局：上级表扬 4.5 分，依据：表扬文件；李四 20")
    assert items(where, "list", "--all", *own) == 0
    assert [line.partition("；")[0] for line in capsys.readouterr().out.splitlines()] == [
        "清梧市甲局：上级表扬 4.5 分，依据：表扬文件",
        "清梧市甲局：创新做法 1 分，依据：台账",
        "清梧市甲局：创新做法 撤回，查无",
    ]
    assert items(where, "export", str(back), *own) == 0
    with open_history(where) as kept:
        before = kept.entered(2024)["清梧市甲局"]
    assert items(where, "import", str(back), "--who", "李四", *own) == 0
    with open_history(where) as kept:
        *kept_before, again = kept.entered(2024)["清梧市甲局"]
    assert tuple(kept_before) == before
    assert (again.item, str(again.points), again.evidence) == ("praise", "4.5", "表扬文件")


def test_an_agency_that_is_not_there_is_refused(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "items.csv"
    sheet.write_text("机关,项目,分值,依据\n清梧市甲居,上级表扬,4.5,表扬\n", encoding="utf-8")
    assert items(where, "import", str(sheet), "--who", "李四", "--profile", LAIYUAN) == 2
    told = capsys.readouterr().err
    assert "第 2 行：「机关」一栏写的是「清梧市甲居」，这一年度没有这个机关（是不是「清梧市" in told
