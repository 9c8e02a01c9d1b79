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

from gouji.web.refusals import Refusal

_SAFE = {"GET", "HEAD", "OPTIONS"}
_STRANGE_ORIGIN = "这个请求来自别的网站，没有执行；请从本站的页面上操作"

Answer = Callable[[Scope, Refusal], Response]


class Guards:
    """Checks each request before ``app`` sees it; ``answer`` tells a refusal."""

    def __init__(
        self, app: ASGIApp, answer: Answer, *, hosts: frozenset[str], most: int, seconds: float
    ) -> None:
        self._app = app
        self._answer = answer
        self._hosts = hosts
        self._most = most
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or pass it on with its body bounded."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            is_api = scope["path"].startswith("/api/")
            self._check(scope["method"], Headers(scope=scope), is_api=is_api)
        except Refusal as refusal:
            await self._answer(scope, refusal)(scope, receive, send)
            return
        await self._app(scope, _bounded(receive, self._most, self._seconds), send)

    def _check(self, method: str, headers: Headers, *, is_api: bool) -> None:
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            raise Refusal(
                HTTPStatus.MISDIRECTED_REQUEST,
                "访问用的地址不在许可之列；如果这确是本站的地址，请管理员用 --name 加上",
            )
        if method not in _SAFE and not _is_from_here(headers, host, is_api=is_api):
            raise Refusal(HTTPStatus.FORBIDDEN, _STRANGE_ORIGIN)
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > self._most:
            raise too_large(self._most)


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
    sentence = f"传来的内容太大：一次合计不超过 {most / 1_000_000:.0f} MB"
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
