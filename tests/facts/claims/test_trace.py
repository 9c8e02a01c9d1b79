"""What was made of every number is told: its frame and where each slot comes from, or why none."""

import json
from io import StringIO

import pytest
from rich.console import Console
from stated import telling

from gouji.reporting.one.sentences import sentences_json, show_sentences, traced
from scoring import make

TEXT = (
    "2024年，我局共收到政府信息公开申请36件（含上年结转2件），其中网上申请20件，自然人32件。"
    "办结12345热线工单5910件，较上年增加23件，答复率100%。未发生行政复议。依据第30号文件。"
)

TOLD = [
    ("36件", "claim", "t3.new.total", [("object", "own"), ("event", "own")], ""),
    ("2件", "claim", "t3.carried_over.total", [("object", "whole"), ("event", "own")], ""),
    ("20件", "part", "", [], "「网上申请」：只是一种渠道"),
    ("32件", "claim", "t3.new.natural",
     [("object", "whole"), ("event", "whole"), ("applicant", "own")], ""),
    ("5910件", "none", "", [("event", "own")], "「12345」：说的是别的事"),
    ("23件", "none", "", [], "「较上年」：是比较的数"),
    ("100%", "none", "", [], "旁边没有可以核对它的数"),
    ("未发生行政复议", "denial", "t4.review.total", [], ""),
    ("第30号", "none", "", [], "是时间、日期或者编号"),
]  # fmt: skip


def test_every_number_is_told_with_its_slots_or_the_reason() -> None:
    trace = traced(telling(TEXT), make.BOOK.wording)
    told = [
        (t.text, t.taken, t.locus, [(s.slot, s.source) for s in t.slots], t.reason) for t in trace
    ]
    assert told == TOLD


def test_the_trace_reads_as_chinese_and_as_json() -> None:
    report = telling(TEXT)
    trace = traced(report, make.BOOK.wording)
    page = StringIO()
    show_sentences(trace, report, Console(width=200, file=page))
    assert "「其中网上申请20件」" in page.getvalue()
    assert "  只作列出的一部分\n" in page.getvalue()
    data = json.loads(sentences_json(trace))
    assert [each["number"] for each in data] == [each.text for each in trace]
    assert data[0]["slots"][1] == {
        "slot": "event", "words": ["收到"], "means": "收到＋含上年结转",
        "from": "own", "from_text": "同一小句",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("办结12345热线工单5910件。", "「12345」：说的是别的事"),
        ("市住建局收到政府信息公开申请12件。", "「市住建局」：说的是别的机关"),
        ("收到工伤认定申请30件。", "「工伤认定申请」不知道是不是政府信息公开申请"),
        ("组织业务交流5次。", "这一小句里没有说明数的是什么的词"),
    ],
)
def test_numbers_not_used_are_kept_with_the_reason(text: str, why: str) -> None:
    from gouji.facts.registry import left_over

    (left,) = left_over(telling(text))
    assert (left.reason, left.quote.text) == (why, text.removesuffix("。"))
