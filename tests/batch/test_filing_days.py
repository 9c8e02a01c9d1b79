"""Days of filing and publication: from the list to grade, ranking, notice and workbook."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from gouji.batch.listing import Row, against, told
from gouji.batch.manifest import Listed
from gouji.cli import run
from gouji.model.filed import NOT_TOLD, Particulars, Told, particulars
from gouji.model.register import Register, Registered
from gouji.register.names import Names
from gouji.store import Imported, open_history
from reportkit import make
from reportkit.renderers import RENDERERS

LICHENG = str(Path(__file__).parents[2] / "docs/profiles/licheng.yaml")
DAY = ("--today", "2025-03-10", "--workers", "1")
JIA, YI, BING, DING = "清梧市水利局", "清梧市民政局", "清梧市商务局", "清梧市司法局"


def listed(path: Path, *rows: tuple[str | datetime, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in (("文件名", "报送单位", "组别", "报送时间", "公开时间"), *rows):
        book.worksheets[0].append(row)
    book.save(path)
    return path


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four agencies: one in time, one late twice, one that filed nothing, one of unknown days."""
    root = tmp_path_factory.mktemp("year")
    for seed, agency in ((2, JIA), (3, YI), (5, DING)):
        (root / f"{agency}.txt").write_bytes(
            RENDERERS["txt-tabs"](make(seed, agency=agency, year=2024))
        )
    path = listed(
        root / "list.xlsx",
        (f"{JIA}.txt", JIA, "市直", "2025.1.20", datetime(2025, 1, 31, 17, 0)),  # noqa: DTZ001
        (f"{YI}.txt", YI, "市直", datetime(2025, 1, 21), "2025年2月3日"),  # noqa: DTZ001
        ("", BING, "市直", "未报送", "未公开"),
        (f"{DING}.txt", DING, "市直", "", ""),
    )
    out = root / "out"
    run(["grade", str(path), "--output", str(out), "--profile", LICHENG, *DAY])
    return out


def test_the_ranking(year: Path) -> None:
    """甲 100. 乙 a day late with filing (5), three with publishing (5): 90. 丁: 5 + 8 open: 87.

    Four agencies have no place among 20 %: nobody is 优秀.
    """
    sheet = openpyxl.load_workbook(year / "summary.xlsx")["排名"]
    heads, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    at = [heads.index(head) for head in ("名次", "机关", "最低得分", "最高得分", "等次")]
    assert [[row[n] for n in at] for row in rows] == [
        [1, JIA, 100, 100, "良好"],
        [2, YI, 90, 90, "良好"],
        [3, DING, 87, 100, "良好"],
        [None, BING, 0, 0, "未报送"],
    ]


def test_the_arithmetic(year: Path) -> None:
    sheet = openpyxl.load_workbook(year / "summary.xlsx")["扣分"]
    heads, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    at = [heads.index(head) for head in ("机关", "编号", "组", "性质", "应扣", "实扣", "原因")]
    days = [[row[n] for n in at] for row in rows if str(row[heads.index("编号")]).startswith("迟")]
    assert days == [
        [DING, "迟报", "报送与公开", "待定", 5, 5, "迟报：不知道报送日期，是否逾期不能判定"],
        [DING, "迟公开", "报送与公开", "待定", 8, 8, "迟公开：不知道公开日期，是否逾期不能判定"],
        [YI, "迟报", "报送与公开", "扣分", 5, 5,
         "迟报：2025年1月21日报送，截止 2025年1月20日，迟 1 天"],
        [YI, "迟公开", "报送与公开", "扣分", 5, 5,
         "迟公开：2025年2月3日公开，截止 2025年1月31日，迟 3 天"],
    ]  # fmt: skip


def test_the_notice(year: Path) -> None:
    (path,) = (year / "notices").glob(f"*{YI}*.docx")
    (table,) = docx.Document(str(path)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["组", "要求", "原因", "应扣", "实扣"],
        ["报送与公开", "迟报", "迟报：2025年1月21日报送，截止 2025年1月20日，迟 1 天", "5", "5"],
        ["报送与公开", "迟公开", "迟公开：2025年2月3日公开，截止 2025年1月31日，迟 3 天", "5", "5"],
        ["合计", "", "得分：100 − 10 = 90", "", "10"],
    ]


KNOWN = {
    "nothing": ([], NOT_TOLD),
    "of lists the first day": (
        [Told("甲", 2024, "filed", "2025-02-10"), Told("甲", 2024, "filed", "2025-01-18")],
        Particulars(filed=date(2025, 1, 18)),
    ),
    "of what is no day the last": (
        [Told("甲", 2024, "league", "一组"), Told("甲", 2024, "league", "二组")],
        Particulars(league="二组"),
    ),
    "a person before lists": (
        [
            Told("甲", 2024, "filed", "2025-02-10", who="张三"),
            Told("甲", 2024, "filed", "2025-01-18"),
        ],
        Particulars(filed=date(2025, 2, 10), by=(("filed", "张三"),)),
    ),
    "taken back": (
        [
            Told("甲", 2024, "filed", "2025-01-18"),
            Told("甲", 2024, "filed", "2025-02-10", who="张三"),
            Told("甲", 2024, "filed", "", who="李四"),
        ],
        Particulars(filed=date(2025, 1, 18)),
    ),
    "published after all": (
        [Told("甲", 2024, "unpublished", "yes"), Told("甲", 2024, "published", "2025-02-01")],
        Particulars(published=date(2025, 2, 1)),
    ),
}


