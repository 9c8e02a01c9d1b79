"""How a server is set up: where it listens, who may enter, and how much it takes on."""

import ipaddress
from dataclasses import field
from pathlib import Path

from gouji.errors import UsageError
from gouji.reading.limits import MAX_CONVERSION_SECONDS, MAX_FILE_BYTES, MAX_MEMORY_BYTES
from gouji.records import dataclass
from gouji.web.tokens import Token

_ANYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - told apart, not listened on


@dataclass(frozen=True, slots=True)
class Limits:
    """What the server takes on. Times are in seconds, sizes in bytes.

    A client is an account where there is one, else an address.
    """

    workers: int = 2
    """Documents audited at once, each in a process of its own."""
    queue: int = 200
    """Documents waiting or being audited; one more is refused."""
    client_queue: int = 20
    """The same of one client; they take turns."""
    job_seconds: float = 60.0 + MAX_CONVERSION_SECONDS + 30
    """What one document may take before its process is killed."""
    job_memory: int = MAX_MEMORY_BYTES
    file_bytes: int = MAX_FILE_BYTES
    request_bytes: int = 2 * MAX_FILE_BYTES
    """All that one request may send."""
    request_files: int = 10
    request_seconds: float = 120.0
    """How long the body of a request with files may take to arrive."""
    form_bytes: int = 64_000
    """All that any other request may send."""
    form_seconds: float = 20.0
    head_bytes: int = 32_000
    """All that the head of a request may take."""
    head_seconds: float = 15.0
    """How long the head of a request may take to arrive."""
    write_seconds: float = 60.0
    """How long a client may leave unread what was sent to it."""
    connections: int = 400
    client_connections: int = 100
    """Connections and requests under way from one address."""
    receiving: int = 16
    """Requests with files that arrive at once."""
    client_receiving: int = 4
    uploads: int = 60
    """Requests with files that a client may send in ``uploads_window``."""
    uploads_window: float = 600.0
    logins: int = 5
    """Failed logins for a name from an address, after which each doubles the wait."""
    longest_delay: float = 60.0
    address_logins: int = 60
    """Failed logins from an address in ``logins_window``: a whole office may stand behind one."""
    name_logins: int = 100
    """Failed logins for a name, wherever from; the addresses it came from before are not bound."""
    token_guesses: int = 20
    """Wrong tokens from an address."""
    logins_window: float = 300.0
    keep_seconds: float = 2 * 3600.0
    """How long what was sent in is kept."""
    interface_seconds: float = 900.0
    """How long it is kept where another program sent it."""
    kept_seconds: float = 7 * 86400.0
    """How long it is kept where the sender asked for that."""
    owner_audits: int = 120
    """Audits that one sender may have lying here."""
    owner_bytes: int = 1_000_000_000
    """The same, of their files."""
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
    """Whether a proxy in front speaks https: cookies are then sent over https only."""
    accounts: Path | None = None
    tokens: tuple[Token, ...] = ()
    """What other programs prove themselves by; without accounts also what people enter with."""
    proxies: tuple[str, ...] = ()
    """Addresses or networks of proxies that are believed whom they speak for; with ``https`` and
    none given, those on this machine."""
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
    for proxy in settings.proxies:
        _check_proxy(proxy)
    if not is_loopback(settings.host):
        if settings.accounts is None and not settings.tokens:
            raise UsageError(
                f"在 {settings.host} 上监听，别的机器就能访问，须先有账号（--accounts）"
                "或者口令（--token-file）；只在本机用时不必写 --host"
            )
        if settings.host in _ANYWHERE and not settings.names:
            raise UsageError(
                f"在 {settings.host} 上监听时，请用 --name 写明访问时用的域名或地址，可写多次"
            )
    return settings


def trusted_proxies(settings: Settings) -> tuple[str, ...]:
    """Return whose ``X-Forwarded-For`` is believed."""
    return settings.proxies or (("127.0.0.1", "::1") if settings.https else ())


def _check_proxy(proxy: str) -> None:
    try:
        ipaddress.ip_network(proxy)
    except ValueError:
        raise UsageError(
            f"--proxy 要写反向代理的地址或者网段（如 10.0.0.2、10.0.0.0/24），不能写「{proxy}」"
        ) from None


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
