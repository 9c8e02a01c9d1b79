"""An independent matcher in plain Python, indexed by kind: the referee of the engine."""

from collections import defaultdict
from collections.abc import Sequence

from gouji.judgement.matcher import Fact, Match, Pattern
from gouji.rulebook.condition import All, AnyOf, Node, Scalar, Test

_ORDER = {
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
}


class OracleMatcher:
    """The same interface as ``DurableMatcher``, the same answers expected."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._by_kind: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            self._by_kind[pattern.kind].append(pattern)

    def match(self, facts: Sequence[Fact]) -> tuple[Match, ...]:
        found = [
            Match(pattern.id, index)
            for index, fact in enumerate(facts)
            for pattern in self._by_kind.get(str(fact["kind"]), ())
            if _matches(pattern, fact)
        ]
        return tuple(sorted(found))


def _matches(pattern: Pattern, fact: Fact) -> bool:
    same = all(_same(fact.get(name), value) for name, value in pattern.where.items())
    return same and (pattern.condition is None or holds(pattern.condition, fact))


def holds(node: Node, fact: Fact) -> bool:
    match node:
        case All(parts):
            return all(holds(part, fact) for part in parts)
        case AnyOf(parts):
            return any(holds(part, fact) for part in parts)
        case Test(field, "in", tuple() as values):
            return any(_same(fact.get(field), value) for value in values)
        case Test(field, "eq", value):
            return _same(fact.get(field), value)
        case Test(field, "ne", value):
            actual = fact.get(field)
            return type(actual) is type(value) and actual != value
        case Test(field, op, value):
            actual = fact.get(field)
            return type(actual) is int and _ORDER[op](actual, value)
    raise AssertionError(node)


def _same(actual: Scalar | None, value: object) -> bool:
    return type(actual) is type(value) and actual == value
