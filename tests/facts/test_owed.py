"""A bank of sentences for the statements that a report owes, each with what it says.

Three answers: it is said, it may be said (a person is asked), nothing of the kind stands there.
"""

from dataclasses import replace
from datetime import date

import pytest

from facts.say import BOOK, WORDS, prose
from gouji.facts.contact import read_contact
from gouji.facts.period import read_period
from gouji.facts.period_found import Period
from gouji.facts.presenting import PRESENTING, read_presenting
from gouji.facts.statements import Statement, read_statements
from gouji.model.prose import Prose
from scoring import make

NO_TEXT = prose()


def period_of(preamble: Prose, text: Prose, year: int | None = None) -> Period:
    presenting = read_presenting(preamble, text, WORDS.presenting)
    return read_period(preamble, text, presenting, WORDS.period, year)


def owed(statement: str, preamble: Prose, text: Prose, last_section: Prose = NO_TEXT) -> Statement:
    made = make.report(make.consistent({}))
    sections = tuple(
        replace(s, prose=last_section if s.id == "s6" else NO_TEXT) for s in made.sections
    )
    report = replace(made, text=text, preamble=preamble, sections=sections)
    report = PRESENTING.recognised(report, BOOK.wording)
    (found,) = (s for s in read_statements(report, WORDS.statements) if s.id == statement)
    return found


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
    ("本报告统计数据的起始日期为2024年1月1日，截止日期为2024年12月31日。", YEAR),
    ("本报告数据截止日期为2024年12月31日，起始日期为2024年1月1日。", YEAR),
    ("数据统计起于2024年1月1日，止于2024年12月31日。", YEAR),
    ("统计期为一年，从2024年1月1日算起，到2024年12月31日为止。", YEAR),
    ("统计数据时间跨度为2024.01.01—2024.12.31。", YEAR),
    ("统计数据：20240101-20241231。", YEAR),
    ("报告期：2024.1.1-12.31", YEAR),
    ("统计期限从2024年元月1日起到2024年12月31日止。", YEAR),
    ("统计时间：2024年1月1日（含）—2024年12月31日（含）。", YEAR),
    ("统计数据自2024年1月1日始，至2024年12月31日终。", YEAR),
    ("年报所用数据以2024年1月1日为起点，以2024年12月31日为终点。", YEAR),
    ("数据以2024年1月1日为始，以2024年12月31日为终。", YEAR),
    ("统计时段为2024年1月1日至12月31。", YEAR),
    ("数据起点为2024年1月1日，终点为2024年12月31日。", YEAR),
    ("统计数据起于2024年1月1日，讫于2024年12月31日。", YEAR),
    ("统计期限为2024年1月1至12月31日。", YEAR),
    ("数据采集时间为2024年1月1日00:00至2024年12月31日24:00。", YEAR),
    ("报告年度为2024年，即自2024年1月1日起计至同年12月31日。", YEAR),
    ("2024年度（1月1日至12月31日）的数据均来自本机关。", YEAR),
    ("统计期限为2024年1—12月份。", YEAR),
    ("统计期限自1月1日起至12月31日止。", YEAR),
    ("反映2024年1月1日至12月31日工作情况。", YEAR),
    ("现将我局2024年1月1日至12月31日的政府信息公开工作情况公布如下。", YEAR),
    ("本报告所列数据均为2024年全年数据。", (None, None)),
    ("统计期限为2024年1月1日-12月30日。", (date(2024, 1, 1), date(2024, 12, 30))),
    ("（2025年1月1日至2025年12月31日为公示期）", (None, None)),
    ("对外服务时间为2024年1月1日至12月31日工作日9时至17时。", (None, None)),
    ("统计期限为2023年12月1日至2024年11月30日。", (date(2023, 12, 1), date(2024, 11, 30))),
    ("统计期限为2024年2月30日至2024年12月31日。", (None, None)),
    ("2024年，我局认真贯彻落实《条例》。", (None, None)),
]


