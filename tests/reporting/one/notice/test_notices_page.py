"""``docs/notices.md`` names what a template may use: all of it and nothing else."""

import re
from pathlib import Path

from letters import ADVICE, BOOK, COLUMN, CONTACT, DEADLINE, DOUBT, ISSUED, ROW, SETTLED, audit

from gouji.reporting.one.notice.contents import contents, sample

PAGE = (Path(__file__).parents[4] / "docs/notices.md").read_text(encoding="utf-8")
SAID = contents(
    audit(ROW, COLUMN, CONTACT, ADVICE, certain=False, reviews=[DOUBT], unread=["表四"], settled=SETTLED),
    BOOK, agency="某局", office=None, deadline=DEADLINE, issued=ISSUED,
)  # fmt: skip


def names(pattern: str) -> list[str]:
    return re.findall(pattern, PAGE, re.MULTILINE)


def test_every_name_is_on_the_page() -> None:
    assert names(r"^\| `([^.`{]+)` \|") == list(SAID)
    assert names(r"^\| `项\.([^`]+)` \|") == list(SAID["整改事项"][0])


def test_the_fields_of_the_other_lists_are_on_the_page() -> None:
    for name in ("核对事项", "扣分"):
        (line,) = (line for line in PAGE.splitlines() if line.startswith(f"| `{name}` |"))
        assert re.findall("`([^`]+)`", line) == [name, *SAID[name][0]]


def test_a_trial_has_one_of_everything() -> None:
    """Names and kinds of the sample are those of a real notice."""

    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {name: shape(part) for name, part in value.items()}
        return [shape(value[0])] if isinstance(value, list) else type(value)

    added = [{"要求": "要求", "原因": "原因", "分值": "1"}]
    full = SAID | {"建议": SAID["整改事项"], "加分": added}  # advice has the same fields
    assert shape(sample()) == shape(full)
    assert {name for name, value in sample().items() if not value} == set()
