"""Automatic numbering: the numerals that a word processor shows and does not write in the text."""

import re

from lxml.etree import _Element

from gouji.reading.docx.names import W, first, number, switch, value
from gouji.reading.docx.numerals import numeral
from gouji.reading.docx.styles import Styles, numbering_ref
from gouji.records import dataclass

_PLACEHOLDER = re.compile(r"%([1-9])")
_DIGIT = re.compile(r"\d")
"""A bullet that looks like a numeral is told as one."""
_DEEPEST = 8
_NO_LIST = "0"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. ``restart`` is the level (1 …) whose numeral resets it, 0 for none."""

    start: int
    form: str
    text: str
    spaced: bool
    restart: int | None
    arabic: bool
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """A list that paragraphs name; lists of one ``series`` count on from each other."""

    series: str
    starts: dict[int, int]
    levels: dict[int, Level]


class Numbering:
    """Counts the numbered paragraphs of one document, which must come in order."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._series: dict[str, _Element] = {}
        self._lists: dict[str, _Element] = {}
        if root is not None:
            self._series = {
                value(e, "abstractNumId") or "": e for e in root.findall(W + "abstractNum")
            }
            self._lists = {value(e, "numId") or "": e for e in root.findall(W + "num")}
        self._known: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, properties: _Element | None) -> str:
        """Return the numeral in front of the next paragraph, "" for one without."""
        found = self._place(properties)
        if found is None:
            return ""
        list_id, of_list, depth = found
        counts = self._count(list_id, of_list, depth)
        level = of_list.levels[depth]
        if level.form == "bullet" and not _DIGIT.search(level.text):
            return ""
        return self._render(level, of_list, counts) + (" " if level.spaced else "")

    def _place(self, properties: _Element | None) -> tuple[str, _List, int] | None:
        """Return the list and the level of a paragraph."""
        style = value(first(properties, "pStyle"))
        own = numbering_ref(properties)
        inherited, says = self._styles.numbering(style)
        list_id = own.list_id if own.list_id is not None else inherited.list_id
        if list_id is None or list_id == _NO_LIST:
            return None
        of_list = self._list(list_id)
        if of_list is None:
            return None
        depth = own.level if own.level is not None else inherited.level
        if depth is None:
            depth = next((d for d, lv in of_list.levels.items() if says and lv.style == says), 0)
        return (list_id, of_list, depth) if depth in of_list.levels else None

    def _count(self, list_id: str, of_list: _List, depth: int) -> dict[int, int]:
        counts = self._counts.setdefault(of_list.series, {})
        if depth in of_list.starts and (list_id, depth) not in self._begun:
            counts.pop(depth, None)
        self._begun.add((list_id, depth))
        start = of_list.starts.get(depth, of_list.levels[depth].start)
        counts[depth] = counts[depth] + 1 if depth in counts else start
        for deeper in range(depth + 1, _DEEPEST + 1):
            level = of_list.levels.get(deeper)
            if level is None or level.restart is None or depth < level.restart:
                counts.pop(deeper, None)
        return counts

    def _render(self, level: Level, of_list: _List, counts: dict[int, int]) -> str:
        def shown(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            other = of_list.levels.get(depth)
            if other is None:
                return ""
            form = "decimal" if level.arabic else other.form
            return numeral(counts.get(depth, other.start), form)

        return _PLACEHOLDER.sub(shown, level.text)

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._known:
            self._known[list_id] = self._read_list(list_id)
        return self._known[list_id]

    def _read_list(self, list_id: str, *, follow: bool = True) -> _List | None:
        element = self._lists.get(list_id)
        series_id = None if element is None else value(element.find(W + "abstractNumId"))
        series = self._series.get(series_id or "")
        if element is None or series is None or series_id is None:
            return None
        linked = value(series.find(W + "numStyleLink"))
        if linked is not None and follow:
            target = self._styles.numbering(linked)[0].list_id
            return self._read_list(target or "", follow=False)
        levels = {number(e, "ilvl"): _level(e) for e in series.findall(W + "lvl")}
        starts = {}
        for override in element.findall(W + "lvlOverride"):
            depth = number(override, "ilvl")
            replaced, start = override.find(W + "lvl"), override.find(W + "startOverride")
            if replaced is not None:
                levels[depth] = _level(replaced)
            if start is not None:
                starts[depth] = number(start)
        return _List(series_id, starts, levels)


def _level(element: _Element) -> Level:
    text = value(element.find(W + "lvlText")) or ""
    suffix = value(element.find(W + "suff")) or "tab"
    restart = element.find(W + "lvlRestart")
    return Level(
        start=number(element.find(W + "start"), default=0),
        form=value(element.find(W + "numFmt")) or "decimal",
        text=text,
        # a numeral that ends with an ideographic mark needs no blank after it
        spaced=suffix != "nothing" and text[-1:].isascii(),
        restart=None if restart is None else number(restart),
        arabic=switch(element.find(W + "isLgl")) is True,
        style=value(element.find(W + "pStyle")),
    )
