"""How text looks: what its styles and its own properties say together."""

from lxml.etree import _Element

from gouji.reading.docx.names import W, points, switch, value
from gouji.reading.docx.properties import Properties, merged, toggled
from gouji.records import dataclass

_LIFTED = 3.0
"""Points by which text must be moved to count as raised."""
_USUAL_SIZE = 10.0
"""Points, where nothing is said."""


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks, as far as reading cares.

    ``raised`` is superscript or subscript. ``size`` is the height of the letters in points, the
    least that may be meant; ``rise`` the points by which they are moved up by hand. Complex text
    is set as of a script from right to left, say. ``hidden`` is ``None`` where programs differ.
    ``properties`` has all that holds.
    """

    properties: Properties
    hidden: bool | None
    raised: bool
    struck: bool | None
    size: float
    rise: float
    is_complex: bool

    @property
    def lifted(self) -> bool:
        """Tell whether text is moved up or down by hand."""
        return abs(self.rise) >= _LIFTED

    @property
    def sunk(self) -> bool:
        """Tell whether text stands below the line."""
        return self.rise <= -_LIFTED or value(self.properties.get(W + "vertAlign")) == "subscript"


def half_points(element: _Element | None, default: float) -> float:
    """Return a measure that is written in half-points, in points."""
    found = points(element, per_point=2)
    return default if found is None else found


def look_of(styles: tuple[Properties, ...], direct: Properties) -> Look:
    """Return the look of text with ``direct`` properties over those of its styles in order."""
    properties = merged(*styles, direct)
    is_complex = any(switch(properties.get(W + name)) is True for name in ("rtl", "cs"))
    align = value(properties.get(W + "vertAlign"))
    strikes = [toggled(W + name, styles, direct) for name in ("strike", "dstrike")]
    return Look(
        properties,
        toggled(W + "vanish", styles, direct),
        align in {"superscript", "subscript"},
        True if True in strikes else None if None in strikes else False,
        _size(properties, is_complex=is_complex),
        half_points(properties.get(W + "position"), 0.0),
        is_complex,
    )


def _size(properties: Properties, *, is_complex: bool) -> float:
    names = ("sz", "szCs") if is_complex and W + "szCs" in properties else ("sz",)
    return min(half_points(properties.get(W + name), _USUAL_SIZE) for name in names)
