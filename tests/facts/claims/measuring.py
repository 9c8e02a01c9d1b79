"""Measures how well a bank of passages is read: right reports, wrong numbers, wrong denials."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import quantities
from passagekit import Passage, Stated
from reports import Found, found

IN_DOCUMENTS = ("normative", "regulation", "licence", "penalty", "coercion", "fee")
TABLE_CODES = ("N601", "N602", "N603")
COUNT = re.compile(r"(?<![\d.,年])\d{1,4}(?=余?[件条宗起份封项次篇])")
"""A number that counts something; what follows a comma, a point or a year is left alone."""

STEPS = (1, 2, -1, 10, 3, -2, 4, 5, -3, 7, 11, 6, 8, 13, 9, 17, 20, 100)
"""What a number may be off by, tried in this order."""


Place = tuple[str, str]
"""Code and locus of a finding; a locus that ends with a point stands for all below it."""


class Trial(NamedTuple):
    """One document made from a passage, the findings one of which is due, and what came of it.

    ``sort`` is ``right``, ``number``, ``denial`` or ``silent`` (numbers that state nothing are
    changed); ``outcome`` is ``accused`` or ``clean`` for a right or silent one, otherwise ``found``, ``reviewed``, ``elsewhere`` or ``missed``.
    """

    passage: Passage
    sort: str
    text: str
    due: tuple[Place, ...]
    outcome: str
    told: Found
    doubtful: bool = False

    @property
    def holds(self) -> bool:
        """Whether this is as it should be."""
        return self.outcome in {"clean", "found"} or (self.doubtful and self.outcome == "reviewed")


def trials(passage: Passage) -> Iterator[Trial]:
    """Yield the right document and one wrong document for each thing that is stated."""
    cells = quantities.tables(passage.quantities)
    active = any(key.partition(".")[0] in IN_DOCUMENTS for key in passage.quantities)
    told = found(passage.body, passage.text, cells, active=active)
    outcome = "accused" if told.failed else "clean"
    yield Trial(passage, "right", passage.text, (), outcome, told)
    if (text := _otherwise(passage)) != passage.text:
        told = found(passage.body, text, cells, active=active)
        accused = any(code in TABLE_CODES for code, _ in told.failed)
        yield Trial(passage, "silent", text, (), "accused" if accused else "clean", told)
    for one in passage.stated:
        if one.in_tables and one.denies:
            yield from _denied(passage, one, active=active)
        else:
            text, due = _wrong(passage, one, cells)
            told = found(passage.body, text, cells, active=active)
            yield Trial(passage, "number", text, due, _outcome(told, due), told, one.doubtful)


def _otherwise(passage: Passage) -> str:
    """Return the passage with one more of everything that states nothing of the tables."""
    kept = [(one.start, one.start + len(one.text)) for one in passage.stated]

    def more(number: re.Match[str]) -> str:
        inside = any(start < number.end() and number.start() < end for start, end in kept)
        return number[0] if inside or passage.is_open else str(int(number[0]) + 1)

    return COUNT.sub(more, passage.text)


def _denied(passage: Passage, one: Stated, *, active: bool) -> Iterator[Trial]:
    """Yield for each quantity that is denied a document whose tables have one."""
    for key in one.keys:
        cells = _with_one(passage, key)
        told = found(passage.body, passage.text, cells, active=active)
        due = (quantities.due((key,)),)
        sort = "denial" if one.text != "0" else "number"
        yield Trial(passage, sort, passage.text, due, _outcome(told, due), told, one.doubtful)


def _with_one(passage: Passage, key: str) -> Mapping[str, str]:
    """Return tables in which a denied quantity is 1; other quantities give way where they must."""
    told = {**passage.quantities, key: "1"}
    way = [
        k for k in ("carried_over", "carried_out", "total", "new", *told) if k in told and k != key
    ]
    for size in range(4):
        for given in combinations(dict.fromkeys(way), size):
            try:
                return quantities.tables({k: v for k, v in told.items() if k not in given})
            except quantities.Contradiction:
                continue
    raise quantities.Contradiction(key, passage.quantities)


def _wrong(
    passage: Passage, one: Stated, cells: Mapping[str, str]
) -> tuple[str, tuple[Place, ...]]:
    """Return the passage with one number off, and the findings one of which is due for it."""
    text = one.wrong or _off(one, cells)
    return passage.saying(one, text), tuple(_due(one, text))


def _due(one: Stated, text: str) -> Iterator[Place]:
    """Yield the findings that tell that ``text`` stands where ``one`` is right.

    A sum of quantities may be told as wrong by its cells or by the parts beside it.
    """
    key = one.keys[0]
    if key == "percent":
        yield "N605", f"percent:{text.rstrip('%％')}"
    elif key.startswith("of:"):
        yield "N604", f"sum:{key.removeprefix('of:')}"
    else:
        if one.in_tables:
            yield quantities.due(one.keys)
            yield from (quantities.due((key,)) for key in one.besides)
        if len(one.keys) > 1 or not one.in_tables:
            yield "N604", f"sum:{text}"


def _off(one: Stated, cells: Mapping[str, str]) -> str:
    """Return a plausible wrong number that no other way of counting gives."""
    digits = one.text.rstrip("%％")
    sign = one.text[len(digits) :]
    if sign:
        whole, point, part = digits.partition(".")
        return str(int(whole) + (7 if int(whole) < 90 else -7)) + point + part + sign
    if "." in digits:
        whole, point, part = digits.partition(".")
        return f"{_like(whole, int(whole.replace(',', '')) + 3)}{point}{part}"
    value = int(digits.replace(",", ""))
    other = _other_counts(cells)
    wrong = next(v for step in STEPS if (v := value + step) > 0 and v not in other)
    return _like(digits, wrong)


def _like(shown: str, value: int) -> str:
    return f"{value:,}" if "," in shown else str(value)


def _other_counts(cells: Mapping[str, str]) -> set[int]:
    """Return every figure that some quantity or two of them together might honestly give."""
    flow = [int(cells[f"t3.{row}.total"]) for row in quantities.FLOW]
    groups = [int(quantities.total_of(cells, group)) for group in quantities.GROUPS]
    disputes = [int(v) for cell, v in cells.items() if cell.startswith("t4.")]
    rows = [
        int(v) for cell, v in cells.items() if cell.startswith("t3.") and cell.endswith(".total")
    ]
    for figures in (flow, groups, [v for v in disputes if v]):
        pairs = list(combinations(figures, 2))
        rows += [a + b for a, b in pairs] + [abs(a - b) for a, b in pairs]
    return {*rows, *groups, *disputes}


def _outcome(told: Found, due: tuple[Place, ...]) -> str:
    if any(_among(told.failed, place) for place in due):
        return "found"
    if any(_among(told.doubted, place) for place in due):
        return "reviewed"
    return "elsewhere" if told.failed or told.doubted else "missed"


def _among(places: frozenset[Place], due: Place) -> bool:
    code, locus = due
    return any(
        c == code and (place.startswith(locus) if locus.endswith(".") else place == locus)
        for c, place in places
    )


class Rates(NamedTuple):
    """Shares of one bank, between 0 and 1: found numbers, found denials, right ones accused."""

    numbers: float
    denials: float
    accused: float
    accused_of_other: float
    """Right reports accused when numbers that state nothing of the tables are changed."""


def rates(all_trials: Sequence[Trial]) -> Rates:
    """Return how many are found at their place, and how many right reports are accused."""
    number, denial, right, silent = (
        _share(all_trials, sort) for sort in ("number", "denial", "right", "silent")
    )
    return Rates(number, denial, 1 - right, 1 - silent)


def _share(all_trials: Sequence[Trial], sort: str) -> float:
    holding = [trial.holds for trial in all_trials if trial.sort == sort]
    return sum(holding) / len(holding) if holding else 1.0


LEVELS = {
    "province": re.compile("^.{2,3}省"),
    "zone": re.compile("(园区|开发区|高新|新区).*(管委会|管理委员会)$"),
    "street": re.compile("街道办事处$"),
    "township": re.compile("[镇乡]人民政府$"),
    "government": re.compile("人民政府(办公[室厅])?$"),
    "central": re.compile("^国家|海关|税务局|边防检查|海事"),
    "department": re.compile(""),
}
"""Levels of bodies by their names, the first that fits."""


def level_of(body: str) -> str:
    """Return the level of a body: a government, a department, a street …"""
    return next(level for level, name in LEVELS.items() if name.search(body))


def told_by_kind(all_trials: Sequence[Trial]) -> str:
    """Return a table: by kind of passage and level of body what was found, missed and accused."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for trial in all_trials:
        for kind in (trial.passage.kind, f"({level_of(trial.passage.body)})", "all"):
            kinds[kind][f"{trial.sort}s"] += 1
            kinds[kind][f"{trial.sort} {trial.outcome}"] += 1
    heads = ("rights", "right accused", "silents", "silent accused", "numbers", "number found", "number reviewed",
             "number elsewhere", "number missed", "denials", "denial found", "denial reviewed",
             "denial missed")  # fmt: skip
    lines = [" " * 20 + " ".join(f"{head.split()[-1][:9]:>9}" for head in heads)]
    lines += [
        f"{kind:20}" + " ".join(f"{counts[head]:9}" for head in heads)
        for kind, counts in kinds.items()
    ]
    return "\n".join(lines)


def told_misses(all_trials: Sequence[Trial]) -> str:
    """Return one line for each document that did not come out as it should."""
    return "\n".join(
        f"{trial.passage.id} {trial.sort} {trial.outcome} due={trial.due}"
        f" failed={sorted(trial.told.failed)} doubted={sorted(trial.told.doubted)} {trial.text}"
        for trial in all_trials
        if not trial.holds
    )
