"""Signing in and out."""

from http import HTTPStatus
from secrets import compare_digest

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gouji.web.access import Here, OwnForm, text_of
from gouji.web.refusals import Refusal
from gouji.web.sessions import Session, fingerprint
from gouji.web.site import Site

router = APIRouter(include_in_schema=False)

_LONGEST = 200


@router.get("/login")
def login_page(request: Request, site: Here) -> Response:
    """Show the login, or lead on those who are in."""
    wanted = _own_path(request.query_params.get("next", "/"))
    if not site.needs_sign_in or site.visitor_if_any(request):
        return RedirectResponse(wanted, HTTPStatus.SEE_OTHER)
    return site.page(request, "login.html", {"next": wanted, "problem": ""})


@router.post("/login")
async def login(request: Request, site: Here, form: OwnForm) -> Response:
    """Let somebody in who knows the password, at a rate that guessing has no use for."""
    name, password = text_of(form, "name")[:_LONGEST], str(form.get("password", ""))[:_LONGEST]
    address = request.client.host if request.client else ""
    # A token has no name: who guesses it is known by the address alone.
    counts = ((site.address_logins, address), (site.logins, name or address))
    if wait := max(rate.wait(client) for rate, client in counts):
        raise Refusal(HTTPStatus.TOO_MANY_REQUESTS, "登录失败的次数太多，请过几分钟再试", wait=wait)
    for rate, client in counts:
        rate.count(client)  # before the check, so that many at once are no way around it
    session = await run_in_threadpool(_entered, site, name, password)
    wanted = _own_path(text_of(form, "next"))
    if session is None:
        problem = "账号或密码不对" if site.accounts else "口令不对"
        values = {"next": wanted, "problem": problem}
        return site.page(request, "login.html", values, HTTPStatus.UNAUTHORIZED)
    for rate, client in counts:
        rate.forgive(client)
    site.sessions.end(request.state.session)
    request.state.session = session
    return RedirectResponse(wanted, HTTPStatus.SEE_OTHER)


@router.post("/logout")
def logout(request: Request, site: Here, _: OwnForm) -> Response:
    """End the session, also for whoever copied its cookie."""
    site.sessions.end(request.state.session)
    request.state.session = site.sessions.new()
    return RedirectResponse("/login" if site.needs_sign_in else "/", HTTPStatus.SEE_OTHER)


def _entered(site: Site, name: str, password: str) -> Session | None:
    if site.accounts is not None:
        account = site.accounts.check(name, password)
        return site.sessions.new(account.name, fingerprint(account.hash)) if account else None
    token = site.settings.token or ""
    right = bool(token) and compare_digest(password.encode(), token.encode())
    return site.sessions.new(key=fingerprint(token)) if right else None


def _own_path(wanted: str) -> str:
    """Return ``wanted`` if it is a page of ours; a login leads nowhere else."""
    inside = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if inside and wanted.isprintable() else "/"
