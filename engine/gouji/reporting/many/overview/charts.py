"""Charts as SVG that stands in a page: text stays text, the same numbers give the same bytes.

Every chart is a picture of a table that stands beside it; its title and description tell those
who do not see it what it shows.
"""

import warnings
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.extras import extra
from gouji.records import dataclass
from gouji.reporting.many.overview.inline_svg import inline

with extra("office"):
    from matplotlib import style
    from matplotlib.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SURE, DOUBTFUL = "#1f5f99", "#b9d3ea"
"""What is certain, and what may be more."""

_INK, _EDGE = "#1c2430", "#4c5766"
_WIDTH = 7.6
_TOP, _BOTTOM = 0.12, 0.38
"""Inches above and below the drawing."""

_ROW = 0.3
_SETTINGS: dict[str, object] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "gouji",
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "text.parse_math": False,
    "text.color": _INK,
    "axes.edgecolor": _EDGE,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "hatch.color": SURE,
    "hatch.linewidth": 0.6,
}
"""The measuring font comes with matplotlib, so that the layout is the same on every machine; the
page shows the text in its own."""

_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


@dataclass(frozen=True, slots=True)
class About:
    """What a chart is: an id of its own in the page, a title, a sentence that describes it."""

    id: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from 0 to ``low``, its doubtful end at ``high``, and what is written after it."""

    label: str
    low: Decimal
    high: Decimal
    text: str


@style.context(["default", _SETTINGS])
def bar_chart(about: About, bars: Sequence[Bar], longest: Decimal | None = None) -> str:
    """Return lying bars, the first on top; ``longest`` is the end of the scale."""
    figure = Figure(figsize=(_WIDTH, _TOP + _BOTTOM + _ROW * len(bars)))
    axes = _axes(figure, left=_label_room(bars), right=0.86)
    places = range(len(bars))
    low = [float(bar.low) for bar in bars]
    axes.barh(places, low, height=0.62, color=SURE)
    axes.barh(
        places,
        [float(bar.high - bar.low) for bar in bars],
        left=low,
        height=0.62,
        color=DOUBTFUL,
        hatch="////",
    )
    end = float(longest or max((bar.high for bar in bars), default=Decimal(1)) or 1)
    for place, bar in zip(places, bars, strict=True):
        axes.text(float(bar.high) + end * 0.01, place, bar.text, va="center")
    axes.set_yticks(places, [bar.label for bar in bars])
    axes.set_ylim(len(bars) - 0.4, -0.6)
    axes.set_xlim(0, end)
    axes.locator_params(axis="x", nbins=6, integer=True)
    return _svg(figure, about)


@style.context(["default", _SETTINGS])
def histogram(
    about: About, edges: Sequence[Decimal], sure: Sequence[int], doubtful: Sequence[int]
) -> str:
    """Return standing columns between ``edges``: how many are certain, how many are not."""
    figure = Figure(figsize=(_WIDTH, 2.9))
    axes = _axes(figure, left=0.07, right=0.98)
    starts = [float(edge) for edge in edges[:-1]]
    widths = [float(b - a) * 0.94 for a, b in pairwise(edges)]
    axes.bar(starts, sure, width=widths, align="edge", color=SURE)
    axes.bar(
        starts,
        doubtful,
        width=widths,
        bottom=sure,
        align="edge",
        color=DOUBTFUL,
        hatch="////",
    )
    most = max((a + b for a, b in zip(sure, doubtful, strict=True)), default=0) or 1
    for start, width, a, b in zip(starts, widths, sure, doubtful, strict=True):
        if a + b:
            axes.text(start + width / 2, a + b + most * 0.02, str(a + b), ha="center")
    axes.set_xticks([float(edge) for edge in edges], [f"{edge:f}" for edge in edges])
    axes.set_ylim(0, most * 1.12)
    axes.locator_params(axis="y", nbins=5, integer=True)
    return _svg(figure, about)


def _axes(figure: Figure, left: float, right: float) -> "Axes":
    height = figure.get_figheight()
    bottom, top = _BOTTOM / height, 1 - _TOP / height
    axes = figure.add_axes((left, bottom, right - left, top - bottom))
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(length=3)
    return axes


def _label_room(bars: Sequence[Bar]) -> float:
    """Return the part of the width that the labels take, at 10 points a Chinese character."""
    longest = max((_ems(bar.label) for bar in bars), default=0)
    return min(0.5, (longest * 10 / 72 + 0.2) / _WIDTH)


def _ems(text: str) -> float:
    return sum(0.6 if character < "\u0100" else 1 for character in text)


def _svg(figure: Figure, about: About) -> str:
    buffer = BytesIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure.savefig(buffer, format="svg", transparent=True, metadata=_METADATA)
    return inline(buffer.getvalue(), about.id, about.title, about.description)
