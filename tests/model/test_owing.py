"""What became of those that had to report, and who reported beside them."""

import pytest

from gouji.model.grading import Agency, Owing
from gouji.reporting.wording import owing_text
from yearkit import Filed, grading, owing

LISTED = (Agency("甲局"), Agency("乙局"))


@pytest.mark.parametrize(
    ("filed", "expected", "beside", "text"),
    [
        (["甲局"], Owing(2, 1, 0, 1), (), "应报送的机关 2 个，已报送 1 个，未报送 1 个"),
        (
            ["甲局", "丁局", "丙局"],
            Owing(2, 1, 0, 1, 2),
            ("丁局", "丙局"),
            "应报送的机关 2 个，已报送 1 个，未报送 1 个；另有 2 个不在应报送之列的机关有报告",
        ),
    ],
)
def test_reports_add_up(
    filed: list[str], expected: Owing, beside: tuple[str, ...], text: str
) -> None:
    """Whoever filed is among those that had to or beside them."""
    found = owing(grading(*map(Filed, filed)), LISTED, 2024)
    assert found.owing(2024) == expected
    assert found.beside(2024) == beside
    assert owing_text(found.owing(2024)) == text
    assert expected.filed + expected.beside == len(filed)
