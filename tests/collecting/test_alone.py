"""Collecting is the only part that uses the network, and only when it is called."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ENGINE = Path(__file__).parents[2] / "engine"
FIXTURES = ENGINE.parent / "fixtures"
CLIENTS = {
    "aiohttp", "asyncssh", "ftplib", "http.client", "httpcore", "httpx", "imaplib", "poplib",
    "requests", "smtplib", "telnetlib", "urllib.request", "urllib3", "websockets", "xmlrpc.client",
}  # fmt: skip
CALLS = {"create_connection", "getaddrinfo", "gethostbyname", "open_connection", "urlopen"}
SERVERS = {"commands/serve.py", "web/server.py"}
"""They listen; nothing in them connects."""

AUDITED = """
import sys
def hook(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
        print("NETWORK", event, arguments, file=sys.stderr)
sys.addaudithook(hook)
from gouji.cli import run
status = run(sys.argv[1:])
print("LOADED", sorted({"httpx", "httpcore", "gouji.collecting"} & set(sys.modules)), file=sys.stderr)
"""


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """What a module imports and calls."""
    kinds = (ast.Import, ast.ImportFrom, ast.Call)
    tree = ast.parse(path.read_text("utf-8"))
    return tuple(node for node in ast.walk(tree) if isinstance(node, kinds))


def imported(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def called(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(name) | ast.Attribute(attr=name):
                    yield name


def test_nothing_else_has_a_client() -> None:
    clients = {
        path.relative_to(ENGINE / "gouji").as_posix()
        for path in (ENGINE / "gouji").rglob("*.py")
        if {*imported(path)} & CLIENTS or {*called(path)} & CALLS
    }
    assert clients - SERVERS == {"collecting/network.py", "collecting/proxies.py"}


def test_nothing_else_imports_it() -> None:
    importers = {
        path.relative_to(ENGINE / "gouji").as_posix().partition("/")[0]
        for path in (ENGINE / "gouji").rglob("*.py")
        if any(name.startswith("gouji.collecting") for name in imported(path))
    }
    assert importers == {"collecting", "commands"}


def test_an_audit_asks_nobody() -> None:
    done = subprocess.run(
        [sys.executable, "-c", AUDITED, "audit", str(FIXTURES / "wuzhong-2024.pdf")],
        env={"PYTHONPATH": str(ENGINE), "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == "LOADED []\n"
