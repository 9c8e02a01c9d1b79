"""Audits that a command is given: documents, audited on the spot, and audits saved as JSON."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.commands.guard import Guard

if TYPE_CHECKING:
    from gouji.isolated import IsolatedAuditor
    from gouji.model.audit import AuditJson
    from gouji.reading.inputs import Input


class Sources:
    """Gives the audits behind files; what cannot be read is told by ``guard``."""

    def __init__(self, rules: Sequence[Path], profile: str | None) -> None:
        from gouji.rulesets import chosen_rulebook

        self.book = chosen_rulebook(rules, profile)
        self.guard = Guard()

    def audits(self, files: Iterable[Path]) -> "Iterator[AuditJson]":
        """Yield the audits of ``files``, in order."""
        return self.guard.each(files, self._of)

    def only(self, file: Path) -> "AuditJson | None":
        """Return the one audit of ``file``, ``None`` where it cannot be read or has several."""
        found = list(self.audits([file]))
        if len(found) > 1:
            self.guard.complain(str(file), "里面不止一份报告，比较时请只给一份")
        return found[0] if len(found) == 1 else None

    def _of(self, item: "Input") -> "Iterator[AuditJson]":
        from gouji.reporting.many.exports.saved import is_saved, saved_audits

        if is_saved(item.name):
            yield from saved_audits(item.path, self.book.forms)
        else:
            yield self._auditor.audit_file(item.path, item.name).audit

    @cached_property
    def _auditor(self) -> "IsolatedAuditor":
        from gouji.commands.options import auditor_with

        return auditor_with(self.book)
