"""The report among the furniture of a site."""

import pytest
from shown import shown

from gouji.reading.html import read_html

TITLE = "某市财政局2024年政府信息公开工作年度报告"
REPORT = [
    "一、总体情况",
    "全年共收到政府信息公开申请三十二件，均已按期答复办结。",
    "六、其他需要报告的事项",
    "本年度没有收取信息处理费。",
    "联系电话：0953-1234567",
]
TEXT = "".join(f"<p>{line}</p>" for line in REPORT)
OTHERS = "<div class=related><a href=x>某市2023年政府信息公开工作年度报告</a></div>"
PARTS = ["".join(f"<p>{line}</p>" for line in part) for part in (REPORT[:2], REPORT[2:])]
NAV = "<ul class=menu><li><a href=/>首页</a><li><a href=/zwgk>政务公开</a></ul>"
FOOT = "<p>地址：某市大道1号 联系电话：0953-7654321</p><p>主办单位：某市人民政府 备案号：宁ICP备1号</p>"


def page(body: str, title: str = TITLE) -> bytes:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    "body",
    [
        f"<header>{NAV}</header><main><h1>{TITLE}</h1>{TEXT}</main><footer>{FOOT}</footer>",
        f"<div>{NAV}</div><div><h1>{TITLE}</h1>{TEXT}</div><div class=page-bottom>{FOOT}</div>",
        f"<div class=wrap><div>{NAV}</div><h1>{TITLE}</h1><div id=zoom>{TEXT}</div><div>{FOOT}</div></div>",
        f"<form><h1>{TITLE}</h1><div>来源：某局 浏览次数：12</div><div>{TEXT}</div><div>{FOOT}</div></form>",
        f"<div><h2>{TITLE}</h2><p>字体：【大 中 小】</p>{TEXT}<p>上一篇：无</p><div>{FOOT}</div></div>",
        f"<h1>{TITLE}</h1><div><div>{PARTS[0]}</div><div>{PARTS[1]}</div></div><div>{FOOT}</div>",
        f"<table><tr><td>{NAV}<tr><td><b>{TITLE}</b><br>{TEXT}<tr><td>{FOOT}</table>",
        f"<div class=article-share-box><h1>{TITLE}</h1>{TEXT}</div><div class=foot>{FOOT}</div>",
        f"<div class=main><h1>{TITLE}</h1>{TEXT}<div class='share'>分享到：微信</div></div><div>{FOOT}</div>",
        f"<div><div class=info>发布时间：2025-01-19</div><h1>{TITLE}</h1>{TEXT}</div>{OTHERS}<div>{FOOT}</div>",
    ],
)
def test_the_article_is_found(body: str) -> None:
    document = read_html(page(body))
    assert shown(document) == [TITLE, *REPORT]
    around = "\n".join(line.text for line in document.furniture)
    assert "0953-7654321" in around or "地址" not in body


def test_lines_of_a_report_that_speak_of_its_site_stay() -> None:
    said = ["完成网站ICP备案和等级保护测评，主办单位责任得到落实。", "打印和分享功能已经开通"]
    text = "".join(f"<p>{line}</p>" for line in said)
    assert shown(read_html(page(f"<div><h1>{TITLE}</h1>{text}{TEXT}</div>"))) == [
        TITLE,
        *said,
        *REPORT,
    ]


def test_a_footer_among_the_lines_of_the_article_is_cut_off() -> None:
    lines = "<p>版权所有：某市人民政府</p><p>电话：0953-7654321</p><p>建议使用较新的浏览器访问本网站。</p>"
    assert shown(read_html(page(f"<h1>{TITLE}</h1>{TEXT}{lines}"))) == [TITLE, *REPORT]


def test_a_report_in_several_parts_is_whole() -> None:
    parts = "".join(f"<div class=part><p>{line}</p></div>" for line in REPORT)
    assert shown(read_html(page(f"<div>{NAV}</div><div><h1>{TITLE}</h1>{parts}</div>"))) == [
        TITLE,
        *REPORT,
    ]


def test_tables_keep_rows_and_cells_whatever_their_class() -> None:
    table = (
        "<table class=print-table><tr class=header><td>行政许可<td>行政处罚<tr class=nav><td>1<td>2"
        "<tr class=footer><td><td></table>"
    )
    document = read_html(page(f"<div><h1>{TITLE}</h1>{TEXT}{table}</div><div>{FOOT}</div>"))
    assert shown(document)[-1] == [["行政许可", "行政处罚"], ["1", "2"], ["", ""]]


def test_a_page_without_an_article_is_kept_whole() -> None:
    assert shown(read_html(page("<div>甲</div><div>乙</div>", title=""))) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (f"<title>{TITLE}_年报_某市人民政府</title>", TEXT, TITLE),
        (f"<title>{TITLE}-某市财政局网站</title>", TEXT, TITLE),
        (f'<meta name="ArticleTitle" content="{TITLE}">', TEXT, TITLE),
        (f"<title>{TITLE}_某市</title>", f"<h1>{TITLE}</h1><div>{TEXT}</div>", TITLE),
        (f"<title>{TITLE}</title>", f"<p>某市财政局</p><p>2024年政府信息公开工作年度报告</p>{TEXT}", "某市财政局"),
        ("<title>某市人民政府</title>", TEXT, REPORT[0]),
        ("", TEXT, REPORT[0]),
        (f"<title>{TITLE}</title>", f"<p>2024年政府信息公开工作年度报告</p>{TEXT}", "2024年政府信息公开工作年度报告"),
        (f"<title>{TITLE}</title>", f"<p>政务公开</p>{TEXT}", TITLE),
    ],
)  # fmt: skip
def test_the_title_is_the_first_line(head: str, body: str, title: str) -> None:
    data = f"<html><head>{head}</head><body><div>{body}</div></body></html>".encode()
    assert shown(read_html(data))[0] == title