@pytest.mark.parametrize(("text", "expected"), PERIODS, ids=[p[0] for p in PERIODS])
def test_period(text: str, expected: tuple[date | None, date | None]) -> None:
    period = period_of(prose(text), prose(text), 2024)
    assert (period.start, period.end) == expected


def test_a_span_in_the_body_is_a_period_only_if_it_says_so() -> None:
    training = prose("2024年3月1日至2024年3月5日举办培训班。")
    assert period_of(prose(), training).quote is None
    stated = prose("本报告数据统计期限为2024年1月1日至2024年12月31日。")
    assert period_of(prose(), stated).start == date(2024, 1, 1)


WHERE = [
    ("专项行动自2024年3月1日至5月31日开展，成效明显。", "nothing"),
    ("数据安全专项检查自2024年3月1日至5月31日。", "nothing"),
    ("2024年1月1日至6月30日统计数据显示，公开信息40条。", "nothing"),
    ("公示期自2024年1月1日至2024年12月31日。", "nothing"),
    ("现将我局2024年1月1日至12月31日的政府信息公开工作情况公布如下。", "said"),
    ("注：本报告统计期限为2024年1月1日至12月31日。", "said"),
    ("年报反映本馆2024年1月1日至12月31日的公开情况。", "said"),
    ("内容涵盖全市培训，2024年3月1日至5月31日举办。", "nothing"),
    ("2024年1月1日至12月31日，我局主动公开信息120条。", "perhaps"),
    ("本报告数据截止2024年12月31日。", "perhaps"),
]


@pytest.mark.parametrize(("text", "expected"), WHERE, ids=[w[0] for w in WHERE])
def test_a_period_in_section_one(text: str, expected: str) -> None:
    title = prose("柏川市财政局2024年政府信息公开工作年度报告")
    period = period_of(title, prose(title.text, "一、总体情况。", text), 2024)
    told = "said" if period.quote else "perhaps" if period.perhaps else "nothing"
    assert told == expected


REORGANISED = [
    ("本报告统计期限为2024年3月28日至12月31日（我局于2024年3月28日挂牌成立）。", "", True),
    (
        "本报告统计期限为2024年5月1日至12月31日。",
        "2024年5月，根据机构改革方案，我局正式组建。",
        True,
    ),
    ("本报告统计期限为2024年1月1日至8月31日。", "2024年8月，我中心并入市民政局。", True),
    ("本报告统计期限为2024年5月1日至12月31日。", "2024年5月，成立政务公开领导小组。", False),
    ("本报告统计期限为2024年5月1日至12月31日。", "2023年2月，我局挂牌成立。", False),
]


@pytest.mark.parametrize(("text", "body", "expected"), REORGANISED)
def test_a_body_that_began_or_ended_in_the_year(text: str, body: str, expected: bool) -> None:
    period = period_of(prose(text), prose(text, body), 2024)
    assert (period.reorganised is not None) is expected


def test_a_period_may_be_given_as_a_year_only() -> None:
    text = prose("本报告统计期限为2024年度。")
    period = period_of(text, text)
    assert (period.start, period.year_only) == (None, 2024)


BASES = [
    ("根据《中华人民共和国政府信息公开条例》（以下简称《条例》）规定", True),
    ("依据《中华人民\n共和国政府信息公开条例》编制", True),
    ("根据国务院办公厅有关通知要求", False),
]


PRESENTED = [
    ("本年报依据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号文件编制。", "said"),
    ("根据《中华人民共和国政府信息公开条例》，结合实际编制2024年度报告。", "said"),
    ("根据《条例》要求，现将有关情况公布如下。", "perhaps"),
    ("2024年，我局按照《中华人民共和国政府信息公开条例》要求推进公开。", "perhaps"),
    ("2024年，我局认真贯彻落实《条例》，成效明显。", "nothing"),
    ("2024年，我局认真贯彻落实《中华人民共和国政府信息公开条例》。", "nothing"),
    (
        "按照《关于做好2024年年度报告编制工作的通知》，认真贯彻《条例》，现将情况公布如下。",
        "nothing",
    ),
]


