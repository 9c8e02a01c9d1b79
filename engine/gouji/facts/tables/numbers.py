"""What stands in a cell: a number, nothing, or something that has no value."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from gouji.expressions import compiled
from gouji.facts.tables.lookalikes import doubt_of
from gouji.model.cells import CellState
from gouji.model.invisible import visible

_WIDE = {0xFF10 + i: 0x30 + i for i in range(10)} | {ord("．"): ".", ord("，"): ",", ord("﹣"): "-"}
_MINUS = r"[-－−–—﹣]"
_BLANKS = compiled(r"\s+")
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,6})?"
_PLAIN = compiled(rf"({_MINUS}?)({_NUMBER})")
_TWO_NUMBERS = compiled(r"\d \d")
_SPACED_GROUPS = compiled(rf"{_MINUS}?\d{{1,3}}(?: \d{{3}})+(?:\.\d+)?")
_WITH_NOTE = compiled(rf"({_NUMBER})(?:[（(\[【][^）)\]】]*[）)\]】])")
_PREFIX = r"(?:约|共|共计|计|合计|近|[+＋￥¥])"
_UNIT = r"[^\d,.，．\-－−–—/\\%％:：~～]{1,6}"
_SCALE = r"[百千亿]|万(?!元)"
"""Words that multiply a number; 万元 is the form's own unit."""
_DECORATED = compiled(rf"{_PREFIX}?({_NUMBER})(?:(?!{_SCALE}){_UNIT})?[。.]?")

_FALLING = "减下-－−–—﹣↓▼"
_CHANGE = compiled(
    rf"(?P<sign>增加?|上升|减少?|下降|[+＋↑▲↓▼]|{_MINUS})?(?P<number>{_NUMBER})"
    r"(?P<unit>[项个件])?(?P<arrow>[↑▲↓▼])?"
)
"""An increase or a decrease; the arrow may stand behind the number."""

_NO_VALUE = compiled(r"[/\\\-－−–—―、无○〇]+")
_LABEL = compiled(r"[\u4e00-\u9fff]{2}")


class Content(NamedTuple):
    """A cell's state, its value where it has one, and whether it is more than a plain number."""

    state: CellState
    value: Decimal | None = None
    decorated: bool = False


@lru_cache(maxsize=10_000)
def parse_cell(text: str) -> Content:
    """Return what ``text`` says, exactly: never a guess, never through a float.

    Full-width digits, thousands separators and stray blanks are plain numbers. 「3件」 and
    「12（其中撤回3）」 have the value of their number, 「无」「/」 and two numbers have none. What
    may be another number than it seems (「1941O」, 「07」) is unread.
    """
    if doubt_of(text):
        return Content(CellState.UNREAD)
    folded = visible(text).translate(_WIDE)
    blank_free = _BLANKS.sub("", folded)
    if not blank_free:
        return Content(CellState.BLANK)
    if _separate_numbers(folded):
        return Content(CellState.WORD, decorated=True)
    if match := _PLAIN.fullmatch(blank_free):
        value = Decimal(match[2].replace(",", ""))
        return Content(CellState.NUMBER, -value if match[1] else value)
    for pattern in (_WITH_NOTE, _DECORATED):
        if match := pattern.fullmatch(blank_free):
            return Content(CellState.NUMBER, Decimal(match[1].replace(",", "")), decorated=True)
    return Content(CellState.WORD, decorated=True)


def parse_change(text: str) -> Content:
    """Return what a cell for an increase or decrease says: +3, -3, 增3, 减3, ↑3, 3↓ are numbers."""
    if doubt_of(text):
        return Content(CellState.UNREAD)
    match = _CHANGE.fullmatch(_BLANKS.sub("", visible(text).translate(_WIDE)))
    signs = [sign for sign in (match["sign"], match["arrow"]) if sign] if match else []
    if len(signs) > 1:
        return Content(CellState.WORD, decorated=True)
    if match is None or not signs:
        return parse_cell(text)
    value = Decimal(match["number"].replace(",", ""))
    falls = signs[0][0] in _FALLING
    return Content(CellState.NUMBER, -value if falls and value else value, bool(match["unit"]))


def has_parted_digits(text: str) -> bool:
    """Tell whether ``text`` is digits with blanks between them, which may be one number."""
    folded = visible(text).translate(_WIDE)
    return _separate_numbers(folded) and _BLANKS.sub("", folded).isdigit()


def _separate_numbers(folded: str) -> bool:
    """Tell whether a blank stands between two numbers (3 0); 1 204 is one number."""
    spaced = _BLANKS.sub(" ", folded.strip())
    return _TWO_NUMBERS.search(spaced) is not None and not _SPACED_GROUPS.fullmatch(spaced)


def is_plain_number(text: str) -> bool:
    """Tell whether ``text`` is one number and nothing else."""
    content = parse_cell(text)
    return content.state is CellState.NUMBER and not content.decorated


@lru_cache(maxsize=10_000)
def is_value_like(text: str) -> bool:
    """Tell whether ``text`` may stand in a value cell rather than in a label."""
    state = parse_cell(text).state
    if state is CellState.UNREAD:
        return not _LABEL.search(text)
    return state is not CellState.WORD or _NO_VALUE.fullmatch(text.strip()) is not None
