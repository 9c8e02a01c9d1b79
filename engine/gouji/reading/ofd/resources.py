"""What the objects of an OFD refer to by numbers: styles, colour spaces, fonts, pictures, units."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml.etree import _Element

from gouji.reading.limits import MAX_STYLE_CHAIN
from gouji.reading.ofd.package import Package, folder_of
from gouji.reading.ofd.values import child, children, stated, text_of
from gouji.reading.typefaces import draws_signs


class Font(NamedTuple):
    """A font: the part that holds it if the package carries it, and whether it draws signs."""

    file: str | None
    signs: bool


class Look(NamedTuple):
    """What a style states of how objects are painted, ``None`` for what it does not."""

    width: str | None = None
    fill: _Element | None = None
    stroke: _Element | None = None

    def before(self, other: "Look") -> "Look":
        """Return what is stated here, and by ``other`` what is not."""
        fill = other.fill if self.fill is None else self.fill
        stroke = other.stroke if self.stroke is None else self.stroke
        return Look(self.width or other.width, fill, stroke)


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
    _looks: dict[str, Look] = field(default_factory=dict, init=False, compare=False)

    def with_files(self, package: Package, parent: _Element | None, folder: str) -> "Resources":
        """Return these and those of the files that ``parent`` declares, which count first.

        ``parent`` is a document or a page, stated by a part in ``folder``.
        """
        found = self
        kinds = children(parent, "PublicRes", "DocumentRes", "PageRes")
        for location in dict.fromkeys(map(text_of, kinds)):
            name = package.find(folder, location)
            root = package.tree(name)
            if name is None or root is None:
                found = replace(found, missing=(*found.missing, location))
            else:
                base = posixpath.join("/", folder_of(name), root.get("BaseLoc") or "")
                found = _with(found, package, root, base)
        return found

    def style(self, number: str) -> Look:
        """Return what a style states, and those that it is relative to; raises ``ValueError``."""
        if number not in self._looks:
            self._looks[number] = _look(self._chain(number))
        return self._looks[number]

    def _chain(self, number: str | None) -> Iterator[_Element]:
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


def _look(chain: Iterable[_Element]) -> Look:
    look = Look()
    for each in chain:
        parts = stated(each)
        own = Look(each.get("LineWidth"), parts.get("FillColor"), parts.get("StrokeColor"))
        look = look.before(own)
    return look


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
