"""JUnit XML: read back by an independent reader, valid whatever a document holds."""

import io

import pytest
from lxml import etree

from gouji.reporting.many.exports.junit import junit
from spokenkit import BOOK, UNREAD, audited, counted, finding, saying, waived

junitparser = pytest.importorskip("junitparser", reason="没有装 junitparser")
WUZHONG = audited("wuzhong-2024.txt")
READ = "总计", "自然人", "其他"
"""Columns of the row that does not add up which are not 0."""


def read(data: bytes):  # noqa: ANN201 - a type of the reader
    return junitparser.JUnitXml.fromroot(
        junitparser.junitparser.etree.parse(io.BytesIO(data)).getroot()
    )


def test_a_real_report() -> None:
    data = junit([WUZHONG, audited("clean-2024.txt")], BOOK)
    first, second = read(data)
    assert junit([WUZHONG, audited("clean-2024.txt")], BOOK) == data
    assert (first.failures, first.errors, first.skipped) == (len(WUZHONG.findings), 0, 0)
    assert (second.failures, second.errors, second.skipped) == (0, 0, 0)
    failed = [case for case in first if not case.is_passed]
    assert [case.classname for case in failed] == sorted(f.code for f in WUZHONG.findings)
    (broken,) = [case for case in failed if case.classname == "R411"]
    (failure,) = broken.result
    assert failure.message.startswith("[错误] 表三「（七）总计」一行")
    assert failure.text.splitlines() == [
        "怎么改：把表三「（七）总计」行「其他」列的 3 改为 0。",
        "读到：3",
        "应为：6",
        f"位置：{'；'.join(f'表三「（七）总计」行「{name}」列（第278行）' for name in READ)}",
        "依据：国办公开办函〔2021〕30号 格式 三",
    ]


def test_counts_agree_with_the_elements() -> None:
    root = etree.fromstring(junit([WUZHONG, WUZHONG], BOOK))
    for element in (root, *root.findall("testsuite")):
        counted_here = {
            "tests": len(element.findall(".//testcase")),
            "failures": len(element.findall(".//failure")),
            "errors": len(element.findall(".//error")),
            "skipped": len(element.findall(".//skipped")),
        }
        assert {key: int(element.get(key)) for key in counted_here} == counted_here


def test_what_is_neither_right_nor_wrong_is_skipped_with_the_reason() -> None:
    audit = counted(
        saying(WUZHONG, findings=[], reviews=[finding("N601")], waived=[waived()], unread=UNREAD),
        "R411",
        not_assessable=25,
    )
    data = junit([audit], BOOK)
    (suite,) = read(data)
    skipped = {case.classname: case.result[0].message for case in suite if case.is_skipped}
    assert set(skipped) == {"N601", "P206", "R411"}
    assert skipped["N601"].startswith("需人工核对：")
    assert skipped["P206"].endswith("；理由：网站改版（张三，至 长期）")
    assert skipped["R411"] == "25 项没有读出，无法判定（不算对，也不算错）"
    assert etree.fromstring(data).findtext("testsuite/system-out") == "表三未读出：表格线不全"


@pytest.mark.parametrize("text", ["a\x00b", "<script>&]]>\"'", "\x0b\ufffe\x1b[31m", "𠮷"])
def test_valid_xml_whatever_the_document_says(text: str) -> None:
    hostile = finding(message=text, actual=text, locus=text, remedy=text)
    root = etree.fromstring(junit([saying(WUZHONG, findings=[hostile])], BOOK))
    shown = "".join(c for c in text if c == "𠮷" or " " <= c < "\x7f" or c == "\x0b")
    shown = shown.replace("\x0b", " ")
    assert root.find(".//failure").get("message") == f"[错误] {shown}"
