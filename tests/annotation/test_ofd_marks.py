"""Annotations on OFDs: they lie where the reader saw things, and nothing else of the file changes."""

import re
import struct
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import ofdkit
import pytest
from lxml import etree
from marking import FORM, audited, facts, made

from gouji.annotation import annotate, caution
from gouji.annotation.marks import NOWHERE, Mark, Spot, marks_of
from gouji.annotation.ofd import annotate_ofd
from gouji.cli import run as command_line
from gouji.errors import DamagedDocument
from gouji.model.audit import Box
from gouji.reading.ofd.values import POINTS
from reportkit.renderers import OFD_STYLES

FAULTS = ("sum_balance", "contact_missing", "blank_t4")
NEW = "http://www.ofdspec.org/2016"
LIST = "Doc_0/Annotations.xml"
DOCUMENT = "Doc_0/Document.xml"

Parts = dict[str, bytes]


@cache
def report(renderer: str = "ofd-office") -> bytes:
    data, _ = made(renderer, *FAULTS)
    return data


def parts(data: bytes) -> Parts:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(files: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(ZipInfo(name), data)
    return out.getvalue()


def raw(data: bytes) -> list[tuple[bytes, bytes]]:
    """The directory of a package: the name of each part as it is written, and its packed bytes."""
    with ZipFile(BytesIO(data)) as package:
        infos = package.infolist()
    found = []
    for info in infos:
        names, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
        start = info.header_offset + 30
        body = start + names + extra
        found.append((data[start : start + names], data[body : body + info.compress_size]))
    return found


def mark(page: int = 1, box: Box | None = (100, 100, 200, 120), *, review: bool = False) -> Mark:
    spot = NOWHERE if box is None else Spot(page, box)
    return Mark(spot, "3", ("说明 <b>&\"'",), review, ())


def annotations(data: bytes) -> list[tuple[str, etree._Element]]:
    """All annotations by the number of their page, as the standard finds them from the root."""
    files = parts(data)

    def at(folder: str, location: str) -> str:
        base = "" if location.startswith("/") else folder
        return "/".join(part for part in f"{base}/{location}".split("/") if part)

    def tree(name: str) -> etree._Element:
        return etree.fromstring(files[name])

    document = at("", tree("OFD.xml").findtext(".//{*}DocRoot") or "")
    listing = at(document.rpartition("/")[0], tree(document).findtext("{*}Annotations") or "")
    found = []
    for page in tree(listing).iterfind("{*}Page"):
        part = at(listing.rpartition("/")[0], page.findtext("{*}FileLoc") or "")
        found += [(page.attrib["PageID"], each) for each in tree(part).iterfind("{*}Annot")]
    return found


def told(data: bytes) -> list[tuple[str, str, str]]:
    return [(page, e.attrib["Type"], e.attrib["Creator"]) for page, e in annotations(data)]


OURS = [("2", "Highlight", "勾稽"), ("4", "Highlight", "勾稽"), ("1", "Path", "勾稽")]


@pytest.mark.parametrize("renderer", OFD_STYLES)
def test_nothing_but_annotations_is_new(renderer: str) -> None:
    """A second reader finds the same words; ours finds the same facts, and marks them the same."""
    data, audit = made(renderer, *FAULTS)
    copy = annotate(data, audit, FORM)
    again = audited(copy)
    assert facts(again) == facts(audit)
    assert annotate(copy, again, FORM) == copy
    assert ofdkit.extract_text(copy) == ofdkit.extract_text(data)
    before, after = dict(raw(data)), raw(copy)
    assert [name for name, _ in after][: len(before)] == list(before)
    changed = [name.decode() for name, body in after if before.get(name) != body]
    document, *new = changed
    assert document.endswith("/Document.xml")
    assert all("/Annot" in name for name in new)
    assert len(annotations(copy)) == 3


def test_what_an_annotation_says() -> None:
    data, audit = made("ofd-office", *FAULTS)
    found = annotations(annotate(data, audit, FORM))
    assert [(page, e.attrib["Type"]) for page, e in found] == [
        ("2", "Highlight"), ("4", "Highlight"), ("1", "Path")
    ]  # fmt: skip
    first = found[0][1]
    assert (first.findtext("{*}Remark") or "").startswith("1.［错误］表三有 2 条勾稽不平")
    cell = audit.cells["t3.new.legal"].bbox
    assert cell is not None
    x, y, width, height = (float(n) * POINTS for n in boundary(first))
    assert (x, y, x + width, y + height) == pytest.approx(cell, abs=0.01)


def boundary(annotation: etree._Element) -> list[str]:
    appearance = annotation.find("{*}Appearance")
    assert appearance is not None
    return appearance.attrib["Boundary"].split()


def test_colours_lines_and_places() -> None:
    """Blue asks, yellow finds; each line has a box of its own within the one around all."""
    spot = Spot(1, (100.0, 100.0, 200.0, 120.0), more=((50.0, 130.0, 90.0, 150.0),))
    marks = [mark(review=True), Mark(spot, "", ("二",), False, ()), mark(box=None)]
    data, audit = made("ofd-office", *FAULTS)
    found = [each for _, each in annotations(annotate_ofd(data, marks, audit.document.pages))]
    colours = [[c.attrib["Value"] for c in e.iterfind(".//{*}FillColor")] for e in found]
    yellow, blue = "255 217 89", "130 190 255"
    assert colours == [[blue], [yellow, yellow], [yellow]]
    assert found[0].findtext("{*}Remark") == "说明 <b>&\"'"
    boxes = [e.attrib["Boundary"] for e in found[1].iterfind(".//{*}PathObject")]
    assert boundary(found[1]) == ["17.639", "35.278", "52.917", "17.639"]
    assert boxes == ["17.639 0.000 35.278 7.056", "0.000 10.583 14.111 7.056"]


def test_numbers_are_of_nothing_else() -> None:
    data, audit = made("ofd-form", *FAULTS)
    after = parts(annotate(data, audit, FORM))
    ours = b"".join(content for name, content in after.items() if name not in parts(data))
    numbers, taken = (
        re.findall(rb'\bID="(\d+)"', content) for content in (ours, b"".join(parts(data).values()))
    )
    assert len(numbers) == len(set(numbers) - set(taken)) == 9


OWN = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- of ours --><ofd:PageAnnot xmlns:ofd="{NEW}">\n'
    '  <ofd:Annot ID="70001" Type="Link" Creator="甲" LastModDate="2025-01-01">'
    '<ofd:Appearance Boundary="0 0 5 5"/></ofd:Annot>\n'
    "</ofd:PageAnnot>\n"
).encode()


