"""Every rule's own examples go through the judge, as facts of a report would."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gouji.facts.vocabulary import KINDS
from gouji.judgement.judge import Judge
from gouji.model.bodies import UNKNOWN_BODY
from gouji.model.form import Form
from gouji.model.verdict import Subject, Verdict
from gouji.model.vocabulary import Value
from gouji.rulebook import Rulebook
from gouji.rulebook.condition import fields
from gouji.rulebook.rule import Rule

_CONDITIONS = ("unless", "unread_when", "fails_when", "review_when")


class Wrong(NamedTuple):
    """An example that did not get the verdict it claims; ``got`` is None where it is not judged.

    ``number`` counts the rule's examples of that verdict from 1.
    """

    rule: Rule
    claimed: Verdict
    number: int
    example: Mapping[str, Value]
    got: Verdict | None


class _Case(NamedTuple):
    rule: Rule
    claimed: Verdict
    number: int
    example: Mapping[str, Value]
    year: int
    body: str = UNKNOWN_BODY


def wrong_examples(book: Rulebook) -> tuple[Wrong, ...]:
    """Return every example of ``book`` that its rule does not judge as it claims, in order."""
    cases = [case for rule in book.rules.values() for case in _cases(rule, book)]
    got = _verdicts(cases, book)
    return tuple(
        Wrong(case.rule, case.claimed, case.number, case.example, got.get(index))
        for index, case in enumerate(cases)
        if got.get(index) is not case.claimed
    )


def unchecked(rules: Sequence[Rule]) -> dict[str, tuple[str, ...]]:
    """Return the fields that no rule looks at by kind of fact; a kind without rules has all."""
    used: dict[str, set[str]] = defaultdict(set)
    for rule in rules:
        used[rule.judges] |= set(rule.where)
        conditions = (getattr(rule, name) for name in _CONDITIONS)
        used[rule.judges] |= {n for c in conditions if c is not None for n in fields(c)}
    left = {
        name: tuple(f for f in kind.fields if f not in used[name]) for name, kind in KINDS.items()
    }
    return {name: names for name, names in left.items() if names}


def _cases(rule: Rule, book: Rulebook) -> Iterator[_Case]:
    for verdict, examples in rule.examples.by_verdict():
        for number, example in enumerate(examples, 1):
            yield _Case(
                rule,
                Verdict(verdict),
                number,
                example,
                _year(rule, example, book.forms),
                str(example.get("body", UNKNOWN_BODY)),
            )


def _year(rule: Rule, example: Mapping[str, Value], forms: Mapping[str, Form]) -> int:
    """Return a year of the example's, or the newest in which the rule is in force."""
    if "year" in example:
        return int(example["year"])
    named = str(example.get("edition", ""))
    editions = [named] if named in forms else list(rule.editions or forms)
    spans = [(forms[e].first_year, forms[e].last_year or 9999) for e in editions]
    years = rule.years
    for first, last in sorted(spans, reverse=True):
        low, high = max(first, years.first), min(last, years.last)
        if low <= high:
            return min(high, max(low, 2024))
    return 2024


def _verdicts(cases: Sequence[_Case], book: Rulebook) -> dict[int, Verdict]:
    """Judge all examples of a year and kind of body at once; return verdicts by number."""
    judge = Judge(tuple(book.rules.values()))
    groups: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, case in enumerate(cases):
        groups[case.year, case.body].append(index)
    found: dict[int, Verdict] = {}
    for (year, body), indices in sorted(groups.items()):
        subjects = [_subject(cases[index], str(index)) for index in indices]
        for judgement in judge.judge(subjects, book.form_for(year), year, body):
            index = int(judgement.locus)
            if judgement.code == cases[index].rule.code:
                found[index] = judgement.verdict
    return found


def _subject(case: _Case, locus: str) -> Subject:
    kind = KINDS[case.rule.judges]
    given = {k: v for k, v in case.example.items() if k in kind.fields}
    defaults = {name: field.default for name, field in kind.fields.items()}
    return Subject(
        kind.name,
        locus,
        defaults | case.rule.where | given,
        dict.fromkeys(kind.shows, "甲"),
        readable=bool(case.example.get("readable", True)),
        absent=bool(case.example.get("absent", False)),
    )
