"""Makes settlements, of what is open and of nothing else; a wrong kind of value is refused."""

import re
from datetime import datetime
from decimal import Decimal

from gouji.appeals.cases import Case
from gouji.errors import UsageError
from gouji.model.audit import AuditJson, CellInfo
from gouji.model.form import Form, nature_of
from gouji.model.nearest import nearest
from gouji.model.numbers import decimal_text
from gouji.model.prose import fold
from gouji.model.settlement import BLANK, WITHDRAWN, Key, Seen, Settlement
from gouji.records import dataclass

WITHDRAW = "撤回"
"""How people write that they take back what was settled."""

_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?", re.ASCII)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))", re.ASCII)
_BLANKS = (BLANK, "空", "空格")
_SEEN: dict[str, Seen] = {"pass": "pass", "符合": "pass", "fail": "fail", "不符合": "fail"}


@dataclass(frozen=True, slots=True)
class Witness:
    """Who saw it, why it is so, and where it was seen."""

    who: str
    reason: str
    evidence: str
    when: datetime


def settlement(case: Case, item: Key, value: str, by: Witness) -> Settlement:
    """Return the settlement of an open ``item`` of a case: of a cell, or of a verdict.

    Raises :class:`UsageError` where it is not open, or ``value`` is none of its kind.
    """
    (code, locus), audit = item, case.audit
    if not by.who or not by.reason:
        raise UsageError("请写明谁核定的，以及为什么（如：对照纸质原件）")
    if value == WITHDRAW:
        kept = _withdrawn(audit, item)
    else:
        kept = _verdict(audit, item, value) if code else _value(case, locus, value, by)
    return Settlement(
        case.agency,
        case.year,
        audit.document.sha256,
        code,
        locus,
        kept,
        by.reason,
        by.who,
        by.evidence,
        by.when,
    )


def open_cells(audit: AuditJson) -> dict[str, CellInfo]:
    """Return the cells that a person may settle: those not read, those settled before too."""
    return {
        name: cell
        for name, cell in audit.cells.items()
        if cell.state == "unread" or cell.settled is not None
    }


def open_verdicts(audit: AuditJson) -> dict[Key, str]:
    """Return the verdicts that a person may settle, with what is open about each.

    What hangs on cells alone is not among them: these are settled, and it follows.
    """
    found = {(f.code, f.locus): f.message for f in audit.reviews}
    found |= {(o.code, o.locus): f"{o.title}：{o.reason}" for o in audit.open}
    return found | {(s.code, s.locus): _settled(s.value) for s in audit.settled if s.code}


def _settled(value: str) -> str:
    return "已核定为不符合" if value == "fail" else "已核定为符合"


def _withdrawn(audit: AuditJson, item: Key) -> str:
    if item not in {(s.code or "", s.locus) for s in audit.settled}:
        raise UsageError(f"{' '.join(filter(None, item))} 没有核定过，没有什么可撤回")
    return WITHDRAWN


def _verdict(audit: AuditJson, item: Key, value: str) -> Seen:
    known = open_verdicts(audit)
    if item not in known:
        loci = [locus for code, locus in known if code == item[0]]
        hint = f"（{item[0]} 待定的位置有：{'、'.join(loci[:5])}）" if loci else ""
        raise UsageError(f"{item[0]} {item[1]} 没有待定，不能核定{hint}")
    seen = _SEEN.get(value.strip().lower())
    if seen is None:
        raise UsageError(f"{item[0]} {item[1]} 要写「符合」或「不符合」，写的是「{value}」")
    return seen


def _value(case: Case, locus: str, value: str, by: Witness) -> str:
    audit = case.audit
    cell = audit.cells.get(locus)
    if cell is None:
        raise UsageError(f"没有 {locus} 这一格{nearest(locus, audit.cells)}")
    if locus not in open_cells(audit):
        raise UsageError(f"{locus} {_as_it_is(cell)}，不能另行核定")
    plain = _THOUSANDS.sub("", fold("".join(value.split())).replace("，", ","))
    if plain in _BLANKS:
        return BLANK
    if _NUMBER.fullmatch(plain) is None:
        raise UsageError(f"{locus} 要写纸上的数，空着的写「{BLANK}」，写的是「{value}」")
    number = Decimal(plain)
    _check_kind(case.form, locus, number, by.evidence)
    return decimal_text(number)


def _as_it_is(cell: CellInfo) -> str:
    if cell.state == "absent":
        return "这一格报告里没有"
    return f"读出了「{cell.raw}」" if cell.raw else "读出的是空白"


def _check_kind(form: Form, locus: str, number: Decimal, evidence: str) -> None:
    """Refuse what is likely a slip: that a cell shows it all the same, evidence must say."""
    nature = nature_of(form, locus)
    if evidence or nature.admits(number):
        return
    kind = "金额" if nature.amount else "件数"
    raise UsageError(
        f"{locus} 是{kind}，一般不会是 {decimal_text(number)}；"
        "纸上确实这样写的，请写明依据（见哪一页）"
    )
