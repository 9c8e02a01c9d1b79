"""What the annual summary says, sentence by sentence, and its tables."""

from dataclasses import replace
from fractions import Fraction

import pytest
from told import CITY, LISTED, REPORTS, WATER, told

from gouji.model.grading import Agency
from gouji.reporting.many.annual.content import Mean, Share, Story, shown
from gouji.reporting.many.annual.story import story
from yearkit import BOOK, Filed, annual, grading

STORY = told()
PLAIN = "=1+1<script>{{7*7}}局"


def sentences(made: Story) -> dict[str, tuple[str, ...]]:
    return {chapter.title: chapter.sentences for chapter in made.parts}


def rows(made: Story, title: str) -> list[list[str]]:
    """The rows of one table as they are read."""
    (table,) = [t for chapter in made.parts for t in chapter.tables if t.title == title]
    return [[shown(value) for value in row] for row in (table.head, *table.rows)]


def test_what_is_said() -> None:
    turnout = "应报送的机关 4 个，2 个报送了2024年度报告，报送率 50.0%；1 个机关的报告未能审核；1 个机关未报送。"
    marks = (
        "2 份报告平均得 81.25 至 86.75 分；优秀 1 份、良好 0 份、合格 0 份、不合格 0 份；"
        "因有内容没有读出而等次待定的 1 份。"
    )
    rules = "没有做到的要求中，报告数最多的是：「各行总计等于六类申请人之和」1 份（占能判定的 1 份的 100.0%）。"
    came = "全年新收政府信息公开申请 9 件；上年结转 0 件；办结 8 件；结转下年度继续办理 1 件。"
    said = sentences(STORY)
    assert said == said | {
        "一、总体情况": (turnout, marks, rules, came),
        "二、报送情况": (
            turnout,
            "另有 1 个文件未能处理，看不出是哪个机关的，未报送的机关可能在其中。",
        ),
        "三、得分与等次": (
            marks,
            "得分是一个区间的，前一个数是已经确定的得分，后一个数是没有读出的内容都合格时的得分。",
        ),
        "四、主要问题": (
            rules,
            "「未能判定」是因内容没有读出而不能判定这一条的报告数，实际没有做到的可能更多。",
        ),
        "五、主动公开情况": (
            "下表是各机关报告表二的合计。有的机关没有数字，这些项目只合计了读到的数。",
        ),
        "六、收到和处理申请情况": (
            came,
            "办理结果中最多的是「（一）予以公开」，6 件，占 75.0%。",
        ),
        "七、行政复议、行政诉讼情况": ("行政复议 2 件；未经复议直接起诉 0 件；复议后起诉 0 件。",),
        "八、汇总核对": (
            "1 个机关的汇总报告逐格与其直接下级之和核对（规则 H901），1 个有不符的格。",
            "有的下级没有报告或有的格没有数字，下级合计因此只是读到的部分，见「下级缺数情况」。",
        ),
        "九、与上年比较": (
            "2023年审核 1 份，平均得 85.00 分；2024年审核 2 份，平均得 81.25 至 86.75 分。",
            "两年的报告数不同，或者有的数没有读到时，合计数不能直接相比；没有读全的不算增减。",
        ),
    }
    assert [*said][-2:] == ["十、数据说明", "附：表三各格合计"]
    assert "空白的格按 0 计，共 1 格。" in said["十、数据说明"]


