"""A small year under the examples of docs/profiles, from the list to the workbook, by hand."""

from pathlib import Path

import openpyxl
import pytest

from gouji.cli import run
from reportkit import make
from reportkit.renderers import RENDERERS

PROFILES = Path(__file__).parents[1] / "docs/profiles"
COUNTY, TOWN = "甲县人民政府", "甲县丁镇人民政府"
LIST = f"""文件,机关,种类,考核组别
a.txt,{COUNTY},人民政府,
b.txt,清梧市乙局,部门,
c.txt,清梧市丙局,,市直部门
d.txt,{TOWN},乡镇,
,清梧市戊局,部门,
"""
ITEMS = f"""单位,日常主动公开,政策解读,上级表扬,创新做法,公开不当造成影响,依据
清梧市乙局,24,15,4,5,0,台账
清梧市丙局,20,15,,,3,台账
{TOWN},30,,5,,,台账
清梧市戊局,,,2,,,台账
"""
DAY = ("--workers", "1", "--today", "2025-03-01")


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four reports that are right, graded under wuwei; a fifth agency filed nothing."""
    root = tmp_path_factory.mktemp("year")
    agencies = {"a": COUNTY, "b": "清梧市乙局", "c": "清梧市丙局", "d": TOWN}
    for seed, (name, agency) in zip((2, 3, 5, 6), agencies.items(), strict=True):
        content = make(seed, agency=agency, year=2024)
        (root / f"{name}.txt").write_bytes(RENDERERS["txt-tabs"](content))
    (root / "list.csv").write_text(LIST, encoding="utf-8")
    profile = str(PROFILES / "wuwei.yaml")
    command = ["grade", str(root / "list.csv"), "--output", str(root / "out"), *DAY]
    assert run([*command, "--profile", profile]) == 1
    return root


def sheet(out: Path, name: str, *columns: str) -> list[list[object]]:
    heads, *rows = openpyxl.load_workbook(out / "summary.xlsx")[name].iter_rows(values_only=True)
    return [[row[heads.index(column)] for column in columns] for row in rows]


RANKING = ("组别", "名次", "机关", "最低得分", "最高得分", "等次")


def test_wuwei(year: Path) -> None:
    """What the reports do not state: 公报 and 公开栏 (S114), 专区 and 公报期数 (S117), 规章 (S116).

    The county: 100 − 2 − 2 − 1 = 95. Departments need no 规章: 96. Of three departments a quarter
    is 0.75, so one place; 乙 and 丙 are equals on it, both 先进. 戊 filed nothing: −5. The town is
    of no class, so 规章 counts: 95. 新媒体 is spoken of without a number: a person must look.
    """
    assert sheet(year / "out", "排名", *RANKING) == [
        [None, 1, TOWN, 95, 95, "先进"],
        ["县区", 1, COUNTY, 95, 95, "先进"],
        ["市直部门", 1, "清梧市丙局", 96, 96, "先进"],
        ["市直部门", 1, "清梧市乙局", 96, 96, "先进"],
        ["市直部门", None, "清梧市戊局", 95, 95, "未报送"],
    ]
    assert (
        f"2024 年度：{TOWN}不属于评分标准的任何一类（县区、市直部门），另排一组，按其余的标准计分"
        in [note for row in sheet(year / "out", "说明", "说明") for note in row]
    )


def test_laiyuan(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same reports scored anew, with what a person entered; nothing is read or judged.

    乙: 100 − 1 (24 of 25) + 4 + 5, of which 8 may be added: 107. 丙: 100 − 5 − 3 = 92. The town has
    30 of 30 and 5 more: 105. The county is of no class and nobody scored its 25 + 15: 60–100. 戊
    filed nothing: 100 off, its own items have nothing left to take off, + 2.
    """
    items, history = year / "items.csv", str(year / "out/gouji.db")
    items.write_text(ITEMS, encoding="utf-8")
    own = ("--profile", str(PROFILES / "laiyuan.yaml"), "--history", history)
    enter = ["profile", "items", "import", str(items), "--year", "2024", "--who", "李四"]
    assert run([*enter, *own]) == 0
    assert "记下 11 项，涉及 4 个机关" in capsys.readouterr().out
    write = ["outputs", "--year", "2024", "--output", str(year / "out"), *DAY]
    assert run([*write, *own]) == 0
    assert sheet(year / "out", "排名", *RANKING) == [
        [None, 1, COUNTY, 60, 100, "等次待定"],
        ["乡镇", 1, TOWN, 105, 105, "优秀"],
        ["部门", 1, "清梧市乙局", 107, 107, "优秀"],
        ["部门", 2, "清梧市丙局", 92, 92, "良好"],
        ["部门", None, "清梧市戊局", 2, 2, "未报送"],
    ]
    added = [
        row
        for row in sheet(year / "out", "扣分", "机关", "编号", "应扣", "实扣", "原因")
        if row[0] == "清梧市乙局"
    ]
    assert added == [
        ["清梧市乙局", "disclosure", 1, 1, "「日常主动公开」得 24 分（满 25 分）：台账"],
        ["清梧市乙局", "innovation", 5, 5, "「创新做法」加 5 分（满 5 分）：台账"],
        [
            "清梧市乙局",
            "praise",
            4,
            3,
            "「上级表扬」加 4 分（满 5 分）：台账（加分合计上限 8 分，还可加 3 分）",
        ],
    ]
