"""Everything gouji raises on purpose, drawn as a tree.

GoujiError
├── UsageError            the command line asks for something that cannot be          exit 2
├── RuleFileError         a fault in a rule file, with file:line:column and a hint    exit 2
├── JudgementError        the matcher cannot vouch for its verdicts                   exit 3
├── HistoryError          the history was opened and then could not be used           exit 3
└── DocumentError         a document that cannot be processed, in one sentence       exit 3
    ├── UnreadableFile    the path cannot be opened (missing, a folder, no permission)
    ├── UnsupportedFormat the bytes are of no format that gouji reads
    ├── DamagedDocument   the format is known, the content broken, empty or encrypted
    ├── LimitExceeded     larger, deeper or slower than the documented limits allow
    └── NotAReport        read well, but it is some other document

Messages are product text: one Chinese sentence that an official can act on.
"""


class GoujiError(Exception):
    """Base of the family; ``str(error)`` is the sentence shown to the user."""

    exit_code = 3


class UsageError(GoujiError):
    """The command line asks for something that cannot be."""

    exit_code = 2


class RuleFileError(GoujiError):
    """Faults in rule files; each line reads ``file:line:column: what is wrong（hint）``."""

    exit_code = 2


class JudgementError(GoujiError):
    """The matcher cannot take the patterns, or cannot prove that it saw every fact."""


class HistoryError(GoujiError):
    """The history was opened and then could not be read or written."""


class DocumentError(GoujiError):
    """A document cannot be processed."""


class UnreadableFile(DocumentError):
    """The path cannot be opened."""


class UnsupportedFormat(DocumentError):
    """The bytes are of no format that gouji reads."""


class DamagedDocument(DocumentError):
    """The format is known but the content is broken, empty or encrypted."""


class LimitExceeded(DocumentError):
    """The document is larger, deeper or slower to read than the limits allow."""


class NotAReport(DocumentError):
    """The document was read well and is not an annual report."""


def internal_fault(error: BaseException) -> str:
    """Return the sentence for an error that nobody foresaw, in place of a traceback."""
    return f"程序内部出错（{type(error).__name__}：{error}），请报告给开发者"
