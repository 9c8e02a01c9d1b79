"""A template that docxtpl fills time and again, with what is the same each time done once."""

import io
import re
from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from docx.opc.pkgwriter import PackageWriter
from docxtpl import DocxTemplate

if TYPE_CHECKING:
    from docx.opc.packuri import PackURI
    from jinja2 import Environment

_KEPT = 32
"""Parts of templates that are kept prepared; a document has about ten."""
_BREAKS = re.compile(r"[\t\n\a\f]")
"""What docxtpl makes a tab, a line, a paragraph or a page of."""

_prepared = lru_cache(_KEPT)(DocxTemplate(io.BytesIO()).patch_xml)
_writer: Any = PackageWriter
"""Its methods are untyped."""

# ruff: noqa: SLF001 - python-docx has no other way to the parts of a package


class Paper(DocxTemplate):  # type: ignore[misc]  # docxtpl is untyped
    """An opened template; each filling begins with the template as it was opened.

    The body's source is kept. All else that a filling changes is put back before the next: the
    headers, footers and footnotes, and the properties of the document.
    """

    def __init__(self, template: bytes) -> None:
        """Open ``template``; raises what python-docx does where it is no document."""
        super().__init__(io.BytesIO(template))
        self.init_docx()
        self._body: str = super().get_xml()
        package = self.docx.part.package
        self._targets = [(rel, rel._target) for rel in self.docx.part.rels.values()]
        self._blobs = [(part, part._blob) for part in package.parts]
        self._core = package._core_properties_part
        self._properties = self._core._element

    def fill(self, contents: Mapping[str, Any], environment: "Environment") -> None:
        """Put ``contents`` into the template."""
        for rel, target in self._targets:
            rel._target = target
        for part, blob in self._blobs:
            part._blob = blob
        self._core._element = deepcopy(self._properties)
        self.is_rendered = False  # docxtpl would open it anew
        self.render(contents, environment, autoescape=True)

    def parts(self) -> list[tuple[str, bytes]]:
        """Return the parts of the filled document, by name, as python-docx writes them."""
        package = self.docx.part.package
        parts, taken = package.parts, _Taken()
        for part in parts:
            part.before_marshal()
        _writer._write_content_types_stream(taken, parts)
        _writer._write_pkg_rels(taken, package.rels)
        _writer._write_parts(taken, parts)
        return taken

    def get_xml(self) -> str:
        """Return the source of the body."""
        return self._body

    def patch_xml(self, src_xml: str) -> str:
        """Return the source of a part as jinja2 reads it."""
        prepared: str = _prepared(src_xml)
        return prepared

    def resolve_listing(self, xml: str) -> str:
        """Return a filled part with the breaks in its texts made what Word breaks them by."""
        resolved: str = super().resolve_listing(xml) if _BREAKS.search(xml) else xml
        return resolved


class _Taken(list[tuple[str, bytes]]):
    """The parts of a package, each with its name, in the order in which it is written."""

    def write(self, name: "PackURI", data: bytes) -> None:
        """Append a part."""
        self.append((name.membername, data))