def listing(*places: tuple[int, str]) -> bytes:
    pages = "".join(
        f'<ofd:Page PageID="{page}"><ofd:FileLoc>{at}</ofd:FileLoc></ofd:Page>'
        for page, at in places
    )
    return f'<ofd:Annotations xmlns:ofd="{NEW}">{pages}</ofd:Annotations>'.encode()


def declaring(files: Parts, location: str = "Annotations.xml") -> Parts:
    """The same parts, the document naming its annotations and something that comes behind."""
    more = f"<ofd:Annotations>{location}</ofd:Annotations><ofd:Extensions>E.xml</ofd:Extensions>"
    document = files[DOCUMENT].replace(b"</ofd:Document>", f"{more}</ofd:Document>".encode())
    return files | {DOCUMENT: document}


LINK = ("2", "Link", "甲")


def test_annotations_that_were_there_stay() -> None:
    own = {LIST: listing((2, "Annots/A.xml")), "Doc_0/Annots/A.xml": OWN}
    data = packed(declaring(parts(report())) | own)
    copy = annotate(data, audited(data), FORM)
    assert told(copy) == [LINK, *OURS]
    after = parts(copy)
    assert after[DOCUMENT] == parts(data)[DOCUMENT]
    head, tail = OWN.removesuffix(b"</ofd:PageAnnot>\n"), b"</ofd:PageAnnot>\n"
    assert after["Doc_0/Annots/A.xml"].startswith(head)
    assert after["Doc_0/Annots/A.xml"].endswith(tail)
    assert after[LIST].startswith(own[LIST].removesuffix(b"</ofd:Annotations>"))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, OURS),
        ({LIST: listing()}, OURS),
        ({LIST: listing().replace(b"></ofd:Annotations>", b"/>")}, OURS),
        ({LIST: listing((2, "Annots/lost.xml"))}, OURS),
        ({"Doc_0/ANNOTATIONS.xml": listing((2, "a.XML")), "Doc_0/A.xml": OWN}, [LINK, *OURS]),
        (
            {LIST: listing((2, "A.xml"), (3, "A.xml")), "Doc_0/A.xml": OWN},
            [LINK, ("3", "Link", "甲"), *OURS],
        ),
        ({LIST: listing((2, "A.xml")), "Doc_0/A.xml": OWN.decode().encode("utf-8-sig")},
         [LINK, *OURS]),
        ({LIST: listing((2, "A.xml")),
          "Doc_0/A.xml": OWN.decode().replace("UTF-8", "UTF-16").encode("utf-16")},
         [LINK, *OURS]),
        ({LIST: listing((2, "A.xml")),
          "Doc_0/A.xml": OWN.decode().replace("UTF-8", "GB2312").encode("gb2312")},
         [LINK, *OURS]),
        ({LIST: listing((2, "A.xml")),
          "Doc_0/A.xml": f'<PageAnnot xmlns="{NEW}"><!-- </PageAnnot> --></PageAnnot>'.encode()},
         OURS),
    ],
    ids=["no list", "empty list", "no content", "lost part", "wrong case", "shared part",
         "byte order mark", "UTF-16", "GBK", "no prefix"],
)  # fmt: skip
def test_lists_of_many_kinds(more: Parts, expected: list[tuple[str, str, str]]) -> None:
    data = packed(declaring(parts(report())) | more)
    audit = audited(data)
    copy = annotate(data, audit, FORM)
    there = [name for name in more if name.lower() == LIST.lower()]
    if not there or there == [LIST]:
        assert sorted(told_by_standard(copy)) == sorted(expected)
    assert facts(audited(copy))["cells"] == facts(audit)["cells"]
    again = annotate(copy, audited(copy), FORM)  # a list that was missing is so no more
    assert annotate(again, audited(again), FORM) == again


