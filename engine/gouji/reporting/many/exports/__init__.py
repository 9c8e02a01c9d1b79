"""Findings for other programs: SARIF for code scanners, JUnit XML for builds, CSV for tables.

All are built from the public audit alone, and read audits that were saved before.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.model.audit import AuditJson
    from gouji.rulebook import Rulebook

STYLES = {"sarif": "sarif", "junit": "junit", "csv": "findings_csv"}
"""The styles by name: the module of each, which has a function of its own name."""


def exporter(style: str) -> "Callable[[Iterable[AuditJson], Rulebook], bytes]":
    """Return the function that turns audits into the bytes of a file of ``style``."""
    name = STYLES[style]
    found: Callable[[Iterable[AuditJson], Rulebook], bytes]
    found = getattr(import_module(f"{__name__}.{name}"), name)
    return found
