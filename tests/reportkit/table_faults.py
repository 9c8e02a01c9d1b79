"""Faults of the tables: gaps, blanks, decorations, impossible numbers, broken sums (A, R, L)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from reportkit.content import Content
from reportkit.phrases import Phrase
from reportkit.planting import Fault, Finding, Planted, fault, planted, with_cells, zeros
from reportkit.truth import broken_ties

CODES = {"t2": "A30", "t3": "R40", "t4": "L50"}
SECTION_OF = {"t2": "s2", "t3": "s3", "t4": "s4"}

GAPS = (
    *("t2.licence", "t2.regulation", "t2.:repealed"),
    *("t3.refused_excessive", "t3.carried_over", "t3.granted", "t3.:legal"),
    *("t4.review", "t4.after_review_suit", "t4.:pending"),
)


def _spoilt(content: Content, texts: dict[str, str], *findings: Finding) -> Planted:
    """Change cells; the ties that break are found as well."""
    changed = with_cells(content, texts)
    return planted(changed, *findings, *broken_ties(changed))


def _absent(table: str, content: Content) -> Planted:
    """Put a sentence in the place of a table."""
    instead = ((Phrase("本年度情况如下。"),),)
    sections = tuple(
        replace(s, paragraphs=instead) if s.id == SECTION_OF[table] else s for s in content.sections
    )
    gone = replace(content, sections=sections, omitted=content.omitted | {table})
    return planted(gone, (f"{CODES[table]}1", table))


def _gap(line: str, content: Content) -> Planted:
    """Leave out a row or a column; sentences about its cells go too."""
    gone = replace(content, omitted=content.omitted | {line})
    quiet = gone.rewrite(lambda p: "" if any(map(gone.lacks, p.about)) else p.text)
    return planted(quiet, (f"{CODES[line[:2]]}2", line))


def _blank(table: str, content: Content) -> Planted:
    """Blank a cell that holds 0; where none does, one outcome of table four is struck out."""
    cell = next(zeros(content, table), "t4.review.corrected")
    texts = {cell: ""}
    if content.cells[cell] != "0":
        total = int(content.cells["t4.review.total"]) - int(content.cells[cell])
        texts["t4.review.total"] = str(total)
    return _spoilt(content, texts, (f"{CODES[table]}3", cell))


def _decorated(cell: str, suffix: str, content: Content) -> Planted:
    return _spoilt(content, {cell: content.cells[cell] + suffix}, (f"{CODES[cell[:2]]}4", cell))


def _word(cell: str, word: str, content: Content) -> Planted:
    return _spoilt(content, {cell: word}, (f"{CODES[cell[:2]]}4", cell))


def _impossible(cell: str, text: str, content: Content) -> Planted:
    return _spoilt(content, {cell: text}, (f"{CODES[cell[:2]]}5", cell))


def _halved(cell: str, content: Content) -> Planted:
    text = str(Decimal(content.cells[cell]) + Decimal("0.5"))
    return _spoilt(content, {cell: text}, (f"{CODES[cell[:2]]}5", cell))


def _raised(cells: str, content: Content) -> Planted:
    """Add to cells, so that sums break: 1 to the first, 2 to the second, …"""
    texts = {
        cell: str(int(content.cells[cell]) + step) for step, cell in enumerate(cells.split(), 1)
    }
    return _spoilt(content, texts)


def _too_few(row: str, content: Content) -> Planted:
    """Let fewer documents be valid than were made and kept this year."""
    texts = {f"t2.{row}.made": "9", f"t2.{row}.repealed": "2", f"t2.{row}.valid": "4"}
    return _spoilt(content, texts)


RAISED = {
    "row_new": "t3.new.total",
    "row_leaf": "t3.refused_repeat.total",
    "row_carried_out": "t3.carried_out.total",
    "leaf": "t3.denied_law.business",
    "total_row": "t3.total.other",
    "column": "t3.total.natural t3.carried_over.research",
    "balance": "t3.new.legal",
    "review": "t4.review.total",
    "suit": "t4.direct_suit.upheld t4.after_review_suit.total",
}


def table_faults() -> Iterator[Fault]:
    """Yield all faults of the tables."""
    for table in CODES:
        areas = f"{table} {SECTION_OF[table]}"
        yield fault(f"table_absent_{table}", areas, partial(_absent, table))
        yield fault(f"blank_{table}", table, partial(_blank, table))
    for line in GAPS:
        yield fault(f"absent_{line}", line[:2], partial(_gap, line))
    decorated = {"t2.fee.amount": "万元", "t3.new.total": "件", "t4.review.total": "件"}
    for cell, suffix in decorated.items():
        yield fault(f"unit_{cell}", cell[:2], partial(_decorated, cell, suffix))
    words = {"t2.coercion.decisions": "无", "t3.granted.charity": "/", "t4.review.other": "—"}
    for cell, word in words.items():
        yield fault(f"word_{cell}", cell[:2], partial(_word, cell, word))
    negative = ("t2.penalty.decisions", "t2.fee.amount", "t3.new.natural", "t4.review.upheld")
    for cell in negative:
        yield fault(f"negative_{cell}", cell[:2], partial(_impossible, cell, "-3"))
    for cell in ("t2.licence.decisions", "t3.granted.natural", "t4.direct_suit.pending"):
        yield fault(f"fraction_{cell}", cell[:2], partial(_halved, cell))
    for row in ("regulation", "normative"):
        yield fault(f"too_few_valid_{row}", "t2", partial(_too_few, row))
    for name, cells in RAISED.items():
        area = cells[:2]
        yield fault(f"sum_{name}", area, partial(_raised, cells))
