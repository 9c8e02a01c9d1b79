"""Where audits lie: a private directory, each under a random number that only its owner may use.

Everything is deleted when its time is over, and at once when its owner says so.
"""

import json
import os
import secrets
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import Any, Literal

from gouji.web.private import write_private
from gouji.web.refusals import Refusal
from gouji.web.settings import Limits

State = Literal["pending", "done", "refused"]

ORIGINAL = "original"
PREVIOUS = "previous"
STAGE = "stage"
_RECORD = "record.json"
_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Record:
    """An audit on the shelf. ``name`` is what its sender called the file."""

    id: str
    owner: str
    name: str
    made: float
    expires: float
    kept: bool = False
    size: int = 0
    """Bytes of all its files."""
    state: State = "pending"
    sentence: str = ""
    """Why it was refused."""
    status: int = 0
    """The HTTP status of a refusal."""
    products: tuple[str, ...] = ()
    """File names of what was made."""
    digest: dict[str, Any] | None = None
    """What lists show of the audit."""


class Shelf:
    """All audits below ``root``; safe to use from several threads."""

    def __init__(self, root: Path, limits: Limits, clock: Callable[[], float] = time.time) -> None:
        self._root = root
        self._limits = limits
        self._clock = clock
        self._lock = threading.Lock()
        self._records: dict[str, Record] = {}
        root.mkdir(parents=True, exist_ok=True)
        root.chmod(0o700)
        self._load()

    def add(self, owner: str, name: str) -> Record:
        """Return a new audit of ``owner`` with an empty folder; refuses where there is no room."""
        self.sweep()
        now = self._clock()
        record = Record(
            secrets.token_hex(_ID_BYTES), owner, name, now, now + self._limits.keep_seconds
        )
        with self._lock:
            self._check_room(owner)
            self.folder(record).mkdir(mode=0o700)
            self._records[record.id] = record
        return record

    def find(self, owner: str, number: str) -> Record:
        """Return an audit of ``owner``; one of somebody else is as absent as one that never was."""
        with self._lock:
            record = self._records.get(number)
        if record is None or record.owner != owner or record.expires < self._clock():
            raise Refusal(HTTPStatus.NOT_FOUND)
        return record

    def of(self, owner: str) -> list[Record]:
        """Return the audits of ``owner``, the newest first."""
        now = self._clock()
        with self._lock:
            own = [r for r in self._records.values() if r.owner == owner and r.expires >= now]
        return sorted(own, key=lambda record: -record.made)

    def change(self, record: Record, **changes: Any) -> Record | None:  # noqa: ANN401 - fields
        """Change an audit and remember it on disk; ``None`` where it was deleted meanwhile."""
        with self._lock:
            current = self._records.get(record.id)
            if current is None:
                return None
            changed = replace(current, size=_size(self.folder(current)), **changes)
            self._records[record.id] = changed
            text = json.dumps(asdict(changed), ensure_ascii=False)
            write_private(self.folder(changed) / _RECORD, text)
        return changed

    def keep(self, record: Record) -> None:
        """Keep an audit longer, as its owner asked."""
        self.change(record, kept=True, expires=self._clock() + self._limits.kept_seconds)

    def delete(self, record: Record) -> None:
        """Delete an audit and all its files."""
        with self._lock:
            self._records.pop(record.id, None)
            shutil.rmtree(self.folder(record), ignore_errors=True)

    def sweep(self) -> None:
        """Delete what is over."""
        now = self._clock()
        with self._lock:
            over = [r for r in self._records.values() if r.expires < now and r.state != "pending"]
        for record in over:
            self.delete(record)

    def folder(self, record: Record) -> Path:
        """Return where the files of ``record`` lie."""
        return self._root / record.id

    def file(self, record: Record, name: str) -> Path:
        """Return a file that was made; refuses where it was not."""
        if name not in record.products:
            raise Refusal(HTTPStatus.NOT_FOUND)
        return self.folder(record) / name

    def _check_room(self, owner: str) -> None:
        own = sum(1 for r in self._records.values() if r.owner == owner)
        if own >= self._limits.owner_audits:
            raise Refusal(
                HTTPStatus.TOO_MANY_REQUESTS,
                f"您存着 {own} 份审核结果，已到上限；请先在「我的审核」里删除不用的",
            )
        if sum(r.size for r in self._records.values()) >= self._limits.shelf_bytes:
            raise Refusal(
                HTTPStatus.SERVICE_UNAVAILABLE, "存放送审文件的地方满了，请稍后再试", wait=600
            )

    def _load(self) -> None:
        """Take up what an earlier run of the server left; what it had not finished is deleted."""
        for folder in self._root.iterdir():
            if not folder.is_dir():
                continue
            try:
                found = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
                record = Record(**found | {"products": tuple(found["products"])})
            except (OSError, ValueError, TypeError, KeyError):
                shutil.rmtree(folder, ignore_errors=True)
                continue
            self._records[record.id] = record
        self.sweep()


def _size(folder: Path) -> int:
    with os.scandir(folder) as entries:
        return sum(entry.stat().st_size for entry in entries)
