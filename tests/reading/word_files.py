"""Makes small word processor files from hand-written WordprocessingML."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    }.items()
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "header": "hdr",
    "footer": "ftr",
    "footnotes": "footnotes",
    "fontTable": "fonts",
}


def word_file(body: str, *, font: bytes = b"", **parts: str) -> bytes:
    """Return a package with ``body`` inside ``w:body`` and the inside of other parts by kind.

    ``customXml`` and ``customXmlProps``, which describes it, are whole parts. ``fontTable`` may
    point to ``font`` as ``f1``.
    """
    files: dict[str, str | bytes] = {
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": _root("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relations({kind: f"{kind}.xml" for kind in parts}),
    }
    for kind, inside in parts.items():
        files[f"word/{kind}.xml"] = _root(_ROOTS[kind], inside) if kind in _ROOTS else inside
    if "customXmlProps" in parts:
        files["word/_rels/customXml.xml.rels"] = _relations(
            {"customXmlProps": "customXmlProps.xml"}
        )
    if "fontTable" in parts:
        link = f'<Relationship Id="f1" Type="{_RELATION}/font" Target="fonts/font1.odttf"/>'
        files["word/_rels/fontTable.xml.rels"] = _relations({}).replace("</", f"{link}</")
        files["word/fonts/font1.odttf"] = font
    return zipped(files)


def zipped(files: dict[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return buffer.getvalue()


def _root(name: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_SPACES}>{inside}</w:{name}>'


def _relations(targets: dict[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items())
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{links}</Relationships>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    inside = "".join(r if r.startswith("<") else run(r) for r in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def cell(inside: str, properties: str = "") -> str:
    content = inside if inside.startswith("<w:") else paragraph(inside)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(c if c.startswith("<w:") else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"
