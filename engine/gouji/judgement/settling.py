"""What rules could not decide, as a person saw it on paper."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gouji.model.form import Form
from gouji.model.settlement import Key, Settlement, in_force
from gouji.model.verdict import Judgement, Verdict
from gouji.rulebook.rule import Rule

OPEN = (Verdict.REVIEW, Verdict.NOT_ASSESSABLE)
"""Verdicts that a person may settle."""


def settle(
    judgements: Sequence[Judgement],
    made: Sequence[Settlement],
    sha256: str,
    rules: Mapping[str, Rule],
    form: Form,
) -> tuple[Judgement, ...]:
    """Return ``judgements`` of the file ``sha256``, those open as a person settled them."""
    settled = {key: each for key, each in in_force(made, sha256).items() if key[0]}
    if not settled:
        return tuple(judgements)
    return tuple(_settled(j, settled, rules[j.code], form) for j in judgements)


def settled_notes(judgements: Iterable[Judgement]) -> Iterator[str]:
    """Say which verdicts are a person's."""
    for judgement in judgements:
        if made := judgement.settled:
            seen = "符合" if made.value == "pass" else "不符合"
            yield f"{made.code} {made.locus}：程序没有判定，人工核定为{seen}（{made.told}）"


def _settled(
    judgement: Judgement, settled: Mapping[Key, Settlement], rule: Rule, form: Form
) -> Judgement:
    made = settled.get((judgement.code, judgement.locus))
    if made is None or judgement.verdict not in OPEN:
        return judgement
    if made.value == "pass":
        return judgement._replace(verdict=Verdict.PASS, settled=made)
    what = judgement.message or rule.title
    return judgement._replace(
        verdict=Verdict.FAIL,
        message=f"{what}：人工核定不符合（{made.told}）",
        basis=rule.clause.text(form.instrument),
        remedy=judgement.remedy or f"按「{rule.title}」的要求改正",
        settled=made,
    )
