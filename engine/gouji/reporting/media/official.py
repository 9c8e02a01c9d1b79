"""Paper as GB/T 9704 sets official documents: A4, faces, sizes, page numbers, tables.

Sizes are in points, lengths on the page in millimetres. Faces that a machine lacks have a second
name in the document's list of fonts, so that Word and WPS take a near one.
"""

from typing import TYPE_CHECKING

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import _Footer
    from docx.styles.style import ParagraphStyle

TITLE, SONG, FANG, KAI, HEI = "方正小标宋简体", "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体"
_SECOND_NAMES = {TITLE: "华文中宋", FANG: "仿宋", KAI: "楷体", HEI: "SimHei", SONG: "SimSun"}

_BODY, _LINE = 16, 28
_MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}

_KEPT_STYLES = {
    "Normal", "Title", "Heading 1", "Heading 2", "Header", "Footer", "Table Grid",
    "Normal Table", "Default Paragraph Font", "No List",
}  # fmt: skip
_SHED_PARTS = ("/stylesWithEffects", "/numbering", "/customXml", "/thumbnail")

SENT_TO, SIGNED, CAPTION = "主送", "落款", "表名"
"""Styles of our own, beside Title, Heading 1, Heading 2 and Normal."""


def official_paper(title: str) -> "Document":
    """Return an empty document with page, styles and page numbers; ``title`` is a property."""
    paper = docx.Document()
    properties = paper.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    _shed(paper)
    _page(paper)
    _styles(paper)
    _name_fonts(paper)
    paper.settings.odd_and_even_pages_header_footer = True
    _number(paper.sections[0].footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number(paper.sections[0].even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
    return paper


def _shed(paper: "Document") -> None:
    """Drop nearly a megabyte of styles and parts that python-docx brings and nothing here uses."""
    for style in list(paper.styles):
        if style.name not in _KEPT_STYLES:
            style.delete()
    for element in paper.styles.element.findall(f"{qn('w:style')}/{qn('w:link')}"):
        element.getparent().remove(element)
    for rels in (paper.part.rels, paper.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(_SHED_PARTS)]:
            del rels[key]


def _page(paper: "Document") -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(_MARGINS["top"]), Mm(_MARGINS["bottom"])
    section.left_margin, section.right_margin = Mm(_MARGINS["left"]), Mm(_MARGINS["right"])
    section.footer_distance = Mm(28)


def _styles(paper: "Document") -> None:
    _set(paper.styles["Normal"], FANG, _BODY, indent=2)
    _set(paper.styles["Title"], TITLE, 22, align=WD_ALIGN_PARAGRAPH.CENTER, after=_LINE)
    _set(paper.styles["Heading 1"], HEI, _BODY, indent=2)
    _set(paper.styles["Heading 2"], KAI, _BODY, indent=2)
    _set(_own(paper, SENT_TO), FANG, _BODY)
    _set(_own(paper, SIGNED), FANG, _BODY, align=WD_ALIGN_PARAGRAPH.RIGHT)
    _set(_own(paper, CAPTION), HEI, 12, align=WD_ALIGN_PARAGRAPH.CENTER)
    _set(paper.styles["Footer"], SONG, 14)


def _own(paper: "Document", name: str) -> "ParagraphStyle":
    style: ParagraphStyle = paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = paper.styles["Normal"]
    return style


def _set(
    style: "ParagraphStyle",
    face: str,
    size: int,
    *,
    indent: int = 0,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
    after: int = 0,
) -> None:
    """Set face and size, first lines ``indent`` characters in, black, without borders."""
    for inherited in ("w:rPr", "w:pPr"):
        for element in style.element.findall(qn(inherited)):
            style.element.remove(element)
    style.font.name, style.font.size, style.font.bold = "Times New Roman", Pt(size), False
    style.element.rPr.rFonts.set(qn("w:eastAsia"), face)
    form = style.paragraph_format
    form.alignment, form.space_before, form.space_after = align, Pt(0), Pt(after)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(_LINE)
    indentation = OxmlElement("w:ind")
    indentation.set(qn("w:firstLineChars"), str(indent * 100))
    indentation.set(qn("w:firstLine"), str(indent * size * 20))
    style.element.pPr.append(indentation)


def _name_fonts(paper: "Document") -> None:
    """Give each face its second name in the list of fonts."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{second}"/><w:charset w:val="86"/></w:font>'
        for name, second in _SECOND_NAMES.items()
    )
    for part in paper.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()  # noqa: SLF001 - python-docx keeps this part as it is


def _number(footer: "_Footer", align: WD_ALIGN_PARAGRAPH) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.alignment = align
    paragraph.add_run("— ")
    field = '<w:fldSimple {} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field.format(nsdecls("w"))))  # noqa: SLF001 - python-docx has no fields
    paragraph.add_run(" —")
