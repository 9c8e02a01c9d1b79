"""gouji profile: what another profile changes, and points that people enter."""

from pathlib import Path

import pytest

from gouji.cli import run
from gouji.store import open_history

ROOT = Path(__file__).parents[1]
LAIYUAN = str(ROOT / "docs/profiles/laiyuan.yaml")
STRICT = """name: strict
title: 严
groups: {S: {title: 甲, cap: 60}, P: {title: 乙, cap: 15}, A: {title: 丙, cap: 12}, R: {title: 丁, cap: 24},
  L: {title: 戊, cap: 12}, N: {title: 己, cap: 10}, Q: {title: 庚, cap: 10}, Y: {title: 辛, cap: 10},
  H: {title: 壬, cap: 10}, D: {title: 癸, cap: 10}}
grades: [{title: 满分, from: 100}, {title: 不满}]
"""


def test_what_a_profile_changes_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, path = tmp_path / "reports", tmp_path / "strict.yaml"
    folder.mkdir()
    clean = ROOT / "fixtures/clean-2024.txt"
    (folder / clean.name).write_bytes(clean.read_bytes())
    path.write_text(STRICT, encoding="utf-8")
    assert run(["profile", "check", str(path), str(folder)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[:3] == [
        "1 个机关：得分、名次或等次有变的 1 个，其中等次有变的 1 个",
        "　优秀：1 → 0",
        "　满分：0 → 1",
    ]
    assert told[3].endswith("第 1 名 100 优秀 → 第 1 名 100 满分")


def test_points_are_kept_with_who_and_when(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, where = tmp_path / "items.csv", str(tmp_path / "gouji.db")
    sheet.write_text("机关,项目,分值,依据\n柳镇,上级表扬,5,表扬文件\n", encoding="utf-8")
    words = ["profile", "items", str(sheet), "--year", "2024", "--profile", LAIYUAN]
    assert run([*words, "--history", where]) == 2
    assert run([*words, "--history", where, "--who", "李四"]) == 0
    assert "记下 1 项，涉及 1 个机关" in capsys.readouterr().out
    with open_history(where) as kept:
        (entry,) = kept.entered(2024)["柳镇"]
    assert (entry.item, str(entry.points), entry.evidence, entry.who) == (
        "praise", "5", "表扬文件", "李四",
    )  # fmt: skip
    assert entry.when is not None
