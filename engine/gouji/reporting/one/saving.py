"""Writes audits to files, whole or not at all."""

import io
from pathlib import Path

from rich.console import Console

from gouji.model.audit import AuditJson
from gouji.reporting.media.files import Names, write_whole
from gouji.reporting.one.terminal import show
from gouji.rulebook import Rulebook

_WIDTH = 100


class Saver:
    """Saves each audit as ``NAME.audit.json`` and ``NAME.audit.txt`` in one directory."""

    def __init__(self, directory: Path, book: Rulebook) -> None:
        self._directory = directory
        self._book = book
        self._names = Names()

    def save(self, audit: AuditJson) -> None:
        """Save ``audit``; raises :class:`UsageError` where the directory cannot be written."""
        name = self._names.name(Path(audit.document.path).name)
        buffer = io.StringIO()
        paper = Console(file=buffer, width=_WIDTH, highlight=False, markup=False, emoji=False)
        show(audit, self._book, paper)
        write_whole(self._directory / f"{name}.audit.json", audit.to_json(indent=1) + "\n")
        write_whole(self._directory / f"{name}.audit.txt", buffer.getvalue())
