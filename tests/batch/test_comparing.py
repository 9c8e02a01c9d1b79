"""What is said of last year's scores beside this year's: each way in which they may differ."""

import pytest

from gouji.batch.comparing import told
from gouji.batch.rescoring import Rescored
from gouji.rulebook import load_rulebook

SAID = {
    "nothing differs": (Rescored((), ()), []),
    "other rules": (
        Rescored((), (), otherwise=frozenset({"甲局", "乙局"})),
        [
            (
                "2023 年度有 2 份报告是按另一套规则审核的，今年才要求的规则当时没有判定，没有扣分，比较时请留意；"
                "把上年的报告再评定一次，就按同一套规则比较"
            )
        ],
    ),
    "no basis": (
        Rescored((), (), without=frozenset({"甲局"})),
        [
            (
                "2023 年度有 1 份报告是旧版审核的，没有留下计分的依据，不能按今年的标准重新算，"
                "得分仍按上年的标准，与今年不可比"
            )
        ],
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_what_is_said(case: str) -> None:
    found, said = SAID[case]
    kept = "得分仍按上年的标准，与今年不可比"
    assert list(told(found, load_rulebook(), 2024, kept=kept)) == said
