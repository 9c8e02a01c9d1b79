"""What a web page shows: lines, tables, pictures."""

from datetime import date

import pytest
from shown import shown

from gouji.errors import DamagedDocument
from gouji.model.document import Grid
from gouji.reading.html import read_html


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<p>甲<p>乙", ["甲", "乙"]),
        ("甲<br>乙<br/>丙", ["甲", "乙", "丙"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("<p>甲<span>乙</span><b>丙</b></p>", ["甲乙丙"]),
        ("<p>&nbsp;&emsp;甲 &nbsp; 乙&#8195;</p>", ["甲 乙"]),
        ("<p>政府信息\n      公开</p>", ["政府信息公开"]),
        ("<p>2024\n年</p>", ["2024 年"]),
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("<p>&lt;甲&gt; &amp; &#x4E59;</p>", ["<甲> & 乙"]),
        ("<p>甲\u200b乙\ufeff</p>", ["甲乙"]),
        ("<p>甲<script>x</script><style>y</style><!-- z -->乙</p>", ["甲乙"]),
        ("<p>甲</p><p style='display: NONE'>乙</p><p hidden>丙</p>", ["甲"]),
        ("<p>甲<span style='color:red;visibility:hidden'>乙</span>丙</p>", ["甲丙"]),
        ("<p>甲</p><template><p>乙</p></template><noscript>丙</noscript>", ["甲"]),
        ("<p>447<sup>1</sup>件</p>", ["447件"]),
        ("<p>447<span style='vertical-align:super'>[1]</span></p>", ["447"]),
        ("<p>某局<sup>（盖章）</sup></p>", ["某局（盖章）"]),
        ("<p><s>2999</s>3001</p>", ["3001"]),
        ("<p><del>2999</del><ins>3001</ins></p>", ["3001"]),
        ("<p><span style='text-decoration:line-through'>2999</span>3001</p>", ["3001"]),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
        ("<p>甲<img src=a.jpg>乙</p>", ["FIGURE", "甲乙"]),
        ("<p>甲<img src=a.jpg width=40 height=40></p>", ["甲"]),
        ("<p>甲<img src=a.jpg style='width: 600px; height:300px'></p>", ["FIGURE", "甲"]),
        ("<p>甲<img src=/images/icon_doc.gif></p>", ["甲"]),
        ("<p>甲<![if !supportLists]>（<span>一</span>）<![endif]>乙</p>", ["甲（一）乙"]),
        ("<p>甲<o:p>乙</o:p></p>", ["甲乙"]),
        ("<p>甲</p></body></html><p>乙</p>", ["甲", "乙"]),
        ("<span>" * 900 + "甲", ["甲"]),
    ],
)
def test_what_a_page_shows(body: str, blocks: list[str]) -> None:
    assert shown(read_html(page(body))) == blocks


