"""What was read is kept on disk, by content and rules: a run that was killed goes on from there."""

import shutil
import struct
from pathlib import Path
from typing import BinaryIO

from gouji.batch.crossing import Reading, Refused
from gouji.model.filing import Filing
from gouji.model.packing import Packing, PackingError
from gouji.reporting.media.files import write_whole

_SIZE = struct.Struct(">Q")
_MOST = 100_000_000
_OWNER_ONLY = 0o700
_HEADS = Packing((Filing,))


class Readings:
    """The readings of one set of rules below ``directory``, one file a document.

    A file holds what other reports need first, so that the report behind it need not be unpacked.
    """

    def __init__(self, directory: Path, rules: str) -> None:
        self._all = directory
        self._own = directory / rules[:40]

    def find(self, sha256: str) -> Filing | Refused | None:
        """Return what the document gave when it was read before, or ``None``."""
        try:
            with self._path(sha256).open("rb") as file:
                found, _ = _head(file)
        except (OSError, PackingError):
            return None  # there is none, or it is not ours: the document is read again
        return Refused(found, lasting=True) if isinstance(found, str) else found

    def body(self, sha256: str) -> str:
        """Return the kind of body that the agency's name told; raises as :meth:`report`."""
        with self._path(sha256).open("rb") as file:
            return _head(file)[1]

    def filing(self, sha256: str) -> Filing:
        """Return what other reports need of one that was read; raises ``KeyError`` for others."""
        found = self.find(sha256)
        if not isinstance(found, Filing):
            raise KeyError(sha256)
        return found

    def report(self, sha256: str) -> bytes:
        """Return a packed report that was read; raises ``OSError`` where there is none."""
        with self._path(sha256).open("rb") as file:
            _head(file)
            return file.read()

    def keep(self, sha256: str, outcome: Reading | Refused) -> None:
        """Keep what a document gave, unless another time may give more."""
        if isinstance(outcome, Reading):
            self._write(sha256, (outcome.filing, outcome.body), outcome.report)
        elif outcome.lasting:
            self._write(sha256, (outcome.reason, ""))

    def _write(self, sha256: str, head: tuple[Filing | str, str], report: bytes = b"") -> None:
        self._all.mkdir(mode=_OWNER_ONLY, exist_ok=True)  # not the directory above: it was there
        packed = _HEADS.pack(head)
        whole = _SIZE.pack(len(packed)) + packed + report
        write_whole(self._path(sha256), whole, private=True)

    def drop_others(self) -> None:
        """Delete what was read under other rules."""
        for path in self._all.iterdir() if self._all.is_dir() else ():
            if path.is_dir() and path != self._own:
                shutil.rmtree(path, ignore_errors=True)

    def _path(self, sha256: str) -> Path:
        return self._own / sha256[:2] / sha256


def _head(file: BinaryIO) -> tuple[Filing | str, str]:
    """Return what a file begins with; raises :class:`PackingError` where it is not ours."""
    start = file.read(_SIZE.size)
    size = _SIZE.unpack(start)[0] if len(start) == _SIZE.size else _MOST
    match _HEADS.unpack(file.read(min(size, _MOST))):
        case (Filing() | str() as found, str(body)):
            return found, body
    raise PackingError("not a reading")
