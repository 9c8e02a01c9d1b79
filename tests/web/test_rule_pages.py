import re

import pytest
from servekit import TestClient, client

from gouji.model.numbers import decimal_text
from gouji.reporting.rules.example_words import example_in_words
from gouji.rulebook import load_rulebook

BOOK = load_rulebook()


@pytest.fixture(scope="module")
def visitor() -> TestClient:
    return client()


def test_every_rule_has_a_page_with_its_ground_cost_and_remedy(visitor: TestClient) -> None:
    listed = visitor.get("/rules").text
    for code, rule in BOOK.rules.items():
        assert f'href="/rules/{code}"' in listed
        page = visitor.get(f"/rules/{code}").text
        cost = BOOK.profile.cost(rule)
        assert f"{code}　{rule.title}" in page
        assert (f"扣 {decimal_text(cost)} 分" if cost else "不扣分") in page
        for part in (
            "依据",
            "轻重",
            "看什么",
            "不符合时说",
            "怎么改",
            "例子",
            "不符合</h3>",
            "符合</h3>",
        ):
            assert part in page, (code, part)
    assert visitor.get("/rules/r412").text == visitor.get("/rules/R412").text


@pytest.mark.parametrize("code", BOOK.rules)
def test_examples_are_told_without_words_of_the_program(code: str) -> None:
    found = BOOK.rules[code]
    for _, examples in found.examples.by_verdict():
        for example in examples:
            told = example_in_words(found, example)
            assert told
            assert not re.search(r"[A-Za-z_]{2,}|True|False", told), told


@pytest.mark.parametrize(
    ("code", "example", "told"),
    [
        ("R412", {"gap": 30000}, "右边减左边之差：3"),
        ("R412", {"gap": -5000}, "右边减左边之差：-0.5"),
        ("A303", {"state": "blank"}, "格内是什么：空白"),
        ("A301", {"present": False}, "有这张表：否"),
        ("N601", {"fits": "doubtful"}, "说法含糊而不符"),
        ("S103", {"absent": True}, "报告里没有它所在的部分"),
        ("A307", {"body": "town", "year": 2024}, "2024 年度的报告；机关的种类：乡镇、街道"),
        ("A301", {"readable": False, "table": "t2"}, "这一处没有读出来"),
        ("A301", {}, "各项都合乎规定"),
    ],
)
def test_an_example_in_words(code: str, example: dict[str, int | str | bool], told: str) -> None:
    assert example_in_words(BOOK.rules[code], example) == told
