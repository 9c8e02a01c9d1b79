"""Every kind of body, under every shape of title, among everything that stands around titles."""

from itertools import cycle, islice

import pytest

from facts.say import WORDS, lines
from gouji.facts.title import read_title

BODIES = (
    "柏川省", "柏川市", "云台县", "乌兰旗", "云栖区", "阿敏自治州", "锡岭盟", "松河地区行署",
    "柏川省人民政府办公厅", "云台县人民政府", "云台县人民政府办公室", "柏川市发展和改革委员会",
    "云栖区统计局", "柏川市公安局云栖分局", "青岚市公安局（高新分局）", "青岚市（高新区）水利局",
    "柏川市自然资源和规划局（柏川市林业局）", "国家税务总局云台县税务局", "柏川海关", "柏川海关关区",
    "云台县气象局", "柏川市消防救援支队", "柏川市城市管理委员会", "柏川市国有资产监督管理委员会",
    "柏川市科协", "云台县残联", "云台县残疾人联合会", "柏川市气象系统", "柏川市气象部门",
    "柏川高新新城", "柏川经开区", "柏川高新技术产业开发区管委会", "云岭风景名胜区管理委员会",
    "太平镇", "太平镇人民政府", "红山乡", "白音苏木", "石榴街道", "石榴街道办事处",
    "第二十师柏川市", "第九师一六一团", "柏川市供销合作社联合社", "柏川市档案馆", "中共柏川市委党校",
    "柏川市住房公积金管理中心", "柏川市人力资源和社会保障局", "市场监管总局云台县分局",
)  # fmt: skip

SHAPES = {
    "one line": ["{body}2024年政府信息公开工作年度报告"],
    "of a 年度": ["{body}2024年度政府信息公开工作年度报告"],
    "year first": ["2024年{body}政府信息公开工作年度报告"],
    "year in ideographs": ["{body}二〇二四年政府信息公开工作年度报告"],
    "关于": ["{body}关于2024年度政府信息公开工作年度报告"],
    "in title marks": ["《{body}2024年政府信息公开工作年度报告》"],
    "two lines": ["{body}", "2024年政府信息公开工作年度报告"],
    "three lines": ["{body}", "2024年", "政府信息公开工作年度报告"],
    "name over two lines": ["{body}", "2024年政府信息公开", "工作年度报告"],
    "broken in the name": ["{body}2024年政府信", "息公开工作年度报告"],
    "year below": ["{body}", "政府信息公开工作年度报告", "（2024年度）"],
    "year behind": ["{body}政府信息公开工作年度报告（2024年）"],
    "year within": ["{body}政府信息公开工作2024年度报告"],
    "annex": ["附件2：{body}2024年政府信息公开工作年度报告"],
    "tagged": ["【年报】{body}2024年政府信息公开工作年度报告"],
    "spaced": [" {body}  2024 年 政 府 信 息 公 开 工 作 年 度 报 告 "],
    "full width": ["{body}２０２４年政府信息公开工作年度报告"],
    "as a file": ["{body}2024年政府信息公开工作年度报告.pdf"],
    "index field": ["标题：{body}2024年政府信息公开工作年度报告"],
    "announced": ["关于公布{body}2024年政府信息公开工作年度报告的公告"],
}

ABOVE = (
    (),
    ("柏财发〔2025〕11号",),
    ("柏府办函[2025]6号", "2025年1月20日印发"),
    ("柏川财政网",),
    ("信息公开", "年报下载"),
    ("附件2",),
    ("正文", "打印", "关闭"),
    ("首页 > 政务公开 > 政府信息公开年报",),
    ("索引号：113700000/2025-00012", "公开方式：主动公开", "发布日期：2025-01-20"),
    ("发布机构\t云台县人民政府办公室", "生成日期\t2025-01-20"),
    ("当前位置：首页", "法定主动公开内容", "政府信息公开年报"),
    ("2025年第3号",),
    ("无障碍浏览", "长者模式", "本网站已支持IPv6"),
    ("二〇二五年一月二十日",),
    ("- 1 -",),
    ("柏川市云台县行政审批文件",),
)
BELOW = (
    (),
    ("发布时间：2025-01-20 来源：本站 浏览次数：52",),
    ("2025年1月",),
    ("目录",),
    ("（公开稿）",),
    ("字号：大 中 小", "打印"),
    ("（2025年1月20日）",),
)
TEXT = ("根据《中华人民共和国政府信息公开条例》，现公布2024年政府信息公开工作年度报告，请予监督。",)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("turn", range(5))
def test_agency_and_year_are_those_of_the_title(shape: str, turn: int) -> None:
    above = islice(cycle(ABOVE), turn * 3, None)
    below = islice(cycle(BELOW), turn * 2, None)
    wrong = {}
    for body, over, under in zip(BODIES, above, below, strict=False):
        printed = [line.format(body=body) for line in SHAPES[shape]]
        title = read_title(lines(*over, *printed, *under, *TEXT), WORDS.title)
        if (title.agency, title.year, title.named, title.unsure) != (body, 2024, True, frozenset()):
            wrong[(*over, *printed, *under)] = (title.agency, title.year, sorted(title.unsure))
    assert wrong == {}


FAULTY = {
    "no agency": ("2024年政府信息公开工作年度报告", (None, 2024, True)),
    "the body itself": ("我局2024年政府信息公开工作年度报告", (None, 2024, True)),
    "no year": ("{body}政府信息公开工作年度报告", ("{body}", None, True)),
    "no year, 本年度": ("{body}本年度政府信息公开工作年度报告", ("{body}", None, True)),
    "年报": ("{body}2024年政府信息公开年报", ("{body}", 2024, False)),
    "no 工作": ("{body}2024年政府信息公开年度报告", ("{body}", 2024, False)),
    "no 政府": ("{body}2024年信息公开工作年度报告", ("{body}", 2024, False)),
    "政务": ("{body}2024年政务公开工作年度报告", ("{body}", 2024, False)),
    "情况": ("{body}2024年政府信息公开工作情况报告", ("{body}", 2024, False)),
}


@pytest.mark.parametrize("fault", FAULTY)
@pytest.mark.parametrize("turn", range(3))
def test_what_a_title_lacks_is_missed_whatever_stands_around(fault: str, turn: int) -> None:
    text, (agency, year, named) = FAULTY[fault]
    surroundings = zip(
        BODIES,
        islice(cycle(ABOVE), turn * 5, None),
        islice(cycle(BELOW), turn, None),
        strict=False,
    )
    wrong = {}
    for body, over, under in surroundings:
        printed = text.format(body=body)
        title = read_title(lines(*over, printed, *under, *TEXT), WORDS.title)
        told = (title.agency, title.year, title.named, title.unsure)
        if told != (agency and agency.format(body=body), year, named, frozenset()):
            wrong[(*over, printed, *under)] = told
    assert wrong == {}
