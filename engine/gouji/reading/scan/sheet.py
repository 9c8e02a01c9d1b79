"""A page's pixels made upright, with ink told apart from paper."""

import cv2
import numpy as np
from numpy.typing import NDArray

from gouji.model.document import Rect
from gouji.reading.scan.pictures import Grey, Picture
from gouji.records import dataclass

Box = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels; the ends are outside."""

_INK = 22
"""Ink is this much darker than the paper around it, of 255; paper and JPEG noise stay below."""
_NEIGHBOURHOOD = 16.0
"""The paper around a pixel reaches this far, in points."""
_MOST_SKEW = 5.0
_LIKELY = 4
"""So many angles, the sharpest of a page of half the size, are tried on the whole."""

cv2.setNumThreads(1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """An upright page.

    ``scale`` is pixels a point; ``back`` maps upright pixels to those of the page as it is.
    """

    number: int
    grey: Grey
    ink: Grey
    scale: float
    back: NDArray[np.float64]

    def points(self, box: Box) -> Rect:
        """Return where a box stands on the page as it is, in points; it keeps its size."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        moved = self.back @ np.array([x, y, 1.0])
        dx, dy = float(moved[0]) - x, float(moved[1]) - y
        return (
            round((box[0] + dx) / self.scale, 2),
            round((box[1] + dy) / self.scale, 2),
            round((box[2] + dx) / self.scale, 2),
            round((box[3] + dy) / self.scale, 2),
        )

    def pixels(self, rect: Rect) -> Box:
        """Return the pixels of a box given in points of the upright page."""
        x0, top, x1, bottom = (round(value * self.scale) for value in rect)
        height, width = self.grey.shape
        return max(x0, 0), max(top, 0), min(x1, width), min(bottom, height)


def sheet_of(picture: Picture) -> Sheet:
    """Turn a picture upright and find its ink."""
    scale = picture.grey.shape[1] / picture.width
    height, width = picture.grey.shape
    middle = (width / 2, height / 2)
    turn = cv2.getRotationMatrix2D(middle, _skew(picture.grey, scale), 1.0)
    grey = cv2.warpAffine(
        picture.grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255
    )
    upright = np.asarray(grey, dtype=np.uint8)
    back = np.asarray(cv2.invertAffineTransform(turn), dtype=np.float64)
    return Sheet(picture.number, upright, darker(upright, scale, _INK), scale, back)


def darker(grey: Grey, scale: float, by: int) -> Grey:
    """Return 255 where a pixel is darker by ``by`` than its neighbourhood, else 0."""
    side = 2 * round(_NEIGHBOURHOOD * scale / 2) + 1
    found = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, max(side, 3), by
    )
    return np.asarray(found, dtype=np.uint8)


def components(ink: Grey) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return of which piece of ink each pixel is, and each one's x, y, width, height and pixels.

    Piece 0 is the paper.
    """
    _, labels, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(
        ink, 8, cv2.CV_32S, cv2.CCL_GRANA
    )  # three times as fast as what OpenCV takes by itself
    return np.asarray(labels, dtype=np.int32), np.asarray(stats, dtype=np.int32)


def _skew(grey: Grey, scale: float) -> float:
    """Return by how many degrees the page must be turned: rows of text are sharpest then."""
    height, width = grey.shape
    size = max(round(width / scale), 1), max(round(height / scale), 1)
    small = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    shade = darker(small, 1.0, _INK)
    half = max(size[0] // 2, 1), max(size[1] // 2, 1)
    halved = np.asarray(cv2.resize(shade, half, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    angles = np.arange(-_MOST_SKEW, _MOST_SKEW + 0.1, 0.25)
    likely = sorted(angles, key=lambda angle: _sharpness(halved, angle), reverse=True)[:_LIKELY]
    coarse = max(likely, key=lambda angle: _sharpness(shade, angle))
    fine = coarse + np.arange(-0.25, 0.26, 0.05)
    return float(max(fine, key=lambda angle: _sharpness(shade, angle)))


def _sharpness(shade: Grey, angle: float) -> float:
    """Return how much rows differ from their neighbours once a page is turned."""
    height, width = shade.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(shade, turn, (width, height))
    rows = np.asarray(cv2.reduce(turned, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S), np.float64)
    return float((np.diff(rows[:, 0]) ** 2).sum())
