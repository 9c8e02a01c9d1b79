"""Scores anew from what was kept: a changed profile reads and judges nothing."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from gouji.appeals.rounds import unmended
from gouji.keys import judged_by, profile_key, scoring_key
from gouji.model.basis import BASIS_PACKING, Basis
from gouji.model.filed import Filed
from gouji.model.grading import Entry, Grading
from gouji.model.kept import compressed
from gouji.model.packing import PackingError
from gouji.records import dataclass
from gouji.reporting.public.audit_json import public_score
from gouji.rulebook import Rulebook
from gouji.scoring import Contender, grades, score, score_unfiled
from gouji.store import History
from gouji.store.keeping import MARKS, chunks
from gouji.store.scored import Grounds, Scored

_NAMED = 3

_Keyed = tuple[Entry, Filed, str]
"""An entry, what it is scored by beside its basis, and the key of that."""


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
    score: Scored | None


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
    own = _Year(history, book, grounds, profile_key(book), judged_by(book))
    marked = list(own.marked(entries, filed_of(history, entries, year, today)))
    graded = grades([*_contenders(marked, book), *_missing(grading, book, year)], book.profile)
    new = tuple(own.new(marked, graded.grades))
    by_audit = {each.audit: each for each in new}
    without = [e for e in entries if e.audit not in by_audit and not grounds[e.audit].has_basis]
    otherwise = own.otherwise(entries)
    return Rescored(
        entries=tuple(_with(entry, by_audit.get(entry.audit)) for entry in entries),
        new=new,
        notes=tuple(f"{year} 年度：{note}" for note in _notes(without, otherwise, graded.notes)),
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
        found = each.score or each.entry
        league = book.profile.league(each.filed)
        yield Contender(each.entry.agency, league, found.low, found.high)


def _missing(grading: Grading, book: Rulebook, year: int) -> Iterator[Contender]:
    """Yield those who had to report and did not: a share of the league counts them, too."""
    for due in grading.missing(year):
        found = score_unfiled(book.profile, due.known)
        yield Contender(due.agency, found.league, found.low, found.high, filed=False)


@dataclass(frozen=True, slots=True)
class _Year:
    """What scores the reports of a year anew; few bases are in memory at once."""

    history: History
    book: Rulebook
    grounds: Mapping[int, Grounds]
    profile: str
    judged_by: str

    def marked(self, entries: Sequence[Entry], filed: Iterable[Filed]) -> Iterator[_Marked]:
        """Yield every entry with its score, where that is another than the one in force."""
        for some in chunks(zip(entries, filed, strict=True)):
            keyed = [(e, own, scoring_key(self.profile, own)) for e, own in some]
            found = self._scored([each for each in keyed if not self._is_in_force(each)])
            yield from (_Marked(e, own, key, found.get(e.audit)) for e, own, key in keyed)

    def new(self, marked: Sequence[_Marked], graded: Iterable[str | None]) -> Iterator[Scored]:
        """Yield the scores that are new, or have another grade."""
        pairs = list(zip(marked, graded, strict=False))
        for some in chunks(pairs):
            regraded = [m for m, grade in some if m.score is None and grade != m.entry.grade]
            others = self._scored([(m.entry, m.filed, m.key) for m in regraded])
            for each, grade in some:
                found = each.score or others.get(each.entry.audit)
                if found is not None:
                    yield replace(found, grade=grade)

    def _is_in_force(self, keyed: _Keyed) -> bool:
        entry, _, key = keyed
        return self.grounds[entry.audit].scoring == key

    def _scored(self, keyed: Sequence[_Keyed]) -> dict[int, Scored]:
        """Return the scores of those that have a basis, before their grades are known."""
        packed = self.history.packed_bases([entry for entry, _, _ in keyed])
        return {
            entry.audit: self._score(entry, unpacked_basis(packed[entry.audit]), filed, key)
            for entry, filed, key in keyed
            if entry.audit in packed
        }

    def _score(self, entry: Entry, basis: Basis, filed: Filed, key: str) -> Scored:
        found = score(basis, self.book.rules, self.book.profile, filed)
        part = {
            "score": public_score(found).model_dump(by_alias=True),
            "rules": self._rules(self.grounds[entry.audit]),
            "keys": {"scoring": key},
        }
        return Scored(
            audit=entry.audit,
            scoring=key,
            low=found.low,
            high=found.high,
            out_of=found.out_of,
            grade=None,
            league=found.league,
            document=compressed(json.dumps(part, ensure_ascii=False)),
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


def unpacked_basis(packed: bytes) -> Basis:
    """Return what an audit can be scored by, of :meth:`History.packed_bases`."""
    found = BASIS_PACKING.unpack(packed)
    if not isinstance(found, Basis):
        raise PackingError("not a basis")
    return found


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
