"""Decisions of people meet judgements: what was dismissed costs nothing while it reads the same."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gouji.judgement.waiving import WAIVABLE, Waived, waive
from gouji.model.decision import Decision, holding
from gouji.model.rested import rests_on
from gouji.model.verdict import Judgement
from gouji.rulebook.waivers import Waiver

Key = tuple[str, str]
"""Code and locus of a finding."""
Names = Callable[[str], str]
"""What people call a cell."""


class Decided(NamedTuple):
    """All judgements, those dismissed as ``waived``; what is open again, and why, by finding."""

    judgements: tuple[Judgement, ...]
    waived: tuple[Waived, ...]
    reopened: Mapping[Key, str]
    notes: tuple[str, ...]


def decide(
    judgements: tuple[Judgement, ...], decisions: Sequence[Decision], names: Names
) -> Decided:
    """Waive for good the findings that an office dismissed, as far as they read as they did then.

    A dismissal of other figures waives nothing: the finding is back, and says so.
    """
    made: dict[Key, list[Decision]] = defaultdict(list)
    for decision in decisions:
        made[decision.code, decision.locus].append(decision)
    found = [j for j in judgements if j.verdict in WAIVABLE and (j.code, j.locus) in made]
    held = [(j, holding(made[j.code, j.locus], rests_on(j).digest)) for j in found]
    reopened = {
        (j.code, j.locus): _reopened(made[j.code, j.locus][-1], j, names)
        for j, decision in held
        if decision is None and made[j.code, j.locus][-1].ruling == "dismissed"
    }
    dismissed = [(j, d) for j, d in held if d is not None and d.ruling == "dismissed"]
    waivers = [_waiver(decision) for _, decision in dismissed]
    agency = waivers[0].agency if waivers else None
    after = waive(judgements, waivers, agency, date.max)
    notes = (*_notes(reopened), *(_bound(d, j) for j, d in dismissed if d.digest is None))
    return Decided(after.judgements, after.waived, reopened, notes)


def _waiver(decision: Decision) -> Waiver:
    return Waiver(
        code=decision.code,
        locus=decision.locus,
        agency=decision.agency,
        reason=decision.comment,
        who=decision.who,
        until=date.max,
    )


def _reopened(decision: Decision, judgement: Judgement, names: Names) -> str:
    now = judgement.message
    if now == decision.words:  # long sums leave their zeros out: only the cells tell them apart
        cells = [(names(e.cell), e.quote) for e in judgement.subject.evidence if e.cell]
        told = "、".join(f"{name}「{quote}」" for name, quote in cells)
        return f"此前认定不成立时读到的各格与现在不同，现在是{told}，请重新认定"
    return f"此前认定不成立时读到的是“{decision.words}”，现在是“{now}”，请重新认定"


def _notes(reopened: Mapping[Key, str]) -> Iterator[str]:
    for (code, locus), sentence in reopened.items():
        yield f"{code} {locus}：{sentence}"


def _bound(decision: Decision, judgement: Judgement) -> str:
    """Say of a decision that is bound to nothing that it holds this once."""
    return (
        f"{decision.code} {decision.locus}：{decision.who}认定不成立时没有记下读到了什么，"
        f"这次仍不扣分，以后只对这次读到的“{judgement.message}”有效，请核对"
    )
