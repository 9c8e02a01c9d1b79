import io
import signal
import socket
import sys
from pathlib import Path

import click
import pytest
from servekit import PATIENCE, TOKEN, get, process

from gouji.cli import gouji
from gouji.errors import UsageError


def run(*arguments: str) -> int:
    with click.Context(gouji):
        return gouji.main(list(arguments), prog_name="gouji", standalone_mode=False) or 0


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GOUJI_TOKEN", "GOUJI_ACCOUNTS", "GOUJI_HISTORY", "GOUJI_SECRET"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--host", "0.0.0.0"], "在 0.0.0.0 上监听，别的机器就能访问，须先有账号"),  # noqa: S104 - refused
        (["--host", "192.0.2.7"], "须先有账号（--accounts）或者口令（--token-file）"),
        (["--host", "::"], "须先有账号"),
        (["--token-file", "absent"], "口令文件 absent 打不开"),
        (["--accounts", "absent.json"], "账号文件 absent.json 打不开"),
        (["--history", "mysql://x/y"], "历史记录的网址不对"),
    ],
)
def test_a_server_that_would_be_unsafe_does_not_start(arguments: list[str], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        run("serve", *arguments)
    assert said in str(caught.value)


def test_a_port_that_is_taken_is_said_in_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"不能在 127.0.0.1 的 {port} 端口上监听"):
            run("serve", "--port", str(port))


def test_a_token_must_be_long_and_all_addresses_need_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = tmp_path / "token"
    token.write_text("short\n")
    with pytest.raises(UsageError, match="口令太短"):
        run("serve", "--token-file", str(token))
    token.write_text("")
    with pytest.raises(UsageError, match="是空的"):
        run("serve", "--token-file", str(token))
    monkeypatch.setenv("GOUJI_TOKEN", TOKEN)
    with pytest.raises(UsageError, match="请用 --name 写明"):
        run("serve", "--host", "0.0.0.0")  # noqa: S104 - refused


def test_accounts_are_kept_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    accounts = ["--accounts", str(tmp_path / "accounts.json")]
    for name, role in (("张三", "staff"), ("王科长", "office"), ("张三", "office")):
        monkeypatch.setattr(sys, "stdin", io.StringIO("a password of mine\n"))
        assert run("serve-account", "add", name, "--role", role, *accounts) == 0
    run("serve-account", "list", *accounts)
    run("serve-account", "remove", "王科长", *accounts)
    assert capsys.readouterr().out.splitlines() == [
        "已增加账号 张三",
        "已增加账号 王科长",
        "已更新账号 张三",
        "张三  办公室",
        "王科长  办公室",
        "已删除账号 王科长",
    ]
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    with pytest.raises(UsageError, match="密码须有"):
        run("serve-account", "add", "a", "--role", "staff", *accounts)
    with pytest.raises(UsageError, match="请用 --accounts 写明账号文件"):
        run("serve-account", "list")


def test_the_server_listens_here_and_leaves_nothing_behind(tmp_path: Path) -> None:
    history = ["--history", str(tmp_path / "history.db")]
    with process(tmp_path, *history) as (server, address):
        assert get(address).status_code == 200
        assert list(tmp_path.glob("gouji-*"))
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) == 0
        assert server.stderr
        unseen, where = server.stderr.read().splitlines()
    assert "历史记录只有办公室账号能看" in unseen
    assert where.startswith(f"网页在 {address} ")
    assert list(tmp_path.glob("gouji-*")) == []
