"""One change of a document: what stands there, and what is to stand there."""

from gouji.model.document import Place
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Where ``before`` stands, ``after`` is to stand.

    ``cell`` is a cell of the form whose whole content changes. Else ``before`` are words within
    ``quote``, which stands at ``place``; where it is empty, ``after`` is to be added behind them.
    ``around`` is the clause that a person finds them by.
    """

    before: str
    after: str
    cell: str | None = None
    quote: str = ""
    around: str = ""
    place: Place | None = None


Repair = tuple[Edit, ...]
"""One way to mend something: all its edits together."""
