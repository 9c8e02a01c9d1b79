"""Everything that the pages share, and who a visitor is."""

import secrets
from collections.abc import Mapping
from dataclasses import field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from anyio import CapacityLimiter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse

from gouji.records import dataclass
from gouji.rulebook import Rulebook
from gouji.web.accounts import CHECKED_AT_ONCE, Accounts, Role
from gouji.web.crowd import Crowd
from gouji.web.desk import Desk
from gouji.web.folder import Folder
from gouji.web.ledger import Ledger
from gouji.web.logins import Logins, network_of
from gouji.web.previews import Previews
from gouji.web.rates import Rate
from gouji.web.refusals import Refusal, SignInNeeded
from gouji.web.sessions import Session, Sessions, fingerprint
from gouji.web.settings import Settings
from gouji.web.templating import environment
from gouji.web.tokens import Token, holder

if TYPE_CHECKING:
    from gouji.store import History

_OPEN_OWNER = "interface"
"""Whose audits are that came through the interface of a server without accounts and tokens."""
_PROVE = "请在请求头里写明口令：Authorization: Bearer 口令"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. ``owner`` is whose audits they see; ``name`` their account, if they have one."""

    session: Session
    owner: str
    client: str
    """What their rate is counted by."""
    name: str = ""
    role: Role = "staff"

    @property
    def is_office(self) -> bool:
        """Whether they may see the history."""
        return self.role == "office"


@dataclass(frozen=True, slots=True)
class Caller:
    """Another program: whose audits it sees, and whom its rate is counted for."""

    owner: str
    client: str


@dataclass(frozen=True, slots=True)
class Site:
    """A running server: what it was set up with, and what its pages work on."""

    settings: Settings
    folder: Folder
    ledger: Ledger
    book: Rulebook
    desk: Desk
    sessions: Sessions
    accounts: Accounts | None
    uploads: Rate
    receiving: Crowd
    """Requests with files under way."""
    logins: Logins
    checking: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(CHECKED_AT_ONCE))
    """Passwords that are checked."""
    records: "History | None" = None
    """The history, where one was given."""
    previews: Previews = field(default_factory=Previews)
    """Registers that were sent in and not confirmed yet."""

    @property
    def needs_sign_in(self) -> bool:
        """Whether nobody enters without an account or the token."""
        return self.accounts is not None or bool(self.settings.tokens)

    def token(self, given: str) -> Token | None:
        """Return the token that was given, if it is one of ours."""
        return holder(self.settings.tokens, given)

    def visitor(self, request: Request) -> Visitor:
        """Return who asks; raises :class:`SignInNeeded` where they must say so first."""
        session: Session = request.state.session
        if self.accounts is not None:
            account = self.accounts.find(session.name) if session.name else None
            if account is None or not _same(session.key, fingerprint(account.hash)):
                raise SignInNeeded
            owner = f"account:{account.name}"
            return Visitor(session, owner, owner, account.name, account.role)
        keys = [fingerprint(token.secret) for token in self.settings.tokens]
        if keys and not any(_same(session.key, key) for key in keys):
            raise SignInNeeded
        return Visitor(session, f"session:{session.sid}", f"address:{network(request)}")

    def office(self, request: Request) -> Visitor:
        """Return who asks if they are an office; raises :class:`Refusal` for others."""
        visitor = self.visitor(request)
        if not visitor.is_office:
            raise Refusal(HTTPStatus.FORBIDDEN, "这一页只有办公室账号能看")
        return visitor

    def history(self) -> "History":
        """Return the history; raises :class:`Refusal` where the server has none."""
        if self.records is None:
            raise Refusal(HTTPStatus.NOT_FOUND, "服务器没有配置历史记录（启动时用 --history 指定）")
        return self.records

    def close(self) -> None:
        """End the work, and let go of what is kept only while the server runs."""
        self.desk.pool.close()
        if self.records is not None:
            self.records.close()
        self.ledger.close()
        self.folder.close()

    def caller(self, request: Request) -> Caller:
        """Return which program asks; raises :class:`Refusal` unless it may use the interface."""
        address = network(request)
        if not self.needs_sign_in:
            return Caller(_OPEN_OWNER, f"interface:{address}")
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not given.strip():
            raise Refusal(HTTPStatus.UNAUTHORIZED, _PROVE)
        token = self.token(given.strip())
        self.logins.check_token(token.name if token else None, address)
        if token is None:
            raise Refusal(HTTPStatus.UNAUTHORIZED, _PROVE)
        owner = f"token:{token.name}"
        return Caller(owner, owner)

    def check_form(self, visitor: Session, form: FormData) -> None:
        """Raise :class:`Refusal` unless ``form`` came from a page of this session."""
        if not self.sessions.is_ours(visitor, form.get("csrf")):
            raise Refusal(
                HTTPStatus.FORBIDDEN, "这张表单已经过期，没有执行；请回到页面刷新后再提交"
            )

    def page(
        self,
        request: Request,
        template: str,
        values: Mapping[str, Any],
        status: int = HTTPStatus.OK,
    ) -> HTMLResponse:
        """Return a page of our own."""
        visitor = self.visitor_if_any(request)
        session = getattr(request.state, "session", None)
        shared = {
            "visitor": visitor,
            "csrf": self.sessions.csrf(session) if session else "",
            "has_accounts": self.accounts is not None,
            "needs_sign_in": self.needs_sign_in,
            "has_history": self.records is not None,
            "path": request.url.path,
        }
        text = environment().get_template(template).render(shared | dict(values))
        return HTMLResponse(text, status_code=status)

    def visitor_if_any(self, request: Request) -> Visitor | None:
        """Return who asks, or ``None`` for somebody who has not signed in."""
        if not hasattr(request.state, "session"):
            return None
        try:
            return self.visitor(request)
        except SignInNeeded:
            return None


def site_of(request: Request) -> Site:
    """Return the site that serves ``request``."""
    found: Site = request.app.state.site
    return found


def network(request: Request) -> str:
    """Return the address that a request came from, or the network that a client has to itself."""
    return network_of(request.client.host if request.client else "")


def _same(given: str, expected: str) -> bool:
    return secrets.compare_digest(given.encode(), expected.encode())
