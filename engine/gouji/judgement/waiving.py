"""Waivers meet judgements: what an office accepts is told, and costs nothing."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gouji.model.verdict import Judgement, Verdict
from gouji.rulebook.waivers import Waiver

WAIVABLE = (Verdict.FAIL, Verdict.REVIEW)
_PRESENCE = ("section", "table", "heading", "line")


class Waived(NamedTuple):
    """A finding and the waiver that covers it."""

    judgement: Judgement
    waiver: Waiver


class Waiving(NamedTuple):
    """All judgements, those covered as ``waived``, and notes on waivers that did not serve."""

    judgements: tuple[Judgement, ...]
    waived: tuple[Waived, ...] = ()
    notes: tuple[str, ...] = ()


def waive(
    judgements: tuple[Judgement, ...],
    waivers: Sequence[Waiver],
    agency: str | None,
    today: date | None,
) -> Waiving:
    """Apply the waivers of ``agency`` that have not expired on ``today``.

    Only failed verdicts and those for review are waived; the first waiver that covers one counts.
    An agency that was not read, or no ``today``, waives nothing and is noted.
    """
    if not waivers:
        return Waiving(judgements)
    if agency is None or today is None:
        what = "机关名称没有读出" if agency is None else "没有给出今天的日期"
        return Waiving(judgements, notes=(f"{what}，{len(waivers)} 条豁免都没有适用",))
    own = [waiver for waiver in waivers if waiver.agency == agency]
    valid = [waiver for waiver in own if waiver.until >= today]
    covered = {id(j): w for j in judgements if (w := _covering(j, valid)) is not None}
    after = tuple(j._replace(verdict=Verdict.WAIVED) if id(j) in covered else j for j in judgements)
    waived = tuple(
        Waived(new, covered[id(old)])
        for old, new in zip(judgements, after, strict=True)
        if id(old) in covered
    )
    return Waiving(_spare_lost(after, waived), waived, tuple(_notes(own, waived, today)))


def strangers(waivers: Sequence[Waiver], agencies: Collection[str | None]) -> str | None:
    """Return one sentence that names the agencies of ``waivers`` of whom no report was audited."""
    names = dict.fromkeys(w.agency for w in waivers if w.agency not in agencies)
    if not names:
        return None
    return f"豁免写明的机关不在所审的报告中：{'、'.join(names)}（请核对机关名称）"


def _covering(judgement: Judgement, waivers: Sequence[Waiver]) -> Waiver | None:
    if judgement.verdict not in WAIVABLE:
        return None
    return next((w for w in waivers if w.covers(judgement.code, judgement.locus)), None)


def _spare_lost(
    judgements: tuple[Judgement, ...], waived: Sequence[Waived]
) -> tuple[Judgement, ...]:
    """Forgive with a waived absence all that the absent part takes along."""
    forgiven = {w.judgement.locus for w in waived if w.judgement.subject.kind in _PRESENCE}
    failed = [j for j in judgements if j.verdict is Verdict.FAIL]
    charged = {j.locus for j in failed if j.subject.kind in _PRESENCE}
    return tuple(
        j._replace(lost=False) if j.lost and _parts(j) & forgiven and not _parts(j) & charged else j
        for j in judgements
    )


def _parts(judgement: Judgement) -> set[str]:
    fields = judgement.subject.fields
    return {str(fields[name]) for name in ("table", "section") if fields.get(name)} | {
        judgement.locus
    }


def _notes(own: Sequence[Waiver], waived: Sequence[Waived], today: date) -> Iterator[str]:
    used = {id(w.waiver) for w in waived}
    for waiver in own:
        if waiver.until < today:
            yield f"豁免已过期，没有适用：{waiver.text()}"
        elif id(waiver) not in used:
            yield f"豁免没有用上，报告里没有相应的问题：{waiver.text()}"
