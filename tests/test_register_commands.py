"""The commands of the register: what is wrong is told and keeps it out, the rest goes in and out."""

import csv
from pathlib import Path

import pytest

from gouji.cli import run
from gouji.store import open_history

FIRST = (
    (
        "机关名称",
        "别名",
        "上级机关",
        "机关种类",
        "是否应报送",
        "不报送的原因",
        "撤销日期",
        "曾用名",
    ),
    ("清梧市人民政府", "清梧市", "", "人民政府", "", "", "", ""),
    ("清梧市水利局", "市水利局", "清梧市", "政府部门", "", "", "", ""),
    ("清梧市扶贫办", "", "清梧市", "政府部门", "", "", "", ""),
    ("清梧市供销社", "", "清梧市", "", "否", "参照企业管理", "", ""),
    ("清梧市档案局", "", "清梧市", "政府部门", "", "", "2024-09-01", ""),
)
SECOND = (
    ("机关名称", "上级机关", "机关种类", "曾用名"),
    ("清梧市人民政府", "", "人民政府", ""),
    ("清梧市水利局", "清梧市人民政府", "政府部门", ""),
    ("清梧市乡村振兴局", "清梧市人民政府", "政府部门", "清梧市扶贫办"),
)
WRONG = (
    ("机关名称", "别名", "上级机关", "设立日期"),
    ("清梧市水利局", "市局", "清悟市人民政府", ""),
    ("清梧市民政局", "市局", "", "去年"),
    ("清梧市财政局", "清梧市水利局", "", ""),
    ("清梧市水利局", "", "", ""),
)


def sheet(path: Path, rows: tuple[tuple[str, ...], ...]) -> str:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return str(path)


class Desk:
    """Runs ``gouji register`` on one history and gives what it said."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.history = str(folder / "gouji.db")

    def __call__(self, *arguments: str) -> tuple[int, list[str]]:
        status = run(["register", *arguments, "--history", self.history])
        said = self._capsys.readouterr()
        lines = (said.out + said.err).splitlines()
        return status, [line.replace(f"{self.folder}/", "") for line in lines]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_a_register_goes_in_and_out(desk: Desk) -> None:
    first = sheet(desk.folder / "2024.csv", FIRST)
    assert desk("import", first, "--year", "2024", "--who", "张三") == (
        0,
        ["已导入2024年度机关名录：机关 5 个，应报送 3 个，不报送 2 个"],
    )
    out = desk.folder / "out.xlsx"
    assert desk("export", str(out), "--year", "2024") == (
        0,
        ["已写到 out.xlsx：机关 5 个，应报送 3 个，不报送 2 个"],
    )
    with open_history(desk.history) as history:
        before = history.register(2024).agencies
    assert desk("import", str(out), "--year", "2024", "--who", "李四")[0] == 0
    with open_history(desk.history) as history:
        assert history.register(2024).agencies == before
        made = [(each.year, each.place, each.who) for each in history.imports()]
    assert made == [(2024, "out.xlsx", "李四"), (2024, "2024.csv", "张三")]
    again = desk.folder / "again.xlsx"
    desk("export", str(again), "--year", "2024")
    assert again.read_bytes() == out.read_bytes()


def test_what_changes_is_told_before_it_does(desk: Desk) -> None:
    desk("import", sheet(desk.folder / "2024.csv", FIRST), "--year", "2024")
    second = sheet(desk.folder / "2025.csv", SECOND)
    changes = [
        "变动：更名 清梧市乡村振兴局：原清梧市扶贫办",
        "变动：撤销 清梧市供销社：名录里没有了",
    ]
    status, said = desk("import", second, "--year", "2025", "--dry-run")
    assert (status, said) == (0, [*changes, "没有导入（只是预览）"])
    with open_history(desk.history) as history:
        assert history.register(2025).origin == "carried"
    assert desk("import", second, "--year", "2025") == (
        0,
        [*changes, "已导入2025年度机关名录：机关 3 个，应报送 3 个，不报送 0 个"],
    )


def test_a_wrong_register_is_told_of_and_not_kept(desk: Desk) -> None:
    wrong = sheet(desk.folder / "wrong.csv", WRONG)
    assert desk("import", wrong, "--year", "2025") == (
        1,
        [
            "错误：wrong.csv 第 3 行：「设立日期」一栏写的是「去年」，请写成 2025-01-20 的样子",
            (
                "错误：wrong.csv 第 4 行：清梧市财政局的别名「清梧市水利局」也是清梧市水利局的名称，"
                "分不出是哪个机关，请从一处删去"
            ),
            "错误：wrong.csv 第 5 行：清梧市水利局写了两次（第 2 行已有），请删去一行",
            "请核对：wrong.csv 第 2 行：清梧市水利局的上级「清悟市人民政府」不在名录上",
            "没有导入：请先改正上面的错误",
        ],
    )
    with open_history(desk.history) as history:
        assert history.imports() == ()


def test_who_did_not_report_is_found(desk: Desk) -> None:
    desk("import", sheet(desk.folder / "2024.csv", FIRST), "--year", "2024")
    assert desk("check", "--year", "2025") == (
        1,
        [
            "注意：没有导入2025年度的机关名录，沿用2024年度的，并按其中的设立、撤销日期作了变动",
            *(
                f"2024.csv 第 {row} 行：{name}应报送2025年度报告，还没有报告"
                for row, name in ((2, "清梧市人民政府"), (3, "清梧市水利局"), (4, "清梧市扶贫办"))
            ),
            "2025年度机关名录：机关 4 个，应报送 3 个，不报送 1 个",
        ],
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("import", "没有.xlsx", "--year", "2025"), "没有.xlsx：名录打不开"),
        (("export", "x.xlsx", "--year", "2025"), "历史记录里没有2025年度的机关名录"),
        (("import", "没有.xlsx"), "缺少 --year"),
    ],
)
def test_what_cannot_be_done(desk: Desk, arguments: tuple[str, ...], sentence: str) -> None:
    open_history(desk.history).close()
    status, said = desk(*arguments)
    assert status == 2
    assert sentence in said[-1]
