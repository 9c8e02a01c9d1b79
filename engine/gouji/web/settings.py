"""How a server is set up: where it listens, who may enter, and how much it takes on."""

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

from gouji.errors import UsageError
from gouji.reading.limits import MAX_CONVERSION_SECONDS, MAX_FILE_BYTES, MAX_MEMORY_BYTES

_SHORTEST_TOKEN = 24
_ANYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - told apart, not listened on


@dataclass(frozen=True, slots=True)
class Limits:
    """What the server takes on. Times are in seconds, sizes in bytes.

    A client is an account where there is one, else an address.
    """

    workers: int = 2
    """Documents audited at once, each in a process of its own."""
    queue: int = 60
    """Documents waiting or being audited; one more is refused."""
    job_seconds: float = 60.0 + MAX_CONVERSION_SECONDS + 30
    """What one document may take before its process is killed."""
    job_memory: int = MAX_MEMORY_BYTES
    file_bytes: int = MAX_FILE_BYTES
    request_bytes: int = 2 * MAX_FILE_BYTES
    """All that one request may send."""
    request_files: int = 10
    request_seconds: float = 120.0
    """How long the body of a request may take to arrive."""
    uploads: int = 60
    """Requests with files that a client may send in ``uploads_window``."""
    uploads_window: float = 600.0
    logins: int = 8
    """Failed logins for a name in ``logins_window``."""
    address_logins: int = 60
    """The same from an address: a whole office may stand behind one."""
    logins_window: float = 300.0
    keep_seconds: float = 2 * 3600.0
    """How long what was sent in is kept."""
    kept_seconds: float = 7 * 86400.0
    """How long it is kept where the sender asked for that."""
    owner_audits: int = 60
    """Audits that one sender may have lying here."""
    shelf_bytes: int = 4_000_000_000
    """All that lies here."""
    session_seconds: int = 12 * 3600


@dataclass(frozen=True, slots=True)
class Settings:
    """A server as the command line describes it."""

    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()
    """Names or addresses by which the site is reached, beside those of this machine."""
    https: bool = False
    """Whether a proxy in front speaks https: cookies are then sent over https only, and the
    client's address is taken from what the proxy on this machine says."""
    accounts: Path | None = None
    token: str | None = None
    """What other programs prove themselves by; without accounts also what people enter with."""
    secret: str | None = None
    """What cookies are signed with; by default one is drawn, and kept in ``data``."""
    data: Path | None = None
    """Where audits lie; by default a temporary directory that goes when the server ends."""
    history: str | None = None
    layers: tuple[Path, ...] = ()
    profile: str | None = None
    limits: Limits = field(default_factory=Limits)


def checked(settings: Settings) -> Settings:
    """Return ``settings`` if they are safe to run with; raises :class:`UsageError`."""
    if settings.token is not None and len(settings.token) < _SHORTEST_TOKEN:
        raise UsageError(f"接口口令太短，至少要 {_SHORTEST_TOKEN} 个字符")
    if not is_loopback(settings.host):
        if settings.accounts is None and settings.token is None:
            raise UsageError(
                f"在 {settings.host} 上监听，别的机器就能访问，须先有账号（--accounts）"
                "或者口令（--token-file）；只在本机用时不必写 --host"
            )
        if settings.host in _ANYWHERE and not settings.names:
            raise UsageError(
                f"在 {settings.host} 上监听时，请用 --name 写明访问时用的域名或地址，可写多次"
            )
    return settings


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def known_hosts(settings: Settings) -> frozenset[str]:
    """Return the names that a request may ask for; any other is a page elsewhere that lies."""
    here = {"127.0.0.1", "localhost", "[::1]"} if is_loopback(settings.host) else set()
    own = set() if settings.host in _ANYWHERE else {_bracketed(settings.host)}
    return frozenset(name.lower() for name in here | own | {*map(_bracketed, settings.names)})


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
