"""Titles as agencies write them."""

import pytest

from facts.say import WORDS, lines, prose
from gouji.facts.period import Period
from gouji.facts.title import read_title, report_agency, report_year

TITLES = [
    (["吴忠市公安局", "2024 年政府信息公开工作年度报告"], ("吴忠市公安局", 2024, True)),
    (["青山县人民政府2023年政府信息公开工作年度报告"], ("青山县人民政府", 2023, True)),
    (["青山县教育局", "2023年度政府信息公开工作年度报告"], ("青山县教育局", 2023, True)),
    (["2023年青山县教育局政府信息公开工作年度报告"], ("青山县教育局", 2023, True)),
    (["2023年度青山县教育局", "政府信息公开", "工作年度报告"], ("青山县教育局", 2023, True)),
    (["青山县教育局政府信息公开工作年度报告（2023年）"], ("青山县教育局", 2023, True)),
    (["青山县教育局政府信息公开工作年度报告", "（2023年度）"], ("青山县教育局", 2023, True)),
    (["青山县教育局关于2023年政府信息公开工作年度报告"], ("青山县教育局", 2023, True)),
    (["青山镇二〇二三年政府信息公开工作年度报告"], ("青山镇", 2023, True)),
    (["２０２３年青山街道办事处政府信息公开工作年度报告"], ("青山街道办事处", 2023, True)),
    (["青山县教育局2023年政府信息公开年度报告"], ("青山县教育局", 2023, False)),
    (["青山县教育局2023年政府信息公开工作年报"], ("青山县教育局", 2023, False)),
    (["2023年政府信息公开工作年度报告"], (None, 2023, True)),
    (["北亭区水务局", "政府信息公开工作年度报告"], ("北亭区水务局", None, True)),
    (["青山县教育局2023年工作总结"], (None, None, False)),
    (
        ["政府信息公开工作年度报告", "青山县教育局 2023 年政府信息公开", "工作年度报告"],
        ("青山县教育局", 2023, True),
    ),
    (
        [
            "首页 > 政府信息公开年报",
            "青山县教育局2023年政府信息公开工作年度报告",
            "发布时间：2024-01-19",
        ],
        ("青山县教育局", 2023, True),
    ),
    (["现公布青山县教育局2023年政府信息公开工作年度报告。"], (None, None, False)),
    (["“一河两岸”新区管理委员会2024年政府信息公开工作年度报告"], ("“一河两岸”新区管理委员会", 2024, True)),
    (["柏川市“三馆一院”管理中心", "2024年政府信息公开工作年度报告"], ("柏川市“三馆一院”管理中心", 2024, True)),
    (["“柏川市教育局2024年政府信息公开工作年度报告”"], ("柏川市教育局", 2024, True)),
    (["《柏川市教育局》2024年政府信息公开工作年度报告"], ("柏川市教育局", 2024, True)),
    (["【柏川市教育局2024年政府信息公开工作年度报告】"], ("柏川市教育局", 2024, True)),
    (["柏川市1978文创园管理处2024年政府信息公开工作年度报告"], ("柏川市1978文创园管理处", 2024, True)),
    (["2049国际商务区管理局2024年度政府信息公开工作年度报告"], ("2049国际商务区管理局", 2024, True)),
    (["柏川市1978文创园管理处", "政府信息公开工作年度报告", "（2024年度）"],
     ("柏川市1978文创园管理处", 2024, True)),
    (["柏川市1978文创园管理处政府信息公开工作年度报告"], ("柏川市1978文创园管理处", None, True)),
    (["柏川市教育局2024政府信息公开工作年度报告"], ("柏川市教育局", 2024, True)),
    (["2024柏川市教育局政府信息公开工作年度报告"], ("柏川市教育局", 2024, True)),
    (["柏川市教育局（2024）政府信息公开工作年度报告"], ("柏川市教育局", 2024, True)),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "expected"), TITLES, ids=[" / ".join(t[0]) for t in TITLES])
def test_title(texts: list[str], expected: tuple[str | None, int | None, bool]) -> None:
    title = read_title(lines(*texts), WORDS.title)
    assert (title.agency, title.year, title.named) == expected


FALLBACKS = [
    ("现公布北亭区水务局2021年政府信息公开工作年度报告。", "北亭区水务局", 2021),
    ("现发布《青山县财政局2022年政府信息公开工作年度报告》，请监督。", "青山县财政局", 2022),
    ("编制了青山县财政局2022年度政府信息公开工作年度报告。", "青山县财政局", 2022),
    ("按照要求，编制本报告。", None, 2020),
]


@pytest.mark.parametrize(("text", "agency", "year"), FALLBACKS)
def test_without_a_title_the_text_tells(text: str, agency: str | None, year: int) -> None:
    title = read_title(lines("目录"), WORDS.title)
    preamble = prose(text)
    assert report_agency(title, preamble, preamble, WORDS.title) == agency
    assert report_year(title, preamble, preamble, Period(None, year_only=2020), WORDS.title) == year
