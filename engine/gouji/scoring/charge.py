"""A charge: points for one reason, before any limit."""

from decimal import Decimal

from gouji.model.score import Part, full
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Charge:
    """Points for one reason, counted in ``group``: a group of rules, filing, or items.

    ``certain`` is false where it rests on something unread or unknown.
    """

    code: str
    group: str
    loci: tuple[str, ...]
    parts: tuple[Part, ...]
    why: str
    certain: bool = True

    @property
    def points(self) -> Decimal:
        """What the parts cost together."""
        return full(self.parts)
