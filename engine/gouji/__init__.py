"""gouji 勾稽: audits 政府信息公开工作年度报告 against its statutory form.

    import gouji

    found = gouji.audit("report.pdf")
    print(found.score.high, [finding.message for finding in found.findings])

The names below are imported when first used, so that ``import gouji`` itself costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from gouji.version import __version__

if TYPE_CHECKING:
    from gouji.api import Auditor, audit, load_rulebook
    from gouji.errors import (
        DamagedDocument,
        DocumentError,
        GoujiError,
        HistoryError,
        InternalFault,
        JudgementError,
        LimitExceeded,
        NotAReport,
        OutOfMemory,
        OutOfTime,
        RuleFileError,
        Stopped,
        UnreadableFile,
        UnsupportedFormat,
        UsageError,
    )
    from gouji.model.audit import AuditJson
    from gouji.rulebook import Rulebook

__all__ = [
    "AuditJson",
    "Auditor",
    "DamagedDocument",
    "DocumentError",
    "GoujiError",
    "HistoryError",
    "InternalFault",
    "JudgementError",
    "LimitExceeded",
    "NotAReport",
    "OutOfMemory",
    "OutOfTime",
    "RuleFileError",
    "Rulebook",
    "Stopped",
    "UnreadableFile",
    "UnsupportedFormat",
    "UsageError",
    "__version__",
    "audit",
    "load_rulebook",
]

_HOMES = {
    "AuditJson": "gouji.model.audit",
    "Rulebook": "gouji.rulebook",
    **dict.fromkeys(("Auditor", "audit", "load_rulebook"), "gouji.api"),
}
"""Where the names live; all others are errors."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
        value = getattr(import_module(_HOMES.get(name, "gouji.errors")), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
