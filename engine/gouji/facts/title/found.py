"""What is found of a title: its parts, what is unsure, what nobody has read."""

from typing import Literal

from gouji.model.edit import Edit, Repair
from gouji.model.prose import Quote
from gouji.records import dataclass

TitlePart = Literal["agency", "year", "name"]


@dataclass(frozen=True, slots=True)
class Title:
    """The title's parts; ``quote`` is ``None`` where no title was found.

    ``name`` is the report's name as printed, ``named`` whether it is the mandated one. ``unsure``
    has the parts for which something stands that may be it; ``unread`` says in Chinese why there
    may be a title that nobody has read.
    """

    quote: Quote | None
    agency: str | None
    year: int | None
    named: bool
    name: str = ""
    unsure: frozenset[TitlePart] = frozenset()
    unread: str | None = None

    def missing(self) -> tuple[TitlePart, ...]:
        """Return the parts that surely are not there."""
        given: dict[TitlePart, bool] = {
            "agency": self.agency is not None,
            "year": self.year is not None,
            "name": self.named,
        }
        return tuple(p for p, here in given.items() if not here and p not in self.unsure)

    def with_year(self, year: int) -> tuple[Repair, ...]:
        """Return the way to write ``year`` in the title; none where its own is no one number."""
        text, own = self.quote.text if self.quote else "", f"{self.year}年"
        if self.quote is None or self.year == year or text.count(own) != 1:
            return ()
        return ((Edit(own, f"{year}年", quote=text, place=self.quote.place),),)


NO_TITLE = Title(None, None, None, named=False)
