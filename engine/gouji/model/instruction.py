"""What to do about what is wrong: the ways that there are, and which comes first."""

from typing import Final

from gouji.model.edit import Repair
from gouji.model.verdict import Severity
from gouji.records import dataclass

Pair = tuple[str, str]
"""Code and locus of a finding."""

MOST_LISTED: Final = 5
"""Ways to mend that are listed one by one; of more, the cells are told that they are about."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to mend: its edits, the sentence that orders them, and what speaks for or against.

    ``sound`` tells that it breaks nothing that holds today.
    """

    edits: Repair
    text: str
    why: str = ""
    sound: bool = True


@dataclass(frozen=True, slots=True)
class Instruction:
    """What to do about ``findings``, which one cause explains.

    ``text`` is what a person reads first, the same everywhere. ``candidates`` are the ways to mend
    it, the likeliest first; none where nobody but the agency knows. ``certain`` tells that the
    first one is the only one that agrees with all the report says.
    """

    findings: tuple[Pair, ...]
    severity: Severity
    headline: str
    text: str
    candidates: tuple[Candidate, ...] = ()
    certain: bool = False
