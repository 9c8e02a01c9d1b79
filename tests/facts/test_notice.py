"""How the notice is cited: issuer, title, number."""

import pytest

from facts.say import WORDS, prose
from gouji.facts.notice import read_notice

R, W, D, N = "right", "wrong", "doubtful", "none"
ISSUER = "国务院办公厅政府信息与政务公开办公室"
TITLE = "中华人民共和国政府信息公开工作年度报告格式"

CITATIONS = [
    (f"根据《条例》和《{ISSUER}关于印发〈{TITLE}〉的通知》（国办公开办函〔2021〕30号）要求", (R, R, R)),
    (f"根据《条例》和《{ISSUER}关于印发<{TITLE}>的通知》要求", (R, R, N)),
    (f"按照{ISSUER}《关于印发〈{TITLE}〉的通知》（国办公开办函[2021]30号）", (R, R, R)),
    (f"按照《{ISSUER}关于印发《{TITLE}》的通知》(国办公开办函〔2021〕30 号)编制", (R, R, R)),
    (f"以及{ISSUER}关于印发《{TITLE}》的通知（国办公开办函【2021】30号）有关规定", (R, R, R)),
    (f"《国务院办公厅政府信息公开与政务公开办公室关于印发〈{TITLE}〉的通知》（国办公开办函〔2021〕30号）", (W, R, R)),
    (f"《国务院办公厅关于印发〈{TITLE}〉的通知》（国办公开办函〔2021〕30号）", (W, R, R)),
    (f"《{ISSUER}关于印发〈政府信息公开年度报告格式〉的通知》（国办公开办函〔2021〕30号）", (R, W, R)),
    (f"《{ISSUER}关于印发〈{TITLE}〉的通知》（国办公开办函〔2021〕31号）", (R, R, W)),
    (f"《{ISSUER}关于印发〈{TITLE}〉的通知》（国办函〔2021〕30号）", (R, R, W)),
    (f"《关于印发〈{TITLE}〉的通知》（国办公开办函〔2021〕30号）", (N, R, R)),
    (f"按照《{TITLE}》（国办公开办函〔2021〕30号）要求", (N, N, R)),
    ("按照国办公开办函〔2021〕30号文件要求编制", (N, N, R)),
    ("按照《政府信息公开工作年度报告格式》要求编制", (N, N, N)),
    ("按照《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）要求", (N, N, W)),
    ("按照《国务院办公厅关于某事的通知》和国办公开办函〔2021〕30号要求", (N, N, R)),
    (f"按照《条例》和{ISSUER}下发的《{TITLE}》（国办公开办函〔2021〕30号）规定", (R, R, R)),
    (f"按照{ISSUER}于2021年9月发布的《{TITLE}》（国办公开办函〔2021〕30号）规定", (R, R, R)),
    (f"按照{ISSUER}《{TITLE}》（国办公开办函〔2021〕30号）", (R, R, R)),
    (f"按照国务院办公厅政务公开办公室下发的《{TITLE}》（国办公开办函〔2021〕30号）", (W, R, R)),
    (f"按照国家信息公开办公室发布的《{TITLE}》（国办公开办函〔2021〕30号）", (W, R, R)),
    (f"根据国办公开办函﹝2021﹞30号《关于印发〈{TITLE}〉的通知》", (N, R, R)),
    ("根据国办公开办函［2021］30号", (N, N, R)),
    (f"按照国办印发的《{TITLE}》（国办公开办函〔2021〕30号）", (N, R, R)),
    (f"按照国办印发的《{TITLE}》", (D, R, N)),
    (f"按照{ISSUER}印发的《政府信息公开工作年度报告格式》", (R, D, N)),
    (f"按照{ISSUER}颁布的年度报告格式（国办公开办函〔2021〕30号）", (R, N, R)),
    (f"按照{ISSUER}关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2021〕30号）",
     (R, D, R)),
    ("严格执行政府信息公开工作年度报告格式", (N, N, N)),
    (f"《{ISSUER}关于印发〈{TITLE}〉的通知》（国办公开办函〔2021〕30号）和市政府的通知", (R, R, R)),
    (f"按照《柏川市政务公开办公室关于转发{ISSUER}关于印发{TITLE}的通知的通知》（国办公开办函〔2021〕30号）", (R, R, R)),
    (f"按照《柏川市政府办公室转发了{ISSUER}关于印发〈{TITLE}〉的通知》（国办公开办函〔2021〕30号）", (R, R, R)),
    (f"按照《柏川市政府办公室关于转发〈{TITLE}〉的通知》（国办公开办函〔2021〕30号）", (N, R, R)),
    (f"按照《柏川市政府办公室关于印发〈{TITLE}〉的通知》（国办公开办函〔2021〕30号）", (W, R, R)),
    (f"按照《柏川市政府办公室批转国务院办公厅关于印发〈{TITLE}〉的通知》（国办公开办函〔2021〕30号）", (W, R, R)),
    (f"根据《中华人民共和国政府信息公开条例》《{TITLE}》（国办公开办函〔2021〕30号）", (N, N, R)),
    (f"根据《中华人民共和国政府信息公开条例》《{TITLE}》（国办政务函〔2021〕30号）", (N, N, W)),
    (f"根据《条例》《{ISSUER}关于印发《{TITLE}》的通知》（国办公开办函〔2021〕30号）", (R, R, R)),
    (f"根据《{ISSUER}关于印发《条例》《{TITLE}》的通知》（国办公开办函〔2021〕30号）", (R, N, R)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CITATIONS, ids=[c[0] for c in CITATIONS])
def test_citation(text: str, expected: tuple[str, str, str]) -> None:
    found = read_notice(prose(text + "，现公布年度报告。"), WORDS.notice)
    assert found.quote is not None
    assert (found.issuer, found.title, found.number) == expected


NOT_CITED = [
    "根据《中华人民共和国政府信息公开条例》要求编制。",
    "",
    f"按照柏川市政务公开办公室转发的《{TITLE}》要求",
    "按照《柏川省人民政府办公厅关于印发〈政府信息公开工作年度报告格式〉的通知》（柏政办〔2024〕3号）",
]


@pytest.mark.parametrize("text", NOT_CITED)
def test_no_citation(text: str) -> None:
    assert read_notice(prose(text), WORDS.notice).quote is None


def test_a_citation_broken_by_line_ends_is_whole() -> None:
    text = f"《{ISSUER}关于印发〈{TITLE}〉的通知》（国办公开办函〔2021〕30号）"
    broken = [text[i : i + 11] for i in range(0, len(text), 11)]
    found = read_notice(prose(*broken), WORDS.notice)
    assert (found.issuer, found.title, found.number) == (R, R, R)


def test_a_local_notice_beside_the_right_one_is_none() -> None:
    local = "和《市政府办公室关于印发〈2024年年度报告格式〉的通知》"
    found = read_notice(prose(CITATIONS[0][0] + local), WORDS.notice)
    assert (found.issuer, found.title, found.number) == (R, R, R)
