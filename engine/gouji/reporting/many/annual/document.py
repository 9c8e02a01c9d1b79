"""The annual summary as a Word document, set as official papers are."""

import io
from typing import TYPE_CHECKING

from gouji.extras import extra
from gouji.reporting.many.annual.content import Chapter, Story, Table, is_number, shown
from gouji.reporting.media.files import dateless

if TYPE_CHECKING:
    from docx.document import Document

_DATE = "　　　年　　月　　日"
"""Left to be filled in by who signs."""
_MANY = 8
"""Tables of so many columns are set smaller."""
_LONGEST = 300
"""Rows of a table that are printed; the workbook has all."""


def to_docx(story: Story) -> bytes:
    """Return ``story`` as DOCX; needs the extra ``report``. The same story gives the same bytes."""
    with extra("report"):
        from gouji.reporting.media.official import SIGNED, official_paper
    paper = official_paper(story.title)
    paper.add_paragraph(story.title, "Title")
    tables = 0
    for chapter in story.chapters:
        tables = _add_chapter(paper, chapter, tables)
    if story.office:
        paper.add_paragraph(story.office, SIGNED)
        paper.add_paragraph(_DATE, SIGNED)
    for annex in story.annexes:
        tables = _add_chapter(paper, annex, tables)
    packed = io.BytesIO()
    paper.save(packed)
    return dateless(packed.getvalue())


def _add_chapter(paper: "Document", chapter: Chapter, tables: int) -> int:
    """Append ``chapter``; return the number of its last table."""
    paper.add_paragraph(chapter.title, "Heading 1").paragraph_format.keep_with_next = True
    for sentence in chapter.sentences:
        paper.add_paragraph(sentence)
    for number, table in enumerate(chapter.tables, tables + 1):
        _add_table(paper, f"表{number}　{table.title}", table)
    return tables + len(chapter.tables)


def _add_table(paper: "Document", caption: str, table: Table) -> None:
    from gouji.reporting.media.official_table import add_table

    add_table(
        paper,
        caption,
        table.head,
        [[shown(value) for value in row] for row in table.rows[:_LONGEST]],
        numbers=[is_number(value) for value in table.rows[0]] if table.rows else [],
        size=9 if len(table.head) >= _MANY else 10.5,
    )
    more = len(table.rows) - _LONGEST
    paper.add_paragraph(f"（还有 {more} 行，见同名的工作簿。）" if more > 0 else "")
