"""Verdicts become a score: causes charged once, groups capped, nothing unread forgiven."""

from gouji.scoring.basis import basis
from gouji.scoring.grades import Contender, Grades, grades
from gouji.scoring.score import score, score_unfiled
from gouji.scoring.trying import Changes, Known, Moved, changes, standings

__all__ = [
    "Changes",
    "Contender",
    "Grades",
    "Known",
    "Moved",
    "basis",
    "changes",
    "grades",
    "score",
    "score_unfiled",
    "standings",
]
