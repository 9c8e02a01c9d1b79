"""From findings to instructions: causes of broken ties first, then what is left, one by one."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from gouji.facts.report import Report
from gouji.mending.completing import completed
from gouji.mending.ranking import NOTHING, Ranked, against, statements_mended, weight
from gouji.mending.telling import advice, order, shortened
from gouji.mending.trial import Outcome, Trial
from gouji.mending.words import ways
from gouji.model.diagnosis import Alternative
from gouji.model.document import Place
from gouji.model.edit import Edit, Repair
from gouji.model.form import Form, cell_labels
from gouji.model.instruction import Candidate, Instruction, Pair
from gouji.model.verdict import Judgement, Severity, Verdict
from gouji.rulebook.rule import Rule

_WEIGHT: list[Severity] = ["error", "warning", "advice"]


def instructions(
    report: Report,
    judgements: Sequence[Judgement],
    found: Ranked,
    trial: Trial,
    rules: Mapping[str, Rule],
) -> tuple[Instruction, ...]:
    """Return what to do about every failed judgement, in the order of work.

    The gravest come first, those of one weight as they stand in the report. A fault of the ties
    takes along every finding that its first repair mends.
    """
    of = {(j.code, j.locus): j for j in judgements if j.verdict is Verdict.FAIL}
    failed = dict(of)
    told: list[Instruction] = []
    for fault in found.localisation.faults:
        told += _of_fault(fault, found, failed, report, trial)
    told += _of_findings(failed, report, trial, rules)
    return _in_order(told, report, of)


_Judged = Mapping[Pair, Judgement]
_Key = tuple[float, ...]


def _in_order(told: Sequence[Instruction], report: Report, of: _Judged) -> tuple[Instruction, ...]:
    """Return the gravest first, then as they stand; the cells that one rule finds, together."""
    starts: dict[str, _Key] = {}
    placed = [(i, _cell_rule(i, of), _place(i, report, of)) for i in told]
    for _, code, place in placed:
        starts[code] = min(starts.get(code, place), place)
    placed.sort(
        key=lambda p: (_WEIGHT.index(p[0].severity), starts[p[1]] if p[1] else p[2], p[1], p[2])
    )
    return tuple(instruction for instruction, _, _ in placed)


def _cell_rule(told: Instruction, of: _Judged) -> str:
    """Return the rule of a finding on one cell; empty for any other."""
    kinds = {of[pair].subject.kind for pair in told.findings}
    return told.findings[0][0] if kinds == {"cell"} and len(told.findings) == 1 else ""


def _place(told: Instruction, report: Report, of: _Judged) -> _Key:
    """Return where its first repair stands in the report, else what it is about, as a sort key."""
    edits = [e for candidate in told.candidates[:1] for e in candidate.edits]
    pointed: list[tuple[str | None, Place | None]] = [(e.cell, e.place) for e in edits]
    pointed += [(e.cell, e.place) for pair in told.findings for e in of[pair].subject.evidence]
    cells = report.counted()
    places = (cells[cell].place if cell in cells else place for cell, place in pointed)
    return next((_key(place) for place in places if place is not None), (math.inf,))


def _key(place: Place) -> _Key:
    left, top = place.box[:2] if place.box else (0, 0)
    return place.page or 0, top, place.line or 0, place.column or 0, left


def _of_fault(
    fault: Sequence[Alternative],
    found: Ranked,
    failed: dict[Pair, Judgement],
    report: Report,
    trial: Trial,
) -> Iterator[Instruction]:
    """Yield the instruction on one fault of the ties; one whose values are open names its cells."""
    whole = completed(fault, found, failed, report, trial)
    first, outcomes = whole[0].alternative, [way.outcome for way in whole]
    ties = [pair for pair, judgement in failed.items() if _is_explained(judgement, first)]
    mended = [*ties, *(p for p in failed if p in outcomes[0].mended and p not in ties)]
    if not mended:
        return
    candidates = [
        _candidate(way.edits, way.outcome, report, failed, mended) for way in whole if way.edits
    ]
    judgements = [failed.pop(pair) for pair in mended]
    yield Instruction(
        findings=tuple(mended),
        severity=min((j.severity for j in judgements), key=_WEIGHT.index),
        headline=_headline(first, judgements, report.form),
        text=_text(report, candidates, judgements, outcomes),
        candidates=tuple(candidates),
        certain=bool(candidates) and is_certain(outcomes),
    )


def _is_explained(judgement: Judgement, alternative: Alternative) -> bool:
    loci = {locus for cause in alternative for locus in cause.explains}
    return judgement.subject.kind == "tie" and judgement.locus in loci


def is_certain(outcomes: Sequence[Outcome]) -> bool:
    """Tell whether the first of several repairs is the only one that fits all that is said.

    It breaks nothing, and every other breaks something or mends less of what the text states.
    """
    first, *others = (weight(outcome) for outcome in outcomes)
    return first[:2] == (0, 0) and all(other > first for other in others)


def _headline(alternative: Alternative, judgements: Sequence[Judgement], form: Form) -> str:
    ties = [j for j in judgements if j.subject.kind == "tie"]
    cells = [change.cell for cause in alternative for change in cause.changes]
    tables = "、".join(dict.fromkeys(cell_labels(form, cell)[0] for cell in cells))
    if len(ties) == 1 and len(judgements) == 1:
        return ties[0].message
    count = f"有 {len(ties)} 条勾稽不平" if len(ties) > 1 else "勾稽不平"
    return f"{tables}{count}，改{'一处' if len(cells) == 1 else f' {len(cells)} 格'}即可都平"


def _text(
    report: Report,
    candidates: Sequence[Candidate],
    judgements: Sequence[Judgement],
    outcomes: Sequence[Outcome],
) -> str:
    if not candidates:
        return f"{judgements[0].remedy}。"
    return advice(report, candidates, certain=is_certain(outcomes))


def _candidate(
    edits: tuple[Edit, ...],
    outcome: Outcome,
    report: Report,
    failed: Mapping[Pair, Judgement],
    mended: Collection[Pair],
) -> Candidate:
    """Return a way to mend; ``mended`` are the findings that the first way mends."""
    also = (failed[pair] for pair in statements_mended(outcome) if pair in failed)
    reasons = [f"与「{said}」相符" for j in (*also, *outcome.agrees) if (said := _said(j))]
    left = [j for j in outcome.still if (j.code, j.locus) in mended]
    against_it = [*against(outcome), *left]
    broken = [f"但这样一来，{shortened(j.message)}" for j in against_it[:1]]
    return Candidate(
        edits=edits,
        text=order(report, edits),
        why="；".join([*reasons[:1], *broken]),
        sound=not outcome.broken,
    )


def _said(judgement: Judgement) -> str:
    """Return the words of the report, or of its neighbour, that a judgement holds to."""
    return shortened(judgement.subject.shows.get("text", ""))


def _of_findings(
    failed: dict[Pair, Judgement], report: Report, trial: Trial, rules: Mapping[str, Rule]
) -> Iterator[Instruction]:
    """Yield what to do about findings that are no fault of the ties.

    What nobody but the agency knows to mend waits: a way to mend another finding may mend it, too.
    """
    waiting: dict[Pair, Instruction] = {}
    for pair, judgement in tuple(failed.items()):
        if pair not in failed:
            continue
        told = _of_finding(judgement, rules[judgement.code], report, trial, failed)
        if not told.candidates:
            waiting[pair] = told
            continue
        for mended in told.findings:
            del failed[mended]
        yield told
    yield from (told for pair, told in waiting.items() if pair in failed)


def _of_finding(
    judgement: Judgement, rule: Rule, report: Report, trial: Trial, failed: _Judged
) -> Instruction:
    """Return what to do about a finding, and about all of ``failed`` that its first way mends."""
    pair = judgement.code, judgement.locus
    found = _tried(pair, ways(judgement, rule, report), trial)
    if rule.mend:
        found = _reaching(found)
    found.sort(key=_weight_of_words)
    tried = [outcome for _, outcome in found if outcome is not None]
    sound = [outcome for outcome in tried if not outcome.broken]
    same = {pair: judgement} | _besides(found[0][1] if found else None, failed)
    candidates = [_candidate(e, o or NOTHING, report, {}, same) for e, o in found]
    certain = (
        bool(tried)
        and len(tried) == len(found)
        and sound == tried[:1]
        and not any(mend.unsure for mend in rule.mend)
    )
    text = advice(report, candidates, certain=certain) if candidates else f"{judgement.remedy}。"
    return Instruction(
        findings=tuple(same),
        severity=min((j.severity for j in same.values()), key=_WEIGHT.index),
        headline=judgement.message,
        text=text,
        candidates=tuple(candidates),
        certain=certain,
    )


_Tried = tuple[Repair, Outcome | None]


def _tried(pair: Pair, found: Iterable[Repair], trial: Trial) -> list[_Tried]:
    """Return the ways to mend a finding, each with what it does.

    What leaves the finding as it is, because another statement of the figure is wrong, is no way;
    nor is a cell of a table whose sums hold, where nothing else could be changed instead.
    """
    tried = [(edits, trial.of(edits)) for edits in found]
    able = [way for way in tried if way[1] is None or pair in way[1].mended]
    return [] if all(outcome and _breaks_a_tie(outcome) for _, outcome in able) else able


def _breaks_a_tie(outcome: Outcome) -> bool:
    return any(j.verdict is Verdict.FAIL and j.subject.kind == "tie" for j in outcome.broken)


def _weight_of_words(way: _Tried) -> tuple[int, int, int]:
    """Return the sort key of a way: fails, questions raised, all that it mends."""
    outcome = way[1] or NOTHING
    return (*weight(outcome)[:2], -len(outcome.mended))


def _reaching(found: Sequence[_Tried]) -> list[_Tried]:
    """Return what the rule orders, and other ways only where they mend more than that."""
    mends = [len(outcome.mended) if outcome else 0 for _, outcome in found]
    return [way for n, way in enumerate(found) if n == 0 or mends[n] > mends[0]]


def _besides(first: Outcome | None, failed: _Judged) -> dict[Pair, Judgement]:
    """Return the findings that one cause explains: the first way, if it is sound, mends them."""
    if first is None or first.broken:
        return {}
    return {pair: j for pair, j in failed.items() if pair in first.mended}
