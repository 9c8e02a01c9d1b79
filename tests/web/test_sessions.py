import time
from dataclasses import replace
from pathlib import Path

import pytest
from itsdangerous import URLSafeSerializer

from gouji.web.ledger import Ledger
from gouji.web.sessions import Sessions, fingerprint, signing_secret
from gouji.web.settings import Settings

SECRET = "s" * 64


@pytest.fixture
def sessions() -> Sessions:
    return Sessions(SECRET, Ledger(), seconds=3600, secure=False)


def test_a_session_comes_back_from_its_cookie(sessions: Sessions) -> None:
    before = time.time()
    session = sessions.new("张三", "key")
    assert before - 1 <= session.until - 3600 <= time.time()
    assert sessions.opened(sessions.sealed(session)) == session
    assert len(session.sid) == 32
    assert sessions.new().sid != sessions.new().sid


def test_a_cookie_that_we_did_not_sign_is_nobody(sessions: Sessions) -> None:
    session = sessions.new("张三", "key")
    sealed = sessions.sealed(session)
    other = Sessions("t" * 64, Ledger(), seconds=3600, secure=False).sealed(session)
    unsalted = URLSafeSerializer(SECRET).dumps({"sid": "1", "name": "", "key": "", "until": 2**40})
    body, signature = sealed.rsplit(".", 1)
    changed = [body[:-1] + ("A" if body[-1] != "A" else "B") + "." + signature, body, "", "x.y"]
    for cookie in (other, unsalted, *changed, None):
        assert sessions.opened(cookie) is None, cookie


def test_a_session_ends_with_its_time_and_with_the_logout(sessions: Sessions) -> None:
    session = sessions.new()
    assert sessions.opened(sessions.sealed(replace(session, until=1))) is None
    sealed = sessions.sealed(session)
    sessions.end(session)
    assert sessions.opened(sealed) is None


def test_an_ended_session_stays_ended_when_the_server_starts_again(tmp_path: Path) -> None:
    opened = []
    for run in range(2):
        ledger = Ledger(tmp_path / "visitors.db")
        sessions = Sessions(SECRET, ledger, seconds=3600, secure=False)
        if run == 0:
            ended, other = sessions.new("张三", "key"), sessions.new("张三", "key")
            sessions.end(ended)
        opened.append([sessions.opened(sessions.sealed(s)) for s in (ended, other)])
        ledger.close()
    assert opened == [[None, other]] * 2
    assert (tmp_path / "visitors.db").stat().st_mode & 0o777 == 0o600


def test_forms_are_bound_to_their_session(sessions: Sessions) -> None:
    one, other = sessions.new(), sessions.new()
    assert sessions.is_ours(one, sessions.csrf(one))
    for token in (sessions.csrf(other), "", None, "é" * 64, sessions.csrf(one)[:-1]):
        assert not sessions.is_ours(one, token)


def test_behind_https_the_cookie_is_bound_to_the_host() -> None:
    assert Sessions(SECRET, Ledger(), seconds=1, secure=True).cookie == "__Host-gouji"


def test_the_secret_is_kept_beside_the_data_for_its_owner_only(tmp_path: Path) -> None:
    drawn = signing_secret(Settings(data=tmp_path))
    assert len(drawn) == 64
    assert signing_secret(Settings(data=tmp_path)) == drawn
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert signing_secret(Settings(data=tmp_path, secret="given")) == "given"  # noqa: S106 - of no server
    assert signing_secret(Settings()) != signing_secret(Settings())
    # Nothing remembers there which sessions were ended: none may outlive the server.
    passing = Settings(secret="given")  # noqa: S106 - of no server
    assert signing_secret(passing) != signing_secret(passing)


def test_a_fingerprint_does_not_tell_the_secret() -> None:
    assert fingerprint("口令") == fingerprint("口令")
    assert fingerprint("口令") != fingerprint("口 令")
    assert "口令" not in fingerprint("口令")
