"""The choices of a printed layout."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reportkit.rulings import Rulings

A4 = (595.28, 841.89)


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is laid out on pages of A4; lengths in points.

    ``narrow_heads`` makes the columns of figures so narrow that heads run one character a line.
    ``split_rows`` ends a page within a row of several lines. ``push`` leaves room free above
    table three and so moves its page break.
    """

    landscape: bool = False
    rulings: Rulings = "lines"
    repeat_head: bool = False
    split_rows: bool = False
    narrow_heads: bool = False
    two_apart: bool = False
    running_head: bool = False
    foot: Literal["dashes", "words", "plain", "none"] = "dashes"
    push: float = 0
    body: float = 15
    leading: float = 27
    cell: float = 10.5
    margin: float = 79
    face: Path | None = None
    """A font file to take instead of the first that is installed."""
    embedded: bool = True
    """False takes the reader's own font (STSong-Light): text without glyphs in the file."""

    @property
    def page(self) -> tuple[float, float]:
        """Return the width and height of a page."""
        return (A4[1], A4[0]) if self.landscape else A4
