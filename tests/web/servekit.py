"""Servers for tests: in this process, or on a port of this host with real workers."""

import multiprocessing
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from gouji.web.accounts import Accounts
from gouji.web.app import create_app, create_site
from gouji.web.server import create_server
from gouji.web.settings import Limits, Settings
from gouji.web.tokens import Token
from ports import free_port
from waiting import PATIENCE, until

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather have a client that it does not bring
    from starlette.testclient import TestClient

ROOT = Path(__file__).parents[2]
PASSWORD = "correct horse battery"  # noqa: S105 - of no account outside the tests
TOKEN = "a-token-that-is-long-enough-0123"  # noqa: S105 - likewise
TOKENS = (Token("系统甲", TOKEN),)
_CSRF = re.compile(r'name="csrf" value="([0-9a-f]{64})"')

get, post, delete = (
    partial(ask, timeout=PATIENCE) for ask in (httpx.get, httpx.post, httpx.delete)
)
"""Ask a server without a cookie; by themselves they give up after five seconds."""


def client(settings: Settings | None = None, **options: Any) -> TestClient:
    """A client of an application in this process; nothing is audited there."""
    app = create_app(create_site(settings or Settings()))
    return TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False, **options)


def accounts_file(folder: Path) -> Path:
    """Two staff and one office, all with the same password."""
    path = folder / "accounts.json"
    accounts = Accounts(path)
    for name, role in (("张三", "staff"), ("lisi", "staff"), ("王科长", "office")):
        accounts.add(name, role, PASSWORD)
    return path


def csrf(client: httpx.Client, path: str) -> str:
    """The token of the forms on a page."""
    found = _CSRF.search(client.get(path).text)
    assert found, path
    return found[1]


def sign_in(client: httpx.Client, name: str = "", password: str = PASSWORD) -> httpx.Response:
    form = {"csrf": csrf(client, "/login"), "name": name, "password": password, "next": "/"}
    return client.post("/login", data=form)


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """A server on a free port of this host; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = create_server(settings)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive()
                time.sleep(0.02)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
            server.close()


_MAIN = """
from gouji.cli import main
if __name__ == "__main__":
    main()
"""


@contextmanager
def process(
    folder: Path, *arguments: str, port: int = 0, before: Callable[[], object] | None = None
) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """``gouji serve`` as a process group of its own; gives it and its address.

    What it lets lie about lies in ``folder``. ``before`` is called in it before it starts.
    """
    main = folder / "main.py"
    main.write_text(_MAIN, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "engine"), "TMPDIR": str(folder)}
    port = port or free_port()
    with subprocess.Popen(
        [sys.executable, str(main), "serve", "--port", str(port), "--workers", "1", *arguments],
        env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=before,  # noqa: PLW1509 - sets a limit, no more
    ) as server:  # fmt: skip
        try:
            address = f"http://127.0.0.1:{port}"
            _reached(server, address)
            yield server, address
        finally:
            server.send_signal(signal.SIGTERM)


def _reached(server: "subprocess.Popen[str]", address: str) -> None:
    ends = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < ends:
        try:
            assert get(f"{address}/login").status_code in {200, 303}
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(
        server.stderr.read() if server.stderr and server.poll() is not None else "not reached"
    )


def worker_up(address: str) -> None:
    """Wait until a worker of a server takes what is sent in."""
    until(lambda: get(f"{address}/healthz").status_code == 200)


@contextmanager
def held(pids: Iterable[int]) -> Iterator[None]:
    """Processes stand still, so that nothing is worked off while a test looks."""
    stopped = list(pids)
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in stopped:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


def workers_here() -> list[int]:
    """The workers of servers in this process."""
    return [worker.pid for worker in multiprocessing.active_children() if worker.pid]


@contextmanager
def visiting(address: str) -> Iterator[httpx.Client]:
    """A visitor with cookies of their own."""
    with httpx.Client(base_url=address, follow_redirects=True, timeout=PATIENCE) as visitor:
        yield visitor


def send_in(visitor: httpx.Client, name: str, data: bytes, **fields: Any) -> str:
    """Send a file in and wait for what becomes of it; return the path of its page."""
    files = {"files": (name, data), **fields.pop("files", {})}
    answer = visitor.post("/audits", data={"csrf": csrf(visitor, "/"), **fields}, files=files)
    assert answer.status_code == 200, answer.text
    return wait(visitor, answer.url.path)


def wait(visitor: httpx.Client, path: str) -> str:
    until(lambda: not visitor.get(f"{path}/state").json()["pending"])
    return path


__all__ = [
    "PASSWORD",
    "PATIENCE",
    "ROOT",
    "TOKEN",
    "TOKENS",
    "Limits",
    "Settings",
    "TestClient",
    "Token",
    "accounts_file",
    "client",
    "csrf",
    "delete",
    "get",
    "held",
    "post",
    "process",
    "send_in",
    "served",
    "sign_in",
    "until",
    "visiting",
    "wait",
    "worker_up",
    "workers_here",
]
