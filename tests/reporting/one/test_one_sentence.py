"""What to do about each fault is one sentence, the same in every output."""

import io
import json
import re
from collections.abc import Callable, Mapping
from functools import cache

import docx
import pytest
from lxml import etree
from lxml import html as lxml_html
from openpyxl import load_workbook
from pypdf import PdfReader
from rich.console import Console

from gouji.annotation import annotate
from gouji.model.audit import AuditJson
from gouji.reading import read_bytes
from gouji.reporting.many.exports.findings_csv import findings_csv
from gouji.reporting.many.exports.junit import junit
from gouji.reporting.many.exports.sarif import sarif
from gouji.reporting.many.overview.workbook import workbook
from gouji.reporting.one.checklist import checklist
from gouji.reporting.one.comparison import compare
from gouji.reporting.one.comparison_text import comparison_lines
from gouji.reporting.one.items import items
from gouji.reporting.one.notice import notice
from gouji.reporting.one.selfcheck import report_page
from gouji.reporting.one.terminal import show
from gouji.reporting.one.why import why_lines
from gouji.reporting.public.audit_json import to_explained
from gradingkit import BOOK, Made, audited, auditor, graded
from reporting.one.notice.letters import DEADLINE, ISSUED

FAULTS = ("period_short", "notice_wrong_issuer", "blank_t2", "sum_review", "unit_t3.new.total")
DOCX = Made("报告.docx", faults=FAULTS, cells=(("t3.total.other", "9"),), renderer="docx")
PDF = Made("报告.pdf", faults=FAULTS, cells=(("t3.total.other", "9"),), renderer="pdf-small")


def terminal(audit: AuditJson) -> str:
    paper = Console(file=io.StringIO(), width=160, soft_wrap=True)
    show(audit, BOOK, paper)
    return paper.file.getvalue()  # type: ignore[attr-defined]


def page(audit: AuditJson) -> str:
    form = BOOK.forms[audit.report.edition]
    return lxml_html.fromstring(report_page(audit, form, BOOK.rules, BOOK.profile)).text_content()


def word_comments(audit: AuditJson) -> str:
    form = BOOK.forms[audit.report.edition]
    document = docx.Document(io.BytesIO(annotate(DOCX.data(), audit, form)))
    return "\n".join(comment.text for comment in document.comments)


def pdf_comments(audit: AuditJson) -> str:
    form = BOOK.forms[audit.report.edition]
    marked = PdfReader(io.BytesIO(annotate(PDF.data(), audit, form)))
    notes = (note.get_object() for page in marked.pages for note in page.get("/Annots", ()))
    return "\n".join(str(note.get("/Contents", "")) for note in notes)


def written(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def letter(audit: AuditJson) -> str:
    return written(notice(audit, BOOK, agency="某局", deadline=DEADLINE, issued=ISSUED))


def sarif_messages(audit: AuditJson) -> str:
    (run,) = json.loads(sarif([audit], BOOK))["runs"]
    return "\n".join(result["message"]["text"] for result in run["results"])


def junit_failures(audit: AuditJson) -> str:
    return "\n".join(
        failure.text for failure in etree.fromstring(junit([audit], BOOK)).iter("failure")
    )


def sheet(_: AuditJson) -> str:
    book = load_workbook(io.BytesIO(b"".join(workbook(graded(DOCX), BOOK)[0])))
    return "\n".join(str(cell.value) for row in book["问题"].iter_rows() for cell in row)


def comparison(audit: AuditJson) -> str:
    return "\n".join(comparison_lines(compare(audit, audit, BOOK.forms)))


def why(audit: AuditJson) -> str:
    told = to_explained(auditor().audit_document(read_bytes(DOCX.data()), DOCX.name))
    form = BOOK.forms[audit.report.edition]
    rules = [BOOK.rules[code] for code in {f.code for f in audit.findings}]
    return "\n".join(line for rule in rules for line in why_lines(rule, told, form))


OUTPUTS: Mapping[str, tuple[Made, Callable[[AuditJson], str]]] = {
    "terminal": (DOCX, terminal),
    "page": (DOCX, page),
    "word": (DOCX, word_comments),
    "pdf": (PDF, pdf_comments),
    "pdf page": (PDF, page),
    "notice": (DOCX, letter),
    "checklist": (DOCX, lambda audit: written(checklist(audit))),
    "csv": (DOCX, lambda audit: findings_csv([audit], BOOK).decode()),
    "sarif": (DOCX, sarif_messages),
    "junit": (DOCX, junit_failures),
    "workbook": (DOCX, sheet),
    "comparison": (DOCX, comparison),
    "why": (DOCX, why),
}


@cache
def sentences(made: Made) -> tuple[str, ...]:
    """Return every instruction of the audit, and the ways where one must choose."""
    return tuple(order for item in items(audited(made)) for order in item.orders)


def bare(text: str) -> str:
    return "".join(text.split())


def test_there_is_something_of_every_kind() -> None:
    told = items(audited(DOCX))
    assert {item.certain for item in told} == {True, False}
    assert any(item.listed for item in told)
    assert "把表三「（七）总计」行「其他」列的 9 改为 56。" in sentences(DOCX)


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_output_says_the_same(name: str) -> None:
    made, output = OUTPUTS[name]
    said = bare(output(audited(made)))
    wanted = [bare(sentence).removesuffix("。") for sentence in sentences(made)]
    assert [sentence for sentence in wanted if sentence not in said] == []


@pytest.mark.parametrize("name", [name for name, (made, _) in OUTPUTS.items() if made is DOCX])
def test_nobody_is_sent_to_a_line_of_a_word_document(name: str) -> None:
    assert re.findall(r"第\d+行", OUTPUTS[name][1](audited(DOCX))) == []


def test_sums_that_do_not_agree_give_no_figure_for_the_cell_to_change() -> None:
    """四种结果合计 is not 总计: 「读到 0，应为 1」 is of the total, and another cell is to change."""
    told = terminal(audited(DOCX)).split("\n\n")
    sums = [part for part in told if "总计写" in part]
    assert any("规则：L511" in part for part in sums)
    assert [part for part in sums if "应为：" in part or "读到：" in part] == []
    assert any("应为：" in part for part in told), "of other findings it is told"
