"""Passages of reports: one to three sentences in which every number says what it states.

A passage is written with its meaning inside: ``收到申请<36 new>件`` says that 36 is the number of
requests received, ``<未收到申请=0 new>`` that these words deny any. What is not marked states
nothing of the tables. A mark is ``<text key>``:

- ``text`` is what the report prints; ``text=value`` where it is not that number in digits, and
  ``text=value/other`` where the wrong document cannot be made by writing another number;
- ``key`` names one quantity of the tables (:mod:`quantities`) or several, joined by ``+``, whose
  sum is stated; ``whole`` and ``of:<whole>`` are a list outside the tables and its parts,
  ``percent`` is a share of the numbers beside it;
- ``total|new``: a finding at the second is as well placed, where reports use one word for both;
- ``?`` behind the key: an honest reader may doubt, so a review does as well as a finding.

A passage of a bank has ``body``, ``text``, and where the text does not state them ``also``: other
quantities of the tables. ``open: true`` doubts all its numbers.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

YEAR = 2024
MARK = re.compile(r"<([^<> ]+) ([^<> ]+)>")


@dataclass(frozen=True, slots=True)
class Stated:
    """A number, or words that deny one, with what it states and where its text begins.

    ``value`` is the figure as the table shows it; ``wrong`` what a wrong report might print.
    """

    start: int
    text: str
    value: str
    keys: tuple[str, ...]
    doubtful: bool
    wrong: str | None = None
    besides: tuple[str, ...] = ()
    """Other quantities that the words may mean: a finding there is as well placed."""

    @property
    def denies(self) -> bool:
        """Whether this says that there was nothing, in words or with a nought."""
        return self.value == "0"

    @property
    def in_tables(self) -> bool:
        """Whether the tables hold what is stated."""
        return not self.keys[0].startswith(("whole", "of:", "percent"))


@dataclass(frozen=True, slots=True)
class Passage:
    """What a report says in a few sentences, the tables behind it, and all that it states."""

    id: str
    kind: str
    body: str
    text: str
    stated: tuple[Stated, ...]
    quantities: Mapping[str, str]
    """All quantities that the passage fixes; the rest of the tables is made to fit."""
    is_open: bool = False
    """Whether an honest reader may doubt all of it."""

    def saying(self, stated: Stated, text: str) -> str:
        """Return the passage's text with another number in place of one that it states."""
        return self.text[: stated.start] + text + self.text[stated.start + len(stated.text) :]


def load(name: str) -> tuple[Passage, ...]:
    """Return the passages of a bank beside this file."""
    bank = yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return tuple(
        parse(f"{kind}-{number}", kind, entry)
        for kind, entries in bank.items()
        for number, entry in enumerate(entries, 1)
    )


def parse(name: str, kind: str, entry: Mapping[str, Any]) -> Passage:
    """Return one passage of a bank; raises :class:`ValueError` for a mistake in it."""
    if unknown := entry.keys() - {"body", "text", "also", "open"}:
        raise ValueError(f"{name}: {unknown}")
    text, stated = _read(entry["text"], doubtful=bool(entry.get("open")))
    quantities = {key: str(value) for key, value in (entry.get("also") or {}).items()}
    for one in stated:
        if one.in_tables:
            _note(quantities, one, name)
    is_open = bool(entry.get("open"))
    return Passage(name, kind, entry["body"], text, stated, quantities, is_open)


def _note(quantities: dict[str, str], one: Stated, name: str) -> None:
    """Put down what one statement fixes: a sum only where all of its terms are nothing."""
    if len(one.keys) > 1 and not one.denies:
        return
    for key in one.keys:
        if quantities.setdefault(key, one.value) != one.value:
            raise ValueError(f"{name}: {key} is {quantities[key]} and {one.value}")


def _read(marked: str, *, doubtful: bool) -> tuple[str, tuple[Stated, ...]]:
    stated: list[Stated] = []
    text, end = "", 0
    for mark in MARK.finditer(marked):
        text += marked[end : mark.start()]
        one = _stated(len(text), mark[1], mark[2], doubtful=doubtful)
        stated.append(one)
        text += one.text
        end = mark.end()
    text += marked[end:]
    if "<" in text or ">" in text:
        raise ValueError(f"a mark that cannot be read: {marked}")
    return text, tuple(stated)


def _stated(start: int, shown: str, key: str, *, doubtful: bool) -> Stated:
    text, _, rest = shown.partition("=")
    value, _, wrong = (rest or text.replace(",", "")).partition("/")
    first, *besides = key.removesuffix("?").split("|")
    return Stated(
        start,
        text,
        value,
        tuple(first.split("+")),
        doubtful or key.endswith("?"),
        wrong or None,
        tuple(besides),
    )


def numbered(passages: tuple[Passage, ...]) -> Iterator[tuple[Passage, Stated]]:
    """Yield every statement with its passage."""
    for passage in passages:
        for one in passage.stated:
            yield passage, one
