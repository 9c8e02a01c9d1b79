"""What an engine said of one subject, it says of every subject that looks the same to its patterns.

Patterns look at one fact each and at nothing beside it, so which of them hold is settled by the
fields that they test. Reports are alike: nearly all cells of one have been seen in another, and
in the trial of a repair nearly all subjects were judged a moment before.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Final

from gouji.judgement.matcher import Fact, Matcher, Pattern
from gouji.model.verdict import Subject
from gouji.model.vocabulary import COMMON, Value
from gouji.rulebook.condition import Node, Test

_MOST: Final = 10_000
"""Looks that are remembered, a few megabytes; then all are forgotten."""

_Known = dict[Hashable, frozenset[str]]
"""What holds of a look, beside what all subjects of a report have in common."""


class Remembered:
    """``matcher``, which was made of ``patterns``, asked only about what it was not asked before.

    Safe in several threads: a look that two ask about at once is answered alike.
    """

    def __init__(self, matcher: Matcher, patterns: Sequence[Pattern]) -> None:
        self._matcher = matcher
        self._tested = _tested(patterns)
        self._known: dict[Hashable, _Known] = {}

    def holding(
        self, subjects: Sequence[Subject], common: Mapping[str, Value]
    ) -> list[frozenset[str]]:
        """Return for each of ``subjects`` the patterns that hold of it; ``common`` is in all."""
        if sum(map(len, self._known.values())) + len(self._known) > _MOST:
            self._known = {}
        known = self._known.setdefault(tuple(common.items()), {})
        looks = [self._look(subject) for subject in subjects]
        held = [known.get(look) for look in looks]
        new = {look: s for look, s, h in zip(looks, subjects, held, strict=True) if h is None}
        if not new:
            return [patterns for patterns in held if patterns is not None]
        known |= zip(new, self._asked(list(new.values()), common), strict=True)
        return [known[look] for look in looks]

    def _look(self, subject: Subject) -> Hashable:
        """Return all that a pattern can tell of ``subject``; ``True`` is not 1 to a pattern."""
        values = tuple(map(subject.fields.get, self._tested.get(subject.kind, ())))
        return subject.kind, subject.readable, subject.absent, values, tuple(map(type, values))

    def _asked(
        self, subjects: Sequence[Subject], common: Mapping[str, Value]
    ) -> Iterator[frozenset[str]]:
        held: dict[int, set[str]] = defaultdict(set)
        for pattern, index in self._matcher.match([_fact(s, common) for s in subjects]):
            held[index].add(pattern)
        return (frozenset(held[index]) for index in range(len(subjects)))


def _fact(subject: Subject, common: Mapping[str, Value]) -> Fact:
    return {
        **subject.fields,
        "kind": subject.kind,
        "readable": subject.readable,
        "absent": subject.absent,
        **common,
    }


def _tested(patterns: Sequence[Pattern]) -> dict[str, tuple[str, ...]]:
    """Return for each kind its own fields that ``patterns`` test."""
    tested: dict[str, dict[str, None]] = defaultdict(dict)
    for pattern in patterns:
        names = (*pattern.where, *(_fields(pattern.condition) if pattern.condition else ()))
        tested[pattern.kind] |= dict.fromkeys(names)
    return {k: tuple(n for n in names if n not in COMMON) for k, names in tested.items()}


def _fields(node: Node) -> Iterator[str]:
    if isinstance(node, Test):
        yield node.field
        return
    for part in node.parts:
        yield from _fields(part)
