"""What a person saw on paper where nothing could be read: the value of a cell, or a verdict."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Literal

from gouji.model.filing import Filing
from gouji.records import dataclass

Key = tuple[str, str]
"""Code and locus of a finding; a cell has no code."""
Seen = Literal["pass", "fail"]

BLANK = "空白"
"""The value of a cell that is blank on paper."""
WITHDRAWN = ""
"""The value by which a person takes back what was settled."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """One open item of the file ``sha256``, as ``who`` saw it on paper, and why so.

    Without ``code`` the ``locus`` is a cell, and ``value`` its exact number or :data:`BLANK`; else
    ``value`` is what the rule finds there (:data:`Seen`). ``evidence`` tells where it was seen.
    """

    agency: str
    year: int
    sha256: str
    code: str
    locus: str
    value: str
    reason: str
    who: str
    evidence: str
    when: datetime

    @property
    def key(self) -> Key:
        """Return what is settled."""
        return self.code, self.locus

    @property
    def told(self) -> str:
        """Return who settled it, and why, as a few words."""
        return f"{self.who}，{self.reason}" + (f"，见{self.evidence}" if self.evidence else "")


def in_force(made: Iterable[Settlement], sha256: str) -> dict[Key, Settlement]:
    """Return what is settled of the file ``sha256``; of settlements on one item the last counts."""
    last = {each.key: each for each in made if each.sha256 == sha256}
    return {key: each for key, each in last.items() if each.value != WITHDRAWN}


def with_settled(filing: Filing, made: Iterable[Settlement]) -> Filing:
    """Return ``filing`` with the values of cells that could not be read and were settled."""
    settled: Mapping[Key, Settlement] = in_force(made, filing.sha256)
    found = {
        cell: number_of(settled["", cell].value)
        for cell, value in filing.values.items()
        if value is None and ("", cell) in settled
    }
    return replace(filing, values={**filing.values, **found}) if found else filing


def number_of(value: str) -> Decimal:
    """Return what a settled cell counts for."""
    return Decimal(0) if value == BLANK else Decimal(value)
