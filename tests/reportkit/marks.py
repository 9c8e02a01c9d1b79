"""What a page consists of, before any PDF library sees it, in points from the top left corner."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text; ``font`` is ``body`` or ``head``, ``baseline`` is measured from the top."""

    x: float
    baseline: float
    text: str
    font: str
    size: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A stroked line."""

    x0: float
    top: float
    x1: float
    bottom: float
    width: float = 0.5


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle: a stroked box or, if ``filled``, a bar of ink."""

    x0: float
    top: float
    x1: float
    bottom: float
    filled: bool = False


Mark = Text | Stroke | Frame
Page = list[Mark]
