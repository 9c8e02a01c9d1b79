"""Turns conditions into programs for durable-rules, in the one shape that it runs reliably.

What the engine sees are integers under names made here: kinds and words are numbered, and a field
has one name for each type that its tests use (``i0`` the integer, ``s0`` the word, ``b0`` the
truth value of field 0). So no text of a document reaches the engine's parser, nothing is compared
across types, and no field can be mistaken for one of the engine's own.

Every rule looks at one fact: its kind, then the tests that all its alternatives share (those that
most rules share first: the engine evaluates them once for all), then one ``$or`` over the rest.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from itertools import product
from math import prod
from typing import Any, Final, NamedTuple

from gouji.errors import JudgementError
from gouji.records import dataclass
from gouji.rulebook.condition import INTEGER_LIMIT, All, Node, Operator, Scalar, Test

BEGIN: Final = '"id":"begin","k":0'
"""The fact that opens a batch: an action must run before a state can be deleted safely."""
END: Final = '"id":"end","k":1'
"""The fact that closes a batch; that it fires proves that everything before it was read."""

_OPS: Final = {"ne": "$neq", "lt": "$lt", "le": "$lte", "gt": "$gt", "ge": "$gte"}
_MAX_ALTERNATIVES: Final = 400
"""Alternatives that one condition may multiply out to."""
_MAX_PATHS: Final = 60
"""Alternatives for one kind in one program; the engine keeps at most 64 open for a fact."""
_MAX_BRANCHES: Final = 13
"""Alternatives in one ``$or``; the engine takes 15 groups a rule, two go to the frame around."""
_MAX_PROPERTIES: Final = 250
_CAP: Final = 60_000
"""Firings of a rule handed over at once; the engine's counter has 16 bits."""

Subject = tuple[str, Node | None]
"""The kind of fact a pattern looks at, and what must hold of it."""


class Atom(NamedTuple):
    """A test as the engine sees it."""

    name: str
    op: Operator
    number: int


Alternative = tuple[Atom, ...]


class Rule(NamedTuple):
    """A part of a pattern: ``common`` tests, then any of ``branches`` (none: nothing more)."""

    pattern: str
    kind: str
    common: Alternative
    branches: tuple[Alternative, ...]

    @property
    def paths(self) -> int:
        """Return how many alternatives the engine may have open for one fact."""
        return max(1, len(self.branches))


@dataclass(slots=True)
class Codec:
    """Numbers and names for what the patterns mention; nothing else is ever sent."""

    kinds: dict[str, int] = field(default_factory=dict)
    _words: dict[str, int] = field(default_factory=dict)
    _names: dict[tuple[str, type], str] = field(default_factory=dict)
    _read: dict[str, dict[str, dict[type, str]]] = field(default_factory=dict)
    """For each kind the fields that its patterns test, and their names by type."""

    def learn_kind(self, kind: str) -> None:
        """Give ``kind`` a number."""
        self.kinds.setdefault(kind, 2 + len(self.kinds))
        self._read.setdefault(kind, {})

    def atom(self, kind: str, field_name: str, op: Operator, value: Scalar) -> Atom:
        """Return the test of a field of ``kind`` against ``value``, naming what is new in it."""
        of = _type_of(value)
        name = self._names.setdefault((field_name, of), f"{of.__name__[0]}{len(self._names)}")
        read = self._read[kind]
        read.setdefault(field_name, {})[of] = name
        if len(read) > _MAX_PROPERTIES:
            raise JudgementError(f"对象“{kind}”上的规则用到的字段太多，最多 {_MAX_PROPERTIES} 个")
        if isinstance(value, str):
            self._words.setdefault(value, 1 + len(self._words))
        return Atom(name, op, self._number(value))

    def encode(self, fact: Mapping[str, Scalar]) -> str:
        """Return what the patterns for the kind of ``fact`` read of it, as JSON members.

        ``None`` is the same as absent. Raises :class:`JudgementError` for a value that is neither
        an integer nor text nor a truth value: it would be overlooked.
        """
        kind = fact["kind"]
        words = self._words  # looked into without a call: most values are words
        parts = [f'"k":{self.kinds[str(kind)]}']
        for field_name, names in self._read[str(kind)].items():
            value = fact.get(field_name)
            if value is None:
                continue
            name = names.get(type(value)) or names.get(_type_of(value))
            if name:
                number = words.get(value, 0) if isinstance(value, str) else self._number(value)
                parts.append(f'"{name}":{number}')
        return ",".join(parts)

    def _number(self, value: Scalar) -> int:
        """Return the integer that stands for ``value``; 0 for a word that no pattern mentions.

        Integers beyond what a condition may name are cut to that size: every comparison with a
        smaller number comes out the same.
        """
        if isinstance(value, str):
            return self._words.get(value, 0)
        if -INTEGER_LIMIT < value < INTEGER_LIMIT:
            return int(value)
        return INTEGER_LIMIT if value > 0 else -INTEGER_LIMIT


