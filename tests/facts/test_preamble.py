"""A bank of sentences for the statements that a report owes, each with what it says."""

from dataclasses import replace
from datetime import date

import pytest

from facts.say import WORDS, prose
from gouji.facts.contact import read_contact
from gouji.facts.period import read_period
from gouji.facts.statements import Statement, read_statements
from gouji.model.prose import Prose
from scoring import make

YEAR = (date(2024, 1, 1), date(2024, 12, 31))

PERIODS = [
    ("本报告所列数据的统计期限自2024年1月1日起，至2024年12月31日止。", YEAR),
    ("本报告统计数据从 2024 年 1 月 1 日至 12 月 31 日。", YEAR),
    ("数据统计时间为2024年1月1日—2024年12月31日。", YEAR),
    ("本报告数据统计期为２０２４年１月１日到１２月３１日。", YEAR),
    ("报告中所列统计数据的期限为2024.1.1-2024.12.31。", YEAR),
    ("统计时限：2024年1月1日～12月31日", YEAR),
    ("本报告统计区间从2024年1月1日开始到2024年12月31日结束。", YEAR),
    ("本报告所列数据统计期限为2024年1月至12月。", YEAR),
    ("统计期限自二〇二四年一月一日起至十二月三十一日止。", YEAR),
    ("本报告统计期限自2024年1月1日起，截至2024年12月31日。", YEAR),
    ("统计期限为2023年12月1日至2024年11月30日。", (date(2023, 12, 1), date(2024, 11, 30))),
    ("统计期限为2024年2月30日至2024年12月31日。", (None, None)),
    ("2024年，我局认真贯彻落实《条例》。", (None, None)),
]


@pytest.mark.parametrize(("text", "expected"), PERIODS, ids=[p[0] for p in PERIODS])
def test_period(text: str, expected: tuple[date | None, date | None]) -> None:
    period = read_period(prose(text), prose(text), WORDS.period)
    assert (period.start, period.end) == expected


def test_a_span_in_the_body_is_a_period_only_if_it_says_so() -> None:
    training = prose("2024年3月1日至2024年3月5日举办培训班。")
    assert read_period(prose(), training, WORDS.period).quote is None
    stated = prose("本报告数据统计期限为2024年1月1日至2024年12月31日。")
    assert read_period(prose(), stated, WORDS.period).start == date(2024, 1, 1)


def test_a_period_may_be_given_as_a_year_only() -> None:
    text = prose("本报告统计期限为2024年度。")
    period = read_period(text, text, WORDS.period)
    assert (period.start, period.year_only) == (None, 2024)


def owed(statement: str, text: Prose, preamble: Prose = prose()) -> Statement:  # noqa: B008
    report = replace(make.report(make.consistent({})), text=text, preamble=preamble)
    (found,) = (s for s in read_statements(report, WORDS.statements) if s.id == statement)
    return found


BASES = [
    ("根据《中华人民共和国政府信息公开条例》（以下简称《条例》）规定", True),
    ("依据《中华人民\n共和国政府信息公开条例》编制", True),
    ("根据国务院办公厅有关通知要求", False),
]


@pytest.mark.parametrize(("text", "expected"), BASES)
def test_basis(text: str, expected: bool) -> None:
    preamble = prose(*text.split("\n"))
    body = prose("认真贯彻《中华人民共和国政府信息公开条例》。")
    assert (owed("basis", body, preamble).quote is not None) is expected


CONTACTS = [
    ("联系单位：青山县教育局办公室；地址：青山县建设东街269号；电话：0428-5377269。",
     ("青山县建设东街269号", "0428-5377269", None)),
    ("请联系局办公室（电话：04285377269，邮编：510000，电子邮箱：a_b@qs.gov.cn）",
     (None, "04285377269", "a_b@qs.gov.cn")),
    ("办公室，地址为青山县府前街243号，办公电话0749-2401438，传真0749-2401439。",
     ("青山县府前街243号", "0749-2401438", None)),
    ("联系方式：(0428)5377269", (None, "（0428）5377269", None)),
    ("联系人：张三，手机13912345678", (None, "13912345678", None)),
    ("联系电话：5377269", (None, "5377269", None)),
    ("请与县教育局联系（青山县建设东街269号，0428-5377269）",
     ("青山县建设东街269号", "0428-5377269", None)),
    ("通讯地址：青山县政务中心3楼", ("青山县政务中心3楼", None, None)),
    ("办结12345政务服务便民热线工单5910件。", (None, None, None)),
    ("传真：0749-2401439。", (None, None, None)),
    ("网站地址：http://www.qs.gov.cn", (None, None, None)),
    ("行政许可240359件，处罚53225211件。", (None, None, None)),
    ("主办单位：青山县人民政府　地址：青山县大道6号　联系电话：0987-2250727", (None, None, None)),
    ("如有疑问，可来电咨询。", (None, None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CONTACTS, ids=[c[0] for c in CONTACTS])
def test_contact(text: str, expected: tuple[str | None, ...]) -> None:
    found = read_contact(prose(text), WORDS.contact)
    assert tuple(q and q.text for q in (found.address, found.telephone, found.email)) == expected


def test_an_address_may_wrap_behind_its_colon() -> None:
    found = read_contact(
        prose("请联系综合科（联系地址：", "青山县建设大道228号；电话：0964-6492700）。"),
        WORDS.contact,
    )
    assert found.address is not None
    assert found.address.text == "青山县建设大道228号"


STATED, CITED, NOTHING = (True, False), (True, True), (False, False)

FEES = [
    ("本机关2024年度未收取信息处理费。", STATED),
    ("2024年收取信息处理费3940元。", STATED),
    ("均未收取政府信息处理费", STATED),
    ("依据《政府信息公开信息处理费管理办法》，2024年没有产生信息处理费。", STATED),
    ("关于信息处理费，2024年度我局对所有申请均免予收取。", STATED),
    ("2024年，对政府信息公开申请未收取任何费用。", STATED),
    ("全年办理依申请公开未发生收费情况。", STATED),
    ("全年办理政府信息公开申请未发生收费情况。", STATED),
    ("严格执行《政府信息公开信息处理费管理办法》。", CITED),
    ("2024年行政事业性收费564.35万元，全部缴入财政专户。", NOTHING),
    ("无。", NOTHING),
]


@pytest.mark.parametrize(("text", "expected"), FEES, ids=[f[0] for f in FEES])
def test_fee(text: str, expected: tuple[bool, bool]) -> None:
    found = owed("fee_disclosure", prose(text))
    assert (found.quote is not None, found.only_cited) == expected


DOWNLOADS = [
    ("本报告电子版可在青山县人民政府门户网站（http://www.qs.gov.cn）下载。", True),
    ("公众可登录青山县人民政府门户网站下载本报告的电子文本。", True),
    ("本年度报告可在青山县政府网站查阅。", True),
    ("欢迎登录政府网站查阅本报告全文。", True),
    ("依托政府网站主动公开信息34条。", False),
    ("现发布《青山县教育局2024年政府信息公开工作年度报告》。", False),
]


@pytest.mark.parametrize(("text", "expected"), DOWNLOADS)
def test_download(text: str, expected: bool) -> None:
    assert (owed("download", prose(text)).quote is not None) is expected
