"""What the objects of an OFD refer to by numbers: styles, colour spaces, fonts, pictures, units."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from gouji.reading.limits import MAX_STYLE_CHAIN
from gouji.reading.ofd.package import Package, folder_of
from gouji.reading.ofd.values import child, children, name_of, text_of


@dataclass(frozen=True, slots=True)
class Resources:
    """Resources by their numbers; ``media`` and ``font_files`` name parts of the package.

    ``missing`` counts resource files that are declared and are not there, or are damaged.
    """

    styles: Mapping[str, _Element] = field(default_factory=dict)
    spaces: Mapping[str, _Element] = field(default_factory=dict)
    units: Mapping[str, _Element] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)
    font_files: Mapping[str, str] = field(default_factory=dict)
    font_names: Mapping[str, str] = field(default_factory=dict)
    default_space: str | None = None
    missing: int = 0

    def with_files(self, package: Package, names: list[str | None]) -> "Resources":
        """Return these and those of the resource files ``names``, which count first."""
        found = self
        for name in names:
            root = package.tree(name)
            if name is None or root is None:
                found = replace(found, missing=found.missing + 1)
            else:
                base = posixpath.join("/", folder_of(name), root.get("BaseLoc") or "")
                found = _with(found, package, root, base)
        return found

    def style_chain(self, number: str | None) -> Iterator[_Element]:
        """Yield a style and those that it is relative to, as far as they lead on."""
        seen: set[str] = set()
        while number and number not in seen and len(seen) < MAX_STYLE_CHAIN:
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
    return replace(
        own,
        styles={**own.styles, **listed("DrawParams", "DrawParam")},
        spaces={**own.spaces, **listed("ColorSpaces", "ColorSpace")},
        units={**own.units, **listed("CompositeGraphicUnits", "CompositeGraphicUnit")},
        media={**own.media, **parts(listed("MultiMedias", "MultiMedia"), "MediaFile")},
        font_files={**own.font_files, **parts(fonts, "FontFile")},
        font_names={**own.font_names, **{n: f.get("FontName") or "" for n, f in fonts.items()}},
    )


def resource_files(package: Package, parent: _Element | None, folder: str) -> list[str | None]:
    """Return the resource files that a document or a page declares, in order.

    ``None`` stands for one that is not there.
    """
    kinds = "PublicRes", "DocumentRes", "PageRes"
    listed = (e for e in (parent if parent is not None else ()) if name_of(e) in kinds)
    return [package.find(folder, text_of(element)) for element in listed]
