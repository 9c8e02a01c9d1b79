"""Decisions and settlements in bulk: sheets that gouji writes, people fill in, and gouji reads.

All of a sheet is taken, or none: every refusal is named by its row. What was read otherwise since
the sheet was written is refused, too.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from gouji.appeals.cases import Case, Forms, case_of
from gouji.appeals.deciding import Ruled, decided
from gouji.appeals.settling import Witness, open_cells, open_verdicts, settlement
from gouji.errors import UsageError
from gouji.facts.places import cell_words
from gouji.model.decision import Decision, Ruling
from gouji.model.rested import rests_on
from gouji.model.settlement import Key, Settlement
from gouji.records import dataclass
from gouji.reporting.many.overview.cells import Content
from gouji.reporting.many.overview.columns import Column
from gouji.reporting.many.overview.sheets import Book
from gouji.reporting.one.items import items
from gouji.sheets import Heads, Row, every, read_sheet
from gouji.sheets.words import WORDS
from gouji.store import History

_MARK = 12
"""Letters of a digest that tell two readings apart."""
_PARTS = "；"
_RULINGS: dict[str, Ruling] = {"属实": "confirmed", "不成立": "dismissed"}

_FINDINGS = (
    Column("机关", 24, wrap=True),
    Column("年度", 7),
    Column("序号", 6),
    Column("问题", 50, wrap=True),
    Column("怎样改", 40, wrap=True),
    Column("规则和位置", 26, wrap=True),
    Column("已有认定", 20, wrap=True),
    Column("认定", 10),
    Column("说明", 30, wrap=True),
    Column("认定人", 10),
    Column("核对码", 14, printed=False),
)
_OPEN = (
    Column("机关", 24, wrap=True),
    Column("年度", 7),
    Column("规则", 7),
    Column("位置", 24, wrap=True),
    Column("在哪里", 40, wrap=True),
    Column("为什么没有判定", 40, wrap=True),
    Column("已有核定", 12),
    Column("核定", 10),
    Column("依据", 20, wrap=True),
    Column("说明", 30, wrap=True),
    Column("核定人", 10),
    Column("核对码", 14, printed=False),
)
_HEADS: Heads = {
    "agency": WORDS["agency"],
    "year": WORDS["year"],
    "findings": ("规则和位置",),
    "code": ("规则",),
    "locus": ("位置",),
    "ruling": ("认定", "认定意见", "认定结果", "处理意见"),
    "value": ("核定", "核定值", "核定结果"),
    "evidence": ("依据", "佐证材料"),
    "comment": ("说明", "理由", "认定理由", "核定理由"),
    "who": ("认定人", "核定人", "经办人"),
    "mark": ("核对码",),
}
_NEEDED = ("agency", "year", "comment", "mark")
_DECISION = frozenset({"findings", "ruling", "who"})
_SETTLEMENT = frozenset({"code", "locus", "value", "who"})

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Said:
    """What a sheet says, all of it sound."""

    decisions: tuple[Decision, ...] = ()
    settlements: tuple[Settlement, ...] = ()


def findings_sheet(cases: Iterable[Case]) -> bytes:
    """Return a workbook with a row for every thing to mend, to look at, or waived; to decide on."""
    return _written("认定", _FINDINGS, _HOW_TO_DECIDE, (r for c in cases for r in _found(c)))


def open_sheet(cases: Iterable[Case]) -> bytes:
    """Return a workbook with a row for everything that is open, to settle on paper."""
    return _written("待定", _OPEN, _HOW_TO_SETTLE, (r for c in cases for r in _left_open(c)))


def read_said(path: Path, history: History, forms: Forms, when: datetime) -> Said:
    """Read a sheet that was filled in; raises :class:`UsageError` that names every bad row."""
    sheet = read_sheet(path, _HEADS, needed=_NEEDED)
    reading = _Reading(history, forms, when)
    rows = [row for row in sheet.rows if _is_filled(row)]
    if sheet.columns >= _DECISION:
        return Said(decisions=tuple(reading.all(rows, reading.decisions)))
    if sheet.columns >= _SETTLEMENT:
        return Said(settlements=tuple(reading.all(rows, reading.settlements)))
    raise UsageError(f"{path}：不是 gouji appeals 写出的认定表或者待定表")


def _written(
    name: str,
    columns: tuple[Column, ...],
    how: tuple[str, ...],
    rows: Iterable[tuple[Content, ...]],
) -> bytes:
    book = Book()
    sheet = book.sheet(name, columns, fixed=1)
    for row in rows:
        sheet.row(row)
    notes = book.sheet("说明", (Column("怎样填", 100, wrap=True),))
    for line in how:
        notes.row((line,))
    return book.finished()


_HOW_TO_DECIDE = (
    "在「认定」一栏写「属实」或「不成立」，写明「说明」（为什么）和「认定人」；不认定的空着。",
    "一行是一处原因，认定它就认定了它引起的全部问题。",
    "填好后用 gouji appeals import 读回：全部收下，或者一行也不收，并说明哪几行为什么。",
    "「核对码」记着这一行是按什么认定的，请不要改；报告换了、读到的不同了，请重新导出。",
)
_HOW_TO_SETTLE = (
    "在「核定」一栏写对照纸质原件看到的：格子写数，空着的格子写「空白」；其他的写「符合」或「不符合」。",
    "要收回以前的核定，写「撤回」；不核定的空着。",
    "写明「说明」（怎样核定的）和「核定人」；「依据」可以写见哪一页。",
    "先核定格子：许多项只是因为格子没有读出，格子核定了，它们就能判定。",
    "填好后用 gouji appeals import 读回：全部收下，或者一行也不收，并说明哪几行为什么。",
    "核定只对这一份文件有效：「核对码」记着是哪一份，请不要改。",
)


def _found(case: Case) -> Iterator[tuple[Content, ...]]:
    told = items(case.audit)
    for item in told:
        keys = [(f.code, f.locus) for f in item.findings]
        yield _finding_row(case, keys, str(item.number), item.headline, item.instruction)
    for finding in (*case.audit.reviews, *case.audit.waived):
        key = (finding.code, finding.locus)
        yield _finding_row(case, [key], "", finding.message, finding.remedy)


def _finding_row(
    case: Case, keys: list[Key], number: str, what: str, how: str
) -> tuple[Content, ...]:
    dismissed = [w for w in case.audit.waived if (w.code, w.locus) in keys]
    known = _PARTS.join(dict.fromkeys(f"不扣分：{w.reason}（{w.who}）" for w in dismissed))
    where = _PARTS.join(f"{code} {locus}" for code, locus in keys)
    own = (case.agency, case.year, number, what, how, where, known)
    return *own, None, None, None, _mark(case, keys)


def _left_open(case: Case) -> Iterator[tuple[Content, ...]]:
    file = case.audit.document.sha256[:_MARK]
    settled = {(s.code or "", s.locus): s.value for s in case.audit.settled}
    for cell, info in open_cells(case.audit).items():
        where, why = cell_words(case.form, cell), info.reason or ""
        yield _open_row(case, ("", cell), (where, why, settled.get(("", cell))), file)
    for (code, locus), why in open_verdicts(case.audit).items():
        yield _open_row(case, (code, locus), ("", why, settled.get((code, locus))), file)


def _open_row(
    case: Case, key: Key, told: tuple[str, str, str | None], file: str
) -> tuple[Content, ...]:
    return case.agency, case.year, *key, *told, None, None, None, None, file


def _mark(case: Case, keys: list[Key]) -> str:
    """Return a mark that is another where one of the findings reads otherwise."""
    found = case.findings
    digests = "".join(rests_on(found[key]).digest for key in keys)
    return sha256(digests.encode()).hexdigest()[:_MARK]


def _is_filled(row: Row) -> bool:
    return any(row.cells.get(key) for key in ("ruling", "value", "comment"))


class _Reading:
    """Makes of rows what they say, beside the reports that stand."""

    def __init__(self, history: History, forms: Forms, when: datetime) -> None:
        self._history = history
        self._forms = forms
        self._when = when
        self._cases: dict[tuple[str, int], Case] = {}

    def all(self, rows: list[Row], make: Callable[[Row], list[_Made]]) -> list[_Made]:
        """Return what all rows say; raises where one of them cannot be taken."""
        try:
            return [each for made in every(rows, make) for each in made]
        except UsageError as error:
            raise UsageError(f"一行也没有收下：\n{error}") from None

    def decisions(self, row: Row) -> list[Decision]:
        """Return the decisions of a row on all findings of its cause."""
        case = self._case(row)
        keys = [_key(part) for part in (row.text("findings") or "").split(_PARTS)]
        known = case.findings
        if any(key not in known for key in keys) or _mark(case, keys) != row.text("mark"):
            raise row.refused("findings", "说的问题，报告里没有，或者读到的已经不同，请重新导出")
        ruling = _RULINGS.get(row.name("ruling") or "")
        if ruling is None:
            raise row.refused("ruling", f"写的是「{row.text('ruling')}」，请写「属实」或「不成立」")
        ruled = Ruled(ruling, _said(row, "comment"), _said(row, "who"), self._when)
        return decided(case, keys, ruled)

    def settlements(self, row: Row) -> list[Settlement]:
        """Return the settlement of a row."""
        case = self._case(row)
        if row.text("mark") != case.audit.document.sha256[:_MARK]:
            raise row.refused("mark", "对不上：现在算数的是另一份文件，请重新导出")
        by = Witness(
            _said(row, "who"), _said(row, "comment"), row.text("evidence") or "", self._when
        )
        item = ((row.name("code") or "").upper(), row.name("locus") or "")
        return [settlement(case, item, row.text("value") or "", by)]

    def _case(self, row: Row) -> Case:
        agency, year = row.name("agency"), row.year("year")
        if agency is None or year is None:
            raise row.refused("agency", "或者「年度」一栏空着")
        if (agency, year) not in self._cases:
            self._cases[agency, year] = case_of(self._history, agency, year, self._forms)
        return self._cases[agency, year]


def _said(row: Row, key: str) -> str:
    text = row.text(key)
    if not text or not text.strip():
        raise row.refused(key, "空着，请写明")
    return text.strip()


def _key(part: str) -> Key:
    code, _, locus = part.strip().partition(" ")
    return code.upper(), locus.strip()