@pytest.mark.parametrize("case", KNOWN)
def test_what_follows_from_what_was_told(case: str) -> None:
    said, follows = KNOWN[case]
    assert particulars(said) == follows


def test_what_a_list_says_in_two_ways_is_not_used() -> None:
    rows = [
        Row("甲", 2024, Listed(league="一组", filed=date(2025, 1, 18), due=date(2024, 1, 20), at="清单 第 2 行")),
        Row("甲", 2024, Listed(league="二组", filed=date(2025, 2, 10), at="清单 第 3 行")),
    ]  # fmt: skip
    assert told(rows) == (
        [
            Told("甲", 2024, "filed", "2025-01-18", "清单 第 2 行"),
            Told("甲", 2024, "filed", "2025-02-10", "清单 第 3 行"),
        ],
        [
            "清单里甲的组别写了「一组」、「二组」几种，都没有用，请改成一样的",
            "清单 第 2 行：甲的截止日期写的是 2024-01-20，2024 年还没有过完，没有用，请核对",
        ],
    )


def test_the_register_stands_and_what_differs_is_told() -> None:
    register = Register(2024, (Registered("甲局", league="一组", body="town", parent="清梧市"),))
    row = Listed(
        league="二组", body="department", parent="清梧市人民政府", filed=date(2025, 1, 22),
        published=date(2025, 1, 9), at="清单 第 2 行",
    )  # fmt: skip
    known = {
        "甲局": Particulars(
            filed=date(2025, 1, 18), published=date(2025, 1, 10), by=(("published", "张三"),)
        )
    }
    found = against([Row("甲局", 2024, row)], lambda _: Names(register), lambda _: known)
    assert found == [
        "清单 第 2 行：甲局的组别写的是「二组」，机关名录里是「一组」，按名录",
        "清单 第 2 行：甲局的机关种类写的是「政府部门」，机关名录里是「乡镇、街道」，按名录",
        (
            "清单 第 2 行：甲局的报送日期写的是 2025-01-22，先前的清单是 2025-01-18，按最早的算"
            "（写错了的，用 gouji profile items import 更正）"
        ),
        "清单 第 2 行：甲局的公布日期写的是 2025-01-09，张三记的是 2025-01-10，按 2025-01-10",
    ]


def test_lists_fill_in_where_the_register_is_silent(tmp_path: Path) -> None:
    by = Imported(2024, "名录.xlsx", "0" * 64, "张三", datetime(2025, 1, 1, tzinfo=UTC))
    agencies = (Registered("甲局", ("甲",), league="一组"), Registered("乙局"), Registered("丙局"))
    with open_history(tmp_path / "gouji.db") as kept:
        kept.import_register(Register(2024, agencies, "own", 2024, "名录.xlsx"), by)
        kept.tell(
            [
                Told("甲", 2024, "league", "二组"),
                Told("乙局", 2024, "league", "二组"),
                Told("乙局", 2024, "parent", "清梧市人民政府"),
                Told("乙局", 2024, "body", "town"),
            ]
        )
        assert [(d.agency, d.league, d.parent, d.body) for d in kept.due(2024)] == [
            ("丙局", None, None, "unknown"),
            ("乙局", "二组", "清梧市人民政府", "town"),
            ("甲局", "一组", None, "unknown"),
        ]


WRONG_YEAR = [
    (2024, "2025-02-10", ["D001"], False),
    (2024, "2025-01-20", [], False),
    (2023, "2025-01-20", [], True),  # the list gives the day of the report of 2024
]


@pytest.mark.parametrize(("printed", "published", "codes", "noted"), WRONG_YEAR)
def test_the_day_that_a_list_gives_is_of_the_year_that_it_gives(
    printed: int, published: str, codes: list[str], noted: bool, tmp_path: Path
) -> None:
    file = tmp_path / f"{JIA}.txt"
    file.write_bytes(RENDERERS["txt-tabs"](make(2, agency=JIA, year=printed)))
    rows = f"文件,机关,年度,公布日期\n{file.name},{JIA},2024,{published}\n"
    (tmp_path / "清单.csv").write_text(rows, encoding="utf-8")
    out = tmp_path / "out"
    run(["grade", str(tmp_path / "清单.csv"), "--output", str(out), *DAY])
    (line,) = (out / "audit.jsonl").read_text(encoding="utf-8").splitlines()
    assert [found["code"] for found in json.loads(line)["findings"]] == codes
    history = ("--history", str(out / "gouji.db"), "--output", str(out))
    run(["outputs", "--year", "2024", *history, *DAY])
    note = f"{file.name}：清单写的是2024年度，报告写的是{printed}年度，请核对是否交错了文件"
    assert (note in (out / "annual-2024.html").read_text(encoding="utf-8")) is noted
