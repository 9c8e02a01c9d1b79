"""What is checked before a request reaches a page: where it wants to go, whence it came, its size.

A page elsewhere may make a visitor's browser send requests here, under a name of its own (DNS
rebinding) or from a form of its own; both are refused before anything is read.
"""

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from time import monotonic
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gouji.web.crowd import Crowd
from gouji.web.logins import network_of
from gouji.web.refusals import Refusal
from gouji.web.settings import Limits

_SAFE = {"GET", "HEAD", "OPTIONS"}
UPLOADS = frozenset({("POST", "/audits"), ("POST", "/api/audits"), ("POST", "/register/preview")})
"""Where files may be sent; everywhere else there are only forms."""
_CROWDED = "您这里同时有太多请求，请等它们办完再试"
_RETRY_AFTER = 5.0
_STRANGE_ORIGIN = "这个请求来自别的网站，没有执行；请从本站的页面上操作"

Answer = Callable[[Scope, Refusal], Response]


class Guards:
    """Checks each request before ``app`` sees it; ``answer`` tells a refusal."""

    def __init__(
        self, app: ASGIApp, answer: Answer, *, hosts: frozenset[str], limits: Limits
    ) -> None:
        self._app = app
        self._answer = answer
        self._hosts = hosts
        self._head = limits.head_bytes
        self._form = (limits.form_bytes, limits.form_seconds)
        self._files = (limits.request_bytes, limits.request_seconds)
        self._crowd = Crowd(limits.connections, limits.client_connections)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or pass it on with its body bounded."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        route = (scope["method"], scope["path"])
        most, seconds = self._files if route in UPLOADS else self._form
        client = network_of(scope["client"][0] if scope.get("client") else "")
        try:
            is_api = scope["path"].startswith("/api/")
            self._check_head(scope)
            self._check(scope["method"], Headers(scope=scope), most, is_api=is_api)
            self._enter(client)
        except Refusal as refusal:
            await self._answer(scope, refusal)(scope, receive, send)
            return
        try:
            await self._app(scope, _bounded(receive, most, seconds), send)
        finally:
            self._crowd.leave(client)

    def _check_head(self, scope: Scope) -> None:
        """Refuse a head that is too long: one that comes at once is not bounded otherwise."""
        length = sum(len(name) + len(value) for name, value in scope["headers"])
        if length + len(scope["raw_path"]) + len(scope["query_string"]) > self._head:
            raise Refusal(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def _enter(self, client: str) -> None:
        if not self._crowd.enter(client):
            raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, _CROWDED, wait=_RETRY_AFTER)

    def _check(self, method: str, headers: Headers, most: int, *, is_api: bool) -> None:
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            raise Refusal(
                HTTPStatus.MISDIRECTED_REQUEST,
                "访问用的地址不在许可之列；如果这确是本站的地址，请管理员用 --name 加上",
            )
        if method not in _SAFE and not _is_from_here(headers, host, is_api=is_api):
            raise Refusal(HTTPStatus.FORBIDDEN, _STRANGE_ORIGIN)
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > most:
            raise too_large(most)


def _is_from_here(headers: Headers, host: str, *, is_api: bool) -> bool:
    """Tell whether a request that changes something was not made by a page elsewhere.

    Over plain http browsers say only ``Origin: null`` of our own forms, for we let them tell no
    referrer; those prove themselves by the token in them, which the interface does not ask for.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    if origin is None or (origin == "null" and not is_api):
        return True
    return urlsplit(origin).netloc.lower() == host.lower()


def too_large(most: int) -> Refusal:
    """Return the refusal of more than ``most`` bytes."""
    size = f"{most / 1_000_000:.0f} MB" if most >= 1_000_000 else f"{most / 1000:.0f} KB"
    sentence = f"传来的内容太大：一次合计不超过 {size}"
    return Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sentence)


def _name(host: str) -> str:
    """Return a Host header without its port."""
    name, _, port = host.rpartition(":")
    return (name if name and port.isdigit() else host).lower()


def _bounded(receive: Receive, most: int, seconds: float) -> Callable[[], Awaitable[Message]]:
    """Return ``receive`` for a body of at most ``most`` bytes that arrives within ``seconds``."""
    ends = monotonic() + seconds
    got = 0
    whole = False

    async def receiving() -> Message:
        nonlocal got, whole
        if whole:
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), max(ends - monotonic(), 0.01))
        except TimeoutError:
            raise Refusal(HTTPStatus.REQUEST_TIMEOUT) from None
        got += len(message.get("body", b""))
        if got > most:
            raise too_large(most)
        whole = not message.get("more_body", False)
        return message

    return receiving