@pytest.mark.parametrize(
    ("rows", "grid"),
    [
        ("<tr><td>甲<td>1<tr><td>乙<td>2", [["甲", "1"], ["乙", "2"]]),
        ("<tr><th colspan=2>头</th></tr><tr><td>甲<td>1", [["头 1x2"], ["甲", "1"]]),
        ("<tr><td rowspan=2>合<td>1<tr><td>2", [["合 2x1", "1"], ["2"]]),
        ("<tr><td rowspan=0>合<td>1<tr><td>2<tr><td>3", [["合 3x1", "1"], ["2"], ["3"]]),
        ("<tr><td rowspan=99>合<td>1<tr><td>2", [["合 2x1", "1"], ["2"]]),
        ("<tr><td rowspan=x colspan=-3>合<td>1<tr><td>甲<td>2", [["合", "1"], ["甲", "2"]]),
        ("<tr><td colspan='2 '>头<tr><td>甲<td>1", [["头 1x2"], ["甲", "1"]]),
        (
            "<tfoot><tr><td>尾<td>3</tfoot><tbody><tr><td>甲<td>1</tbody><thead><tr><td>头<td>数</thead>",
            [["头", "数"], ["甲", "1"], ["尾", "3"]],
        ),
        (
            "<thead><tr><td rowspan=9>头<td>数</thead><tbody><tr><td>甲<td>1</tbody>",
            [["头", "数"], ["甲", "1"]],
        ),
        ("<tr><td>甲</td></td><td>1</td></tr></tr>", [["甲", "1"]]),
        ("<tr><td><p>本年</p><p>收费</p><td>1", [["本年收费", "1"]]),
        ("<tr><td>自<br>然<br>人<td>1", [["自然人", "1"]]),
        ("<tr><td>甲<td><p>12</p><p>34</p>", [["甲", "?12 34"]]),
        ("<tr><td>甲<td>12<br>件", [["甲", "12件"]]),
        ("<tr><td>甲<td>&nbsp;", [["甲", ""]]),
        ("<tr><td>甲<td>3<sup>①</sup>", [["甲", "3"]]),
        ("<tr><td>甲<td><sup>3</sup>", [["甲", "?"]]),
        ("<tr><td>甲<td><s>3</s>", [["甲", "?"]]),
        ("<tr><td>甲<td><img src=3.png>", [["甲", "?"]]),
        ("<tr><td>甲<td><img src=x.png width=1 height=1>", [["甲", ""]]),
        ("<tr><td>甲<td><input value=3>", [["甲", "3"]]),
        ("<tr><td>甲<td><table><tr><td>3</table>", [["甲", "3"]]),
        ("<tr><td>甲<td>1<td style='display:none'>9", [["甲", "1"]]),
        ("<tr><td>甲<td>1<tr hidden><td>乙<td>2", [["甲", "1"]]),
        # blocks that a parser takes out of the element around them, and a browser does not
        ("<tr><td>甲<td>1<b hidden><p>9</p></b>", [["甲", "1"]]),
        ("<tr><td>甲<td>1<b hidden><p>9</p></td>", [["甲", "1"]]),
        ("<tr><td>甲<td>1<I CLASS=x hidden>\n<u><CENTER>9</CENTER></u></I >", [["甲", "1"]]),
        ("<tr><td>甲<td>1<h4 hidden><p>9</p></h4>", [["甲", "1"]]),
        ("<tr><td>甲<td>1<a hidden><table><tr><td>9</table></a>", [["甲", "1"]]),
        ("<tr><td>甲<td><s><p>3</p></s>", [["甲", "?"]]),
        ("<tr><td>甲<td><small><p>3</p></small>", [["甲", "3"]]),
        ("<tr><td>甲<td><b>1</b><p>件</p>", [["甲", "1件"]]),
        ("<tr><td><b>甲<td><b><p>1</p><tr><td>乙<td>2</b>", [["甲", "1"], ["乙", "2"]]),
    ],
)
def test_what_a_table_shows(rows: str, grid: list[list[str]]) -> None:
    blocks = shown(read_html(page(f"<p>前</p><table border=1>{rows}</table>")))
    assert [block for block in blocks if isinstance(block, list)] == [grid]


def columns(rows: str) -> list[list[tuple[str, int, int, bool]]]:
    (grid,) = read_html(page(f"<table>{rows}</table>")).grids()
    return [
        [(c.text, c.column, c.column_span, bool(c.doubt)) for c in row] for row in grid.by_row()
    ]


def test_a_row_span_too_long_does_not_push_the_next_row() -> None:
    rows = (
        "<tr><td rowspan=4>三<td>甲<td>1<tr><td>乙<td>2<tr><td>丙<td>3"
        "<tr><td colspan=2>四<td>4<tr><td colspan=2>五<td>5"
    )
    assert columns(rows)[3:] == [
        [("四", 0, 2, False), ("4", 2, 1, False)],
        [("五", 0, 2, False), ("5", 2, 1, False)],
    ]


def test_overlapping_spans_never_share_a_place() -> None:
    rows = "<tr><td>甲<td rowspan=2>乙<td>丙<tr><td colspan=3>丁<td>戊"
    taken = [
        (r, c)
        for grid in read_html(page(f"<p>前<table>{rows}</table>")).grids()
        for cell in grid.cells
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    ]
    assert len(taken) == len(set(taken))


