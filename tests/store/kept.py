"""Audits to be kept, made of the reports of ``gradingkit``."""

from dataclasses import replace
from functools import cache

from gouji.model.digest import digest
from gouji.model.filing import Filing
from gouji.model.grading import Entry
from gouji.model.kept import kept
from gouji.reading import read_bytes
from gouji.store import Audited
from gradingkit import Made, audited, auditor, entry


@cache
def filed(made: Made) -> Filing:
    """The report as others need it, as recognised."""
    return auditor().filing(auditor().audit_document(read_bytes(made.data()), made.name).report)


def document(made: Made) -> str:
    """The text of the audit's JSON."""
    return audited(made).model_dump_json(by_alias=True)


def to_keep(made: Made, key: str = "", **changes: object) -> Audited:
    """The audit of ``made``, under its name unless there is a key; ``changes`` are to its entry."""
    changed: Entry = replace(entry(made, 0), **changes)  # type: ignore[arg-type]
    key = key or f"{made.name}/{made.year}"
    digested = digest(audited(made)).packed()
    own = kept(audited(made), document(made), filed(made).narrative, digested)
    return Audited(key, "0" * 64, changed, own)
