"""``overrides.yaml`` of a layer: which rules of the layers below apply, and what they weigh."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Annotated

from gouji.model.form import Strict
from gouji.model.names import Name
from gouji.model.nearest import nearest
from gouji.model.written import limits
from gouji.rulebook.rule import Points, Rule, Severity
from gouji.rulebook.source import Fault


class Change(Strict):
    """What a layer changes in a rule that it did not write; what is left out stays."""

    severity: Severity | None = None
    points: Points | None = None


class Overrides(Strict):
    """``select`` keeps only the rules named, ``ignore`` then drops some: codes or group letters."""

    select: Annotated[tuple[Name, ...], limits(min_length=1)] | None = None
    ignore: tuple[Name, ...] = ()
    change: dict[Name, Change] = field(default_factory=dict)

    def keeps(self, code: str) -> bool:
        """Return whether the rule ``code`` still applies."""
        selected = self.select is None or _named(code, self.select)
        return selected and not _named(code, self.ignore)

    def changed(self, rules: Mapping[str, Rule]) -> dict[str, Rule]:
        """Return all ``rules``, those of ``change`` changed."""
        return {code: _changed(rule, self.change.get(code)) for code, rule in rules.items()}


def _named(code: str, names: tuple[str, ...]) -> bool:
    return code in names or code[0] in names


def _changed(rule: Rule, change: Change | None) -> Rule:
    if change is None:
        return rule
    written = {name: value for name, value in vars(change).items() if value is not None}
    return rule.model_copy(update=written)


def check_overrides(overrides: Overrides, rules: Mapping[str, Rule]) -> Iterator[Fault]:
    """Yield every fault of ``overrides`` against all ``rules`` that they may name."""
    faults = list(_check_names(overrides, rules))
    yield from faults
    if not faults and not any(overrides.keeps(code) for code in rules):
        yield Fault((), "一条规则也没有留下（请查看 select 和 ignore）")


def _check_names(overrides: Overrides, rules: Mapping[str, Rule]) -> Iterator[Fault]:
    letters = {rule.group for rule in rules.values()}
    for key, names in (("select", overrides.select or ()), ("ignore", overrides.ignore)):
        for index, name in enumerate(names):
            if name not in rules and name not in letters:
                hint = nearest(name, {*rules, *letters})
                yield Fault((key, index), f"没有规则或规则组「{name}」{hint}")
    for code, change in overrides.change.items():
        at = ("change", code)
        if code not in rules:
            yield Fault(at, f"没有规则「{code}」{nearest(code, rules)}")
            continue
        if change == Change():
            yield Fault(at, "没有写要改什么（可写 severity、points）")
        rule = _changed(rules[code], change)
        if rule.severity == "advice" and rule.points:
            yield Fault(at, f"建议（advice）不扣分，「{code}」的分值应改为 0")
