"""A report against itself and against the laws beside the form; kinds of body."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gouji.cli import run
from gouji.facts.accords.parts import PARTS as ANNOUNCED
from gouji.facts.accords.parts import announced_parts
from gouji.facts.accords.presented import PRESENTED as PRESENTING
from gouji.facts.body import BODY, body_of
from gouji.facts.claims.found import Claim, Claims, Reading
from gouji.facts.claims.subjects import CLAIMS
from gouji.facts.names import names_agree
from gouji.facts.report import Report
from gouji.facts.statements import STATEMENTS
from gouji.facts.title import TITLE, Title
from gouji.model.context import Context
from gouji.model.document import Line, Place
from gouji.model.prose import Prose, Quote, join
from gouji.model.verdict import Verdict
from reportkit import make as make_report
from reportkit.renderers import RENDERERS
from scoring import make

CODES = {"S109", "S110", "S111", "S112", "N607", "R421", "A307", "A308", "P211", "Y803", "D001"}
WHERE = Place(line=1, column=1)
NO_CONTEXT = Context()


def told(report: Report, context: Context = NO_CONTEXT) -> list[tuple[str, str, str]]:
    """Codes, loci and verdicts of the rules tested here; passes left out."""
    audit = make.AUDITOR.audit_report(report, context=context)
    speaking = (Verdict.FAIL, Verdict.REVIEW, Verdict.NOT_ASSESSABLE)
    return [
        (j.code, j.locus, j.verdict.value) for j in audit.with_verdict(*speaking) if j.code in CODES
    ]


def report(agency: str = "某市某局", **cells: object) -> Report:
    values = {name.replace("__", "."): value for name, value in cells.items()}
    decimals = {k: Decimal(v) if isinstance(v, int) else v for k, v in values.items()}
    made = make.report(make.consistent({}) | decimals)  # type: ignore[arg-type]
    return replace(made, agency=agency)


def saying_of_fees(made: Report, text: str) -> Report:
    owed = (
        replace(s, quote=Quote(text, WHERE)) if s.id == "fee_disclosure" else s
        for s in STATEMENTS.of(made)
    )
    return STATEMENTS.put(made, tuple(owed))


def prose(text: str) -> Prose:
    return join([Line(text, WHERE)])


BODIES = [
    ("甲市人民政府", "government"),
    ("甲县", "government"),
    ("甲市人民政府办公室", "office"),
    ("甲省人民政府办公厅", "office"),
    ("甲县教育局", "department"),
    ("甲省发展和改革委员会", "department"),
    ("甲市公安局乙分局", "department"),
    ("甲县乙镇人民政府", "town"),
    ("甲区乙街道办事处", "town"),
    ("景德镇市人民政府", "government"),
    ("甲经济技术开发区管理委员会", "zone"),
    ("甲高新区管委会（乙街道）", "zone"),
    ("甲大学", "unknown"),
    (None, "unknown"),
    ("甲地区行署", "government"),
    ("甲地区", "government"),
    ("甲州", "government"),
    ("乙师甲市", "government"),
    ("甲市城市管理委员会", "department"),
    ("甲市国有资产监督管理委员会", "department"),
    ("甲市住房和城乡建设管理委员会", "department"),
    ("甲市公安局(高新分局)", "department"),
    ("甲海关", "department"),
    ("甲市气象系统", "department"),
    ("甲市税务部门", "department"),
    ("甲县残联", "department"),
    ("甲市科协", "department"),
    ("甲新城", "zone"),
    ("甲经开区", "zone"),
    ("甲风景名胜区管理委员会", "zone"),
    ("第九师一六一团", "town"),
    ("甲集团", "unknown"),
]


@pytest.mark.parametrize(("agency", "kind"), BODIES)
def test_the_kind_of_body_is_told_by_the_longest_ending(agency: str | None, kind: str) -> None:
    assert body_of(agency, BODY.words(make.BOOK.wording)) == kind


DEADLINES = [
    ("甲县教育局", None, date(2025, 3, 1), "fail"),
    ("甲县教育局", "government", date(2025, 3, 1), None),
    ("甲县人民政府", None, date(2025, 3, 1), None),
    ("甲县人民政府", "department", date(2025, 3, 1), "fail"),
    ("甲大学", None, date(2025, 1, 31), None),
    ("甲大学", None, date(2025, 3, 1), "review"),
    ("甲大学", None, date(2025, 4, 1), "fail"),
    ("甲大学", "zone", date(2025, 3, 1), None),
]


@pytest.mark.parametrize(("agency", "body", "published", "verdict"), DEADLINES)
def test_a_person_may_say_which_kind(
    agency: str, body: str | None, published: date, verdict: str | None
) -> None:
    found = told(report(agency), Context(published=published, body=body))
    assert found == ([("D001", "published", verdict)] if verdict else [])


REGULATIONS = [
    ("甲县乙镇人民政府", None, ["fail"]),
    ("甲县人民政府", None, ["fail"]),
    ("乙自治县司法局", None, ["fail"]),
    ("甲区乙街道办事处", None, ["fail"]),
    ("甲县乙镇人民政府", "zone", []),
    ("甲市人民政府", None, []),
    ("甲省财政厅", None, []),
    ("甲区人民政府", None, []),
    ("甲省县域经济发展局", None, []),
    ("景德镇市人民政府", None, []),
]


@pytest.mark.parametrize(("agency", "body", "verdicts"), REGULATIONS)
def test_bodies_that_cannot_make_regulations(
    agency: str, body: str | None, verdicts: list[str]
) -> None:
    found = told(report(agency, t2__regulation__valid=6), Context(body=body))
    assert found == [("A307", "t2.regulation.valid", verdict) for verdict in verdicts]


def test_an_unread_cell_of_regulations_is_not_assessable() -> None:
    unread = make.unread_cells(report("甲县"), {"t2.regulation.made"})
    assert told(unread) == [("A307", "t2.regulation.made", "not_assessable")]


FEES = [
    ("2024年，收取信息处理费3940元。", []),
    ("收取信息处理费1，200元。", []),
    ("收取信息处理费0元。", []),
    ("共收取政府信息公开信息处理费共计0.394万元。", []),
    ("按规定未收取信息处理费。", []),
    ("对12件申请收取信息处理费345元。", ["fail"]),
    ("收取了128.5元政府信息处理费。", ["fail"]),
]


@pytest.mark.parametrize(("text", "verdicts"), FEES)
def test_every_rate_of_the_tariff_is_a_multiple_of_ten(text: str, verdicts: list[str]) -> None:
    made = saying_of_fees(report(), text)
    assert told(made) == [("P211", "fee_disclosure", verdict) for verdict in verdicts]
    assert told(replace(made, year=2020)) == []


UNPAID = [
    ("本年度未收取信息处理费。", 2, []),
    ("未发生信息处理费收费事项。", 2, []),
    ("未向申请人发出过收费通知，未收取信息处理费。", 2, ["review"]),
    ("未向申请人发出过收费通知，未收取信息处理费。", 0, []),
]


@pytest.mark.parametrize(("text", "count", "verdicts"), UNPAID)
def test_fees_unpaid_that_were_never_asked(text: str, count: int, verdicts: list[str]) -> None:
    made = report(t3__other_unpaid__total=count)
    made = saying_of_fees(made, text)
    assert told(made) == [("R421", "t3.other_unpaid.total", verdict) for verdict in verdicts]


AMOUNTS = [("251000元", "251000", True), ("25.1万元", "25.1", False), ("0元", "0", False)]


@pytest.mark.parametrize(("raw", "value", "fails"), AMOUNTS)
def test_fees_in_yuan(raw: str, value: str, fails: bool) -> None:
    made = report()
    tables = tuple(
        replace(
            table,
            cells=tuple(
                replace(c, raw=raw, value=Decimal(value)) if c.id == "t2.fee.amount" else c
                for c in table.cells
            ),
        )
        for table in made.tables
    )
    assert told(replace(made, tables=tables)) == [("A308", "t2.fee.amount", "fail")] * fails


@pytest.mark.parametrize(
    ("last", "now", "fails"),
    [("25.1", "262000", True), ("250000", "26", True), ("25", "400", False), ("0", "9", False)],
)
def test_fees_ten_thousand_times_last_years(last: str, now: str, fails: bool) -> None:
    then, this = (report(t2__fee__amount=Decimal(amount)) for amount in (last, now))
    previous = replace(make.AUDITOR.filing(then), year=2023)
    found = told(this, Context(previous=previous))
    assert found == [("Y803", "t2.fee.amount", "fail")] * fails


PRESENTED = [
    ("现公布甲县教育局2024年政府信息公开工作年度报告。", []),
    ("现将《甲县教育局2024年政府信息公开工作年度报告》公布如下。", []),
    ("现发布《乙县教育局2024年政府信息公开工作年度报告》。", [("S110", "agency", "fail")]),
    ("现发布《甲县财政局2024年政府信息公开工作年度报告》。", [("S110", "agency", "review")]),
    ("现予公布甲县教育局2023年政府信息公开工作年度报告。", [("S111", "year", "fail")]),
    ("现公布我局2023年度政府信息公开工作年度报告。", [("S111", "year", "fail")]),
    ("参照《乙县教育局2023年政府信息公开工作年度报告》编制。", []),
    ("根据2021年政府信息公开工作年度报告格式的要求编制。", []),
]


@pytest.mark.parametrize(("text", "expected"), PRESENTED)
def test_the_preamble_presents_this_report(text: str, expected: list[tuple[str, str, str]]) -> None:
    title = Title(Quote("甲县教育局2024年", WHERE), "甲县教育局", 2024, named=True)
    made = TITLE.put(replace(report("甲县教育局"), preamble=prose(text)), title)
    made = PRESENTING.recognised(made, make.BOOK.wording)
    assert told(made) == expected


NAMES = [
    ("吴忠市公安局", "市公安局", "right"),
    ("甲县发展和改革局", "甲县发改局", "right"),
    ("宿迁市人民政府", "宿迁市政府", "right"),
    ("宁夏回族自治区吴忠市公安局", "吴忠市公安局", "right"),
    ("甲县教育局", "甲县财政局", "doubtful"),
    ("甲县教育局", "乙县教育局", "wrong"),
    ("教育局", "乙县民政局", "doubtful"),
    ("甲市市场监督管理局", "乙市市场监督管理局", "wrong"),
    ("国家税务总局甲县税务局", "甲县地方税务所", "doubtful"),
    ("国家市场监督管理总局", "乙市市场监督管理局", "doubtful"),
    ("甲市公安局（高新分局）", "甲市公安局", "doubtful"),
    ("甲市（高新区）水利局", "甲市水利局", "doubtful"),
    ("甲市公安局（高新分局）", "甲市公安局(高新分局)", "right"),
    ("甲市公安局（高新分局）", "甲市公安局高新分局", "right"),
    ("甲市（高新区）水利局", "高新区水利局", "right"),
    ("甲市公安局高新分局", "甲市公安局", "doubtful"),
    ("甲市公安局高新分局", "甲市公安局（高新分局）", "right"),
    ("甲市公安局交通警察支队", "甲市公安局交警支队", "right"),
    ("甲市公安局交警支队", "市公安局", "doubtful"),
    ("甲市公安局高新分局", "市公安高新分局", "right"),
]


@pytest.mark.parametrize(("one", "other", "fits"), NAMES)
def test_two_names_of_one_agency(one: str, other: str, fits: str) -> None:
    assert names_agree(one, other) == names_agree(other, one) == fits


SIX = (
    "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "因政府信息公开工作被申请行政复议、提起行政诉讼情况、"
)
PARTS = [
    (f"本报告由{SIX}存在的主要问题及改进情况、其他需要报告的事项六部分组成", (6, 6)),
    (f"本报告由{SIX}存在的主要问题及改进情况和其他需要报告的事项等六个部分组成", (6, 6)),
    (f"全文包括{SIX}其他需要报告的事项等六个部分", (6, 5)),
    ("本报告包括总体情况、主动公开政府信息情况等六个部分", None),
    ("本报告由概述、数据、附件三部分组成", (3, 3)),
    ("全文由总体情况和附表2个部分构成", (2, 2)),
    ("法定公开内容由机构职能、政策文件、规划等四个部分组成", None),
    ("工作取得进展", None),
]


@pytest.mark.parametrize(("text", "counts"), PARTS)
def test_announced_parts(text: str, counts: tuple[int, int] | None) -> None:
    found = announced_parts(prose(f"{text}。"))
    assert (found and (found.announced, found.named)) == counts
    fails = counts is not None and counts[1] < counts[0]
    made = replace(report(), preamble=prose(f"{text}。"))
    made = ANNOUNCED.recognised(made, make.BOOK.wording)
    assert told(made) == [("S112", "parts", "fail")] * fails


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("689.091", []),
        ("77", [("A308", "t2.fee.amount", "not_assessable"), ("S109", "t2", "review")]),
    ],
)
def test_a_table_drawn_twice(
    second: str, expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    page = RENDERERS["html"](make_report(5)).decode()
    table = page[page.index("<table") : page.index("</table>") + len("</table>")]
    assert "689.091" in table
    path = tmp_path / "twice.html"
    path.write_text(page.replace(table, table + table.replace("689.091", second)), "utf-8")
    assert told(make.AUDITOR.read_report(path)) == expected


@pytest.mark.parametrize(
    ("arguments", "status"),
    [([], 1), (["--body", "government"], 0), (["--body", "ministry"], 2)],
)
def test_the_kind_of_body_on_the_command_line(arguments: list[str], status: int) -> None:
    clean = Path(__file__).parents[2] / "fixtures/clean-2024.txt"
    assert run(["audit", str(clean), "--published", "2025-03-01", *arguments]) == status


def claim(
    value: int, *, year: int | None = None, loose: bool = False, cell: str = "t3.new.total"
) -> Claim:
    reading = Reading("本年新收", (cell,), usual=True)
    quote = Quote(f"收到申请{value}件", WHERE)
    return Claim(
        "new", "t3", "t3.new.total", "本年新收申请", "s1", Decimal(value), Decimal(0),
        loose, year, (reading,), quote,
    )  # fmt: skip


RESTATED = [
    ((claim(2), claim(2)), []),
    ((claim(2), claim(3)), ["review"]),
    ((claim(2), claim(3, year=2023)), []),
    ((claim(2), claim(3, loose=True)), []),
    ((claim(2),), []),
    ((claim(2), claim(3, cell="t3.new.natural")), []),
    ((claim(2), claim(3, cell="t3.new.natural"), claim(4)), ["review"]),
]


@pytest.mark.parametrize(("claims", "verdicts"), RESTATED)
def test_a_figure_stated_twice_where_the_table_is_unread(
    claims: tuple[Claim, ...], verdicts: list[str]
) -> None:
    made = CLAIMS.put(report(t3__new__total=2), Claims(claims))
    assert told(made) == []
    unread = make.unread_cells(made, {"t3.new.total", "t3.new.natural"})
    assert told(unread) == [("N607", "t3.new.total", verdict) for verdict in verdicts]
