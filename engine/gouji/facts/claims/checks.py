"""What ``claims.yaml`` names must exist: classes, marks, units, frames, cells of some edition."""

from collections.abc import Collection, Iterator, Mapping
from fnmatch import fnmatchcase
from itertools import product
from string import Formatter
from typing import get_args

from gouji.facts.claims.wording import (
    SLOTS,
    ClaimWording,
    DenialWording,
    FrameWording,
    Mark,
    Role,
    WordClass,
)
from gouji.model.form import Form
from gouji.model.names import Loc
from gouji.model.nearest import nearest

Fault = tuple[Loc, str]
"""A path into ``claims.yaml``, and what is wrong there, in Chinese."""
ANY = "any"
_TITLES = (*SLOTS, "by")
_UNIT_LISTS = ("counts", "spelt", "parts", "events", "bodies", "times", "items")


def check_claims(wording: ClaimWording, forms: Mapping[str, Form]) -> Iterator[Fault]:
    """Yield every fault in ``wording``: names that nothing has, words of two classes, gaps."""
    yield from _check_words(wording)
    yield from _check_marks(wording)
    yield from _check_units(wording)
    cells = {cell for form in forms.values() for table in form.tables for cell in table.cell_ids()}
    tables = {table.id for form in forms.values() for table in form.tables}
    for index, frame in enumerate(wording.frames):
        yield from _Frame(wording, frame, ("frames", index)).faults(cells, tables)
    for index, denial in enumerate(wording.denials):
        at: Loc = ("denials", index)
        yield from _check_says(wording, denial, at)
        for number, name in enumerate(denial.frames):
            yield from _known(name, _ids(wording), (*at, "frames", number), "框架")
    for event, name in wording.every.items():
        yield from _known(event, _of_slot(wording, "event"), ("every", event), "event 词类")
        yield from _known(name, _ids(wording), ("every", event), "框架")


def _check_words(wording: ClaimWording) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for name, cls in wording.words.items():
        at: Loc = ("words", name)
        yield from _check_class(wording, name, cls)
        for index, word in enumerate(cls.words):
            if word in seen:
                yield ((*at, "words", index), _twice(word, seen[word], name))
            seen.setdefault(word, name)


def _twice(word: str, first: str, again: str) -> str:
    if first == again:
        return f"「{word}」在词类「{first}」里已经有了（自带的词不用再写，只写要增加的）"
    return f"「{word}」已经属于词类「{first}」（一个词只属一类，请在一处删去）"


def _check_class(wording: ClaimWording, name: str, cls: WordClass) -> Iterator[Fault]:
    at: Loc = ("words", name)
    if (cls.slot is None) == (cls.role is None):
        yield (at, f"词类 {name} 要写 slot（填哪个槽）或者 role（起什么作用），只写一个")
    if cls.stands_for is not None:
        same = set(_of_slot(wording, cls.slot or ""))
        yield from _known(cls.stands_for, same, (*at, "stands_for"), "同一槽的词类")
    elif cls.beside:
        yield ((*at, "beside"), "写了 beside 的词类要用 stands_for 写明说的是哪一类")


def _check_marks(wording: ClaimWording) -> Iterator[Fault]:
    marked = {mark for cls in wording.words.values() for mark in cls.marks}
    acting = {cls.role for cls in wording.words.values()}
    missing = [mark for mark in get_args(Mark) if mark not in marked]
    missing += [role for role in get_args(Role) if role not in acting]
    for name in missing:
        yield (("words",), f"没有一个词类是「{name}」，读句子要靠它")


def _check_units(wording: ClaimWording) -> Iterator[Fault]:
    for name in _UNIT_LISTS:
        if name not in wording.units:
            yield (("units",), f"缺少「{name}」{nearest(name, wording.units)}")
    counts = wording.units.get("counts", ())
    for name, units in wording.units.items():
        for index, unit in enumerate(units):
            if unit != wording.unitless and name != "counts":
                yield from _known(unit, counts, ("units", name, index), "单位")
    for unit in wording.amounts:
        yield from _known(unit, counts, ("amounts", unit), "单位")


