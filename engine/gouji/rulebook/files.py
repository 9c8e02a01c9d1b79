"""Reads and validates rule files, and gathers the faults of several, to tell them all at once."""

from collections.abc import Callable, Iterable
from dataclasses import field
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from gouji.errors import RuleFileError
from gouji.model.written import Written
from gouji.records import dataclass
from gouji.rulebook.faults import from_validation
from gouji.rulebook.source import Fault, Source, read_source

T = TypeVar("T")
M = TypeVar("M", bound=Written)


@dataclass(slots=True)
class Faults:
    """Faults of several files, gathered so that a person sees them all at once."""

    lines: list[str] = field(default_factory=list)

    def gather(self, action: Callable[[], T]) -> T | None:
        """Return what ``action`` returns, or remember its faults and return None."""
        try:
            return action()
        except RuleFileError as error:
            self.lines.append(str(error))
            return None

    def add(self, source: Source, faults: Iterable[Fault]) -> None:
        """Remember ``faults`` of ``source``."""
        self.lines.extend(source.at(fault) for fault in faults)

    def settle(self) -> None:
        """Raise one :class:`RuleFileError` for all that was gathered, if anything was."""
        if self.lines:
            raise RuleFileError("\n".join(dict.fromkeys(self.lines)))


def sources_in(root: Path, pattern: str) -> list[Source]:
    """Read every file of ``root`` that ``pattern`` names; raises where there is none."""
    paths = sorted(root.glob(pattern))
    if not paths:
        raise RuleFileError(f"{root / pattern}:1:1: 没有找到规则文件")
    return [read_source(path, root) for path in paths]


def validated(source: Source, model: type[M]) -> M:
    """Return the data of ``source`` as a ``model``; raises with the place of every mistake."""
    from pydantic import ValidationError

    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        source.fail(from_validation(error, model))
        raise


def hash_of(sources: Iterable[Source]) -> str:
    """Return one hash of the names and contents of ``sources``."""
    digest = sha256()
    for source in sources:
        digest.update(f"{source.name} {source.sha256}\n".encode())
    return digest.hexdigest()
