"""Gives each request its session, and the browser the cookie of a new one."""

from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gouji.web.sessions import ANONYMOUS_SECONDS, Session, Sessions

_WITHOUT = ("/static/", "/api/audits", "/api/openapi.json")
"""What needs no session."""


_ELSEWHERE = {"cross-site", "same-site"}
_ONCE_MORE = Response(headers={"Refresh": "0"})
"""A link on another site comes without our strict cookie, which a new one must not replace; the
browser asks again from here, and then sends what it has."""


class SessionCookies:
    """Puts the session into ``request.state.session``; a page may put another there."""

    def __init__(self, app: ASGIApp, sessions: Sessions) -> None:
        self._app = app
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its session."""
        if scope["type"] != "http" or scope["path"].startswith(_WITHOUT):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        found = self._sessions.opened(self._cookie(headers))
        if found is None and headers.get("sec-fetch-site") in _ELSEWHERE:
            await _ONCE_MORE(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["session"] = found or self._sessions.new()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and state["session"] is not found:
                headers = MutableHeaders(scope=message)
                headers.append("Set-Cookie", self._header(state["session"]))
            await send(message)

        await self._app(scope, receive, sending)

    def _cookie(self, headers: Headers) -> str | None:
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(self._sessions.cookie)
        except CookieError:
            return None
        return morsel.value if morsel else None

    def _header(self, session: Session) -> str:
        secure = "; Secure" if self._sessions.secure else ""
        if not session.key:  # nothing to steal but one's own drafts; they outlive the browser
            secure += f"; Max-Age={ANONYMOUS_SECONDS}"
        return (
            f"{self._sessions.cookie}={self._sessions.sealed(session)}; Path=/; HttpOnly; "
            f"SameSite=Strict{secure}"
        )
