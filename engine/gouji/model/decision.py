"""What a person decided about a finding: it stands, or it does not."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Ruling = Literal["confirmed", "dismissed"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, on the finding ``code`` at ``locus`` in an agency's report of a year.

    That key is structural: it stays the same however often the report is audited again. A
    dismissed finding is waived, with ``comment`` as the reason.
    """

    agency: str
    year: int
    code: str
    locus: str
    ruling: Ruling
    comment: str
    who: str
    when: datetime
