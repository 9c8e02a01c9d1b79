"""What is found of the statistical period."""

from datetime import date

from gouji.model.prose import Quote
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Period:
    """The statistical period; without dates it was given as a year only, or by dates not told.

    ``perhaps`` is what may state it, ``reorganised`` says that the body began or ended in the year.
    """

    quote: Quote | None
    start: date | None = None
    end: date | None = None
    year_only: int | None = None
    perhaps: Quote | None = None
    reorganised: Quote | None = None
