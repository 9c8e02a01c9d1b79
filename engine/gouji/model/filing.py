"""A report as other reports need it: whose it is, its figures, its narrative."""

from decimal import Decimal

from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Filing:
    """What a report is compared by: with next year's, its parent's, its peers'.

    ``values`` has every cell of its form: what the cell counts for in a tie, ``None`` where it has
    no value. ``narrative`` is the text it wrote itself, stripped of what all reports share, one
    sentence a line. ``recognised_name`` tells that the agency's name was recognised in a picture,
    where one character may be another. ``unfit`` says in Chinese why it is not held against the
    report that it was given with: it is another agency's or year's, or the same file.
    """

    agency: str | None
    year: int | None
    edition: str
    values: dict[str, Decimal | None]
    narrative: str = ""
    recognised_name: bool = False
    sha256: str = ""
    unfit: str = ""
