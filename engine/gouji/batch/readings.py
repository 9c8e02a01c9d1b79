"""What was read is kept on disk, by content and reading key: it is read once.

A changed rule or profile does not read again, and a run that was killed goes on from there.
"""

import shutil
import struct
from functools import lru_cache
from os import SEEK_CUR
from pathlib import Path
from typing import BinaryIO

from gouji.batch.crossing import HEADS, Reading, Refused
from gouji.errors import UsageError
from gouji.model.filing import Filing
from gouji.model.packing import PackingError
from gouji.model.received import NOTHING_NOTED, Noted
from gouji.reporting.media.files import write_whole

_GONE = (
    "读出的内容不见了：{place} 多半在运行中被移走或清空。已经记入历史记录的都在；"
    "请把它放回原处，再运行一次，就接着做"
)
_SIZE = struct.Struct(">Q")
_MOST = 100_000_000
_OWNER_ONLY = 0o700
_IN_MEMORY = 128
"""Documents of which what other reports need is kept at hand: more than are judged at once."""


class Readings:
    """The readings under the reading key ``key`` below ``directory``, one file a document.

    A file holds what other reports need first, so that the report behind it need not be unpacked.
    """

    def __init__(self, directory: Path, key: str) -> None:
        self._all = directory
        self._own = directory / key
        self._at_hand = lru_cache(_IN_MEMORY)(self._head)

    def find(self, sha256: str) -> Filing | Refused | None:
        """Return what the document gave when it was read before, or ``None``."""
        try:
            found, _ = self._at_hand(sha256)
        except (OSError, PackingError):
            return None  # there is none, or it is not ours: the document is read again
        return Refused(found, lasting=True) if isinstance(found, str) else found

    def noted(self, sha256: str) -> Noted:
        """Return what was noted of one that was read; raises as :meth:`report`."""
        try:
            return self._at_hand(sha256)[1]
        except (OSError, PackingError):
            raise self._gone() from None

    def filing(self, sha256: str) -> Filing:
        """Return what other reports need of one that was read; raises as :meth:`report`."""
        found = self.find(sha256)
        if not isinstance(found, Filing):
            raise self._gone()
        return found

    def report(self, sha256: str) -> bytes:
        """Return a packed report that was read; raises :class:`UsageError` where it is gone."""
        try:
            with self._path(sha256).open("rb") as file:
                file.seek(_packed_size(file), SEEK_CUR)
                return file.read()
        except (OSError, PackingError):
            raise self._gone() from None

    def _head(self, sha256: str) -> tuple[Filing | str, Noted]:
        with self._path(sha256).open("rb") as file:
            return _head(file)

    def _gone(self) -> UsageError:
        return UsageError(_GONE.format(place=self._all))

    def keep(self, sha256: str, outcome: Reading | Refused) -> None:
        """Keep what a document gave, unless another time may give more."""
        if isinstance(outcome, Reading):
            self._write(sha256, outcome.head, outcome.report)
        elif outcome.lasting:
            self._write(sha256, HEADS.pack((outcome.reason, NOTHING_NOTED)))

    def _write(self, sha256: str, head: bytes, report: bytes = b"") -> None:
        self._all.mkdir(mode=_OWNER_ONLY, exist_ok=True)  # not the directory above: it was there
        whole = _SIZE.pack(len(head)) + head + report
        write_whole(self._path(sha256), whole, private=True)

    def prune(self) -> tuple[int, int]:
        """Delete what was read under other keys; return how many readings, and how many bytes."""
        others = [path for path in _folders(self._all) if path != self._own]
        files = [file for path in others for file in path.rglob("*") if file.is_file()]
        size = sum(file.stat().st_size for file in files)
        for path in others:
            shutil.rmtree(path, ignore_errors=True)
        return len(files), size

    def _path(self, sha256: str) -> Path:
        return self._own / sha256[:2] / sha256


def _folders(directory: Path) -> list[Path]:
    return [path for path in directory.iterdir() if path.is_dir()] if directory.is_dir() else []


def _head(file: BinaryIO) -> tuple[Filing | str, Noted]:
    """Return what a file begins with; raises :class:`PackingError` where it is not ours."""
    match HEADS.unpack(file.read(_packed_size(file))):
        case (Filing() | str() as found, Noted() as noted):
            return found, noted
    raise PackingError("not a reading")


def _packed_size(file: BinaryIO) -> int:
    """Return how long the packing is that a file begins with."""
    start = file.read(_SIZE.size)
    if len(start) < _SIZE.size:
        raise PackingError("not a reading")
    size: int = _SIZE.unpack(start)[0]
    return min(size, _MOST)
