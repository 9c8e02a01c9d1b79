"""Signing in and out."""

from http import HTTPStatus

from anyio import to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gouji.web.access import Here, OwnForm, text_of
from gouji.web.sessions import Session, fingerprint
from gouji.web.site import Site, network

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
    # A token has no name: who guesses it is known by the address alone.
    name = text_of(form, "name")[:_LONGEST] if site.accounts else ""
    password = str(form.get("password", ""))[:_LONGEST]
    address = network(request)
    site.logins.begin(name, address)
    session = await _entered(site, name, password)
    wanted = _own_path(text_of(form, "next"))
    if session is None:
        problem = "账号或密码不对" if site.accounts else "口令不对"
        values = {"next": wanted, "problem": problem}
        return site.page(request, "login.html", values, HTTPStatus.UNAUTHORIZED)
    site.logins.succeed(name, address)
    request.state.session = session
    return RedirectResponse(wanted, HTTPStatus.SEE_OTHER)


@router.post("/logout")
def logout(request: Request, site: Here, _: OwnForm) -> Response:
    """End the session, also for whoever copied its cookie."""
    if request.state.session.key or not site.needs_sign_in:  # else there is nothing to end
        site.sessions.end(request.state.session)
    request.state.session = site.sessions.new()
    return RedirectResponse("/login" if site.needs_sign_in else "/", HTTPStatus.SEE_OTHER)


async def _entered(site: Site, name: str, password: str) -> Session | None:
    if site.accounts is not None:
        # With a limiter of their own, those who wait to be checked keep no other page waiting.
        account = await to_thread.run_sync(
            site.accounts.check, name, password, limiter=site.checking
        )
        return site.sessions.new(account.name, fingerprint(account.hash)) if account else None
    token = site.token(password)
    return site.sessions.new(key=fingerprint(token.secret)) if token else None


def _own_path(wanted: str) -> str:
    """Return ``wanted`` if it is a page of ours; a login leads nowhere else."""
    inside = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if inside and wanted.isprintable() else "/"
