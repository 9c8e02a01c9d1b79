"""The report as recognised: named facts with their places, ready to be judged."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from gouji.model.cells import Cell, Presence
from gouji.model.claims import Claims
from gouji.model.document import Document, Place
from gouji.model.form import Form
from gouji.model.prose import Prose, Quote

Mark = Literal["right", "wrong", "none"]
NO_CLAIMS = Claims()


@dataclass(frozen=True, slots=True)
class Title:
    """The title's parts; ``quote`` is ``None`` where no title was found."""

    quote: Quote | None
    agency: str | None
    year: int | None
    named: bool


@dataclass(frozen=True, slots=True)
class FoundSection:
    """One section: its heading as printed, and what stands under it.

    ``position`` is its rank among the sections found. ``subheadings`` are the headings inside it,
    ``pictures`` tells that it holds pictures, ``filled`` that it holds text or tables.
    """

    id: str
    presence: Presence
    heading: Quote | None
    exact: bool
    position: int | None
    filled: bool
    pictures: bool
    prose: Prose
    subheadings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundTable:
    """One table of the form as found in a document.

    ``lines`` gives the presence of each mandated row (``t3.granted``) and column (``t3.:legal``).
    ``cells`` has every cell of the form's table, in the form's order, whatever its state.
    ``reason`` says in Chinese why a table is unread; ``notes`` names what was assumed on the way
    (a row placed by its order because its label was damaged).
    """

    id: str
    presence: Presence
    cells: tuple[Cell, ...]
    lines: tuple[tuple[str, Presence], ...]
    place: Place | None = None
    reason: str | None = None
    notes: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()
    """Cells of a table drawn more than once that do not show the same each time."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Whether a section speaks of something; ``quote`` is where it does."""

    id: str
    section: str
    title: str
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Period:
    """The statistical period; without dates it was given as a year only."""

    quote: Quote | None
    start: date | None = None
    end: date | None = None
    year_only: int | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """How the notice that gives the form is cited."""

    quote: Quote | None
    issuer: Mark = "none"
    issuer_printed: str = ""
    title: Mark = "none"
    title_printed: str = ""
    number: Mark = "none"
    number_printed: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Address, telephone and e-mail of the report's own contact."""

    address: Quote | None
    telephone: Quote | None
    email: Quote | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that the report must have; ``only_cited`` where it merely names the rules."""

    quote: Quote | None
    only_cited: bool = False


@dataclass(frozen=True, slots=True)
class Leftover:
    """A piece of template left in the text."""

    quote: Quote
    title: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that was recognised in one document.

    ``form`` is the edition it is printed on, ``due`` the one in force for its year.
    """

    document: Document
    form: Form
    due: Form
    agency: str | None
    year: int | None
    title: Title
    preamble: Prose
    text: Prose
    sections: tuple[FoundSection, ...]
    topics: tuple[Topic, ...]
    period: Period
    basis: Statement
    notice: Citation
    contact: Contact
    fee_disclosure: Statement
    download: Statement
    leftovers: tuple[Leftover, ...]
    tables: tuple[FoundTable, ...]
    unread: tuple[str, ...] = field(default=())
    claims: Claims = NO_CLAIMS

    def section(self, section_id: str) -> FoundSection:
        """Return the section ``section_id``; raises ``KeyError`` for an unknown one."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def table(self, table_id: str) -> FoundTable:
        """Return the table ``table_id``; raises ``KeyError`` for an unknown one."""
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)

    def cells(self) -> dict[str, Cell]:
        """Return every cell of the form by id, in the form's order."""
        return {cell.id: cell for table in self.tables for cell in table.cells}