WHOLE = "<tr><td colspan=2>甲<td>1<td>2<td>3"


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("<td>乙<td>4<td>5<td>6", [("乙", 0, 2, False), ("4", 2, 1, False), ("5", 3, 1, False), ("6", 4, 1, False)]),
        ("<td colspan=2>乙<td>4<td>5", [("乙", 0, 2, False), ("4", 2, 1, True), ("5", 3, 1, True)]),
        ("<td rowspan=2>乙<td>子<td>4<td>5", [("乙", 0, 1, False), ("子", 1, 1, True), ("4", 2, 1, True), ("5", 3, 1, True)]),
        (
            "<td colspan=2>乙<td>4<td>5<td>6<td>7",
            [("乙", 0, 2, False), ("4", 2, 1, True), ("5", 3, 1, True), ("6", 4, 1, True), ("7", 5, 1, True)],
        ),
        ("<td>乙<td>子<td>4<td>5", [("乙", 0, 1, False), ("子", 1, 1, True), ("4", 2, 1, True), ("5", 3, 1, True)]),
    ],
    ids=["label lacks its span", "a cell is missing", "a cell under a group is missing", "a cell too many", "a cell beside a second label is missing"],
)  # fmt: skip
def test_rows_that_do_not_fit(row: str, cells: list[tuple[str, int, int, bool]]) -> None:
    found = columns(f"{WHOLE}{WHOLE}<tr>{row}{WHOLE}")
    assert found[2] == cells


def test_blocks_of_a_table_may_have_widths_of_their_own() -> None:
    rows = (
        "<tr><td colspan=4>第（一）项<tr><td>内容<td>制发<td>废止<td>有效<tr><td>规章<td>1<td>2<td>3"
        "<tr><td colspan=4>第（八）项<tr><td>内容<td>上年<td>本年<tr><td>收费<td>4<td>5"
    )
    assert not any(doubt for row in columns(rows) for *_, doubt in row)


def test_a_layout_table_is_unwrapped() -> None:
    inner = "<table><tr><td>规章<td>1<tr><td>规范性文件<td>2</table>"
    body = f"<table><tr><td>栏目</td></tr><tr><td><p>二、主动公开政府信息情况</p>{inner}</td></tr></table>"
    document = read_html(page(body))
    assert shown(document) == ["二、主动公开政府信息情况", [["规章", "1"], ["规范性文件", "2"]]]


def test_a_table_in_a_cell_follows_as_a_grid_of_its_own() -> None:
    body = "<p>前<table><tr><td>甲<td>1<tr><td>乙<td>2<table><tr><td>内<td>3</table></table>"
    assert shown(read_html(page(body))) == ["前", [["甲", "1"], ["乙", "?2"]], [["内", "3"]]]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5"])
def test_the_encoding_is_found_whatever_is_declared(encoding: str, declared: str) -> None:
    text = f'<html><head><meta charset="{declared}"></head><body><p>吴忠市公安局收到32件</p></body></html>'
    assert shown(read_html(text.encode(encoding))) == ["吴忠市公安局收到32件"]


def test_an_xml_declaration_is_no_obstacle() -> None:
    text = '<?xml version="1.0" encoding="gbk"?><html><body><p>甲</p></body></html>'
    assert shown(read_html(text.encode())) == ["甲"]


def test_broken_bytes_in_a_utf_8_page_stay_where_they_are() -> None:
    text = "政府信息公开工作年度报告" * 20
    data = page(f"<p>{text}</p>").replace("公开".encode(), b"\xe5\x85 ", 1)
    (line,) = read_html(data).lines()
    assert line.text.count("\ufffd") == 1
    assert line.text.endswith("政府信息公开工作年度报告")
    assert read_html(data).unread == ("网页有 1 处文字损坏，无法辨认",)


