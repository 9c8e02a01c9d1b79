"""Names that are one agency's, that may be, and that are not, in either order."""

import pytest

from gouji.facts.agencies import Sameness, placed, same_agency

PAIRS: list[tuple[str, str, Sameness]] = [
    # Printed short, with other spaces and brackets.
    ("云岭县公安局", "云岭县公安局", "same"),
    ("云岭县公安局", " 云岭县 公安局", "same"),
    ("云岭县公安局(高新分局)", "云岭县公安局（高新分局）", "same"),
    ("云岭县公安局〔高新分局〕", "云岭县公安局（高新分局）", "same"),
    ("云岭县公安局【高新分局】", "公安局[高新分局]", "same"),
    ("云岭县公安局", "公安局", "same"),
    ("云岭市公安局", "市公安局", "same"),
    ("江宁省云岭市城关区教育局", "城关区教育局", "same"),
    ("云岭县", "云岭县人民政府", "same"),
    ("云岭县城关镇", "城关镇人民政府", "same"),
    ("云岭市城关街道办事处", "云岭市城关街道", "same"),
    ("云岭县发展和改革委员会", "云岭县发展改革委", "same"),
    ("云岭县住房和城乡建设局", "云岭县住房城乡建设局", "same"),
    ("云岭市市场监督管理局", "市场监督管理局", "same"),
    ("云岭高新技术产业开发区管理委员会", "云岭高新技术产业开发区管委会", "same"),
    # Bracketed, renamed, merged: asked about.
    ("云岭市公安局（高新分局）", "云岭市公安局高新分局", "perhaps"),
    ("云岭县乡村振兴局（原云岭县扶贫开发办公室）", "云岭县扶贫开发办公室", "perhaps"),
    ("云岭县乡村振兴局（原扶贫办）", "云岭县扶贫开发办公室", "perhaps"),
    ("云岭县卫生健康局（原卫生和计划生育委员会）", "云岭县卫生健康局", "perhaps"),
    ("云岭县文化和旅游局（云岭县文物局）", "云岭县文物局", "perhaps"),
    ("云岭县文化局", "云岭县文化和旅游局", "perhaps"),
    ("云岭县教育体育局", "云岭县教育局", "perhaps"),
    ("云岭县大数据管理局", "云岭县数据局", "perhaps"),
    ("云岭县金融工作局", "云岭县金融工作办公室", "perhaps"),
    ("云岭县发改委", "云岭县发展和改革委员会", "perhaps"),
    ("云岭县公安局", "云岭市公安局", "perhaps"),
    ("云岭县人民政府", "云岭县人民政府办公室", "perhaps"),
    ("云岭县人民政府（办公室）", "云岭县人民政府", "perhaps"),
    ("云岭县司法局（本级）", "云岭县司法局", "perhaps"),
    ("云岭市公安局（原高新分局）", "云岭市公安局", "perhaps"),
    # Others.
    ("云岭县教育局", "云岭县公安局", "other"),
    ("云岭县教育局", "云岭县体育局", "other"),
    ("云岭县教育局", "柏川县教育局", "other"),
    ("云岭县", "云岭县教育局", "other"),
    ("云岭县人民政府", "云岭县政务服务管理局", "other"),
    ("云岭县人民政府", "云岭县城关镇人民政府", "other"),
    ("云岭市", "云岭市城关区", "other"),
    ("云岭市公安局", "云岭市公安局交通警察支队", "other"),
    ("云岭市公安局", "云岭市公安局高新分局", "other"),
    ("云岭市公安局（高新分局）", "云岭市公安局（城东分局）", "other"),
    ("云岭市公安局（高新分局）", "云岭市公安局", "other"),
    ("云岭市公安局〔高新分局〕", "云岭市公安局", "other"),
    ("云岭市公安局（交通警察支队）", "市公安局", "other"),
    ("云岭市税务局（第一税务分局）", "云岭市税务局", "other"),
    ("云岭市教育局（经开区）", "云岭市教育局", "other"),
    ("云岭市教育局（滨湖新城）", "云岭市教育局（经开区）", "other"),
    ("甲市城关区教育局", "乙市城关区教育局", "other"),
    ("云岭县卫生健康局（原卫生和计划生育委员会）", "云岭县教育局", "other"),
    ("云岭县住房和城乡建设局", "云岭县农业农村局", "other"),
    ("云岭县财政局", "云岭县审计局", "other"),
    ("云岭县水利局", "云岭县水务局", "other"),
]


@pytest.mark.parametrize(
    ("name", "parent", "full"),
    [
        ("教育局", "云岭县人民政府", "云岭县教育局"),
        ("县教育局", "云岭县", "云岭县教育局"),
        ("公安局（高新分局）", "云岭市政府", "云岭市公安局（高新分局）"),
        ("城关镇人民政府", "云岭县人民政府", "云岭县城关镇人民政府"),
        ("城关街道办事处", "云岭市城关区人民政府", "云岭市城关区城关街道办事处"),
        ("市场监督管理局", "云岭市人民政府", "云岭市市场监督管理局"),
        ("云岭县教育局", "柏川县人民政府", "云岭县教育局"),
        ("教育局", "市教育工作委员会", "教育局"),
        ("教育局", "云岭县教育局", "教育局"),
    ],
)
def test_a_name_behind_its_place(name: str, parent: str, full: str) -> None:
    assert placed(name, parent) == full


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_names(one: str, other: str, expected: Sameness) -> None:
    assert (same_agency(one, other), same_agency(other, one)) == (expected, expected)


@pytest.mark.parametrize(
    ("printed", "expected"), [("云岭县财致局", "perhaps"), ("云岭县教育局", "other")]
)
def test_a_recognised_name_may_be_misread(printed: str, expected: Sameness) -> None:
    assert same_agency("云岭县财政局", printed) == "other"
    assert same_agency("云岭县财政局", printed, recognised=True) == expected
