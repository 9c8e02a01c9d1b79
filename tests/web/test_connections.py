"""What clients do to connections, over real sockets; whatever it is, they are told in Chinese."""

import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace

import pytest
from servekit import PATIENCE, TOKENS, Limits, Settings, served, until

from gouji.web.server import Server, create_server

PATIENT = Limits(
    workers=1,
    head_seconds=PATIENCE,
    form_seconds=PATIENCE,
    request_seconds=PATIENCE,
    write_seconds=PATIENCE,
    connections=9,
    client_connections=6,
)
HURRIED = replace(
    PATIENT, head_seconds=1.0, form_seconds=0.4, request_seconds=0.4, write_seconds=0.5
)
"""Only for what comes too late: what is sent at once may be as late on a slow machine."""
MULTIPART = "multipart/form-data; boundary=x"
URLENCODED = "application/x-www-form-urlencoded"
PART = '--x\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\nyy\r\n'


@pytest.fixture(scope="module")
def patient() -> Iterator[tuple[str, int]]:
    with served(Settings(limits=PATIENT)) as url:
        yield _place(url)


@pytest.fixture(scope="module")
def hurried() -> Iterator[tuple[str, int]]:
    with served(Settings(limits=HURRIED)) as url:
        yield _place(url)


def _place(url: str) -> tuple[str, int]:
    host, port = url.removeprefix("http://").split(":")
    return host, int(port)


def request(line: str, body: str = "", **headers: str) -> bytes:
    named = {"Host": "127.0.0.1", "Connection": "close"} | {
        k.replace("_", "-"): v for k, v in headers.items()
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"{line} HTTP/1.1\r\n{head}\r\n{body}".encode()


def whole(line: str, body: str, kind: str) -> bytes:
    return request(line, body, Content_Type=kind, Content_Length=str(len(body)))


def chunked(line: str, kind: str, *chunks: str) -> bytes:
    sent = "".join(f"{len(c):x}\r\n{c}\r\n" for c in chunks)
    return request(line, sent, Content_Type=kind, Transfer_Encoding="chunked")


def said(sock: socket.socket) -> str:
    """All that the server says until it ends the connection."""
    sock.settimeout(PATIENCE)
    got = b""
    try:
        while more := sock.recv(65_536):
            got += more
    except ConnectionResetError:
        pass
    return got.decode()


def exchanged(address: tuple[str, int], data: bytes) -> str:
    with socket.create_connection(address) as sock:
        with suppress(ConnectionError):  # it may be refused before it is sent whole
            sock.sendall(data)
        return said(sock)


def parts(count: int, more: str = "") -> str:
    return "".join(PART.format(name=f"n{n}", more=more) for n in range(count)) + "--x--\r\n"


REFUSED = [
    # What no page ever sees.
    (b"GET / HTTP/1.1\r\nHost: 127", 408, "请求传得太慢"),
    (b"G", 408, "请求传得太慢"),
    (b"nonsense\r\n\r\n", 400, "请求的写法不对"),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400, "请求的写法不对"),
    (b"GET / HTTP/1.1\r\n\r\n", 400, "请求的写法不对"),
    (request("GET /", Cookie="a" * 100_000), 431, "请求头太长"),
    (b"GET /" + b"a" * 100_000, 431, "请求头太长"),
    (request("POST /login", Transfer_Encoding="gzip"), 501, "这个请求无法处理"),
    (request("POST /login", Content_Length="-1"), 400, "请求的写法不对"),
    (request("POST /login", "zz\r\n", Transfer_Encoding="chunked"), 400, "请求的写法不对"),
    # Bodies that do not come.
    (request("POST /login", "a=", Content_Type=URLENCODED, Content_Length="9"), 408, "没有传完"),
    (request("POST /login", "9\r\na", Content_Type=URLENCODED, Transfer_Encoding="chunked"), 408, "没有传完"),
    (request("POST /api/audits", "--x", Content_Type=MULTIPART, Content_Length="9"), 408, "没有传完"),
    # Bodies that are too large, declared or not.
    (request("POST /login", Content_Type=URLENCODED, Content_Length="64001"), 413, "一次合计不超过 64 KB"),
    (request("POST /login", Content_Type=MULTIPART, Content_Length="99000000"), 413, "不超过 64 KB"),
    (request("POST /audits/x/keep", Content_Type=URLENCODED, Content_Length="64001"), 413, "不超过 64 KB"),
    (request("GET /", Content_Length="64001"), 413, "不超过 64 KB"),
    (chunked("POST /login", URLENCODED, *["&a=b" * 4_000] * 9), 413, "不超过 64 KB"),
    (request("POST /audits", Content_Type=MULTIPART, Content_Length="100000001"), 413, "不超过 100 MB"),
    (request("POST /api/audits", Content_Type=MULTIPART, Content_Length="100000001"), 413, "不超过 100 MB"),
    # Bodies of the wrong kind.
    (whole("POST /login", parts(1), MULTIPART), 415, "这张表单的写法不对"),
    (chunked("POST /login", MULTIPART, parts(1, '; filename="a"')), 415, "这张表单的写法不对"),
    (whole("POST /logout", "{}", "application/json"), 415, "这张表单的写法不对"),
    (request("POST /logout", "a=b", Content_Length="3"), 415, "这张表单的写法不对"),
    (whole("POST /audits", "a=b", URLENCODED), 415, "这张表单的写法不对"),
    (whole("POST /api/audits", "a=b", URLENCODED), 415, "这张表单的写法不对"),
    # Too many parts.
    (whole("POST /login", "&".join(["a=b"] * 21), URLENCODED), 400, "请求的写法不对"),
    (whole("POST /login", "a=" + "b" * 30_000, URLENCODED), 400, "请求的写法不对"),
    (whole("POST /audits", parts(21), MULTIPART), 400, "请求的写法不对"),
    (whole("POST /audits", parts(12, '; filename="a"'), MULTIPART), 413, "一次最多送 10 份文件"),
    (whole("POST /api/audits", parts(12, '; filename="a"'), MULTIPART), 413, "一次最多送 10 份文件"),
    (whole("POST /audits", parts(1, "\r\nX: " + "y" * 9_000), MULTIPART), 400, "请求的写法不对"),
    (whole("POST /audits", "no parts at all", MULTIPART), 400, "请求的写法不对"),
    # What pages and routes say.
    (request("GET /nothing"), 404, "没有这一页"),
    (request("PUT /"), 405, "这个地址不接受这种操作"),
    (request("GET /audits/x/compare"), 422, "填写的内容不对"),
    (request("GET /api/nothing"), 404, "没有这一页"),
    (request("PUT /api/audits"), 405, "这个地址不接受这种操作"),
    (request("GET /", Upgrade="websocket", Connection="Upgrade, close", Host="evil.example"), 421, "不在许可之列"),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "status", "sentence"), REFUSED)