@pytest.mark.parametrize(("text", "expected"), PRESENTED, ids=[p[0] for p in PRESENTED])
def test_the_basis_where_the_title_stands_alone(text: str, expected: str) -> None:
    title = prose("柏川市财政局2024年政府信息公开工作年度报告")
    found = owed("basis", title, prose(title.text + "。", "一、总体情况。", text))
    told = "said" if found.quote else "perhaps" if found.perhaps else "nothing"
    assert told == expected


@pytest.mark.parametrize(("text", "expected"), BASES)
def test_basis(text: str, expected: bool) -> None:
    preamble = prose(*text.split("\n"))
    body = prose("认真贯彻《中华人民共和国政府信息公开条例》。")
    assert (owed("basis", preamble, body).quote is not None) is expected


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
    ("设立网络举报平台，受理电话0531-86000001。", (None, None, None)),
    ("及时公开机构职能、办公地址、联系方式和领导分工。", (None, None, None)),
    ("及时发布调整后的机关职能、机构设置、办公地址、联系方式等信息。", (None, None, None)),
    ("联系电话：0531-8600001，电子邮箱地址：bc@baichuan.gov.cn。",
     (None, "0531-8600001", "bc@baichuan.gov.cn")),
    ("监督举报电话：0531-8600009，如有疑问请联系我局办公室0531-8600001。",
     (None, "0531-8600001", None)),
    ("联系单位：信访局办公室，电话：0531-8600001，地址：柏川市中心街3号",
     ("柏川市中心街3号", "0531-8600001", None)),
    ("如有疑问，请与应急管理局联系，电话为12350。", (None, "12350", None)),
    ("索引号：01425845-9/2025-00012　浏览次数：5221200", (None, None, None)),
    ("受理群众电话咨询86000012次。", (None, None, None)),
    ("有疑问请拨总机0531-8600001，来信请寄柏川市惠民路15号。",
     ("来信请寄柏川市惠民路15号", "0531-8600001", None)),
    ("有疑问请拨打0531-8600001，或邮寄至行政中心B3107室柏川市统计局收。",
     ("行政中心B3107室柏川市统计局收", "0531-8600001", None)),
    ("来函寄到柏川县创业大厦A座1203室即可，电话0531-8600001。",
     ("柏川县创业大厦A座1203室即可", "0531-8600001", None)),
    ("来信寄至tj@baichuan.gov.cn，电话0531-8600001。",
     (None, "0531-8600001", "tj@baichuan.gov.cn")),
    ("电话：0531-8600001 主办：柏川市人民政府办公室 网站标识码1234567890", (None, None, None)),
    ("如有疑问请联系0531-8600001 主办：柏川市 电话0531-8600002", (None, "0531-8600001", None)),
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


PERHAPS_CONTACTS = [
    ("有疑问请致电0531-8600002，来信寄至柏川县府前街。", {"address": "柏川县府前街"}),
    ("有疑问请致电0531-8600002，来信请寄：柏川县府前街。", {"address": "柏川县府前街"}),
    ("可致电0531-8600002或到人民广场2号楼B区反映。", {"address": "或到人民广场2号"}),
    ("答复书已邮寄至申请人。", {}),
    ("开通咨询窗口，办公电话0531-8600002。", {"telephone": "0531-8600002"}),
    ("如有疑问，请到柏川市政务服务中心三楼咨询。", {"address": "请到柏川市政务服务中心三楼"}),
    ("联系地址为柏川市政府大院西侧。", {"address": "柏川市政府大院西侧"}),
    ("设立投诉平台，受理电话0531-86000001。", {}),
]


@pytest.mark.parametrize(("text", "expected"), PERHAPS_CONTACTS)
def test_what_may_be_a_contact(text: str, expected: dict[str, str]) -> None:
    found = read_contact(prose(text), WORDS.contact).perhaps
    assert {part: quote.text for part, quote in found.items()} == expected


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
    found = owed("fee_disclosure", NO_TEXT, prose(text))
    assert (found.quote is not None, found.only_cited) == expected


