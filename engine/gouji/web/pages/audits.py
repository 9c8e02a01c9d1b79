"""A visitor's own audits: the list, one of them, its report and files, and two compared."""

from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
)

from gouji.reading.formats import DOCX, FORMATS, named
from gouji.reporting.media.files import safe_name
from gouji.reporting.one.comparison import compare
from gouji.reporting.one.items import items
from gouji.web.access import Here, OwnForm, SignedIn
from gouji.web.headers import document_policy
from gouji.web.products import ANNOTATED, AUDIT, CHECKLIST, NOTICE, REPORT
from gouji.web.refusals import Refusal

router = APIRouter(include_in_schema=False)

_FILES = {
    AUDIT: ("审核结果.json", "application/json"),
    REPORT: ("审核报告.html", "text/html; charset=utf-8"),
    CHECKLIST: ("修改清单.docx", DOCX.media_type),
    NOTICE: ("整改通知.docx", DOCX.media_type),
} | {
    ANNOTATED[each.name]: (f"批注{each.suffixes[0]}", each.media_type)
    for each in FORMATS
    if each.annotator
}
"""What may be taken away: the end of the name it gets, and its type."""


@router.get("/audits")
def audits_page(request: Request, site: Here, visitor: SignedIn) -> Response:
    """List the visitor's audits."""
    records = site.desk.shelf.of(visitor.owner)
    stages = {r.id: site.desk.stage(r) for r in records if r.state == "pending"}
    return site.page(request, "audits.html", {"records": records, "stages": stages})


@router.get("/audits/state")
def audits_state(site: Here, visitor: SignedIn) -> Response:
    """Tell the script of the list how many are still under way."""
    pending = sum(r.state == "pending" for r in site.desk.shelf.of(visitor.owner))
    return JSONResponse({"pending": pending, "stage": f"还有 {pending} 份没有审完"})


@router.get("/audits/{number}")
def audit_page(request: Request, site: Here, visitor: SignedIn, number: str) -> Response:
    """Show how far an audit is, why it was refused, or what to mend first."""
    record = site.desk.shelf.find(visitor.owner, number)
    values = {"record": record, "limits": site.settings.limits}
    if record.state == "pending":
        return site.page(request, "pending.html", values | {"stage": site.desk.stage(record)})
    if record.state == "refused":
        return site.page(request, "refused.html", values)
    audit = site.desk.audit(record)
    others = [
        other
        for other in site.desk.shelf.of(visitor.owner)
        if other.state == "done" and other.id != record.id
    ]
    values |= {
        "audit": audit,
        "items": items(audit),
        "others": others,
        "annotated": ANNOTATED.get(audit.document.format),
        "program": named(audit.document.format).label.partition("（")[0],
    }
    return site.page(request, "audit.html", values)


@router.get("/audits/{number}/state")
def audit_state(site: Here, visitor: SignedIn, number: str) -> Response:
    """Tell the script of a page how far an audit is."""
    record = site.desk.shelf.find(visitor.owner, number)
    pending = record.state == "pending"
    stage = site.desk.stage(record) if pending else ""
    return JSONResponse({"pending": int(pending), "stage": stage})


@router.get("/audits/{number}/report")
def report(site: Here, visitor: SignedIn, number: str) -> Response:
    """Show the report; it stands alone, and nothing in it may run."""
    record = site.desk.shelf.find(visitor.owner, number)
    text = site.desk.shelf.file(record, REPORT).read_text(encoding="utf-8")
    return standalone(text)


def standalone(text: str) -> Response:
    """Return a page made for use offline, locked down to its own style sheets."""
    return HTMLResponse(text, headers={"Content-Security-Policy": document_policy(text)})


@router.get("/audits/{number}/files/{name}")
def take_away(site: Here, visitor: SignedIn, number: str, name: str) -> Response:
    """Give a file that was made of an audit."""
    record = site.desk.shelf.find(visitor.owner, number)
    if name == NOTICE and not visitor.is_office:
        raise Refusal(HTTPStatus.NOT_FOUND)
    path = site.desk.shelf.file(record, name)
    end, kind = _FILES[name]
    stem = safe_name(Path(record.name).stem)
    return FileResponse(
        path, media_type=kind, headers={"Content-Disposition": attachment(f"{stem}-{end}")}
    )


def attachment(name: str) -> str:
    """Return the header that saves a response as ``name``, in any script (RFC 6266, RFC 5987)."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


@router.get("/audits/{number}/compare")
def chosen_comparison(site: Here, visitor: SignedIn, number: str, earlier: str) -> Response:
    """Lead to the comparison with the draft that was chosen."""
    new = site.desk.shelf.find(visitor.owner, number)
    old = site.desk.shelf.find(visitor.owner, earlier)
    return RedirectResponse(f"/audits/{new.id}/compare/{old.id}", HTTPStatus.SEE_OTHER)


@router.get("/audits/{number}/compare/{earlier}")
def comparison_page(
    request: Request, site: Here, visitor: SignedIn, number: str, earlier: str
) -> Response:
    """Show what an audit mended that an earlier draft had wrong."""
    new = site.desk.shelf.find(visitor.owner, number)
    old = site.desk.shelf.find(visitor.owner, earlier)
    if not new.state == old.state == "done":
        raise Refusal(HTTPStatus.CONFLICT, "两稿都审核完以后才能比较")
    compared = compare(site.desk.audit(old), site.desk.audit(new), site.book.forms)
    values = {"record": new, "earlier": old, "compared": compared}
    return site.page(request, "comparison.html", values)


@router.post("/audits/{number}/keep")
def keep(site: Here, visitor: SignedIn, number: str, _: OwnForm) -> Response:
    """Keep an audit longer."""
    record = site.desk.shelf.find(visitor.owner, number)
    site.desk.shelf.keep(record)
    return RedirectResponse(f"/audits/{record.id}", HTTPStatus.SEE_OTHER)


@router.post("/audits/{number}/delete")
def delete(site: Here, visitor: SignedIn, number: str, _: OwnForm) -> Response:
    """Delete an audit and its files at once."""
    site.desk.delete(site.desk.shelf.find(visitor.owner, number))
    return RedirectResponse("/audits", HTTPStatus.SEE_OTHER)