def told_by_standard(copy: bytes) -> list[tuple[str, str, str]]:
    """What annotations there are, leaving out lists of parts that are not there."""
    files = parts(copy)
    kept = {n: d.replace(b"Annots/lost.xml", b"Annotations.xml") for n, d in files.items()}
    return told(packed(kept))


def test_a_document_that_names_no_annotations_gets_them_and_nothing_else() -> None:
    files = parts(report())
    document = files[DOCUMENT].replace(
        b"</ofd:Document>", b"\r\n<!-- <ofd:Attachments/> --> <ofd:Attachments>A.xml"
        b"</ofd:Attachments >\r\n</ofd:Document>\n",
    )  # fmt: skip
    data = packed(files | {DOCUMENT: document})
    copy = annotate(data, audited(data), FORM)
    added = b"<ofd:Annotations>Annotations.xml</ofd:Annotations>"
    at = document.index(b"<ofd:Attachments>")
    assert parts(copy)[DOCUMENT] == document[:at] + added + document[at:]


def flat(files: Parts) -> Parts:
    """All parts in the root of the package."""
    names = {name: name.replace("Doc_0/", "").replace("/", "_") for name in files}
    texts = {}
    for name, data in files.items():
        text = data.decode().replace("Doc_0/Document", "Document")
        moved = text.replace("Pages/Page_", "Pages_Page_").replace("/Content.xml", "_Content.xml")
        texts[names[name]] = moved.encode()
    return texts


def old(files: Parts) -> Parts:
    return {n: data.replace(NEW.encode(), b"http://www.ofdspec.org") for n, data in files.items()}


def other_prefix(files: Parts) -> Parts:
    return {
        name: data.replace(b"ofd:", b"o.f:").replace(b":ofd=", b":o.f=")
        for name, data in files.items()
    }


def wrong_case(files: Parts) -> Parts:
    return {name.replace("Document", "DOCUMENT"): data for name, data in files.items()}


@pytest.mark.parametrize("change", [flat, old, other_prefix, wrong_case])
def test_packages_of_many_kinds(change: Callable[[Parts], Parts]) -> None:
    data = packed(change(parts(report())))
    audit = audited(data)
    assert len(audit.findings) == 4
    copy = annotate(data, audit, FORM)
    again = audited(copy)
    assert facts(again) == facts(audit)
    assert annotate(copy, again, FORM) == copy
    if change is not wrong_case:
        assert told(copy) == OURS


def test_names_in_gbk() -> None:
    """As programs of Chinese Windows pack them: the names are neither UTF-8 nor say what they are."""
    files = {name.replace("文档/", "WDWD/"): d for name, d in parts(report("ofd-form")).items()}
    data = packed(files).replace(b"WDWD/", "文档/".encode("gbk"))
    audit = audited(data)
    copy = annotate(data, audit, FORM)
    before = dict(raw(data))
    kept = [name.decode("gbk") for name, body in raw(copy) if before.get(name) == body]
    assert kept == [name.replace("WDWD", "文档") for name in files if name != "WDWD/Document.xml"]
    assert facts(audited(copy)) == facts(audit)
    assert annotate(copy, audited(copy), FORM) == copy


