"""What the reading of one report's sentences works with."""

from gouji.facts.claims.body import Body
from gouji.facts.claims.frames import Frames
from gouji.facts.claims.marks import Marks
from gouji.facts.claims.wording import ClaimWording
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Kit:
    """Words, frames, the report's own body, and its year (``None`` where it is unknown)."""

    wording: ClaimWording
    frames: Frames
    marks: Marks
    body: Body
    year: int | None
