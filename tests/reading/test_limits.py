"""The page on limits says what the limits are."""

import re
from pathlib import Path

from gouji.reading import limits

PAGE = Path(__file__).parents[2] / "docs/limits.md"


def test_the_page_names_every_limit_with_its_value() -> None:
    rows = re.findall(r"^\| `(MAX_\w+)` \| ([\d,]+) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    written = {name: int(value.replace(",", "")) for name, value in rows}
    assert written == {name: value for name, value in vars(limits).items() if name[:4] == "MAX_"}
