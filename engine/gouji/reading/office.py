"""DOC, WPS, RTF and ODT: LibreOffice turns them into DOCX, in a profile of its own, bounded.

Every conversion has its own user profile and folder, so that conversions do not meet, and a keeper
(:mod:`gouji.isolation.lodging`) that leaves nothing of it behind, whatever ends the reader. Macros
are off and links to other places are not followed.
"""

import shutil
from dataclasses import replace
from pathlib import Path

from gouji.errors import DamagedDocument, LimitExceeded, UnsupportedFormat
from gouji.isolation.here import seconds_left
from gouji.isolation.lodging import Lodging, lodging
from gouji.model.document import Document
from gouji.reading.docx import read_docx
from gouji.reading.formats import DOC, ODT, RTF, Format
from gouji.reading.limits import MAX_CONVERSION_BYTES, MAX_CONVERSION_SECONDS
from gouji.reading.odt import refuse_hidden

_SETTING = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SETTINGS = (
    ("DisableMacrosExecution", "true"),
    ("MacroSecurityLevel", "3"),
    ("BlockUntrustedRefererLinks", "true"),
)


def read_doc(data: bytes) -> Document:
    """Read a DOC or WPS document (OLE2); raises as ``read_docx``, and without LibreOffice."""
    return _read(data, DOC)


def read_rtf(data: bytes) -> Document:
    """Read an RTF document."""
    return _read(data, RTF)


def read_odt(data: bytes) -> Document:
    """Read an OpenDocument text; raises also where it hides what the conversion would show."""
    refuse_hidden(data)
    return _read(data, ODT)


def _read(data: bytes, own: Format) -> Document:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnsupportedFormat(
            "读旧版 Word、WPS、RTF 和 ODT 文档要用 LibreOffice，这台机器上没有安装；"
            "请安装 LibreOffice，或者另存为 DOCX 再审核"
        )
    with lodging() as place:
        converted = _convert(program, data, own.suffixes[0], place)
    return replace(read_docx(converted), format=own.name)


def _convert(program: str, data: bytes, suffix: str, place: Lodging) -> bytes:
    profile, out = place.folder / "profile", place.folder / "out"
    _write_profile(profile)
    source = place.folder / f"document{suffix}"
    source.write_bytes(data)
    command = [
        program,
        "--headless",
        "--norestore",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(out),
        str(source),
    ]
    _run(place, command)
    result = out / "document.docx"
    if not result.is_file():
        raise DamagedDocument("这份文档已损坏，LibreOffice 打不开")
    return result.read_bytes()


def _write_profile(profile: Path) -> None:
    settings = "".join(_SETTING.format(name=name, value=value) for name, value in _SETTINGS)
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">' + settings + "</oor:items>",
        encoding="utf-8",
    )


def _run(place: Lodging, command: list[str]) -> None:
    """Run the conversion, within the time that reading has left."""
    try:
        seconds = min(float(MAX_CONVERSION_SECONDS), max(seconds_left(), 0))
        place.run(command, seconds=seconds, memory=MAX_CONVERSION_BYTES)
    except TimeoutError:
        raise LimitExceeded(
            f"LibreOffice 用了 {seconds:.0f} 秒还没有转换完，文件可能已损坏"
        ) from None
