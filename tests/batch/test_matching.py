"""Reports matched with a list that names no files: by their agencies, never by a guess."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.batch.jobs import Job, Jobs
from gouji.batch.manifest import Listed
from gouji.batch.matching import Known, match
from gouji.batch.nearest import Nearest
from gouji.store import agency_name

ROSTER = (
    "清梧市人民政府", "清梧市水利局", "清梧市公安局", "清梧市公安局（高新分局）", "清梧市教育局",
    "丹穗县人民政府", "丹穗县教育局", "丹穗县公安局", "云岭县发展和改革委员会", "城关镇",
)  # fmt: skip
Rows = tuple[Listed, ...]


def rows(*agencies: str) -> Rows:
    return tuple(Listed(agency=a, at=f"清单 第 {n} 行") for n, a in enumerate(agencies, 2))


def matched(roster: Rows, files: dict[str, Known], **names: str) -> Jobs:
    jobs = tuple(Job(name, bytes) for name in sorted(files))
    aliases = {alias: name for name, alias in names.items()}
    return match(
        Jobs(jobs, roster=roster), files, lambda name, _: agency_name(aliases.get(name, name))
    )


def whose(jobs: Jobs) -> dict[str, str | None]:
    return {job.name: job.listed.agency for job in jobs.jobs}


@pytest.mark.parametrize("year", [None, 2024])
def test_a_list_of_short_names_that_the_register_knows(year: int | None) -> None:
    names = {("市发改委", 2024): "清梧市发展和改革委员会", ("市发改委", 2023): "清梧市计划委员会"}
    roster = tuple(replace(row, year=year) for row in rows("市发改委"))
    file = {"a.docx": Known("清梧市发展和改革委员会", 2024)}
    jobs = match(
        Jobs((Job("a.docx", bytes),), roster=roster),
        file,
        lambda name, year: names.get((name, year or 0), name),
    )
    assert (whose(jobs), jobs.notes) == ({"a.docx": "市发改委"}, ())


ONE = [
    # file, what the report says, whose it is
    ("a.docx", "清梧市水利局", "清梧市水利局"),
    ("a.docx", " 清梧市 水利局", "清梧市水利局"),
    ("a.docx", "水利局", "清梧市水利局"),
    ("a.docx", "市水利局", "清梧市水利局"),
    ("a.docx", "江宁省清梧市水利局", "清梧市水利局"),
    ("a.docx", "清梧市公安局", "清梧市公安局"),
    ("a.docx", "清梧市公安局(高新分局)", "清梧市公安局（高新分局）"),
    ("a.docx", "清梧市公安局高新分局", None),
    ("a.docx", "清梧市公安局（城东分局）", None),
    ("清梧市公安局.docx", "清梧市公安局（城东分局）", None),
    ("清梧市公安局（高新分局）.docx", "清梧市公安局", "清梧市公安局"),
    ("a.docx", "公安局", None),
    ("丹穗县公安局.docx", "公安局", "丹穗县公安局"),
    ("丹穗县/公安局.docx", "公安局", "丹穗县公安局"),
    ("a.docx", "教育局", None),
    ("a.docx", "丹穗县", "丹穗县人民政府"),
    ("a.docx", "清梧市城关镇人民政府", "城关镇"),
    ("a.docx", "云岭县发展改革委", "云岭县发展和改革委员会"),
    ("a.docx", "云岭县发改委", None),
    ("云岭县发展和改革委员会.docx", "云岭县发改委", "云岭县发展和改革委员会"),
    ("清梧市水利局.docx", "清梧市水务局", None),
    ("清梧市水利局.docx", "云岭县财政局", None),
    ("清梧市教育局.docx", "清梧市水利局", "清梧市水利局"),
    ("清梧市水利局2024年政府信息公开工作年度报告.docx", None, "清梧市水利局"),
    ("03清梧市水利局2024年年报（定稿）.pdf", None, "清梧市水利局"),
    ("附件3：清梧市水利局信息公开年报(1).doc", None, "清梧市水利局"),
    ("清梧市水利局-20250120.docx", None, "清梧市水利局"),
    ("关于清梧市水利局2024年度政府信息公开工作的报告.docx", None, "清梧市水利局"),
    ("清梧市公安局（高新分局）2024年年报（盖章扫描件）.pdf", None, "清梧市公安局（高新分局）"),
    ("清梧市公安局高新分局年报.pdf", None, None),
    ("清梧市/水利局.docx", None, "清梧市水利局"),
    ("清梧市.zip/丹穗县.zip/教育局.docx", None, "丹穗县教育局"),
    ("丹穗县/水利局.docx", None, None),
    ("清梧市水利局/2024年度报告.docx", None, "清梧市水利局"),
    ("教育局.docx", None, None),
    ("2024年报.docx", None, None),
    ("scan0001.pdf", None, None),
]


@pytest.mark.parametrize(("file", "says", "agency"), ONE)
def test_whose_a_report_is(file: str, says: str | None, agency: str | None) -> None:
    found = matched(rows(*ROSTER), {file: Known(says, 2024)})
    assert whose(found) == {file: agency}
    assert [row.agency for row in found.absent] == [name for name in ROSTER if name != agency]
    assert found.roster == ()


def test_a_misread_name_gives_way_to_the_files_name() -> None:
    for recognised, agency in ((True, "清梧市水利局"), (False, None)):
        files = {"清梧市水利局.pdf": Known("清梧市永利局", 2024, recognised)}
        assert whose(matched(rows(*ROSTER), files)) == {"清梧市水利局.pdf": agency}


def test_names_of_the_register_are_one() -> None:
    files = {"a": Known("云岭县发改委"), "b": Known("清梧市水务局")}
    found = matched(
        rows(*ROSTER), files, 云岭县发展和改革委员会="云岭县发改委", 清梧市水利局="清梧市水务局"
    )
    assert whose(found) == {"a": "云岭县发展和改革委员会", "b": "清梧市水利局"}


def test_two_that_fit_one_row_get_it_only_where_one_is_named() -> None:
    files = {"a": Known("清梧市教育局"), "b": Known("丹穗县教育局")}
    assert whose(matched(rows("教育局"), files)) == {"a": None, "b": None}
    assert whose(matched(rows("清梧市教育局"), {"a": Known("清梧市教育局"), "b": Known("教育局")})) == {
        "a": "清梧市教育局", "b": "清梧市教育局",
    }  # fmt: skip
    assert whose(matched(rows("教育局"), {"a": Known("教育局"), **files, "c": Known("教育局")})) == {
        "a": None, "b": None, "c": "教育局",
    }  # fmt: skip


def test_drafts_and_twins_are_all_of_their_row() -> None:
    files = {name: Known("清梧市水利局", 2024) for name in ("a.docx", "a.pdf", "初稿.docx")}
    assert set(whose(matched(rows(*ROSTER), files)).values()) == {"清梧市水利局"}


DAY = date(2025, 1, 20)


def test_rows_are_of_their_year_and_days_of_the_year_before() -> None:
    both = {"3.txt": Known("甲局", 2023), "4.txt": Known("甲局", 2024)}
    (row,) = rows("甲局")
    this = replace(row, year=2024, published=DAY)
    last = replace(row, year=2023, published=date(2024, 1, 19), at="清单 第 3 行")
    found = matched((this, last), both)
    assert [(job.listed.year, job.listed.published) for job in found.jobs] == [
        (2023, date(2024, 1, 19)),
        (2024, DAY),
    ]
    assert whose(matched((this,), both)) == {"3.txt": None, "4.txt": "甲局"}
    found = matched((replace(row, published=DAY),), both)
    assert [(job.listed.agency, job.listed.published) for job in found.jobs] == [
        ("甲局", None),
        ("甲局", DAY),
    ]


def test_what_does_not_match_is_told_with_what_comes_nearest() -> None:
    files = {
        "a.docx": Known("清梧市公安局高新分局", 2024),
        "b.docx": Known("公安局", 2024),
        "c.docx": Known("云岭县发改委", 2024),
        "d.docx": Known(),
        "清梧市教育局.docx": Known("清梧市水利局", 2024),
    }
    ask = "；请在清单里加「文件」一列写明"
    assert matched(rows(*ROSTER), files).notes == (
        "清梧市教育局.docx：文件名像是清梧市教育局的，报告写的是清梧市水利局，按清梧市水利局评定，请核对是否放错了文件",
        f"a.docx：报告写的是清梧市公安局高新分局，不能认定是清单里的哪一个；名称相近的有清梧市公安局（高新分局）、清梧市公安局{ask}",
        f"b.docx：报告写的是公安局，不能认定是清单里的哪一个；名称相近的有丹穗县公安局、清梧市公安局{ask}",
        f"c.docx：报告写的是云岭县发改委，不能认定是清单里的哪一个；名称相近的有云岭县发展和改革委员会{ask}",
        f"d.docx：没有读出机关名称，不能认定是清单里的哪一个{ask}",
        "清单 第 4 行：清梧市公安局没有找到报告；名称相近的有 a.docx（清梧市公安局高新分局）、b.docx（公安局）",
        "清单 第 5 行：清梧市公安局（高新分局）没有找到报告；名称相近的有 a.docx（清梧市公安局高新分局）",
        "清单 第 9 行：丹穗县公安局没有找到报告；名称相近的有 b.docx（公安局）",
        "清单 第 10 行：云岭县发展和改革委员会没有找到报告；名称相近的有 c.docx（云岭县发改委）",
    )


def test_many_notes_are_counted() -> None:
    files = {f"{n:03}.docx": Known(f"第{n}号站") for n in range(100)}
    notes = matched(rows("清梧市水利局"), files).notes
    assert (len(notes), notes[-1]) == (31, "这样的还有 70 个")


def test_the_nearest_of_thousands() -> None:
    names = {str(n): f"清梧市{chr(0x4E00 + n)}{chr(0x5E00 + n)}局" for n in range(3000)}
    assert Nearest({**names, "a": "丹穗县水利局", "b": "丹穗县水利局（渠首站）"}).to(
        "丹穗县水利局渠首站"
    ) == ("b", "a")
    assert Nearest({}).to("丹穗县") == ()


NAMES = st.sampled_from([*ROSTER, "公安局", "教育局", "清梧市水务局", "清梧市公安局高新分局", None])


@given(st.dictionaries(st.sampled_from("abcdef"), NAMES), st.permutations(ROSTER))
def test_the_order_of_rows_and_files_does_not_matter(
    said: dict[str, str | None], order: list[str]
) -> None:
    files = {name: Known(agency, 2024) for name, agency in said.items()}
    assert whose(matched(rows(*order), files)) == whose(matched(rows(*ROSTER), files))
