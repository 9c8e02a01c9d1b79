"""A report before it has a layout: what it says and what its tables hold."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random

from reportkit import figures, wording
from reportkit.form import SECTIONS
from reportkit.phrases import Paragraph, Phrase, Section

__all__ = ["Content", "Paragraph", "Phrase", "Section", "make"]


PLACE = re.compile(".{2,}?[省州市县区]")
"""Where an agency sits, by its name."""


@dataclass(frozen=True, slots=True)
class Content:
    """One report. ``cells`` holds what each cell shows, all 200.

    ``omitted`` names what is not drawn: a table (``t3``), a row (``t3.granted``) or a column
    (``t3.:legal``).
    """

    agency: str
    year: int
    title: tuple[str, ...]
    opening: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    cells: Mapping[str, str]
    omitted: frozenset[str] = frozenset()

    def lacks(self, cell: str) -> bool:
        """Say whether the table, the row or the column of ``cell`` is not drawn."""
        table, row, column = cell.split(".")
        return not self.omitted.isdisjoint({table, f"{table}.{row}", f"{table}.:{column}"})

    def said(self, role: str) -> str:
        """Return all that is said in ``role`` and its sub-roles."""
        paragraphs = (*self.opening, *(p for s in self.sections for p in s.paragraphs))
        return "".join(p.text for para in paragraphs for p in para if p.plays(role))

    def rewrite(self, change: Callable[[Phrase], str]) -> "Content":
        """Return the report with every phrase's text changed; empty paragraphs vanish."""

        def paragraphs(old: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
            new = (tuple(replace(p, text=change(p)) for p in para) for para in old)
            return tuple(para for para in new if any(p.text for p in para))

        return replace(
            self,
            opening=paragraphs(self.opening),
            sections=tuple(replace(s, paragraphs=paragraphs(s.paragraphs)) for s in self.sections),
        )

    def saying(self, role: str, text: str = "") -> "Content":
        """Return the report with the phrases of ``role`` and its sub-roles replaced by ``text``.

        The text stands where the first of them stood; without a text they are gone.
        """
        rest = iter((text,))
        return self.rewrite(lambda p: next(rest, "") if p.plays(role) else p.text)


def make(
    seed: int,
    *,
    agency: str | None = None,
    year: int | None = None,
    cells: Mapping[str, str] | None = None,
) -> Content:
    """Return a correct report: an audit of it finds nothing, not even advice.

    ``cells`` replaces figures before the text is written; its ties are the caller's affair.
    """
    rng = Random(seed)  # noqa: S311  (reproducible samples, no secrets)
    name = agency or rng.choice(wording.PLACES) + rng.choice(wording.BODIES)
    seat = PLACE.match(name)
    place = seat[0] if seat else rng.choice(wording.PLACES)
    when = year or rng.randint(2021, 2025)
    figures_ = figures.draw(rng) | dict(cells or {})
    writer = wording.Writer(rng, place, name, when, figures_)
    body = writer.body()
    return Content(
        agency=name,
        year=when,
        title=(name, f"{when}年政府信息公开工作年度报告"),
        opening=writer.opening(),
        sections=tuple(Section(*section, body.get(section[0], ())) for section in SECTIONS),
        cells=figures_,
    )
