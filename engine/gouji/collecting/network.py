"""One request over the network: to a checked address, within limits of time and size.

The address that was found public is the one that is connected to, so that a name cannot lead
elsewhere between the check and the connection.
"""

import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from time import monotonic
from typing import Any
from urllib.parse import quote

import httpcore
import httpx

from gouji.collecting.addresses import host_of
from gouji.collecting.answers import Answer
from gouji.collecting.decoding import ACCEPTED, unpacked
from gouji.collecting.failures import NotCollected
from gouji.collecting.proxies import Proxies, no_proxy
from gouji.collecting.public import is_public
from gouji.reading.limits import MAX_FILE_BYTES
from gouji.version import __version__

CONNECT_SECONDS = 15.0
SILENT_SECONDS = 30.0
WHOLE_SECONDS = 180.0
"""How long a connection, a server's silence, one request with all that it brings may take."""

Resolve = Callable[[str, int], list[str]]
"""Gives the addresses of a host."""

_KEPT = ("location", "content-type", "etag", "last-modified", "retry-after")
_KEPT_OPEN = 0
"""At one request a second, servers often close what is kept open just when it is used again."""
_LONGEST_HEADER = 8_000


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses that the system knows a host by; raises ``OSError``."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


class Deadline:
    """The moment by which a request must be over."""

    def __init__(self) -> None:
        self._ends = 0.0

    def start(self, seconds: float) -> None:
        """Give so many seconds from now on."""
        self._ends = monotonic() + seconds

    def left(self, most: float | None) -> float:
        """Return how long may be waited, ``most`` at most; raises once the time is up."""
        left = self._ends - monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if most is None else min(most, left)


class _Stream(httpcore.NetworkStream):
    """A connection on which nothing lasts beyond the deadline, however little comes at a time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as declared above it
        return self._stream.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Connects to the first address of a host that may be connected to and answers."""

    def __init__(self, resolve: Resolve, deadline: Deadline, *, private: bool) -> None:
        self._resolve = resolve
        self._deadline = deadline
        self._private = private
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception | None = None
        for place in self._allowed(host, port):
            left = self._deadline.left(timeout)
            try:
                stream = self._system.connect_tcp(place, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Stream(stream, self._deadline)
        raise failed or httpcore.ConnectError

    def _allowed(self, host: str, port: int) -> list[str]:
        try:
            places = self._resolve(host, port)
        except (OSError, UnicodeError):
            raise NotCollected(f"查不到网站 {host} 的地址") from None
        allowed = [place for place in places if self._private or is_public(place)]
        if not allowed:
            raise _private(host)
        return allowed


class _Transport(httpx.BaseTransport):
    """What httpx asks for, over connections of ours."""

    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self._pool = pool

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the answer's body comes as it is read."""
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.content,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        """End the connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The bytes of an answer as they come."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Line:
    """The connection to one host, with the cookies that are for it alone."""

    def __init__(self, pool: httpcore.ConnectionPool, deadline: Deadline, agent: str) -> None:
        self._deadline = deadline
        self._client = httpx.Client(
            transport=_Transport(pool),
            headers={
                "User-Agent": agent,
                "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8",
                "Accept-Language": "zh-CN,zh;q=0.9",
                "Accept-Encoding": ACCEPTED,
            },
            timeout=httpx.Timeout(SILENT_SECONDS, connect=CONNECT_SECONDS),
            trust_env=False,
        )

    def get(self, url: str, headers: Mapping[str, str], most: int, *, cut: bool) -> Answer:
        self._deadline.start(WHOLE_SECONDS)
        with self._client.stream("GET", url, headers=dict(headers)) as response:
            kept = {
                name.decode("ascii").lower(): _text(value)
                for name, value in response.headers.raw
                if name.lower().decode("ascii", "replace") in _KEPT
            }
            codings = response.headers.get("content-encoding", "")
            body = _limited(unpacked(response.iter_raw(), codings), most, cut=cut)
            return Answer(response.status_code, kept, body)


def _text(value: bytes) -> str:
    """Return a header in ASCII; what a server sends raw is written as in an address."""
    return quote(value[:_LONGEST_HEADER], safe="".join(map(chr, range(32, 127))))


def _limited(chunks: Iterable[bytes], most: int, *, cut: bool) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > most:
            if cut:
                return bytes(body[:most])
            raise NotCollected(f"内容超过 {most // 1_000_000} MB，不取")
    return bytes(body)


class Network:
    """Asks servers, one request at a time for each host."""

    def __init__(
        self,
        contact: str = "",
        *,
        private: bool = False,
        proxies: Proxies = no_proxy,
        resolve: Resolve = resolve,
    ) -> None:
        told = f"+{contact}" if contact else "collects annual reports on information disclosure"
        self._agent = f"gouji/{__version__} ({told})"
        self._private = private
        self._proxies = proxies
        self._resolve = resolve
        self._trust = ssl.create_default_context()
        self._lines: dict[str, _Line] = {}

    def get(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        most: int = MAX_FILE_BYTES,
        *,
        cut: bool = False,
    ) -> Answer:
        """Return what the server answers to one request for ``url``; redirects are not followed.

        Of a body longer than ``most`` the start is returned if it may be ``cut``. Raises
        :class:`NotCollected`. Never called for one host by two threads at once.
        """
        host = host_of(url)
        place = f"{url.partition(':')[0]}://{host}"
        line = self._lines.get(place) or self._lines.setdefault(place, self._line(url))
        try:
            return line.get(url, headers or {}, most, cut=cut)
        except (httpcore.TimeoutException, httpx.TimeoutException):
            raise NotCollected(f"{host} 太久没有应答") from None
        except (
            httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError,
            httpcore.UnsupportedProtocol, httpx.HTTPError, httpx.InvalidURL, ValueError, OSError,
        ) as error:  # fmt: skip
            raise NotCollected(_sentence(host, error)) from None

    def _line(self, url: str) -> _Line:
        deadline = Deadline()
        proxy = self._proxies(url)
        backend = _Backend(self._resolve, deadline, private=self._private or proxy is not None)
        if proxy is None:
            pool = httpcore.ConnectionPool(
                self._trust,
                max_connections=1,
                max_keepalive_connections=_KEPT_OPEN,
                network_backend=backend,
            )
            return _Line(pool, deadline, self._agent)
        self._check_literal(host_of(url))
        pool = httpcore.HTTPProxy(
            str(proxy.url),
            proxy_auth=proxy.raw_auth,
            ssl_context=self._trust,
            max_connections=1,
            max_keepalive_connections=_KEPT_OPEN,
            network_backend=backend,
        )
        return _Line(pool, deadline, self._agent)

    def _check_literal(self, host: str) -> None:
        """Refuse what is no public address at sight: behind a proxy no name is looked up."""
        try:
            public = is_public(host)
        except ValueError:
            public = host != "localhost"
        if not public and not self._private:
            raise _private(host)


def _private(host: str) -> NotCollected:
    return NotCollected(f"{host} 不是公网地址，不取；确是本单位内网的网站，请加 --allow-private")


def _sentence(host: str, error: Exception) -> str:
    causes = [error, error.__cause__, error.__context__]
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return f"{host} 的安全证书不可信，不取"
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return f"与 {host} 建立不了加密连接"
    if isinstance(error, httpcore.ProxyError):
        return f"代理服务器不让访问 {host}"
    if isinstance(error, httpcore.ConnectError):
        return f"连不上 {host}"
    if isinstance(error, httpcore.NetworkError):
        return f"与 {host} 的连接中途断了"
    return f"{host} 的应答不合 HTTP 规定"
