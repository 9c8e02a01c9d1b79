"""Takes a published report's text apart, so that it can be laid out again."""

import re
from collections.abc import Iterator, Mapping

from reportkit.content import Content
from reportkit.form import CELLS, SECTIONS, TABLE_OF
from reportkit.phrases import Paragraph, Phrase, Section

PAGE_NUMBER = re.compile(r"- \d+ -")
ENDS = ("。", "：")


def from_text(text: str, agency: str, year: int, cells: Mapping[str, str]) -> Content:
    """Return the report that ``text`` prints.

    The text may be broken into lines; a line that ends with a full stop ends its paragraph. The
    tables in it are passed over: ``cells`` gives what they show, every other cell shows 0. Raises
    ``ValueError`` if a mandated heading is missing.
    """
    lines = [line.strip() for line in text.splitlines()]
    printed = [line for line in lines if line and not PAGE_NUMBER.fullmatch(line)]
    starts = [printed.index(f"{ordinal}、{head}") for _, ordinal, head in SECTIONS]
    ends = [*starts[1:], len(printed)]
    sections = tuple(
        Section(section_id, ordinal, head, _body(section_id, printed[start + 1 : end]))
        for (section_id, ordinal, head), start, end in zip(SECTIONS, starts, ends, strict=True)
    )
    return Content(
        agency=agency,
        year=year,
        title=tuple(printed[:2]),
        opening=tuple(_paragraphs(printed[2 : starts[0]])),
        sections=sections,
        cells={cell: cells.get(cell, "0") for cell in CELLS},
    )


def _body(section: str, lines: list[str]) -> tuple[Paragraph, ...]:
    return () if section in TABLE_OF else tuple(_paragraphs(lines))


def _paragraphs(lines: list[str]) -> Iterator[Paragraph]:
    """Join broken lines to paragraphs."""
    text = ""
    for line in lines:
        text += line
        if line.endswith(ENDS):
            yield (Phrase(text),)
            text = ""
    if text:
        yield (Phrase(text),)
