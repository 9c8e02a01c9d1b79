"""Where audits lie: a private directory, each under a random number that only its owner may use.

Everything is deleted when its time is over, and at once when its owner says so. Each audit has its
record on disk before the first byte of a document, so that whatever ends the server, the next one
knows of every document that lies here, and what was not finished is told as such.
"""

import json
import os
import secrets
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, replace
from http import HTTPStatus
from pathlib import Path
from typing import Any, Literal

from gouji.records import dataclass
from gouji.web.private import write_whole
from gouji.web.refusals import Refusal
from gouji.web.settings import Limits

RESTARTED = "服务器重启，请再交一次"
State = Literal["pending", "done", "refused"]

ORIGINAL = "original"
PREVIOUS = "previous"
STAGE = "stage"
_RECORD = "record.json"
_ID_BYTES = 16
_RETRY_AFTER = 20.0


@dataclass(frozen=True, slots=True)
class Record:
    """An audit on the shelf. ``name`` is what its sender called the file."""

    id: str
    owner: str
    name: str
    made: float
    keeps: float
    """Seconds for which it is kept when it is finished."""
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

    def add(self, owner: str, name: str, keeps: float | None = None) -> Record:
        """Return a new audit of ``owner`` with a folder; refuses where there is no room.

        It is kept for ``keeps`` seconds, by default as long as people's are.
        """
        self.sweep()
        now = self._clock()
        keeps = self._limits.keep_seconds if keeps is None else keeps
        record = Record(secrets.token_hex(_ID_BYTES), owner, name, now, keeps, now + keeps)
        with self._lock:
            self._check_room(owner)
            self.folder(record).mkdir(mode=0o700)
            self._records[record.id] = record
        try:
            self._write(record)
        except BaseException:
            self.delete(record)
            raise
        return record

    def find(self, owner: str, number: str) -> Record:
        """Return an audit of ``owner``; one of somebody else is as absent as one that never was."""
        with self._lock:
            record = self._records.get(number)
        if record is None or record.owner != owner or self._is_over(record):
            raise Refusal(HTTPStatus.NOT_FOUND)
        return record

    def of(self, owner: str) -> list[Record]:
        """Return the audits of ``owner``, the newest first."""
        with self._lock:
            own = [r for r in self._records.values() if r.owner == owner and not self._is_over(r)]
        return sorted(own, key=lambda record: -record.made)

    def change(self, record: Record, **changes: Any) -> Record | None:  # noqa: ANN401 - fields
        """Change an audit and remember it on disk; ``None`` where it was deleted meanwhile."""
        with self._lock:
            current = self._records.get(record.id)
            if current is None:
                return None
            changed = replace(current, size=_size(self.folder(current)), **changes)
            self._records[record.id] = changed
            self._write(changed)
        return changed

    def finish(self, record: Record, **changes: Any) -> Record | None:  # noqa: ANN401 - fields
        """Do the same for an audit that is finished, whose time begins to run."""
        return self.change(record, expires=self._clock() + record.keeps, **changes)

    def keep(self, record: Record) -> None:
        """Keep an audit longer, as its owner asked."""
        self.change(record, kept=True, expires=self._clock() + self._limits.kept_seconds)

    def delete(self, record: Record) -> None:
        """Delete an audit and all its files."""
        with self._lock:
            self._records.pop(record.id, None)
        _remove(self.folder(record))

    def sweep(self) -> None:
        """Delete what is over."""
        with self._lock:
            over = [r for r in self._records.values() if self._is_over(r)]
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

    def _is_over(self, record: Record) -> bool:
        return record.state != "pending" and record.expires < self._clock()

    def _write(self, record: Record) -> None:
        text = json.dumps(asdict(record), ensure_ascii=False)
        write_whole(self.folder(record) / _RECORD, text)

    def _check_room(self, owner: str) -> None:
        own = [r for r in self._records.values() if r.owner == owner]
        is_full = sum(r.size for r in own) >= self._limits.owner_bytes
        if own and (is_full or len(own) >= self._limits.owner_audits):
            soonest = min(r.expires for r in own) - self._clock()
            raise Refusal(
                HTTPStatus.TOO_MANY_REQUESTS,
                f"您存着 {len(own)} 份审核结果，已到上限；请先删除不用的，或者等它们到期",
                wait=max(soonest, _RETRY_AFTER),
            )
        if sum(r.size for r in self._records.values()) >= self._limits.shelf_bytes:
            raise Refusal(
                HTTPStatus.SERVICE_UNAVAILABLE, "存放送审文件的地方满了，请稍后再试", wait=600
            )

    def _load(self) -> None:
        """Take up what an earlier run of the server left; all else is swept away."""
        for folder in self._root.iterdir():
            record = _recorded(folder)
            if record is None:
                _remove(folder)
                continue
            self._records[record.id] = record
            if record.state == "pending":
                self._give_up(record)
        self.sweep()

    def _give_up(self, record: Record) -> None:
        """Tell that an audit was not finished when its server ended; its documents go."""
        for path in self.folder(record).iterdir():
            if path.name != _RECORD:
                path.unlink()
        told = {"sentence": RESTARTED, "status": HTTPStatus.SERVICE_UNAVAILABLE}
        self.finish(record, state="refused", **told)


def _recorded(folder: Path) -> Record | None:
    """Return what an earlier run of the server wrote of the audit in ``folder``."""
    try:
        found = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
        record = Record(**found | {"products": tuple(found["products"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return record if record.id == folder.name else None


def _remove(folder: Path) -> None:
    """Remove a folder, its record first: whatever is left of one is swept at the next start."""
    with suppress(OSError):
        (folder / _RECORD).unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _size(folder: Path) -> int:
    with os.scandir(folder) as entries:
        return sum(entry.stat().st_size for entry in entries)
