"""What the objects of an OFD refer to by numbers: styles, colour spaces, fonts, pictures, units."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml.etree import _Element

from gouji.reading.limits import MAX_STYLE_CHAIN
from gouji.reading.ofd.package import Package, folder_of
from gouji.reading.ofd.values import child, children, text_of
from gouji.reading.typefaces import draws_signs


class Font(NamedTuple):
    """A font: the part that holds it if the package carries it, and whether it draws signs."""

    file: str | None
    signs: bool


@dataclass(frozen=True, slots=True)
class Resources:
    """Resources by their numbers; ``media`` name parts of the package.

    ``missing`` are the locations of resource files
    that are declared and are not there, or are damaged.
    """

    styles: Mapping[str, _Element] = field(default_factory=dict)
    spaces: Mapping[str, _Element] = field(default_factory=dict)
    units: Mapping[str, _Element] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, Font] = field(default_factory=dict)
    default_space: str | None = None
    missing: tuple[str, ...] = ()

    def with_files(self, package: Package, parent: _Element | None, folder: str) -> "Resources":
        """Return these and those of the files that ``parent`` declares, which count first.

        ``parent`` is a document or a page, stated by a part in ``folder``.
        """
        found = self
        for each in children(parent, "PublicRes", "DocumentRes", "PageRes"):
            name = package.find(folder, text_of(each))
            root = package.tree(name)
            if name is None or root is None:
                found = replace(found, missing=(*found.missing, text_of(each)))
            else:
                base = posixpath.join("/", folder_of(name), root.get("BaseLoc") or "")
                found = _with(found, package, root, base)
        return found

    def style_chain(self, number: str | None) -> Iterator[_Element]:
        """Yield a style and those that it is relative to; raises ``ValueError`` beyond bounds."""
        seen: set[str] = set()
        while number and number not in seen:
            if len(seen) >= MAX_STYLE_CHAIN:
                raise ValueError("styles that lead on for ever")
            seen.add(number)
            style = self.styles.get(number)
            if style is None:
                return
            yield style
            number = style.get("Relative")


def _with(own: Resources, package: Package, root: _Element, base: str) -> Resources:
    def listed(group: str, kind: str) -> dict[str, _Element]:
        each = (e for part in children(root, group) for e in children(part, kind))
        return {number: e for e in each if (number := e.get("ID"))}

    def parts(elements: Mapping[str, _Element], kind: str) -> dict[str, str]:
        named = {n: package.find(base, text_of(child(e, kind))) for n, e in elements.items()}
        return {number: name for number, name in named.items() if name is not None}

    fonts = listed("Fonts", "Font")
    files = parts(fonts, "FontFile")
    return replace(
        own,
        styles={**own.styles, **listed("DrawParams", "DrawParam")},
        spaces={**own.spaces, **listed("ColorSpaces", "ColorSpace")},
        units={**own.units, **listed("CompositeGraphicUnits", "CompositeGraphicUnit")},
        media={**own.media, **parts(listed("MultiMedias", "MultiMedia"), "MediaFile")},
        fonts={**own.fonts, **{n: Font(files.get(n), _draws_signs(f)) for n, f in fonts.items()}},
    )


def _draws_signs(font: _Element) -> bool:
    names = font.get("FontName") or "", font.get("FamilyName") or ""
    return font.get("Charset") == "symbol" or any(map(draws_signs, names))
