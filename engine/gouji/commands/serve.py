"""The commands that serve the pages, and keep the accounts that may see them."""

import os
import signal
import socket
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.commands.chinese import ChineseCommand, ChineseGroup
from gouji.errors import UsageError
from gouji.oserrors import not_listened, not_read

if TYPE_CHECKING:
    from gouji.web.accounts import Accounts
    from gouji.web.settings import Settings
    from gouji.web.tokens import Token

_PATH = click.Path(path_type=Path)
_UNSEEN = (
    "注意：历史记录只有办公室账号能看，现在没有账号文件；"
    "请用 gouji serve-account add 建立账号，再加 --accounts 启动"
)
_BACKLOG = 400
_accounts = click.option(
    "--accounts",
    metavar="文件",
    type=_PATH,
    envvar="GOUJI_ACCOUNTS",
    help="账号文件，用 gouji serve-account add 建立（也可写在环境变量 GOUJI_ACCOUNTS 里）",
)


@click.command(name="serve", cls=ChineseCommand)
@click.option("--host", metavar="地址", default="127.0.0.1", help="监听的地址（默认只在本机）")
@click.option(
    "--port", metavar="端口", type=click.IntRange(1, 65535), default=8000, help="默认 8000"
)
@click.option(
    "--name", "names", metavar="域名", multiple=True, help="访问时用的域名或地址；可写多次"
)
@click.option("--https", is_flag=True, help="前面有 https 反向代理（默认在本机上）")
@click.option(
    "--proxy",
    "proxies",
    metavar="地址或网段",
    multiple=True,
    help="反向代理的地址，只信它报来的客户地址；可写多次",
)
@_accounts
@click.option(
    "--token-file",
    metavar="文件",
    type=_PATH,
    help="存有接口口令的文件，一行一个，写成「名称 口令」（也可写在环境变量 GOUJI_TOKEN 里）",
)
@click.option(
    "--api-minutes",
    metavar="分钟",
    type=click.IntRange(1, 1440),
    default=15,
    help="别的系统送来的审核结果存放多久（默认 15 分钟）",
)
@click.option("--data", metavar="目录", type=_PATH, help="存放送审文件和结果（默认临时，停止即删）")
@click.option(
    "--history",
    metavar="文件或网址",
    envvar="GOUJI_HISTORY",
    help="历史记录的文件或网址，供办公室账号查看（也可写在环境变量 GOUJI_HISTORY 里）",
)
@click.option(
    "--rules",
    "rules",
    metavar="目录",
    type=_PATH,
    multiple=True,
    help="在自带的规则上再加一套自己的规则（目录）；可写多次",
)
@click.option("--profile", metavar="名称或文件", help="另用一种评分标准（默认 default）")
@click.option(
    "--workers",
    metavar="个数",
    type=click.IntRange(1, 64),
    default=2,
    help="同时审核几份（默认 2）",
)
def serve(
    host: str,
    port: int,
    names: tuple[str, ...],
    https: bool,  # noqa: FBT001 - options arrive as parameters
    proxies: tuple[str, ...],
    accounts: Path | None,
    token_file: Path | None,
    api_minutes: int,
    data: Path | None,
    history: str | None,
    rules: tuple[Path, ...],
    profile: str | None,
    workers: int,
) -> None:
    """开一个网页，供填报人员自查、办公室查看历史（默认只有本机能访问）。"""
    from gouji.extras import extra

    with extra("web"):
        from gouji.web.settings import Limits, Settings

    settings = Settings(
        host=host,
        port=port,
        names=names,
        https=https,
        proxies=proxies,
        accounts=accounts,
        tokens=_tokens(token_file),
        secret=os.environ.get("GOUJI_SECRET") or None,
        data=data,
        history=history,
        layers=rules,
        profile=profile,
        limits=Limits(workers=workers, interface_seconds=api_minutes * 60),
    )
    _run(settings)


def _run(settings: "Settings") -> None:
    from gouji.extras import extra

    with extra("web"):
        from gouji.web.server import create_server

    with _listening(settings) as listening, suppress(KeyboardInterrupt):
        # uvicorn raises the signal that ended it once more; this one then leaves in good order.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        with closing(create_server(settings)) as server:
            host = f"[{settings.host}]" if ":" in settings.host else settings.host
            if settings.history and settings.accounts is None:
                click.echo(_UNSEEN, err=True)
            click.echo(f"网页在 http://{host}:{settings.port} （按 Ctrl+C 停止）", err=True)
            server.run(sockets=[listening])


def _listening(settings: "Settings") -> socket.socket:
    from gouji.web.settings import checked

    host, port = checked(settings).host, settings.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise UsageError(
            f"不能在 {host} 的 {port} 端口上监听（{not_listened(error)}）；"
            "端口可能被别的程序占着，请用 --port 换一个"
        ) from None


def _tokens(path: Path | None) -> "tuple[Token, ...]":
    """Return the tokens from a file or the environment; never from the command line itself."""
    from gouji.web.tokens import read_tokens

    if path is None:
        return read_tokens(os.environ.get("GOUJI_TOKEN", ""))
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = not_read(error) if isinstance(error, OSError) else "不是文本"
        raise UsageError(f"口令文件 {path} 打不开（{reason}）") from None
    tokens = read_tokens(text)
    if not tokens:
        raise UsageError(f"口令文件 {path} 是空的")
    return tokens


@click.group(name="serve-account", cls=ChineseGroup)
def serve_account() -> None:
    """管理能登录网页的账号。"""


@serve_account.command(name="add", cls=ChineseCommand)
@click.argument("name", metavar="账号")
@click.option(
    "--role",
    metavar="身份",
    type=click.Choice(["staff", "office"]),
    required=True,
    help="staff 填报人员（只看自己的审核）；office 办公室（还能看历史、作决定）",
)
@_accounts
def add(name: str, role: str, accounts: Path | None) -> None:
    """增加一个账号，或者给已有的账号换密码和身份；密码在终端上输入，或者从标准输入读一行。"""
    kept = _kept(accounts)
    new = kept.add(name, role, _password())
    click.echo(f"已{'增加' if new else '更新'}账号 {name}")


@serve_account.command(name="remove", cls=ChineseCommand)
@click.argument("name", metavar="账号")
@_accounts
def remove(name: str, accounts: Path | None) -> None:
    """删除一个账号；它的登录立即失效。"""
    _kept(accounts).remove(name)
    click.echo(f"已删除账号 {name}")


@serve_account.command(name="list", cls=ChineseCommand)
@_accounts
def list_accounts(accounts: Path | None) -> None:
    """列出账号和身份。"""
    from gouji.web.accounts import ROLES

    for account in _kept(accounts).all():
        click.echo(f"{account.name}  {ROLES[account.role]}")


def _kept(path: Path | None) -> "Accounts":
    from gouji.extras import extra

    if path is None:
        raise UsageError("请用 --accounts 写明账号文件")
    with extra("web"):
        from gouji.web.accounts import Accounts

    return Accounts(path)


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("密码", hide_input=True, confirmation_prompt="再输入一次"))
