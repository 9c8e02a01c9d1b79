"""The text shared with other reports: last year's and others' (Q702)."""

from collections.abc import Iterator

from gouji.facts.fact import Fact, Scene
from gouji.facts.similarity import SimilarWording, narrative, overlap, shingles
from gouji.model.document import Place
from gouji.model.filing import Filing
from gouji.model.verdict import Evidence, Subject
from gouji.model.vocabulary import Kind, whole_number


def _subjects(scene: Scene[SimilarWording, None]) -> Iterator[Subject]:
    """Tell how alike the narratives are, which are long enough to tell."""
    previous = scene.context.previous
    others = [*([previous] if previous else []), *scene.context.peers]
    ours = shingles(narrative(scene.report, scene.words)) if others else frozenset()
    for other in others:
        share = overlap(ours, shingles(other.narrative))
        if share is not None:
            yield _similar(other, share)


def _similar(other: Filing, share: int) -> Subject:
    whose = other.agency or "某机关"
    return Subject(
        kind="similar",
        locus=f"similar:{whose}-{other.year or ''}",
        fields={"percent": share},
        shows={"other": f"{whose}{other.year or ''}年度报告"},
        evidence=(Evidence(f"重合率{share}%", Place()),),
        readable=not other.unfit,
        reason=other.unfit or None,
    )


SIMILAR: Fact[SimilarWording, None] = Fact(
    name="similar",
    loci={"similar": "`similar:机关-年度`"},
    kinds=(
        Kind(
            "similar",
            "与另一份报告的文字重合（给出上年或其他报告时才有）。",
            {"percent": whole_number("五字片段重合率，整百分数")},
            {"other": "另一份报告"},
            by_number=True,
        ),
    ),
    wording=SimilarWording,
    file="laws.yaml",
    subjects=_subjects,
)
