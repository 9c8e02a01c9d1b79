"""Accounts: a file of names, roles and argon2 hashes, readable by its owner only."""

import json
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from gouji.errors import UsageError
from gouji.extras import extra
from gouji.isolation import system
from gouji.oserrors import not_read, not_written
from gouji.records import dataclass
from gouji.web.private import write_private

with extra("web"):
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

Role = Literal["staff", "office"]

ROLES: dict[str, str] = {"staff": "填报人员", "office": "办公室"}
"""What a role is called: staff see their own audits, an office also the history."""

SHORTEST_PASSWORD = 10
_LONGEST_PASSWORD = 200
_NAME = re.compile(r"[\w.@-]{1,40}")
CHECKED_AT_ONCE = 2
"""Passwords checked at once; each check takes some 64 MB, which is the point of argon2."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may enter."""

    name: str
    role: Role
    hash: str


class Accounts:
    """The accounts in the file at ``path``; it is read again whenever it changes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._hasher = PasswordHasher()
        self._turn = threading.BoundedSemaphore(CHECKED_AT_ONCE)
        self._seen: tuple[int, int] | None = None
        self._known: dict[str, Account] = {}

    def find(self, name: str) -> Account | None:
        """Return the account called ``name``; raises :class:`UsageError` for a broken file."""
        return self._accounts().get(name)

    def all(self) -> tuple[Account, ...]:
        """Return all accounts by name; raises :class:`UsageError` for a broken file."""
        return tuple(sorted(self._accounts().values(), key=lambda account: account.name))

    def check(self, name: str, password: str) -> Account | None:
        """Return the account if the password is right.

        A name that is not known takes as long as a wrong password.
        """
        account = self.find(name)
        with self._turn:
            nobody = _nobody()
            try:
                self._hasher.verify(account.hash if account else nobody, password)
            except (VerificationError, InvalidHashError):
                return None
        return account

    def add(self, name: str, role: str, password: str) -> bool:
        """Add an account, or give it another role and password; return whether it is new."""
        if not _NAME.fullmatch(name):
            raise UsageError("账号名只能用字母、汉字、数字和 . @ _ -，不超过 40 个字")
        if role not in get_args(Role):
            raise UsageError(f"没有「{role}」这种身份，可用的有：{'、'.join(ROLES)}")
        if not SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
            raise UsageError(f"密码须有 {SHORTEST_PASSWORD} 到 {_LONGEST_PASSWORD} 个字符")
        hashed = self._hasher.hash(password)
        with self._locked():
            known = dict(_read(self._path)) if self._path.exists() else {}
            new = name not in known
            known[name] = Account(name, "office" if role == "office" else "staff", hashed)
            _write(self._path, known)
        return new

    def remove(self, name: str) -> None:
        """Remove an account; its sessions end with it."""
        with self._locked():
            known = dict(_read(self._path)) if self._path.exists() else {}
            if known.pop(name, None) is None:
                raise UsageError(f"没有「{name}」这个账号")
            _write(self._path, known)

    def _accounts(self) -> dict[str, Account]:
        try:
            stat = self._path.stat()
        except OSError as error:
            raise UsageError(f"账号文件 {self._path} 打不开（{not_read(error)}）") from None
        seen = (stat.st_mtime_ns, stat.st_ino)
        if seen != self._seen:
            self._known = _read(self._path)
            self._seen = seen
        return self._known

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other programs from changing the file at the same time."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            lock = os.open(self._path.with_name(f".{self._path.name}.lock"), os.O_CREAT, 0o600)
        except OSError as error:
            raise UsageError(f"写不进账号文件 {self._path}（{not_written(error)}）") from None
        try:
            system.lock(lock, wait=True)
            yield
        finally:
            os.close(lock)


@cache
def _nobody() -> str:
    """Return a hash for names that are not known to be checked against."""
    return PasswordHasher().hash("nobody's password")


def _read(path: Path) -> dict[str, Account]:
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))["accounts"]
        accounts = [Account(str(a["name"]), a["role"], str(a["hash"])) for a in listed]
    except OSError as error:
        raise UsageError(f"账号文件 {path} 打不开（{not_read(error)}）") from None
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"{path} 不是账号文件，请用 gouji serve-account add 建立") from None
    if any(account.role not in get_args(Role) for account in accounts):
        raise UsageError(f"账号文件 {path} 里有不认识的身份")
    return {account.name: account for account in accounts}


def _write(path: Path, accounts: dict[str, Account]) -> None:
    """Write the file whole, for its owner's eyes only."""
    listed = [asdict(accounts[name]) for name in sorted(accounts)]
    text = json.dumps({"accounts": listed}, ensure_ascii=False, indent=1) + "\n"
    write_private(path, text)
