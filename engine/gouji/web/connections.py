"""Connections: bounded in number and in the time that a client may keep one waiting.

uvicorn waits for ever for the head of a request, for the rest of a body that was answered already,
and for a client that does not read; and it tells what it cannot read in English. Here each of these
has a time, and every answer that no page gives is one of ours, from the first byte.
"""

import asyncio
import sys
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

import h11
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from gouji.web.answers import answer
from gouji.web.crowd import Crowd
from gouji.web.headers import SecurityHeaders
from gouji.web.logins import network_of
from gouji.web.refusals import Refusal
from gouji.web.settings import Limits

_OVERFLOW = 2
"""How many times the connections that are served may be open; those beyond are only cut off."""
_SLOW_HEAD = "请求传得太慢，没有传完，请再试一次"
_CROWDED = "同时打开的连接太多，请稍后再试"
_RETRY_AFTER = 5.0


def protocol(limits: Limits, proxies: tuple[str, ...], *, https: bool) -> type[H11Protocol]:
    """Return the protocol of a server's connections.

    All clients behind a proxy share its address: for ``proxies`` only the sum is bounded here.
    """
    most = limits.connections
    networks = [ip_network(proxy) for proxy in proxies]

    class Bounded(_Timed):
        head_seconds = limits.head_seconds
        write_seconds = limits.write_seconds
        served = Crowd(most, limits.client_connections)
        proxied = Crowd(most, most)
        opened = Crowd(most * _OVERFLOW, most * _OVERFLOW)
        behind = networks
        refusing = SecurityHeaders(_refuse, https=https)

    return Bounded


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    refusal = Refusal(HTTPStatus.SERVICE_UNAVAILABLE, _CROWDED, wait=_RETRY_AFTER)
    response = answer(scope, refusal)
    response.headers["Connection"] = "close"
    await response(scope, receive, send)


class _Timed(H11Protocol):
    """A connection whose client is not waited for longer than is told."""

    head_seconds: float
    write_seconds: float
    served: Crowd
    """Connections that are served."""
    proxied: Crowd
    opened: Crowd
    """All that are open, those that are told to come later among them."""
    behind: list[IPv4Network | IPv6Network]
    """Whence proxies speak for others."""
    refusing: SecurityHeaders

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection in, if there is room for it."""
        super().connection_made(transport)
        self._leave: list[Callable[[], None]] = []
        # What the client owes: a head, or the rest of a body.
        self._owed = _Timer(self.loop, self.head_seconds)
        # What the client has not read.
        self._unread = _Timer(self.loop, self.write_seconds)
        address = self.client[0] if self.client else ""
        if not self._entered(self.opened, ""):
            transport.abort()
            return
        crowd = self.proxied if _is_in(address, self.behind) else self.served
        if not self._entered(crowd, network_of(address)):
            self.app = self.refusing
        self._await_head()

    def _entered(self, crowd: Crowd, client: str) -> bool:
        entered = crowd.enter(client)
        if entered:
            self._leave.append(partial(crowd.leave, client))
        return entered

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the room to another."""
        super().connection_lost(exc)
        self._owed.stop()
        self._unread.stop()
        for leave in self._leave:
            leave()

    def data_received(self, data: bytes) -> None:
        """Take what came; a head that is begun is to be ended in time."""
        super().data_received(data)
        if self.transport.is_closing():
            return
        if self.conn.their_state is h11.IDLE:
            self._await_head()
        elif self._is_answering():
            self._owed.stop()

    def on_response_complete(self) -> None:
        """Give a client that still sends a body nobody wants a while to notice."""
        super().on_response_complete()
        if self.transport.is_closing():
            self._end_unread()
        elif self.conn.their_state is h11.SEND_BODY and not self._is_answering():
            self._owed.start(self._close)
        elif self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:
            self._unset_keepalive_if_required()
            self._await_head()  # another request has begun

    def timeout_keep_alive_handler(self) -> None:
        """End a connection on which nothing more was asked."""
        if self.conn.their_state is h11.IDLE:
            super().timeout_keep_alive_handler()
        else:
            self._close()

    def pause_writing(self) -> None:
        """Wait for the client to read, but not for ever."""
        super().pause_writing()
        self._end_unread()

    def resume_writing(self) -> None:
        """Go on with a client that reads."""
        super().resume_writing()
        if not self.transport.is_closing():
            self._unread.stop()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's, in English
        """Tell in our words what could not be read."""
        error = sys.exception()
        hint = error.error_status_hint if isinstance(error, h11.RemoteProtocolError) else 0
        self._tell(Refusal(hint or HTTPStatus.BAD_REQUEST))

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _await_head(self) -> None:
        self._owed.start(self._head_is_late)

    def _head_is_late(self) -> None:
        begun = bool(self.conn.trailing_data[0])
        if begun and not self._is_answering():
            self._tell(Refusal(HTTPStatus.REQUEST_TIMEOUT, _SLOW_HEAD))
        else:
            self._close()

    def _tell(self, refusal: Refusal) -> None:
        """Answer in place of a page, if none has begun to, and end the connection."""
        is_answering = self._is_answering()
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            path = self.scope["path"] if is_answering else ""
            response = answer({"type": "http", "path": path}, refusal)
            self.transport.write(self._bytes(response))
        if is_answering:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self._close()

    def _bytes(self, response: Response) -> bytes:
        headers = self.refusing.complete(response.raw_headers)
        head = h11.Response(
            status_code=response.status_code,
            headers=[*headers, (b"connection", b"close")],
            reason=STATUS_PHRASES[response.status_code],
        )
        parts = (head, h11.Data(data=bytes(response.body)), h11.EndOfMessage())
        return b"".join(self.conn.send(part) or b"" for part in parts)

    def _close(self) -> None:
        self.transport.close()
        self._end_unread()

    def _end_unread(self) -> None:
        """Cut the connection off unless what was sent is read in time."""
        self._unread.start(self.transport.abort)


def _is_in(address: str, networks: list[IPv4Network | IPv6Network]) -> bool:
    return bool(address and networks) and any(
        ip_address(address) in network for network in networks
    )


class _Timer:
    """Does something unless it is stopped in time; started twice, it keeps its first time."""

    def __init__(self, loop: asyncio.AbstractEventLoop, seconds: float) -> None:
        self._loop = loop
        self._seconds = seconds
        self._handle: asyncio.TimerHandle | None = None

    def start(self, then: Callable[[], None]) -> None:
        self._handle = self._handle or self._loop.call_later(self._seconds, then)

    def stop(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
