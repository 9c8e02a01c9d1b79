"""The office's desk: what was graded, by filters, and decisions on what was found."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gouji.appeals.rounds import Told, told
from gouji.appeals.settling import open_verdicts
from gouji.model.audit import AuditJson, Finding
from gouji.model.bodies import BODIES
from gouji.model.decision import Decision, decision_on, holding
from gouji.model.grading import Entry
from gouji.model.rested import rests_on
from gouji.model.settlement import WITHDRAWN, Settlement
from gouji.reporting.one.items import by_finding, items
from gouji.reporting.one.selfcheck import NO_PICTURES, report_page
from gouji.web.access import Here, Office, OwnForm, text_of
from gouji.web.pages.appeals import LONGEST_COMMENT, RULINGS, case_on_page, open_rows
from gouji.web.pages.audits import standalone
from gouji.web.pages.kept import kept_audit
from gouji.web.refusals import Refusal
from gouji.web.site import Site

if TYPE_CHECKING:
    from gouji.store import Filters

router = APIRouter(include_in_schema=False)

ON_A_PAGE = 50
_LONGEST_FILTER = 100
_NO_NUMBER = 10**9
_UNGRADED = "待定"
"""What the page calls a grade that is not settled, in the list and to choose by."""


@router.get("/history")
def history_page(request: Request, site: Here, _: Office) -> Response:
    """List what stands in the history, a page at a time."""
    history = site.history()
    asked = _asked(request.query_params)
    filters = _filters(asked)
    total = history.count(**filters)
    last = max(1, -(-total // ON_A_PAGE))
    number = min(_number(request.query_params.get("page")) or 1, last)
    entries = history.entries(limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE, **filters)
    values = {
        "entries": entries,
        "total": total,
        "number": number,
        "last": last,
        "asked": asked,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "years": history.years(),
        "grades": [*(grade.title for grade in site.book.profile.grades), _UNGRADED],
        "ungraded": _UNGRADED,
        "rules": site.book.rules,
        "kinds": BODIES,
    }
    return site.page(request, "history.html", values)


@router.get("/history/{number}")
def entry_page(request: Request, site: Here, _: Office, number: int) -> Response:
    """Show one audit of the history, with what was decided and what can be."""
    entry, audit = kept_audit(site, number)
    decisions = _decisions(site, entry)
    values = {
        "entry": entry,
        "audit": audit,
        "mending": by_finding(audit),
        "latest": _latest(audit, decisions),
        "decisions": decisions,
        "versions": _versions(site, entry),
        "longest": LONGEST_COMMENT,
        "causes": [item for item in items(audit) if len(item.findings) > 1],
        "open_rows": list(open_rows(case_on_page(site, number))) if entry.year else [],
        "open_verdicts": open_verdicts(audit),
        "pending": _pending(site, entry, audit),
        "rounds": _rounds(site, entry),
        "titles": {code: rule.title for code, rule in site.book.rules.items()},
    }
    return site.page(request, "entry.html", values)


@router.get("/history/{number}/report")
def entry_report(site: Here, _: Office, number: int) -> Response:
    """Show the report of an audit; the original is not kept, so it has no pictures."""
    audit = kept_audit(site, number)[1]
    form = site.book.forms[audit.rules.edition]
    return standalone(report_page(audit, form, site.book.rules, site.book.profile, NO_PICTURES))


@router.post("/history/{number}/decisions")
def decide(site: Here, visitor: Office, number: int, form: OwnForm) -> Response:
    """Keep a decision of the office, with who made it and when."""
    entry, audit = kept_audit(site, number)
    code, locus = text_of(form, "code"), text_of(form, "locus")
    found = _places(audit).get((code, locus))
    if found is None or entry.year is None:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "没有这个问题，请回到页面重新选")
    place, finding = found
    ruling = RULINGS.get(text_of(form, "ruling"))
    comment = text_of(form, "comment")
    if ruling is None:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "请选「确认」或者「驳回」")
    if len(comment) > LONGEST_COMMENT:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, f"理由太长，请写在 {LONGEST_COMMENT} 字以内")
    if ruling == "dismissed" and not comment:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "驳回一个问题要写明理由，请补上后再提交")
    site.history().decide(
        decision_on(
            finding,
            (entry.agency, entry.year),
            ruling,
            (comment, visitor.name),
            datetime.now(UTC),
        )
    )
    return RedirectResponse(f"/history/{number}#{place}", HTTPStatus.SEE_OTHER)


def _decisions(site: Site, entry: Entry) -> tuple[Decision, ...]:
    return () if entry.year is None else site.history().decisions(entry.agency, entry.year)


def _pending(site: Site, entry: Entry, audit: AuditJson) -> list[Settlement]:
    """Return what was settled of this file since it was audited."""
    if entry.year is None:
        return []
    whose = entry.agency, entry.year
    made = site.history().settlements_for([whose])[whose]
    last = {each.key: each for each in made if each.sha256 == entry.sha256}
    counted = {(s.code or "", s.locus): s.value for s in audit.settled}
    return [each for key, each in last.items() if counted.get(key, WITHDRAWN) != each.value]


def _rounds(site: Site, entry: Entry) -> tuple[Told, ...]:
    if entry.year is None:
        return ()
    rounds = site.history().rounds(year=entry.year, exactly=entry.agency)
    return tuple(told(site.history(), rounds, date.today()))  # noqa: DTZ011 - the local day


def _versions(site: Site, entry: Entry) -> tuple[Entry, ...]:
    return () if entry.year is None else site.history().versions(entry.agency, entry.year)


def _places(audit: AuditJson) -> dict[tuple[str, str], tuple[str, Finding]]:
    """Return where on the page each finding stands, and the finding."""
    found: list[Finding] = [*audit.findings, *audit.reviews, *audit.waived]
    return {(f.code, f.locus): (f"p{number}", f) for number, f in enumerate(found, 1)}


def _latest(audit: AuditJson, decisions: Sequence[Decision]) -> dict[tuple[str, str], Decision]:
    """Return the decision that holds for each finding as it was read."""
    made: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in decisions:
        made[decision.code, decision.locus].append(decision)
    held = {
        key: holding(made[key], rests_on(finding).digest)
        for key, (_, finding) in _places(audit).items()
    }
    return {key: decision for key, decision in held.items() if decision is not None}


def _asked(query: Mapping[str, str]) -> dict[str, str]:
    names = ("year", "agency", "grade", "parent", "body", "code")
    return {name: query.get(name, "").strip()[:_LONGEST_FILTER] for name in names}


def _filters(asked: Mapping[str, str]) -> "Filters":
    from gouji.store import Filters

    return Filters(
        year=_number(asked["year"]),
        agency=asked["agency"] or None,
        grade=None if asked["grade"] == _UNGRADED else asked["grade"] or None,
        ungraded=asked["grade"] == _UNGRADED,
        parent=asked["parent"] or None,
        body=asked["body"] or None,
        code=asked["code"].upper() or None,
    )


def _number(text: str | None) -> int | None:
    """Return a number from a query; what is none is as if it were not asked."""
    if not text or not text.isascii() or not text.isdigit():
        return None
    return min(int(text[:10]), _NO_NUMBER) or None
