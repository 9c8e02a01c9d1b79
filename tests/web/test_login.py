from functools import partial
from pathlib import Path

import pytest
from servekit import (
    PASSWORD,
    TOKEN,
    TOKENS,
    Limits,
    Settings,
    TestClient,
    Token,
    accounts_file,
    client,
    csrf,
    sign_in,
)

from gouji.web import logins
from gouji.web.accounts import Accounts
from gouji.web.rates import Delay


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return accounts_file(tmp_path_factory.mktemp("accounts"))


@pytest.fixture
def no_time_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first wait is a second, and a busy machine may take longer over one password."""
    monkeypatch.setattr(logins, "Delay", partial(Delay, clock=lambda: 0.0))


def another(first: TestClient) -> TestClient:
    """Another visitor of the same server."""
    return TestClient(first.app, base_url="http://127.0.0.1:8000", follow_redirects=False)


def test_an_account_enters_and_leaves(accounts: Path) -> None:
    visitor = client(Settings(accounts=accounts))
    assert visitor.get("/rules").headers["Location"] == "/login?next=/rules"
    assert 'name="name"' in visitor.get("/login?next=/rules").text
    entered = sign_in(visitor, "张三")
    assert (entered.status_code, entered.headers["Location"]) == (303, "/")
    page = visitor.get("/").text
    assert "<bdi>张三</bdi>（填报人员）" in page
    cookie = visitor.cookies["gouji"]
    assert (
        visitor.post("/logout", data={"csrf": csrf(visitor, "/")}).headers["Location"] == "/login"
    )
    assert visitor.get("/").status_code == 303
    # A copy of the cookie is of no use either.
    copied = another(visitor)
    copied.cookies.set("gouji", cookie)
    assert copied.get("/").status_code == 303


def test_the_session_is_a_new_one_after_the_login(accounts: Path) -> None:
    visitor = client(Settings(accounts=accounts))
    visitor.get("/login")
    before = visitor.cookies["gouji"]
    sign_in(visitor, "张三")
    planted = another(visitor)
    planted.cookies.set("gouji", before)
    assert planted.get("/").status_code == 303


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("张三", "wrong password"),
        ("nobody", PASSWORD),
        ("", PASSWORD),
        ("张三", ""),
        ("张三", "x" * 5000),
    ],
)
def test_a_wrong_name_and_a_wrong_password_are_told_alike(
    accounts: Path, name: str, password: str
) -> None:
    visitor = client(Settings(accounts=accounts))
    answer = sign_in(visitor, name, password)
    assert answer.status_code == 401
    assert "账号或密码不对" in answer.text
    assert visitor.get("/").status_code == 303


@pytest.mark.usefixtures("no_time_passes")
def test_guessing_is_slowed_down_where_it_comes_from_and_nowhere_else(accounts: Path) -> None:
    visitor = client(Settings(accounts=accounts, limits=Limits(logins=3)))
    statuses = [sign_in(visitor, "张三", f"guess number {n}").status_code for n in range(4)]
    assert statuses == [401, 401, 401, 429]
    right = sign_in(visitor, "张三")
    assert right.status_code == 429
    assert "登录失败的次数太多" in right.text
    assert int(right.headers["Retry-After"]) >= 1
    assert sign_in(from_address(visitor, "10.0.0.9"), "张三").status_code == 303
    assert sign_in(visitor, "lisi").status_code == 303


def test_guessing_is_slowed_down_by_address_whatever_the_name(accounts: Path) -> None:
    visitor = client(Settings(accounts=accounts, limits=Limits(address_logins=3)))
    assert sign_in(from_address(visitor, "testclient"), "lisi").status_code == 303
    statuses = [sign_in(visitor, f"nobody{n}").status_code for n in range(4)]
    assert statuses == [401, 401, 401, 429]
    assert sign_in(visitor, "张三").status_code == 429
    assert sign_in(visitor, "lisi").status_code == 303  # who came from here before still gets in
    assert sign_in(from_address(visitor, "10.0.0.9"), "张三").status_code == 303


def test_whoever_guesses_from_everywhere_locks_nobody_out_of_the_office(accounts: Path) -> None:
    first = client(Settings(accounts=accounts, limits=Limits(name_logins=6)))
    assert sign_in(from_address(first, "192.0.2.1"), "王科长").status_code == 303
    guesses = [
        sign_in(from_address(first, f"10.0.0.{n}"), "王科长", "a wrong guess").status_code
        for n in range(8)
    ]
    assert guesses == [401] * 6 + [429] * 2
    assert sign_in(from_address(first, "192.0.2.1"), "王科长").status_code == 303
    assert sign_in(from_address(first, "10.0.0.99"), "张三").status_code == 303


@pytest.mark.usefixtures("no_time_passes")
def test_one_network_is_one_guesser_however_many_addresses_it_has(accounts: Path) -> None:
    first = client(Settings(accounts=accounts, limits=Limits(logins=3)))
    statuses = [
        sign_in(from_address(first, f"2001:db8::{n}"), "张三", "a wrong guess").status_code
        for n in range(1, 5)
    ]
    assert statuses == [401, 401, 401, 429]
    assert sign_in(from_address(first, "2001:db8:0:1::1"), "张三").status_code == 303


@pytest.mark.usefixtures("no_time_passes")
def test_the_token_is_not_guessed_faster() -> None:
    visitor = client(Settings(tokens=TOKENS, limits=Limits(logins=2)))
    statuses = [sign_in(visitor, password=f"guess {n}").status_code for n in range(3)]
    assert statuses == [401, 401, 429]


def from_address(first: TestClient, address: str) -> TestClient:
    return TestClient(
        first.app, base_url="http://127.0.0.1:8000", follow_redirects=False, client=(address, 1)
    )


def test_those_who_know_their_password_are_not_counted(accounts: Path) -> None:
    visitor = client(Settings(accounts=accounts, limits=Limits(logins=2, address_logins=2)))
    assert [sign_in(another(visitor), "lisi").status_code for _ in range(4)] == [303] * 4


@pytest.mark.parametrize("change", ["password", "removed"])
def test_a_session_ends_with_its_password_or_account(tmp_path: Path, change: str) -> None:
    path = accounts_file(tmp_path)
    visitor = client(Settings(accounts=path))
    sign_in(visitor, "张三")
    assert visitor.get("/").status_code == 200
    if change == "password":
        Accounts(path).add("张三", "staff", "another password")
    else:
        Accounts(path).remove("张三")
    assert visitor.get("/").status_code == 303


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/rules", "/rules"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\r\nSet-Cookie: a=b", "/"),
        ("", "/"),
    ],
)
def test_the_login_leads_to_pages_of_ours_only(accounts: Path, wanted: str, led: str) -> None:
    visitor = client(Settings(accounts=accounts))
    form = {"csrf": csrf(visitor, "/login"), "name": "lisi", "password": PASSWORD, "next": wanted}
    assert visitor.post("/login", data=form).headers["Location"] == led
    assert visitor.get("/login", params={"next": wanted}).headers["Location"] == led


def test_an_account_file_that_is_gone_is_a_sentence_without_its_place(tmp_path: Path) -> None:
    path = accounts_file(tmp_path)
    visitor = client(Settings(accounts=path))
    sign_in(visitor, "张三")
    path.unlink()
    answer = visitor.get("/audits")
    assert answer.status_code == 503
    assert "服务器的设置有问题" in answer.text
    assert str(tmp_path) not in answer.text


def test_where_a_page_led_to_the_login_is_shown_as_text(accounts: Path) -> None:
    visitor = client(Settings(accounts=accounts))
    page = visitor.get("/login", params={"next": '/"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page
    assert "&#34;&gt;&lt;script&gt;" in page


@pytest.mark.parametrize(("name", "status"), [("张三", 403), ("王科长", 404)])
def test_the_history_is_the_offices(accounts: Path, name: str, status: int) -> None:
    visitor = client(Settings(accounts=accounts))
    sign_in(visitor, name)
    for path in ("/history", "/history/1", "/history/1/report", "/summary", "/summary/2024"):
        assert visitor.get(path).status_code == status
    form = {"csrf": csrf(visitor, "/"), "code": "P206", "locus": "contact", "ruling": "confirm"}
    assert visitor.post("/history/1/decisions", data=form).status_code == status


def test_without_accounts_people_enter_with_the_token() -> None:
    visitor = client(Settings(tokens=TOKENS))
    assert 'name="name"' not in visitor.get("/login").text
    assert "口令不对" in sign_in(visitor, password=TOKEN + "x").text
    assert visitor.get("/").status_code == 303
    assert sign_in(visitor, password=TOKEN).status_code == 303
    assert visitor.get("/").status_code == 200
    assert visitor.get("/history").status_code == 403


@pytest.mark.parametrize(
    ("settings", "given", "status"),
    [
        (Settings(), None, 422),
        (Settings(tokens=TOKENS), None, 401),
        (Settings(tokens=TOKENS), f"Bearer {TOKEN}", 422),
        (Settings(tokens=TOKENS), f"bearer  {TOKEN} ", 422),
        (Settings(tokens=TOKENS), f"Bearer {TOKEN}x", 401),
        (Settings(tokens=TOKENS), f"Basic {TOKEN}", 401),
        (Settings(tokens=TOKENS), TOKEN, 401),
        (Settings(tokens=TOKENS), "Bearer ", 401),
    ],
)
def test_programs_prove_themselves_by_the_token(
    settings: Settings, given: str | None, status: int
) -> None:
    headers = {} if given is None else {"Authorization": given}
    answer = client(settings).post("/api/audits", files={"x": b""}, headers=headers)
    assert answer.status_code == status
    assert ("WWW-Authenticate" in answer.headers) is (status == 401)


def test_with_accounts_but_no_token_programs_stay_outside(accounts: Path) -> None:
    visitor = client(Settings(accounts=accounts))
    sign_in(visitor, "张三")
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert visitor.post("/api/audits", files={"x": b""}, headers=headers).status_code == 401


def test_tokens_are_not_guessed_for_ever_and_right_ones_go_on_where_they_were_used() -> None:
    tokens = (*TOKENS, Token("系统乙", "b" * 30))
    visitor = client(Settings(tokens=tokens, limits=Limits(token_guesses=3)))

    def asked(secret: str) -> tuple[int, bool]:
        answer = visitor.get("/api/audits", headers={"Authorization": f"Bearer {secret}"})
        return answer.status_code, "Retry-After" in answer.headers

    assert asked(TOKEN) == (200, False)
    assert [asked("x" * 30) for _ in range(5)] == [(401, False)] * 3 + [(429, True)] * 2
    assert asked(TOKEN) == (200, False)
    assert asked("b" * 30) == (429, True)
