"""Damaged documents of every format: an audit or one sentence, never anything else.

Seeded, so that a failure can be repeated: bytes overwritten, cut out, doubled, or cut short.
"""

import re
from io import BytesIO
from random import Random
from zipfile import ZipFile

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
        ("ofd-office", 2),
        ("ofd-driver", 1),
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


NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
HOSTILE = (
    b"-1", b"0", b"", b"nan", b"1e309", b"9" * 400, b"99999", b"1e-9", b"g 999999999 1", b"x",
    b"&#0;", b"\xff", b"</", b"../../OFD.xml",
)  # fmt: skip


def mutated(data: bytes, random: Random) -> bytes:
    """Return a package with numbers of one part exchanged for others, and for what is none."""
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = random.choice(sorted(parts))
    for _ in range(random.randint(1, 6)):
        spots = list(NUMBER.finditer(parts[name])) or [re.match(b"", parts[name])]
        spot = random.choice(spots)
        assert spot is not None
        left, right = parts[name][: spot.start()], parts[name][spot.end() :]
        parts[name] = left + random.choice(HOSTILE) + right
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for each, content in parts.items():
            package.writestr(each, content)
    return out.getvalue()


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
        check(audited(data))


@pytest.mark.parametrize("renderer", ["ofd-office", "ofd-driver", "ofd-form"])
def test_packages_with_other_numbers(renderer: str) -> None:
    whole = RENDERERS[renderer](make(3))
    for case in range(CASES_A_BLOCK // 3):
        check(audited(mutated(whole, Random(f"{renderer} {case}"))))  # noqa: S311 - not for secrets


def check(outcome: Audit | str) -> None:
    """Hold an outcome against what every outcome must be."""
    if isinstance(outcome, str):
        assert len(outcome.splitlines()) == 1
        return
    assert to_json(outcome)
    for cell in outcome.report.cells().values():
        assert (cell.value is None) == (cell.state is not CellState.NUMBER)
        assert cell.state is not CellState.UNREAD or cell.reason
