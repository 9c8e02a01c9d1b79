"""How text of some properties appears wherever it may stand, and whether it is seen there."""

from dataclasses import replace

from gouji.reading.docx.looks import Look, look_of
from gouji.reading.docx.properties import Properties
from gouji.reading.docx.room import is_squeezed
from gouji.reading.docx.sight import Sight, Traits, traits_of
from gouji.reading.docx.surroundings import Surroundings
from gouji.reading.shown import CLIPPED
from gouji.records import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """How one program may see a paragraph: the styles of its text, its own properties."""

    styles: tuple[Properties, ...]
    paragraph: Properties
    around: Surroundings

    def lends(self, style: Properties) -> "World":
        """Return the world of text that a further style is laid on."""
        return replace(self, styles=(*self.styles, style)) if style else self


Worlds = tuple[World, ...]
"""One, but where programs differ in what a table lends."""


class Appearance:
    """How text looks that has ``direct`` properties in every one of some worlds.

    ``uncertain`` says why none of it can be trusted.
    """

    def __init__(
        self, sight: Sight, worlds: Worlds, direct: Properties, uncertain: str | None
    ) -> None:
        looks = [look_of(world.styles, direct) for world in worlds]
        differ = len({look.hidden for look in looks}) > 1
        self._looks = [replace(look, hidden=None) for look in looks] if differ else looks
        self._sight = sight
        self._uncertain = uncertain
        self._known: dict[Traits, str | None] = {}
        self._texts: dict[str, str | None] = {}
        self.worlds = worlds
        self.direct = direct

    @property
    def look(self) -> Look:
        """Return the look; hidden is ``None`` where the worlds differ in that."""
        return self._looks[0]

    def why_unseen(self, text: str) -> str | None:
        """Return why ``text`` of this look cannot be seen as it is written."""
        if text not in self._texts:
            traits = traits_of(text)
            if traits not in self._known:
                self._known[traits] = self._why_unseen(traits)
            self._texts[text] = self._known[traits]
        return self._texts[text]

    def _why_unseen(self, text: Traits) -> str | None:
        for world, look in zip(self.worlds, self._looks, strict=True):
            if why := self._sight.why_unseen(text, look, world.around):
                return why
            if not text.is_blank and is_squeezed(world.paragraph, look.size, world.around):
                return CLIPPED
        return None if text.is_blank else self._uncertain
