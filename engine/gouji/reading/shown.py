"""What a reader of the page sees: the one principle that every reader of a format follows.

Text that the page does not show is no fact. What is switched off plainly (deleted, ``display:
none``, hidden text of a word processor) is left out, and what is shown beside it is certain. What
merely cannot be seen (its colour that of the ground, too small, clipped, off the page, covered, of
a style that is not resolved) puts the cell that holds it in doubt: it is unread, and says why. In
a line of text one :data:`UNSEEN` stands in its place, so that no number is read across it.
"""

from functools import lru_cache

UNSEEN = "\ufffd"
"""Stands in a line for characters that are there and cannot be seen, or have no meaning."""

SMALLEST = 3.0
"""Points; smaller characters are specks on paper. Footnotes are 7 or more."""

_LEAST_CONTRAST = 1.3
"""Of the lightness of two grounds, as WCAG 2 defines it (1 to 21). Pale grey print has 1.6."""

Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)

COLOURED = "格内有与底色相同的字，页面上看不见"
SMALL = "格内有小得看不见的字"
TRANSPARENT = "格内有透明的字，页面上看不见"
CLIPPED = "格内有被裁掉、移出页面或挤在一起的字，页面上看不全"
COVERED = "格内有被遮住的字，页面上看不见"
UNRESOLVED = "格内的字用了无法确定的样式，不能确定页面上是否看得见"
REVERSED = "格内有改变书写方向的符号，页面上的先后与文件里的不同"
SIGNS = "格内的字用了符号字体，页面上画的是符号"
CARRIED_FONT = "格内的数字用了文件自带的字体，不能确定页面上画的是这些数字"
MISDRAWN = "格内字形与文字编码不符，页面上画的不是文件里写的数"
"""Why a cell cannot be trusted."""

UNSEEN_LINE = "正文里有页面上看不见的文字，没有读"
UNSEEN_WORDS = "页面上看不见的文字"
A_FEW_WORDS = 8
"""So many characters that were not read may be a heading, or say what is not found."""
"""Names lines of nothing but unseen text."""


def told_apart(ink: Colour, ground: Colour) -> bool:
    """Tell whether print of the colour ``ink`` can be seen on ``ground``."""
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05) >= _LEAST_CONTRAST


def blended(ink: Colour, ground: Colour, opacity: float) -> Colour:
    """Return the colour that ``ink`` shows over ``ground`` at an opacity of 0 to 1."""
    mixed = [round(i * opacity + g * (1 - opacity)) for i, g in zip(ink, ground, strict=True)]
    return mixed[0], mixed[1], mixed[2]


def multiplied(ink: Colour, ground: Colour) -> Colour:
    """Return the colour of a transparent ink over ``ground``, which only darkens it."""
    red, green, blue = (round(i * g / 255) for i, g in zip(ink, ground, strict=True))
    return red, green, blue


@lru_cache(maxsize=4_096)
def luminance(colour: Colour) -> float:
    """Return the relative luminance (WCAG 2), 0 to 1."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
