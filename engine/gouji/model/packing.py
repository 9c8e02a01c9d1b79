"""Values as bytes that cannot name code: only types of a closed list are ever made of them.

Whatever a child made of a document, and whatever is kept on disk, crosses in this form. A packing
begins with the names of the types that it holds; a name that is not exactly one of the list's is
refused. What is shared within a value (the lines of a document) is written once and shared again.

The names of types stand for dataclasses and enumerations; beside them there are plain values,
tuples, lists, dicts, sets, decimals, dates and paths.
"""

import zlib
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from itertools import chain, count
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType, NoneType
from typing import Any, cast

import msgpack

from gouji.model.written import Written

PLAIN = (NoneType, bool, int, float, str, bytes)
"""Types whose values stand for themselves."""

_PLAIN = frozenset(PLAIN)
_AS_THEY_ARE = _PLAIN - {int}
"""Those that a message holds whatever their value; integers may be too large."""
(
    _SAME, _KNOWN, _TUPLE, _ROWS, _LIST, _DICT, _SET, _INT, _DECIMAL, _DATE, _TIME, _PATH, _PLAINS
) = range(13)  # fmt: skip
"""What a list begins with; beyond, the number of a type."""
_FIRST = _PLAINS + 1
_SAMES, _DECIMALS, _VALUES, _MAP = range(-4, 0)
"""What a list of many begins with: values by columns, which need no call each."""
_FEW = 4
"""Values that are not yet many."""
_LEAST, _GREATEST = -(2**63), 2**63 - 1
FAST, NOT = 1, 0
"""How packings are compressed: what is kept a little, what goes to a process beside this not."""
_AS_DATETIME = 3
_MOST = 1_000_000_000
"""Bytes that a packing may take when it is no longer compressed."""
_DAMAGED = (ValueError, TypeError, LookupError, ArithmeticError, InvalidOperation, RecursionError,
            zlib.error, msgpack.UnpackException)  # fmt: skip

_Write = Callable[[Any], Any]
_Make = Callable[[list[Any]], Any]


class PackingError(ValueError):
    """The bytes are no packing, or one of other types; or a value cannot be packed."""


class Packing:
    """Packs values of ``types``; ``known`` are objects that both sides have, by name.

    ``level`` is how hard they are compressed: :data:`FAST`, or :data:`NOT`.
    """

    def __init__(
        self,
        types: Iterable[type],
        known: Mapping[str, object] = MappingProxyType({}),
        *,
        level: int = FAST,
    ) -> None:
        self._level = level
        self._types = {f"{each.__module__}.{each.__qualname__}": each for each in types}
        self._known = dict(known)

    @property
    def types(self) -> tuple[type, ...]:
        """The closed list."""
        return tuple(self._types.values())

    def pack(self, value: object) -> bytes:
        """Return ``value`` as bytes; raises :class:`PackingError` for a type not on the list."""
        return _Writer(self._types, self._known).bytes_of(value, self._level)

    def unpack(self, data: bytes) -> Any:  # noqa: ANN401 - whatever was packed
        """Return what was packed; raises :class:`PackingError`."""
        try:
            opened = zlib.decompressobj()
            flat = opened.decompress(data, _MOST)
            if opened.unconsumed_tail or opened.unused_data or not opened.eof:
                raise PackingError("too large, cut off, or followed by something else")
            names, root = msgpack.unpackb(
                flat,
                strict_map_key=False,
                unicode_errors="surrogatepass",
                ext_hook=_extension,
                timestamp=_AS_DATETIME,
            )
            types = [self._types[name] for name in names]
            return _Reader(types, self._known).value(root)
        except _DAMAGED as error:
            raise PackingError(f"{type(error).__name__}: {error}") from None


def _extension(code: int, _: bytes) -> None:
    """Refuse a value of a type of msgpack's own; moments are datetimes."""
    raise PackingError(f"an extension: {code}")


