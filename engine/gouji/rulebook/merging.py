"""Lays a layer's file of words over the one below it.

What a layer writes is added: words to lists, things to lists of things. A thing that the list
below has already, by its id, is added to. Free texts and numbers may be written anew; what ties
files together (ids, choices, patterns, names of other things) may not.
"""

from copy import deepcopy
from dataclasses import field
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Final, NamedTuple, Union, get_args, get_origin

from gouji.model.names import FREE, Loc, key_of, mark_of
from gouji.model.written import Written, members
from gouji.records import dataclass
from gouji.rulebook.source import Fault, Position, Source

_HINT: Final = "（这里只能增加词语和条目，改写标题一类的文字和数）"


def laid_over(below: Source, above: Source, annotation: object) -> Source:
    """Return ``below``, of the type ``annotation``, with what ``above`` adds.

    Places of what was added are those in ``above``. Raises :class:`RuleFileError` for what may
    not be written anew.
    """
    merge = _Merge(above, dict(below.marks))
    data = merge.over(annotation, deepcopy(below.data), above.data, _Spot())
    above.fail(merge.faults)
    return Source(above.name, above.sha256, data, merge.marks)


class _Spot(NamedTuple):
    """A place: the path in the result, and that in the layer's own file."""

    at: Loc = ()
    own: Loc = ()

    def inside(self, at: str | int, own: str | int) -> "_Spot":
        """Return a place inside it."""
        return _Spot((*self.at, at), (*self.own, own))


@dataclass(slots=True)
class _Merge:
    """One merge; ``marks`` are the places of its result."""

    above: Source
    marks: dict[Loc, Position]
    faults: list[Fault] = field(default_factory=list)

    def over(self, annotation: object, below: object, above: object, spot: _Spot) -> object:
        """Return ``below``, which stands at ``spot``, with ``above`` laid over it."""
        if isinstance(below, dict) and isinstance(above, dict):
            for key, value in above.items():
                inside, of = spot.inside(key, key), _member(annotation, key)
                below[key] = self._new_or_over(of, below, value, inside)
        elif isinstance(below, list) and isinstance(above, list):
            for index, value in enumerate(above):
                place = _same(below, value, _key(annotation))
                below[place : place + 1] = [
                    self._new_or_over(_item(annotation), below, value, spot.inside(place, index))
                ]
        elif above != below and _writable(annotation, below):
            self._mark(spot)
            return above
        elif above != below:
            text = f"「{spot.own[-1] if spot.own else '内容'}」{_refusal(below)}{_HINT}"
            self.faults.append(Fault(spot.own, text))
        return below

    def _new_or_over(self, annotation: object, into: Any, value: object, spot: _Spot) -> object:  # noqa: ANN401
        """Return ``value`` as it is where nothing stands at ``spot``, else laid over what does."""
        place = spot.at[-1]
        if place in (into if isinstance(into, dict) else range(len(into))):
            return self.over(annotation, into[place], value, spot)
        self._mark(spot)
        return value

    def _mark(self, spot: _Spot) -> None:
        depth = len(spot.own)
        for loc, position in self.above.marks.items():
            if loc[:depth] == spot.own:
                self.marks[(*spot.at, *loc[depth:])] = position


def _refusal(below: object) -> str:
    if isinstance(below, list):
        return "应是列表"
    return "应是「键: 值」的形式" if isinstance(below, dict) else "已经定了，不能改写"


def _plain(annotation: Any) -> tuple[Any, bool]:  # noqa: ANN401 - a type as written
    """Return a type without what annotates it, and whether that marks it as free text."""
    free = False
    while get_origin(annotation) in (Annotated, Union, UnionType):
        arguments = get_args(annotation)
        free = free or mark_of(arguments[1:]) is FREE
        annotation = next(each for each in arguments if each is not type(None))
    return annotation, free


def _writable(annotation: object, below: object) -> bool:
    number = isinstance(below, int | Decimal) and not isinstance(below, bool)
    return number or (isinstance(below, str) and _plain(annotation)[1])


def _member(annotation: object, key: str) -> object:
    """Return the type of what stands at ``key`` of a mapping."""
    plain = _plain(annotation)[0]
    if isinstance(plain, type) and issubclass(plain, Written):
        found = members(plain).get(key)
        return found.annotation if found else object
    arguments = get_args(plain)
    return arguments[1] if len(arguments) == 2 else object


def _item(annotation: object) -> object:
    return next(iter(get_args(_plain(annotation)[0])), object)


def _key(annotation: object) -> str | None:
    """Return the key by which the things of a list are told apart."""
    model = _plain(_item(annotation))[0]
    return key_of(model) if isinstance(model, type) and issubclass(model, Written) else None


def _same(below: list[Any], value: object, key: str | None) -> int:
    """Return the place in ``below`` of the thing with the key of ``value``, or its end."""
    if key is not None and isinstance(value, dict) and key in value:
        for index, each in enumerate(below):
            if isinstance(each, dict) and each.get(key) == value[key]:
                return index
    return len(below)
