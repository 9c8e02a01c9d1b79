"""The first page: files are dropped here and become audits."""

from datetime import date
from http import HTTPStatus

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gouji.model.bodies import KNOWN_BODIES
from gouji.model.days import day_of
from gouji.reading.formats import READABLE
from gouji.web.access import Here, SignedIn, text_of
from gouji.web.desk import Beside, Sender
from gouji.web.refusals import Refusal
from gouji.web.shelf import Record
from gouji.web.site import Site
from gouji.web.uploads import received, saving, sent_files, shown_name

router = APIRouter(include_in_schema=False)

_RECEIVING = "正在接收的文件太多，请稍后再送"
_RETRY_AFTER = 20.0


@router.get("/")
def check_page(request: Request, site: Here, _: SignedIn) -> Response:
    """Show where to drop files, and what happens with them."""
    values = {"limits": site.settings.limits, "kinds": KNOWN_BODIES, "formats": READABLE}
    return site.page(request, "check.html", values)


@router.post("/audits")
async def send_in(request: Request, site: Here, visitor: SignedIn) -> Response:
    """Take files in; lead to the audit, or to the list where there are several."""
    sender = Sender(visitor.owner, visitor.client)
    form = await admitted(request, site, sender)
    site.check_form(visitor.session, form)
    records = await run_in_threadpool(take, site, sender, form)
    target = f"/audits/{records[0].id}" if len(records) == 1 else "/audits"
    return RedirectResponse(target, HTTPStatus.SEE_OTHER)


async def admitted(request: Request, site: Site, sender: Sender) -> FormData:
    """Count a request with files, and read it; one too many is refused before that."""
    client = sender.client
    site.desk.pool.check_room(client)
    if wait := site.uploads.wait(client):
        raise Refusal(HTTPStatus.TOO_MANY_REQUESTS, "送审得太频繁，请过几分钟再送", wait=wait)
    if not site.receiving.enter(client):
        raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, _RECEIVING, wait=_RETRY_AFTER)
    try:
        site.uploads.count(client)
        return await received(request, site.settings.limits)
    finally:
        site.receiving.leave(client)


def take(site: Site, sender: Sender, form: FormData) -> list[Record]:
    """Put all the files of a form on the shelf and into the queue, or none of them."""
    files = sent_files(form, "files", site.settings.limits)
    if not files:
        raise Refusal(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "还没有选文件，请先选一份年度报告",
            field="files",
            code="missing_field",
        )
    site.desk.pool.check_room(sender.client, len(files))
    beside = _beside(site, form, len(files))
    taken: list[Record] = []
    try:
        for file in files:
            name = shown_name(file.filename)
            taken.append(site.desk.take(sender, name, saving(file), beside))
    except BaseException:
        for record in taken:
            site.desk.delete(record)
        raise
    return taken


def _beside(site: Site, form: FormData, files: int) -> Beside:
    """Return what a form tells of its file; refuses what cannot be."""
    previous = sent_files(form, "previous", site.settings.limits)
    published = _published(text_of(form, "published"))
    body = text_of(form, "body")
    if files > 1 and (previous or published or body):
        raise Refusal(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "上年的报告、公布日期和机关种类一次只能用于一份报告，请一份一份送",
            field="files",
        )
    if body and body not in KNOWN_BODIES:
        raise Refusal(
            HTTPStatus.UNPROCESSABLE_ENTITY, "没有这一种机关，请从列出的里面选", field="body"
        )
    return Beside(saving(previous[0]) if previous else None, published, body or None)


def _published(text: str) -> date | None:
    if not text:
        return None
    try:
        return day_of(text)
    except ValueError:
        raise Refusal(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "公布日期不对，请写成 2025-01-20 的样子",
            field="published",
        ) from None
