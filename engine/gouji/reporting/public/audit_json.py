"""An audit as the public JSON object; the same audit gives the same bytes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from operator import attrgetter

from gouji.auditor import Audit
from gouji.facts.fact import Left
from gouji.facts.places import cell_words, where
from gouji.facts.registry import left_over
from gouji.facts.report import Report
from gouji.judgement.waiving import Waived
from gouji.model import audit as public
from gouji.model.cells import Cell, CellState
from gouji.model.diagnosis import Change, Solution
from gouji.model.document import Place
from gouji.model.edit import Edit
from gouji.model.form import Form
from gouji.model.instruction import Candidate, Instruction
from gouji.model.numbers import decimal_text
from gouji.model.score import Addition, Deduction, Score
from gouji.model.settlement import Settlement
from gouji.model.verdict import Evidence, Judgement, Verdict
from gouji.reporting.public.unread import unread_parts

_NOWHERE = Place()
_COUNTED = (
    ("passed", Verdict.PASS),
    ("fail", Verdict.FAIL),
    ("review", Verdict.REVIEW),
    ("not_applicable", Verdict.NOT_APPLICABLE),
    ("not_assessable", Verdict.NOT_ASSESSABLE),
    ("waived", Verdict.WAIVED),
)


def to_public(audit: Audit) -> public.AuditJson:
    """Return ``audit`` as the public object."""
    report, book = audit.report, audit.rulebook
    document = report.document
    return public.AuditJson(
        document=public.DocumentInfo(
            path=audit.path,
            sha256=document.sha256,
            format=document.format,
            pages=document.pages,
        ),
        report=public.ReportInfo(
            agency=report.agency, year=report.year, edition=report.form.edition
        ),
        cells={cell.id: _cell(cell, report.form) for cell in report.counted().values()},
        findings=[_finding(j, audit) for j in audit.with_verdict(Verdict.FAIL)],
        reviews=[_finding(j, audit) for j in audit.with_verdict(Verdict.REVIEW)],
        waived=[_waived(w, audit) for w in audit.waived],
        diagnoses=[_diagnosis(s, audit) for s in audit.localisation.solutions],
        instructions=[_instruction(i, audit) for i in audit.instructions],
        unread=[public.Unread(what=p.what, verdicts=p.verdicts) for p in unread_parts(audit)],
        open=[_open(j, audit) for j in audit.with_verdict(Verdict.NOT_ASSESSABLE) if _tells(j)],
        settled=[*_settled_cells(audit), *_settled_verdicts(audit)],
        unused_numbers=[_unused(left) for left in left_over(report)],
        notes=[*(note for table in report.tables for note in table.notes), *audit.notes],
        verdicts=_counts(audit.judgements),
        by_rule=_by_rule(audit),
        score=public_score(audit.score),
        rules=public.RulesInfo(
            edition=report.form.edition,
            profile=book.profile.name,
            sha256=book.sha256,
            layers=[public.LayerInfo(name=x.name, sha256=x.sha256) for x in book.layers],
        ),
        keyed=public.KeysInfo(
            reading=audit.keys.reading, judging=audit.keys.judging, scoring=audit.keys.scoring
        ),
    )


def to_explained(audit: Audit) -> public.ExplainedAudit:
    """Return ``audit`` as the public object with every verdict in it."""
    return public.ExplainedAudit(
        **vars(to_public(audit)), judgements=[_judgement(j, audit.report) for j in audit.judgements]
    )


def to_json(audit: Audit, *, indent: int | None = None) -> str:
    """Return ``audit`` as JSON text, on one line unless ``indent`` is given."""
    return to_public(audit).to_json(indent=indent)


def _decimal(value: Decimal | None) -> str | None:
    """Return ``value`` exactly as it was written, never in exponent form."""
    return None if value is None else f"{value:f}"


def _box(place: Place) -> public.Box | None:
    if place.box is None:
        return None
    x0, top, x1, bottom = place.box
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)


def _cell(cell: Cell, form: Form) -> public.CellInfo:
    place = cell.place or _NOWHERE
    shown = cell.state not in (CellState.ABSENT, CellState.UNREAD)
    return public.CellInfo(
        value=_decimal(cell.value),
        raw=cell.raw if shown else None,
        page=place.page,
        bbox=_box(place),
        state=cell.state.value,
        line=place.line,
        column=place.column,
        reason=cell.reason if cell.state is CellState.UNREAD else None,
        settled=_settled(cell.settled, cell_words(form, cell.id)) if cell.settled else None,
    )


def _settled(made: Settlement, where: str) -> public.SettledInfo:
    return public.SettledInfo(
        code=made.code or None,
        locus=made.locus,
        value=made.value,
        who=made.who,
        reason=made.reason,
        evidence=made.evidence,
        day=made.when.date().isoformat(),
        where=where,
    )


def _settled_cells(audit: Audit) -> Iterator[public.SettledInfo]:
    for cell in audit.report.counted().values():
        if cell.settled:
            yield _settled(cell.settled, cell_words(audit.report.form, cell.id))


def _settled_verdicts(audit: Audit) -> Iterator[public.SettledInfo]:
    for judgement in audit.judgements:
        if judgement.settled:
            yield _settled(judgement.settled, _title(judgement, audit))


def _title(judgement: Judgement, audit: Audit) -> str:
    return audit.rulebook.rules[judgement.code].title


def _tells(judgement: Judgement) -> bool:
    """Tell whether an open verdict says more than that a cell, or another report, is unread."""
    return judgement.subject.kind != "cell" and not judgement.subject.elsewhere


def _open(judgement: Judgement, audit: Audit) -> public.OpenInfo:
    return public.OpenInfo(
        code=judgement.code,
        locus=judgement.locus,
        title=_title(judgement, audit),
        reason=judgement.subject.reason or "没有读出",
    )


def _evidence(evidence: Evidence, report: Report) -> public.EvidenceInfo:
    place = evidence.place or _NOWHERE
    return public.EvidenceInfo(
        cell=evidence.cell,
        page=place.page,
        bbox=_box(place),
        line=place.line,
        column=place.column,
        quote=evidence.quote,
        more=[
            public.PlaceInfo(page=p.page, bbox=_box(p), line=p.line, column=p.column)
            for p in place.more
        ],
        where=where(report, evidence.cell, evidence.place),
    )


def _instruction(told: Instruction, audit: Audit) -> public.InstructionInfo:
    return public.InstructionInfo(
        findings=list(told.findings),
        severity=told.severity,
        headline=told.headline,
        text=told.text,
        where=_wheres(told, audit),
        certain=told.certain,
        candidates=[_candidate(candidate) for candidate in told.candidates],
    )


def _wheres(told: Instruction, audit: Audit) -> str:
    """Return the places of the first repair, else of what the findings quote."""
    places = [(e.cell, e.place) for c in told.candidates[:1] for e in c.edits]
    if not places:
        own = [j for j in audit.judgements if (j.code, j.locus) in told.findings]
        places = [(e.cell, e.place) for j in own for e in j.subject.evidence]
    words = (where(audit.report, cell, place) for cell, place in places)
    return "；".join(dict.fromkeys(word for word in words if word))


def _candidate(candidate: Candidate) -> public.CandidateInfo:
    return public.CandidateInfo(
        text=candidate.text,
        why=candidate.why,
        sound=candidate.sound,
        edits=[_edit(edit) for edit in candidate.edits],
    )


def _edit(edit: Edit) -> public.EditInfo:
    place = edit.place or _NOWHERE
    return public.EditInfo(
        cell=edit.cell,
        before=edit.before,
        after=edit.after,
        quote=edit.quote,
        around=edit.around,
        page=place.page,
        bbox=_box(place),
        line=place.line,
        column=place.column,
    )


def _unused(left: Left) -> public.UnusedNumber:
    place = left.quote.place
    return public.UnusedNumber(
        text=left.quote.text,
        reason=left.reason,
        page=place.page,
        bbox=_box(place),
        line=place.line,
        column=place.column,
    )


def _finding(judgement: Judgement, audit: Audit) -> public.Finding:
    return public.Finding(
        code=judgement.code,
        locus=judgement.locus,
        severity=judgement.severity,
        title=_title(judgement, audit),
        message=judgement.message,
        expected=judgement.expected,
        actual=judgement.actual,
        basis=judgement.basis,
        remedy=judgement.remedy,
        evidence=[_evidence(e, audit.report) for e in judgement.subject.evidence],
        reopened=audit.reopened.get((judgement.code, judgement.locus)),
        settled=_settled(judgement.settled, _title(judgement, audit))
        if judgement.settled
        else None,
    )


def _judgement(judgement: Judgement, report: Report) -> public.JudgementInfo:
    subject = judgement.subject
    return public.JudgementInfo(
        code=judgement.code,
        locus=judgement.locus,
        kind=subject.kind,
        verdict=judgement.verdict,
        message=judgement.message,
        unread=None if subject.readable else subject.reason,
        absent=subject.absent,
        fields=dict(subject.fields),
        shows=dict(subject.shows),
        evidence=[_evidence(e, report) for e in subject.evidence],
    )


def _waived(waived: Waived, audit: Audit) -> public.WaivedInfo:
    waiver = waived.waiver
    return public.WaivedInfo(
        **vars(_finding(waived.judgement, audit)),
        reason=waiver.reason,
        who=waiver.who,
        until=waiver.until_text,
    )


def _diagnosis(solution: Solution, audit: Audit) -> public.Diagnosis:
    alone = [fault[0] for fault in audit.localisation.faults if len(fault) == 1]
    codes = {j.locus: j.code for j in audit.with_verdict(Verdict.FAIL) if j.subject.kind == "tie"}
    causes = [
        public.CauseInfo(
            changes=[_change(change) for change in cause.changes],
            explains=sorted((codes[locus], locus) for locus in cause.explains if locus in codes),
            unique=(cause,) in alone,
        )
        for cause in solution.causes
    ]
    return public.Diagnosis(
        changes=[change for cause in causes for change in cause.changes],
        explains=sorted(pair for cause in causes for pair in cause.explains),
        unique=audit.localisation.unique,
        causes=causes,
    )


def _change(change: Change) -> public.ChangeInfo:
    after = None if change.after is None else decimal_text(change.after)
    return public.ChangeInfo(cell=change.cell, before=decimal_text(change.before), after=after)


def _by_rule(audit: Audit) -> dict[str, public.VerdictCounts]:
    counts = Counter(map(attrgetter("code", "verdict"), audit.judgements))
    return {
        code: public.VerdictCounts(**{n: counts.get((code, v), 0) for n, v in _COUNTED})
        for code in audit.rulebook.rules
    }


def _counts(judgements: Iterable[Judgement]) -> public.VerdictCounts:
    counts = Counter([judgement.verdict for judgement in judgements])
    return public.VerdictCounts(**{name: counts[verdict] for name, verdict in _COUNTED})


def public_score(score: Score) -> public.ScoreInfo:
    """Return a score as it stands in the public object."""
    return public.ScoreInfo(
        low=decimal_text(score.low),
        high=decimal_text(score.high),
        out_of=decimal_text(score.out_of),
        grade=score.grade,
        deductions=[_deduction(d) for d in score.deductions],
        open=[_deduction(d) for d in score.open],
        uncharged=[_deduction(d) for d in score.uncharged],
        additions=[_addition(a) for a in score.additions],
        most=decimal_text(score.most),
        league=score.league,
    )


def _deduction(deduction: Deduction) -> public.DeductionInfo:
    limit = deduction.group_limit
    return public.DeductionInfo(
        code=deduction.code,
        points=decimal_text(deduction.points),
        why=deduction.why,
        loci=list(deduction.loci),
        group=deduction.group,
        group_title=deduction.group_title,
        full=decimal_text(deduction.full),
        cap=decimal_text(limit.cap) if limit else None,
        room=decimal_text(limit.room) if limit else None,
        parts=[
            public.PartInfo(code=p.code, times=p.times, points=decimal_text(p.points))
            for p in deduction.parts
        ],
        limits=[
            public.LimitInfo(what=x.what, cap=decimal_text(x.cap), room=decimal_text(x.room))
            for x in deduction.limits
        ],
    )


def _addition(addition: Addition) -> public.AdditionInfo:
    return public.AdditionInfo(
        code=addition.code,
        title=addition.title,
        points=decimal_text(addition.points),
        why=addition.why,
        full=decimal_text(addition.full),
        room=decimal_text(addition.room),
    )