TABLES = {
    "各地各部门报送情况": [
        ["上级", "应报送", "已报送", "未能审核", "未报送", "报送率"],
        ["（没有注明上级）", "1", "1", "0", "0", "100.0%"],
        [CITY, "3", "1", "1", "1", "33.3%"],
        ["合计", "4", "2", "1", "1", "50.0%"],
    ],
    "未报送的机关": [["机关", "上级", "种类"], [PLAIN, CITY, "政府部门"]],
    "未能处理的文件": [
        ["文件", "机关", "原因"],
        ["民政局.pdf", "清梧市民政局", "文件已加密"],
        ["=cmd.doc", "看不出", "文件是空的"],
    ],
    "等次分布": [
        ["等次", "报告数", "占比"],
        ["优秀", "1", "50.0%"],
        ["良好", "0", "0.0%"],
        ["合格", "0", "0.0%"],
        ["不合格", "0", "0.0%"],
        ["待定", "1", "50.0%"],
    ],
    "各类机关得分": [
        ["机关种类", "报告数", "平均分（确定）", "平均分（最高）", "优秀", "良好", "合格", "不合格", "待定"],
        ["人民政府", "1", "92.50", "92.50", "1", "0", "0", "0", "0"],
        ["政府部门", "1", "70.00", "81.00", "0", "0", "0", "0", "1"],
    ],
    "没有做到的要求": [
        ["编号", "要求", "轻重", "报告数", "能判定的", "占比", "处数", "未能判定", "上年占比"],
        ["R411", "各行总计等于六类申请人之和", "错误", "1", "1", "100.0%", "1", "1", "100.0%"],
    ],
    "建议": [
        ["编号", "要求", "轻重", "报告数", "能判定的", "占比", "处数", "未能判定", "上年占比"],
        ["P205", "引用格式通知并写对文号", "建议", "1", "2", "50.0%", "1", "0", "0.0%"],
    ],
    "汇总报告与下级核对": [
        ["汇总机关", "直接下级", "没有可计报告的下级", "相符（格）", "不符（格）", "无法核对（格）"],
        [CITY, "3", "2", "0", "1", "199"],
    ],
    "下级缺数情况": [
        ["汇总机关", "下级", "缺什么"],
        [CITY, PLAIN, "没有可计的报告"],
        [CITY, "清梧市民政局", "没有可计的报告"],
    ],
    "汇总数与下级合计不符的格": [
        ["汇总机关", "格", "汇总报告", "下级合计", "下级合计减汇总"],
        [CITY, "表三·一、本年新收政府信息公开申请数量·总计", "9", "≥12", "≥3"],
    ],
    "与上年比较": [
        ["项目", "2023年", "2024年", "增减", "增减率"],
        ["审核的报告", "1", "2", "1", "100.0%"],
        ["平均分（确定）", "85.00", "81.25", "-3.75", "—"],
        ["一、本年新收政府信息公开申请数量", "8", "9", "1", "12.5%"],
        ["二、上年结转政府信息公开申请数量", "0", "0", "0", "—"],
        ["（七）总计", "0", "8", "8", "—"],
        ["四、结转下年度继续办理", "0", "1", "1", "—"],
        ["行政复议", "0", "2", "2", "—"],
        ["未经复议直接起诉", "0", "0", "0", "—"],
        ["复议后起诉", "0", "0", "0", "—"],
    ],
    "行政复议、行政诉讼结果": [
        ["种类", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"],
        ["行政复议", "2", "0", "0", "0", "2"],
        ["未经复议直接起诉", "0", "0", "0", "0", "0"],
        ["复议后起诉", "0", "0", "0", "0", "0"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("title", TABLES)
def test_a_table(title: str) -> None:
    assert rows(STORY, title) == TABLES[title]


def test_a_number_that_is_missing_is_not_nought() -> None:
    """The city's own number of penalties was not read: its one report with a number stands for it."""
    told_rows = {row[0] + row[1]: row[2:] for row in rows(STORY, "主动公开合计")}
    assert told_rows["行政处罚本年处理决定数量"] == ["≥30", "3"]
    assert told_rows["行政事业性收费本年收费金额（单位：万元）"] == ["1204.264", "0"]


def test_the_form_is_laid_out_whole() -> None:
    table = rows(STORY, "表三各格合计")
    assert (len(table), {len(row) for row in table}) == (26, {8})
    assert table[1] == ["一、本年新收政府信息公开申请数量", "9", "0", "0", "0", "0", "0", "9"]


def test_without_a_list_nobody_is_said_to_be_missing() -> None:
    made = story(annual(grading(*REPORTS), None, (), BOOK))
    assert sentences(made)["二、报送情况"] == (
        "共审核 2 个机关的2024年度报告；没有机关名录，不知道还有谁应当报送。",
    )
    assert sentences(made)["九、与上年比较"] == ("历史里没有2023年度的报告，不作比较。",)


def test_a_year_without_reports_says_so() -> None:
    said = sentences(story(annual(grading(), None, LISTED, BOOK, 2024)))
    assert said["三、得分与等次"] == ("没有可以评分的报告。",)
    assert said["四、主要问题"] == ("没有可以判定的报告。",)


def test_clean_reports_are_said_to_be_clean() -> None:
    said = sentences(story(annual(grading(Filed(WATER)), None, LISTED, BOOK)))
    assert said["四、主要问题"] == ("没有发现不符合要求的地方。",)


def test_years_on_different_forms_are_not_compared() -> None:
    last = grading(Filed(WATER, year=2020, edition="2019"))
    made = story(annual(grading(Filed(WATER, year=2021)), last, LISTED[1:2], BOOK))
    assert sentences(made)["九、与上年比较"][1] == "两年的报告用的是不同的格式，各格的数不作比较。"
    assert [row[0] for row in rows(made, "与上年比较")] == ["项目", "审核的报告", "平均分（确定）"]


def test_incomplete_years_have_no_rate() -> None:
    """Of one year a member's number is missing: growth of a lower bound is no growth."""
    last = grading(Filed(WATER, {"t3.new.total": None}, year=2023))
    made = story(annual(grading(Filed(WATER, {"t3.new.total": "5"})), last, LISTED[1:2], BOOK))
    assert rows(made, "与上年比较")[3] == ["一、本年新收政府信息公开申请数量", "≥0", "5", "—", "—"]


def test_doubts_are_told() -> None:
    """Another form, two reports of one agency, a loop, and a note of the grading's."""
    listed = (Agency("甲局", "乙局"), Agency("乙局", "甲局"), *LISTED)
    reports = (*REPORTS, Filed(WATER, audit=99), Filed("甲局", edition="2019"))
    found = annual(grading(*reports, notes=["有一份没有年度"]), None, listed, BOOK)
    said = sentences(story(replace(found, mixed=True, astray=True)))
    assert said["十、数据说明"][1:] == (
        "以下机关的报告用了别的格式，没有计入合计：甲局。",
        (
            "有下级的机关，其报告视为已包含下级，合计时只计这一份，不再重复计下级；"
            "它没有报告或某一格没有读到数字时，这一格改计直接下级之和，并按缺数标明；"
            "它的多数数字少于下级之和时，视为没有包含下级，两者相加。"
        ),
        (
            "没有报告、没有读出、写作「无」「/」的格，写成负数、件数写成小数的格，没有数字可计，不当作 0；"
            "合计前有「≥」的，表示实际数不少于此。"
        ),
        "占比是有这一问题的报告占能判定这一条的报告的比例；建议不扣分，不算问题。",
        f"以下机关有几份2024年度的报告，只计最后审核的一份：{WATER}。",
        "以下机关的上下级互为上级，按没有上级处理，请核对名录：乙局。",
        (
            "名录的最上一级既有人民政府，也有别的机关；"
            "如果政府的汇总报告已包含它们，合计会重复，请在名录中注明上级。"
        ),
        "有一份没有年度",
    )
    assert "请对照后再认定" in said["二、报送情况"][1]
    plain = sentences(story(found))["二、报送情况"]  # the note is of something else
    assert said["二、报送情况"] == (plain[0], said["二、报送情况"][1], *plain[1:])


def test_reports_that_cannot_be_checked_are_named() -> None:
    """The county did not file; the city's report is less than its members' in five cells."""
    cells = (
        "t3.new.total",
        "t3.granted.total",
        "t3.total.total",
        "t2.fee.amount",
        "t4.review.total",
    )
    county = Agency("丹穗县人民政府", CITY, "government")
    listed = (*LISTED[:2], county, Agency("丹穗县财政局", county.name, "department"))
    reports = (Filed(CITY), Filed(WATER, dict.fromkeys(cells, "3")))
    made = story(annual(grading(*reports), None, listed, BOOK))
    assert sentences(made)["八、汇总核对"] == (
        "以下机关有下级而没有可以核对的汇总报告：丹穗县人民政府。",
        (
            "以下机关的报告多数数字少于下级之和，看来只是本机关自己的报告，没有包含下级；"
            f"不逐格核对，合计时与下级相加，请核实：{CITY}。"
        ),
        "有的下级没有报告或有的格没有数字，下级合计因此只是读到的部分，见「下级缺数情况」。",
    )
    assert rows(made, "汇总报告与下级核对")[1:] == [
        ["丹穗县人民政府", "1", "1", "—", "—", "—"],
        [CITY, "2", "1", "—", "—", "—"],
    ]
    assert "汇总数与下级合计不符的格" not in [t.title for c in made.parts for t in c.tables]


def test_tables_that_do_not_hold_are_told() -> None:
    """6 + 2 outcomes against a total of 9; 9 applicants against 10 new."""
    cells = {
        "t3.new.natural": "9", "t3.new.total": "10", "t3.granted.total": "6",
        "t3.denied_law.total": "2", "t3.total.total": "9",
    }  # fmt: skip
    said = sentences(story(annual(grading(Filed(WATER, cells)), None, LISTED[1:2], BOOK)))
    assert said["六、收到和处理申请情况"][2:] == (
        "各类申请人之和 9 件与总计栏合计 10 件不等，是因为有的报告表三不平。",
        "各类结果之和 8 件与总计栏合计 9 件不等，是因为有的报告表三不平。",
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Share(Fraction(1, 3)), "33.3%"), (Share(Fraction(2, 3)), "66.7%"),
        (Share(Fraction(1, 8)), "12.5%"), (Share(Fraction(25, 2000)), "1.3%"),
        (Share(Fraction(-1, 8)), "-12.5%"), (Share(Fraction(0)), "0.0%"),
        (Mean(Fraction(647, 8)), "80.88"), (Mean(Fraction(100)), "100.00"), (None, "—"),
    ],
)  # fmt: skip
def test_fractions_are_rounded_once_half_up(value: Share | Mean | None, text: str) -> None:
    assert shown(value) == text
