"""Documents that LibreOffice converts; skipped where it is not installed, except for saying so."""

import os
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from gouji.errors import DamagedDocument, LimitExceeded, UnsupportedFormat
from gouji.model.document import Document, Grid, Line
from gouji.reading import office, read_bytes
from gouji.reading.odt import HIDDEN
from gouji.reading.shown import CLIPPED, COLOURED, SMALL, UNSEEN


def _escaped(text: str) -> str:
    return "".join(f"\\u{ord(char)}?" if ord(char) > 127 else char for char in text)


RTF = (
    "{\\rtf1\\ansi\\uc1 \\pard " + _escaped("一、总体情况") + "\\par"
    "\\trowd\\cellx3000\\cellx6000\\pard\\intbl " + _escaped("规章") + "\\cell 3\\cell\\row"
    "\\pard " + _escaped("二、主动公开") + "\\par}"
).encode()

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one document in every format."""
    work = tmp_path_factory.mktemp("office")
    (work / "a.rtf").write_bytes(RTF)
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    for suffix in ("doc", "odt"):
        command = ["soffice", "--headless", profile, "--convert-to", suffix, "--outdir", str(work)]
        subprocess.run([*command, str(work / "a.rtf")], check=True, capture_output=True)
    return work


def shown(document: Document) -> list[object]:
    return [
        block.text if isinstance(block, Line) else [cell.text for cell in block.cells]
        for block in document.blocks
        if isinstance(block, Line | Grid)
    ]


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_formats(folder: Path, suffix: str) -> None:
    document = read_bytes((folder / f"a.{suffix}").read_bytes())
    assert document.format == suffix
    assert shown(document) == ["一、总体情况", ["规章", "3"], "二、主动公开"]


@needs_office
def test_a_damaged_document(folder: Path) -> None:
    data = (folder / "a.doc").read_bytes()[:700]
    with pytest.raises(DamagedDocument):
        read_bytes(data)


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(
        UnsupportedFormat, match="^读旧版 Word、WPS、RTF 和 ODT 文档要用 LibreOffice"
    ):
        read_bytes(b"{\\rtf1 abc}")


def test_a_conversion_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 30\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(office, "MAX_CONVERSION_SECONDS", 0.5)
    with pytest.raises(LimitExceeded, match="还没有转换完"):
        read_bytes(b"{\\rtf1 abc}")


def open_document(inside: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "text", "table")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:text>{inside}</office:text>"
        "</office:body></office:document-content>"
    )
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "inside",
    [
        '<text:section text:display="none"><text:p>9</text:p></text:section>',
        '<text:section text:display="condition"><text:p>9</text:p></text:section>',
        "<text:p><text:hidden-paragraph/>9</text:p>",
        '<table:table><table:table-row table:visibility="collapse"/></table:table>',
    ],
)
def test_what_an_open_document_hides_is_not_converted(inside: str) -> None:
    with pytest.raises(UnsupportedFormat, match=HIDDEN):
        read_bytes(open_document(inside))


@needs_office
@pytest.mark.parametrize(
    ("inside", "doubt"),
    [
        (r"12{\v 9}", None),
        (r"12{\deleted 9}", None),
        (r"12{\fs1 9}", SMALL),
        (r"12{\cf1 9}", COLOURED),
        (r"12{\expndtw-200 9}", CLIPPED),
    ],
)
def test_what_a_rich_text_hides(inside: str, doubt: str | None) -> None:
    colours = r"{\colortbl;\red255\green255\blue255;}"
    cells = rf"\trowd\cellx3000\cellx6000\intbl a\cell {inside}\cell\row"
    document = read_bytes(rf"{{\rtf1\ansi{colours} b\par {cells}\pard c\par}}".encode())
    (grid,) = document.grids()
    cell = grid.cells[1]
    assert (cell.text.rstrip(UNSEEN), cell.doubt) == ("12", doubt)
