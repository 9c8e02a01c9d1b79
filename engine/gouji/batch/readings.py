"""What was read is kept on disk, by content and rules: a run that was killed goes on from there."""

import io
import pickle
import shutil
from dataclasses import fields
from pathlib import Path

from gouji.batch.tasks import Reading, Refused
from gouji.model.filing import Filing
from gouji.reporting.media.files import write_whole


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
                head = _HeadUnpickler(file).load()
        except FileNotFoundError:
            return None
        except (OSError, pickle.UnpicklingError, EOFError, ValueError, TypeError):
            return None  # damaged or not ours: the document is read again
        return Refused(head, lasting=True) if isinstance(head, str) else Filing(*head[0])

    def body(self, sha256: str) -> str:
        """Return the kind of body that the agency's name told; raises as :meth:`report`."""
        with self._path(sha256).open("rb") as file:
            _, body = _HeadUnpickler(file).load()
        return str(body)

    def filing(self, sha256: str) -> Filing:
        """Return what other reports need of one that was read; raises ``KeyError`` for others."""
        found = self.find(sha256)
        if not isinstance(found, Filing):
            raise KeyError(sha256)
        return found

    def report(self, sha256: str) -> bytes:
        """Return a packed report that was read; raises ``OSError`` where there is none."""
        with self._path(sha256).open("rb") as file:
            _HeadUnpickler(file).load()
            return file.read()

    def keep(self, sha256: str, outcome: Reading | Refused) -> None:
        """Keep what a document gave, unless another time may give more."""
        if isinstance(outcome, Reading):
            filing = outcome.filing
            values = tuple(getattr(filing, field.name) for field in fields(filing))
            head = pickle.dumps((values, outcome.body))
            write_whole(self._path(sha256), head + outcome.report)
        elif outcome.lasting:
            write_whole(self._path(sha256), pickle.dumps(outcome.reason))

    def drop_others(self) -> None:
        """Delete what was read under other rules."""
        for path in self._all.iterdir() if self._all.is_dir() else ():
            if path.is_dir() and path != self._own:
                shutil.rmtree(path, ignore_errors=True)

    def _path(self, sha256: str) -> Path:
        return self._own / sha256[:2] / sha256


class _HeadUnpickler(pickle.Unpickler):
    """Takes plain values only, for a file may have been planted."""

    def __init__(self, file: io.BufferedReader) -> None:
        super().__init__(file)

    def find_class(self, module: str, name: str) -> type:
        if (module, name) == ("decimal", "Decimal"):
            from decimal import Decimal

            return Decimal
        raise pickle.UnpicklingError(f"{module}.{name}")
