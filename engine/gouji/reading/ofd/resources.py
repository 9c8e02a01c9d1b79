"""What the objects of an OFD refer to by numbers: styles, colour spaces, fonts, pictures, units."""

import operator
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import Any, NamedTuple, TypeVar

from lxml.etree import _Element, tostring

from gouji.reading.limits import MAX_STYLE_CHAIN
from gouji.reading.ofd.package import Package, folder_of
from gouji.reading.ofd.values import child, children, stated, text_of
from gouji.reading.typefaces import draws_signs
from gouji.records import dataclass

T = TypeVar("T")


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

    ``missing`` are the locations of resource files that are declared and are not there, or are
    damaged, ``files`` the parts that were read. ``None`` stands for a number that two different
    resources have: programs take the one or the other.
    """

    styles: Mapping[str, _Element | None] = field(default_factory=dict)
    spaces: Mapping[str, _Element] = field(default_factory=dict)
    units: Mapping[str, _Element | None] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, Font | None] = field(default_factory=dict)
    default_space: str | None = None
    missing: tuple[str, ...] = ()
    files: frozenset[str] = frozenset()
    _looks: dict[str, Look] = field(default_factory=dict, init=False, compare=False)

    def with_files(self, package: Package, parent: _Element | None, folder: str) -> "Resources":
        """Return these and those of the files that ``parent`` declares, each read once.

        ``parent`` is a document or a page, stated by a part in ``folder``.
        """
        found = self
        kinds = children(parent, "PublicRes", "DocumentRes", "PageRes")
        for location in dict.fromkeys(map(text_of, kinds)):
            name = package.find(folder, location)
            if name in found.files:
                continue
            root = package.tree(name)
            if name is None or root is None:
                found = replace(found, missing=(*found.missing, location))
            else:
                base = posixpath.join("/", folder_of(name), root.get("BaseLoc") or "")
                found = replace(_with(found, package, root, base), files=found.files | {name})
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
            if number not in self.styles:
                return
            style = self.styles[number]
            if style is None:
                raise ValueError("two styles of one number")
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
    def listed(group: str, kind: str) -> list[tuple[str, _Element]]:
        each = (e for part in children(root, group) for e in children(part, kind))
        return [(number, e) for e in each if (number := e.get("ID"))]

    def part(element: _Element, kind: str) -> str | None:
        return package.find(base, text_of(child(element, kind)))

    fonts = [(n, Font(part(f, "FontFile"), _draws_signs(f))) for n, f in listed("Fonts", "Font")]
    units = listed("CompositeGraphicUnits", "CompositeGraphicUnit")
    media = ((n, part(m, "MediaFile")) for n, m in listed("MultiMedias", "MultiMedia"))
    return replace(
        own,
        styles=_merged(own.styles, listed("DrawParams", "DrawParam"), _alike),
        spaces={**own.spaces, **dict(listed("ColorSpaces", "ColorSpace"))},
        units=_merged(own.units, units, _alike),
        media={**own.media, **{number: name for number, name in media if name is not None}},
        fonts=_merged(own.fonts, fonts, operator.eq),
    )


def _merged(
    own: Mapping[str, T | None], more: Iterable[tuple[str, T]], same: Callable[[Any, Any], bool]
) -> dict[str, T | None]:
    """Return all resources of a kind, ``None`` for those that differ and have one number."""
    found = dict(own)
    for number, each in more:
        old = found.setdefault(number, each)
        if old is not None and not same(old, each):
            found[number] = None
    return found


def _alike(a: _Element, b: _Element) -> bool:
    return a is b or tostring(a, with_tail=False) == tostring(b, with_tail=False)


def _draws_signs(font: _Element) -> bool:
    names = font.get("FontName") or "", font.get("FamilyName") or ""
    return font.get("Charset") == "symbol" or any(map(draws_signs, names))
