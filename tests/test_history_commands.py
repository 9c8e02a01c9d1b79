"""``gouji history``, ``decide``, ``decisions`` as commands."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gouji.auditor import Auditor
from gouji.cli import run
from gouji.model.context import Context
from gouji.model.grading import Failure
from gouji.reading import read_bytes
from gouji.store import open_history
from gradingkit import BOOK, SAMPLE
from store.kept import to_keep

Capture = pytest.CaptureFixture[str]

WATER, CIVIL, OFFICE, MONEY, TORN = SAMPLE
TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d　")


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A history of five reports of 2024 and one of 2023, where the commands look for it."""
    path = tmp_path / "gouji.db"
    monkeypatch.setenv("GOUJI_HISTORY", str(path))
    with open_history(path) as history:
        reports = [to_keep(made) for made in (*SAMPLE, replace(WATER, year=2023))]
        escape = to_keep(CIVIL, "escape", name="\x1b[31m.txt", agency="红\x1b[31m局", year=2022)
        failures = [
            Failure("a.pdf", None, "打不开", year=2024),
            Failure("\x1b[31m.pdf", None, "打不开"),
        ]
        history.stand(history.keep([*reports, escape]), failures)
    return path


@pytest.mark.usefixtures("where")
def test_the_years(capsys: Capture) -> None:
    assert run(["history"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2024 年：5 份报告（优秀 3、合格 1、等次待定 1），另有 1 份没能审核",
        "2023 年：1 份报告（优秀 1）",
        "2022 年：1 份报告（优秀 1）",
        "另有 1 份文件（[31m.pdf）没能审核，也不知道是哪一年的",
    ]


@pytest.mark.usefixtures("where")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            ["--year", "2024", "--agency", "丹穗县"],
            [
                "2024 年　丹穗县人民政府办公室　74 / 100　合格　错误 3、警告 0、建议 0　dansui/bangongshi.txt",
                "2024 年　丹穗县民政局　76–100 / 100　等次待定　错误 0、警告 0、建议 0　dansui/minzheng.txt",
                "2024 年　丹穗县财政局　90.5–98.5 / 100　优秀　错误 0、警告 2、建议 0　dansui/caizheng.txt",
            ],
        ),
        (
            ["--year", "2022"],
            ["2022 年　红（31m局　95 / 100　优秀　错误 2、警告 1、建议 0　[31m.txt"],
        ),
        (["--agency", "海洋局"], ["没有这样的报告"]),
    ],
)
def test_one_by_one(arguments: list[str], expected: list[str], capsys: Capture) -> None:
    assert run(["history", *arguments]) == 0
    assert capsys.readouterr().out.splitlines() == expected


def test_a_decision_is_kept_listed_and_honoured(where: Path, capsys: Capture) -> None:
    key = ["清梧市 民政局", "2024", "r411", "t3.row:new"]
    said = ["--comment", "来文已更正", "--who", "张三"]
    assert run(["decide", *key, "--confirm", *said]) == 0
    assert run(["decide", *key, "--dismiss", *said]) == 0
    told = TIME.sub("", capsys.readouterr().out).splitlines()
    line = "{}　R411 t3.row:new　{}　来文已更正（张三）"
    assert told == [
        "已记下：" + line.format("清梧市民政局 2024 年", "属实"),
        "已记下：" + line.format("清梧市民政局 2024 年", "不成立"),
        "下次审核这份报告时，只要读到的还是这些，这个问题就不再扣分，仍会列出；读到别的会重新提出。",
    ]
    assert run(["decisions", "--agency", "民政"]) == 0
    listed = TIME.sub("", capsys.readouterr().out).splitlines()
    assert listed == [line.format("清梧市民政局 2024 年", r) for r in ("属实", "不成立")]
    with open_history(where) as history:
        made = history.decisions("清梧市民政局", 2024)
    audit = Auditor(BOOK).audit_document(read_bytes(CIVIL.data()), context=Context(decisions=made))
    assert [(w.judgement.code, w.judgement.locus) for w in audit.waived] == [("R411", "t3.row:new")]


WHY = ["--comment", "无误", "--who", "张三"]


def test_a_cause_is_decided_with_all_its_findings(where: Path, capsys: Capture) -> None:
    assert run(["decide", "丹穗县人民政府办公室", "2024", "--cause", "1", "--dismiss", *WHY]) == 0
    with open_history(where) as history:
        (entry,) = history.entries(year=2024, agency="丹穗县人民政府办公室")
        (audit,) = history.audits([entry])
        made = history.decisions(entry.agency, 2024)
    keys = [tuple(key) for key in audit.instructions[0].findings]
    assert [(d.code, d.locus) for d in made] == keys
    assert all(d.digest for d in made)
    assert len(capsys.readouterr().out.splitlines()) == len(keys) + 1


