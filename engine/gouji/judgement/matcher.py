"""Which patterns hold of which facts, decided by durable-rules.

The engine is driven through its C module as a plain function: one batch of facts in, firings out.
No host, no actions, no threads, no joins between facts. Those parts of it lose facts or crash;
this one was compared with an independent matcher and is right.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from itertools import count
from json import loads
from typing import Final, NamedTuple, Protocol

from gouji.caching import keep, kept
from gouji.errors import JudgementError
from gouji.fingerprint import code_hash, hashed, versions
from gouji.judgement.durable_program import BEGIN, END, Codec, Program, Subject, compile_all
from gouji.judgement.engine import engine
from gouji.model.packing import Packing, PackingError
from gouji.records import dataclass
from gouji.rulebook.condition import All, Node, Scalar, parse

Fact = Mapping[str, Scalar]
"""What is known of one subject. ``kind`` is required; a field that is not known is left out."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Facts of ``kind`` whose fields equal ``where`` and of which ``condition`` holds."""

    id: str
    kind: str
    where: Mapping[str, Scalar] = field(default_factory=dict)
    condition: Node | None = None


class Match(NamedTuple):
    """The pattern ``pattern`` holds of the fact number ``fact`` (from 0)."""

    pattern: str
    fact: int


class Matcher(Protocol):
    """The seam between rules and the engine that judges them."""

    def match(self, facts: Sequence[Fact]) -> tuple[Match, ...]:
        """Return every match once, by pattern, then by fact."""
        ...


_KIND: Final = "programs"
_CODE: Final = ("judgement/durable_program.py", "judgement/matcher.py", "rulebook/condition.py")
_LIBRARIES: Final = ("durable-rules", "msgpack")
_PACKING: Final = Packing((Codec, Program), {"bool": bool, "int": int, "str": str})

_sids: Final = count(1)
"""Names for the engine's states, never used twice in a process; ``next`` is atomic."""


class DurableMatcher:
    """Patterns compiled once, matched against the facts of one document after another.

    Safe in several threads and after ``fork``: a call has a state of its own in the engine, and
    deletes it. Raises :class:`JudgementError` for patterns that the engine refuses, named by id.
    """

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._codec, programs = _compiled(_subjects(patterns))
        self._programs = tuple((program, _create(program)) for program in programs)

    def match(self, facts: Sequence[Fact]) -> tuple[Match, ...]:
        """Return every match once, by pattern, then by fact.

        Raises :class:`JudgementError` where the engine cannot be shown to have seen every fact.
        """
        found: set[Match] = set()
        known = self._codec.kinds
        encoded = [
            (str(fact["kind"]), index, self._codec.encode(fact))
            for index, fact in enumerate(facts)
            if fact["kind"] in known
        ]
        for program, handle in self._programs:
            bodies = [
                f'"id":"{index}",{body}' for kind, index, body in encoded if kind in program.kinds
            ]
            if bodies:
                found |= {
                    Match(program.patterns[rule], int(fact)) for rule, fact in _fire(handle, bodies)
                }
        return tuple(sorted(found))


def _subjects(patterns: Sequence[Pattern]) -> dict[str, Subject]:
    subjects: dict[str, Subject] = {}
    for pattern in patterns:
        if pattern.id in subjects:
            raise JudgementError(f"规则标识“{pattern.id}”用了两次")
        parts = [parse(pattern.where)] if pattern.where else []
        if pattern.condition is not None:
            parts.append(pattern.condition)
        subjects[pattern.id] = (pattern.kind, All(tuple(parts)) if parts else None)
    return subjects


def _compiled(subjects: Mapping[str, Subject]) -> tuple[Codec, tuple[Program, ...]]:
    """Return the programs of ``subjects``, those that were kept where the same were compiled."""
    key = hashed(code_hash(*_CODE), versions(*_LIBRARIES), sys.version, subjects)
    packed = kept(_KIND, key)
    if packed is not None:
        with suppress(PackingError):
            found: tuple[Codec, tuple[Program, ...]] = _PACKING.unpack(packed)
            return found
    for name, subject in subjects.items():
        _try_alone(name, subject)
    codec = Codec()
    programs = compile_all(subjects, codec)
    keep(_KIND, key, _PACKING.pack((codec, programs)))
    return codec, programs


def _try_alone(name: str, subject: Subject) -> None:
    try:
        for program in compile_all({name: subject}, Codec()):
            engine.delete_ruleset(_create(program))
    except JudgementError as error:
        raise JudgementError(f"规则“{name}”：{error}") from error


def _create(program: Program) -> int:
    try:
        handle: int = engine.create_ruleset("gouji", program.source)
    except engine.error as error:
        raise JudgementError(f"规则引擎不接受（{error}）") from error
    return handle


def _fire(handle: int, bodies: Sequence[str]) -> list[tuple[str, str]]:
    """Assert ``bodies`` between the two marks; return the rule and fact id of every firing."""
    sid = str(next(_sids))
    batch = ",".join(f'{{"sid":"{sid}",{body}}}' for body in (BEGIN, *bodies, END))
    try:
        _, state = engine.assert_facts(handle, f"[{batch}]")
        fired = list(_drain(handle, state))
    except engine.error as error:
        raise JudgementError(f"规则引擎出错，本文件未能判定：{error}") from error
    if ("begin", "begin") in fired:
        engine.delete_state(handle, sid)
    if ("end", "end") not in fired:
        raise JudgementError("规则引擎没有读完全部事实，本文件未能判定")
    return [(rule, fact) for rule, fact in fired if rule not in ("begin", "end")]


def _drain(handle: int, state: int) -> Iterator[tuple[str, str]]:
    first = engine.start_action_for_state(handle, state)
    firing = first[1] if first else None
    while firing:
        ((rule, frames),) = loads(firing).items()
        for frame in frames:
            yield rule, frame["m"]["id"]
        firing = engine.complete_and_start_action(handle, state)