def test_every_refusal_is_ours_from_the_first_byte(
    patient: tuple[str, int], hurried: tuple[str, int], sent: bytes, status: int, sentence: str
) -> None:
    told = exchanged(hurried if status == 408 else patient, sent)
    head, _, body = told.partition("\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} ")
    assert "content-security-policy: default-src 'none'" in head.lower()
    if b" /api/" in sent:
        assert list(json.loads(body)) == ["error", "code", "field"]
        assert sentence in json.loads(body)["error"]
    else:
        assert 'lang="zh-CN"' in body
        assert sentence in body
    assert "HTTP/1.1" not in body


KEPT = {"Connection": "keep-alive"}
LATE: dict[str, tuple[bytes, bytes, list[str]]] = {
    "nothing": (b"", b"", []),
    "a head by drops": (b"", b"GET / HTTP/1.1\r\nX: " + b"a" * 10_000, ["408"]),
    "a body by drops": (
        request("POST /login", Content_Type=URLENCODED, Content_Length="60000"),
        b"a" * 10_000,
        ["408"],
    ),
    "a body that nobody asked for": (
        request("GET /static/web.js", Content_Length="60000", **KEPT),
        b"a" * 10_000,
        ["200"],
    ),
    "a part of another request": (
        request("GET /static/web.js", **KEPT) + b"GET / HT",
        b"",
        ["200", "408"],
    ),
}
"""What is sent at once, what comes after it byte by byte, and the statuses that are told."""