class _Frame:
    """One frame, checked."""

    def __init__(self, wording: ClaimWording, frame: FrameWording, at: Loc) -> None:
        self._wording = wording
        self._frame = frame
        self._at = at

    def faults(self, cells: Collection[str], tables: Collection[str]) -> Iterator[Fault]:
        """Yield what is wrong with it, beside forms that have ``cells`` in ``tables``."""
        frame, at, ids = self._frame, self._at, _ids(self._wording)
        if ids.index(frame.id) != at[1]:
            yield ((*at, "id"), f"框架「{frame.id}」写了两次")
        yield from _check_says(self._wording, frame, at)
        yield from _known(frame.units, self._wording.units, (*at, "units"), "单位组")
        for index, name in enumerate(frame.within):
            yield from _known(name, ids, (*at, "within", index), "框架")
        for told, other in frame.beside.items():
            for name in (told, other):
                yield from _known(name, ids, (*at, "beside", told), "框架")
        yield from _known(frame.locus.partition(".")[0], tables, (*at, "locus"), "表")
        yield from self._templates()
        for place, pattern in self._patterns():
            yield from self._cells(place, pattern, cells)
        yield from self._place(cells)

    def _templates(self) -> Iterator[Fault]:
        texts: list[tuple[Loc, str, Collection[str]]] = [
            ((*self._at, "title"), self._frame.title, _TITLES),
            ((*self._at, "locus"), self._frame.locus, SLOTS),
        ]
        texts += [
            ((*self._at, "readings", i, "title"), reading.title, _TITLES)
            for i, reading in enumerate(self._frame.readings)
        ]
        texts += [(place, pattern, SLOTS) for place, pattern in self._patterns()]
        for place, text, names in texts:
            for _, name, _, _ in Formatter().parse(text):
                if name is not None:
                    yield from _known(name, names, place, "槽")

    def _patterns(self) -> Iterator[tuple[Loc, str]]:
        for index, reading in enumerate(self._frame.readings):
            for number, cell in enumerate(reading.cells):
                yield (*self._at, "readings", index, "cells", number), cell
        if self._frame.bounds is not None:
            for name, found in vars(self._frame.bounds).items():
                for number, cell in enumerate(found):
                    yield (*self._at, "bounds", name, number), cell

    def _cells(self, place: Loc, pattern: str, cells: Collection[str]) -> Iterator[Fault]:
        """Yield a fault where a pattern, however filled, names no cell of any edition."""
        for fill in self._fills(pattern):
            name = pattern.lstrip("-").format_map(fill)
            if not any(fnmatchcase(cell, name) for cell in cells):
                yield (place, f"没有「{name}」这一格{nearest(name, cells)}")
                return

    def _place(self, cells: Collection[str]) -> Iterator[Fault]:
        """Yield a fault where the locus, however filled, is no cell and no group of rows.

        ``t3.denied.total`` is the place of all rows ``denied_…`` together.
        """
        for fill in self._fills(self._frame.locus):
            name = self._frame.locus.format_map(fill)
            if not any(_is_place(name, cell) for cell in cells):
                yield ((*self._at, "locus"), f"没有「{name}」这个位置{nearest(name, cells)}")
                return

    def _fills(self, pattern: str) -> Iterator[dict[str, str]]:
        named = [name for _, name, _, _ in Formatter().parse(pattern) if name is not None]
        choices: list[list[str]] = []
        for name in named:
            wanted = [w for w in self._frame.says.get(name, ()) if "+" not in w]  # type: ignore[call-overload]
            known = [self._cell(w) for w in wanted if w in self._wording.words]
            choices.append(known or ["total"] if name == "applicant" else known)
        for chosen in product(*choices):
            yield dict(zip(named, chosen, strict=True))

    def _cell(self, name: str) -> str:
        return self._wording.words[name].cell or name


def _is_place(locus: str, cell: str) -> bool:
    """Tell whether ``locus`` is the cell, or that of a group of rows that it belongs to."""
    if locus.count(".") != cell.count("."):
        return False
    table, row, column = cell.split(".")
    of_table, group, of_column = locus.split(".")
    return (table, column) == (of_table, of_column) and f"_{group}_" in f"_{row}_"


def _check_says(
    wording: ClaimWording, pattern: FrameWording | DenialWording, at: Loc
) -> Iterator[Fault]:
    for slot, wanted in pattern.says.items():
        for index, names in enumerate(wanted):
            for name in names.split("+"):
                if name != ANY:
                    here = (*at, "says", slot, index)
                    yield from _known(name, _of_slot(wording, slot), here, f"{slot} 词类")
    for index, name in enumerate(pattern.also):
        slotted = [n for n, cls in wording.words.items() if cls.slot]
        yield from _known(name, slotted, (*at, "also", index), "词类")


def _of_slot(wording: ClaimWording, slot: str) -> list[str]:
    return [name for name, cls in wording.words.items() if cls.slot == slot]


def _ids(wording: ClaimWording) -> list[str]:
    return [frame.id for frame in wording.frames]


def _known(name: str, names: Collection[str], at: Loc, what: str) -> Iterator[Fault]:
    if name not in names:
        yield (at, f"没有「{name}」这个{what}{nearest(name, names)}")
