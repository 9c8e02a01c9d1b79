"""Makes decisions: on a finding, or on a cause with all the findings that it explains."""

from datetime import datetime

from gouji.appeals.cases import Case
from gouji.errors import UsageError
from gouji.model.decision import Decision, Ruling, decision_on
from gouji.model.settlement import Key
from gouji.records import dataclass
from gouji.reporting.one.items import items


@dataclass(frozen=True, slots=True)
class Ruled:
    """What somebody decides, why, who, and when."""

    ruling: Ruling
    comment: str
    who: str
    when: datetime


def decided(case: Case, keys: list[Key], ruled: Ruled) -> list[Decision]:
    """Return the decisions on findings; raises :class:`UsageError` where one is not there."""
    if not ruled.comment or not ruled.who:
        raise UsageError("请写明为什么这样认定，以及谁认定的")
    whose, said = (case.agency, case.year), (ruled.comment, ruled.who)
    found = [case.finding(*key) for key in keys]
    return [decision_on(each, whose, ruled.ruling, said, ruled.when) for each in found]


def cause(case: Case, number: int) -> list[Key]:
    """Return the findings of the thing to mend that every output gives this number."""
    told = items(case.audit)
    if not 1 <= number <= len(told):
        known = f"有第 1 至 {len(told)} 处" if told else "没有要改的地方"
        raise UsageError(f"「{case.agency}」{case.year} 年的报告没有第 {number} 处（{known}）")
    return [(f.code, f.locus) for f in told[number - 1].findings]