def test_places_count_lines_and_cells() -> None:
    document = read_html(page("<p>前</p><table><tr><td>甲<td>1</table><p>后</p>"))
    places = [
        [cell.place.line for cell in block.cells] if isinstance(block, Grid) else block.place.line
        for block in document.blocks
    ]
    assert places == [1, [2, 3], 4]
    assert (document.format, document.pages) == ("html", None)


def test_an_embedded_file_is_named_as_unread() -> None:
    document = read_html(page("<p>甲</p><iframe src='/files/2024年报.pdf?x=1'></iframe>"))
    assert shown(document) == ["甲", "FIGURE"]
    assert document.unread == ("网页里嵌入的文件 2024年报.pdf?x=1 没有读",)


@pytest.mark.parametrize("data", [b"<html></html>", b"<script>document.write(1)</script>"])
def test_a_page_without_text_is_damaged(data: bytes) -> None:
    with pytest.raises(DamagedDocument, match="网页里没有文字"):
        read_html(data)


EXPORTED = (
    '<meta name="DCTERMS.source" content="http://xml.openoffice.org/odf2xhtml">'
    '<meta name="DCTERMS.issued" content="2024-01-19T09:00:00">'
)


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<meta name="PubDate" content="2024-01-19 17:14">', "", date(2024, 1, 19)),
        ('<meta name="publishdate" content="2024/1/9">', "", date(2024, 1, 9)),
        (
            '<meta property="article:published_time" content="2024-01-19T09:00:00+08:00">',
            "",
            date(2024, 1, 19),
        ),
        ('<meta name="DCTERMS.issued" content="2024-01-19T09:00:00">', "", date(2024, 1, 19)),
        (EXPORTED, "", None),
        ('<meta name="PubDate" content="2024-13-99">', "发布日期：2024-02-01", date(2024, 2, 1)),
        ("", "<div class=info>发布时间：2024年1月19日 来源：某局</div>", date(2024, 1, 19)),
        ("", "<p>日期：2024-01-19</p>", date(2024, 1, 19)),
        ("", "<table><tr><td>发布日期<td>2024-01-19</table>", date(2024, 1, 19)),
        ("", "<p>【发布日期】2024年1月19日　【字号】</p>", date(2024, 1, 19)),
        ("", "<p>[发布时间]：2024-01-19</p>", date(2024, 1, 19)),
        ("", "<p>更新时间：2024-05-06 发布时间：2024-01-19</p>", date(2024, 1, 19)),
        ("", "<p>更新时间：2024-05-06</p>", None),  # it may have been there long before
        ("", "<p>【成文日期】2024年1月19日</p>", None),
        ("", "<p>统计期限自2023年1月1日起</p>", None),
        ("", "<p>统计时间：2023年1月1日至12月31日</p><p>成文日期：2024-01-05</p>", None),
    ],
)
def test_date_of_publication(head: str, body: str, day: date | None) -> None:
    report = "<div><p>一、总体情况</p><p>全年共收到申请三十二件，均已按期答复办结。</p></div>"
    assert read_html(page(body + report, head)).published == day


OLD_WAYS = [
    (".zz{display:none}", "1<b class=ZZ>9</b>", "1"),
    ("#zz{display:none}", "1<b id=ZZ>9</b>", "1"),
    (".zz{font-size:0}.zz{font-size:12}", "1<b class=zz>9</b>", "19"),
    (".zz{color:#fff}.zz{color:000000}", "1<b class=zz>9</b>", "19"),
]


@pytest.mark.parametrize(("sheet", "cell", "text"), OLD_WAYS)
def test_a_page_that_names_no_type_is_read_by_old_ways(sheet: str, cell: str, text: str) -> None:
    body = f"<style>{sheet}</style><p>前</p><table><tr><td>甲<td>{cell}<tr><td>乙<td>2</table>"
    old, new = (
        next(read_html(f"{kind}{body}".encode()).grids()).cells[1]
        for kind in ("", "<!DOCTYPE html>")
    )
    assert (old.text, old.doubt) == (text, None)
    assert new.doubt