def test_a_page_whose_corner_is_elsewhere() -> None:
    files = parts(report())
    page = "Doc_0/Pages/Page_1/Content.xml"
    area = re.sub(rb"(?<=PhysicalBox>)0 0 ", b"-30 45 ", files[page])
    data = packed(files | {page: area})
    audit = audited(data)
    copy = annotate(data, audit, FORM)
    cell = audit.cells["t3.new.legal"].bbox
    assert cell is not None
    x, y, _, _ = map(float, boundary(annotations(copy)[0][1]))
    assert ((x + 30) * POINTS, (y - 45) * POINTS) == pytest.approx(cell[:2], abs=0.01)
    assert facts(audited(copy)) == facts(audit)


def streamed(files: Parts) -> bytes:
    """As written to a pipe: sizes behind each part, folders, a comment."""

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

    out = Pipe()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        package.comment = "注".encode()
        package.mkdir("Doc_0")
        for name, data in files.items():
            kind = ZIP_STORED if name.endswith("Content.xml") else ZIP_DEFLATED
            package.writestr(name, data, kind)
    return out.getvalue()


def test_packed_in_many_ways() -> None:
    data = streamed(parts(report()))
    audit = audited(data)
    copy = annotate(data, audit, FORM)
    assert facts(audited(copy)) == facts(audit)
    assert told(copy) == OURS
    with ZipFile(BytesIO(data)) as before, ZipFile(BytesIO(copy)) as after:
        assert after.comment == before.comment
        assert after.testzip() is None
        same = [
            info.filename
            for info in after.infolist()
            if info.compress_type == ZIP_STORED and not info.is_dir()
        ]
    assert same == [name for name in parts(data) if name.endswith("Content.xml")]
    assert annotate(copy, audited(copy), FORM) == copy


SIGNATURES = (
    f'<ofd:Signatures xmlns:ofd="{NEW}">'
    '<ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>'
)


def signed() -> bytes:
    files = parts(report())
    place = b"<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody>"
    root = files["OFD.xml"].replace(b"</ofd:DocBody>", place)
    signs = {
        "Doc_0/Signs/Signatures.xml": SIGNATURES.encode(),
        "Doc_0/Signs/Sign_0/SignedValue.dat": b"\x30",
    }
    return packed(files | {"OFD.xml": root} | signs)


def test_a_signed_file_is_marked_and_its_owner_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = signed()
    (tmp_path / "报告.ofd").write_bytes(data)
    assert (
        command_line(["annotate", str(tmp_path / "报告.ofd"), "-o", str(tmp_path / "a.ofd")]) == 1
    )
    says = "原件有 1 个电子签章，副本已改动，签章验证不会通过；正式使用请用原件"
    assert capsys.readouterr().err == f"请注意：{says}\n"
    before, after = dict(raw(data)), dict(raw((tmp_path / "a.ofd").read_bytes()))
    assert all(after[name] == before[name] for name in before if b"Sign" in name)
    assert after[b"OFD.xml"] == before[b"OFD.xml"]
    assert (caution(data), caution(report()), caution(b"text")) == (says, "", "")


REFUSED = "^这份 OFD 的结构特殊或有损坏，加不了批注"


@pytest.mark.parametrize(
    "more",
    [
        {LIST: b"<ofd:Annotations"},
        {LIST: listing((1, "A.xml"), (2, "A.xml")).replace(b"FileLoc", b"x", 1)},
        {LIST: listing((2, "A.xml")), "Doc_0/A.xml": b"<a>"},
        {LIST: b'<?xml version="1.0" encoding="EUC-TW"?><a/>'},
    ],
    ids=["broken list", "broken nesting", "broken part", "unknown encoding"],
)
def test_broken_parts_are_one_sentence(more: Parts) -> None:
    data = packed(declaring(parts(report())) | more)
    with pytest.raises(DamagedDocument, match=REFUSED):
        annotate_ofd(data, [mark(2)], 4)


def test_pages_that_the_reader_counted_otherwise() -> None:
    with pytest.raises(DamagedDocument, match=REFUSED):
        annotate_ofd(report(), [mark()], 3)


def test_the_same_report_in_other_formats_is_marked_with_the_same_words() -> None:
    """As far as these have no places: where to look differs, and in Word all has some place."""
    said = {}
    for renderer in ("ofd-office", "ofd-driver", "ofd-form", "pdf-lines"):
        data, audit = made(renderer, *FAULTS)
        said[renderer] = [(m.text, m.quote, m.is_review, m.loci) for m in marks_of(audit)]
        assert annotate(data, audit, FORM) != data
    assert len(said["pdf-lines"]) == 3
    assert [found == said["pdf-lines"] for found in said.values()] == [True] * 4
    _, word = made("docx", *FAULTS)
    texts = [text for m in marks_of(word) for text in m.texts]
    assert sorted(texts) == sorted(text for m in marks_of(audit) for text in m.texts)
