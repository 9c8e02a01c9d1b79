"""A figure that looks like two of its page that were read needs no reading; most are noughts.

Two prints of one figure, laid over each other by their middle, differ nowhere by more than a small
share of their ink, whatever a scanner and JPEG did to them. Two figures differ somewhere by 0.2 of
it where they can hardly be told apart (Kai of 8 points in 100 dpi, noise, JPEG quality 40) and by
0.4 and more in a fair scan. ``benchmarks/alike.py`` measures it; what lies between is read.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from gouji.reading.scan.pictures import Grey

Shape = NDArray[np.float32]
"""The ink of a strip around its middle, softened."""

MARGIN = 3
"""The paper that a strip is cut out with, in pixels."""
_TELLING = frozenset("023456789")
"""Figures that are known by their looks; any stroke looks like 1."""
_WITNESSES = 2
"""So many must have been read: one that was misread makes no others so."""
_UNLIKE = 0.12
"""Figures that are the same differ nowhere by more of their darkest ink."""
_SOFT = 1.0
"""Noise and edges are softened by a Gaussian of this deviation, in pixels."""
_FAINT = 0.25
"""Ink counts for the middle of a figure if it has this share of the darkest."""
_SIDE = 1.6
"""The side of a shape, in heights of a character."""


class Figures:
    """The single figures of one page that were read; ``character`` is the height of a character.

    None is known by one that was not read itself, or likeness would drift.
    """

    def __init__(self, character: float) -> None:
        self._side = 2 * round(_SIDE * character / 2) + 1
        self._read: list[tuple[str, Shape]] = []

    def shape(self, strip: Grey) -> Shape | None:
        """Return the shape of a strip, cut out with its margin; ``None`` if it is too large."""
        if max(strip.shape) > self._side:
            return None
        edge = np.concatenate([strip[0], strip[-1], strip[:, 0], strip[:, -1]])
        ink = np.maximum(np.float32(np.median(edge)) - strip.astype(np.float32), 0)
        soft = cv2.GaussianBlur(ink, (0, 0), _SOFT)
        moments = cv2.moments(np.where(soft >= _FAINT * soft.max(), soft, 0))
        if not moments["m00"]:
            return None
        middle = moments["m10"] / moments["m00"], moments["m01"] / moments["m00"]
        around = np.pad(soft, self._side)
        at = middle[0] + self._side, middle[1] + self._side
        return np.asarray(cv2.getRectSubPix(around, (self._side, self._side), at), np.float32)

    def known(self, shape: Shape) -> str | None:
        """Return the figure that a shape is, by those that were read; ``None`` if it is unclear."""
        found = [text for text, other in self._read if _difference(shape, other) <= _UNLIKE]
        return found[0] if len(found) >= _WITNESSES and len(set(found)) == 1 else None

    def add(self, text: str, shape: Shape) -> None:
        """Note the shape of a figure that was read; of one that was known by it nothing."""
        if text in _TELLING and self.known(shape) is None:
            self._read.append((text, shape))


def _difference(one: Shape, other: Shape) -> float:
    """Return by how much two shapes differ where they do most, in shares of the darkest ink."""
    darkest = max(float(one.max()), float(other.max()))
    return float(np.abs(one - other).max()) / darkest
