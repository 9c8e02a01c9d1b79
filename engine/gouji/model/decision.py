"""What a person decided about a finding: it stands, or it does not."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from gouji.model.audit import Finding
from gouji.model.rested import rests_on
from gouji.records import dataclass

Ruling = Literal["confirmed", "dismissed"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, on the finding ``code`` at ``locus`` in an agency's report of a year.

    It holds while the finding rests on what was read when it was made: ``digest`` tells that,
    ``words`` say it. A decision of which nobody knows what was read has no ``digest``; it holds
    once, and is then bound. A dismissed finding is waived, with ``comment`` as the reason.
    """

    agency: str
    year: int
    code: str
    locus: str
    ruling: Ruling
    comment: str
    who: str
    when: datetime
    digest: str | None = None
    words: str = ""


def decision_on(
    finding: Finding,
    whose: tuple[str, int],
    ruling: Ruling,
    said: tuple[str, str],
    when: datetime,
) -> Decision:
    """Return a decision on ``finding`` as it was read; ``said`` is the comment, and who decides."""
    agency, year = whose
    comment, who = said
    rested = rests_on(finding)
    return Decision(
        agency,
        year,
        finding.code,
        finding.locus,
        ruling,
        comment,
        who,
        when,
        rested.digest,
        rested.words,
    )


def holding(decisions: Sequence[Decision], digest: str) -> Decision | None:
    """Return which of the ``decisions`` on a finding, oldest first, holds for what is read now.

    The last that was made on the same; one bound to nothing only where none came after it.
    """
    if decisions and decisions[-1].digest is None:
        return decisions[-1]
    return next((d for d in reversed(decisions) if d.digest == digest), None)
