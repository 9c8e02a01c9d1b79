"""What the office settles, decides and returns on the page of a kept audit."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http import HTTPStatus

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from gouji.appeals.cases import Case
from gouji.appeals.deciding import Ruled, cause, decided
from gouji.appeals.rounds import send_back
from gouji.appeals.settling import Witness, open_cells, open_verdicts, settlement
from gouji.errors import UsageError
from gouji.facts.places import cell_words
from gouji.model.days import day_of
from gouji.model.decision import Ruling
from gouji.model.form import cell_labels
from gouji.model.settlement import Key
from gouji.records import dataclass
from gouji.web.access import Here, Office, OwnForm, text_of
from gouji.web.pages.kept import kept_audit
from gouji.web.refusals import Refusal
from gouji.web.site import Site

router = APIRouter(include_in_schema=False)

LONGEST_COMMENT = 500
RULINGS: dict[str, Ruling] = {"confirm": "confirmed", "dismiss": "dismissed"}
_CELL = "cell:"


@dataclass(frozen=True, slots=True)
class OpenCell:
    """A cell to be settled: its name in the form, its column, what was settled before."""

    name: str
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class OpenRow:
    """The open cells of a row, settled in one form, and why they were not read."""

    label: str
    why: str
    cells: tuple[OpenCell, ...]


def open_rows(case: Case) -> Iterator[OpenRow]:
    """Yield the rows with cells that a person may settle."""
    rows: dict[str, list[str]] = defaultdict(list)
    known = open_cells(case.audit)
    for cell in known:
        rows[cell.rpartition(".")[0]].append(cell)
    for cells in rows.values():
        table, row, _ = cell_labels(case.form, cells[0])
        reasons = dict.fromkeys(known[cell].reason or "" for cell in cells)
        yield OpenRow(f"{table}「{row}」", "；".join(filter(None, reasons)), _open(case, cells))


def _open(case: Case, cells: list[str]) -> tuple[OpenCell, ...]:
    settled = {s.locus: s.value for s in case.audit.settled if not s.code}
    return tuple(
        OpenCell(f"{_CELL}{cell}", cell_labels(case.form, cell)[2], settled.get(cell, ""))
        for cell in cells
    )


@router.post("/history/{number}/settlements")
def settle(site: Here, visitor: Office, number: int, form: OwnForm) -> Response:
    """Keep what the office saw on paper, all of a form or none."""
    case = case_on_page(site, number)
    by = Witness(
        visitor.name, _comment(form, "reason"), _comment(form, "evidence"), datetime.now(UTC)
    )
    given = dict(_given(form, case))
    if not given:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "一格也没有填，请填上纸上的数再提交")
    try:
        made = [settlement(case, key, value, by) for key, value in given.items()]
    except UsageError as error:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, _in_words(str(error), case)) from None
    site.history().settle(made)
    return _back(number, "open")


@router.post("/history/{number}/causes")
def decide_cause(site: Here, visitor: Office, number: int, form: OwnForm) -> Response:
    """Keep one decision on all findings of a cause."""
    case = case_on_page(site, number)
    ruling = RULINGS.get(text_of(form, "ruling"))
    if ruling is None:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "请选「确认」或者「驳回」")
    which = text_of(form, "cause")
    ruled = Ruled(ruling, _comment(form, "comment"), visitor.name, datetime.now(UTC))
    try:
        keys = cause(case, int(which) if which.isascii() and which.isdigit() else 0)
        made = decided(case, keys, ruled)
    except UsageError as error:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from None
    site.history().decide_all(made)
    return _back(number, "causes")


@router.post("/history/{number}/return")
def return_report(site: Here, visitor: Office, number: int, form: OwnForm) -> Response:
    """Keep that the report was returned to be mended, until when."""
    case = case_on_page(site, number)
    today = date.today()  # noqa: DTZ011 - the local day
    whose, said = (case.agency, case.year), (visitor.name, _comment(form, "comment"))
    try:
        due = day_of(text_of(form, "due"))
        send_back(site.history(), whose, (today, due), said)
    except ValueError:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "期限请写成 2025-03-01 的样子") from None
    except UsageError as error:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from None
    return _back(number, "rounds")


def case_on_page(site: Site, number: int) -> Case:
    """Return the audit of a page as a case; raises :class:`Refusal` where it has no year."""
    entry, audit = kept_audit(site, number)
    if entry.year is None:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "没有读出年度，不能对它的问题作决定")
    return Case(entry.agency, entry.year, audit, site.book.forms[audit.rules.edition])


def _given(form: FormData, case: Case) -> Iterator[tuple[Key, str]]:
    """Yield what is filled in and was not so before: cells, or the one verdict of the form."""
    settled = {s.locus: s.value for s in case.audit.settled if not s.code}
    for name in form:
        cell, value = name.removeprefix(_CELL), text_of(form, name)
        if name.startswith(_CELL) and value and value != settled.get(cell):
            yield ("", cell), value
    if text_of(form, "seen"):
        key = (text_of(form, "code"), text_of(form, "locus"))
        if key in open_verdicts(case.audit):
            yield key, text_of(form, "seen")


def _in_words(sentence: str, case: Case) -> str:
    """Return a refusal with the cell that it begins with by the name that people give it."""
    first, _, rest = sentence.partition(" ")
    return f"{cell_words(case.form, first)}{rest}" if first in case.audit.cells else sentence


def _comment(form: FormData, field: str) -> str:
    text = text_of(form, field)
    if len(text) > LONGEST_COMMENT:
        sentence = f"写得太长，请写在 {LONGEST_COMMENT} 字以内"
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, sentence)
    return text


def _back(number: int, place: str) -> Response:
    return RedirectResponse(f"/history/{number}#{place}", HTTPStatus.SEE_OTHER)
