"""Automatic numerals stand in front of the paragraphs that show them."""

import pytest
from shown import shown
from word_files import cell, paragraph, row, table, word_file

from gouji.reading.docx import read_docx
from gouji.reading.docx.numerals import numeral


def level(depth: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def series(ident: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{ident}">{"".join(levels)}</w:abstractNum>'


def num(ident: int, series_id: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{ident}"><w:abstractNumId w:val="{series_id}"/>{overrides}</w:num>'


def numbered(text: str, list_id: int = 1, depth: int = 0) -> str:
    asked = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, properties=asked)


HEADINGS = series(
    0,
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
)


@pytest.mark.parametrize(
    ("numbering", "body", "lines"),
    [
        (
            HEADINGS + num(1, 0),
            [numbered("总体情况"), paragraph("正文"), numbered("主动公开政府信息情况")],
            ["一、总体情况", "正文", "二、主动公开政府信息情况"],
        ),
        (
            HEADINGS + num(1, 0),
            [numbered("甲"), numbered("子", depth=1), numbered("丑", depth=1), numbered("乙"), numbered("寅", depth=1)],
            ["一、甲", "（一）子", "（二）丑", "二、乙", "（一）寅"],
        ),
        (HEADINGS + num(1, 0), [numbered("细", depth=2)], ["1. 细"]),
        (
            HEADINGS + num(1, 0) + num(2, 0),
            [numbered("甲"), numbered("乙", 2)],
            ["一、甲", "二、乙"],
        ),
        (
            HEADINGS + num(1, 0) + num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
            [numbered("甲"), numbered("乙", 2), numbered("丙", 2)],
            ["一、甲", "五、乙", "六、丙"],
        ),
        (
            series(0, level(0, "decimal", "第%1条", start=10)) + num(1, 0),
            [numbered("甲"), numbered("乙")],
            ["第10条甲", "第11条乙"],
        ),
        (
            series(0, level(0, "chineseCounting", "%1"), level(1, "decimal", "%1.%2", more="<w:isLgl/>")) + num(1, 0),
            [numbered("甲"), numbered("乙", depth=1)],
            ["一 甲", "1.1 乙"],
        ),
        (
            series(0, level(0, "decimal", "%1、"), level(1, "decimal", "%2）", more='<w:lvlRestart w:val="0"/>')) + num(1, 0),
            [numbered("甲"), numbered("子", depth=1), numbered("乙"), numbered("丑", depth=1)],
            ["1、甲", "1）子", "2、乙", "2）丑"],
        ),
        (series(0, level(0, "bullet", "●")) + num(1, 0), [numbered("甲")], ["甲"]),
        (HEADINGS + num(1, 0), [numbered("甲", 0), numbered("乙", 9)], ["甲", "乙"]),
        (
            HEADINGS + num(1, 0),
            [numbered("甲"), paragraph(properties='<w:numPr><w:numId w:val="1"/></w:numPr>'), numbered("丙")],
            ["一、甲", "三、丙"],
        ),
    ],
)  # fmt: skip
def test_numerals(numbering: str, body: list[str], lines: list[str]) -> None:
    assert shown(read_docx(word_file("".join(body), numbering=numbering))) == lines


def test_numbering_by_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="mine"><w:basedOn w:val="h1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="h2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = series(
        0,
        level(0, "chineseCounting", "%1、", more='<w:pStyle w:val="h1"/>'),
        level(1, "chineseCounting", "（%2）", more='<w:pStyle w:val="h2"/>'),
    ) + num(1, 0)
    body = "".join(
        paragraph(text, properties=f'<w:pStyle w:val="{style}"/>')
        for text, style in (("甲", "h1"), ("子", "h2"), ("乙", "mine"))
    )
    body += paragraph(
        "丙", properties='<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    document = read_docx(word_file(body, styles=styles, numbering=numbering))
    assert shown(document) == ["一、甲", "（一）子", "二、乙", "丙"]


def test_a_deleted_heading_does_not_count() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    )
    body = gone + numbered("总体情况")
    assert shown(read_docx(word_file(body, numbering=HEADINGS + num(1, 0)))) == ["一、总体情况"]


def test_a_numeral_before_a_number_in_a_cell_is_in_doubt() -> None:
    numbering = series(0, level(0, "decimal", "%1")) + num(1, 0)
    body = table(row("甲", cell(numbered("5"))), row("乙", cell(numbered("件"))))
    assert shown(read_docx(word_file(body, numbering=numbering))) == [
        [["甲", "?1 5"], ["乙", "2 件"]]
    ]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (3001, "chineseCountingThousand", "三千零一"),
        (10, "ideographDigital", "一〇"),
        (21, "chineseLegalSimplified", "贰拾壹"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (3, "decimalZero", "03"),
        (12, "decimalFullWidth", "１２"),
        (2, "ideographTraditional", "乙"),
        (28, "lowerLetter", "bb"),
        (4, "upperRoman", "IV"),
        (7, "someFutureFormat", "7"),
        (7, "none", ""),
    ],
)
def test_formats(value: int, form: str, text: str) -> None:
    assert numeral(value, form) == text
