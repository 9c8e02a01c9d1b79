"""A real PostgreSQL server for tests, made of the system's own programs, gone at the end.

Other tests use it too: ``from store.postgres import database, server``. ``server()`` is started
once a process; ``database()`` gives the URL of an empty database on it.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from atend import AT_END
from ports import free_port

_INSTALLED = "/usr/lib/postgresql"
_UNPRIVILEGED = ("postgres", "nobody")
_ICU = 150000
"""The first version whose databases may sort by ICU, which sorts by pronunciation."""
_numbers = count(1)


@dataclass(frozen=True)
class Server:
    """A server that runs: its programs, its directory, its port on the loopback."""

    programs: Path
    directory: Path
    port: int

    def run(self, program: str, *arguments: str) -> None:
        """Run one of its programs as the user that it runs as."""
        user = _user()
        subprocess.run(
            [self.programs / program, *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=self.directory,
            user=user and user.pw_uid,
            group=user and user.pw_gid,
            extra_groups=() if user else None,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(self.directory)},
        )

    def url(self, name: str, password: str = "") -> str:
        """Return the URL of one of its databases."""
        secret = f":{password}" if password else ""
        return f"postgresql://gouji{secret}@127.0.0.1:{self.port}/{name}"

    def stop(self) -> None:
        """Stop it and remove its files."""
        self.run("pg_ctl", "stop", "-D", "data", "-m", "immediate")
        shutil.rmtree(self.directory, ignore_errors=True)


def database() -> str:
    """Return the URL of an empty database; skips the test where there is no PostgreSQL.

    It sorts as Chinese readers expect, which must change nothing.
    """
    running = server()
    if running is None:
        pytest.skip("没有装 PostgreSQL（apt-get install postgresql），略过要用它的测试")
    psycopg = pytest.importorskip("psycopg", reason="没有装 psycopg，略过要用它的测试")
    name = f"gouji_{next(_numbers)}"
    with psycopg.connect(running.url("postgres"), autocommit=True) as connection:
        icu = (
            "LOCALE_PROVIDER icu ICU_LOCALE 'zh'" if connection.info.server_version >= _ICU else ""
        )
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 {icu}")
    return running.url(name)


@cache
def server() -> Server | None:
    """Return the server of this process, started when first asked for; ``None`` if there is none."""
    programs = _programs()
    if programs is None or (os.geteuid() == 0 and _user() is None):
        return None
    directory = Path(tempfile.mkdtemp(prefix="gouji-pg-"))
    if user := _user():
        os.chown(directory, user.pw_uid, user.pw_gid)
    running = Server(programs, directory, free_port())
    identity = ("-U", "gouji", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    running.run("initdb", "-D", "data", *identity)
    quick = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=50"
    listen = f"-p {running.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
    running.run("pg_ctl", "start", "-w", "-D", "data", "-l", "log", "-o", f"{listen} {quick}")
    AT_END.append(running.stop)
    return running


def _programs() -> Path | None:
    installed = sorted(Path(_INSTALLED).glob("*/bin"), key=lambda p: float(p.parent.name))
    in_path = shutil.which("initdb")
    return Path(in_path).resolve().parent if in_path else next(reversed(installed), None)


def _user() -> pwd.struct_passwd | None:
    """Return whom to run the server as where we are root, as whom it refuses to run."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    return next((known[name] for name in _UNPRIVILEGED if name in known), None)
