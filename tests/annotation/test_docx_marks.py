"""Word comments: at the cell or the words, the text unharmed, other people's comments kept."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element
from marking import FORM, audited, facts, made

from gouji.annotation import annotate
from gouji.annotation.docx import annotate_docx
from gouji.annotation.marks import NOWHERE, Mark, Spot
from gouji.errors import DamagedDocument
from reading.word_files import word_file, zipped
from waiting import PATIENCE


def mark(line: int | None, quote: str = "", column: int = 1, loci: tuple[str, ...] = ()) -> Mark:
    spot = NOWHERE if line is None else Spot(line=line, column=column)
    return Mark(spot, quote, ("第一条\n说明", "第二条"), is_review=False, loci=loci)


def spans(data: bytes) -> list[tuple[str, str]]:
    """The words that each comment stands at, and its text, in the order of the comments."""
    document = Document(BytesIO(data))
    found = []
    for comment in document.comments:
        inside, words = False, ""
        for element in document.element.body.iter():
            if element.get(qn("w:id")) == str(comment.comment_id):
                inside = {"commentRangeStart": True, "commentRangeEnd": False}.get(
                    _name(element), inside
                )
            elif inside and element.tag == qn("w:t"):
                words += element.text or ""
        found.append((words, comment.text))
    return found


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def around(data: bytes, tag: str) -> list[str]:
    """The text of the cell or paragraph around the beginning of each comment."""
    starts = Document(BytesIO(data)).element.body.iter(qn("w:commentRangeStart"))
    parents = (next(start.iterancestors(qn(tag)), None) for start in starts)
    return ["-" if p is None else "".join(t.text or "" for t in p.iter(qn("w:t"))) for p in parents]


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(*filter(None, [c]))}</w:tc>" for c in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.{}"/></Types>'
)
PLAIN = "openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "ms-word.document.macroEnabled.main+xml"


def package(body: str, kind: str = PLAIN, **links: bytes) -> bytes:
    with ZipFile(BytesIO(word_file(body))) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for old, new in links.items():
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(old.encode(), new)
    return zipped({"[Content_Types].xml": TYPES.format(kind), **parts})


BODY = (
    paragraph("某局2024年政府信息公开工作年度报告")
    + paragraph("一、总体情况")
    + paragraph("收到申请3件，", "办", "结 3 件；转", "出3件。")
    + table(("甲", ""), ("乙", "3"), ("丙", "3"))
    + paragraph("六、其他需要报告的事项")
)


@pytest.mark.parametrize(
    ("given", "words", "cell"),
    [
        (mark(3, "办结3件"), "办结 3 件", "-"),
        (mark(3, "3件", column=5), "3件", "-"),
        (mark(3, "3件", column=10), "3 件", "-"),
        (mark(3, "3件", column=15), "3件", "-"),
        (mark(3, "没有这句"), "收到申请3件，办结 3 件；转出3件。", "-"),
        (mark(3), "收到申请3件，办结 3 件；转出3件。", "-"),
        (mark(5), "", ""),
        (mark(7, "3"), "3", "3"),
        (mark(None), "某局2024年政府信息公开工作年度报告", "-"),
        (mark(None, loci=("fee_disclosure",)), "某局2024年政府信息公开工作年度报告", "-"),
        (mark(None, loci=("s6",)), "六、其他需要报告的事项", "-"),
        (mark(None, loci=("s1.active", "s1.platform")), "一、总体情况", "-"),
        (mark(None, loci=("s1", "s6")), "某局2024年政府信息公开工作年度报告", "-"),
        (mark(None, loci=("t3",)), "某局2024年政府信息公开工作年度报告", "-"),
    ],
)
def test_where_a_comment_stands(given: Mark, words: str, cell: str) -> None:
    copy = annotate_docx(package(BODY), [given], None, FORM)
    assert spans(copy) == [(words, "第一条\n说明\n\n第二条")]
    assert around(copy, "w:tc") == [cell]


def test_cells_are_told_apart() -> None:
    copy = annotate_docx(package(BODY), [mark(9, "3"), mark(7, "3")], None, FORM)
    assert around(copy, "w:tr") == ["乙3", "丙3"]


def test_words_in_a_text_box_are_commented_beside_it() -> None:
    box = (
        "<w:p><w:r><w:t>旁边</w:t></w:r><w:r><w:pict><v:textbox><w:txbxContent>"
        + paragraph("框里")
        + "</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    )
    copy = annotate_docx(package(paragraph("题") + box), [mark(3, "框里")], None, FORM)
    assert around(copy, "w:txbxContent") == ["-"]
    assert around(copy, "w:p") == ["旁边框里"]


@pytest.mark.parametrize(
    "faults",
    [
        ("sum_balance", "contact_missing", "blank_t4"),
        ("notice_wrong_issuer", "absent_t3.granted", "unit_t2.fee.amount"),
        ("section_absent_s6", "heading_changed_s1", "word_t4.review.other"),
    ],
)
def test_made_reports(faults: tuple[str, ...]) -> None:
    data, audit = made("docx", *faults)
    assert audit.findings
    copy = annotate(data, audit, FORM)
    assert annotate(data, audit, FORM) == copy
    assert facts(audited(copy)) == facts(audit)
    told = "\n".join(text for _, text in spans(copy))
    assert all(finding.message in told for finding in audit.findings)


def test_a_blank_cell_of_a_report() -> None:
    data, audit = made("docx", "blank_t4")
    ((words, text),) = spans(annotate(data, audit, FORM))
    assert words == ""
    assert "「表四·行政复议·结果维持」是空的" in text


def test_comments_of_others_stay_and_those_of_an_earlier_run_go() -> None:
    data, _ = made("docx", "sum_balance", "contact_missing")
    document = Document(BytesIO(data))
    run = next(p for p in document.paragraphs if p.runs).runs[0]
    document.add_comment(run, "王五的批注", author="王五", initials="王")
    buffer = BytesIO()
    document.save(buffer)
    first = annotate(buffer.getvalue(), audited(buffer.getvalue()), FORM)
    assert spans(first)[0][1] == "王五的批注"
    again = annotate(first, audited(first), FORM)
    assert spans(again) == spans(first)
    assert facts(audited(again)) == facts(audited(buffer.getvalue()))


@pytest.mark.parametrize(
    "data",
    [
        package(BODY, MACROS),
        word_file(BODY),
        package(BODY, officeDocument=b"strictDocument"),
    ],
)
def test_files_that_take_no_comments_are_one_sentence(data: bytes) -> None:
    with pytest.raises(DamagedDocument, match="加不了批注；请用 Word 或 WPS 另存为 DOCX"):
        annotate_docx(data, [mark(1)], None, FORM)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="没有装 LibreOffice")
def test_libreoffice_finds_the_comments(tmp_path: Path) -> None:
    data, audit = made("docx", "sum_balance", "contact_missing", "blank_t4")
    copy = annotate(data, audit, FORM)
    (tmp_path / "a.docx").write_bytes(copy)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "fodt", "--outdir", tmp_path, "a.docx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=PATIENCE,
    )  # fmt: skip
    root = etree.parse(tmp_path / "a.fodt").getroot()
    notes = root.iter(f"{{{root.nsmap['office']}}}annotation")
    texts = [note.iter(f"{{{root.nsmap['text']}}}p") for note in notes]
    told = ["".join("".join(p.itertext()) for p in text) for text in texts]
    assert sorted(map(_bare, told)) == sorted(_bare(text) for _, text in spans(copy))


def _bare(text: str) -> str:
    return "".join(text.split())
