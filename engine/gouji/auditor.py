"""The whole way of one document: read, recognise, judge, diagnose, score."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Self

from gouji.diagnosis import doubts, localise
from gouji.facts.body import body_of_report
from gouji.facts.filing import filing
from gouji.facts.fitting import fitting
from gouji.facts.neighbours.whole import lacking
from gouji.facts.places import locus_words
from gouji.facts.recognise import recognise
from gouji.facts.recognised import doubt_recognised, name_notes
from gouji.facts.report import Report
from gouji.facts.settling import settling_notes, with_settled_cells
from gouji.facts.subjects import subjects_of
from gouji.facts.tables.ties import ties_of
from gouji.judgement import Judge
from gouji.judgement.deciding import Decided, Key, decide
from gouji.judgement.settling import settle, settled_notes
from gouji.judgement.waiving import Waived, waive
from gouji.keys import Keys, judging_key, profile_key, reading_key, rules_key, scoring_key
from gouji.mending import Trial, instructions, ranked
from gouji.model.basis import Basis
from gouji.model.bodies import UNKNOWN_BODY
from gouji.model.cells import tie_value
from gouji.model.context import NO_CONTEXT, Context
from gouji.model.diagnosis import Localisation
from gouji.model.document import Document
from gouji.model.filed import Filed
from gouji.model.filing import Filing
from gouji.model.instruction import Instruction
from gouji.model.score import Score
from gouji.model.verdict import Judgement, Verdict
from gouji.reading import read
from gouji.records import dataclass
from gouji.rulebook import Rulebook
from gouji.rulebook.sheet import Sheet
from gouji.scoring import basis, score

_TEXTS = 12
"""Repairs of words that are tried in one report: each is recognised anew."""


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything found in one report, ready to be told."""

    path: str
    report: Report
    judgements: tuple[Judgement, ...]
    localisation: Localisation
    basis: Basis
    """What another profile scores it by."""
    filed: Filed
    score: Score
    rulebook: Rulebook
    keys: Keys
    instructions: tuple[Instruction, ...] = ()
    """What to do about every finding, the gravest first."""
    waived: tuple[Waived, ...] = ()
    notes: tuple[str, ...] = ()
    """What must be said of the audit itself: waivers that expired or did not serve."""
    reopened: Mapping[Key, str] = field(default_factory=dict)
    """Findings that were dismissed when other figures were read, and what is to be said of it."""

    def with_verdict(self, *verdicts: Verdict) -> tuple[Judgement, ...]:
        """Return the judgements with one of ``verdicts``, in order."""
        return tuple(j for j in self.judgements if j.verdict in verdicts)

    @property
    def has_costly_findings(self) -> bool:
        """Whether a finding costs points (the exit status of the command line)."""
        book = self.rulebook
        failed = self.with_verdict(Verdict.FAIL)
        return any(self.sheet.cost(book.rules[j.code], self.filed.body) > 0 for j in failed)

    @property
    def sheet(self) -> Sheet:
        """The sheet that it was scored by."""
        return self.rulebook.profile.sheet(self.filed)


