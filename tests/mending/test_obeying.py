"""Single faults planted in clean reports: the first instruction, obeyed to the letter, mends them.

Nobody but the agency knows what some faults hide (what a contact is); these have no edit to obey.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from obeying import obey

from gouji.auditor import Auditor
from gouji.model.audit import AuditJson
from gouji.reading import read_bytes
from gouji.reporting.public.audit_json import to_public
from gouji.rulebook import load_rulebook
from reportkit import FAULTS, Content, make
from reportkit.phrases import Phrase
from reportkit.renderers import RENDERERS

FORMATS = ("txt-tabs", "docx", "html", "pdf-lines")
FIGURE = re.compile(r"(?<![\d.〔])[1-9]\d{0,3}(?=[件条])")
KNOWN = (
    "blank", "unit", "word_t3", "word_t4", "negative_t3", "negative_t4", "sum", "heading",
    "period", "basis", "notice",
)  # fmt: skip
"""How the names of faults begin of which it can be known what is right."""


@cache
def auditor() -> Auditor:
    return Auditor(load_rulebook())


def audited(content: Content, form: str) -> AuditJson:
    return to_public(auditor().audit_document(read_bytes(RENDERERS[form](content))))


def misstated(content: Content, rng: Random) -> Content | None:
    """Return the report with one figure of its text, which a table has too, raised."""
    stating = [p for s in content.sections for para in s.paragraphs for p in para if p.about]
    able = [p for p in stating if FIGURE.search(p.text)]
    if not able:
        return None
    chosen = rng.choice(able)

    def change(phrase: Phrase) -> str:
        raised = FIGURE.sub(lambda m: str(int(m[0]) + 3), phrase.text, count=1)
        return raised if phrase is chosen else phrase.text

    return content.rewrite(change)


def mistyped(content: Content, rng: Random) -> Content:
    """Return the report with one cell of its tables that should be another number."""
    cells = [cell for cell in content.cells if cell[:2] in ("t3", "t4")]
    cell = rng.choice(cells)
    wrong = str(int(content.cells[cell]) + rng.randint(1, 30))
    return replace(content, cells={**content.cells, cell: wrong})


def faulty(seed: int) -> Iterator[tuple[str, Content]]:
    clean, rng = make(seed), Random(seed)  # noqa: S311 - reproducible, no secrets
    known = [name for name in FAULTS if name.startswith(KNOWN)]
    name = known[seed % len(known)]
    yield name, FAULTS[name].plant(clean).content
    yield "mistyped", mistyped(clean, rng)
    if (changed := misstated(clean, rng)) is not None:
        yield "misstated", changed


def outcome(content: Content, form: str) -> str:
    """Return what obeying the first instruction on a fault comes to."""
    before = audited(content, form)
    if not before.instructions:
        return "nothing found"
    first = before.instructions[0]
    mended = obey(content, first)
    if mended is None:
        return "undecided"
    found = {(f.code, f.locus) for f in before.findings}
    left = {(f.code, f.locus) for f in audited(mended, form).findings}
    if left - found:
        return f"new: {sorted(left - found)}"
    return "mended" if not left & {*first.findings} else "not mended"


@pytest.mark.parametrize("seed", range(24))
def test_the_first_instruction_obeyed_mends_the_fault(seed: int) -> None:
    form = FORMATS[seed % len(FORMATS)]
    outcomes = {name: outcome(content, form) for name, content in faulty(seed)}
    wrong = {n: o for n, o in outcomes.items() if o not in ("mended", "undecided", "nothing found")}
    assert wrong == {}