class _Writer:
    """Makes one value flat: plain values as they are, all else a list that tells what it is.

    What writes a type holds the writer in turn; :meth:`bytes_of` takes the two apart, so that
    nothing of a value waits for the collector of cycles.
    """

    def __init__(self, types: Mapping[str, type], known: Mapping[str, object]) -> None:
        apart = set(map(type, known.values()))
        self._names = {each: name for name, each in types.items() if each not in apart}
        self._known = {id(each): name for name, each in known.items()}
        self._used: list[str] = []
        self._numbers: dict[type, int] = {}
        self._seen: dict[int, int] = {}
        self._places = count()
        """Of values in the order in which they will be made."""
        self._writers: dict[type, _Write] = {
            int: lambda number: [_INT, str(number)] if not _fits(number) else number,
            tuple: self._tuple,
            list: lambda items: [_LIST, *self._flat(items)],
            dict: lambda items: [_MAP, self._tuple((*items,)), self._tuple((*items.values(),))],
            frozenset: lambda items: [_SET, *self._flat(sorted(items))],
            Decimal: lambda number: [_DECIMAL, str(number)],
            date: lambda day: [_DATE, day.isoformat()],
            datetime: lambda time: [_TIME, time.isoformat()],
            type(Path()): lambda path: [_PATH, str(path)],
            **{type(each): self._of_known for each in known.values()},
        }

    def bytes_of(self, value: object, level: int) -> bytes:
        try:
            (root,) = self._flat((value,))
            flat: bytes = msgpack.packb([self._used, root], unicode_errors="surrogatepass")
        except (RecursionError, TypeError, ValueError) as error:
            raise PackingError(f"{type(error).__name__}: {error}") from None
        finally:
            self._writers.clear()
        return zlib.compress(flat, level)

    def _flat(self, values: Iterable[Any]) -> list[Any]:
        """Return each of ``values`` flat; a report has thousands, so that they need no calls."""
        writers = self._writers
        return [
            x if (kind := type(x)) in _AS_THEY_ARE else (writers.get(kind) or self._writer(kind))(x)
            for x in values
        ]

    def _tuple(self, items: tuple[Any, ...]) -> list[Any]:
        kinds = set(map(type, items))
        if _are_plain(items, kinds):
            return [_PLAINS, items]
        if kinds == {tuple} and set(map(type, chain.from_iterable(items))) <= _AS_THEY_ARE:
            return [_ROWS, items]  # the edges of characters are most of a document
        many = self._many(items, kinds) if len(items) > _FEW else None
        return many or [_TUPLE, *self._flat(items)]

    def _many(self, items: tuple[Any, ...], kinds: set[type]) -> list[Any] | None:
        """Return values of one type by columns, where they are all new or were all seen."""
        if kinds <= {Decimal, NoneType}:
            return [_DECIMALS, [None if x is None else str(x) for x in items]]
        seen, keys = self._seen, set(map(id, items))
        if keys - {id(None)} <= seen.keys():
            return [_SAMES, [None if x is None else seen[id(x)] for x in items]]
        (kind, *others) = kinds
        if others or kind not in self._names:
            return None
        if issubclass(kind, Enum):
            return [_VALUES, self._number(kind), self._tuple(tuple(x.value for x in items))]
        if len(keys) < len(items) or not seen.keys().isdisjoint(keys):
            return None
        columns = zip(*map(_values(cast("Hashable", kind)), items), strict=True)
        row = [_VALUES, self._number(kind), *map(self._tuple, columns)]
        seen.update(zip(map(id, items), self._places, strict=False))
        return row

    def _of_known(self, value: object) -> list[Any]:
        if id(value) not in self._known:
            raise PackingError("not one of the known")
        return [_KNOWN, self._known[id(value)]]

    def _writer(self, kind: type) -> _Write:
        """Return what writes values of a type of the list, which is used for the first time."""
        if kind not in self._names:
            raise PackingError(f"{kind.__module__}.{kind.__qualname__} is not on the list")
        write = self._writers[kind] = self._write_as(kind, self._number(kind))
        return write

    def _number(self, kind: type) -> int:
        """Return the number of a type of the list, a new one where it is used the first time."""
        if kind not in self._numbers:
            self._numbers[kind] = _FIRST + len(self._used)
            self._used.append(self._names[kind])
        return self._numbers[kind]

    def _write_as(self, kind: type, number: int) -> _Write:
        if issubclass(kind, Enum):
            return lambda member: [number, member.value]
        values = _values(cast("Hashable", kind))
        return self._shared(lambda each: [number, *self._flat(values(each))])

    def _shared(self, write: _Write) -> _Write:
        seen, places = self._seen, self._places

        def once(value: object) -> list[Any]:
            key = id(value)
            if key in seen:
                return [_SAME, seen[key]]
            row: list[Any] = write(value)
            seen[key] = next(places)
            return row

        return once


