"""The office's register of agencies: to look at, to take home, to import after a look."""

from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gouji.errors import UsageError
from gouji.model.register import Register
from gouji.register.preview import preview
from gouji.web.access import Here, Office, OwnForm, text_of
from gouji.web.desk import Sender
from gouji.web.pages.check import admitted
from gouji.web.refusals import Refusal
from gouji.web.site import Site, Visitor
from gouji.web.uploads import sent_files, shown_name

router = APIRouter(include_in_schema=False)

ON_A_PAGE = 100
_FIRST, _LAST = 2008, 2099
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Year = Annotated[int, Path(ge=_FIRST, le=_LAST)]


@router.get("/register")
def newest(site: Here, _: Office) -> Response:
    """Lead to the newest year that there is anything of."""
    history = site.history()
    known = [each.year for each in history.imports()] + list(history.years())
    year = max(known, default=datetime.now().astimezone().year - 1)
    return RedirectResponse(f"/register/{year}", HTTPStatus.SEE_OTHER)


@router.get("/register/{year}")
def register_page(request: Request, site: Here, _: Office, year: Year) -> Response:
    """Show the register of a year, a page at a time, with what became of each report."""
    history = site.history()
    register = history.register(year)
    asked = request.query_params.get("q", "").strip()[:100]
    found = [a for a in register.living() if not asked or _has(asked, a.name, *a.aliases)]
    last = max(1, -(-len(found) // ON_A_PAGE))
    number = _number(request.query_params.get("page", ""), last)
    owing = {one.agency: one.state for one in history.due(year)}
    values = {
        "year": year,
        "register": register,
        "agencies": found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE],
        "total": len(found),
        "states": owing,
        "owing": history.grading(year).owing(year),
        "asked": asked,
        "query": quote(asked),
        "number": number,
        "last": last,
        "imports": history.imports(),
        "years": sorted({year, *history.years(), *(i.year for i in history.imports())}),
        "first_year": _FIRST,
        "last_year": _LAST,
    }
    return site.page(request, "register.html", values)


@router.get("/register/{year}/export")
def export(site: Here, _: Office, year: Year) -> Response:
    """Give the register as Excel."""
    from gouji.register.excel import write_register

    register = site.history().register(year)
    if not register.agencies:
        raise Refusal(HTTPStatus.NOT_FOUND, f"没有{year}年度的机关名录")
    name = quote(f"{year}年度机关名录.xlsx")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(write_register(register), media_type=_XLSX, headers=headers)


@router.post("/register/preview")
async def look(request: Request, site: Here, visitor: Office) -> Response:
    """Read a register that was sent in, and show what it would change."""
    site.history()
    form = await admitted(request, site, Sender(visitor.owner, visitor.client))
    site.check_form(visitor.session, form)
    return await run_in_threadpool(_looked_at, request, site, visitor, form)


def _looked_at(request: Request, site: Site, visitor: Visitor, form: FormData) -> Response:
    from gouji.register.excel import read_register

    year = _year(text_of(form, "year"))
    files = sent_files(form, "file", site.settings.limits)
    if not files:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "还没有选名录文件，请先选一个 Excel 文件")
    data = files[0].file.read()
    try:
        read = read_register(shown_name(files[0].filename), data, year)
    except UsageError as error:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from None
    told = preview(read, site.history().register(year - 1))
    key = "" if told.wrong else site.previews.keep(read, sha256(data).hexdigest(), visitor.owner)
    values = {"year": year, "told": told, "counts": _counts(read.register), "key": key}
    return site.page(request, "register_preview.html", values)


@router.post("/register/import")
def import_register(site: Here, visitor: Office, form: OwnForm) -> Response:
    """Import the register that was looked at."""
    from gouji.store import Imported

    sent = site.previews.take(text_of(form, "key"), visitor.owner)
    if sent is None:
        raise Refusal(HTTPStatus.CONFLICT, "这份名录已经导入，或者放得太久了，请重新选文件")
    register = sent.read.register
    by = Imported(
        year=register.year,
        place=register.place,
        sha256=sent.sha256,
        who=visitor.name,
        when=datetime.now(UTC).replace(microsecond=0),
    )
    site.history().import_register(register, by)
    return RedirectResponse(f"/register/{register.year}", HTTPStatus.SEE_OTHER)


def _counts(register: Register) -> tuple[int, int]:
    return len(register.living()), len(register.due())


def _has(asked: str, *names: str) -> bool:
    return any(asked in name for name in names)


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and _FIRST <= int(text[:6]) <= _LAST):
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "年度不对，请写成 2025 的样子")
    return int(text)


def _number(text: str, last: int) -> int:
    number = int(text[:9]) if text.isascii() and text.isdigit() else 1
    return min(max(number, 1), last)