LAST_SECTION = [
    ("2024年，我局不存在收取任何费用的情况。", "said"),
    ("无收费情况。", "said"),
    ("全年收取事业性收费0元。", "nothing"),
    ("本机关收取停车收费3200元。", "nothing"),
    ("本机关未收取行政事业性收费。", "perhaps"),
    ("收取行政事业性收费0元，其中信息处理费0元。", "said"),
    ("未收取行政事业性收费和其他费用。", "said"),
    ("我局未发出收费通知，收费总金额0元。", "said"),
    ("信息处理费：无", "said"),
    ("本年度工作经费由财政保障，未向申请人收取检索、复制、邮寄等费用。", "said"),
    ("严格执行《政府信息公开信息处理费管理办法》。", "cited"),
    ("信息处理费按国务院规定执行。", "perhaps"),
    ("办理公开申请没有向任何申请人收钱。", "perhaps"),
    ("公开申请收费的依据。", "perhaps"),
    ("景区门票收费标准已按规定公示，没有违规收费。", "nothing"),
    ("律师服务收费实行市场调节价。", "nothing"),
    ("无其他需要报告的事项。", "nothing"),
]


@pytest.mark.parametrize(("text", "expected"), LAST_SECTION, ids=[s[0] for s in LAST_SECTION])
def test_the_fee_in_the_last_section(text: str, expected: str) -> None:
    found = owed("fee_disclosure", NO_TEXT, prose(text), prose(text))
    said = "cited" if found.only_cited else "said" if found.quote else None
    assert (said or ("perhaps" if found.perhaps else "nothing")) == expected


DOWNLOADS = [
    ("本报告电子版可在青山县人民政府门户网站（http://www.qs.gov.cn）下载。", True),
    ("公众可登录青山县人民政府门户网站下载本报告的电子文本。", True),
    ("本年度报告可在青山县政府网站查阅。", True),
    ("欢迎登录政府网站查阅本报告全文。", True),
    ("依托政府网站主动公开信息34条。", False),
    ("在政府网站同步提供《柏川市人民政府公报》电子版。", False),
    ("及时在政府网站公开2023年政府信息公开工作年度报告。", False),
    ("本报告文本通过微信公众号和门户网站同步向社会公开。", True),
    ("现发布《青山县教育局2024年政府信息公开工作年度报告》。", False),
    ("本年度报告同时刊登在柏川发布公众号。", True),
    ("（本年报已上传至柏川政务网。）", True),
    ("电子文本在本机关门户公示。", True),
    ("本报告经柏川信息网对外发布。", True),
    ("本报告包括平台建设，主动公开等情况。", False),
    ("通过柏川政务网发布信息120条。", False),
]


IN_PREAMBLE = [
    ("年报刊登在柏川市人民政府门户网站年报专栏。", "said"),
    ("可登录柏川海关门户网站下载。", "said"),
    ("在柏川市人民政府门户网站全文公开。", "said"),
    ("全文在“智慧·柏川”政务平台对外公示。", "said"),
    ("报告内容包括信息公开平台建设，现予公布。", "nothing"),
    ("网址：www.baichuan.gov.cn", "perhaps"),
    ("社会公众可经由智慧柏川浏览本年度报告。", "perhaps"),
    ("本年报可从柏川信息港取得。", "perhaps"),
    ("扫描二维码可阅读本报告。", "perhaps"),
    ("现向社会公布柏川市2024年政府信息公开工作年度报告。", "nothing"),
    ("浏览次数：120 柏川市人民政府门户网 政府信息公开年报", "nothing"),
]


@pytest.mark.parametrize(("text", "expected"), IN_PREAMBLE, ids=[p[0] for p in IN_PREAMBLE])
def test_a_download_in_the_preamble(text: str, expected: str) -> None:
    found = owed("download", prose(text), prose(text))
    told = "said" if found.quote else "perhaps" if found.perhaps else "nothing"
    assert told == expected


@pytest.mark.parametrize(("text", "expected"), DOWNLOADS)
def test_download(text: str, expected: bool) -> None:
    assert (owed("download", NO_TEXT, prose(text)).quote is not None) is expected