def _fits(number: int) -> bool:
    return _LEAST <= number <= _GREATEST


def _are_plain(values: Sequence[Any], kinds: set[type]) -> bool:
    """Tell whether a message holds values of ``kinds`` as they are."""
    if int not in kinds:
        return kinds <= _PLAIN
    numbers = [x for x in values if type(x) is int]
    return kinds <= _PLAIN and _fits(min(numbers)) and _fits(max(numbers))


@cache
def _values(kind: Hashable) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives the values of the fields of a dataclass."""
    names = [field.name for field in fields(cast("Any", kind))]
    return attrgetter(*names) if len(names) > 1 else lambda each: (getattr(each, names[0]),)


class _Reader:
    """Makes values of what was flat, of the types ``used`` and no others; once, as the writer."""

    def __init__(self, used: list[type], known: Mapping[str, object]) -> None:
        self._seen: list[object] = []
        seen = self._seen
        makers: list[_Make] = [
            lambda row: seen[row[1]],
            lambda row: known[row[1]],
            lambda row: tuple(self._values(row)),
            lambda row: tuple(map(tuple, row[1])),
            self._values,
            self._dict,
            lambda row: frozenset(self._values(row)),
            lambda row: int(row[1]),
            lambda row: Decimal(row[1]),
            lambda row: date.fromisoformat(row[1]),
            lambda row: datetime.fromisoformat(row[1]),
            lambda row: Path(row[1]),
            lambda row: tuple(row[1]),
            *map(self._maker, used),
        ]
        self._makers: dict[int, _Make] = {
            **dict(enumerate(makers)),
            _SAMES: lambda row: tuple(None if x is None else seen[x] for x in row[1]),
            _DECIMALS: lambda row: tuple(None if x is None else Decimal(x) for x in row[1]),
            _VALUES: lambda row: self._many(used[row[1] - _FIRST], row),
            _MAP: lambda row: dict(zip(*self._values(row), strict=True)),
        }

    def value(self, flat: Any) -> Any:  # noqa: ANN401 - any value
        """Return the value, the only one that is made."""
        try:
            (made,) = self._values([_LIST, flat])
        finally:
            self._makers.clear()
        return made

    def _values(self, row: list[Any]) -> list[Any]:
        """Return what a row holds; a report has thousands, so that plain ones need no calls."""
        makers = self._makers
        values = [makers[x[0]](x) if type(x) is list else x for x in row]
        del values[0]
        return values

    def _many(self, kind: type, row: list[Any]) -> tuple[Any, ...]:
        """Return values of a type, whose columns a row holds behind the number of the type."""
        _, *columns = self._values(row)
        if issubclass(kind, Enum):
            return tuple(map(_members(kind).__getitem__, *columns))
        make = _maker_of(cast("Hashable", kind))
        made = tuple(map(make, zip(*columns, strict=True)))
        self._seen.extend(made)
        return made

    def _dict(self, row: list[Any]) -> dict[Any, Any]:
        made = iter(self._values(row))
        return dict(zip(made, made, strict=True))

    def _maker(self, kind: type) -> _Make:
        if issubclass(kind, Enum):
            members = _members(kind)
            return lambda row: members[row[1]]
        make = _maker_of(cast("Hashable", kind))
        return self._remembered(lambda row: make(self._values(row)))

    def _remembered(self, make: _Make) -> _Make:
        seen = self._seen

        def once(row: list[Any]) -> object:
            made = make(row)
            seen.append(made)
            return made

        return once


@cache
def _members(kind: type[Enum]) -> dict[Any, Enum]:
    return {member.value: member for member in kind}


@cache
def _maker_of(kind: Hashable) -> Callable[[Iterable[Any]], object]:
    """Return what makes a dataclass of the values of its fields."""
    made = cast("Any", kind)
    if not issubclass(made, Written):
        return lambda values: made(*values)
    names = [field.name for field in fields(made)]

    def again(values: Iterable[Any]) -> object:
        """Make it as it was: its fields have no order, and were checked when it was read."""
        value = object.__new__(made)
        vars(value).update(zip(names, values, strict=True))
        return value

    return again
