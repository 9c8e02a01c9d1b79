"""The server: the application on uvicorn, with connections of our own making."""

import socket

import uvicorn
from starlette.concurrency import run_in_threadpool

from gouji.web.app import create_app, create_site
from gouji.web.connections import protocol
from gouji.web.settings import Settings, trusted_proxies
from gouji.web.site import Site

_KEEP_ALIVE = 10
_GRACE = 10
"""Seconds that requests under way have when the server stops."""


class Server(uvicorn.Server):
    """Serves a site until it is told to stop."""

    def __init__(self, site: Site) -> None:
        settings = site.settings
        proxies = trusted_proxies(settings)
        super().__init__(
            uvicorn.Config(
                create_app(site),
                http=protocol(settings.limits, proxies, https=settings.https),
                ws="none",
                lifespan="on",
                proxy_headers=bool(proxies),
                forwarded_allow_ips=list(proxies),
                server_header=False,
                access_log=False,
                log_level="error",
                h11_max_incomplete_event_size=settings.limits.head_bytes,
                timeout_keep_alive=_KEEP_ALIVE,
                timeout_graceful_shutdown=_GRACE,
            )
        )
        self._site = site

    def close(self) -> None:
        """Let go of everything, also where it never came to serve."""
        self._site.close()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop; programs that wait for an audit are told so first, and need not be cut off."""
        await run_in_threadpool(self._site.desk.pool.close)
        await super().shutdown(sockets)


def create_server(settings: Settings) -> Server:
    """Return the server; raises :class:`gouji.errors.UsageError` if it would be unsafe."""
    return Server(create_site(settings))
