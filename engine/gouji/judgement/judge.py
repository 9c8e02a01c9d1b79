"""Judges subjects by rules: durable-rules says which condition meets which subject."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import NamedTuple

from gouji.facts.vocabulary import KINDS
from gouji.judgement.matcher import DurableMatcher, Pattern
from gouji.judgement.remembered import Remembered
from gouji.model.bodies import UNKNOWN_BODY
from gouji.model.form import Form
from gouji.model.verdict import Judgement, Subject, Verdict
from gouji.model.vocabulary import Value
from gouji.rulebook.condition import All, AnyOf, Node, Scalar, Test
from gouji.rulebook.rule import Rule

_ORDER = (
    ("out_of_force", Verdict.NOT_APPLICABLE),
    ("absent", Verdict.NOT_APPLICABLE),
    ("unread", Verdict.NOT_ASSESSABLE),
    ("unless", Verdict.NOT_APPLICABLE),
    ("unread_when", Verdict.NOT_ASSESSABLE),
    ("fails_when", Verdict.FAIL),
    ("review_when", Verdict.REVIEW),
)
"""The first condition that holds gives the verdict; none of them means pass."""

_COMMON = ("absent", "unread")
"""Conditions that a kind of fact has, whatever the rule."""

_SPEAKING = (Verdict.FAIL, Verdict.REVIEW)

_Held = tuple[Subject, AbstractSet[str]]
"""A subject, and the patterns that hold of it."""
_Where = tuple[tuple[str, Scalar], ...]


class _Chosen(NamedTuple):
    """The subjects that a rule judges: those of a kind, with such fields."""

    kind: str
    where: _Where


class Judge:
    """Rules compiled once; judges the subjects of one report after another.

    ``matcher`` may be given by tests to hold another engine against durable-rules.
    """

    def __init__(
        self, rules: Sequence[Rule], matcher: type[DurableMatcher] = DurableMatcher
    ) -> None:
        chosen = [_Chosen(rule.judges, tuple(rule.where.items())) for rule in rules]
        self._chosen = tuple(dict.fromkeys(chosen))
        self._rules = [(r, self._chosen.index(c)) for r, c in zip(rules, chosen, strict=True)]
        patterns = [*_common(), *(p for rule in rules for p in _patterns(rule))]
        self._matcher = Remembered(matcher(patterns), patterns)

    def judge(
        self,
        subjects: Sequence[Subject],
        form: Form,
        year: int | None,
        body: str = UNKNOWN_BODY,
    ) -> tuple[Judgement, ...]:
        """Return exactly one judgement for each rule and each of its subjects.

        ``form`` is the form that the report is printed on, ``body`` the kind of the body that
        reports. Where the ``year`` is unknown, the last one that the form was in force is taken:
        what only bound later reports is not asked. Ordered by rule, then by subject as given.
        """
        common: dict[str, Value] = {"edition": form.edition, "body": body}
        bound_by = form.last_year if year is None else year
        if bound_by is not None:
            common["year"] = bound_by
        by_kind: dict[str, list[_Held]] = defaultdict(list)
        for subject, holds in zip(subjects, self._matcher.holding(subjects, common), strict=True):
            by_kind[subject.kind].append((subject, holds))
        among = [_among(by_kind[chosen.kind], chosen.where) for chosen in self._chosen]
        judgements: list[Judgement] = []
        for rule, number in self._rules:
            passed = partial(Judgement, rule.code, rule.severity, Verdict.PASS)
            judgements += [
                _judgement(rule, subject, holds, form) if holds else passed(subject)
                for subject, holds in among[number]
            ]
        return tuple(judgements)


def _among(own: Sequence[_Held], where: _Where) -> Sequence[_Held]:
    """Return those of ``own``, of one kind, whose subjects have the fields ``where``."""
    for name, value in where:
        own = [held for held in own if held[0].fields[name] == value]
    return own


def _common() -> Iterator[Pattern]:
    for kind in KINDS:
        yield Pattern(f"{kind}/absent", kind, {}, Test("absent", "eq", value=True))
        yield Pattern(f"{kind}/unread", kind, {}, Test("readable", "eq", value=False))


def _patterns(rule: Rule) -> Iterator[Pattern]:
    for name in ("unless", "unread_when", "fails_when", "review_when"):
        condition: Node | None = getattr(rule, name)
        if condition is not None:
            yield Pattern(f"{rule.code}/{name}", rule.judges, rule.where, condition)
    out_of_force = list(_out_of_force(rule))
    if out_of_force:
        condition = AnyOf(tuple(out_of_force)) if len(out_of_force) > 1 else out_of_force[0]
        yield Pattern(f"{rule.code}/out_of_force", rule.judges, rule.where, condition)


def _out_of_force(rule: Rule) -> Iterator[Node]:
    years = rule.years
    if years.first > 0:
        yield Test("year", "lt", years.first)
    if years.last < 9999:
        yield Test("year", "gt", years.last)
    if rule.editions:
        yield All(tuple(Test("edition", "ne", edition) for edition in rule.editions))


def _verdict(rule: Rule, subject: Subject, holds: AbstractSet[str]) -> tuple[Verdict, bool]:
    for name, verdict in _ORDER:
        owner = subject.kind if name in _COMMON else rule.code
        if f"{owner}/{name}" in holds:
            return verdict, name == "absent"
    return Verdict.PASS, False


def _judgement(rule: Rule, subject: Subject, holds: AbstractSet[str], form: Form) -> Judgement:
    verdict, lost = _verdict(rule, subject, holds)
    if verdict not in _SPEAKING:
        return Judgement(rule.code, rule.severity, verdict, subject, lost=lost)
    fill = subject.texts()
    message = rule.message
    if verdict is Verdict.REVIEW and rule.review_message is not None:
        message = rule.review_message
    return Judgement(
        code=rule.code,
        severity=rule.severity,
        verdict=verdict,
        subject=subject,
        message=message.format_map(fill),
        expected=rule.expected.format_map(fill) if rule.expected is not None else None,
        actual=rule.actual.format_map(fill) if rule.actual is not None else None,
        basis=rule.clause.text(form.instrument),
        remedy=rule.remedy.format_map(fill),
    )
