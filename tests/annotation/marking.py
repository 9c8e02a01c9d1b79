"""What the tests of annotation share: audits of made reports, and facts without their file."""

from functools import cache
from pathlib import Path

from gouji.auditor import Auditor
from gouji.model.audit import AuditJson
from gouji.reading import read_bytes
from gouji.reporting.public.audit_json import to_public
from gouji.rulebook import load_rulebook
from reportkit import FAULTS, make
from reportkit.renderers import RENDERERS

ROOT = Path(__file__).parents[2]
BOOK = load_rulebook()
FORM = BOOK.form_for(2024)
_AUDITOR = Auditor(BOOK)


def audited(data: bytes) -> AuditJson:
    return to_public(_AUDITOR.audit_document(read_bytes(data)))


@cache
def fixture(name: str) -> tuple[bytes, AuditJson]:
    data = (ROOT / "fixtures" / name).read_bytes()
    return data, audited(data)


@cache
def made(renderer: str, *faults: str, seed: int = 1) -> tuple[bytes, AuditJson]:
    """A report with faults, and its audit."""
    content = make(seed)
    for fault in faults:
        content = FAULTS[fault].plant(content).content
    data = RENDERERS[renderer](content)
    return data, audited(data)


def facts(audit: AuditJson) -> dict[str, object]:
    """Everything that an audit says but which file it was, which its keys hold too."""
    said = audit.model_dump()
    return {name: value for name, value in said.items() if name not in {"document", "keyed"}}
