"""From an address to the report, on pages of the usual site systems, over real HTTP."""

import gzip
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import brotli
import pytest
from sitekit import Answering, Reply, Web, brief, find, html, moved
from sitesystems import AGENCY, TITLE, article, listing, report, report_page

from gouji.collecting.failures import NotCollected

DOCX = Reply(report("docx"))
PDF = Reply(report("pdf-lines"))
WHOLE = report_page()
OFD = report("ofd-office")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def got(
    site: Web, folder: Path, pages: Mapping[str, Answering], **wanted: Any
) -> dict[str, object]:
    site.add(pages)
    return brief(site, find(site, folder, **wanted))


def expect(**changed: object) -> dict[str, object]:
    usual: dict[str, object] = {
        "suffix": ".docx", "url": "/a.docx", "page": "/", "year": 2024,
        "published": "2025-01-17", "others": [],
    }  # fmt: skip
    return usual | changed


ARTICLE = article(
    TITLE, '<p>附件：<a href="a.docx">清梧市水利局2024年政府信息公开工作年度报告.docx</a></p>'
)
WHOLE_AT = {"suffix": ".html", "published": "2025-01-20"}

PAGES: dict[str, tuple[Mapping[str, Answering], dict[str, object]]] = {
    "the report in the page": (
        {"/": html(WHOLE)},
        expect(url="/", **WHOLE_AT),
    ),
    "in GBK, declared as UTF-8": (
        {"/": html(WHOLE, "gb18030")},
        expect(url="/", **WHOLE_AT),
    ),
    "in gb2312, declared": (
        {"/": html(ARTICLE.replace('charset="utf-8"', 'charset="gb2312"'), "gb18030"), "/a.docx": DOCX},
        expect(),
    ),
    "a document itself": ({"/": DOCX}, expect(url="/", page="", year=None, published=None)),
    "attached": ({"/": html(ARTICLE), "/a.docx": DOCX}, expect()),
    "attached, the words of the link say nothing": (
        {"/": html(article(TITLE, '<p><a href="a.docx">附件下载</a></p>')), "/a.docx": DOCX},
        expect(),
    ),
    "named so by the server alone": (
        {
            "/": html(article(TITLE, '<a href="/system/_content/download.jsp?urltype=news.DownloadAttachUrl&amp;owner=17&amp;wbfileid=88">点击下载</a>')),
            "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=17&wbfileid=88": Reply(
                report("docx"), headers={"Content-Disposition": "attachment; filename=../../evil.docx"}
            ),
        },
        expect(url="/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=17&wbfileid=88"),
    ),
    "among tables, explanations, pictures": (
        {
            "/": html(article(TITLE, '<a href="1.xlsx">附表.xlsx</a><a href="2.pdf">2024年政府信息公开工作年度报告解读.pdf</a>'
                              '<a href="3.doc">附件1：政府信息公开情况统计表.doc</a>'
                              '<a href="a.docx">附件2：清梧市水利局2024年政府信息公开工作年度报告.docx</a>'
                              '<a href="4.pdf">一图读懂年度报告.pdf</a>')),
            "/a.docx": DOCX,
        },
        expect(),
    ),
    "as Word and PDF": (
        {
            "/": html(article(TITLE, f'<a href="a.pdf">{TITLE}.pdf</a><a href="a.docx">{TITLE}.docx</a>')),
            "/a.docx": DOCX, "/a.pdf": PDF,
        },
        expect(others=["/a.pdf"]),
    ),
    "the first of them is gone": (
        {
            "/": html(article(TITLE, f'<a href="a.pdf">{TITLE}.pdf</a><a href="a.docx">{TITLE}.docx</a>')),
            "/a.pdf": PDF,
        },
        expect(suffix=".pdf", url="/a.pdf", others=["/a.docx"]),
    ),
    "of several years": (
        {
            "/": html(listing([("a.pdf", "2023年政府信息公开年报.pdf", ""), ("b.pdf", "2024年政府信息公开年报.pdf", "2025-01-20")])),
            "/b.pdf": PDF,
        },
        expect(suffix=".pdf", url="/b.pdf", published=None),
    ),
    "base of relative links": (
        {
            "/": html(ARTICLE.replace("<head>", '<head><base href="/files/x/">')),
            "/files/x/a.docx": DOCX,
        },
        expect(url="/files/x/a.docx"),
    ),
    "a link in onclick": (
        {"/": html(article(TITLE, f"""<a href="javascript:void(0)" onclick="window.open('./f/a.docx')">{TITLE}</a>""")), "/f/a.docx": DOCX},
        expect(url="/f/a.docx"),
    ),
    "a link in href=javascript": (
        {"/": html(article(TITLE, f"""<a href="javascript:downFile('/f/a.docx','x')">{TITLE}</a>""")), "/f/a.docx": DOCX},
        expect(url="/f/a.docx"),
    ),
    "a link in data": (
        {"/": html(article(TITLE, f'<span class="file" data-url="/f/a.docx">{TITLE}</span>')), "/f/a.docx": DOCX},
        expect(url="/f/a.docx"),
    ),
    "Chinese in the address of a GBK page": (
        {
            "/": html(article(TITLE, '<a href="/附件/年报.docx?名=年报">年度报告</a>'), "gb18030"),
            "/%E9%99%84%E4%BB%B6/%E5%B9%B4%E6%8A%A5.docx?%C3%FB=%C4%EA%B1%A8": DOCX,
        },
        expect(url="/%E9%99%84%E4%BB%B6/%E5%B9%B4%E6%8A%A5.docx?%C3%FB=%C4%EA%B1%A8"),
    ),
    "a viewer of PDF in a frame": (
        {
            "/": html(article(TITLE, '<iframe src="/pdfjs/web/viewer.html?file=%2Ff%2Fa.pdf"></iframe>')),
            "/f/a.pdf": PDF,
        },
        expect(suffix=".pdf", url="/f/a.pdf"),
    ),
    "frames, the report in one of them": (
        {
            "/": html('<html><head><title>政府信息公开</title></head><frameset cols="20%,80%"><frame src="left.htm"><frame src="body.htm"></frameset></html>'),
            "/left.htm": html("<a href=x.htm>机构职能</a>"),
            "/body.htm": html(WHOLE),
        },
        expect(url="/body.htm", page="/body.htm", **WHOLE_AT),
    ),
    "a list in an inner frame": (
        {
            "/": html('<html><head><title>政府信息公开平台</title></head><body><iframe src="/zwgk/nblist.html"></iframe></body></html>'),
            "/zwgk/nblist.html": html(listing([("../art/1.html", TITLE, "2025-01-17")])),
            "/art/1.html": html(ARTICLE), "/art/a.docx": DOCX,
        },
        expect(url="/art/a.docx", page="/art/1.html"),
    ),
    "meta refresh": (
        {"/": html('<html><head><meta http-equiv="Refresh" content="0; URL=\'new/\'"></head></html>'), "/new/": html(ARTICLE), "/new/a.docx": DOCX},
        expect(url="/new/a.docx", page="/new/"),
    ),
    "a move by script": (
        {"/": html('<html><script>window.location.href="/new/index.html";</script></html>'), "/new/index.html": html(ARTICLE), "/new/a.docx": DOCX},
        expect(url="/new/a.docx", page="/new/index.html"),
    ),
    "redirects with a cookie": (
        {
            "/": lambda r: html(ARTICLE) if "seen=1" in r.headers.get("cookie", "") else moved("/", Set_Cookie="seen=1; Path=/"),
            "/a.docx": DOCX,
        },
        expect(),
    ),
    "a list": (
        {
            "/": html(listing([("art/3.html", "清梧市水利局2025年政府信息公开指南", "2025-02-01"), ("art/1.html", TITLE, "2025-01-17"), ("art/0.html", TITLE.replace("2024", "2023"), "2024-01-17")])),
            "/art/1.html": html(ARTICLE), "/art/a.docx": DOCX,
        },
        expect(url="/art/a.docx", page="/art/1.html"),
    ),
    "a list of short words": (
        {
            "/": html(listing([("art/1.html", "2024年年报", ""), ("art/0.html", "2023年年报", "")])),
            "/art/1.html": html(ARTICLE), "/art/a.docx": DOCX,
        },
        expect(url="/art/a.docx", page="/art/1.html"),
    ),
    "years in Chinese, words cut, title whole": (
        {
            "/": html(listing([]).replace('<ul class="list">', '<ul><li><a href="art/1.html" title="清梧市水利局二〇二四年政府信息公开工作年度报告">清梧市水利局二〇二四年政府…</a></li>')),
            "/art/1.html": html(ARTICLE), "/art/a.docx": DOCX,
        },
        expect(url="/art/a.docx", page="/art/1.html"),
    ),
    "a list of many agencies": (
        {
            "/": html(listing([(f"art/{n}.html", f"{name}2024年政府信息公开工作年度报告", "") for n, name in enumerate(["清梧市教育局", "清梧市水利局（东湖分局）", "清梧市水利局", "东平县水利局"])])),
            "/art/2.html": html(ARTICLE), "/art/a.docx": DOCX,
        },
        expect(url="/art/a.docx", page="/art/2.html"),
    ),
    "a table with a row for each agency": (
        {
            "/": html('<html><head><title>2024年政府信息公开年报</title></head><table><tr><td>教育局</td><td><a href="e.html">2024年年度报告</a></td></tr><tr><td>水利局</td><td><a href="w.html">2024年年度报告</a></td></tr></table>'),
            "/w.html": html(ARTICLE), "/a.docx": DOCX,
        },
        expect(page="/w.html"),
    ),
    "TRS: the second page of a list": (
        {
            "/nb/": html(listing([(f"t{n}.html", f"清梧市第{n}中学2024年政府信息公开工作年度报告", "") for n in range(3)], more='<script>createPageHTML(3, 0, "index", "html");</script>')),
            "/nb/index_1.html": html(listing([("./202501/t1.html", TITLE, "2025-01-17")], more='<script>createPageHTML(3, 1, "index", "html");</script>')),
            "/nb/202501/t1.html": html(ARTICLE), "/nb/202501/a.docx": DOCX,
        },
        expect(url="/nb/202501/a.docx", page="/nb/202501/t1.html"),
    ),
    "TRS, pages counted from 1": (
        {
            "/nb/": html(listing([("x.html", "清梧市教育局2024年政府信息公开工作年度报告", "")], more="<script>createPageHTML('page_div',2, 1,'list','shtml',30);</script>")),
            "/nb/list_2.shtml": html(listing([("1.html", TITLE, "")])),
            "/nb/1.html": html(ARTICLE), "/nb/a.docx": DOCX,
        },
        expect(url="/nb/a.docx", page="/nb/1.html"),
    ),
    "TRS, links of pages drawn by the page": (
        {
            "/nb/index.htm": html(listing([("x.html", "清梧市教育局2024年政府信息公开工作年度报告", "")], more="<script>var currentPage = 0;//从0开始\nvar countPage = 2//共多少页</script>")),
            "/nb/index_1.htm": html(listing([("1.html", TITLE, "")], more="<script>var currentPage = 1; var countPage = 2</script>")),
            "/nb/1.html": html(ARTICLE), "/nb/a.docx": DOCX,
        },
        expect(url="/nb/a.docx", page="/nb/1.html"),
    ),
    "years, then files of agencies": (
        {
            "/": html(listing([("2025/", "2025年", ""), ("2024/", "2024年", "")])),
            "/2024/": html("<title>信息公开年报</title>" + listing([("e.pdf", "清梧市教育局", ""), ("w.pdf", "水利局", "")])),
            "/2024/w.pdf": PDF,
        },
        expect(suffix=".pdf", url="/2024/w.pdf", page="/2024/", published=None),
    ),
    "OFD": (
        {"/": html(article(TITLE, f'<a href="a.ofd">{TITLE}</a>')), "/a.ofd": Reply(OFD)},
        expect(suffix=".ofd", url="/a.ofd"),
    ),
    "an OFD that is called PDF": (
        {"/": html(article(TITLE, f'<a href="a.pdf">{TITLE}</a>')), "/a.pdf": Reply(OFD)},
        expect(suffix=".ofd", url="/a.pdf"),
    ),
    "an OFD whose address says nothing": (
        {"/": html(article(TITLE, f'<a href="/down?id=3">{TITLE}.ofd</a>')), "/down?id=3": Reply(OFD)},
        expect(suffix=".ofd", url="/down?id=3"),
    ),
    "WPS": (
        {"/": html(article(TITLE, f'<a href="a.wps">{TITLE}</a>')), "/a.wps": Reply(COMPOUND)},
        expect(suffix=".wps", url="/a.wps"),
    ),
    "a PDF that is called DOC": (
        {"/": html(article(TITLE, f'<a href="a.doc">{TITLE}</a>')), "/a.doc": PDF},
        expect(suffix=".pdf", url="/a.doc"),
    ),
    "the year behind the name, the agency in brackets": (
        {
            "/": html(listing([("1.html", "[清梧市水利局]政府信息公开工作年度报告（2024年度）", ""), ("0.html", "[清梧市教育局]政府信息公开工作年度报告（2024年度）", "")])),
            "/1.html": html(ARTICLE), "/a.docx": DOCX,
        },
        expect(page="/1.html"),
    ),
    "the short name of the agency": (
        {
            "/": html(listing([("1.html", "市水利局2024年度政府信息公开工作报告", ""), ("0.html", "县水务局2024年度政府信息公开工作报告", "")])),
            "/1.html": html(ARTICLE), "/a.docx": DOCX,
        },
        expect(page="/1.html"),
    ),
    "pictures of tables in the page, the file beside": (
        {"/": html(WHOLE.replace("<table", "<!--").replace("</table>", "-->").replace('<div id="zoom">', f'<div id="zoom"><a href="a.docx">{TITLE}</a>')), "/a.docx": DOCX},
        expect(published="2025-01-20"),
    ),
    "the whole report, the file beside": (
        {"/": html(WHOLE.replace('<div id="zoom">', f'<div id="zoom"><a href="a.docx">{TITLE}</a>'))},
        expect(url="/", others=["/a.docx"], **WHOLE_AT),
    ),
    "a list with 下一页": (
        {
            "/nb/": html(listing([("x.html", "清梧市教育局2024年政府信息公开工作年度报告", "")], more='<a href="?page=2">下一页&gt;</a>')),
            "/nb/?page=2": html(listing([("1.html", TITLE, "")], more='<a href="?page=2">下一页</a>')),
            "/nb/1.html": html(ARTICLE), "/nb/a.docx": DOCX,
        },
        expect(url="/nb/a.docx", page="/nb/1.html"),
    ),
    "大汉: records in a script": (
        {
            "/col/col1/index.html": html('<html><head><title>政府信息公开年报</title></head><div id="1"><script type="text/xml"><datastore><recordset><record><![CDATA[<li><a target="_blank" href="/art/2025/1/17/art_1_2.html" title="' + TITLE + '">' + TITLE + "</a><b>2025-01-17</b></li>]]></record></recordset></datastore></script></div></html>"),
            "/art/2025/1/17/art_1_2.html": html(article(TITLE, '<a href="/module/download/downfile.jsp?classid=0&filename=9b1.docx">附件</a>', meta='<meta name="pubdate" content="2025-01-18 10:00">', date="")),
            "/module/download/downfile.jsp?classid=0&filename=9b1.docx": DOCX,
        },
        expect(url="/module/download/downfile.jsp?classid=0&filename=9b1.docx", page="/art/2025/1/17/art_1_2.html", published="2025-01-18"),
    ),
    "the column beside others": (
        {
            "/": html('<html><head><title>清梧市水利局</title></head><a href="zn/">政府信息公开指南</a><a href="nb/">政府信息公开年报</a></html>'),
            "/nb/": html(listing([("1.html", TITLE, "")])), "/nb/1.html": html(ARTICLE), "/nb/a.docx": DOCX,
        },
        expect(url="/nb/a.docx", page="/nb/1.html"),
    ),
    "no date but 成文日期": (
        {"/": html(ARTICLE.replace("发布时间", "成文日期")), "/a.docx": DOCX},
        expect(published=None),
    ),
    "gzip": (
        {"/": Reply(gzip.compress(ARTICLE.encode()), headers={"Content-Encoding": "gzip"}), "/a.docx": DOCX},
        expect(),
    ),
    "gzip in two members": (
        {"/": Reply(gzip.compress(ARTICLE.encode()[:300]) + gzip.compress(ARTICLE.encode()[300:]), headers={"Content-Encoding": "x-gzip"}), "/a.docx": DOCX},
        expect(),
    ),
    "deflate, framed": (
        {"/": Reply(zlib.compress(ARTICLE.encode()), headers={"Content-Encoding": "deflate"}), "/a.docx": DOCX},
        expect(),
    ),
    "deflate, bare": (
        {"/": Reply(zlib.compress(ARTICLE.encode(), wbits=-15), headers={"Content-Encoding": "deflate"}), "/a.docx": DOCX},
        expect(),
    ),
    "brotli": (
        {"/": Reply(brotli.compress(ARTICLE.encode()), headers={"Content-Encoding": "br"}), "/a.docx": DOCX},
        expect(),
    ),
    "said to be gzip, and plain": (
        {"/": Reply(ARTICLE.encode(), headers={"Content-Encoding": "gzip"}), "/a.docx": DOCX},
        expect(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_the_report_is_found(name: str, site: Web, tmp_path: Path) -> None:
    pages, expected = PAGES[name]
    start = "/" if "/" in pages else next(iter(pages))
    if expected["page"] == "/" and start != "/":
        expected = expected | {"page": start}
    assert got(site, tmp_path, pages, path=start) == expected


def test_the_newest_is_found_where_no_year_is_asked_for(site: Web, tmp_path: Path) -> None:
    items = [(f"{y}.html", TITLE.replace("2024", str(y)), "") for y in (2022, 2024, 2023)]
    pages = {"/": html(listing(items)), "/2024.html": html(ARTICLE), "/a.docx": DOCX}
    assert got(site, tmp_path, pages, year=None) == expect(page="/2024.html")


LOGIN = '<html><head><title>统一身份认证</title></head><form>用户名<input name="u">密码<input type="password"></form></html>'
SOFT = "<html><head><title>清梧市人民政府</title></head><body><h2>您访问的页面不存在或已被删除</h2><a href='/'>返回首页</a></body></html>"
SCRIPTED = '<html><head><title>信息公开</title></head><body><div id="app"></div><noscript>请启用JavaScript</noscript><script src="/app.js"></script></body></html>'
BARRED = "<html><head><script>$_ts=window['$_ts'];</script></head><body></body></html>"

FAILURES: dict[str, tuple[Mapping[str, Answering], str]] = {
    "404": ({}, "没有这个网页（404）"),
    "soft 404": ({"/": html(SOFT)}, "网页已不存在（网站没有报错，给出的是「页面不存在」一类的提示）"),
    "a login page": ({"/": html(LOGIN)}, "给出的是登录页，要登录才能看"),
    "redirected to a login page": (
        {"/": moved("/login?to=/"), "/login?to=/": html(LOGIN)},
        "给出的是登录页，要登录才能看",
    ),
    "drawn by scripts": (
        {"/": html(SCRIPTED)},
        "网页要运行脚本才显示内容，请在浏览器里打开，把报告另存下来",
    ),
    "barred by a script": (
        {"/": html(BARRED)},
        "网站用防爬虫程序或验证页拦住了，给出的不是网页内容",
    ),
    "barred by 412": ({"/": Reply(b"", 412)}, "网站用防爬虫程序拦住了（412）"),
    "a captcha": (
        {"/": html("<title>访问验证</title><p>请完成安全验证后继续访问</p>")},
        "网站用防爬虫程序或验证页拦住了，给出的不是网页内容",
    ),
    "empty": ({"/": Reply(b"")}, "取到的文件是空的"),
    "another year": (
        {"/": html(WHOLE.replace("2024", "2023"))},
        "网页上是 2023 年度的报告，不是 2024 年度的",
    ),
    "others' reports only": (
        {"/": html(listing([("1.html", "清梧市教育局2024年政府信息公开工作年度报告", "")]))},
        "网页上有别的机关的报告（清梧市教育局 等 1 份），没有一份写明是本机关的",
    ),
    "an unrelated list": (
        {"/": html(listing([("1.html", "2024年法治政府建设年度报告", "")], title="法治建设"))},
        "网页上没有找到 2024 年度的政府信息公开工作年度报告",
    ),
    "a call for reports": (
        {"/": html(listing([("1.html", "关于做好2024年政府信息公开工作年度报告编制发布工作的通知", "")]))},
        "网页上没有找到 2024 年度的政府信息公开工作年度报告",
    ),
    "an explanation of the report": (
        {"/": html(listing([("1.html", f"图解：{TITLE}", ""), ("2.html", f"{TITLE}解读", "")]))},
        "网页上没有找到 2024 年度的政府信息公开工作年度报告",
    ),
    "an attached page instead of a file": (
        {"/": html(ARTICLE), "/a.docx": html(LOGIN)},
        f"附件「{TITLE}.docx」没有取到：给出的是登录页，要登录才能看",
    ),
    "packed": (
        {"/": html(article(TITLE, f'<a href="a.rar">{TITLE}.rar</a>'))},
        "报告在压缩包里，请下载解开后另行评定",
    ),
    "a listed article that is gone": (
        {"/": html(listing([("1.html", TITLE, "")]))},
        f"列表里的「{TITLE}」：没有这个网页（404）",
    ),
    "endless redirects": (
        {f"/{n or ''}": moved(f"/{n + 1}") for n in range(40)},
        "网站来回转向超过 10 次",
    ),
    "a redirect to another kind of address": (
        {"/": moved("file:///etc/passwd")},
        "网址「file:///etc/passwd」不是 http 或 https 网址，不取",
    ),
    "a document that is locked by a password": (
        {"/": Reply(COMPOUND + "EncryptedPackage".encode("utf-16-le"))},
        "取到的文档设有密码，请去掉密码后再送审",
    ),
    "files of other agencies, of the year": (
        {
            "/": html(listing([("2024/", "2024年", "")])),
            "/2024/": html(listing([("e.pdf", "清梧市教育局", ""), ("c.pdf", "清梧市财政局", "")])),
        },
        "列表里的「2024年」：网页上没有找到 2024 年度的政府信息公开工作年度报告",
    ),
    "an archive of very many members": ({"/": Reply(b"PK\x05\x06" + b"PK\x01\x02" * 10_001)}, "给出的压缩包里超过 10000 个文件，不像一份报告"),
    "a picture": ({"/": Reply(b"\x89PNG\r\n\x1a\n" + bytes(99))}, "给出的是图片，不是报告文件"),
    "a sheet": ({"/": moved("/a.xls"), "/a.xls": Reply(b"PK\x05\x06" + bytes(18))}, "给出的是压缩包（ZIP），不是报告文件"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAILURES)
def test_why_there_is_no_report_is_said(name: str, site: Web, tmp_path: Path) -> None:
    pages, reason = FAILURES[name]
    with pytest.raises(NotCollected) as error:
        got(site, tmp_path, pages)
    assert str(error.value) == reason


LINK = f'<a href="1.html">{TITLE}</a>'
HOSTILE = {
    "links without end in one line": "<p>" + "<a href=x>y" * 300_000,
    "records without end": "<script>" + "<![CDATA[" * 900_000 + "</script>",
    "quotes without end": '<a onclick="' + "'" * 4_000 + '">' * 1 + ('<a onclick="' + "'a/" * 1_300 + '">x</a>') * 2_000,
    "moves without end": "<script>" + "location='" * 900_000 + "</script>",
    "tables within tables": "一、总体情况 主动公开政府信息情况 行政复议 存在的主要问题" + "字" * 500 + "<table><tr><td>1" * 300 + "<table><tr>" + "<td>1</td>" * 200_000,
    "a title without end": "<title>" + "2024年政府信息公开" * 500_000 + "</title>",
    "dates without end": "发布时间：" * 1_000_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_pages_made_to_take_time_are_done_with(name: str, site: Web, tmp_path: Path) -> None:
    """Each would take hours if time grew with the square of its size."""
    site.add({"/": html(HOSTILE[name])})
    with pytest.raises(NotCollected):
        find(site, tmp_path)


def test_a_list_of_many_agencies_needs_to_know_which(site: Web, tmp_path: Path) -> None:
    site.add(
        {
            "/": html(
                listing(
                    [
                        (f"{n}.html", f"{n}2024年政府信息公开工作年度报告", "")
                        for n in ("清梧市教育局", AGENCY)
                    ]
                )
            )
        }
    )
    with pytest.raises(NotCollected, match="清单里没有写机关"):
        find(site, tmp_path, agency=None)


def test_lists_without_end_are_left(site: Web, tmp_path: Path) -> None:
    for n in range(60):
        more = f'<a href="/{n + 1}">下一页</a>'
        site.add({f"/{n or ''}": html(listing([], more=more))})
    with pytest.raises(NotCollected):
        find(site, tmp_path)
    assert len(site.asked()) == 10


def test_another_agency_on_the_page_is_told(site: Web, tmp_path: Path) -> None:
    site.add({"/": html(WHOLE)})
    found = find(site, tmp_path, agency="清梧市教育局")
    assert found.notes == (f"网页上写的机关是「{AGENCY}」，请核对",)
