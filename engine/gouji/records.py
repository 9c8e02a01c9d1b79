"""Classes of plain values: what :func:`dataclasses.dataclass` makes, in a fraction of the time.

The standard decorator writes and compiles six methods for every class, which takes 0.7 ms each. A
command has hundreds of classes; of most it makes a few values, and those it never compares. Here
``__init__`` is written when there are more, the other methods are closures, and a class with slots
is made with all it has at once. Type checkers see the standard decorator; ``fields``, ``replace``
and ``asdict`` see a dataclass.
"""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from reprlib import recursive_repr
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

__all__ = ["dataclass", "named"]

_Kind = type[Any]
_Fields = tuple[Field[Any], ...]
_Method = Callable[..., Any]

_FEW = 20
"""Values of a class for which it does not pay to write ``__init__``."""
_FIELDS = "__dataclass_fields__"
_IS_FIELD = dataclasses._FIELD  # type: ignore[attr-defined] # noqa: SLF001 - what fields() asks for

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        *, frozen: bool = False, slots: bool = False, eq: bool = True, kw_only: bool = False
    ) -> Callable[[_Kind], _Kind]:
        """Make a class with annotated fields one of values, as the standard decorator does.

        Methods that it has itself stay.
        """

        def made(plain: _Kind) -> _Kind:
            named = _inherited(plain) | {each.name: each for each in _own(plain, kw_only=kw_only)}
            fields = tuple(named.values())
            parts = {
                _FIELDS: named,
                "__match_args__": tuple(f.name for f in fields if f.init and not f.kw_only),
                "__doc__": plain.__doc__ or plain.__name__,
                **_methods(plain, fields, frozen=frozen, slots=slots, eq=eq),
            }
            kind = _with_slots(plain, named, parts) if slots else _with(plain, named, parts)
            if "__init__" not in vars(plain):
                kind.__init__ = _first_init(kind, fields, slots=slots)
            return kind

        return made


def named(value: object) -> dict[str, Any]:
    """Return what ``value`` holds by the names of its fields, as ``asdict`` of one that is flat."""
    fields: Mapping[str, object] = getattr(value, _FIELDS)
    return {name: getattr(value, name) for name in fields}


def _inherited(plain: _Kind) -> dict[str, Field[Any]]:
    """Return the fields of the bases by name, in order."""
    found: dict[str, Field[Any]] = {}
    for base in reversed(plain.__mro__[1:]):
        found |= vars(base).get(_FIELDS, {})
    return found


def _own(plain: _Kind, *, kw_only: bool) -> Iterator[Field[Any]]:
    """Yield the fields that a class adds to those of its bases."""
    for name, annotation in _annotations(plain).items():
        if getattr(annotation, "__origin__", annotation) is ClassVar:
            continue
        default: Any = getattr(plain, name, MISSING)
        if isinstance(default, MemberDescriptorType):  # a slot of a base
            default = MISSING
        made: Any = default if isinstance(default, Field) else dataclasses.field(default=default)
        if made.default.__class__.__hash__ is None:
            raise ValueError(f"{name}: all would share one {type(made.default).__name__}")
        made.name, made.type = name, annotation
        made._field_type = _IS_FIELD  # noqa: SLF001
        if made.kw_only is MISSING:
            made.kw_only = kw_only
        yield made


def _annotations(plain: _Kind) -> Mapping[str, Any]:
    if hasattr(plain, "__annotate__"):  # from Python 3.14 on those of the class alone
        return plain.__annotations__
    own: Mapping[str, Any] = vars(plain).get("__annotations__", {})
    return own


def _methods(
    plain: _Kind, fields: _Fields, *, frozen: bool, slots: bool, eq: bool
) -> dict[str, _Method | None]:
    methods: dict[str, _Method | None] = {"__repr__": _repr(fields)}
    if eq:
        methods |= _comparing(fields, frozen=frozen)
    if frozen:
        methods |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
    if frozen and slots:
        methods |= _crossing(fields)
    own = vars(plain)
    # what has __eq__ of its own has None for __hash__
    return {name: method for name, method in methods.items() if own.get(name) is None}


def _with(plain: _Kind, named: Mapping[str, Field[Any]], parts: Mapping[str, Any]) -> _Kind:
    for name, field in named.items():
        if isinstance(vars(plain).get(name), Field):
            if field.default is MISSING:
                delattr(plain, name)
            else:
                setattr(plain, name, field.default)
    for name, part in parts.items():
        setattr(plain, name, part)
    return plain


def _with_slots(plain: _Kind, named: Mapping[str, Field[Any]], parts: Mapping[str, Any]) -> _Kind:
    """Return ``plain`` as a class with slots: it can only be made so."""
    above = {slot for base in plain.__mro__[1:-1] for slot in vars(base).get("__slots__", ())}
    aside = {*named, "__dict__", "__weakref__"}
    namespace = {name: part for name, part in vars(plain).items() if name not in aside}
    namespace |= {"__slots__": tuple(name for name in named if name not in above), **parts}
    metaclass: Any = type(plain)
    made: _Kind = metaclass(plain.__name__, plain.__bases__, namespace)
    made.__qualname__ = plain.__qualname__
    return made


def _first_init(kind: _Kind, fields: _Fields, *, slots: bool) -> _Method:
    """Return an ``__init__`` for a few values, which puts a written one in its place after them."""
    made = 0

    def init(self: object, *values: object, **named: object) -> None:
        nonlocal made
        made += 1
        if made > _FEW or not _filled(self, fields, values, named):
            kind.__init__ = _written_init(kind, fields, slots=slots)
            kind.__init__(self, *values, **named)

    return init


def _filled(
    made: Any,  # noqa: ANN401 - any value
    fields: _Fields,
    values: tuple[object, ...],
    named: Mapping[str, object],
) -> bool:
    """Set the fields of a value, or return False where what is given does not fit them."""
    places = [field.name for field in fields if field.init and not field.kw_only]
    given = {**dict(zip(places, values, strict=False)), **named}
    if len(given) != len(values) + len(named):
        return False
    for field in fields:
        value = given.pop(field.name, MISSING) if field.init else MISSING
        if value is MISSING:
            value = _default(field)
        if value is not MISSING:
            object.__setattr__(made, field.name, value)
        elif field.init:
            return False
    if not given and hasattr(made, "__post_init__"):
        made.__post_init__()
    return not given


def _default(field: Field[Any]) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _written_init(kind: _Kind, fields: _Fields, *, slots: bool) -> _Method:
    """Return ``__init__`` as one would write it; slots are set past what a frozen class refuses."""
    known: dict[str, object] = {"__missing": MISSING, "__set": object.__setattr__}
    parameters, lines = ["self"], [] if slots else ["__own = self.__dict__"]
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
        lines.append(f"__set_{name}(self, {value})" if slots else f"__own['{name}'] = {value}")
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
