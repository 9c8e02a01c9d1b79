"""Obeys instructions literally: the edits they order are made in the source of a made report."""

from collections.abc import Iterable
from dataclasses import replace

from gouji.model.audit import EditInfo, InstructionInfo
from gouji.model.prose import fold
from reportkit import Content
from reportkit.phrases import Paragraph, Phrase, text_of


class CannotObeyError(Exception):
    """The words that an edit names do not stand where it says, or stand there twice."""


def obey(content: Content, instruction: InstructionInfo, way: int = 0) -> Content | None:
    """Return the report with one way of ``instruction`` done; ``None`` where it has none.

    Raises :class:`CannotObeyError`.
    """
    if not instruction.candidates:
        return None
    for edit in instruction.candidates[way].edits:
        content = _with_cell(content, edit) if edit.cell else _with_words(content, edit)
    return content


def _with_cell(content: Content, edit: EditInfo) -> Content:
    cell = edit.cell or ""
    if content.cells[cell].split() != edit.before.split():
        raise CannotObeyError(edit)
    return replace(content, cells={**content.cells, cell: edit.after})


def _with_words(content: Content, edit: EditInfo) -> Content:
    """Change the words where they stand: in the title, the opening, a heading or a section."""
    if not edit.before and not edit.quote:
        *first, last = content.opening
        return replace(content, opening=(*first, (*last, Phrase(edit.after))))
    changed = replace(
        content,
        title=tuple(_mended(line, edit) for line in content.title),
        opening=_paragraphs(content.opening, edit),
        sections=tuple(
            replace(
                section,
                heading=_heading(section.ordinal, section.heading, edit),
                paragraphs=_paragraphs(section.paragraphs, edit),
            )
            for section in content.sections
        ),
    )
    if changed == content:
        raise CannotObeyError(edit)
    return changed


def _heading(ordinal: str, heading: str, edit: EditInfo) -> str:
    return _mended(f"{ordinal}、{heading}", edit).removeprefix(f"{ordinal}、")


def _paragraphs(paragraphs: Iterable[Paragraph], edit: EditInfo) -> tuple[Paragraph, ...]:
    return tuple(_paragraph(paragraph, edit) for paragraph in paragraphs)


def _paragraph(paragraph: Paragraph, edit: EditInfo) -> Paragraph:
    text = text_of(paragraph)
    mended = _mended(text, edit)
    return paragraph if mended == text else (Phrase(mended),)


def _mended(text: str, edit: EditInfo) -> str:
    around = edit.around or edit.quote
    plain = fold(text)
    if plain.count(around) != 1:
        return text
    start = plain.index(around)
    end = start + len(around)
    inside = around + edit.after
    if edit.before:
        inside = around.replace(edit.before, edit.after, 1)
    return text[:start] + inside + text[end:]
