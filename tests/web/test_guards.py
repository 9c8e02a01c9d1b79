"""What every response carries, and which requests get no further than the door."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from servekit import TOKENS, Limits, Settings, TestClient, accounts_file, client, csrf

PAGES = [
    "/",
    "/audits",
    "/rules",
    "/rules/R412",
    "/login",
    "/api/docs",
    "/nothing",
    "/static/web.js",
]


@pytest.fixture(scope="module")
def visitor() -> TestClient:
    return client()


@pytest.mark.parametrize("path", [*PAGES, "/api/openapi.json", "/api/audits", "/audits/x"])
def test_every_response_carries_the_strict_headers(visitor: TestClient, path: str) -> None:
    headers = visitor.get(path).headers
    policy = dict(
        part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    private = not path.startswith("/static/")
    assert (headers["Cache-Control"] == "no-store") is private
    assert "Strict-Transport-Security" not in headers
    assert "server" not in headers


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_nothing_inline_and_nothing_from_elsewhere(
    visitor: TestClient, path: str
) -> None:
    text = visitor.get(path).text
    assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", text)
    assert set(re.findall(r'(?:src|href|action)="(?!#)([^"]{2})', text)) <= {
        "/a", "/r", "/s", "/l", "/h"
    }  # fmt: skip
    assert not re.findall(r"https?://(?!服务器)", text)


def test_behind_https_nothing_is_asked_for_over_http() -> None:
    settings = Settings(https=True, names=("audit.example.gov.cn",))
    secure = client(settings)
    answer = secure.get("/", headers={"Host": "audit.example.gov.cn"})
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-gouji=")
    assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= {*cookie.split("; ")}


def test_over_http_the_cookie_is_out_of_reach_of_scripts_and_other_sites() -> None:
    fresh = client()
    cookie = fresh.get("/").headers["Set-Cookie"].split("; ")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {*cookie}
    assert "Secure" not in cookie


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost", 200),
        ("LOCALHOST:8000", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("evil.example:8000", 421),
        ("127.0.0.1.evil.example", 421),
        ("192.168.1.5:8000", 421),
        ("", 421),
    ],
)
def test_only_known_names_are_answered(visitor: TestClient, host: str, status: int) -> None:
    assert visitor.get("/", headers={"Host": host}).status_code == status
    assert visitor.get("/api/audits/x", headers={"Host": host}).status_code in {status, 404}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "http://127.0.0.1:8000"}, 303),
        ({"Origin": "null"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Origin": "http://127.0.0.1:9000"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:8000"}, 403),
    ],
)
def test_forms_of_other_sites_are_refused(
    visitor: TestClient, headers: dict[str, str], status: int
) -> None:
    form = {"csrf": csrf(visitor, "/")}
    assert visitor.post("/logout", data=form, headers=headers).status_code == status


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "null"}, {"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_the_interface_is_not_for_pages_elsewhere(
    visitor: TestClient, headers: dict[str, str]
) -> None:
    answer = visitor.post("/api/audits", files={"files": ("a.txt", b"x")}, headers=headers)
    assert (answer.status_code, list(answer.json())) == (403, ["error", "code", "field"])


def test_a_link_on_another_site_does_not_take_the_session_away() -> None:
    fresh = client()
    answer = fresh.get("/audits", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.headers["Refresh"] == "0"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/audits", "/logout", "/audits/x/keep", "/audits/x/delete", "/login"]
)
@pytest.mark.parametrize("token", [None, "", "0" * 64])
def test_a_form_without_our_token_does_nothing(
    visitor: TestClient, path: str, token: str | None
) -> None:
    form = {} if token is None else {"csrf": token}
    file = {"files": ("a.txt", b"x")} if path == "/audits" else None
    answer = visitor.post(path, data=form, files=file)
    assert answer.status_code == (404 if "/x/" in path else 403) or (
        "/x/" in path and answer.status_code == 403
    )
    assert "没有办成" in answer.text


def test_a_token_of_somebody_else_does_nothing() -> None:
    settings = Settings()
    one = client(settings)
    other = TestClient(one.app, base_url="http://127.0.0.1:8000", follow_redirects=False)
    form = {"csrf": csrf(one, "/")}
    other.get("/")
    assert other.post("/logout", data=form).status_code == 403
    assert one.post("/logout", data=form).status_code == 303


SMALL = Limits(request_bytes=10_000, file_bytes=4_000, request_files=2)


@pytest.fixture(scope="module")
def small() -> TestClient:
    return client(Settings(limits=SMALL))


@pytest.mark.parametrize("path", ["/audits", "/api/audits"])
def test_what_is_too_large_is_refused_before_it_is_read(small: TestClient, path: str) -> None:
    declared = small.post(path, headers={"Content-Length": "10001"}, content=b"x")
    assert declared.status_code == 413
    assert "一次合计不超过 10 KB" in declared.text

    def chunks() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n'
        for _ in range(11):
            yield b"y" * 1_000

    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    assert small.post(path, content=chunks(), headers=kind).status_code == 413


@pytest.mark.parametrize("path", ["/audits", "/api/audits"])
@pytest.mark.parametrize(
    ("files", "status", "said"),
    [
        ([("files", ("a", b"y" * 4_001))], 413, "a：文件超过 0 MB 的上限"),
        ([("files", (f"{n}", b"y")) for n in range(3)], 413, "一次最多送 2 份文件"),
        ([("files", (f"{n}", b"y")) for n in range(9)], 413, "一次最多送 2 份文件"),
        ([("files", ("", b""))], 422, "还没有选文件"),
    ],
)
def test_files_are_bounded_in_size_and_number(
    small: TestClient, path: str, files: list[tuple[str, tuple[str, bytes]]], status: int, said: str
) -> None:
    data = {} if path.startswith("/api/") else {"csrf": csrf(small, "/")}
    answer = small.post(path, data=data, files=files)
    assert answer.status_code == status
    assert said in answer.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"published": "2025年"}, "公布日期不对"),
        ({"body": "king"}, "没有这一种机关"),
    ],
)
def test_what_is_told_of_a_file_is_checked(
    visitor: TestClient, fields: dict[str, str], said: str
) -> None:
    files = [("files", ("a.txt", b"y"))]
    form = {"csrf": csrf(visitor, "/"), **fields}
    answer = visitor.post("/audits", data=form, files=files)
    assert (answer.status_code, said in answer.text) == (422, True)
    several = visitor.post(
        "/audits", data={**form, "published": "2025-01-20", "body": ""}, files=files * 2
    )
    assert "一次只能用于一份报告" in several.text


def test_a_client_may_send_so_often() -> None:
    often = client(Settings(limits=Limits(uploads=2)))
    form = {"csrf": csrf(often, "/")}
    statuses = [often.post("/audits", data=form, files={"x": b""}).status_code for _ in range(3)]
    assert statuses == [422, 422, 429]
    last = often.post("/api/audits", files={"x": b""})
    assert last.status_code == 422  # programs are counted apart
    for _ in range(2):
        last = often.post("/api/audits", files={"x": b""})
    assert last.status_code == 429
    assert 0 < int(last.headers["Retry-After"]) <= 600


def test_a_full_queue_says_when_to_come_again() -> None:
    full = client(Settings(limits=Limits(queue=0)))
    form = {"csrf": csrf(full, "/")}
    for path in ("/audits", "/api/audits"):
        answer = full.post(path, data=form, files={"files": ("a.txt", b"x")})
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "20")
        assert "送审的文件太多" in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/static/../settings.py", 404),
        ("GET", "/static/%2e%2e%2fapp.py", 404),
        ("GET", "/rules/X999", 404),
        ("GET", "/audits/" + "0" * 32, 404),
        ("GET", "/audits/" + "0" * 32 + "/files/audit.json", 404),
        ("GET", "/audits/%2e%2e/report", 404),
        ("DELETE", "/audits", 405),
        ("PUT", "/", 405),
        ("GET", "/history", 403),
        ("GET", "/audits/" + "0" * 32 + "/compare", 422),
    ],
)
def test_refusals_are_pages_in_chinese_and_tell_nothing_of_the_server(
    visitor: TestClient, method: str, path: str, status: int
) -> None:
    answer = visitor.request(method, path)
    assert answer.status_code == status
    assert 'lang="zh-CN"' in answer.text
    assert "没有办成" in answer.text
    assert not re.search(r"Traceback|/work|\.py\b|detail|Not Found|site-packages|/tmp", answer.text)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/nothing", 404),
        ("PUT", "/api/audits", 405),
        ("GET", "/api/audits/" + "0" * 32, 404),
    ],
)
def test_programs_are_told_in_an_object(
    visitor: TestClient, method: str, path: str, status: int
) -> None:
    answer = visitor.request(method, path)
    assert answer.status_code == status
    assert list(answer.json()) == ["error", "code", "field"]
    assert re.search(r"[\u4e00-\u9fff]", answer.json()["error"])


@pytest.mark.parametrize("path", ["/rules", "/api/openapi.json"])
def test_a_fault_of_ours_is_a_sentence_too(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("/secret/path")

    monkeypatch.setattr("gouji.web.pages.rules.decimal_text", broken)
    monkeypatch.setattr("gouji.web.openapi.get_openapi", broken)
    answer = client(raise_server_exceptions=False).get(path)
    assert answer.status_code == 500
    assert "程序内部出错" in answer.text
    assert "secret" not in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_without_signing_in_there_is_only_the_login(tmp_path: Path) -> None:
    """Whatever is routed, now or later, is closed unless it is listed here."""
    closed = client(Settings(accounts=accounts_file(tmp_path), tokens=TOKENS))
    opened = {"/login", "/static/{name}", "/logout", "/api/docs", "/api/openapi.json"}
    seen = set()
    for path, methods in _routes():
        for method in methods - {"HEAD"}:
            answer = closed.request(
                method, path.replace("{", "").replace("}", "").replace("year", "1")
            )
            seen.add(path)
            if path in opened:
                continue
            expected = 401 if path.startswith("/api/") else 303
            assert answer.status_code == expected, (method, path)
            if expected == 303:
                assert answer.headers["Location"].startswith("/login?next=/")
    assert len(seen) > 20


def _routes() -> list[tuple[str, set[str]]]:
    from gouji.web import api, openapi
    from gouji.web.pages import account, audits, check, history, rules, static, summary

    parts = (api, openapi, account, audits, check, history, rules, static, summary)
    return [(route.path, set(route.methods)) for part in parts for route in part.router.routes]