def test_open_items_are_settled_one_by_one_and_in_a_sheet(
    where: Path, tmp_path: Path, capsys: Capture
) -> None:
    said = ["--who", "李四", "--reason", "对照原件"]
    one = ["settle", "丹穗县民政局", "2024", "t3.granted.natural", "3", *said]
    assert run([*one, "--evidence", "第3页"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "已记下：丹穗县民政局 2024 年　t3.granted.natural　3（李四，对照原件，见第3页）",
        "下次用 gouji grade 审核这份报告时算进去。",
    ]
    sheet = tmp_path / "待定.xlsx"
    assert run(["appeals", "open", str(sheet), "--year", "2024"]) == 0
    assert run(["appeals", "import", str(sheet)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"已写出 {sheet}",
        "已记下 0 个认定、0 个核定。下次用 gouji grade 审核这份报告时算进去。",
    ]
    with open_history(where) as history:
        made = history.settlements_for([("丹穗县民政局", 2024)])["丹穗县民政局", 2024]
    assert [(s.locus, s.value, s.who, s.evidence) for s in made] == [
        ("t3.granted.natural", "3", "李四", "第3页")
    ]


@pytest.mark.usefixtures("where")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["settle", "丹穗县民政局", "2024", "t3.granted.natural", "3"], "请写明谁核定的，"),
        (
            ["settle", "丹穗县民政局", "2024", "t3.new.total", "3", "--who", "x", "--reason", "y"],
            "t3.new.total 读出了「",
        ),
        (["appeals", "open", "x.xlsx", "--year", "1999"], "历史记录里没有这样的报告"),
        (["appeals", "import", "none.xlsx"], "none.xlsx：没有这个清单文件"),
    ],
)
def test_what_cannot_be_settled_is_refused(
    arguments: list[str], told: str, capsys: Capture
) -> None:
    assert run(arguments) == 2
    assert capsys.readouterr().err.startswith(told)


@pytest.mark.usefixtures("where")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["清梧市民政局", "2024", "R411", "t3.row:total", "--dismiss", *WHY],
            "「清梧市民政局」2024 年的报告没有 R411 t3.row:total 这个问题（R411 的位置有：t3.row:new）",
        ),
        (
            ["清梧市民政局", "2024", "R499", "t3", "--dismiss", *WHY],
            "「清梧市民政局」2024 年的报告没有 R499 t3 这个问题（它没有 R499 的问题）",
        ),
        (
            ["清梧市民政局", "2023", "R411", "t3.row:new", "--dismiss", *WHY],
            "历史记录里没有「清梧市民政局」2023 年的报告（机关名称可用 gouji history --year 2023 查看）",
        ),
        (
            ["清梧市民政局", "2024", "R411", "t3.row:new", *WHY],
            "请写明 --confirm（属实）或 --dismiss（不成立）",
        ),
        (
            ["清梧市民政局", "2024", "R411", "t3.row:new", "--dismiss", "--comment", " ", *WHY[2:]],
            "请写明 --comment（为什么这样认定）和 --who（谁认定的）",
        ),
        (
            ["清梧市民政局", "2024", "R411", "t3.row:new", "--dismiss", *WHY[2:]],
            "请写明 --comment（为什么这样认定）和 --who（谁认定的）",
        ),
        (
            ["清梧市民政局", "2024", "--cause", "99", "--dismiss", *WHY],
            "「清梧市民政局」2024 年的报告没有第 99 处（有第 1 至 2 处）",
        ),
        (
            ["清梧市民政局", "2024", "R411", "--dismiss", *WHY],
            "请写明规则编号和位置，或者用 --cause 写明第几处，两样写一样",
        ),
        (
            ["清梧市民政局", "2024", "R411", "t3.row:new", "--cause", "1", "--dismiss", *WHY],
            "请写明规则编号和位置，或者用 --cause 写明第几处，两样写一样",
        ),
        (
            ["清梧市民政局", "今年", "R411", "t3.row:new", "--dismiss", *WHY],
            "年度 的值不对，应为整数。用法请看 gouji decide --help",
        ),
    ],
)
def test_a_decision_on_nothing_is_refused(arguments: list[str], told: str, capsys: Capture) -> None:
    assert run(["decide", *arguments]) == 2
    assert capsys.readouterr().err == f"{told}\n"
    assert run(["decisions"]) == 0
    assert capsys.readouterr().out == "还没有认定过问题\n"


CIVIL_2024 = "清梧市民政局 2024 年"
MENDED = "已改正　改好 3 个　95 → 100 分　李四"


def test_a_report_is_returned_and_mended(where: Path, capsys: Capture) -> None:
    back = [
        "history",
        "return",
        "清梧市民政局",
        "2024",
        "--on",
        "2025-02-10",
        "--due",
        "2025-03-01",
    ]
    assert run([*back, "--who", "李四"]) == 0
    assert run(["history", "rounds", "--year", "2024", "--today", "2025-03-02"]) == 0
    with open_history(where) as history:
        mended = to_keep(replace(CIVIL, faults=()), "mended")
        history.stand(history.keep([mended]), day=date(2025, 3, 5))
    assert run(["history", "rounds", "--today", "2025-03-02"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "已记下：清梧市民政局 2024 年的报告 2025-02-10 退回，2025-03-01 前改正（李四）",
        f"{CIVIL_2024}　2025-02-10 退回，2025-03-01 前改正　逾期未改　95 分　李四",
        f"{CIVIL_2024}　2025-02-10 退回，2025-03-01 前改正，2025-03-05 报来　{MENDED}",
    ]
    assert run([*back, "--who", ""]) == 2
    assert capsys.readouterr().err == "请写明谁退回的\n"
    assert run(["history", "rounds", "--agency", "海洋"]) == 0
    assert capsys.readouterr().out == "没有退回改正的报告\n"


@pytest.mark.parametrize(
    "arguments",
    [["history"], ["decisions"], ["decide", "局", "2024", "R411", "t3", "--confirm", *WHY]],
)
def test_there_is_no_history_yet(tmp_path: Path, arguments: list[str], capsys: Capture) -> None:
    assert run([*arguments, "--history", str(tmp_path / "none/gouji.db")]) == 2
    assert capsys.readouterr().err.startswith(f"还没有历史记录 {tmp_path / 'none/gouji.db'}（")
    assert not (tmp_path / "none").exists()


def test_an_empty_history(tmp_path: Path, capsys: Capture) -> None:
    open_history(tmp_path / "gouji.db").close()
    assert run(["history", "--history", str(tmp_path / "gouji.db")]) == 0
    assert capsys.readouterr().out == "历史记录里还没有报告\n"
