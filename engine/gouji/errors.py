"""Everything gouji raises on purpose, drawn as a tree.

GoujiError
├── UsageError            the command line asks for something that cannot be          exit 2
├── RuleFileError         a fault in a rule file, with file:line:column and a hint    exit 2
├── JudgementError        the matcher cannot vouch for its verdicts                   exit 3
├── HistoryError          the history was opened and then could not be used           exit 3
├── LibraryError          a library does not load, or is not as gouji knows it        exit 3
├── InternalFault         a mistake in gouji, in place of a traceback                 exit 3
└── DocumentError         a document that cannot be processed, in one sentence       exit 3
    ├── UnreadableFile    the path cannot be opened (missing, a folder, no permission)
    ├── UnsupportedFormat the bytes are of no format that gouji reads
    ├── DamagedDocument   the format is known, the content broken, empty or encrypted
    ├── LimitExceeded     larger, deeper or slower than the documented limits allow
    │   ├── OutOfTime     its child process had no more time
    │   └── OutOfMemory   its child process had no more memory
    ├── Stopped           its child process died: it crashed, or the system ended it
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


class LibraryError(GoujiError):
    """A library that gouji is built on does not load, or lacks what gouji relies on."""


class HistoryError(GoujiError):
    """The history was opened and then could not be read or written."""


class InternalFault(GoujiError):
    """An error that nobody foresaw; ``trace`` (of a child process) is for logs, not for people."""

    def __init__(self, sentence: str, trace: str = "") -> None:
        super().__init__(sentence)
        self.trace = trace


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


class OutOfTime(LimitExceeded):
    """What was done with the document did not end in the time it had."""


class OutOfMemory(LimitExceeded):
    """What was done with the document took more memory than it may."""


class Stopped(DocumentError):
    """The process that worked on the document died: it crashed, or the system ended it."""


class NotAReport(DocumentError):
    """The document was read well and is not an annual report."""


ERRORS: dict[str, type[GoujiError]] = {
    each.__name__: each
    for each in (
        GoujiError,
        UsageError,
        RuleFileError,
        JudgementError,
        HistoryError,
        LibraryError,
        InternalFault,
        DocumentError,
        UnreadableFile,
        UnsupportedFormat,
        DamagedDocument,
        LimitExceeded,
        OutOfTime,
        OutOfMemory,
        Stopped,
        NotAReport,
    )
}
"""The family by name: what a child process may say that it met."""
