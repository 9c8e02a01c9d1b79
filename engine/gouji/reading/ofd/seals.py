"""Electronic seals: how many a document has, and where they stand. They are never opened."""

from contextlib import suppress
from itertools import islice

from lxml.etree import _Element

from gouji.reading.limits import MAX_PACKAGE_PARTS
from gouji.reading.ofd.package import Package, folder_of
from gouji.reading.ofd.values import Box, box, child, children, text_of


def signatures(package: Package, body: _Element) -> list[_Element]:
    """Return what a document's list of signatures holds, seals and plain ones."""
    return list(children(package.tree(_list_of(package, body)), "Signature"))


def places(package: Package, body: _Element) -> dict[str, list[Box]]:
    """Return where the seals stand that programs put on the pages, by the numbers of these."""
    found: dict[str, list[Box]] = {}
    folder = folder_of(_list_of(package, body) or "")
    named = (package.find(folder, each.get("BaseLoc")) for each in signatures(package, body))
    for name in islice(dict.fromkeys(named), MAX_PACKAGE_PARTS):
        for stamp in children(child(package.tree(name), "SignedInfo"), "StampAnnot"):
            with suppress(ValueError):
                found.setdefault(stamp.get("PageRef") or "", []).append(_place(stamp))
    return found


def _list_of(package: Package, body: _Element) -> str | None:
    return package.find("", text_of(child(body, "Signatures")))


def _place(stamp: _Element) -> Box:
    """Return where a seal stands, or the part of it that is not cut off."""
    x, y, width, height = box(stamp.get("Boundary"))
    if stamp.get("Clip") is None:
        return x, y, width, height
    left, top, width, height = box(stamp.get("Clip"))
    return x + left, y + top, width, height
