"""The pages of a PDF, also where its tree of pages is not as it should be."""

from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import LIT

_DRAWN = {"Contents", "MediaBox", "Resources"}
"""What tells a page that does not say it is one."""
_INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")


def pages_of(document: PDFDocument) -> Iterator[PDFPage]:
    """Yield the pages in order; where the tree has none, those that lie about in the file."""
    found = False
    for page in _in_tree(document):
        found = True
        yield page
    if not found:
        yield from _anywhere(document)


def _in_tree(document: PDFDocument) -> Iterator[PDFPage]:
    waiting: list[tuple[object, dict[str, Any]]] = [(document.catalog.get("Pages"), {})]
    known: set[int] = set()
    while waiting:
        node, inherited = waiting.pop()
        number = node.objid if isinstance(node, PDFObjRef) else None
        if number is not None and number in known:
            continue
        keys = _resolved(node)
        if not isinstance(keys, dict):
            continue
        if number is not None:
            known.add(number)
        own = inherited | keys
        kids = _resolved(keys.get("Kids"))
        if isinstance(kids, list) and keys.get("Type") is not LIT("Page"):
            passed_on = {key: own[key] for key in _INHERITED if key in own}
            waiting += [(kid, passed_on) for kid in reversed(kids)]
        elif keys.get("Type") is LIT("Page") or ("Type" not in keys and _DRAWN & keys.keys()):
            yield _page(document, number, own)


def _anywhere(document: PDFDocument) -> Iterator[PDFPage]:
    known: set[int] = set()
    for xref in document.xrefs:
        for number in xref.get_objids():
            if number in known:
                continue
            known.add(number)
            keys = _resolved(PDFObjRef(document, number))
            if isinstance(keys, dict) and keys.get("Type") is LIT("Page"):
                yield _page(document, number, keys)


def _resolved(value: object) -> Any:  # noqa: ANN401 - any object of the file
    """Return what a reference leads to, nothing where it leads nowhere."""
    try:
        return resolve1(value)
    except PDFException:
        return None


def _page(document: PDFDocument, number: object, keys: dict[str, Any]) -> PDFPage:
    """Return a page, without entries that are not what they should be."""
    given = {key: value for key, value in keys.items() if key not in ("MediaBox", "CropBox")}
    for key in ("MediaBox", "CropBox"):
        box = _resolved(keys.get(key))
        sides = [_resolved(side) for side in box] if isinstance(box, list) else []
        if len(sides) == 4 and all(isinstance(side, int | float) for side in sides):
            given[key] = sides
    turn = _resolved(keys.get("Rotate"))
    given["Rotate"] = int(turn) % 360 if isinstance(turn, int | float) else 0
    if not isinstance(_resolved(keys.get("Resources")), dict):
        given["Resources"] = {}
    contents = _resolved(keys.get("Contents"))
    streams = contents if isinstance(contents, list) else [keys.get("Contents")]
    given["Contents"] = [_resolved(stream) for stream in streams if stream is not None]
    return PDFPage(document, number, given, None)
