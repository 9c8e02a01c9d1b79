"""Writes audits to files, whole or not at all."""

import io
from pathlib import Path
from tempfile import NamedTemporaryFile

from rich.console import Console

from gouji.audit import Audit
from gouji.errors import UsageError
from gouji.reporting.audit_json import to_json
from gouji.reporting.terminal import show

_WIDTH = 100


class Saver:
    """Saves each audit as ``NAME.audit.json`` and ``NAME.audit.txt`` in one directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._used: set[str] = set()

    def save(self, audit: Audit) -> None:
        """Save ``audit``; raises :class:`UsageError` where the directory cannot be written."""
        name = self._name(Path(audit.path).name)
        buffer = io.StringIO()
        show(audit, Console(file=buffer, width=_WIDTH, highlight=False, markup=False, emoji=False))
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            _write(self._directory / f"{name}.audit.json", to_json(audit, indent=1) + "\n")
            _write(self._directory / f"{name}.audit.txt", buffer.getvalue())
        except OSError as error:
            raise UsageError(f"写不进 {self._directory}（{error.strerror}）") from error

    def _name(self, name: str) -> str:
        """Return ``name``, numbered where another report of the same name came before."""
        unique, number = name, 1
        while unique in self._used:
            number += 1
            unique = f"{name}-{number}"
        self._used.add(unique)
        return unique


def _write(path: Path, text: str) -> None:
    with NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=".", delete=False
    ) as file:
        file.write(text)
    Path(file.name).replace(path)
