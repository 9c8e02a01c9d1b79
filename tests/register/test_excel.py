"""Registers in Excel: as offices write them, and back without a difference."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.errors import UsageError
from gouji.model.bodies import BODIES
from gouji.model.register import NOT_COMPARED, Register, Registered
from gouji.register.excel import HEADS, read_register, write_register


def table(*rows: tuple[str, ...]) -> bytes:
    """Return a CSV file with ``rows``."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("gbk")


WRITTEN = table(
    ("2025年度政府信息公开工作年度报告报送单位名单",),
    ("序号", "单位名称", "简称", "主管部门", "类别", "分组", "是否报送", "成立时间", "撤销时间", "原名称"),
    ("1", "清梧市 人民政府", "清梧市、市政府", "", "政府", "区县组", "是", "", "", ""),
    ("2", "清梧市公安局(高新分局)", "", "清梧市人民政府", "市直部门", "市直组", "", "", "", ""),
    ("3", "清梧市数据局", "数据局；市数据局", "清梧市", "", "", "√", "2025.3.1", "", "大数据局,信息办"),
    ("4", "清梧市供销社", "", "清梧市", "", "", "不报送", "", "2025年6月30日", ""),
)  # fmt: skip


def test_as_offices_write_them() -> None:
    read = read_register("名录.csv", WRITTEN, 2025)
    assert read.register == Register(
        2025,
        (
            Registered(
                "清梧市人民政府", ("清梧市", "市政府"), body="government", league="区县组",
                reports=True,
            ),
            Registered(
                "清梧市公安局（高新分局）", parent="清梧市人民政府", body="department",
                league="市直组",
            ),
            Registered(
                "清梧市数据局", ("数据局", "市数据局"), parent="清梧市", reports=True,
                since=date(2025, 3, 1), formerly=("大数据局", "信息办"),
            ),
            Registered("清梧市供销社", parent="清梧市", reports=False, until=date(2025, 6, 30)),
        ),
        "own",
        2025,
        "名录.csv",
    )  # fmt: skip
    assert [agency.row for agency in read.register.agencies] == [3, 4, 5, 6]
    assert (read.refused, read.notes) == ((), ("名录.csv：没有用到的列：序号",))


def test_what_cannot_be_is_told_by_row_and_column() -> None:
    data = table(
        ("机关名称", "机关种类", "是否应报送", "设立日期"),
        ("甲局", "政府部门", "是", "2025-02-30"),
        ("", "政府部门", "是", ""),
        ("乙局", "国有企业", "是", ""),
        ("丙局", "", "也许", ""),
        ("丁局", "", "", ""),
    )
    read = read_register("名录.csv", data, 2025)
    assert [agency.name for agency in read.register.agencies] == ["丁局"]
    assert read.refused == (
        "名录.csv 第 2 行：「设立日期」一栏写的是「2025-02-30」，请写成 2025-01-20 的样子",
        "名录.csv 第 3 行：「机关名称」一栏没有写机关名称",
        (
            "名录.csv 第 4 行：「机关种类」一栏写的是「国有企业」，没有这个种类，可以写："
            "人民政府、政府办公厅、办公室、政府部门、乡镇、街道、开发区等的管委会"
        ),
        "名录.csv 第 5 行：「是否应报送」一栏写的是「也许」，请写「是」或「否」",
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (table(("上级机关",), ("甲",)), "名录.csv：没有「机关名称」一列"),
        (table(("机关名称", "上级")), "名录.csv：名录里没有列出任何机关"),
    ],
)
def test_what_is_no_register(data: bytes, sentence: str) -> None:
    with pytest.raises(UsageError) as told:
        read_register("名录.csv", data, 2025)
    assert str(told.value).startswith(sentence)


PLAIN = st.text("甲乙丙丁市县局Ab", min_size=1, max_size=8)
DAYS = st.none() | st.dates(date(1949, 10, 1), date(2099, 12, 31))
REGISTERED = st.builds(
    Registered,
    name=PLAIN | st.just("市公安局（东、西分局）"),
    aliases=st.lists(PLAIN, unique=True, max_size=3).map(tuple),
    parent=st.none() | PLAIN,
    body=st.sampled_from(sorted(BODIES)),
    league=st.none() | PLAIN,
    reports=st.sampled_from([None, True, False]),
    reason=st.just("") | PLAIN,
    since=DAYS,
    until=DAYS,
    formerly=st.lists(PLAIN, unique=True, max_size=3).map(tuple),
    compared=st.none() | PLAIN | st.just(NOT_COMPARED),
    note=st.just("") | st.sampled_from(["=1+1", "共 3 个", "2025-01-01", "一\n二"]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(REGISTERED, min_size=1, max_size=4))
def test_what_is_written_reads_the_same(agencies: list[Registered]) -> None:
    register = Register(2025, tuple(agencies), "own", 2025, "名录.xlsx")
    data = write_register(register)
    read = read_register("名录.xlsx", data, 2025)
    assert (read.register, read.refused, read.notes) == (register, (), ())
    assert write_register(read.register) == data


def test_every_column_is_written_under_its_first_head() -> None:
    full = Registered(
        "甲局", ("甲",), "市政府", "department", "一组", False, "垂管", date(2024, 1, 2),
        date(2025, 1, 2), ("子局",), "丑局", "备注",
    )  # fmt: skip
    (row,) = read_register("x", write_register(Register(2025, (full,))), 2025).register.agencies
    assert row == full
    assert len(HEADS) == 12
