"""Limits of time and size, and addresses that are never connected to."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sitekit import MAIN, Reply, Web, find, html, moved, resolve, visitor

from gouji.collecting import network as of_network
from gouji.collecting.addresses import address, typed
from gouji.collecting.decoding import unpacked
from gouji.collecting.failures import NotCollected
from gouji.collecting.kept import run_in
from gouji.collecting.network import Network
from gouji.collecting.proxies import environment_proxies
from gouji.collecting.public import is_public
from waiting import PATIENCE


def words(text: str) -> list[str]:
    return text.split()


NOT_PUBLIC = words(
    "0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 172.16.0.1 "
    "169.254.169.254 172.31.255.255 192.0.0.1 192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.1 "
    "203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 "
    ":: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 "
    "64:ff9b::a00:1 64:ff9b:1::808:808 100::1 2001:db8::1 2002:7f00:1:: 2002:a00:1::1 fc00::1 "
    "fd12::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 2001:0:7f00:1:0:0:f5ff:fffe 5f00::1 4000::1"
)
PUBLIC = words(
    "8.8.8.8 223.5.5.5 202.106.0.20 2400:3200::1 2001:4860:4860::8888 64:ff9b::808:808 "
    "::ffff:8.8.8.8"
)


def test_which_addresses_are_public() -> None:
    assert [each for each in NOT_PUBLIC if is_public(each)] == []
    assert [each for each in PUBLIC if not is_public(each)] == []


@given(st.ip_addresses(v=4))
def test_no_way_of_writing_an_address_makes_it_public(inner: object) -> None:
    number = int(inner)  # type: ignore[call-overload]
    plain = is_public(str(inner))
    for high in (0xFFFF << 32, 0x64FF9B << 96, 0x2002 << 112 | number << 80):
        low = 0 if high >> 112 == 0x2002 else number
        assert is_public(str(ip_address(high + low))) <= plain


REFUSED = "{} 不是公网地址，不取；确是本单位内网的网站，请加 --allow-private"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "0x7f000001",
        "2130706433",
        "127.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0",
    ],
)
def test_no_private_address_is_asked(host: str, site: Web, tmp_path: Path) -> None:
    site.add({"/": html("x")}, host)
    with run_in(tmp_path) as kept, pytest.raises(NotCollected) as error:
        visitor(site, kept, private=False, resolve=of_network.resolve).visit(site.url("/", host))
    assert str(error.value) == REFUSED.format(host.strip("[]"))
    assert site.log == []


def test_a_name_is_looked_up_once_for_check_and_connection(site: Web, tmp_path: Path) -> None:
    """A name that leads to a public address first, then to this host, never gets here."""
    answers = iter([["203.0.113.9"], ["127.0.0.1"]])
    looked: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        looked.append(host)
        return next(answers)

    with run_in(tmp_path) as kept, pytest.raises(NotCollected) as error:
        visitor(site, kept, private=False, resolve=rebinding).visit(site.url("/"))
    assert str(error.value) == REFUSED.format(MAIN)
    assert (len(looked), site.log) == (1, [])


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[object] = []

    def connection(place: object, *_: object, **__: object) -> socket.socket:
        tried.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connection)
    addresses = ["10.0.0.1", "8.8.4.4", "2400:3200::1"]
    network = Network(resolve=lambda *_: addresses)
    with pytest.raises(NotCollected, match="^连不上 www.qingwu.gov.cn$"):
        network.get("https://www.qingwu.gov.cn/")
    assert tried == [("8.8.4.4", 443), ("2400:3200::1", 443)]


def test_a_redirect_inwards_is_refused(site: Web, tmp_path: Path) -> None:
    """Only the first host is public here: what it leads to is this machine."""
    site.add({"/": moved(f"http://intranet.local:{site.port}/secret")})
    allowed = {MAIN}

    def checked(host: str, port: int) -> list[str]:
        if host not in allowed:
            raise NotCollected(REFUSED.format(host))
        return resolve(host, port)

    with pytest.raises(NotCollected) as error:
        find(site, tmp_path, resolve=checked)
    assert str(error.value) == REFUSED.format("intranet.local")
    assert site.asked("intranet.local") == []


ADDRESSES = {
    "http://a.cn": "http://a.cn/",
    "HTTP://WWW.A.CN.:80/x/../y": "http://www.a.cn/y",
    "https://a.cn:443/#top": "https://a.cn/",
    "a.cn/中文 页": "http://a.cn/%E4%B8%AD%E6%96%87%20%E9%A1%B5",
    "ｗｗｗ．a．cn／x": "http://www.a.cn/x",
    "http：//a.cn/": "http://a.cn/",
    "http://政务.中国/": "http://xn--zfr164b.xn--fiqs8s/",
    "http://政务。中国/": "http://xn--zfr164b.xn--fiqs8s/",
    "a.cn:8080/x": "http://a.cn:8080/x",
    "http:\\\\a.cn\\b\\c": "http://a.cn/b/c",
    "http://a.cn/%E4%B8%AD?q=%zz&r=[1]": "http://a.cn/%E4%B8%AD?q=%zz&r=%5B1%5D",
    "ftp://a.cn/": "网址「ftp://a.cn/」不是 http 或 https 网址，不取",
    "javascript:alert(1)": "网址「javascript:alert(1)」不是 http 或 https 网址，不取",
    "http://u:p@a.cn/": "网址「a.cn」里带有用户名和口令，不取",
    "http://a.cn:99999/": "网址「http://a.cn:99999/」写得不对",
    "http://[::1/": "网址「http://[::1/」写得不对",
    "点击查看": "「点击查看」不是网址；单元格里是超链接的，请把网址本身写出来",
    "http://a.cn http://b.cn": "这一格里写了不止一个网址，请只写一个",
    "http://": "网址里的网站名「」写得不对",
    "http://-" + "长" * 80 + ".cn/": "网址里的网站名「-" + "长" * 79 + "…」写得不对",
    "http://a.cn/" + "x" * 9000: "网址「http://a.cn/" + "x" * 68 + "…」太长，不取",
}


@pytest.mark.parametrize("text", ADDRESSES)
def test_addresses_as_people_write_them(text: str) -> None:
    try:
        found = typed(text)
    except NotCollected as error:
        found = str(error)
    assert found == ADDRESSES[text]


@given(st.text(max_size=60), st.sampled_from(["http://a.cn/b/", ""]))
def test_an_address_is_ascii_or_refused(text: str, base: str) -> None:
    try:
        found = address(text, base)
    except NotCollected:
        return
    assert found.isascii()
    assert found.isprintable()
    assert address(found) == found


def drip(piece: bytes, first: bytes = b"") -> Callable[[socket.socket], None]:
    def send(connection: socket.socket) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(piece)
            time.sleep(0.05)

    return send


def once(data: bytes) -> Callable[[socket.socket], None]:
    def send(connection: socket.socket) -> None:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_RDWR)

    return send


HEAD = b"HTTP/1.1 200 OK\r\n"
BOMB = zlib.compress(bytes(300_000_000))
SLOW = f"{MAIN} 太久没有应答"
WRONG = f"{MAIN} 的应答不合 HTTP 规定"
LARGE = "内容超过 50 MB，不取"

ATTACKS: dict[str, tuple[Reply, str]] = {
    "head by drops": (Reply(raw=drip(b"X: y\r\n", HEAD)), SLOW),
    "body by drops": (Reply(raw=drip(b"x", HEAD + b"Content-Length: 99999\r\n\r\n")), SLOW),
    "1xx without end": (Reply(raw=drip(b"HTTP/1.1 103 Early Hints\r\n\r\n")), SLOW),
    "a huge header": (Reply(raw=once(HEAD + b"X: " + b"y" * 500_000)), WRONG),
    "thousands of headers": (Reply(raw=once(HEAD + b"X: y\r\n" * 100_000)), WRONG),
    "no HTTP": (Reply(raw=once(b"SSH-2.0-OpenSSH_9\r\n\r\n")), WRONG),
    "two lengths": (Reply(raw=once(HEAD + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd")), WRONG),
    "broken off": (Reply(raw=once(HEAD + b"Content-Length: 9\r\n\r\nabc")), WRONG),
    "closed at once": (Reply(raw=once(b"")), WRONG),
    "an endless body": (Reply(raw=drip(b"x" * 3_000_000, HEAD + b"\r\n")), LARGE),
    "a bomb of deflate": (Reply(BOMB, headers={"Content-Encoding": "deflate"}), LARGE),
    "a bomb in a bomb": (
        Reply(gzip.compress(gzip.compress(bytes(300_000_000))), headers={"Content-Encoding": "gzip, gzip"}),
        LARGE,
    ),
    "a bomb of brotli": (
        Reply(brotli.compress(bytes(300_000_000), quality=5), headers={"Content-Encoding": "br"}),
        LARGE,
    ),
    "many layers": (
        Reply(b"x", headers={"Content-Encoding": "gzip, gzip, gzip"}),
        "网站用了不认识的压缩方式（gzip, gzip, gzip）",
    ),
    "another coding": (Reply(b"x", headers={"Content-Encoding": "zstd"}), "网站用了不认识的压缩方式（zstd）"),
    "cut gzip": (
        Reply(gzip.compress(bytes(range(256)) * 99)[:-20], headers={"Content-Encoding": "gzip"}),
        "网站压缩过的内容解不开：传到一半就断了",
    ),
    "broken gzip": (
        Reply(gzip.compress(b"x" * 999)[:-8] + b"8 bytes!", headers={"Content-Encoding": "gzip"}),
        "网站压缩过的内容解不开",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_no_server_takes_more_than_it_may(
    name: str, site: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply, expected = ATTACKS[name]
    monkeypatch.setattr(of_network, "WHOLE_SECONDS", 0.5 if expected == SLOW else PATIENCE)
    site.add({"/": reply})
    with pytest.raises(NotCollected) as error:
        Network(private=True, resolve=resolve).get(site.url("/"))
    assert str(error.value) == expected


def test_a_proxy_is_used_where_it_is_asked_for(site: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{site.port}")
    monkeypatch.setenv("no_proxy", "inside.gov.cn")
    site.add({"http://far.gov.cn/x": html("by proxy")}, "far.gov.cn")
    site.add({"/x": html("straight")}, "inside.gov.cn")

    def lookup(host: str, port: int) -> list[str]:
        assert host in {"127.0.0.1", "inside.gov.cn"}, "behind a proxy no name is looked up"
        return resolve(host, port)

    proxied = Network(private=True, resolve=lookup, proxies=environment_proxies())
    assert proxied.get(f"http://inside.gov.cn:{site.port}/x").body == b"straight"
    far = Reply(b"by proxy")
    site.pages["far.gov.cn", "http://far.gov.cn/x"] = far
    site.pages["", "http://far.gov.cn/x"] = far
    assert proxied.get("http://far.gov.cn/x").body == b"by proxy"
    with pytest.raises(NotCollected, match=r"^10\.0\.0\.1 不是公网地址"):
        Network(resolve=lookup, proxies=environment_proxies()).get("http://10.0.0.1/")


def test_a_certificate_of_nobody_is_not_trusted(tmp_path: Path) -> None:
    with tls_server(tmp_path) as port, pytest.raises(NotCollected) as error:
        Network(private=True, resolve=resolve).get(f"https://{MAIN}:{port}/")
    assert str(error.value) == f"{MAIN} 的安全证书不可信，不取"


@contextmanager
def tls_server(folder: Path) -> Iterator[int]:
    import ssl
    import subprocess

    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate,
         "-days", "2", "-subj", f"/CN={MAIN}", "-addext", f"subjectAltName=DNS:{MAIN}"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            try:
                context.wrap_socket(connection, server_side=True).close()
            except OSError:
                connection.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(10)


@given(
    st.binary(max_size=2000),
    st.integers(1, 50),
    st.sampled_from(["gzip", "deflate", "br", "gzip, br"]),
)
def test_what_was_packed_comes_back_however_it_is_cut(data: bytes, size: int, coding: str) -> None:
    packed = {
        "gzip": gzip.compress(data),
        "deflate": zlib.compress(data),
        "br": brotli.compress(data),
        "gzip, br": brotli.compress(gzip.compress(data)),
    }[coding]
    pieces = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert b"".join(unpacked(pieces, coding)) == data
