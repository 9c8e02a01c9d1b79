"""Writes audits to files, whole or not at all."""

import io
from pathlib import Path

from rich.console import Console

from gouji.auditor import Audit
from gouji.reporting.media.files import Names, write_whole
from gouji.reporting.one.terminal import show
from gouji.reporting.public.audit_json import to_json

_WIDTH = 100


class Saver:
    """Saves each audit as ``NAME.audit.json`` and ``NAME.audit.txt`` in one directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._names = Names()

    def save(self, audit: Audit) -> None:
        """Save ``audit``; raises :class:`UsageError` where the directory cannot be written."""
        name = self._names.name(Path(audit.path).name)
        buffer = io.StringIO()
        show(audit, Console(file=buffer, width=_WIDTH, highlight=False, markup=False, emoji=False))
        write_whole(self._directory / f"{name}.audit.json", to_json(audit, indent=1) + "\n")
        write_whole(self._directory / f"{name}.audit.txt", buffer.getvalue())
