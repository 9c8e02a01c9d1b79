"""Reduces verdicts to what a score rests on."""

from collections.abc import Sequence

from gouji.model.basis import Basis, Ground, Repaired
from gouji.model.diagnosis import Localisation
from gouji.model.verdict import Judgement, Verdict


def basis(judgements: Sequence[Judgement], localisation: Localisation) -> Basis:
    """Return what every profile scores ``judgements`` by, and the causes found for them."""
    causes = localisation.solutions[0].causes if localisation.solutions else ()
    return Basis(
        failed=tuple(_ground(j) for j in judgements if j.verdict is Verdict.FAIL),
        unread=tuple(_ground(j) for j in judgements if _is_open_here(j)),
        lost=tuple(_ground(j) for j in judgements if j.lost),
        causes=tuple(Repaired(len(cause.changes), cause.explains) for cause in causes),
    )


def _is_open_here(judgement: Judgement) -> bool:
    """Tell whether something of this report, and not of another, was not read."""
    return judgement.verdict is Verdict.NOT_ASSESSABLE and not judgement.subject.elsewhere


def _ground(judgement: Judgement) -> Ground:
    subject = judgement.subject
    fields, shows = subject.fields, subject.shows
    return Ground(
        code=judgement.code,
        locus=judgement.locus,
        kind=subject.kind,
        message=judgement.message,
        table=str(fields.get("table") or ""),
        section=str(fields.get("section") or ""),
        title=shows.get("heading") or shows.get("title") or "",
        reason=subject.reason or "",
    )
