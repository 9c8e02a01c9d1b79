"""Damaged documents of every format: an audit or one sentence, never anything else.

Seeded, so that a failure can be repeated: bytes overwritten, cut out, doubled, or cut short.
"""

from random import Random

import pytest

from gouji.auditor import Audit, Auditor
from gouji.errors import DocumentError
from gouji.model.cells import CellState
from gouji.reading import read_bytes
from gouji.reporting.public.audit_json import to_json
from gouji.rulebook import load_rulebook
from reportkit import make
from reportkit.renderers import RENDERERS

AUDITOR = Auditor(load_rulebook())
CASES = [
    (renderer, block)
    for renderer, blocks in (
        ("txt-tabs", 8),
        ("txt-broken", 4),
        ("html", 8),
        ("docx", 6),
        ("pdf-lines", 6),
    )
    for block in range(blocks)
]
CASES_A_BLOCK = 60


def damaged(data: bytes, random: Random) -> bytes:
    """Return ``data`` with one to eight small injuries."""
    body = bytearray(data)
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(body))
        size = random.choice((1, 1, 2, 16, 200))
        match random.randrange(5):
            case 0:
                body[at : at + size] = random.randbytes(size)
            case 1:
                del body[at : at + size]
            case 2:
                body[at:at] = body[at : at + size]
            case 3:
                body[at] ^= 1 << random.randrange(8)
            case _:
                body[at:at] = random.choice(
                    (b"<table>", b"</td>", b"\t", b"\n", b"0", b"\xff\xfe", b"PK\x03\x04")
                )
    return bytes(
        body[: random.randint(len(body) // 2, len(body))] if random.random() < 0.1 else body
    )


def audited(data: bytes) -> Audit | str:
    """Return the audit, or the sentence that refuses the document."""
    try:
        return AUDITOR.audit_document(read_bytes(data))
    except DocumentError as error:
        return str(error)


@pytest.mark.parametrize(("renderer", "block"), CASES, ids=[f"{r}-{b}" for r, b in CASES])
def test_damaged_documents(renderer: str, block: int) -> None:
    whole = RENDERERS[renderer](make(block))
    for case in range(CASES_A_BLOCK):
        data = damaged(whole, Random(f"{renderer} {block} {case}"))  # noqa: S311 - not for secrets
        outcome = audited(data)
        if isinstance(outcome, str):
            assert len(outcome.splitlines()) == 1
            continue
        assert to_json(outcome)
        for cell in outcome.report.cells().values():
            assert (cell.value is None) == (cell.state is not CellState.NUMBER)
            assert cell.state is not CellState.UNREAD or cell.reason
