"""How the parts of an OFD are found, and what one that is missing, wrong or hidden costs."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from handmade_ofd import (
    FRAME,
    HEAD,
    HEADS,
    NAMESPACE,
    SHOWN,
    Parts,
    body,
    cell,
    document,
    packed,
    page,
    parts,
    read,
    resources,
    table,
    xml,
)
from lxml import etree

from gouji.cli import run
from gouji.errors import DamagedDocument, DocumentError
from gouji.reading import read_bytes
from gouji.reading.formats import OFD
from gouji.reading.ofd.package import Package
from gouji.reading.ofd.resources import Resources
from gouji.reading.sniff import sniff

CONTENT = FRAME + HEADS + cell(1, 0, "12")
WHOLE = ([[SHOWN, ["12", ""]]], ())
DAMAGED = "这份 OFD 已损坏或不完整，读不出来"
LOCKED = "这份 OFD 加了密，请先去掉密码再审核"
LOST_PAGE = "第1页的内容有损坏或画法异常，这一页没有读"


def without(*names: str, **others: str | bytes) -> dict[str, str | bytes]:
    """Return the parts of a whole package but for some."""
    return {name: data for name, data in parts(CONTENT).items() if name not in names} | others


def plain(files: Parts) -> dict[str, str | bytes]:
    """Return parts without a prefix: their namespace is the default one."""
    return {
        name: str(data).replace("ofd:", "").replace("xmlns:ofd", "xmlns")
        for name, data in files.items()
    }


def at(root: str, listed: str, name: str) -> dict[str, str | bytes]:
    """Return a package whose root, document and page stand where these say."""
    folder = root.rpartition("/")[0].strip("/")
    return {
        "OFD.xml": xml("OFD", body(root)),
        root.strip("/"): document([listed]),
        name.format(folder=folder).lstrip("/"): page(CONTENT),
    }


LAID_OUT = {
    "as usual": parts(CONTENT),
    "flat": at("Document.xml", "Content.xml", "Content.xml"),
    "an absolute root": at("/Doc_0/Document.xml", "P.xml", "{folder}/P.xml"),
    "an absolute page": at("Doc_0/Document.xml", "/P.xml", "P.xml"),
    "a dot": at("./Doc_0/Document.xml", "./P.xml", "{folder}/P.xml"),
    "up": at("a/b/Document.xml", "../c/P.xml", "a/c/P.xml"),
    "up beyond the root": at("a/Document.xml", "../../../P.xml", "P.xml"),
    "other strokes": at("a/Document.xml", "b\\P.xml", "a/b/P.xml"),
    "percent signs": at("a%20b/Document.xml", "100%.xml", "{folder}/100%.xml"),
    "blanks": at("a b/Document.xml", " c d.xml ", "{folder}/c d.xml"),
    "Chinese names": at("文档/正文.xml", "页/第一页.xml", "文档/页/第一页.xml"),
    "another case": at("DOC_0/Document.xml", "PAGES/p.XML", "{folder}/Pages/P.xml"),
    "the root last": {**without("OFD.xml"), "OFD.xml": parts()["OFD.xml"]},
    "an old namespace": {
        name: str(data).replace(NAMESPACE, "http://www.ofdspec.org")
        for name, data in parts(CONTENT).items()
    },
    "two namespaces": without() | {
        "Doc_0/Document.xml": document().replace(NAMESPACE, "http://www.ofdspec.org")
    },
    "no prefix": plain(parts(CONTENT)),
    "no namespace": {
        name: data.replace(f' xmlns="{NAMESPACE}"', "")
        for name, data in plain(parts(CONTENT)).items()
    },
    "another prefix": {
        name: str(data).replace("ofd:", "版式:").replace(":ofd=", ":版式=")
        for name, data in parts(CONTENT).items()
    },
    "a mark of the byte order": {
        name: b"\xef\xbb\xbf" + str(data).encode() for name, data in parts(CONTENT).items()
    },
    "UTF-16": {
        name: str(data).replace("UTF-8", "UTF-16").encode("utf-16")
        for name, data in parts(CONTENT).items()
    },
    "GBK": {
        name: str(data).replace("UTF-8", "GB18030").encode("gb18030")
        for name, data in parts(CONTENT).items()
    },
    "rubbish beside": without() | {"~ofd.xml": b"<", "Doc_0/Tags/CustomTag.xml": '<:a xmlns:="">'},
    "comments": {
        name: str(data).replace("<ofd:Text", "<!-- 1 --><?a 2?><ofd:Text")
        for name, data in parts(CONTENT).items()
    },
}  # fmt: skip


@pytest.mark.parametrize("name", LAID_OUT)
@pytest.mark.parametrize("kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_packages_of_every_make(name: str, kind: int) -> None:
    assert read(packed(LAID_OUT[name], kind)) == WHOLE


def test_names_in_gbk_without_a_flag() -> None:
    """The name is put into the bytes of the package, where 「ab」 was."""
    files = at("Doc/Document.xml", "/ab/P.xml", "ab/P.xml")
    files["Doc/Document.xml"] = document(["/文/P.xml"])
    assert read(packed(files).replace(b"ab/P.xml", "文".encode("gbk") + b"/P.xml")) == WHOLE


@pytest.mark.parametrize(
    ("base", "font"),
    [("/", "Res/a.ttf"), ("Res", "a.ttf"), ("./Res", "./a.ttf"), ("", "Res/a.ttf"), ("/Doc_0/Res", "../Res/a.ttf")],
)  # fmt: skip
def test_resources_count_from_their_own_base(base: str, font: str) -> None:
    root = "Doc_0/" if base != "/" else ""
    stated = resources(
        f'<Fonts><Font ID="1" FontName="a"><FontFile>{font}</FontFile></Font></Fonts>',
        f' BaseLoc="{base}"',
    )
    package = Package(packed({"Doc_0/R.xml": stated, f"{root}Res/a.ttf": b"x"}))
    listed = etree.fromstring("<CommonData><PublicRes>R.xml</PublicRes></CommonData>")
    found = Resources().with_files(package, listed, "Doc_0")
    assert found.fonts["1"].file == f"{root}Res/a.ttf"


@pytest.mark.parametrize(
    ("files", "note"),
    [
        pytest.param(without("Doc_0/PublicRes.xml"), "文件里的资源部件 PublicRes.xml 缺失或损坏，没有读", id="resources"),
        pytest.param(without() | {"Doc_0/PublicRes.xml": "<a"}, "文件里的资源部件 PublicRes.xml 缺失或损坏，没有读", id="broken resources"),
        pytest.param(without() | {"OFD.xml": xml("OFD", body() + body("B.xml"))}, "文件里有 2 份文档，只读了第一份", id="two documents"),
    ],
)  # fmt: skip
def test_what_is_missing_costs_itself_and_is_named(files: Parts, note: str) -> None:
    assert read(packed(files)) == (WHOLE[0], (note,))


@pytest.mark.parametrize(
    "broken",
    [
        None,
        b"",
        "<a",
        HEAD,
        page(CONTENT)[:-20],
        page("<PageBlock>" * 300 + "</PageBlock>" * 300),
        page(CONTENT).replace("UTF-8", "EBCDIC-CN"),
    ],
)
def test_a_page_that_cannot_be_had_costs_itself(broken: str | bytes | None) -> None:
    files = parts(CONTENT)
    files["Doc_0/Document.xml"] = document(["Q.xml", "Pages/Page_0/Content.xml"])
    if broken is not None:
        files["Doc_0/Q.xml"] = broken
    assert read(packed(files)) == (["FIGURE", *WHOLE[0]], (LOST_PAGE,))
    assert read_bytes(packed(files)).lost == (1,)


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        pytest.param({"OFD.xml": ""}, DAMAGED, id="empty root"),
        pytest.param({"OFD.xml": xml("OFD", "")}, DAMAGED, id="no document"),
        pytest.param({"OFD.xml": xml("OFD", body())}, DAMAGED, id="document missing"),
        pytest.param(without("Doc_0/Pages/Page_0/Content.xml"), DAMAGED, id="every page missing"),
        pytest.param(without() | {"Doc_0/Document.xml": document([])}, "这份 OFD 里一页也没有，可能已损坏或不完整", id="no page"),
        pytest.param(without() | {"Encryptions.xml": "<a/>"}, LOCKED, id="encrypted"),
        pytest.param({"OFD.xml": "", "entriesmap.dat": b"\0", "decryptseed.dat": b"\0"}, LOCKED, id="encrypted whole"),
    ],
)  # fmt: skip
def test_packages_that_are_refused(files: Parts, sentence: str) -> None:
    with pytest.raises(DamagedDocument) as caught:
        read_bytes(packed(files))
    assert str(caught.value) == sentence


def test_an_encrypted_package_ends_a_command_with_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.ofd"
    file.write_bytes(packed(without() | {"Encryptions.xml": "<a/>"}))
    assert run(["audit", str(file)]) == 3
    printed = capsys.readouterr()
    assert (printed.out + printed.err).count(LOCKED) == 1


def test_a_part_that_needs_a_password() -> None:
    data = bytearray(packed(parts(CONTENT)))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    with pytest.raises(DamagedDocument, match=LOCKED):
        read_bytes(bytes(data))


@pytest.mark.parametrize(
    ("again", "shown"), [(CONTENT, WHOLE), (CONTENT.replace("12", "99"), None)]
)
def test_a_part_that_is_there_twice(again: str, shown: object) -> None:
    """Programs take the first or the last: where these differ, nobody knows what is shown."""
    files = parts(CONTENT)
    files["Doc_0/Document.xml"] = document(["Pages/Page_0/Content.xml", "P.xml"])
    files["Doc_0/P.xml"] = page(FRAME + HEADS)
    out = BytesIO(packed(files))
    with zipfile.ZipFile(out, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("Doc_0/Pages/Page_0/Content.xml", page(again))
    document_read = read_bytes(out.getvalue())
    assert document_read.lost == (() if shown else (1,))


def test_a_flipped_bit_never_changes_what_is_read() -> None:
    data = packed(parts(CONTENT))
    for at in range(0, len(data), 3):
        flipped = data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]
        try:
            found = read(flipped)
        except DocumentError:
            continue
        texts = [
            text for grid in found[0] if isinstance(grid, list) for row in grid for text in row
        ]
        assert {text for text in texts if text.isdigit()} <= {"12"}, at


@pytest.mark.parametrize("first", [True, False])
def test_a_document_attached_is_not_the_document(first: bool) -> None:
    """The DOCX lies uncompressed in the package, its names in its bytes."""
    attached = packed({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}, 0)
    beside: dict[str, str | bytes] = {"Doc_0/Attachs/a.docx": attached}
    files = {**beside, **parts(CONTENT)} if first else {**parts(CONTENT), **beside}
    data = packed(files, zipfile.ZIP_STORED)
    assert sniff(data) == OFD
    assert read(data) == WHOLE


def test_an_ofd_without_its_directory_is_damaged() -> None:
    data = table(cell(1, 0, "12"))
    cut = data[: data.rindex(b"PK\x01\x02")]
    with pytest.raises(DamagedDocument, match=DAMAGED):
        read_bytes(cut)


def test_a_directory_that_lies_about_a_size() -> None:
    data = bytearray(packed(parts(CONTENT)))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", data, at + 24, 10)
        at = data.find(b"PK\x01\x02", at + 4)
    with pytest.raises(DamagedDocument, match=DAMAGED):
        read_bytes(bytes(data))
