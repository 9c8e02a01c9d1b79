"""Pages in the manner of the site systems that governments use, with the same reports on them."""

from functools import cache
from html import escape
from io import BytesIO
from zipfile import ZipFile

from reportkit import make
from reportkit.renderers import RENDERERS
from reportkit.web import page

AGENCY = "清梧市水利局"
TITLE = "清梧市水利局2024年政府信息公开工作年度报告"


@cache
def report(kind: str, agency: str = AGENCY, year: int = 2024) -> bytes:
    """A correct report as a file of a kind of ``reportkit``."""
    return RENDERERS[kind](make(1, agency=agency, year=year))


@cache
def report_page(agency: str = AGENCY, year: int = 2024) -> str:
    return page(make(1, agency=agency, year=year)).decode()


def article(
    title: str, body: str, *, date: str = "2025-01-17", meta: str = "", site: str = "清梧市人民政府"
) -> str:
    """An article around little text (TRS and others)."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)}_{site}</title>
<meta name="ArticleTitle" content="{escape(title)}">{meta}</head><body>
<div class="crumb"><a href="/">首页</a> &gt; <a href="/zwgk/">政府信息公开</a> &gt; <a href="../">政府信息公开年报</a></div>
<h1>{escape(title)}</h1><div class="info"><span>发布时间：{date}</span><span>来源：本站</span></div>
<div class="TRS_Editor">{body}</div>
<div class="footer"><a href="/sitemap.html">网站地图</a> 网站标识码：1234567890 主办单位：{site}</div></body></html>"""


def listing(
    items: list[tuple[str, str, str]],
    *,
    more: str = "",
    title: str = "政府信息公开年报",
    head: str = "",
) -> str:
    """A column of articles: address, words, day."""
    rows = "".join(
        f'<li><a href="{escape(href)}" target="_blank">{escape(words)}</a><span>{day}</span></li>'
        for href, words, day in items
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_清梧市人民政府</title>{head}</head><body>
<div class="nav"><a href="/">首页</a><a href="/zwgk/zn/">政府信息公开指南</a><a href="/zwgk/zd/">政府信息公开制度</a></div>
<ul class="list">{rows}</ul>{more}
<div class="footer">网站标识码：1234567890 主办单位：清梧市人民政府</div></body></html>"""


def zipped(*members: str) -> bytes:
    """A package with members of these names."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for member in members:
            archive.writestr(member, "<x/>")
    return packed.getvalue()
