"""What stands in content controls, links, smart tags and other wrappers is read as it shows."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from shown import shown
from word_files import cell, paragraph, row, run, table, word_file, zipped

from gouji.reading.docx import read_docx
from hidingkit import read
from reportkit import make
from reportkit.word import document

CONTENT = make(3)
STORE = "{0D3F2B4C-0000-4000-8000-000000000001}"
KNOWN = (
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    f'ds:itemID="{STORE}"/>'
)
VALUES = '<v:report xmlns:v="urn:v"><v:sum>7</v:sum><v:sum>32</v:sum><v:none/></v:report>'
PART = {"customXml": VALUES, "customXmlProps": KNOWN}


def control(inside: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def tagged(inside: str) -> str:
    return (
        '<w:smartTag w:uri="u" w:element="e"><w:smartTagPr><w:attr w:name="n" w:val="9"/>'
        f"</w:smartTagPr>{inside}</w:smartTag>"
    )


def custom(inside: str) -> str:
    return (
        '<w:customXml w:uri="u" w:element="e"><w:customXmlPr><w:attr w:name="n" w:val="9"/>'
        f"</w:customXmlPr>{inside}</w:customXml>"
    )


def linked(inside: str) -> str:
    return f'<w:hyperlink w:anchor="a">{inside}</w:hyperlink>'


def marked(inside: str) -> str:
    return f'<w:bookmarkStart w:id="1" w:name="b"/>{inside}<w:bookmarkEnd w:id="1"/>'


@pytest.mark.parametrize(
    ("what", "wrapper"),
    [
        ("tbl", control), ("tr", control), ("tc", control), ("p", control), ("r", control),
        ("tr", custom), ("tc", custom), ("p", custom), ("r", custom),
        ("tr", marked), ("tc", marked), ("p", marked), ("r", marked),
        ("r", tagged), ("r", linked), ("r", lambda r: control(linked(tagged(r)))),
    ],
)  # fmt: skip
def test_wrappers_cost_no_cell(what: str, wrapper: Callable[[str], str]) -> None:
    found = read(_wrapped(what, wrapper), CONTENT, ())
    assert (found.unread, found.misread, found.accused) == (frozenset(), {}, frozenset())


def _wrapped(what: str, wrapper: Callable[[str], str]) -> bytes:
    with ZipFile(BytesIO(document(CONTENT))) as package:
        files: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    xml = bytes(files["word/document.xml"]).decode()
    body = re.compile(rf"<w:{what}>.*?</w:{what}>")
    files["word/document.xml"] = re.sub(
        "<w:tbl>.*?</w:tbl>",
        lambda found: body.sub(lambda inner: wrapper(inner[0]), found[0]),
        xml,
    )
    return zipped(files)


def bound(path: str, store: str = STORE, more: str = "") -> str:
    return (
        f'<w:dataBinding w:prefixMappings="xmlns:p=\'urn:v\'" w:xpath="{path}" '
        f'w:storeItemID="{store}"/>{more}'
    )


LIST = (
    '<w:dropDownList{}><w:listItem w:value="7" w:displayText="32"/>'
    '<w:listItem w:value="8" w:displayText="33"/></w:dropDownList>'
)


@pytest.mark.parametrize(
    ("properties", "text", "read_as"),
    [
        (bound("/p:report/p:sum[2]"), "32", "32"),
        (bound("/p:report[1]/p:sum[2]/text()"), "32", "32"),
        (bound("/p:report/p:sum[1]"), "32", "?32"),
        (bound("/p:report/p:sum"), "32", "?32"),
        (bound("/p:report/p:none"), "32", "?32"),
        (bound("/p:report/p:sum[3]"), "32", "32"),
        (bound("/p:other/p:sum[2]"), "32", "32"),
        (bound("/p:report/p:sum[2]", "{OTHER}"), "32", "32"),
        (bound("/p:report/p:sum[1]", "{OTHER}"), "32", "?32"),
        (bound("//p:sum"), "32", "?32"),
        (bound("/x:report/x:sum[2]"), "32", "?32"),
        (bound("/p:report/p:sum[1]"), "", "?"),
        (bound("/p:report/p:sum[1]", more=LIST.format("")), "32", "32"),
        (LIST.format(""), "32", "32"),
        (LIST.format(' w:lastValue="7"'), "32", "32"),
        (LIST.format(' w:lastValue="8"'), "32", "?32"),
        (LIST.format(""), "7", "?7"),
        (LIST.format(""), "", "?"),
        ('<w:comboBox><w:listItem w:value="7"/></w:comboBox>', "32", "32"),
        ("<w:showingPlcHdr/>", "32", "?32"),
        ('<w:showingPlcHdr w:val="0"/>', "32", "32"),
    ],
)
def test_a_control_shows_what_it_is_bound_to(properties: str, text: str, read_as: str) -> None:
    held = control(run(text), properties)
    around = control(paragraph(run(text)), properties)
    for inside in (paragraph(held), around):
        found = read_docx(word_file(table(row("件数", cell(inside))), **PART))
        assert shown(found) == [[["件数", read_as]]]


def test_a_control_around_a_row_is_bound_as_one() -> None:
    cells = control(row("件数", "32"), bound("/p:report/p:sum[2]"))
    assert shown(read_docx(word_file(table(cells), **PART))) == [[["?件数", "?32"]]]


def test_without_parts_a_binding_says_nothing() -> None:
    held = cell(paragraph(control(run("32"), bound("/p:report/p:sum[1]"))))
    assert shown(read_docx(word_file(table(row("件数", held))))) == [[["件数", "32"]]]


def form(entries: str, result: str = "") -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        f"{entries}</w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN "
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


ENTRIES = '<w:listEntry w:val="7"/><w:listEntry w:val="32"/>'


@pytest.mark.parametrize("result", ["", run("7"), run("32")])
def test_the_entry_of_an_old_form_is_not_guessed(result: str) -> None:
    held = table(row("件数", cell(paragraph(form(ENTRIES, result)))))
    assert shown(read_docx(word_file(held))) == [[["件数", "?"]]]
    line = paragraph(run("收到"), form(ENTRIES, result), run("件。"))
    assert shown(read_docx(word_file(line))) == ["收到\ufffd件。"]


@pytest.mark.parametrize("instruction", ["EQ x", "PAGE"])
def test_a_field_that_is_reckoned_is_not_blank(instruction: str) -> None:
    held = cell(paragraph(f'<w:fldSimple w:instr="{instruction}"/>'))
    assert shown(read_docx(word_file(table(row("件数", held))))) == [[["件数", "?"]]]
