"""Writes reports as web pages: the report among the furniture of a site."""

from collections.abc import Iterator
from html import escape

from reportkit.content import Content
from reportkit.form import TABLE_OF
from reportkit.phrases import text_of
from reportkit.sheets import Box, Sheet, sheets_of

PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}_某市人民政府</title></head>
<body><div class="nav"><a href="/">首页</a><a href="/xxgk">政府信息公开</a></div>
<div class="article"><h1>{title}</h1><div>发布时间：{published}　来源：{agency}</div>
<div id="zoom">
{body}
</div></div>
<div class="footer"><p>主办单位：某市人民政府　地址：某市中心大道1号　联系电话：0999-1234567</p>
<p>网站标识码：1234567890　备案号：某ICP备12345678号</p></div></body></html>
"""


def page(content: Content) -> bytes:
    """Return the report as a page in UTF-8."""
    return _page(content).encode()


def page_in_gbk(content: Content) -> bytes:
    """Return the same page in GB18030, although it says UTF-8."""
    return _page(content).encode("gb18030")


def _page(content: Content) -> str:
    return PAGE.format(
        title=escape("".join(content.title)),
        agency=escape(content.agency),
        published=f"{content.year + 1}-01-20",
        body="\n".join(_body(content)),
    )


def _body(content: Content) -> Iterator[str]:
    for paragraph in content.opening:
        yield f"<p>&emsp;&emsp;{escape(text_of(paragraph))}</p>"
    for section in content.sections:
        yield f"<p><strong>{section.ordinal}、{escape(section.heading)}</strong></p>"
        for paragraph in section.paragraphs:
            yield f"<p>&emsp;&emsp;{escape(text_of(paragraph))}</p>"
        if section.id in TABLE_OF:
            yield from map(_table, sheets_of(content, TABLE_OF[section.id]))


def _table(sheet: Sheet) -> str:
    rows = (
        "<tr>" + "".join(_cell(box) for box in _row(sheet, row)) + "</tr>"
        for row in range(sheet.rows)
    )
    return f'<table border="1"><tbody>{"".join(rows)}</tbody></table>'


def _row(sheet: Sheet, row: int) -> list[Box]:
    return sorted((box for box in sheet.boxes if box.row == row), key=lambda box: box.column)


def _cell(box: Box) -> str:
    spans = "".join(
        f' {name}="{span}"'
        for name, span in (("rowspan", box.row_span), ("colspan", box.column_span))
        if span > 1
    )
    return f"<td{spans}><p>{escape(box.text) or '&nbsp;'}</p></td>"
