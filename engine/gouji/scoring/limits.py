"""What caps leave: of each rule, each group, all rules together, and the full marks."""

from collections.abc import Iterator
from decimal import Decimal

from gouji.model.numbers import decimal_text
from gouji.model.score import FILING, ITEMS, Deduction, Limit
from gouji.rulebook.sheet import Sheet
from gouji.scoring.charge import Charge

_WHOLE = "满分"
_REPORT = "各项规则合计"
_TITLES = {FILING: "报送与公开", ITEMS: "人工评定"}


class Rooms:
    """What is left of every limit while charges are taken one after another."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._rules = dict(sheet.caps)
        self._groups = {letter: group.cap for letter, group in sheet.groups.items()}
        self._report = sheet.report
        self._whole = sheet.out_of

    def take(self, charge: Charge) -> Deduction:
        """Return what ``charge`` costs, be it nothing, and remember it."""
        group = self._group(charge)
        others = [*self._of_rules(charge), *self._of_all(charge)]
        wanted = self._within_rules(charge)
        rooms = [*(limit.room for limit in others if limit.what in (_REPORT, _WHOLE))]
        points = min(wanted, *rooms, *([group.room] if group else ()))
        self._spend(charge, points)
        why = charge.why + _arithmetic(charge.points, points, wanted, group, others)
        return Deduction(
            code=charge.code,
            group=charge.group,
            loci=charge.loci,
            points=points,
            why=why,
            full=charge.points,
            parts=charge.parts,
            group_title=self._title(charge.group),
            group_limit=group,
            limits=tuple(others),
        )

    def _title(self, group: str) -> str:
        return self._sheet.groups[group].title if group in self._groups else _TITLES[group]

    def _group(self, charge: Charge) -> Limit | None:
        if charge.group not in self._groups:
            return None
        cap = self._sheet.groups[charge.group].cap
        return Limit("本组", cap, self._groups[charge.group])

    def _of_rules(self, charge: Charge) -> Iterator[Limit]:
        for part in charge.parts:
            if part.code in self._rules:
                yield Limit(part.code, self._sheet.caps[part.code], self._rules[part.code])

    def _of_all(self, charge: Charge) -> Iterator[Limit]:
        if self._report is not None and self._sheet.report is not None and self._ruled(charge):
            yield Limit(_REPORT, self._sheet.report, self._report)
        yield Limit(_WHOLE, self._sheet.out_of, self._whole)

    def _ruled(self, charge: Charge) -> bool:
        return charge.group in self._groups

    def _within_rules(self, charge: Charge) -> Decimal:
        """Return what the rules' own caps leave of the parts, and remember it."""
        total = Decimal(0)
        for part in charge.parts:
            cost = part.times * part.points
            if part.code in self._rules:
                cost = min(cost, self._rules[part.code])
                self._rules[part.code] -= cost
            total += cost
        return total

    def _spend(self, charge: Charge, points: Decimal) -> None:
        self._whole -= points
        if self._ruled(charge):
            self._groups[charge.group] -= points
            if self._report is not None:
                self._report -= points


def _arithmetic(
    full: Decimal, points: Decimal, wanted: Decimal, group: Limit | None, others: list[Limit]
) -> str:
    """Return in words what the limits left; nothing where they left everything."""
    if points == full:
        return ""
    said = [limit for limit in others if limit.what not in (_REPORT, _WHOLE)]
    said = said if wanted < full else []
    wide = [limit for limit in (group, *others) if limit and limit not in said]
    tight = [limit for limit in wide if limit.room < wanted and limit.room == points]
    told = "；".join(map(_left, (*said, *tight[:1])))
    return f"（应扣 {decimal_text(full)} 分；{told}，实扣 {decimal_text(points)} 分）"


def _left(limit: Limit) -> str:
    cap, taken, room = map(decimal_text, (limit.cap, limit.cap - limit.room, limit.room))
    what = limit.what if limit.what in ("本组", _REPORT, _WHOLE) else f"规则 {limit.what} "
    word = "" if limit.what == _WHOLE else "上限"
    return f"{what}{word} {cap} 分，已扣 {taken} 分，还可扣 {room} 分"
