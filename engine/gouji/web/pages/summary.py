"""The annual summary of the history."""

import asyncio
from http import HTTPStatus

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gouji.web.access import Here, Office
from gouji.web.pages.audits import standalone
from gouji.web.refusals import Refusal

router = APIRouter(include_in_schema=False)

_NO_REPORTS = "历史记录里没有这一年的报告"


@router.get("/summary")
def newest_summary(request: Request, site: Here, _: Office) -> Response:
    """Lead to the newest year, or say that there is none."""
    years = site.history().years()
    if not years:
        return site.page(request, "no_summary.html", {})
    return RedirectResponse(f"/summary/{years[0]}", HTTPStatus.SEE_OTHER)


@router.get("/summary/{year}")
async def summary(site: Here, visitor: Office, year: int) -> Response:
    """Show the summary of ``year``, made in a worker: it reads every audit of two years."""
    history = site.history()
    if year not in await run_in_threadpool(history.years):
        raise Refusal(HTTPStatus.NOT_FOUND, _NO_REPORTS)
    where = site.settings.history or ""
    future = site.desk.pool.sum_up(where, year, visitor.client)
    try:
        page = await asyncio.wait_for(
            asyncio.wrap_future(future), site.settings.limits.job_seconds * 2
        )
    except TimeoutError:
        raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, wait=60) from None
    return standalone(page)
