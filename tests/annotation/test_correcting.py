"""Corrected drafts: what is certain is a tracked change, what is accepted audits clean of it."""

from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from accepting import can_settle, settled
from docx import Document
from lxml import etree

from gouji.annotation import correct
from gouji.auditor import Auditor
from gouji.errors import UsageError
from gouji.model.audit import AuditJson
from gouji.reading import read_bytes
from gouji.reporting.public.audit_json import to_public
from gouji.rulebook import load_rulebook
from reportkit import FAULTS, make
from reportkit.word import document

ROOT = Path(__file__).parents[2]
DRAFT = ROOT / "../shared/cases/draft.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORM = load_rulebook().forms["2021"]


@pytest.fixture
def draft() -> bytes:
    if not DRAFT.exists():
        pytest.skip("the published cases are not there")
    return DRAFT.read_bytes()


@cache
def auditor() -> Auditor:
    return Auditor(load_rulebook())


def audited(data: bytes) -> AuditJson:
    return to_public(auditor().audit_document(read_bytes(data)))


def found(data: bytes) -> set[tuple[str, str]]:
    return {(f.code, f.locus) for f in audited(data).findings}


def body(data: bytes) -> etree._Element:
    with ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def rejected(data: bytes) -> list[str]:
    """Return the text of every paragraph as it is when all changes are refused."""
    root = body(data)
    for added in list(root.iter(W + "ins")):
        added.getparent().remove(added)
    words = (W + "t", W + "delText")
    return ["".join(t.text or "" for t in p.iter(*words)) for p in root.iter(W + "p")]


def changes(data: bytes) -> list[tuple[str, str]]:
    """Return what is struck out and what is put in, change by change."""
    root = body(data)
    told = []
    for added in root.iter(W + "ins"):
        before = []
        element = added.getprevious()
        while element is not None and element.tag == W + "del":
            before.insert(0, "".join(t.text or "" for t in element.iter(W + "delText")))
            element = element.getprevious()
        told.append(("".join(before), "".join(t.text or "" for t in added.iter(W + "t"))))
    return told


def test_what_is_certain_is_a_tracked_change_and_the_rest_a_comment(draft: bytes) -> None:
    made = correct(draft, audited(draft), FORM)
    assert sorted(changes(made.data)) == [
        ("1", "0"),
        ("2025年1月1日至2025年12月30日", "2025年1月1日至2025年12月31日"),
        ("3", "0"),
        ("5件", "3件"),
        ("82.58万元", "82.58"),
        (
            "国务院办公厅政府信息公开与政务公开办公室",
            "国务院办公厅政府信息与政务公开办公室",
        ),
    ]
    assert made.mended == (1, 2, 3, 4, 6, 8)
    comments = [comment.text for comment in Document(BytesIO(made.data)).comments]
    assert sorted(text.partition(".")[0] for text in comments) == list("12345678")
    assert {e.get(W + "author") for e in body(made.data).iter(W + "ins", W + "del")} == {"gouji"}


def test_refused_changes_leave_the_text_as_it_was(draft: bytes) -> None:
    made = correct(draft, audited(draft), FORM)
    words = ["".join(t.text or "" for t in p.iter(W + "t")) for p in body(draft).iter(W + "p")]
    assert rejected(made.data) == words


def test_accepted_changes_leave_what_needs_a_person(draft: bytes) -> None:
    made = correct(draft, audited(draft), FORM)
    assert found(made.data) == {("A303", "t2.regulation.valid"), ("N604", "sum:286")}


def test_the_same_draft_gives_the_same_bytes(draft: bytes) -> None:
    first, second = (correct(draft, audited(draft), FORM).data for _ in range(2))
    assert first == second


@pytest.mark.skipif(not can_settle(), reason="LibreOffice and its Python bridge are not here")
@pytest.mark.parametrize(
    ("command", "left"),
    [
        ("AcceptAllTrackedChanges", {("A303", "t2.regulation.valid"), ("N604", "sum:286")}),
        ("RejectAllTrackedChanges", None),
    ],
)
def test_libreoffice_takes_the_changes(
    command: str, left: set[tuple[str, str]] | None, draft: bytes, tmp_path: Path
) -> None:
    made = correct(draft, audited(draft), FORM)
    assert found(settled(made.data, tmp_path, command)) == (left or found(draft))


CERTAIN = ("unit_", "sum_row", "sum_leaf", "sum_total_row", "heading_", "period_short", "notice_w")


@pytest.mark.parametrize("name", [name for name in FAULTS if name.startswith(CERTAIN)])
def test_a_certain_fault_is_gone_from_the_corrected_copy(name: str) -> None:
    data = document(FAULTS[name].plant(make(31)).content)
    before = audited(data)
    made = correct(data, before, FORM)
    assert (found(made.data), len(made.mended)) == (set(), len(before.instructions))


def test_only_a_word_document_is_corrected() -> None:
    data = (ROOT / "fixtures/clean-2024.txt").read_bytes()
    with pytest.raises(UsageError, match="只有 Word 文档能写成修订稿"):
        correct(data, audited(data), FORM)
