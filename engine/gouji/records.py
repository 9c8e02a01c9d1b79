"""Classes of plain values: what :func:`dataclasses.dataclass` makes, in a tenth of the time.

The standard decorator writes and compiles six methods for every class, which takes 0.7 ms each. A
command has hundreds of classes; of many it makes no value, and most it never compares. Here
``__init__`` is written when more than a few values were made, and the other methods are closures.
Type checkers see the standard decorator; ``fields``, ``replace`` and ``asdict`` see a dataclass.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError
from itertools import count
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

_FEW = 20
"""Of most classes a command makes no more values: writing ``__init__`` takes as long as these."""
_Kind = type[Any]
_Fields = tuple[Field[Any], ...]
_Method = Callable[..., Any]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        *, frozen: bool = False, slots: bool = False, eq: bool = True, kw_only: bool = False
    ) -> Callable[[_Kind], _Kind]:
        """Make a class with annotated fields one of values, as the standard decorator does.

        Methods that it has itself stay.
        """
        with_fields = dataclasses.dataclass(
            init=False, repr=False, eq=False, slots=slots, kw_only=kw_only
        )

        def made(plain: _Kind) -> _Kind:
            plain.__doc__ = plain.__doc__ or plain.__name__  # else it would be its signature
            kind: _Kind = with_fields(plain)
            fields = dataclasses.fields(kind)
            _add(kind, __init__=_first_init(kind, fields, slots=slots), __repr__=_repr(fields))
            if eq:
                _add(kind, **_comparing(fields, frozen=frozen))
            if frozen:
                _add(kind, __setattr__=_refuse_to_set, __delattr__=_refuse_to_delete)
            if frozen and slots:
                _add(kind, **_crossing(fields))
            return kind

        return made


def _add(kind: _Kind, **methods: _Method | None) -> None:
    for name, method in methods.items():
        if vars(kind).get(name) is None:  # what has __eq__ of its own has None for __hash__
            setattr(kind, name, method)


def _first_init(kind: _Kind, fields: _Fields, *, slots: bool) -> _Method:
    """Return an ``__init__`` that makes a few values itself, then puts a written one in its place.

    What the class does not take, the written one refuses.
    """
    made = count(1)

    def init(self: object, *values: object, **named: object) -> None:
        if next(made) > _FEW or not _filled(self, fields, values, named):
            kind.__init__ = _written_init(kind, fields, slots=slots)
            kind.__init__(self, *values, **named)

    return init


def _filled(
    made: Any,  # noqa: ANN401 - a value of any class
    fields: _Fields,
    values: tuple[object, ...],
    named: dict[str, object],
) -> bool:
    """Set the fields of a new value; false where it is not given what its class takes."""
    names = [field.name for field in fields if field.init]
    given = dict(zip(names, values, strict=False)) | named
    if len(given) < len(values) + len(named) or not named.keys() <= set(names):
        return False
    for field in fields:
        value = given.get(field.name, field.default)
        if value is MISSING and field.default_factory is not MISSING:
            value = field.default_factory()
        if value is not MISSING:
            object.__setattr__(made, field.name, value)
        elif field.init:
            return False
    if hasattr(made, "__post_init__"):
        made.__post_init__()
    return True


def _written_init(kind: _Kind, fields: _Fields, *, slots: bool) -> _Method:
    """Return ``__init__`` as one would write it; slots are set past what a frozen class refuses."""
    known: dict[str, object] = {"__missing": MISSING, "__set": object.__setattr__}
    parameters, lines = ["self"], []
    if any(field.kw_only and field.init for field in fields):  # all of a class are
        parameters.append("*")
    for field in fields:
        name = value = field.name
        parameter = name
        if field.default is not MISSING:
            known[f"__default_{name}"] = field.default
            parameter = f"{name}=__default_{name}"
        elif field.default_factory is not MISSING:
            known[f"__new_{name}"] = field.default_factory
            parameter = f"{name}=__missing"
            value = f"__new_{name}() if {name} is __missing else {name}"
        if field.init:
            parameters.append(parameter)
        elif field.default_factory is not MISSING:
            value = f"__new_{name}()"
        elif field.default is not MISSING:
            value = f"__default_{name}"
        else:
            continue
        if slots:
            known[f"__set_{name}"] = getattr(kind, name).__set__
        lines.append(f"__set_{name}(self, {value})" if slots else f"__set(self, '{name}', {value})")
    if hasattr(kind, "__post_init__"):
        lines.append("self.__post_init__()")
    source = (
        f"def outer({', '.join(known)}):\n"
        f" def __init__({', '.join(parameters)}):\n  "
        + "\n  ".join(lines or ["pass"])
        + "\n return __init__"
    )
    made: dict[str, Any] = {}
    exec(source, made)  # noqa: S102 - of names of fields alone, as dataclasses does
    init: _Method = made["outer"](**known)
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    return init


def _comparing(fields: _Fields, *, frozen: bool) -> dict[str, _Method | None]:
    values = _values(tuple(field.name for field in fields if field.compare))

    def eq(self: object, other: object) -> object:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    def hash_(self: object) -> int:
        return hash(values(self))

    return {"__eq__": eq, "__hash__": hash_ if frozen else None}


def _values(names: tuple[str, ...]) -> Callable[[object], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _repr(fields: _Fields) -> _Method:
    names = [field.name for field in fields if field.repr]

    @recursive_repr()
    def text(self: object) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({values})"

    return text


def _crossing(fields: _Fields) -> dict[str, _Method]:
    """Return by what a frozen value with slots is pickled and copied."""
    names = [field.name for field in fields]

    def state(self: object) -> list[object]:
        return [getattr(self, name) for name in names]

    def set_state(self: object, values: list[object]) -> None:
        for name, value in zip(names, values, strict=True):
            object.__setattr__(self, name, value)

    return {"__getstate__": state, "__setstate__": set_state}


def _refuse_to_set(_self: object, name: str, _value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