def test_who_says_nothing_or_drips_is_not_waited_for(hurried: tuple[str, int]) -> None:
    with ExitStack() as opened:
        open_ones = {}
        for name, (first, drops, _) in LATE.items():
            sock = opened.enter_context(socket.create_connection(hurried))
            sock.sendall(first)
            opened.callback(_dripping(sock, drops).set)
            open_ones[name] = sock
        texts = {name: said(sock) for name, sock in open_ones.items()}
    assert {name: re.findall(r"HTTP/1.1 (\d+)", text) for name, text in texts.items()} == {
        name: statuses for name, (_, _, statuses) in LATE.items()
    }
    assert texts["nothing"] == ""


def _dripping(sock: socket.socket, data: bytes) -> threading.Event:
    """Send a byte now and then until told to stop."""
    stop = threading.Event()

    def drip() -> None:
        for byte in data:
            if stop.wait(0.02):
                return
            try:
                sock.sendall(bytes([byte]))
            except OSError:
                return

    threading.Thread(target=drip, daemon=True).start()
    return stop


@contextmanager
def running(settings: Settings) -> Iterator[tuple[Server, tuple[str, int]]]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = create_server(settings)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            until(lambda: server.started)
            yield server, listening.getsockname()
        finally:
            server.should_exit = True
            thread.join()
            server.close()


def test_who_does_not_read_is_not_waited_for() -> None:
    with (
        running(Settings(limits=HURRIED)) as (server, address),
        socket.create_connection(address) as deaf,
    ):
        deaf.settimeout(0.2)
        asked = request("GET /static/base.css", Connection="keep-alive")
        with pytest.raises((TimeoutError, ConnectionError)):  # it is cut off while it still sends
            deaf.sendall(asked * 100_000)
        until(lambda: not server.server_state.connections)


def test_an_address_has_so_many_connections_and_the_next_is_told_so() -> None:
    limits = replace(PATIENT, client_connections=3)
    with running(Settings(limits=limits)) as (server, address):
        with ExitStack() as held:
            open_ones = [held.enter_context(socket.create_connection(address)) for _ in range(3)]
            until(lambda: len(server.server_state.connections) == 3)
            told = exchanged(address, request("GET /rules"))
            head = told.partition("\r\n\r\n")[0].lower()
            assert head.startswith("http/1.1 503 ")
            assert {"retry-after: 5", "connection: close"} <= {*head.split("\r\n")}
            assert "同时打开的连接太多" in told
            assert json.loads(
                exchanged(address, request("GET /api/audits")).partition("\r\n\r\n")[2]
            ) == {
                "error": "同时打开的连接太多，请稍后再试",
                "code": "unavailable",
                "field": None,
            }
            open_ones[0].close()
            until(lambda: len(server.server_state.connections) == 2)
            assert exchanged(address, request("GET /rules")).startswith("HTTP/1.1 200 ")
        until(lambda: not server.server_state.connections)
        with ExitStack() as held:  # far beyond the sum they are cut off without a word
            for _ in range(18):
                held.enter_context(socket.create_connection(address))
            until(lambda: len(server.server_state.connections) == 18)
            assert exchanged(address, request("GET /rules")) == ""


@pytest.mark.parametrize(
    ("settings", "counted"),
    [
        (Settings(tokens=TOKENS), "together"),
        (Settings(tokens=TOKENS, https=True), "apart"),
        (Settings(tokens=TOKENS, https=True, proxies=("127.0.0.0/8",)), "apart"),
        (Settings(tokens=TOKENS, https=True, proxies=("10.0.0.1",)), "together"),
        (Settings(tokens=TOKENS, proxies=("127.0.0.1",)), "apart"),
    ],
)
def test_whom_a_proxy_speaks_for_is_believed_of_known_proxies_alone(
    settings: Settings, counted: str
) -> None:
    limits = Limits(workers=1, token_guesses=2)
    with served(replace(settings, limits=limits)) as url:
        statuses = [
            exchanged(
                _place(url),
                request("GET /api/audits", Authorization="Bearer " + "x" * 30,
                        X_Forwarded_For=f"192.0.2.{n}"),
            )[9:12]
            for n in range(4)
        ]  # fmt: skip
    assert statuses == ["401", "401", *(["429"] * 2 if counted == "together" else ["401"] * 2)]
