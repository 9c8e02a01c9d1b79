"""What to do about the findings of a report: repairs tried on it, ranked, told in sentences.

findings, faults of the ties → ``cells``, ``words`` (ways to mend) → ``trial`` (what each breaks and
mends) → ``ranking`` → ``telling`` (sentences) → instructions.
"""

from gouji.mending.instructions import instructions
from gouji.mending.ranking import ranked
from gouji.mending.trial import Trial

__all__ = ["Trial", "instructions", "ranked"]
