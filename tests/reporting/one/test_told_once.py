"""A cell that was read and holds no number is told by its finding, not as unread besides."""

import pytest

from gouji.auditor import Auditor
from gouji.reading.text import read_text
from gouji.reporting.public.audit_json import to_public
from gouji.rulebook import load_rulebook
from spokenkit import ROOT

CLEAN = (ROOT / "fixtures" / "clean-2024.txt").read_text(encoding="utf-8")
RECEIVED = "25\t0\t0\t1\t1\t3\t30"
LICENCES = "行政许可\t840"
AUDITOR = Auditor(load_rulebook())


@pytest.mark.parametrize(
    ("before", "after", "place", "raw", "fault"),
    [
        (RECEIVED, RECEIVED.replace("\t30", "\t3 0"), ("R404", "t3.new.total"), "3 0",
         "数字中间有空格，不能确定是一个数还是几个数"),
        (LICENCES, "行政许可\t8 40", ("A304", "t2.licence.decisions"), "8 40",
         "数字中间有空格，不能确定是一个数还是几个数"),
        (RECEIVED, RECEIVED.replace("\t30", "\t无"), ("R404", "t3.new.total"), "无",
         "不是一个数字"),
        (LICENCES, "行政许可\t／", ("A304", "t2.licence.decisions"), "／", "不是一个数字"),
    ],
)  # fmt: skip
def test_one_cause_is_told_once(
    before: str, after: str, place: tuple[str, str], raw: str, fault: str
) -> None:
    stated = "2024年行政许可840件。共收到"
    text = CLEAN.replace("2024年，共收到", stated)
    assert before in text
    assert stated in text
    told = to_public(AUDITOR.audit_document(read_text(text.replace(before, after).encode())))
    (found,) = told.findings
    assert (found.code, found.locus) == place
    assert found.message.endswith(f"写作「{raw}」，{fault}")
    assert told.verdicts.not_assessable > 0
    assert told.unread == []