class Auditor:
    """A rulebook compiled once; audits one document after another, in the process that asks.

    :class:`gouji.isolated.IsolatedAuditor` does it in a process that can be killed. ``today``
    decides which waivers still apply; without it none do.
    """

    def __init__(self, rulebook: Rulebook, today: date | None = None) -> None:
        self.rulebook = rulebook
        self._today = today
        self._judge = Judge(tuple(rulebook.rules.values()))
        self._reading = reading_key(rulebook)
        self._rules = rules_key(rulebook, today)
        self._profile = profile_key(rulebook)

    def __reduce__(self) -> tuple[type[Self], tuple[Rulebook, date | None]]:
        """Cross to another process as the rulebook, which is compiled again there."""
        return type(self), (self.rulebook, self._today)

    def audit_file(
        self, path: Path, name: str | None = None, context: Context = NO_CONTEXT
    ) -> Audit:
        """Audit a file, told as ``name``; raises :class:`gouji.errors.DocumentError`."""
        return self.audit_report(self.read_report(path), name or str(path), context)

    def read_report(self, path: Path) -> Report:
        """Read and recognise a file without judging it; raises as :meth:`audit_file`."""
        return self.recognise(read(path))

    def read_filing(self, path: Path) -> Filing:
        """Read a file as other reports need it; raises as :meth:`audit_file`."""
        return self.filing(self.read_report(path))

    def filing(self, report: Report) -> Filing:
        """Return ``report`` as other reports need it."""
        return filing(report, self.rulebook.wording)

    def audit_document(
        self, document: Document, path: str = "", context: Context = NO_CONTEXT
    ) -> Audit:
        """Audit a document that has been read; raises :class:`gouji.errors.NotAReport`."""
        return self.audit_report(self.recognise(document), path, context)

    def recognise(self, document: Document) -> Report:
        """Recognise a document that has been read; raises :class:`gouji.errors.NotAReport`."""
        book = self.rulebook
        return recognise(document, book.forms, book.form_for, book.wording)

    def audit_report(self, report: Report, path: str = "", context: Context = NO_CONTEXT) -> Audit:
        """Judge, diagnose and score what was recognised, beside what ``context`` holds."""
        book = self.rulebook
        judging = judging_key(self._rules, report.document.sha256, path, context)
        body = context.body or body_of_report(report, book.wording)
        context, beside = fitting(report, replace(context, body=body))
        context = self._in_doubt(context)
        settled = [*settling_notes(report, context.settlements)]
        report = with_settled_cells(report, context.settlements)
        judged = self._judged(report, context)
        settled += settled_notes(judged)
        decided = self._decided(report, judged, context)
        trial = self._trial(report, judged, context)
        raws = {cell.id: (cell.raw or "").strip() for cell in report.counted().values()}
        found = ranked(diagnose(report, decided.judgements), trial, raws)
        rests_on = basis(decided.judgements, found.localisation)
        filed = Filed(report.agency, report.year, body=body, published=context.published)
        notes = (*beside, *lacking(report, context), *decided.notes, *settled)
        return Audit(
            path=path,
            report=report,
            judgements=decided.judgements,
            localisation=found.localisation,
            basis=rests_on,
            filed=filed,
            score=score(rests_on, book.rules, book.profile, filed),
            rulebook=book,
            keys=Keys(self._reading, judging, scoring_key(self._profile, filed)),
            instructions=instructions(report, decided.judgements, found, trial, book.rules),
            waived=decided.waived,
            notes=(*name_notes(report), *notes),
            reopened=decided.reopened,
        )

    def _decided(self, report: Report, judged: tuple[Judgement, ...], context: Context) -> Decided:
        """Return the judgements as waivers and people's decisions leave them."""
        waivers = self.rulebook.waivers
        judgements, waived, notes = waive(judged, waivers, report.agency, self._today)
        found = decide(judgements, context.decisions, partial(locus_words, report.form))
        return found._replace(waived=(*waived, *found.waived), notes=(*notes, *found.notes))

    def _trial(self, report: Report, judged: tuple[Judgement, ...], context: Context) -> Trial:
        """Return what tries repairs: each is judged, and where words change recognised, anew."""
        return Trial(
            report,
            judged,
            lambda repaired: self._judged(repaired, context),
            lambda document: with_settled_cells(self.recognise(document), context.settlements),
            _TEXTS,
        )

    def _in_doubt(self, context: Context) -> Context:
        """Return ``context`` with what other reports' ties say of their figures.

        Their faults are their own.
        """
        members = (replace(m, doubts=self._doubts(m.filing)) for m in context.members)
        doubted = self._doubts(context.previous)
        return replace(context, members=tuple(members), doubts=doubted)

    def _doubts(self, filing: Filing | None) -> Mapping[str, tuple[Decimal, ...]]:
        form = self.rulebook.forms.get(filing.edition) if filing else None
        return doubts(form, filing.values) if filing and form else {}

    def _judged(self, report: Report, context: Context) -> tuple[Judgement, ...]:
        body = context.body or UNKNOWN_BODY
        subjects = subjects_of(report, self.rulebook.wording, context)
        judged = self._judge.judge(subjects, report.form, report.year, body)
        judged = doubt_recognised(judged, report)
        made, sha256 = context.settlements, report.document.sha256
        return settle(judged, made, sha256, self.rulebook.rules, report.form)


def diagnose(report: Report, judgements: tuple[Judgement, ...]) -> Localisation:
    """Return the smallest repairs of the failed ties; cells with findings of their own first.

    A tie that no rule judges, or whose finding is waived, may stay as it is.
    """
    values = {
        cell.id: value
        for cell in report.counted().values()
        if (value := tie_value(cell)) is not None
    }
    failed = [j for j in judgements if j.verdict is Verdict.FAIL]
    suspects = [j.locus for j in failed if j.subject.kind == "cell"]
    binding = {
        j.locus for j in judgements if j.subject.kind == "tie" and j.verdict is not Verdict.WAIVED
    }
    ties = ties_of(report)
    if not all(tie.locus in binding for tie in ties):
        ties = tuple(tie for tie in ties if tie.locus in binding)
    return localise(ties, values, suspects)
