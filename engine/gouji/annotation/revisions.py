"""Tracked changes in a Word document: words struck out and words put in, for a person to accept."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import count

from lxml.etree import _Element

from gouji.annotation.words import characters, parted
from gouji.model.prose import fold
from gouji.reading.docx.names import W, value
from gouji.reading.docx.tables import inside

AUTHOR = "gouji"

_RUNS = frozenset({W + "r"})
_PLAIN = frozenset(W + name for name in ("rPr", "t", "lastRenderedPageBreak"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Revisions:
    """Makes tracked changes in one document; their numbers follow on those that it has."""

    def __init__(self, body: _Element) -> None:
        used = (value(element, "id") or "" for element in body.iter(W + "ins", W + "del"))
        self._numbers = count(max((int(n) for n in used if n.isdecimal()), default=0) + 1)

    def replace(self, runs: Sequence[_Element], text: str) -> None:
        """Strike out ``runs``, which hold nothing but words, and put ``text`` behind the last."""
        self.add(runs[-1], text)
        for old in runs:
            self._strike(old)

    def add(self, run: _Element, text: str) -> _Element:
        """Put ``text`` behind ``run``, in its looks; return the new run."""
        added = self._mark("ins", run)
        new = added.makeelement(W + "r")
        properties = run.find(W + "rPr")
        if properties is not None:
            new.append(deepcopy(properties))
        new.append(_words(added, "t", text))
        added.append(new)
        run.addnext(added)
        return new

    def fill(self, paragraph: _Element, text: str) -> _Element:
        """Put ``text`` at the end of a paragraph, in the looks of its mark; return the run."""
        added = self._mark("ins", paragraph)
        run = added.makeelement(W + "r")
        looks = paragraph.find(f"{W}pPr/{W}rPr")
        if looks is not None:
            own = run.makeelement(W + "rPr")
            own.extend(deepcopy(e) for e in looks if e.tag not in (W + "ins", W + "del"))
            run.append(own)
        run.append(_words(added, "t", text))
        added.append(run)
        paragraph.append(added)
        return run

    def _strike(self, run: _Element) -> None:
        struck = self._mark("del", run)
        run.addprevious(struck)
        struck.append(run)
        for words in run.findall(W + "t"):
            run.replace(words, _words(run, "delText", words.text or ""))

    def _mark(self, name: str, near: _Element) -> _Element:
        return near.makeelement(
            W + name, {W + "id": str(next(self._numbers)), W + "author": AUTHOR}
        )


def _words(near: _Element, name: str, text: str) -> _Element:
    words = near.makeelement(W + name, {_SPACE: "preserve"})
    words.text = text
    return words


def runs_of_cell(cell: _Element) -> list[_Element] | None:
    """Return the runs of a cell with something in them; ``None`` where they hold more than words.

    A cell of several paragraphs with words is left alone, too.
    """
    filled = [p for p in cell.iter(W + "p") if any(_texts(run) for run in _runs(p))]
    if len(filled) > 1 or any(child.tag == W + "tbl" for child in cell):
        return None
    runs = [run for p in filled for run in _runs(p) if _texts(run)]
    return runs if all(_is_plain(run) for run in runs) else None


def runs_of_words(
    paragraph: _Element, line: str, offset: int, quote: str, words: str
) -> list[_Element] | None:
    """Return runs that hold ``words`` and nothing else; ``None`` where that cannot be.

    The words stand in ``quote``, which begins ``offset`` characters into ``line``, as the reader
    gives the paragraph or a part of it, an automatic numeral in front. Runs are parted where the
    words begin and end.
    """
    held = list(characters(list(_runs(paragraph))))
    text = "".join(character for character, _, _ in held)
    begins = _start(text, line, offset)
    wanted, inside_quote = _bare(words), _bare(quote).find(_bare(words))
    if begins is None or inside_quote < 0 or not wanted:
        return None
    start = begins + inside_quote
    if text[start : start + len(wanted)] != wanted:
        return None
    _, first, begin = held[start]
    _, last, end = held[start + len(wanted) - 1]
    runs = _between(paragraph, first, begin, last, end + 1)
    told = _bare("".join(map(_texts, runs)))
    return runs if told == wanted and all(_is_plain(run) for run in runs) else None


def _between(
    paragraph: _Element, first: _Element, begin: int, last: _Element, end: int
) -> list[_Element]:
    if first is last:
        only = parted(parted(first, end)[0], begin)[1]
        return [only]
    first, last = parted(first, begin)[1], parted(last, end)[0]
    runs = list(_runs(paragraph))
    return runs[runs.index(first) : runs.index(last) + 1]


def _start(text: str, line: str, offset: int) -> int | None:
    """Return where in a paragraph's bare ``text`` the character ``offset`` of ``line`` stands."""
    whole, before = _bare(line), len(_bare(line[:offset]))
    for numeral in range(min(before, len(whole)) + 1):
        at = text.find(whole[numeral:])
        if at >= 0:
            return at + before - numeral
    return None


def _runs(paragraph: _Element) -> Iterator[_Element]:
    return inside(paragraph, _RUNS)


def _texts(run: _Element) -> str:
    return "".join(part.text or "" for part in run.findall(W + "t"))


def _is_plain(run: _Element) -> bool:
    return all(child.tag in _PLAIN for child in run)


def _bare(text: str) -> str:
    return "".join(fold(text).split())
