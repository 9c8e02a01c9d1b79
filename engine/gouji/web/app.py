"""The application: its parts put together, and the order in which they see a request."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.types import ASGIApp

from gouji.rulesets import chosen_rulebook
from gouji.version import __version__
from gouji.web import api, openapi
from gouji.web.accounts import Accounts
from gouji.web.answers import add_handlers, answer, internal
from gouji.web.cookies import SessionCookies
from gouji.web.crowd import Crowd
from gouji.web.desk import Desk
from gouji.web.folder import Folder
from gouji.web.guards import Guards
from gouji.web.headers import SecurityHeaders
from gouji.web.health import Health
from gouji.web.ledger import Ledger
from gouji.web.logins import Logins
from gouji.web.pages import (
    account,
    appeals,
    audits,
    check,
    history,
    registers,
    rules,
    static,
    summary,
)
from gouji.web.pool import Pool
from gouji.web.rates import Rate
from gouji.web.sessions import Sessions, signing_secret
from gouji.web.settings import Settings, checked, known_hosts
from gouji.web.shelf import Shelf
from gouji.web.site import Site

if TYPE_CHECKING:
    from gouji.store import History

_SWEEP_SECONDS = 60.0
_log = logging.getLogger(__name__)


def create_app(site: Site) -> ASGIApp:
    """Return the application of ``site``.

    A request meets the headers first (so that refusals carry them too), then the guards, then its
    session, then a page.
    """
    app = FastAPI(
        title="gouji",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_lifespan,
    )
    app.state.site = site
    add_handlers(app)
    pages = (check, audits, rules, history, appeals, registers, summary, account, static)
    for part in (*pages, api, openapi):
        app.include_router(part.router)
    guarded = Guards(
        SessionCookies(app, site.sessions),
        answer,
        hosts=known_hosts(site.settings),
        limits=site.settings.limits,
    )
    whole = ServerErrorMiddleware(guarded, handler=internal)
    healthy = Health(whole, site.desk.pool.has_workers)
    return SecurityHeaders(healthy, https=site.settings.https)


def create_site(settings: Settings) -> Site:
    """Return a server's parts; raises :class:`gouji.errors.UsageError` if it is unsafe."""
    limits = checked(settings).limits
    book = chosen_rulebook(settings.layers, settings.profile)
    accounts = Accounts(settings.accounts) if settings.accounts else None
    if accounts is not None:
        accounts.all()  # a broken file is told now, not to the first visitor
    history = _opened(settings.history) if settings.history else None
    folder = Folder(settings.data)
    ledger = Ledger(folder.root / "visitors.db" if settings.data else None)
    return Site(
        settings=settings,
        folder=folder,
        ledger=ledger,
        book=book,
        desk=Desk(Shelf(folder.root / "audits", limits), Pool(book, limits, folder.passing)),
        sessions=Sessions(
            signing_secret(settings),
            ledger,
            seconds=limits.session_seconds,
            secure=settings.https,
        ),
        accounts=accounts,
        uploads=Rate(limits.uploads, limits.uploads_window),
        receiving=Crowd(limits.receiving, limits.client_receiving),
        logins=Logins(limits, ledger),
        records=history,
    )


def _opened(where: str) -> "History":
    from gouji.store import open_history

    return open_history(where)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    site: Site = app.state.site
    site.desk.pool.start()
    sweeping = asyncio.create_task(_sweep(site))
    try:
        yield
    finally:
        sweeping.cancel()
        with suppress(asyncio.CancelledError):
            await sweeping
        await run_in_threadpool(site.close)


async def _sweep(site: Site) -> None:
    """Delete what is over, also while nobody comes."""
    while True:
        await asyncio.sleep(_SWEEP_SECONDS)
        await run_in_threadpool(site.desk.shelf.sweep)
