"""Sites for tests: a real HTTP server on loopback that answers for as many hosts as are named.

Hosts are told apart by the ``Host`` of a request; ``resolve`` leads every name here. ``FakeClock``
lets no test wait, and every request is logged with the moment of that clock.
"""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from gouji.collecting.finding import Found, Search, Wanted
from gouji.collecting.kept import Kept, run_in
from gouji.collecting.network import Network
from gouji.collecting.pace import Pace
from gouji.collecting.visiting import Visitor
from gouji.facts.title import TITLE
from gouji.rulebook import load_rulebook

WORDING = TITLE.words(load_rulebook().wording)
MAIN = "www.qingwu.gov.cn"


class FakeClock:
    """Time passes only where somebody waits."""

    def __init__(self) -> None:
        self._time = 1000.0
        self._lock = threading.Lock()

    def now(self) -> float:
        with self._lock:
            return self._time

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self._time += seconds


@dataclass(frozen=True)
class Reply:
    """What a path answers with; ``raw`` are bytes of a connection that follow no rules."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: Callable[[socket.socket], object] | None = None


def html(text: str, encoding: str = "utf-8", **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(text.encode(encoding), headers={"Content-Type": "text/html"} | named)


def moved(to: str, status: int = 302, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status=status, headers={"Location": to} | named)


@dataclass(frozen=True)
class Request:
    """A request as the server got it."""

    host: str
    path: str
    headers: Mapping[str, str]
    time: float


Answering = Reply | Callable[[Request], Reply]


class Web:
    """Pages by host and path; ``log`` has every request in order."""

    def __init__(self, port: int, clock: FakeClock) -> None:
        self.port = port
        self.clock = clock
        self.pages: dict[tuple[str, str], Answering] = {}
        self.log: list[Request] = []

    def url(self, path: str, host: str = MAIN) -> str:
        return f"http://{host}:{self.port}{path}"

    def add(self, pages: Mapping[str, Answering], host: str = MAIN) -> None:
        for path, reply in pages.items():
            self.pages[host, path] = reply

    def answer(self, request: Request) -> Reply:
        self.log.append(request)
        missing = Reply(b"<h1>404</h1>", 404, {"Content-Type": "text/html"})
        found = self.pages.get((request.host, request.path), missing)
        return found(request) if callable(found) else found

    def asked(self, host: str = MAIN) -> list[str]:
        """The paths that were asked for, robots.txt left out."""
        return [r.path for r in self.log if r.host == host and r.path != "/robots.txt"]


def resolve(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


@contextmanager
def web() -> Iterator[Web]:
    """Serve a web of pages that are added later."""
    clock = FakeClock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers.get("Host", "").rpartition(":")[0]
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = site.answer(Request(host, self.path, headers, clock.now()))
            if reply.raw is not None:
                self.close_connection = True
                reply.raw(self.connection)
                return
            self.send_response_only(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in reply.headers:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None: ...

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None: ...

    server = Server(("127.0.0.1", 0), Handler)
    site = Web(server.server_port, clock)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def visitor(site: Web, kept: Kept, **options: object) -> Visitor:
    network = Network(**({"private": True, "resolve": resolve} | options))  # type: ignore[arg-type]
    return Visitor(network, Pace(site.clock), kept)


def find(
    site: Web,
    folder: Path,
    path: str = "/",
    agency: str | None = "清梧市水利局",
    year: int | None = 2024,
    **options: object,
) -> Found:
    """Search from a path of the main host, as a run of its own."""
    with run_in(folder) as kept:
        search = Search(visitor(site, kept, **options), WORDING, Wanted(agency, year))
        return search.find(site.url(path))


def brief(site: Web, found: Found) -> dict[str, object]:
    """What a test compares: paths in place of addresses."""

    def short(url: str) -> str:
        return url.replace(site.url(""), "")

    return {
        "suffix": found.suffix,
        "url": short(found.url),
        "page": short(found.page),
        "year": found.year,
        "published": found.published and found.published.isoformat(),
        "others": [short(link.url) for link in found.others],
    }


__all__ = [
    "MAIN", "WORDING", "FakeClock", "Reply", "Request", "Web", "brief", "find", "html", "moved",
    "replace", "resolve", "visitor", "web",
]  # fmt: skip
