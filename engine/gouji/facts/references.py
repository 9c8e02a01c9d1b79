"""Names in wording that must stand in some list: of the forms, or of another fact's wording."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from gouji.model.form import Strict


@dataclass(frozen=True, slots=True)
class Of:
    """Marks a field of a wording model: each name in it must stand in the list ``name``."""

    name: str


StatementId = Annotated[str, Of("statements")]
SectionId = Annotated[str, Of("sections")]
SectionIds = Annotated[tuple[str, ...], Of("sections")]
TableIds = Annotated[tuple[str, ...], Of("tables")]


@dataclass(frozen=True, slots=True)
class Reference:
    """A ``name`` at ``at`` in a file, which must stand in the list ``of``."""

    at: tuple[str | int, ...]
    name: str
    of: str


def references(wording: Strict, at: tuple[str | int, ...] = ()) -> Iterator[Reference]:
    """Yield every name in ``wording`` that must stand in some list."""
    for key, field in type(wording).model_fields.items():
        here, value = (*at, key), getattr(wording, key)
        of = next((mark.name for mark in field.metadata if isinstance(mark, Of)), "")
        yield from _names(value, of, here) if of else _inside(value, here)


def _names(value: object, of: str, at: tuple[str | int, ...]) -> Iterator[Reference]:
    if isinstance(value, tuple):
        for index, name in enumerate(value):
            yield Reference((*at, index), str(name), of)
    elif value:
        yield Reference(at, str(value), of)


def _inside(value: object, at: tuple[str | int, ...]) -> Iterator[Reference]:
    if isinstance(value, Strict):
        yield from references(value, at)
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _inside(part, (*at, index))