def _type_of(value: Scalar) -> type:
    for of in (str, bool, int):  # a truth value is an integer to Python, so it is asked first
        if isinstance(value, of):
            return of
    raise JudgementError(f"事实的值应是整数、文字或真假，不能是 {type(value).__name__}")


@dataclass(frozen=True, slots=True)
class Program:
    """One ruleset: its definition in JSON, the pattern of each rule, the kinds it looks at."""

    source: str
    patterns: Mapping[str, str]
    kinds: frozenset[str]


def compile_all(subjects: Mapping[str, Subject], codec: Codec) -> tuple[Program, ...]:
    """Return as few programs as hold all ``subjects`` within the engine's limits.

    Raises :class:`JudgementError` for a pattern that multiplies out beyond measure.
    """
    rules = [
        rule for name, (kind, node) in subjects.items() for rule in _rules(name, kind, node, codec)
    ]
    shared = Counter((rule.kind, atom) for rule in rules for atom in rule.common)
    return tuple(_program(block, shared, codec) for block in _blocks(rules))


def _rules(name: str, kind: str, node: Node | None, codec: Codec) -> Iterator[Rule]:
    codec.learn_kind(kind)
    alternatives = [()] if node is None else _alternatives(node, partial(codec.atom, kind))
    common = tuple(a for a in alternatives[0] if all(a in other for other in alternatives))
    rests = [tuple(a for a in one if a not in common) for one in alternatives]
    if not all(rests):
        yield Rule(name, kind, common, ())
        return
    for start in range(0, len(rests), _MAX_BRANCHES):
        yield Rule(name, kind, common, tuple(rests[start : start + _MAX_BRANCHES]))


def _alternatives(node: Node, atom: Callable[[str, Operator, Scalar], Atom]) -> list[Alternative]:
    """Multiply out: ``node`` holds where all tests of at least one alternative hold."""
    if isinstance(node, Test):
        if isinstance(node.value, tuple):
            found = [(atom(node.field, "eq", value),) for value in node.value]
            return list(dict.fromkeys(found))
        return [(atom(node.field, node.op, node.value),)]
    parts = [_alternatives(part, atom) for part in node.parts]
    if not isinstance(node, All):
        return list(dict.fromkeys(one for part in parts for one in part))
    if prod(map(len, parts)) > _MAX_ALTERNATIVES:
        raise JudgementError(f"条件展开后超过 {_MAX_ALTERNATIVES} 种情形，请拆成几条规则")
    return list(dict.fromkeys(_merged(choice) for choice in product(*parts)))


def _merged(choice: Sequence[Alternative]) -> Alternative:
    return tuple(dict.fromkeys(atom for part in choice for atom in part))


def _blocks(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Deal the rules out so that no block has more than the allowed paths for any kind."""
    used: Counter[str] = Counter()
    blocks: dict[int, list[Rule]] = {}
    for rule in rules:
        room = -used[rule.kind] % _MAX_PATHS
        if room and rule.paths > room:
            used[rule.kind] += room
        blocks.setdefault(used[rule.kind] // _MAX_PATHS, []).append(rule)
        used[rule.kind] += rule.paths
    return iter(blocks.values())


def _program(rules: Sequence[Rule], shared: Mapping[Any, int], codec: Codec) -> Program:
    definition = {"begin": _rule([{"k": 0}]), "end": _rule([{"k": 1}])}
    patterns = {}
    for index, rule in enumerate(rules):
        common = sorted(rule.common, key=lambda atom: -shared[rule.kind, atom])
        tests = [{"k": codec.kinds[rule.kind]}, *map(_test, common)]
        if len(rule.branches) == 1:
            tests += map(_test, rule.branches[0])
        elif rule.branches:
            tests.append({"$or": [_branch(branch) for branch in rule.branches]})
        definition[f"r{index}"] = _rule(tests)
        patterns[f"r{index}"] = rule.pattern
    return Program(json.dumps(definition), patterns, frozenset(rule.kind for rule in rules))


def _rule(tests: list[dict[str, Any]]) -> dict[str, Any]:
    return {"all": [{"m": {"$and": tests}}], "cap": _CAP}


def _branch(branch: Alternative) -> dict[str, Any]:
    return _test(branch[0]) if len(branch) == 1 else {"$and": [_test(atom) for atom in branch]}


def _test(atom: Atom) -> dict[str, Any]:
    plain = {atom.name: atom.number}
    return plain if atom.op == "eq" else {_OPS[atom.op]: plain}
