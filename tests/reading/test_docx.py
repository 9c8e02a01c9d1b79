"""What a word processor prints of a DOCX file, and what it does not."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from shown import shown
from word_files import cell, paragraph, row, run, table, word_file, zipped

from gouji.model.document import Grid, Line
from gouji.reading.docx import read_docx
from gouji.reading.shown import UNSEEN_LINE

PURL = b"http://purl.oclc.org/ooxml/"
SUPERSCRIPT = '<w:vertAlign w:val="superscript"/>'
RAISED_STYLE = (
    '<w:style w:type="character" w:styleId="note"><w:rPr>'
    '<w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="derived"><w:basedOn w:val="note"/></w:style>'
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 7</w:instrText></w:r>'
    '<w:r><w:t>内部</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def drawing(content: str, width: int = 400, height: int = 200) -> str:
    """Return a drawing, sizes in points."""
    extent = f'<wp:extent cx="{width * 12700}" cy="{height * 12700}"/>'
    return f"<w:r><w:drawing><wp:inline>{extent}{content}</wp:inline></w:drawing></w:r>"


def boxed(*paragraphs: str) -> str:
    return f"<wps:txbx><w:txbxContent>{''.join(paragraphs)}</w:txbxContent></wps:txbx>"


def either(choice: str, fallback: str) -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        f"{choice}</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>{fallback}</w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        (run("收到") + run("32") + run("件。"), ["收到32件。"]),
        (run("　　缩进的段落　"), ["缩进的段落"]),
        (run("甲") + "<w:r><w:br/></w:r>" + run("乙"), ["甲", "乙"]),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", ["甲 乙"]),
        ("<w:r><w:t>0451</w:t><w:noBreakHyphen/><w:t>8</w:t></w:r>", ["0451-8"]),
        ("<w:r><w:t>20</w:t><w:softHyphen/><w:t>24</w:t></w:r>", ["2024"]),
        ("<w:ins>" + run("增") + "</w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>", ["增"]),
        ("<w:moveFrom>" + run("去") + "</w:moveFrom><w:moveTo>" + run("来") + "</w:moveTo>", ["来"]),
        (run("见") + run("不见", "<w:vanish/>") + run("也见", '<w:vanish w:val="0"/>'), ["见也见"]),
        (run("2999", "<w:strike/>") + run("3001"), ["3001"]),
        (run("447") + run("1", SUPERSCRIPT), ["447"]),
        (run("447") + run("[1]", SUPERSCRIPT), ["447"]),
        (run("447") + run("1", '<w:position w:val="12"/>'), ["447"]),
        (run("447", '<w:position w:val="12"/>'), ["447"]),
        (run("447") + run("1", '<w:rStyle w:val="derived"/>'), ["447"]),
        (run("某局") + run("（盖章）", SUPERSCRIPT), ["某局（盖章）"]),
        (run("3") + '<w:r><w:footnoteReference w:id="2"/></w:r>', ["3"]),
        (FIELD, ["12"]),
        ('<w:fldSimple w:instr="DATE">' + run("2024") + "</w:fldSimple>", ["2024"]),
        ('<w:hyperlink r:id="x">' + run("网址") + "</w:hyperlink>", ["网址"]),
        ("<w:sdt><w:sdtContent>" + run("38") + "</w:sdtContent></w:sdt>", ["38"]),
        ('<w:customXml w:element="n"><w:smartTag>' + run("9") + "</w:smartTag></w:customXml>", ["9"]),
        ("<m:oMath><m:r><m:t>15</m:t></m:r></m:oMath>", ["15"]),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', ["\ufffd"]),
        ('<w:r><w:sym w:font="宋体" w:char="4E2D"/></w:r>', ["中"]),
        (
            "<w:r><w:ruby><w:rt>" + run("jia") + "</w:rt><w:rubyBase>" + run("甲")
            + "</w:rubyBase></w:ruby></w:r>",
            ["甲"],
        ),
        (either(boxed(paragraph("框内")), boxed(paragraph("框内"))) + run("框外"), ["框外", "框内"]),
        (drawing("<a:blip/>"), ["FIGURE"]),
        (drawing("<a:blip/>", width=60), []),
        (drawing(boxed(paragraph("印章"))), ["印章"]),
        ("", []),
    ],
)  # fmt: skip
def test_what_a_paragraph_shows(inside: str, lines: list[str]) -> None:
    data = word_file(f"<w:p>{inside}</w:p>" + paragraph("尾"), styles=RAISED_STYLE)
    assert shown(read_docx(data)) == [*lines, "尾"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = paragraph("一、总体", properties=gone) + paragraph("情况") + paragraph("正文")
    assert shown(read_docx(word_file(body))) == ["一、总体情况", "正文"]


def test_blocks_inside_controls_are_in_order() -> None:
    body = (
        paragraph("前")
        + f"<w:sdt><w:sdtContent>{paragraph('中')}{table(row('甲', '1'))}</w:sdtContent></w:sdt>"
        + f"<w:customXml>{paragraph('后')}</w:customXml>"
    )
    assert shown(read_docx(word_file(body))) == ["前", "中", [["甲", "1"]], "后"]


SPAN_2 = '<w:gridSpan w:val="2"/>'
RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.mark.parametrize(
    ("rows", "grid"),
    [
        ([row("甲", "1"), row("乙", "2")], [["甲", "1"], ["乙", "2"]]),
        ([row(cell("头", SPAN_2)), row("甲", "1")], [["头 1x2"], ["甲", "1"]]),
        (
            [row(cell("合", RESTART), "1"), row(cell("藏", CONTINUE), "2"), row(cell("新", RESTART), "3")],
            [["合 2x1", "1"], ["2"], ["新", "3"]],
        ),
        ([row(cell("孤", CONTINUE), "1"), row("甲", "2")], [["孤", "1"], ["甲", "2"]]),
        (
            [row("甲", "乙", "1"), row("丙", "2", properties='<w:gridBefore w:val="1"/>')],
            [["甲", "乙", "1"], ["丙", "2"]],
        ),
        ([row("甲", "1"), row("删", "9", properties="<w:del/>")], [["甲", "1"]]),
        ([row("甲", "1"), row("增", "9", properties="<w:ins/>")], [["甲", "1"], ["增", "9"]]),
        ([f"<w:sdt><w:sdtContent>{row('甲', '1')}</w:sdtContent></w:sdt>"], [["甲", "1"]]),
        ([row("甲", f"<w:sdt><w:sdtContent>{cell('1')}</w:sdtContent></w:sdt>")], [["甲", "1"]]),
        ([row("甲", cell(paragraph("本年") + paragraph("收费")))], [["甲", "本年收费"]]),
        ([row("甲", cell(paragraph("12") + paragraph("34")))], [["甲", "?12 34"]]),
        ([row("甲", cell(paragraph("447", run("1", SUPERSCRIPT))))], [["甲", "447"]]),
        ([row("甲", cell(paragraph(run("1", SUPERSCRIPT))))], [["甲", "?"]]),
        ([row("甲", cell(paragraph(run("5", "<w:strike/>"))))], [["甲", "?"]]),
        ([row("甲", "447²")], [["甲", "447²"]]),
        ([row("甲", "")], [["甲", ""]]),
        ([row("甲", cell(paragraph(drawing("<a:blip/>", width=20))))], [["甲", "?"]]),
        ([row("甲", cell(paragraph("4", either(boxed(paragraph("7")), ""))))], [["?甲", "?4 7"]]),
        ([row("甲", cell(table(row("3")) + "<w:p/>"))], [["甲", "3"]]),
    ],
)  # fmt: skip
def test_what_a_table_shows(rows: list[str], grid: list[list[str]]) -> None:
    assert shown(read_docx(word_file(table(*rows))))[:1] == [grid]


def test_columns_after_a_gap_keep_their_place() -> None:
    rows = [row("甲", "乙", "1"), row("丙", "2", properties='<w:gridBefore w:val="1"/>')]
    (grid,) = read_docx(word_file(table(*rows))).grids()
    assert [(c.text, c.column) for c in grid.by_row()[1]] == [("丙", 1), ("2", 2)]


def test_bands_are_counted_in_columns_by_some_programs_and_in_cells_by_others() -> None:
    white = '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
    style = (
        '<w:style w:type="table" w:styleId="odd"><w:tblStylePr w:type="band1Vert">'
        f"{white}</w:tblStylePr></w:style>"
    )
    banded = '<w:tblPr><w:tblStyle w:val="odd"/><w:tblLook w:noVBand="0"/></w:tblPr>'
    rows = [row("甲", "1", "2", "3"), row(cell("乙", SPAN_2), "4", "5")]
    data = word_file(table(*rows).replace("<w:tblPr/>", banded), styles=style)
    (grid,) = read_docx(data).grids()
    assert [[c.doubt is None for c in cells] for cells in grid.by_row()] == [
        [False, True, False, True],
        [False, False, False],
    ]


def test_a_row_that_lacks_the_span_of_its_label_is_mended() -> None:
    rows = [
        row(cell("标签", SPAN_2), "1", "2"),
        row(cell("标签", SPAN_2), "3", "4"),
        row("标签", "5", "6"),
    ]
    (grid,) = read_docx(word_file(table(*rows))).grids()
    assert [(c.text, c.column, c.doubt) for c in grid.by_row()[2]] == [
        ("标签", 0, None),
        ("5", 2, None),
        ("6", 3, None),
    ]


def test_a_row_that_lacks_a_cell_is_in_doubt() -> None:
    rows = [row("甲", "1", "2", "3"), row("乙", "4", "5", "6"), row("丙", "7", "8")]
    assert shown(read_docx(word_file(table(*rows)))) == [
        [["甲", "1", "2", "3"], ["乙", "4", "5", "6"], ["丙", "?7", "?8"]]
    ]


def test_a_table_inside_a_cell_follows_as_a_grid_of_its_own() -> None:
    inner = table(row("内", "1"))
    body = table(row("甲", "乙"), row("丙", cell(paragraph("丁") + inner + "<w:p/>")))
    assert shown(read_docx(word_file(body))) == [[["甲", "乙"], ["丙", "?丁"]], [["内", "1"]]]


def test_a_table_that_frames_the_document_is_unwrapped() -> None:
    inner = table(row("规章", "1"), row("规范性文件", "2"))
    framed = paragraph("二、主动公开政府信息情况") + inner + paragraph("后文")
    data = word_file(table(row(cell(framed))))
    assert shown(read_docx(data)) == [
        "二、主动公开政府信息情况",
        [["规章", "1"], ["规范性文件", "2"]],
        "后文",
    ]


def test_places_count_lines_and_cells() -> None:
    document = read_docx(word_file(paragraph("一") + table(row("甲", "1")) + paragraph("二")))
    places = [
        [cell.place.line for cell in block.cells] if isinstance(block, Grid) else block.place.line
        for block in document.blocks
    ]
    assert places == [1, [2, 3], 4]
    assert (document.format, document.pages) == ("docx", None)


def test_running_heads_feet_and_footnotes_are_furniture() -> None:
    document = read_docx(
        word_file(
            paragraph("正文"),
            header=paragraph("政府信息公开工作年度报告"),
            footer=paragraph("- ", FIELD, " -"),
            footnotes=f'<w:footnote w:id="2">{paragraph("含上年结转")}</w:footnote>',
        )
    )
    assert [line.text for line in document.lines()] == ["正文"]
    assert [line.text for line in document.furniture] == [
        "政府信息公开工作年度报告",
        "- 12 -",
        "含上年结转",
    ]
    assert all(isinstance(line, Line) for line in document.furniture)


def test_what_a_hidden_style_hides() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="note"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = paragraph("藏", properties='<w:pStyle w:val="note"/>') + paragraph("见")
    assert shown(read_docx(word_file(body, styles=styles))) == ["见"]


def test_an_embedded_document_is_named_as_unread() -> None:
    document = read_docx(word_file(paragraph("正文") + '<w:altChunk r:id="x"/>'))
    assert document.unread == ("Word 文档里嵌入了另一个文件，其内容没有读",)


def test_strict_documents_are_read_alike() -> None:
    data = word_file(paragraph("正文") + table(row("甲", "1")))
    package = ZipFile(BytesIO(data))
    strict = {
        name: package.read(name)
        .replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/", PURL + b"wordprocessingml/"
        )
        .replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/", PURL + b"officeDocument/"
        )
        for name in package.namelist()
    }
    assert shown(read_docx(zipped(strict))) == ["正文", [["甲", "1"]]]


def test_a_file_made_by_a_library_is_read() -> None:
    made = docx.Document()
    made.add_heading("某局2024年政府信息公开工作年度报告", 0)
    made.add_paragraph("一、总体情况")
    grid = made.add_table(2, 3)
    grid.cell(0, 0).merge(grid.cell(1, 0)).text = "规章"
    grid.cell(0, 1).merge(grid.cell(0, 2)).text = "件数"
    grid.cell(1, 1).text, grid.cell(1, 2).text = "1", "2"
    buffer = BytesIO()
    made.save(buffer)
    assert shown(read_docx(buffer.getvalue())) == [
        "某局2024年政府信息公开工作年度报告",
        "一、总体情况",
        [["规章 2x1", "件数 1x2"], ["1", "2"]],
    ]


WHITE = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        (run("收到12") + run("9", WHITE) + run("件"), ["收到12\ufffd件"]),
        (run("收到") + run("9", '<w:sz w:val="1"/>') + run("12件"), ["收到\ufffd12件"]),
        (run("收到12件") + run("，答复9件", WHITE), ["收到12件\ufffd"]),
        (run("收到1") + run("9", '<w:spacing w:val="-300"/>') + run("9", WHITE), ["收到1\ufffd"]),
        (run("收到\u202e21\u202c件"), []),
        (run("不见的话", WHITE), []),
        (run(" ", WHITE) + run("见"), ["见"]),
        (run("见") + run(" ", WHITE), ["见"]),
    ],
)
def test_what_is_not_seen_in_a_line(inside: str, lines: list[str]) -> None:
    found = read_docx(word_file(f"<w:p>{inside}</w:p>" + paragraph("尾")))
    assert shown(found) == [*lines, "尾"]
    assert found.unread == (() if lines else (UNSEEN_LINE,))


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ((row(cell(paragraph(run("9", WHITE)) + paragraph("收到12件"))),), True),
        ((row(cell(table(row(cell(paragraph(run("9", WHITE)))))), cell("收到12件")),), False),
        ((row("收到12件"), row(cell(paragraph(run("不见的话", WHITE))))), True),
        ((row("收到12件"), row(cell(paragraph("9", properties="<w:vanish/>")))), False),
        ((row("件数", cell(paragraph(run("9", WHITE)))),), False),
    ],
)
def test_unseen_lines_of_a_table_that_only_lays_out_a_page(
    rows: tuple[str, ...], named: bool
) -> None:
    found = read_docx(word_file(table(*rows) + paragraph("尾")))
    assert found.unread == ((UNSEEN_LINE,) if named else ())
