"""Judges subjects by rules: durable-rules says which condition meets which subject."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial

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


class Judge:
    """Rules compiled once; judges the subjects of one report after another.

    ``matcher`` may be given by tests to hold another engine against durable-rules.
    """

    def __init__(
        self, rules: Sequence[Rule], matcher: type[DurableMatcher] = DurableMatcher
    ) -> None:
        self._rules = tuple(rules)
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
        holds = self._matcher.holding(subjects, common)
        by_kind: dict[str, list[int]] = defaultdict(list)
        for index, subject in enumerate(subjects):
            by_kind[subject.kind].append(index)
        selected: dict[tuple[object, ...], list[int]] = {}
        judgements: list[Judgement] = []
        for rule in self._rules:
            key = (rule.judges, *sorted(rule.where.items()))
            if key not in selected:
                selected[key] = _selected(by_kind[rule.judges], rule.where, subjects)
            passed = partial(Judgement, rule.code, rule.severity, Verdict.PASS)
            judgements += [
                _judgement(rule, subjects[index], holds[index], form)
                if holds[index]
                else passed(subjects[index])
                for index in selected[key]
            ]
        return tuple(judgements)


def _selected(
    own: list[int], where: Mapping[str, Scalar], subjects: Sequence[Subject]
) -> list[int]:
    """Return those of ``own`` whose subjects have the fields ``where``."""
    for name, value in where.items():
        own = [index for index in own if subjects[index].fields[name] == value]
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
    fill = {name: str(value) for name, value in subject.fields.items()} | subject.shows
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
