"""The report as found: whose it is, what year's, its sections and tables, and what it states."""

from collections.abc import Mapping
from dataclasses import field

from gouji.model.cells import Cell, Presence
from gouji.model.document import Document, Line, Place
from gouji.model.form import Form
from gouji.model.prose import Prose, Quote
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section: ``text`` at ``start`` to ``end`` of its prose, numeral included.

    ``level`` tells how it is numbered; headings of one level are siblings.
    """

    level: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundSection:
    """One section: its heading as printed, and what stands under it.

    ``position`` is its rank among the sections found. ``subheadings`` are the headings inside it,
    ``pictures`` tells that it holds pictures, ``filled`` that it holds text or tables. Of an
    absent section ``perhaps`` is a line in its place that may be its heading, and ``pictures``
    tells of pictures there.
    """

    id: str
    presence: Presence
    heading: Quote | None
    exact: bool
    position: int | None
    filled: bool
    pictures: bool
    prose: Prose
    subheadings: tuple[Subheading, ...] = ()
    perhaps: Quote | None = None

    @property
    def doubtful(self) -> bool:
        """Tell whether the section was not found, yet what stands in its place may be it."""
        absent = self.presence is Presence.ABSENT
        return absent and (self.perhaps is not None or self.pictures)

    @property
    def why_unread(self) -> str | None:
        """Return why what stands in the section is not told."""
        if self.doubtful:
            return "这一部分的标题没有认准"
        return "这一部分有图片，其中的文字没有读" if self.pictures else None


@dataclass(frozen=True, slots=True)
class FoundTable:
    """One table of the form as found in a document.

    ``lines`` gives the presence of each mandated row (``table.row``) and column
    (``table.:column``). ``cells`` has every cell of the form's table, in the form's order,
    whatever its state. ``reason`` says in Chinese why a table is unread; ``notes`` names what was
    assumed on the way (a row placed by its order because its label was damaged).
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
    wholes: tuple[Cell, ...] = ()
    """Cells of groups that stand as one row instead of their rows: ``table.group.column``."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that was recognised in one document.

    ``form`` is the edition it is printed on, ``due`` the one in force for its year. ``lead`` are
    the lines that may hold the title, ``preamble`` what stands before the first section, ``text``
    all running text. ``stated`` has the value of every fact by the fact's name; ask the fact for
    its own (``TITLE.of(report)``).
    """

    document: Document
    form: Form
    due: Form
    agency: str | None
    year: int | None
    lead: tuple[Line, ...]
    preamble: Prose
    text: Prose
    sections: tuple[FoundSection, ...] = ()
    tables: tuple[FoundTable, ...] = ()
    unread: tuple[str, ...] = ()
    stated: Mapping[str, object] = field(default_factory=dict)

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

    def table_of(self, cell_id: str) -> FoundTable:
        """Return the table that the cell ``cell_id`` belongs to; raises as :meth:`table`."""
        return self.table(cell_id.partition(".")[0])

    def cells(self) -> dict[str, Cell]:
        """Return every cell of the form by id, in the form's order."""
        return {cell.id: cell for table in self.tables for cell in table.cells}

    def counted(self) -> dict[str, Cell]:
        """Return every cell of the form, and those of groups that stand as one row, by id."""
        return self.cells() | {cell.id: cell for table in self.tables for cell in table.wholes}
