"""How labels of tables are told of."""

import pytest

from gouji.facts.tables.labels import quoted


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        ([" 甲 ", "乙"], "「甲」、「乙」"),
        (["三、本年度办理结果", "", " ", ""], "「三、本年度办理结果」、（空白）"),
        (["", "", "自然人"], "（空白）、「自然人」"),
        (["甲", "乙", "甲"], "「甲」、「乙」"),
    ],
)
def test_labels_are_told_once(labels: list[str], told: str) -> None:
    assert quoted(labels) == told
