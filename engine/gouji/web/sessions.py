"""Sessions in signed cookies, and the tokens that prove that a form is one of ours."""

import hashlib
import hmac
import secrets
import time
from dataclasses import asdict
from pathlib import Path

from gouji.extras import extra
from gouji.records import dataclass
from gouji.web.ledger import Ledger
from gouji.web.private import write_private
from gouji.web.settings import Settings

with extra("web"):
    from itsdangerous import BadSignature, URLSafeSerializer

ANONYMOUS_SECONDS = 30 * 86400
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Session:
    """A visitor's session. ``name`` is the account; ``key`` ties it to the password or token.

    Both are empty for somebody who has not signed in.
    """

    sid: str
    name: str
    key: str
    until: int


class Sessions:
    """Makes, seals and opens sessions; ``secret`` signs them."""

    def __init__(self, secret: str, ledger: Ledger, *, seconds: int, secure: bool) -> None:
        self._cookies = URLSafeSerializer(
            secret, salt="gouji.session", signer_kwargs={"digest_method": hashlib.sha256}
        )
        self._secret = secret.encode()
        self._seconds = seconds
        self._ledger = ledger
        self.secure = secure
        self.cookie = "__Host-gouji" if secure else "gouji"
        """Name of the cookie."""

    def new(self, name: str = "", key: str = "") -> Session:
        """Return a fresh session; nobody can know its id beforehand."""
        seconds = self._seconds if key else ANONYMOUS_SECONDS
        return Session(secrets.token_hex(16), name, key, int(time.time()) + seconds)

    def sealed(self, session: Session) -> str:
        """Return the cookie's value."""
        return self._cookies.dumps(asdict(session))

    def opened(self, cookie: str | None) -> Session | None:
        """Return the session in a cookie, or ``None`` if it is forged, over or ended."""
        if not cookie:
            return None
        try:
            session = Session(**self._cookies.loads(cookie))
        except (BadSignature, TypeError):
            return None
        over = session.until < time.time() or self._ledger.is_ended(session.sid)
        return None if over else session

    def end(self, session: Session) -> None:
        """Let nobody use ``session`` again, with a copy of its cookie or after a restart."""
        self._ledger.end(session.sid, session.until)

    def csrf(self, session: Session) -> str:
        """Return the token that forms of this session carry."""
        return hmac.new(self._secret, f"csrf:{session.sid}".encode(), hashlib.sha256).hexdigest()

    def is_ours(self, session: Session, token: object) -> bool:
        """Tell whether ``token`` came from a form of this session."""
        return isinstance(token, str) and hmac.compare_digest(
            self.csrf(session).encode(), token.encode()
        )


def fingerprint(secret: str) -> str:
    """Return what ties a session to a password's hash or a token without telling either."""
    return hashlib.sha256(secret.encode()).hexdigest()[:32]


def signing_secret(settings: Settings) -> str:
    """Return what cookies are signed with, drawn and kept beside the data if there is none.

    Without a place to remember ended sessions, none outlives the server.
    """
    if settings.data is None:
        return secrets.token_hex(_SECRET_BYTES)
    if settings.secret:
        return settings.secret
    path: Path = settings.data / "secret"
    if not path.exists():
        write_private(path, secrets.token_hex(_SECRET_BYTES))
    return path.read_text(encoding="utf-8").strip()
