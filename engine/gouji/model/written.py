"""Values that are written in files: the parts of rule files, and of audits that are saved.

The annotations of a class say what may be written. Pydantic checks that, and is imported when a
first file is read: mostly none is, for a rulebook is kept as it was and an audit is only made.
What is made by calling a class is as it is given. The methods have pydantic's names.
"""

import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import MISSING, field, fields, replace
from functools import cache, partial
from typing import (
    TYPE_CHECKING,
    Any,
    Final,
    Literal,
    NamedTuple,
    Self,
    TypeVar,
    cast,
    dataclass_transform,
    get_type_hints,
)

from gouji.records import dataclass

if TYPE_CHECKING:
    from pydantic import TypeAdapter

W = TypeVar("W", bound="Written")

_WRITTEN: Final = "written"


def written_as(name: str, *, default: object = MISSING) -> Any:  # noqa: ANN401 - any field
    """Return a field that is called ``name`` in files."""
    return field(default=default, metadata={_WRITTEN: name})


@dataclass_transform(
    kw_only_default=True, frozen_default=True, field_specifiers=(field, written_as)
)
class Written:
    """Base of all that is written in files: unknown keys are errors, values do not change."""

    def __init_subclass__(cls) -> None:
        """Make a class of values of every class that is derived."""
        dataclass(frozen=True, kw_only=True)(cls)
        cls.__pydantic_config__ = {  # type: ignore[attr-defined] # pydantic's, for plain classes
            "extra": "forbid",
            "alias_generator": partial(_written_name, cls),
        }

    @classmethod
    def model_validate(cls, data: object) -> Self:
        """Return ``data`` checked; raises :class:`pydantic.ValidationError`."""
        return cast("Self", _adapter(cast("Hashable", cls)).validate_python(data))

    @classmethod
    def model_validate_json(cls, text: str | bytes) -> Self:
        """Return what JSON says, checked; raises :class:`pydantic.ValidationError`."""
        return cast("Self", _adapter(cast("Hashable", cls)).validate_json(text))

    def model_copy(self, *, update: Mapping[str, object]) -> Self:
        """Return a copy with other values."""
        return replace(self, **update)  # type: ignore[type-var] # derived ones are dataclasses

    def model_dump(self, *, by_alias: bool = False) -> dict[str, Any]:
        """Return it as dicts all through, by the names of its fields or those used in files."""
        return {
            key: value if type(value) in _PLAIN else _dumped(value, by_alias=by_alias)
            for key, value in self.model_parts(by_alias=by_alias).items()
        }

    def model_parts(self, *, by_alias: bool = False) -> dict[str, Any]:
        """Return what is written of it, as it is, by the names of its fields or those in files.

        It is not to be changed: where the names are those of its fields, it holds what is returned.
        """
        values = vars(self)
        names = _renamed(cast("Hashable", type(self))) if by_alias else None
        return {names.get(name, name): each for name, each in values.items()} if names else values

    def model_dump_json(self, *, by_alias: bool = False, indent: int | None = None) -> str:
        """Return it as JSON; decimals and dates are texts."""
        return json.dumps(
            self,
            default=partial(_told, by_alias=by_alias),
            ensure_ascii=False,
            indent=indent,
            check_circular=False,  # what does not change holds nothing that holds it
        )


def _written_name(kind: type[Any], name: str) -> str:
    """Return what a field is called in files; pydantic asks for those of values within, too."""
    found = kind.__dataclass_fields__.get(name)
    return str(found.metadata.get(_WRITTEN, name)) if found else name


def load_checks(kind: type[Written]) -> None:
    """Make what checks values of ``kind``, so that children forked later have it."""
    _adapter(cast("Hashable", kind))


@cache
def _adapter(kind: Any) -> "TypeAdapter[Any]":  # noqa: ANN401 - a class of values
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


_PLAIN = frozenset({str, int, bool, float, type(None)})


@cache
def _renamed(kind: Any) -> Mapping[str, str]:  # noqa: ANN401 - a class of values
    """Return the names in files of the fields that have another there."""
    names = {each.name: _written_name(kind, each.name) for each in fields(kind)}
    return {name: key for name, key in names.items() if key != name}


def _dumped(value: Any, *, by_alias: bool) -> Any:  # noqa: ANN401 - any field
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Written):
        return value.model_dump(by_alias=by_alias)
    if isinstance(value, Mapping):
        return {key: _dumped(each, by_alias=by_alias) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_dumped(each, by_alias=by_alias) for each in value)
    return value


def _told(value: object, *, by_alias: bool) -> dict[str, Any] | str:
    """Return what JSON has no form for as what it has one for, one step at a time."""
    if isinstance(value, Written):
        return value.model_parts(by_alias=by_alias)
    return dict(value) if isinstance(value, Mapping) else str(value)


class Member(NamedTuple):
    """A field: its name in Python, and its type with all that annotates it."""

    name: str
    annotation: Any


def members(kind: type[Written]) -> Mapping[str, Member]:
    """Return the fields of ``kind`` by the names that they have in files."""
    return _members(cast("Hashable", kind))


@cache
def _members(kind: Any) -> Mapping[str, Member]:  # noqa: ANN401 - a class of values
    hints = get_type_hints(kind, include_extras=True)
    names = (each.name for each in fields(kind))
    return {_written_name(kind, name): Member(name, hints[name]) for name in names}


def derived(base: type[W]) -> Iterator[type[W]]:
    """Yield every class that is derived from ``base``, by however many steps."""
    for each in base.__subclasses__():
        yield each
        yield from derived(each)


def make_written(base: type[W], name: str, doc: str, annotations: Mapping[str, object]) -> type[W]:
    """Return a class derived from ``base`` with such fields."""
    return type(name, (base,), {"__annotations__": dict(annotations), "__doc__": doc})


class _Told:
    """Annotates a type with what pydantic is told of it when it asks; see annotated-types.

    ``name`` is what makes it in pydantic, of ``values`` and ``named``.
    """

    __is_annotated_types_grouped_metadata__: Literal[True] = True

    def __init__(self, name: str, *values: object, **named: object) -> None:
        self._name, self._values, self._named = name, values, named

    def __iter__(self) -> Iterator[object]:
        import pydantic

        told = getattr(pydantic, self._name)(*self._values, **self._named)
        yield from told.metadata if self._name == "Field" else (told,)


def limits(**values: object) -> _Told:
    """Bound a type as :func:`pydantic.Field` does: ``min_length``, ``ge``, ``pattern`` …"""
    return _Told("Field", **values)


def before(function: Callable[[Any], object]) -> _Told:
    """Let ``function`` see what is written before it is checked; it may raise ``ValueError``."""
    return _Told("BeforeValidator", function)


def after(function: Callable[[Any], object]) -> _Told:
    """Let ``function`` see what was checked; it may raise ``ValueError``."""
    return _Told("AfterValidator", function)


def instead(function: Callable[[Any], object]) -> _Told:
    """Let ``function`` alone make of what is written what it is; it may raise ``ValueError``."""
    return _Told("PlainValidator", function)


def shown_as(schema: Mapping[str, object]) -> _Told:
    """Let the JSON Schema of a type be ``schema``."""
    return _Told("WithJsonSchema", dict(schema))
