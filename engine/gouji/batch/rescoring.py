"""Scores anew from what was kept: a changed profile reads and judges nothing."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gouji.appeals.rounds import unmended
from gouji.keys import judged_by, profile_key, scoring_key
from gouji.model.basis import BASIS_PACKING, Basis
from gouji.model.filed import Filed
from gouji.model.grading import Entry, Grading
from gouji.model.packing import PackingError
from gouji.model.score import Score
from gouji.reporting.public.audit_json import public_score
from gouji.rulebook import Rulebook
from gouji.scoring import Contender, grades, score, score_unfiled
from gouji.store import History
from gouji.store.keeping import MARKS
from gouji.store.scored import Grounds, Scored

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Rescored:
    """A year under one profile: its entries, the scores that are new, and what is to be said."""

    entries: tuple[Entry, ...]
    new: tuple[Scored, ...]
    notes: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()
    """Agencies whose audit was kept by a version that kept nothing to score it by."""
    otherwise: frozenset[str] = frozenset()
    """Agencies whose audit was judged by other rules than those of the rulebook."""


@dataclass(frozen=True, slots=True)
class _Marked:
    """An entry, what it was scored by, and its score: ``None`` where it is as it was."""

    entry: Entry
    filed: Filed
    key: str
    score: Score | None


def rescore(history: History, book: Rulebook, year: int, today: date) -> tuple[str, ...]:
    """Let every report that stands for ``year`` have its score under ``book``; return notes.

    Grades that hang on the whole league are given anew, too.
    """
    found = under(history, book, history.grading(year), year, today)
    history.put_in_force(found.new)
    return found.notes


def under(history: History, book: Rulebook, grading: Grading, year: int, today: date) -> Rescored:
    """Return the entries of ``year`` in ``grading`` as ``book`` scores them; nothing is kept."""
    entries = [entry for entry in grading.entries if entry.year == year]
    grounds = history.grounds(entries)
    own = _Year(book, grounds, profile_key(book), judged_by(book))
    known = zip(entries, filed_of(history, entries, year, today), strict=True)
    marked = [own.marked(entry, filed) for entry, filed in known]
    graded = grades([*_contenders(marked, book), *_missing(grading, book, year)], book.profile)
    pairs = list(zip(marked, graded.grades, strict=False))
    new = [own.scored(each, grade) for each, grade in pairs if own.is_new(each, grade)]
    by_audit = {each.audit: each for each in new}
    without = [e for e in entries if e.audit not in by_audit and grounds[e.audit].basis is None]
    otherwise = own.otherwise(entries)
    return Rescored(
        entries=tuple(_with(entry, by_audit.get(entry.audit)) for entry in entries),
        new=tuple(new),
        notes=tuple(_notes(without, otherwise, graded.notes)),
        without=frozenset(entry.agency for entry in without),
        otherwise=frozenset(entry.agency for entry in otherwise if entry not in without),
    )


def filed_of(history: History, entries: Sequence[Entry], year: int, today: date) -> Iterator[Filed]:
    """Yield what is known of each entry beside the report, its rounds of mending with it."""
    rounds = unmended(history, year, today)
    for filed in history.filed(entries):
        yield replace(filed, unmended=rounds[filed.agency or ""])


def _contenders(marked: Iterable[_Marked], book: Rulebook) -> Iterator[Contender]:
    for each in marked:
        low, high = each.score or each.entry, each.score or each.entry
        league = book.profile.league(each.filed)
        yield Contender(each.entry.agency, league, low.low, high.high)


def _missing(grading: Grading, book: Rulebook, year: int) -> Iterator[Contender]:
    """Yield those who had to report and did not: a share of the league counts them, too."""
    for due in grading.missing(year):
        found = score_unfiled(book.profile, due.known)
        yield Contender(due.agency, found.league, found.low, found.high)


@dataclass(frozen=True, slots=True)
class _Year:
    """What scores the reports of a year anew."""

    book: Rulebook
    grounds: Mapping[int, Grounds]
    profile: str
    judged_by: str

    def marked(self, entry: Entry, filed: Filed) -> _Marked:
        key = scoring_key(self.profile, filed)
        same = self.grounds[entry.audit].scoring == key
        return _Marked(entry, filed, key, None if same else self._score(entry, filed))

    def _score(self, entry: Entry, filed: Filed) -> Score | None:
        basis = kept_basis(self.grounds[entry.audit])
        book = self.book
        return None if basis is None else score(basis, book.rules, book.profile, filed)

    def is_new(self, each: _Marked, grade: str | None) -> bool:
        """Tell whether the score in force is another, or its grade."""
        has_basis = self.grounds[each.entry.audit].basis is not None
        return has_basis and (each.score is not None or grade != each.entry.grade)

    def scored(self, each: _Marked, grade: str | None) -> Scored:
        """Return the score as it is to be kept; there is a basis."""
        found = each.score or self._score(each.entry, each.filed)
        if found is None:
            raise PackingError("not a basis")
        told = public_score(found).model_dump(by_alias=True) | {"grade": grade}
        part = {
            "score": told,
            "rules": self._rules(self.grounds[each.entry.audit]),
            "keys": {"scoring": each.key},
        }
        return Scored(
            audit=each.entry.audit,
            scoring=each.key,
            low=found.low,
            high=found.high,
            out_of=found.out_of,
            grade=grade,
            league=found.league,
            document=json.dumps(part, ensure_ascii=False),
        )

    def _rules(self, grounds: Grounds) -> dict[str, Any]:
        """Return what the audit says of its rules; those that it was judged by stay its own."""
        book = self.book
        if grounds.rules != self.judged_by:
            return {"profile": book.profile.name}
        layers = [{"name": layer.name, "sha256": layer.sha256} for layer in book.layers]
        return {"profile": book.profile.name, "sha256": book.sha256, "layers": layers}

    def otherwise(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the entries that were judged by other rules than those of the rulebook."""
        return [e for e in entries if self.grounds[e.audit].rules != self.judged_by]


def kept_basis(grounds: Grounds) -> Basis | None:
    """Return what an audit can be scored by; nothing where an old version kept none."""
    if grounds.basis is None:
        return None
    found = BASIS_PACKING.unpack(grounds.basis)
    return found if isinstance(found, Basis) else None


def _with(entry: Entry, new: Scored | None) -> Entry:
    if new is None:
        return entry
    return replace(entry, **{name: getattr(new, name) for name in MARKS})


def _notes(
    without: Sequence[Entry], otherwise: Sequence[Entry], graded: Iterable[str]
) -> Iterator[str]:
    if without:
        yield (
            f"{_some(without)}是旧版审核的，没有留下计分的依据，得分仍是当时的；"
            "请把这些报告再评定一次"
        )
    rest = [entry for entry in otherwise if entry not in without]
    if rest:
        yield f"{_some(rest)}是按另一套规则审核的，只按现在的评分标准计了分；请再评定一次"
    yield from graded


def _some(entries: Sequence[Entry]) -> str:
    names = "、".join(entry.agency for entry in entries[:_NAMED])
    more = "等" if len(entries) > _NAMED else ""
    return f"{len(entries)} 份报告（{names}{more}）"
