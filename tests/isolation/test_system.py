"""What only some systems have is asked for in one place; locks hold between processes."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from gouji.isolation import system

PACKAGE = Path(__file__).parents[2] / "engine/gouji"
OWN_MODULES = {
    "_winapi", "ctypes", "fcntl", "grp", "msvcrt", "posix", "pwd", "resource", "select", "selectors",
    "syslog", "termios", "tty", "winreg",
}  # fmt: skip
OWN_NAMES = {
    "CREATE_NEW_PROCESS_GROUP", "CREATE_NO_WINDOW", "SIGALRM", "SIGHUP", "SIGKILL", "SIGXCPU",
    "fork", "forkpty", "fromshare", "geteuid", "getppid", "getuid", "killpg", "mkfifo", "pidfd_open",
    "preexec_fn", "sched_getaffinity", "setpgid", "setsid", "setuid", "waitid",
    "waitpid",
}  # fmt: skip
FORKS = {("forked.py", name) for name in ("SIGKILL", "fork", "waitpid")}
"""The maker that there is on Linux alone."""
OWNER = {("caching.py", "geteuid")}
"""What is kept stands on the standard library alone: every command starts with it."""
LIBRARY = {("pdfium.py", "ctypes")}
"""A library of C that lies beside its bindings, and is called alike on every system."""


def used(path: Path) -> Iterator[str]:
    """Yield what a file uses of the two lists."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from {alias.name.partition(".")[0] for alias in node.names} & OWN_MODULES
        elif isinstance(node, ast.ImportFrom):
            yield from {str(node.module).partition(".")[0]} & OWN_MODULES
            yield from {alias.name for alias in node.names} & OWN_NAMES
        elif isinstance(node, ast.Attribute):
            yield from {node.attr} & OWN_NAMES
        elif isinstance(node, ast.keyword):
            yield from {str(node.arg)} & OWN_NAMES


def test_what_only_some_systems_have_stands_in_one_module() -> None:
    own = Path(system.__file__)
    assert set(used(own)) >= {"resource", "fcntl", "ctypes", "killpg", "sched_getaffinity"}
    paths = [path for path in PACKAGE.rglob("*.py") if path != own]
    assert {(path.name, name) for path in paths for name in used(path)} == FORKS | OWNER | LIBRARY


def test_the_module_starts_without_what_is_installed() -> None:
    code = "import sys; sys.path.append(sys.argv[1]); import gouji.isolation.keeper"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code, PACKAGE.parent], check=False)
    assert done.returncode == 0


TRY = """
import os, sys
from gouji.isolation import system
file = os.open(sys.argv[1], os.O_CREAT | os.O_RDWR)
print(system.lock(file, wait=False))
"""


def test_a_lock_holds_between_processes_until_it_is_let_go(tmp_path: Path) -> None:
    def other() -> str:
        command = [sys.executable, "-c", TRY, str(tmp_path / "lock")]
        environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
        return subprocess.check_output(command, env=environment, text=True).strip()

    file = os.open(tmp_path / "lock", os.O_CREAT | os.O_RDWR)
    try:
        assert system.lock(file, wait=True)
        assert other() == "False"
        system.unlock(file)
        assert other() == "True"
    finally:
        os.close(file)


def test_how_processes_end_has_a_name() -> None:
    statuses = (-11, -6, -250, 0, 3, 0xC0000005)
    assert [system.crash(status) for status in statuses] == [
        "SIGSEGV", "SIGABRT", "信号 250", "", "", "0xC0000005",
    ]  # fmt: skip
