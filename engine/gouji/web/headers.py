"""Headers that every response carries: what the browser must not do with it."""

import base64
import hashlib
import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""For the server's own pages: nothing inline, nothing from elsewhere."""

_HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
_HSTS = "max-age=31536000"
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def document_policy(page: str) -> str:
    """Return the policy for a report that stands alone: its own style sheets, no script at all."""
    digests = (hashlib.sha256(css.encode()).digest() for css in _STYLE.findall(page))
    hashes = " ".join(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests)
    return (
        f"default-src 'none'; style-src {hashes or repr('none')}; img-src data:; "
        "form-action 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox"
    )


class SecurityHeaders:
    """Adds the headers to whatever ``app`` answers; what a page sets itself stays."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._headers = _HEADERS | ({"Strict-Transport-Security": _HSTS} if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self.complete(message["headers"])
            await send(message)

        await self._app(scope, receive, sending)

    def complete(self, raw: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        """Return the headers of an answer with those that it lacks."""
        headers = MutableHeaders(raw=list(raw))
        for name, value in self._headers.items():
            headers.setdefault(name, value)
        return headers.raw
