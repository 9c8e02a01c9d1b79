"""What the annual summary says, before it is a page, a document or a workbook."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from gouji.model.numbers import decimal_text
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, exact; printed in percent with one decimal."""

    value: Fraction

    def __str__(self) -> str:
        return f"{rounded(self.value * 100, 1)}%"


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean in points, exact; printed with two decimals."""

    value: Fraction

    def __str__(self) -> str:
        return str(rounded(self.value, 2))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the tables; ``mark`` stands before it where it is not all of it."""

    value: Decimal
    mark: str = ""

    def __str__(self) -> str:
        return self.mark + decimal_text(self.value)


Value = str | int | Share | Mean | Figure | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``bar`` is the column of shares that a page may draw as bars.

    ``wide`` is the column of text that takes what room there is.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    bar: int | None = None
    wide: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """A numbered part: sentences, then tables."""

    title: str
    sentences: tuple[str, ...]
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The whole summary; ``office`` signs it, below the chapters and above the annexes."""

    title: str
    office: str | None
    chapters: tuple[Chapter, ...]
    annexes: tuple[Chapter, ...] = ()

    @property
    def parts(self) -> tuple[Chapter, ...]:
        """Return chapters and annexes."""
        return self.chapters + self.annexes


def rounded(value: Fraction, places: int) -> Decimal:
    """Return ``value`` with so many decimals, halves away from zero."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def shown(value: Value) -> str:
    """Return ``value`` as it is read; nothing is a dash."""
    return "—" if value is None else str(value)


def is_number(value: Value) -> bool:
    """Tell whether ``value`` stands to the right of its column."""
    return not isinstance(value, str)
