"""Kinds of wording, each with right reports and wrong ones: all that is told is compared."""

from pathlib import Path
from typing import Any

import pytest
import quantities
import yaml
from measuring import IN_DOCUMENTS
from reports import Found, found
from stated import TABLES, ZEROS, telling
from stated import found as found_beside

BODY = "青岚市民政局"
KINDS = yaml.safe_load(Path(__file__).with_name("told_kinds.yaml").read_text(encoding="utf-8"))
ENTRIES = [
    pytest.param(entry, id=f"{kind}-{number}")
    for kind, entries in KINDS.items()
    for number, entry in enumerate(entries, 1)
]
BESIDE_TABLES = [
    ("s3", "2024年，我局收到政府信息公开申请36件，上年结转2件，详见下表。",
     {"t3.new.total": "right", "t3.carried_over.total": "right"}),
    ("s3", "2024年，我局收到政府信息公开申请37件，详见下表。", {"t3.new.total": "wrong"}),
    ("s4", "本年度政府信息公开行政复议5件、行政诉讼3件。",
     {"t4.review.total": "right", "t4.suit.total": "right"}),
    ("s4", "无政府信息公开行政复议、行政诉讼情况。",
     {"t4.review.total": "wrong", "t4.suit.total": "wrong"}),
    ("s2", "作出行政许可决定40276件。", {"t2.licence.decisions": "wrong"}),
    ("s2", "（注：本表不含下属单位办理的行政许可12件。）", {}),
    ("s4", "（单位：件）", {}),
]  # fmt: skip


@pytest.mark.parametrize("entry", ENTRIES)
def test_what_is_due_comes_and_nothing_else(entry: dict[str, Any]) -> None:
    table = {key: str(value) for key, value in entry["table"].items()}
    active = any(key.partition(".")[0] in IN_DOCUMENTS for key in table)
    due, review = (frozenset(map(tuple, entry.get(key, ()))) for key in ("due", "review"))
    body = entry.get("body", BODY)
    told = found(body, entry["text"], quantities.tables(table), active=active)
    assert told == Found(due, review)


@pytest.mark.parametrize(("section", "text", "expected"), BESIDE_TABLES)
def test_what_is_said_beside_a_table_is_held_against_it(
    section: str, text: str, expected: dict[str, str]
) -> None:
    assert found_beside(telling(text, TABLES, section)) == expected


def test_nothing_denied_beside_an_empty_table_is_right() -> None:
    told = found_beside(telling("无政府信息公开行政复议、行政诉讼情况。", ZEROS, "s4"))
    assert told == {"t4.review.total": "right", "t4.suit.total": "right"}
