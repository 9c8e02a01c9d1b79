"""Whether the server is well: what a container or a proxy asks again and again."""

from collections.abc import Callable
from http import HTTPStatus

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/healthz"


class Health:
    """Answers ``/healthz`` before anything else sees it: it tells nobody's secret.

    So it may be asked by any name, by the address of a container too, and is answered while the
    server refuses visitors because there are too many. ``is_well`` tells of the workers.
    """

    def __init__(self, app: ASGIApp, is_well: Callable[[], bool]) -> None:
        self._app = app
        self._is_well = is_well

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        if scope["type"] != "http" or scope["path"] != PATH:
            await self._app(scope, receive, send)
            return
        await self._answer(scope["method"])(scope, receive, send)

    def _answer(self, method: str) -> PlainTextResponse:
        if method not in {"GET", "HEAD"}:
            return PlainTextResponse("", HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD"})
        if self._is_well():
            return PlainTextResponse("ok\n")
        return PlainTextResponse("no worker\n", HTTPStatus.SERVICE_UNAVAILABLE)
